"""Build sheets: a strategy proved here, said so that it can be drawn in IRD and in Composer.

`reader` walks over compiled expressions, `writer` and its kinds `ird`, `ecma` and `view` write
them in the language of the other side, `blocks` and `strategy` say what to draw, `servers` what to
configure, `page` puts it on a page.
"""

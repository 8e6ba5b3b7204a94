"""What a kind is: the base of both shelves, of block kinds (`blocks`) and declarations (`world`).

A kind is a typed model whose fields say how the author's text is read, whose ports say where a
block can lead, and whose docstring is its page. `shape` makes tables of its markers, `read` turns
syntax into such a model, `page` makes of it what `explain` shows.
"""

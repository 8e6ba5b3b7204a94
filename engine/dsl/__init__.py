"""The concrete syntax: text to tree (`parser`), all of a project (`imports`), and back (`printer`).

The only package that knows lark. In: sources. Out: the frozen nodes of `engine.syntax`, with
everything that is wrong with the text in the findings.
"""

"""The syntax tree: frozen nodes with spans and comments, no library in it.

One shape serves every kind: a declaration has a head and entries, an entry is a declaration, a
binding, a block, a field, a port or a claim. Which kinds there are and what they may hold is known
only to the shelves (`blocks`, `world`).
"""

"""Tests of strategies, checked: from `test` declarations to cases that can be run and judged.

In: the declarations of a project and what its strategies turned out to be. Out: `Case`s, one a
test or one a row of its table, or findings. A case is data: `testing` runs and judges it.
"""

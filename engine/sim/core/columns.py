"""Columns: arrays of 64-bit integers, empty and grown ones.

In: lengths. Out: `array('q')`, which typed code sees as memory of `int64_t`.
"""

from array import array

ITEM_BYTES = 8
FIRST_CAPACITY = 16


def column(length: int, fill: int = 0) -> "array[int]":
    """A column of this length.

    >>> column(2), column(1, -1)
    (array('q', [0, 0]), array('q', [-1]))
    """
    return array("q", [fill]) * length if fill else array("q", bytes(ITEM_BYTES * length))


def grown(old: "array[int]", length: int, fill: int = 0) -> "array[int]":
    """A longer copy: an array that typed code looks into cannot grow in its place.

    >>> grown(array('q', [7]), 3, -1)
    array('q', [7, -1, -1])
    """
    fresh = column(length, fill)
    memoryview(fresh)[: len(old)] = memoryview(old)
    return fresh

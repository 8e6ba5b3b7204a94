"""What an author reads, made from values: diagnostics, traces, ledgers, pages, JSON.

In: diagnostics, a program with its log, pages of the shelves. Out: `styled.Line`s or documents for
JSON. Nothing here prints, knows a terminal or computes a figure that the log does not hold.
"""

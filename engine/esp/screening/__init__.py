"""What Classification Server looks for in a text: patterns of screening rules, words of categories.

    errors        what is wrong with a pattern, at its place
    expressions   regular expressions: text -> tree
    automaton     tree -> positions; one pass over a text, however the expression is built
    patterns      patterns of screening rules: functions joined by `&&`, `||` and `!`
    words         words and phrases of categories

In: a pattern or words, and a text. Out: whether and where they are found. Everything is total, and
its time grows with the length of the text times the size of the pattern, no faster.
"""

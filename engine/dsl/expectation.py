"""What could have stood where a mistake is, in the words of the language.

In: the terminals that the parser accepts. Out: a short list for the message; and the form in which
what stood there instead is shown.
"""

from collections.abc import Iterable

from engine.dsl.lexer import Token

SHOWN_MAX = 24
"""Characters of the author's text that a message repeats."""

OPERAND = frozenset({"NAME", "STRING", "QUANTITY", "FUNC", "LSQB", "LPAR", "NOT", "NEGATE"})
ENTRY = frozenset(
    {"LABEL", "NAME", "STRING", "QUANTITY", "FUNC", "EXPECT", "ALWAYS", "NEVER", "WITHIN"}
    | {"EVENTUALLY", "AT"}
)

GROUPS: tuple[tuple[frozenset[str], str], ...] = (
    (ENTRY, "an entry"),
    (OPERAND, "an expression"),
    (frozenset({"LABEL", "STRING", "QUANTITY"}), "a key"),
    (frozenset({"NAME", "STRING", "QUANTITY"}), "a name"),
    (frozenset({"NAME", "FUNC"}), "a kind"),
    (frozenset({"NAME", "STRING"}), "a key"),
    (frozenset({"LABEL", "NAME"}), "a name"),
    (frozenset({"FUNC"}), "a call"),
    (frozenset({"LABEL"}), "a key"),
    (frozenset({"NAME"}), "a name"),
    (frozenset({"QUANTITY"}), "a duration"),
    (frozenset({"STRING"}), "a text"),
    (frozenset({"OPERATOR"}), "an operator"),
)
"""Which terminals together are called what; tried from the top, each takes its terminals away."""

SIGNS = {
    "ARROW": "->", "EQUALS": "=", "COMMA": ",", "DOT": ".", "COLON": ":", "LBRACE": "{",
    "RBRACE": "}", "LPAR": "(", "RPAR": ")", "LSQB": "[", "RSQB": "]", "EXPECT": "expect",
}  # fmt: skip
"""The terminals that are shown as they are written."""


def expectation(accepted: Iterable[str]) -> str:
    """The words for a set of terminals, in one order whatever the set's order is.

    >>> expectation({"COMMA", "RPAR", "OPERATOR"})
    '`)`, `,` or an operator'
    >>> expectation({"NAME"})
    'a name'
    """
    left = set(accepted)
    words = []
    for group, word in GROUPS:
        if group <= left:
            left -= group
            words.append(word)
    if "an expression" in words:
        left.discard("LBRACE")  # a map is a value too
        left.discard("LABEL")  # as is an argument with its name
    signs = sorted(f"`{SIGNS[name]}`" for name in left if name in SIGNS)
    return _either([*signs, *words])


def _either(words: list[str]) -> str:
    if len(words) < 2:
        return words[0] if words else "nothing more"
    return f"{', '.join(words[:-1])} or {words[-1]}"


def shown(token: Token) -> str:
    """A token in backticks, its beginning if it is long.

    >>> shown(Token("STRING", '"a very long text that goes on"', 0, 31))
    '`"a very long text that …`'
    """
    line = token.text.split("\n", 1)[0]
    cut = line if len(token.text) <= SHOWN_MAX else f"{line[: SHOWN_MAX - 1]}…"
    return f"`{cut}`"

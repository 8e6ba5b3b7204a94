"""Small changes that would make sense of a text where a token does not fit.

In: the parser's stack, the token and the one before it. Out: the best change, if the text after it
fits for some tokens: one token put in, left out or put in the place of another. Its cure is what
the author is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.dsl.automaton import Automaton
from engine.dsl.lexer import FOREIGN, Token

LOOKAHEAD = 10
"""Tokens that are tried after a change; the change that leads furthest is taken."""
ENOUGH = 2
"""Tokens that must fit after a change for it to be believed."""
ENDS_MAX = 8
"""Places at which a text without its closing quote is tried to end."""

PUT_IN = {
    "COMMA": (",", "put a `,` between the two"),
    "RPAR": (")", "close the parenthesis with `)`"),
    "RSQB": ("]", "close the list with `]`"),
    "LBRACE": ("{", "open the map with `{`"),
    "ARROW": ("->", "write `->` before the block that it leads to"),
    "RBRACE": ("}", "close the map or body with `}`"),
    "COLON": (":", "write `:` before the value"),
}
ITEM_STARTS = frozenset({"NAME", "STRING", "QUANTITY", "FUNC"})
LEFT_OUT = dict.fromkeys(
    ("COLON", "RPAR", "RSQB", "EQUALS", "OPERATOR", "ARROW", "DOT"), "leave out `{}`"
) | {"COMMA": "nothing but space stands between entries"}
"""What may be one too many, and the cure; `{}` is what is written."""
SURPLUS = frozenset({"RPAR", "RSQB", "COMMA"})
"""The signs that are one too many more often than that something is missing before them."""

FOREIGN_SIGNS = {
    "&&": ("OPERATOR", "and"), "||": ("OPERATOR", "or"), "&": ("OPERATOR", "and"),
    "|": ("OPERATOR", "or"), "!": ("NOT", "not"), "<>": ("OPERATOR", "!="),
    "===": ("OPERATOR", "=="), "=>": ("ARROW", "->"), "→": ("ARROW", "->"),
    "⇒": ("ARROW", "->"), "≠": ("OPERATOR", "!="), "≤": ("OPERATOR", "<="),
    "≥": ("OPERATOR", ">="), "×": ("OPERATOR", "*"), "÷": ("OPERATOR", "/"),
    "\N{MINUS SIGN}": ("OPERATOR", "-"), "–": ("OPERATOR", "-"), "%": ("OPERATOR", "mod"),
}  # fmt: skip
"""Operators and arrows of other languages, and ours."""

QUOTES = "'“”„«"
EQUALS_SIGN = re.compile(r"[ \t]*=(?![=>])")
COLON_BELOW = re.compile(r"[ \t\r]*\n[ \t\r\n]*:")
VALUE_BESIDE = re.compile(r"[ \t]+(?=[A-Za-z0-9_\"{\[])")
PHONE_NUMBER = re.compile(r"\+[0-9]{4,}(?![A-Za-z0-9_.:/-])")
TEXT_END = re.compile(r"[ \t]*(?:[)\]},]|#|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A token that does not fit, and what is around it."""

    token: Token
    text: str
    before: Token | None
    """The token before it, if nothing was made of that yet."""
    begins_entry: bool
    """Whether an entry begins with the token before."""
    starts_line: bool
    outdented: bool
    """Whether the token begins a line no further right than the entry it stands in."""
    after_brace: bool
    """Whether a `}` stands before it on its line."""
    accepted: list[str]
    """The terminals that would fit."""

    @property
    def in_map(self) -> bool:
        """Whether a pair of a map could stand here."""
        return "LABEL" in self.accepted and "EXPECT" not in self.accepted

    @property
    def in_port(self) -> bool:
        """Whether this is the list of what a port takes."""
        return "ARROW" in self.accepted and "COMMA" in self.accepted


@dataclass(frozen=True, slots=True)
class Repair:
    """Takes `drop` (0 or 1) tokens from the stack, feeds `tokens` and reads on at `position`.

    `credit` are tokens counted in advance for a change that is likely for its own sake, negative
    for one that is not. At least `least` tokens must fit all the same.
    """

    drop: int
    tokens: tuple[Token, ...]
    position: int
    cure: str
    credit: int = 0
    least: int = 0


def best_repair(
    automaton: Automaton,
    stack: Sequence[int],
    text: str,
    candidates: Iterator[Repair],
) -> Repair | None:
    """The candidate after which most of the text fits; of equals, the first."""
    best, furthest = None, ENOUGH - 1
    for repair in candidates:
        base = stack[: len(stack) - repair.drop]
        terminals = [token.type for token in repair.tokens]
        reached = automaton.ahead(base, terminals, text, repair.position, LOOKAHEAD)
        if reached >= repair.least and reached + repair.credit > furthest:
            best, furthest = repair, reached + repair.credit
    return best


def repairs(misfit: Misfit) -> Iterator[Repair]:
    """What the author may have meant, the likeliest first."""
    token = misfit.token
    if token.type == FOREIGN:
        yield from _foreign(token)
        return
    closes = misfit.outdented or (misfit.after_brace and token.type == "ARROW")
    if closes:
        yield from (_put_in(name, token) for name in ("RPAR", "RSQB", "RBRACE"))
    yield from _with_before(misfit)
    if misfit.in_map and token.type == "NAME":
        yield from _key(misfit)
    if token.type in ITEM_STARTS and not misfit.starts_line:
        yield replace(_put_in("COMMA", token), credit=3)
    yield from _other_sign(misfit)
    if not closes:
        yield from (_put_in(name, token) for name in ("COMMA", "RPAR", "RSQB", "COLON"))
    if misfit.in_port:
        yield _put_in("ARROW", token)
    if token.type in LEFT_OUT:
        cure = LEFT_OUT[token.type].format(token.text)
        yield Repair(0, (), token.end, cure, 0 if token.type in SURPLUS else -4)


def ends_of_text(token: Token) -> Iterator[Repair]:
    """Where a text without its closing quote may have ended, the first place first."""
    places = [found.start() for found in TEXT_END.finditer(token.text, 1)]
    for place in [*places[: ENDS_MAX - 1], *places[-1:]]:
        quoted = token.text[:place] + '"'
        end = token.start + place
        yield Repair(0, (Token("STRING", quoted, token.start, end),), end, "", credit=ENOUGH)


def _foreign(token: Token) -> Iterator[Repair]:
    if token.text[0] in QUOTES and len(token.text) > 1:
        quoted = '"' + token.text[1:-1].replace("\\", "\\\\").replace('"', '\\"') + '"'
        cure = f"put a text in double quotes: `{quoted}`"
        yield replace(_instead(token, "STRING", quoted, cure), credit=ENOUGH)
    elif token.text in FOREIGN_SIGNS:
        if token.text == "=>":  # an arrow, or what is meant to compare
            yield replace(_instead(token, "OPERATOR", ">=", "write `>=`"), credit=ENOUGH)
        kind, text = FOREIGN_SIGNS[token.text]
        yield replace(_instead(token, kind, text, f"write `{text}`"), credit=ENOUGH)
    elif token.text == ";":
        yield Repair(0, (), token.end, "nothing but space stands between entries")
    yield Repair(0, (), token.end, f"leave out `{token.text}`")


def _with_before(misfit: Misfit) -> Iterator[Repair]:
    token, before = misfit.token, misfit.before
    if before is None:
        return
    name = before.text.rstrip(": \t")
    if before.type == "LABEL":
        word = Token("NAME", name, before.start, before.start + len(name))
        sign = Token("EQUALS", "=", before.end - 1, before.end)
        yield Repair(1, (word, sign), token.start, f"give a field its value with `=`: `{name} = …`")
    if before.type in {"LABEL", "EQUALS"} and token.type == "LABEL":
        yield _put_in("LBRACE", token)
    if before.type == "NAME" and token.type == "LPAR" and not misfit.begins_entry:
        word = Token("FUNC", f"{name}(", before.start, token.end)
        yield Repair(1, (word,), token.end, f"write `{name}(` without a space")
    if before.type in {"STRING", "QUANTITY"} and token.type == "EQUALS":
        yield _instead(token, "COLON", ":", "give a key its value with `:`")


def _key(misfit: Misfit) -> Iterator[Repair]:
    token = misfit.token
    # What is indented no further than what the map belongs to is rather the next field.
    credit = 0 if misfit.outdented else ENOUGH
    for follows, cure in (
        (EQUALS_SIGN, "give a key its value with `:`"),
        (COLON_BELOW, "put `:` right after the key"),
        (VALUE_BESIDE, "put `:` right after the key"),
    ):
        if sign := follows.match(misfit.text, token.end):
            label = Token("LABEL", f"{token.text}:", token.start, token.end + 1)
            yield Repair(0, (label,), sign.end(), f"{cure}: `{token.text}: …`", credit, least=1)
            return


def _other_sign(misfit: Misfit) -> Iterator[Repair]:
    token = misfit.token
    if token.type == "EQUALS":
        yield _instead(token, "OPERATOR", "==", "compare with `==`; `=` gives a value")
    elif token.text == "==":
        yield _instead(token, "EQUALS", "=", "give a value with `=`; `==` compares")
    elif token.type in {"ARROW", "COLON"}:
        yield _instead(token, "EQUALS", "=", "give a value with `=`")
    elif number := PHONE_NUMBER.match(misfit.text, token.start):
        text = f'"{number[0]}"'
        string = Token("STRING", text, token.start, number.end())
        yield Repair(0, (string,), number.end(), f"put it in quotes: `{text}`", credit=ENOUGH)


def _put_in(name: str, token: Token) -> Repair:
    text, cure = PUT_IN[name]
    put_in = Token(name, text, token.start, token.start)
    return Repair(0, (put_in,), token.start, cure, least=1)


def _instead(token: Token, kind: str, text: str, cure: str) -> Repair:
    return Repair(0, (Token(kind, text, token.start, token.end),), token.end, cure)

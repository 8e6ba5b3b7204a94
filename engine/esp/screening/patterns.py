"""Patterns of screening rules: functions joined by operators, and what they find in a text.

In: a pattern such as `Find("refund") && !RegExFind("gift card[s]?")`. Out: `Pattern`, or
`PatternError`; from a pattern and a text whether it holds, and why.

`Find("text", ignore case)`, `RegExFind("expression", key, ignore case)`,
`RegExMatch("expression", ignore case)` and the operators `&&`, `||`, `!` are those of the vendor's
rules (docs.genesys.com, eServices, screening rules, "Functions, Arguments, and Operators").
[inferred]: parentheses; that `&&` and `||` may not be mixed without them; `\\"` for a quote in
`Find`. Ours: texts may stand in single quotes, since a pattern stands in a text itself.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn, TypeAlias, assert_never

from engine.diagnostics import did_you_mean
from engine.esp.screening import expressions
from engine.esp.screening.automaton import Automaton, automaton, find, matches
from engine.esp.screening.errors import PatternError
from engine.limits import Limits

FIND, REG_EX_FIND, REG_EX_MATCH = "Find", "RegExFind", "RegExMatch"
FUNCTIONS = (FIND, REG_EX_FIND, REG_EX_MATCH)
FORM = 'write `Find("text")`, `RegExFind("expression")` or `RegExMatch("expression")`'
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
ESCAPED_OR_QUOTE = re.compile(r'\\.|"', re.DOTALL)
TOKEN = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""|(?P<sign>&&|\|\||[!(),]))""",
    re.DOTALL | re.ASCII,
)
QUOTES = frozenset("\"'")
OTHER_QUOTES = frozenset("\u201c\u201d\u201e\u2018\u2019")
SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True)
class Find:
    """The text stands somewhere; `text` is folded if case does not matter."""

    text: str
    shown: str
    ignore_case: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A regular expression stands somewhere, or is `whole`; `key` may be empty."""

    machine: Automaton
    shown: str
    whole: bool
    key: str


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: "Pattern"


@dataclass(frozen=True, slots=True)
class Joined:
    """All of the items hold, or any of them."""

    items: "tuple[Pattern, ...]"
    every: bool


Pattern: TypeAlias = Find | Match | Not | Joined


@dataclass(frozen=True, slots=True)
class Seen:
    """What one function says of a text: whether it holds, what it has found, and where.

    `asked` is false for one behind `!`: its key is not given.
    """

    function: str
    holds: bool
    text: str
    key: str
    asked: bool


@lru_cache(maxsize=1024)
def read(text: str, limits: Limits) -> Pattern:
    """The pattern that a text is. Raises `PatternError`, its places in `text`."""
    reader = _Reader(text, limits)
    found = reader.joined(0)
    if reader.token:
        reader.fail(f"`{reader.shown}` does not belong here", "join functions by `&&` or `||`")
    return found


def evaluate(pattern: Pattern, text: str) -> tuple[bool, tuple[Seen, ...]]:
    """Whether a pattern holds, and what each of its functions says, in their order.

    >>> from engine.limits import LIMITS
    >>> pattern = read('Find("refund") && !Find("gift")', LIMITS)
    >>> evaluate(pattern, "Refund, please")[0], evaluate(pattern, "refund of a gift")[0]
    (True, False)
    """
    seen: list[Seen] = []
    holds = _evaluate(pattern, text, folded(text), seen, asked=True)
    return holds, tuple(seen)


def in_double_quotes(text: str) -> str:
    r"""A pattern that can be read, with the quotes that the vendor's editor knows.

    >>> in_double_quotes("Find('say no') && Find('5\"')")
    'Find("say no") && Find("5\\"")'
    """

    def turned(found: re.Match[str]) -> str:
        quoted = found["text"]
        if quoted is None or quoted[0] == '"':
            return found[0]
        inner = ESCAPED_OR_QUOTE.sub(_in_double, quoted[1:-1])
        return f'{found[0][: -len(quoted)]}"{inner}"'

    return TOKEN.sub(turned, text)


def _in_double(found: re.Match[str]) -> str:
    return {'"': '\\"', "\\'": "'"}.get(found[0], found[0])


def folded(text: str) -> str:
    """A text without capitals, character for character.

    >>> folded("Straße ÄB")
    'straße äb'
    """
    # Two lower-case letters for one would move what stands behind them.
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _evaluate(pattern: Pattern, text: str, low: str, seen: list[Seen], *, asked: bool) -> bool:
    match pattern:
        case Find():
            at = (low if pattern.ignore_case else text).find(pattern.text)
            found = text[at : at + len(pattern.text)] if at >= 0 else ""
            seen.append(Seen(pattern.shown, at >= 0, found, "", asked))
            return at >= 0
        case Match():
            if pattern.whole:
                place = (0, len(text)) if matches(pattern.machine, text) else None
            else:
                place = find(pattern.machine, text)
            found = "" if place is None else text[slice(*place)]
            seen.append(Seen(pattern.shown, place is not None, found, pattern.key, asked))
            return place is not None
        case Not(item=item):
            return not _evaluate(item, text, low, seen, asked=not asked)
        case Joined(items=items, every=every):
            # Every function is asked: what it finds may be wanted under its key.
            held = [_evaluate(item, text, low, seen, asked=asked) for item in items]
            return all(held) if every else any(held)
        case other:
            assert_never(other)


class _Reader:
    """Reads a pattern token by token; one token is looked at ahead."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._states = 0
        self._end = 0
        self.start = 0
        self.token = self.name = self.quoted = self.sign = ""
        self._advance()

    def _advance(self) -> None:
        found = TOKEN.match(self._text, self._end)
        if found is None:
            self._none()
            return
        group = str(found.lastgroup)
        self.token = found[group]
        self.start, self._end = found.span(group)
        self.name = self.token if group == "name" else ""
        self.quoted = self.token if group == "text" else ""
        self.sign = self.token if group == "sign" else ""

    def _none(self) -> None:
        """The end, or what is no token at all."""
        rest = self._text[self._end :].lstrip()
        self.start = self._end = len(self._text) - len(rest)
        self.token = self.name = self.quoted = self.sign = ""
        sign = rest[:1]
        if not sign:
            return
        if sign in QUOTES:
            self.fail("this text is not closed", f"write `{sign}`")
        if sign in OTHER_QUOTES:
            self.fail(f"`{sign}` is no quote here", 'write straight quotes: `"`')
        if sign in ("&", "|"):
            self.fail(f"`{sign}` joins nothing", f"write `{sign}{sign}`")
        self.fail(f"`{sign}` does not belong here", FORM)

    @property
    def shown(self) -> str:
        """The token on one line, and not too much of it."""
        return _short(self.token)

    def fail(self, message: str, cure: str | None = None) -> NoReturn:
        """Raises `PatternError` at the token."""
        length = max(len(self.token), 1)
        raise PatternError(message, offset=self.start, length=length, cure=cure)

    def _take(self, sign: str, what: str) -> None:
        if self.sign != sign:
            self.fail(f"`{sign}` is missing {what}")
        self._advance()

    def joined(self, depth: int) -> Pattern:
        if depth > self._limits.depth:
            self.fail(f"parentheses nest deeper than {self._limits.depth}")
        items = [self._item(depth)]
        operator = self.sign
        while self.sign in ("&&", "||") and self.sign:
            if self.sign != operator:
                cure = "write parentheses around what belongs together"
                self.fail("`&&` and `||` stand side by side", cure)
            self._advance()
            items.append(self._item(depth))
        return items[0] if len(items) == 1 else Joined(tuple(items), every=operator == "&&")

    def _item(self, depth: int) -> Pattern:
        times = 0
        while self.sign == "!":
            times += 1
            self._advance()
        if self.sign == "(":
            self._advance()
            found = self.joined(depth + 1)
            self._take(")", "behind what the parenthesis opens")
        else:
            found = self._function()
        return Not(found) if times % 2 else found

    def _function(self) -> Pattern:
        name = next((each for each in FUNCTIONS if each.lower() == self.name.lower()), None)
        if name is None:
            what = f"`{self.shown}` is no function" if self.token else "a function is missing"
            near = did_you_mean(self.name[:SHOWN_CHARS], FUNCTIONS) if self.name else None
            self.fail(what, near or FORM)
        first = self.start
        self._advance()
        self._take("(", f"after `{name}`")
        written, offset = self.quoted, self.start + 1
        if not written:
            self.fail(f"`{name}` takes a text in quotes", FORM)
        self._advance()
        key = self._key() if name == REG_EX_FIND else ""
        ignore_case = self._flag(name)
        last = self._end
        self._take(")", f"behind the text of `{name}`")
        shown = _short(self._text[first:last])
        return self._built(name, written[1:-1], offset, shown, key, ignore_case=ignore_case)

    def _key(self) -> str:
        """The key, if one comes: a name or a text that is neither `true` nor `false`."""
        if self.sign != "," or self._is_flag_next():
            return ""
        self._advance()
        key = self.name or self.quoted[1:-1]
        if not key or len(key) > self._limits.label_chars:
            self.fail("this is no key", "write a name, for example `OrderId`")
        self._advance()
        return key

    def _is_flag_next(self) -> bool:
        found = TOKEN.match(self._text, self._end)
        return found is not None and found["name"] in ("true", "false")

    def _flag(self, name: str) -> bool:
        """Whether case does not matter, which is so unless `false` says otherwise."""
        if self.sign != ",":
            return True
        self._advance()
        if self.name not in ("true", "false"):
            what = f"`{self.shown}` is" if self.token else "this is"
            cure = f"the last argument of `{name}` says whether case does not matter"
            self.fail(f"{what} neither `true` nor `false`", cure)
        ignore_case = self.name == "true"
        self._advance()
        return ignore_case

    def _built(
        self, name: str, text: str, offset: int, shown: str, key: str, *, ignore_case: bool
    ) -> Pattern:
        if not text:
            message = f"the text of `{name}` is empty"
            raise PatternError(message, offset=offset - 1, length=2)
        if name == FIND:
            self._count(1, offset, len(text))
            plain = ESCAPED.sub(r"\1", text)
            return Find(folded(plain) if ignore_case else plain, shown, ignore_case)
        try:
            node = expressions.read(text, self._limits)
        except PatternError as error:
            raise PatternError(
                error.message, offset=offset + error.offset, length=error.length, cure=error.cure
            ) from None
        self._count(max(expressions.size(node, self._limits.pattern_states), 1), offset, len(text))
        machine = automaton(node, ignore_case=ignore_case)
        return Match(machine, shown, name == REG_EX_MATCH, key)

    def _count(self, states: int, offset: int, length: int) -> None:
        self._states += states
        if self._states > self._limits.pattern_states:
            message = f"the pattern is larger than {self._limits.pattern_states} characters to find"
            cure = "a repetition counts as often as it says: make several rules of it"
            raise PatternError(message, offset=offset, length=length, cure=cure)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:SHOWN_CHARS]}…" if len(line) > SHOWN_CHARS else line

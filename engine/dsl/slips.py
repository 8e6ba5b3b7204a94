"""Slips in tests that the parser could only misunderstand: claims and events of other languages.

In: a source, and its text as `habits` left it. Out: the text, of the same length, in which what was
said to be wrong has a stand-in: what was meant, or `GIVEN_UP` where the entry makes no sense.

Entries of a test need no sign between them, so that `always expect …` is a claim and the beginning
of something else. What was meant shows in the text, and no longer in the tokens.
"""

import re
from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.dsl.slip_rules import (
    CLAIM_RULES,
    ENTRY_RULES,
    GIVEN_UP,
    LEADS,
    SIGN_RULES,
    Rule,
    suspect,
)
from engine.source import Source, Span

TEST = re.compile(r"^[ \t]*test[ \t]", re.MULTILINE)
PIECES = re.compile(
    r'(?P<quoted>"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"(?:[^"\\\n]|\\.)*"?)'
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<line>\n)"
    r"|(?P<open>[({\[])"
    r"|(?P<close>[)}\]])"
    r"|(?P<word>[A-Za-z0-9_]+)"
    r"|(?P<sign>->|[^\s])",
    re.DOTALL,
)
TOP_LEVEL = re.compile(r"(?:test|strategy|queue|param|chat_server|application)[ \t]+[\"A-Za-z_]")
"""What at the beginning of a line stands in no other declaration, whatever was left open."""
TIMED = frozenset({"at", "within"})
WAITS = LEADS | {"and", "or", "in", "mod", "not", "test", "row", "at", "within", "eventually"}
"""The words after which no entry begins."""


def check(source: Source, text: str, findings: Findings) -> str:
    """The text without the slips: E202 for each."""
    if not TEST.search(text) or not suspect().search(text):
        return text
    return _Walk(source, text, findings).mended()


@dataclass(slots=True)
class _Walk:
    """One walk through a text. `free` says that an entry may begin, `claim` that one is on the
    line, `given_up` that nothing more is said of it, `timed` that the time of an event
    or a claim comes; `depth` counts brackets.
    """

    source: Source
    text: str
    findings: Findings
    depth: int = 0
    announced: bool = False
    in_test: bool = False
    free: bool = True
    claim: bool = False
    given_up: bool = False
    timed: bool = False

    def mended(self) -> str:
        kept: list[str] = []
        position, copied = 0, 0
        while (piece := PIECES.search(self.text, position)) and not self.findings.full:
            position = piece.end()
            looked_at = self.in_test and self.depth == 1 and not self.given_up
            found = self._slip(piece) if looked_at else None
            if found is None:
                self._pass(piece)
                continue
            rule, match = found
            at = match.span("at")
            self.findings.error("E202", Span(self.source, *at), rule.tell(match), rule.cure(match))
            first, last = match.span(rule.spoilt)
            stand_in = rule.stand_in(match)
            kept += (self.text[copied:first], stand_in)
            copied = position = last
            self.claim = self.claim or rule.claims
            self.given_up = GIVEN_UP in stand_in
            self.free = self.given_up or not (rule.claims or stand_in.strip())
            self.timed = stand_in.strip() == "at"
        return "".join(kept) + self.text[copied:]

    def _slip(self, piece: "re.Match[str]") -> tuple[Rule, "re.Match[str]"] | None:
        kind = piece.lastgroup
        rules: tuple[Rule, ...] = ()
        if kind in {"sign", "open"} and self.claim:
            rules = SIGN_RULES
        elif kind == "word" and self.free:
            rules = (*CLAIM_RULES, *ENTRY_RULES) if self.claim else ENTRY_RULES
        for rule in rules:
            if match := rule.match(self.text, piece.start()):
                return rule, match
        return None

    def _pass(self, piece: "re.Match[str]") -> None:
        """Notes what a piece without a slip changes."""
        match piece.lastgroup:
            case "comment":
                return
            case "line":
                self.claim = self.given_up = False
                return
            case "open":
                self.in_test = self.announced if self.depth == 0 else self.in_test
                self.depth += 1
                self.free = self.depth == 1
            case "close":
                self.depth = max(self.depth - 1, 0)
                if self.depth == 0:
                    self.in_test = self.announced = False
                self.free = True
            case "word":
                self._word(piece)
            case kind:
                self.free = kind == "quoted"

    def _word(self, piece: "re.Match[str]") -> None:
        start = piece.start()
        if self.text[start - 1 : start] in {"", "\n"} and TOP_LEVEL.match(self.text, start):
            self.depth, self.in_test = 0, False
        self.announced = self.announced or (self.depth == 0 and piece[0] == "test")
        self.free = piece[0] not in WAITS and not self.timed
        self.timed = piece[0] in TIMED
        self.claim = self.claim or piece[0] in LEADS

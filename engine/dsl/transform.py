"""Reductions to nodes: one method for each rule of the grammar, called while the text is parsed.

In: tokens and the nodes made of them. Out: the tree. No intermediate tree is made, and no token is
kept: nodes hold plain texts and spans.
"""

import re
import sys
from bisect import bisect_left
from dataclasses import replace
from typing import Any, TypeAlias

from engine.diagnostics import Findings
from engine.dsl.comments import Comments
from engine.dsl.lexer import Token
from engine.dsl.literals import unquoted
from engine.limits import LIMITS, Limits
from engine.source import Source, Span
from engine.syntax import quantities
from engine.syntax.nodes import (
    NO_TRIVIA,
    Argument,
    Binding,
    Block,
    Call,
    Chain,
    Claim,
    Declaration,
    Entry,
    Field,
    File,
    Group,
    ListOf,
    Map,
    Name,
    Operator,
    Pair,
    Parameter,
    Path,
    Port,
    Prefixed,
    Quantity,
    Text,
    Word,
)
from engine.values import Duration

Children: TypeAlias = list[Any]
"""What a rule reduces: its tokens and nodes in order, None for an optional part left out."""

NOTHING = Source("", "")


IMPORT = "import"
"""The one kind known here: it names a path, which `imports` judges."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What no name may hold, even escaped: names go to terminals, logs and reports."""


class Builder:
    """Makes the nodes of one text at a time; `begin` says which."""

    def __init__(self) -> None:
        self.begin(NOTHING, Findings(), LIMITS)

    def begin(self, source: Source, findings: Findings, limits: Limits) -> Comments:
        """Turns to another text; its comments are to be added as they are met."""
        self.source = source
        self.findings = findings
        self.limits = limits
        self.comments = Comments(source.text)
        self._path_start, self._path_keys = -1, 0
        self.strays: list[int] = []
        """Offsets of `}` at the level of the file that close nothing."""
        return self.comments

    # ---- Entries

    def start(self, children: Children) -> File:
        entries = self._without_strays(children[0]) if self.strays else children[0]
        end = entries[-1].span.end if entries else 0
        closing = self.comments.closing(end, len(self.source.text) + 1, empty=not entries)
        return File(self.source, tuple(entries), closing)

    def _without_strays(self, entries: list[Entry]) -> list[Entry]:
        # After a `}` too many, what stands before the one that closes nothing is what the
        # declaration above would have held.
        kept: list[Entry] = []
        held: list[Entry] = []
        strays, end = self.strays, len(self.source.text)
        for entry in reversed(entries):
            stray = bisect_left(strays, entry.span.end)
            owned = bool(held) or (stray < len(strays) and strays[stray] < end)
            end = entry.span.start
            if owned and not isinstance(entry, Declaration):
                held.append(entry)
                continue
            if held and isinstance(entry, Declaration):
                entry = replace(entry, entries=(*entry.entries, *reversed(held)))  # noqa: PLW2901
                held = []
            kept.append(entry)
        return [*reversed(held), *reversed(kept)]

    def no_entries(self, _: Children) -> list[Entry]:
        return []

    def entries(self, children: Children) -> list[Entry]:
        entries: list[Entry]
        entry: Entry
        entries, entry = children
        previous_end = entries[-1].span.end if entries else None
        trivia = self.comments.around(entry.span.start, entry.span.end, previous_end)
        entries.append(entry if trivia is NO_TRIVIA else replace(entry, trivia=trivia))
        return entries

    def declaration(self, children: Children) -> Declaration:
        if len(children) == 2:
            kind, body = children
            entries, closing, end = body
            span = Span(self.source, kind.start, end)
            return Declaration(self._name(kind), None, (), (), entries, span, closing=closing)
        kind, name, parameters, outputs, body = children
        entries, closing, end = body or ((), (), None)
        if end is None:
            end = (outputs or parameters or (None, name.span.end))[1]
        return Declaration(
            self._name(kind),
            name if kind.text == IMPORT else self._fit_to_name(name),
            parameters[0] if parameters else (),
            outputs[0] if outputs else (),
            entries,
            Span(self.source, kind.start, end),
            closing=closing,
        )

    def binding(self, children: Children) -> Binding:
        kind, name, _, value = children
        span = Span(self.source, kind.start, value.span.end)
        return Binding(self._name(kind), self._fit_to_name(name), value, span)

    def block(self, children: Children) -> Block:
        label, (kind, operands, end), body, target = children
        entries, closing, end = body or ((), (), end)
        if target is not None:
            end = target.span.end
        span = Span(self.source, label.start, end)
        return Block(self._name(label), kind, operands, entries, target, span, NO_TRIVIA, closing)

    def kind(self, children: Children) -> tuple[Name, tuple[Argument, ...], int]:
        if len(children) == 1:
            return self._name(children[0]), (), children[0].end
        word, arguments, close = children
        return self._name(word), arguments, close.end

    def target(self, children: Children) -> Name:
        return self._name(children[1])

    def field(self, children: Children) -> Field:
        key, _, value = children
        return Field(key, value, Span(self.source, key.span.start, value.span.end))

    def port(self, children: Children) -> Port:
        words = tuple(
            child if type(child) is not Token else self._name(child)
            for child in children[:-2]
            if type(child) is not Token or child.type == "NAME"
        )
        target = self._name(children[-1])
        return Port(words, target, Span(self.source, words[0].span.start, target.span.end))

    def claim(self, children: Children) -> Claim:
        *words, value = children
        bound: Quantity | Path | None = None
        leads: list[str] = []
        for word in words:
            if type(word) is Path:
                bound = word
            elif word.type == "QUANTITY":
                bound = self._bound(word, words[len(leads)])
            elif word.type != "NEGATE" and (bound is None or word.type != "EXPECT"):
                leads.append(word.text)
        return Claim(
            tuple(leads),
            bound,
            value,
            Span(self.source, words[0].start, value.span.end),
        )

    def _bound(self, token: Token, first: Token) -> Quantity:
        # The sign is part of the quantity's text, which says no value then.
        quantity = self._quantity(token)
        if first is token:
            return quantity
        return Quantity(f"-{quantity.text}", Span(self.source, first.start, token.end))

    def body(self, children: Children) -> tuple[tuple[Entry, ...], tuple[str | None, ...], int]:
        opening, entries, close = children
        end = entries[-1].span.end if entries else opening.end
        closing = self.comments.closing(end, close.start, empty=not entries)
        return tuple(entries), closing, close.end

    def parameters(self, children: Children) -> tuple[tuple[Parameter, ...], int]:
        return tuple(c for c in children if type(c) is Parameter), children[-1].end

    def parameter(self, children: Children) -> Parameter:
        kind = self._name(children[1]) if len(children) == 2 else None
        return Parameter(self._name(children[0]), kind)

    def outputs(self, children: Children) -> tuple[tuple[Parameter, ...], int]:
        outputs: tuple[tuple[Parameter, ...], int] = children[1]
        return outputs

    # ---- Expressions

    def expression(self, children: Children) -> Chain:
        operands, operators = children[::2], children[1::2]
        if len(operands) > self.limits.operands:
            surplus = operands[self.limits.operands]
            self.findings.error(
                "E405",
                surplus.span,
                f"this expression has {len(operands):,} operands",
                f"an expression has at most {self.limits.operands:,}",
            )
            del operands[self.limits.operands :], operators[self.limits.operands - 1 :]
        return Chain(
            tuple(operands),
            tuple(self._operator(operator) for operator in operators),
            Span(self.source, operands[0].span.start, operands[-1].span.end),
        )

    def name(self, children: Children) -> Name:
        return self._name(children[0])

    def text(self, children: Children) -> Text:
        return self._text(children[0])

    def quantity(self, children: Children) -> Quantity:
        return self._quantity(children[0])

    def prefixed(self, children: Children) -> Prefixed:
        sign, operand = children
        span = Span(self.source, sign.start, operand.span.end)
        if sign.text == "-" and type(operand) is Quantity and not operand.text.strip("0"):
            self.findings.error("E109", span, "there is no negative zero", "write `0`")
        return Prefixed(self._operator(sign), operand, span)

    def group(self, children: Children) -> Group:
        opening, inner, close = children
        return Group(inner, Span(self.source, opening.start, close.end))

    def call(self, children: Children) -> Call:
        word, arguments, close = children
        return Call(self._name(word), arguments, Span(self.source, word.start, close.end))

    def path(self, children: Children) -> Path:
        base, _, key = children
        if type(base) is Token:
            base = self._name(base)
        if key.type == "STRING":
            text = self._text(key)
            key_name = Name(text.text, text.span)
        else:
            key_name = self._name(key)
        if base.span.start != self._path_start:
            self._path_start, self._path_keys = base.span.start, 0
        self._path_keys += 1
        if self._path_keys > self.limits.depth:
            if self._path_keys == self.limits.depth + 1:
                self.findings.error(
                    "E403",
                    key_name.span,
                    f"this path has more than {self.limits.depth} keys",
                    f"at most {self.limits.depth} keys may follow one another",
                )
            return base  # type: ignore[no-any-return]
        return Path(base, key_name, base.span.to(key_name.span))

    def list_of(self, children: Children) -> ListOf:
        opening, arguments, close = children
        return ListOf(arguments, Span(self.source, opening.start, close.end))

    def arguments(self, children: Children) -> tuple[Argument, ...]:
        return tuple(child for child in children if type(child) is Argument)

    def argument(self, children: Children) -> Argument:
        if len(children) == 1:
            return Argument(None, children[0])
        return Argument(self._name(children[0]), children[1])

    def map(self, children: Children) -> Map:
        opening, pairs, close = children
        end = pairs[-1].value.span.end if pairs else opening.end
        closing = self.comments.closing(end, close.start, empty=not pairs)
        return Map(tuple(pairs), Span(self.source, opening.start, close.end), closing)

    def no_pairs(self, _: Children) -> list[Pair]:
        return []

    def pairs(self, children: Children) -> list[Pair]:
        pairs: list[Pair]
        pair: Pair
        pairs, pair = children
        trivia = self.comments.around(
            pair.key.span.start,
            pair.value.span.end,
            pairs[-1].value.span.end if pairs else None,
        )
        pairs.append(pair if trivia is NO_TRIVIA else replace(pair, trivia=trivia))
        return pairs

    def pair(self, children: Children) -> Pair:
        token = children[0]
        key: Word
        if token.type == "LABEL":
            return Pair(self._name(token), children[1])
        key = self._text(token) if token.type == "STRING" else self._quantity(token)
        return Pair(key, children[2])

    # ---- Tokens

    def _name(self, token: Token) -> Name:
        text = token.text
        if token.type != "NAME":  # a label with its colon, a function with its parenthesis
            text = text[:-1].rstrip(" \t")
        start = token.start
        if len(text) > self.limits.label_chars:
            self._too_long(text, Span(self.source, start, start + len(text)))
        return Name(sys.intern(text), Span(self.source, start, start + len(text)))

    def _fit_to_name(self, word: Word) -> Word:
        if len(word.text) > self.limits.label_chars and not isinstance(word, Name):
            self._too_long(word.text, word.span)
        elif isinstance(word, Text) and (control := CONTROL.search(word.text)):
            point = ord(control[0])
            message = f"control character U+{point:04X} in a name"
            self.findings.error("E103", word.span, message, "leave it out")
        return word

    def _too_long(self, text: str, span: Span) -> None:
        self.findings.error(
            "E414",
            span,
            f"this name has {len(text):,} characters",
            f"a name has at most {self.limits.label_chars}",
        )

    def _text(self, token: Token) -> Text:
        text, block = unquoted(
            token.text,
            token.start,
            source=self.source,
            findings=self.findings,
            limits=self.limits,
        )
        return Text(text, Span(self.source, token.start, token.end), block)

    def _quantity(self, token: Token) -> Quantity:
        span = Span(self.source, token.start, token.end)
        try:
            value = quantities.read(token.text)
            if isinstance(value, Duration) and value > self.limits.horizon_us:
                raise quantities.TooLongError
        except quantities.TooLongError:
            longest = f"the longest is {Duration(self.limits.horizon_us)}"
            self.findings.error("E408", span, f"`{token.text[:40]}` is too long", longest)
        except quantities.UnreadableError as cure:
            self.findings.error(cure.code, span, f"`{token.text[:40]}` {cure.what}", str(cure))
        except ValueError as cure:
            self.findings.error("E109", span, f"`{token.text[:40]}` is no number", str(cure))
        return Quantity(sys.intern(token.text), span)

    def _operator(self, token: Token) -> Operator:
        text = "not in" if token.text.endswith("in") and len(token.text) > 2 else token.text
        return Operator(text, Span(self.source, token.start, token.end))

"""What the author is told of a token that does not fit, and how reading goes on.

In: the pass and the token. Out: a finding, and a parser that can read on: after a small change to
the text that makes sense of it, else at the next entry, with `Broken` in the place of the one that
was given up. A mistake is told once; what only follows from it is not.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from engine.diagnostics import Note
from engine.dsl.automaton import ENTRIES, ENTRY
from engine.dsl.expectation import SHOWN_MAX, expectation, shown
from engine.dsl.lexer import END, UNENDED, Token
from engine.dsl.repair import Misfit, Repair, best_repair, ends_of_text, repairs
from engine.dsl.resume import resume
from engine.dsl.slip_rules import GIVEN_UP
from engine.dsl.standing import OPENING, Standing, start_of
from engine.source import Span
from engine.syntax.nodes import Argument, Block, Broken, Declaration, Entry, Name, Text

if TYPE_CHECKING:
    from engine.dsl.reading import Reading

CLOSING = {"{": "}", "(": ")", "[": "]"}


class Recovery:
    """The recovery of one pass over one text."""

    def __init__(self, reading: "Reading") -> None:
        self.reading = reading
        self.automaton = reading.automaton
        self.stack = reading.stack
        self.values = reading.values
        self.standing = Standing(reading)
        self._end_is_told = False
        self._doubt = -1
        """The last offset from which on braces cannot be trusted, since an entry was given up."""
        self._implied: Token | None = None
        """The parenthesis around operands, if the author wrote none and it was told."""

    # ---- Kinds of mistakes

    def mend(self, token: Token) -> None:
        """After a token that does not fit."""
        if token.text == GIVEN_UP:
            self._give_up(token)  # which has been said
        elif self._ends_operands(token):
            pass
        elif token.type == END:
            self._at_end(token)
        elif token.type == UNENDED:
            self._unended(token)
        elif self.standing.at_file_level and token.type == "RBRACE":
            self._stray(token)
        elif not (
            self._closed_early(token)
            or self._missing_arrow(token)
            or self._bare_operands(token)
            or self._word_alone(token)
            or self._missing_value()
            or self._missing_quote(token)
        ):
            self._unexpected(token)

    def too_deep(self, token: Token) -> None:
        """After a token that would open one level too many."""
        depth = self.reading.limits.depth
        message = f"{shown(token)} opens level {depth + 1}"
        self._say("E403", token, message, f"at most {depth} levels may stand in one another")
        self._give_up(token)

    def _at_end(self, token: Token) -> None:
        opened = self.standing.opened
        if self._end_is_told or self._doubt > self.standing.declaration_start:
            pass
        elif opened is None:
            wanted = expectation(self.standing.accepted())
            self._say("E203", token, f"the text ends here, expected {wanted}", None)
        else:
            sign = OPENING[opened.type]
            message = f"the text ends here, but `{sign}` is still open"
            self._say("E203", token, message, self._cure_of_end(opened, CLOSING[sign]), opened)
        self._end_is_told = True
        end = token.start
        while not self.automaton.accepts(self.stack, END):
            if self.automaton.accepts(self.stack, "RBRACE"):
                self.reading.feed(Token("RBRACE", "}", end, end))
            else:
                self._break_off(end)
        self.reading.position = end

    def _unended(self, token: Token) -> None:
        """A text without its closing quote: where it may have ended is tried out."""
        if token.text.startswith('"""'):
            self._say_unended(token.start, '"""')
            self._end_is_told = True
            text = token.text.removesuffix("\\") + '"""'
            whole = Token("STRING", text, token.start, token.end)
            candidates = iter([Repair(0, (whole,), token.end, "", credit=2)])
        else:
            self._say_unended(token.start, '"')
            candidates = ends_of_text(token)
        found = best_repair(self.automaton, self.stack, self.reading.text, candidates)
        if found is None:
            self._give_up(token)
        else:
            self._apply(found)

    def _missing_quote(self, token: Token) -> bool:
        """Whether the text before lacks its quote and took the next one: `f("a) and g("b")`."""
        text = self.values[-1] if self.values else None
        if isinstance(text, Argument) and text.name is None:
            text = text.value
        if not isinstance(text, Text) or text.block or text.span.end != token.start:
            return False
        start = text.span.start
        line = self.reading.text[start : self.standing.line_end(start)]
        unended = Token(UNENDED, line, start, start + len(line))
        stack = self.stack[:-1]
        found = best_repair(self.automaton, stack, self.reading.text, ends_of_text(unended))
        if found is None or found.position >= token.start:
            return False
        self._say_unended(start, '"')
        self._drop(1)
        self._apply(found)
        return True

    def _stray(self, token: Token) -> None:
        """A `}` at the level of the file."""
        strays = self.reading.builder.strays
        previous = self.standing.previous
        # After one brace too many, the one that was meant to close the declaration seems to be.
        follows = (
            strays
            and previous is not None
            and not isinstance(previous, Declaration)
            and strays[-1] < previous.span.start
        )
        if not follows and self._doubt <= self.standing.declaration_start:
            cure = "leave it out, or look for a `}` above that closes too early"
            self._say("E202", token, "`}` closes nothing", cure)
        strays.append(token.start)

    def _closed_early(self, token: Token) -> bool:
        """Whether `} -> next` closed the declaration, since a block lacks its `{`."""
        standing = self.standing
        if token.type != "ARROW" or not standing.follows_brace(token.start):
            return False
        self._settle()
        if not standing.at_file_level or not isinstance(standing.previous, Declaration):
            return False
        cure = "a `{` may be missing above, so that this `}` closes too much"
        wanted = expectation(standing.accepted())
        if self._doubt <= standing.declaration_start:
            self._say("E202", token, f"expected {wanted}, found `->`", cure)
        self.reading.builder.strays.append(token.start)
        target = self.automaton.token(self.stack[-1], self.reading.text, token.end)
        self.reading.position = target.end if target.type == "NAME" else token.end
        return True

    def _missing_arrow(self, token: Token) -> bool:
        """Whether it was `label: kind next`, with the arrow left out; then this is mended."""
        before, block = self.standing.before, self.standing.previous
        if (
            before is None
            or before.type != "NAME"
            or len(self.standing.entry) != 1
            or not isinstance(block, Block)
            or block.target is not None
            or self.reading.text[block.span.end : before.start].strip(" \t")
            or not self.automaton.accepts(self.stack[:-1], token.type)
        ):
            return False
        message = f"expected `->` before {shown(before)}"
        self._say("E202", before, message, f"write `-> {before.text}`")
        self._drop(1)
        span = self._span(before)
        target = Name(before.text, span)
        entries = self.values[-1]
        if isinstance(entries, list):
            entries[-1] = replace(block, target=target, span=block.span.to(span))
        self.reading.position = token.start
        return True

    def _bare_operands(self, token: Token) -> bool:
        """Whether it was `label: kind operands`, without the parentheses; then this is mended."""
        standing, text = self.standing, self.reading.text
        index = standing.bare_block
        if index is None:
            return False
        entries = cast("list[Entry]", self.values[standing.base - 1])
        block = cast("Block", entries[index])
        start = block.span.end + 1
        states = self.stack[: standing.base + 1]
        last = self.automaton.end_of_operands(states, text, start)
        if last is None or last.start < token.start:
            return False
        kind, written = block.kind.text, text[start : last.start].rstrip()
        alone = len(standing.entry) == 1 and last.start == token.start and len(written) <= SHOWN_MAX
        first = self.automaton.token(self.stack[standing.base], text, start)
        message = f"expected `(` after `{kind}`, found {shown(first)}"
        self._say("E202", first, message, f"write `{kind}({written if alone else '…'})`")
        self._drop(len(standing.entry))
        del entries[index:]
        label, word = block.label.span, block.kind.span
        self._implied = Token("FUNC", f"{kind}(", word.start, start)
        self.reading.feed(Token("LABEL", f"{block.label.text}:", label.start, label.end))
        self.reading.feed(self._implied)
        self.reading.position = start
        return True

    def _ends_operands(self, token: Token) -> bool:
        """Whether the parentheses that were left out would close here; then they do."""
        if self._implied is None or self.standing.opened is not self._implied:
            return False
        self._implied = None
        if not self.automaton.accepts(self.stack, "RPAR"):
            return False
        self.reading.feed(Token("RPAR", ")", token.start, token.start))
        self.reading.position = token.start
        return True

    def _word_alone(self, token: Token) -> bool:
        """Whether a word is all of an entry of a declaration; then it is given up."""
        word = self.standing.before
        if (
            word is None
            or word.type != "NAME"
            or token.type not in {"RBRACE", "LABEL"}
            or len(self.standing.entry) != 1
            or not self.standing.in_declaration
        ):
            return False
        cure = f"if it is a block, write `label: {word.text}`"
        self._say("E202", word, f"{shown(word)} stands alone", cure)
        self._break_off(token.start)
        self.reading.position = token.start
        return True

    def _missing_value(self) -> bool:
        """Whether the token before begins the next entry: the one above lacks something."""
        before = self.standing.before
        if (
            before is None
            or len(self.standing.entry) < 2
            or not self.standing.outdented(before.start)
        ):
            return False
        wanted = expectation(self.automaton.accepted(self.stack[:-1]))
        self._say("E202", before, f"expected {wanted} before {shown(before)}", None)
        self._drop(1)
        self._give_up(before)
        return True

    def _unexpected(self, token: Token) -> None:
        standing, text = self.standing, self.reading.text
        accepted = standing.accepted()
        misfit = Misfit(
            token=token,
            text=text,
            before=standing.before,
            begins_entry=len(standing.entry) == 1,
            starts_line=standing.starts_line(token.start),
            outdented=standing.outdented(token.start),
            after_brace=standing.follows_brace(token.start),
            accepted=accepted,
        )
        found = best_repair(self.automaton, self.stack, text, repairs(misfit))
        cure = None if found is None else found.cure
        opened = standing.opened if cure is not None and cure.startswith("close the") else None
        wanted = expectation(accepted)
        self._say("E202", token, f"expected {wanted}, found {shown(token)}", cure, opened)
        if found is None:
            self._give_up(token)
        else:
            self._apply(found)

    # ---- What is told

    def _say(
        self, code: str, token: Token, message: str, cure: str | None, opened: Token | None = None
    ) -> None:
        notes = []
        if opened is not None:
            bracket = Span(self.reading.source, opened.end - 1, opened.end)
            notes.append(Note(bracket, "opened here"))
        self.reading.findings.error(code, self._span(token), message, cure, notes)

    def _say_unended(self, start: int, quotes: str) -> None:
        cure = (
            'close it on its line; a text over several lines stands in `"""`'
            if quotes == '"'
            else "close it, or check whether it begins where it should"
        )
        token = Token(UNENDED, quotes, start, start + len(quotes))
        self._say("E107", token, f"this text has no closing `{quotes}`", cure)

    def _cure_of_end(self, opened: Token, sign: str) -> str:
        """How to close what is open, and where: before the next line that is not indented."""
        offset = opened.end
        for line in self.reading.text[offset:].splitlines(keepends=True)[1:]:
            offset = self.reading.text.index(line, offset)
            if line[0].isalpha():
                number, _ = self.reading.source.line_and_column(offset)
                return f"close it with `{sign}`, perhaps before line {number}"
        return f"close it with `{sign}`"

    def _span(self, token: Token) -> Span:
        return Span(self.reading.source, token.start, token.end)

    # ---- How reading goes on

    def _apply(self, repair: Repair) -> None:
        self._drop(repair.drop)
        for token in repair.tokens:
            self.reading.feed(token)
        self.reading.position = repair.position

    def _drop(self, count: int) -> None:
        if count:
            del self.values[-count:], self.stack[-count:]

    def _settle(self) -> None:
        """Completes the entry that is being read if it may end here."""
        if self.automaton.accepts(self.stack, "LABEL"):
            # The parser completes an entry when it sees the next one begin.
            self.reading.feed(Token("LABEL", "", 0, 0))
            self._drop(1)

    def _give_up(self, token: Token) -> None:
        """Goes on after the entry that a token spoils; it belongs to that entry if there is one."""
        self._settle()
        entry = self.standing.entry
        brackets = self.standing.open_brackets
        start = token.start
        if not entry:
            start = token.end
            if token.type in OPENING:
                brackets.append(OPENING[token.type])
        indentation = self.standing.indentation(start_of(entry[0]) if entry else token.start)
        position = resume(self.reading.text, start, brackets, indentation)
        self._doubt = token.start
        self._break_off(position)
        self.reading.position = position

    def _break_off(self, position: int) -> None:
        """Puts `Broken` in the place of the entry that is being read, up to a position."""
        entry = self.standing.entry
        self._drop(len(entry))
        if ENTRIES in self.automaton.table[self.stack[-1]]:
            self._push(ENTRIES, [])
        if entry:
            first = entry[0]
            start = start_of(first)
            end = start + len(self.reading.text[start:position].rstrip())
            source = self.reading.source
            label = None
            if type(first) is Token and first.type == "LABEL":
                text = first.text[:-1].rstrip(" \t")
                label = Name(text, Span(source, start, start + len(text)))
            self._push(ENTRY, Broken(label, Span(source, start, end)))

    def _push(self, symbol: str, value: object) -> None:
        self.stack.append(self.automaton.goto(self.stack[-1], symbol))
        self.values.append(value)

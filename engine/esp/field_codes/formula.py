"""Reads a formula: operands, operators by their levels, functions, properties.

In: what stands in a code, with its place in the body. Out: steps, or `FieldCodeError`. One pass
over the tokens with one stack of what waits: operators, parentheses, calls. There is no recursion,
so a formula may have any number of operands; parentheses nest no deeper than `limits.depth`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.diagnostics import did_you_mean
from engine.esp.field_codes.errors import FieldCodeError, quoted
from engine.esp.field_codes.functions import FUNCTIONS, Function
from engine.esp.field_codes.functions.types import IF
from engine.esp.field_codes.objects import OBJECTS
from engine.esp.field_codes.operators import AND, BINARY, OR, PREFIX, WORDS, Operator
from engine.esp.field_codes.steps import (
    Apply,
    At,
    Branch,
    Call,
    Decide,
    Judge,
    Jump,
    Named,
    Push,
    Read,
    ReadAt,
    Step,
)
from engine.esp.field_codes.tokens import Sort, Token, tokens
from engine.limits import Limits

CONSTANTS = {"true": True, "false": False}
"""Words for the values of a boolean; that case does not count is [inferred]."""
TERMS = {AND.symbol: False, OR.symbol: True}
"""The operators that do not always look at their right side, and the left value that decides."""


@dataclass(slots=True)
class _Operation:
    """An operator that waits for its last operand; `left` is the index of its `Decide`."""

    operator: Operator
    count: int
    token: Token
    left: int = -1


@dataclass(slots=True)
class _Open:
    """A parenthesis that is open; `count` arguments of a call have been read before this one."""

    token: Token
    count: int = 0


@dataclass(slots=True)
class _OpenCall(_Open):
    """That of a function; `branch` and `jump` are the steps of an `If`."""

    function: Function = IF
    branch: int = -1
    jump: int = -1


@dataclass(slots=True)
class _OpenKey(_Open):
    """That of a property: `Object.Key(`."""

    object: str = ""
    keys: tuple[str, ...] = ()


_Waiting: TypeAlias = _Operation | _Open


def read(
    text: str,
    offset: int,
    *,
    names: Collection[str],
    limits: Limits,
    structured: bool = False,
) -> tuple[Step, ...]:
    """The steps of a formula that begins at `offset` of its body.

    `names` are the custom codes that are declared.
    """
    reader = _Reader(list(tokens(text, offset, structured=structured)), names, limits)
    reader.read()
    return tuple(reader.steps)


@dataclass(slots=True)
class _Reader:
    """Reads one formula: `steps` grow, `waiting` grows and shrinks, `depth` counts parentheses."""

    tokens: list[Token]
    names: Collection[str]
    limits: Limits
    position: int = 0
    depth: int = 0
    steps: list[Step] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)

    def read(self) -> None:
        while True:
            self._operand()
            while self._closed():
                pass
            token = self._next()
            if token.sort is Sort.END:
                break
            if token.text == ",":
                self._argument(token)
            else:
                self._binary(token)
        self._settle()
        if self.waiting:
            opened = self.waiting[-1].token
            raise _error(opened, "a parenthesis is not closed by `)`")

    # Tokens

    def _next(self) -> Token:
        token = self.tokens[self.position]
        if token.sort is not Sort.END:
            self.position += 1
        return token

    def _take(self, text: str) -> Token | None:
        """The next token if it is this sign."""
        token = self.tokens[self.position]
        if token.sort is Sort.SIGN and token.text == text:
            self.position += 1
            return token
        return None

    # Operands

    def _operand(self) -> None:
        """Reads prefixes, open parentheses and one operand."""
        while True:
            token = self._next()
            prefix = PREFIX.get(token.text.upper())
            if prefix is not None and token.sort is not Sort.LITERAL:
                self.waiting.append(_Operation(prefix, 1, token))
            elif token.sort is Sort.SIGN and token.text == "(":
                self._open(_Open(token))
            elif token.sort is Sort.LITERAL and token.value is not None:
                self.steps.append(Push(token.offset, token.length, token.value))
                return
            elif token.sort is Sort.NAME and token.text.upper() not in WORDS:
                if self._name(token):
                    return
            else:
                raise self._missing_operand(token)

    def _missing_operand(self, token: Token) -> FieldCodeError:
        if token.sort is not Sort.END:
            return _error(token, f"a value is missing before {quoted(token.text)}")
        before = self.tokens[self.position - 1] if self.position else token
        return _error(before, f"a value is missing behind {quoted(before.text)}")

    def _name(self, token: Token) -> bool:
        """Reads what begins with a name; false if it is a call whose first argument follows."""
        if self._take("("):
            return self._call(token)
        if not self._take("."):
            self._word(token)
            return True
        keys = [self._key(token)]
        while self._take("."):
            keys.append(self._key(token))
        at = At(token.offset, self._end() - token.offset)
        known = OBJECTS.get(token.text.lower())
        if known is None:
            self._custom(token, at, keys)
            return True
        self._check_keys(at, keys)
        path = tuple(key.text for key in keys)
        opened = self._take("(")
        if opened:
            self._open(_OpenKey(opened, object=known, keys=path))
            return False
        self.steps.append(Read(at.offset, at.length, known, path))
        return True

    def _end(self) -> int:
        """Where the last token that was read ends."""
        last = self.tokens[self.position - 1]
        return last.offset + last.length

    def _key(self, first: Token) -> Token:
        token = self._next()
        if token.sort is Sort.NAME:
            return token
        begun = f"{first.text}."
        raise _error(first, f"a key is missing behind {quoted(begun)}", length=len(begun))

    def _check_keys(self, at: At, keys: list[Token]) -> None:
        deepest = self.limits.field_code_depth
        if len(keys) > deepest:
            message = f"a property has {len(keys)} keys, at most {deepest} are allowed"
            raise FieldCodeError(at.offset, message, length=at.length)
        for key in keys:
            if key.text.startswith("__"):
                raise _error(key, f"key {quoted(key.text)} begins with two underscores")

    def _custom(self, token: Token, at: At, keys: list[Token]) -> None:
        """A path that begins with no object: the name of a custom code."""
        name = ".".join([token.text, *(key.text for key in keys)])
        if name not in self.names:
            raise _unknown(token, "object", (*OBJECTS.values(), "Custom"), name, self.names)
        self.steps.append(Named(at.offset, at.length, name))

    def _word(self, token: Token) -> None:
        """A name by itself: a constant, or a custom code."""
        word = token.text
        constant = CONSTANTS.get(word.lower())
        if constant is not None:
            self.steps.append(Push(token.offset, token.length, constant))
        elif word in self.names:
            self.steps.append(Named(token.offset, token.length, word))
        elif word.lower() in OBJECTS:
            known = OBJECTS[word.lower()]
            message = f"{quoted(word)} is an object, not a value"
            raise _error(token, message, cure=f"name a property, for example `{known}.FirstName`")
        elif word.lower() in FUNCTIONS:
            function = FUNCTIONS[word.lower()]
            message = f"{quoted(word)} is a function without its parentheses"
            raise _error(token, message, cure=f"write `{function.usage}`")
        else:
            raise _unknown(token, "name", (), word, self.names)

    # Parentheses and calls

    def _open(self, opened: _Open) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            message = f"parentheses nest deeper than {self.limits.depth} levels"
            raise _error(opened.token, message)
        self.waiting.append(opened)

    def _call(self, token: Token) -> bool:
        function = FUNCTIONS.get(token.text.lower())
        if function is None:
            names = [each.name for each in FUNCTIONS.values()]
            raise _unknown(token, "function", names, token.text, ())
        self._open(_OpenCall(token, function=function))
        if not self._take(")"):
            return False
        self._finish(0)
        return True

    def _closed(self) -> bool:
        """Whether a parenthesis closes here."""
        token = self._take(")")
        if token is None:
            return False
        self._settle()
        if not self.waiting:
            raise _error(token, "a `)` closes no parenthesis")
        opened = self.waiting[-1]
        self._finish(opened.count + 1)
        return True

    def _argument(self, comma: Token) -> None:
        self._settle()
        opened = self.waiting[-1] if self.waiting else None
        if not isinstance(opened, _OpenCall):
            raise _error(comma, "a `,` stands outside of a function's arguments")
        opened.count += 1
        if opened.count >= len(opened.function.parameters):
            raise _wrong_count(opened.token, opened.function, "more")
        if opened.function is IF:
            self._arm(opened)

    def _arm(self, opened: _OpenCall) -> None:
        """The step between two arguments of `If`; its targets are set at the end."""
        at = opened.token.offset, opened.token.length
        if opened.count == 1:
            opened.branch = len(self.steps)
            self.steps.append(Branch(*at, -1, -1))
        else:
            opened.jump = len(self.steps)
            self.steps.append(Jump(*at, -1))

    def _finish(self, count: int) -> None:
        """Ends the parenthesis that is waiting; `count` arguments have been read."""
        opened = self.waiting.pop()
        self.depth -= 1
        if isinstance(opened, _OpenKey):
            start = opened.token.offset
            at = start, self._end() - start
            self.steps.append(ReadAt(*at, opened.object, opened.keys))
        elif isinstance(opened, _OpenCall):
            if count < opened.function.required:
                raise _wrong_count(opened.token, opened.function, "fewer")
            if count > len(opened.function.parameters):
                raise _wrong_count(opened.token, opened.function, "more")
            if opened.function is IF:
                self._aim(opened)
            else:
                at = opened.token.offset, opened.token.length
                self.steps.append(Call(*at, opened.function, count))

    def _aim(self, opened: _OpenCall) -> None:
        at = opened.token.offset, opened.token.length
        end = len(self.steps)
        self.steps[opened.branch] = Branch(*at, opened.jump + 1, end)
        self.steps[opened.jump] = Jump(*at, end)

    # Operators

    def _binary(self, token: Token) -> None:
        operator = BINARY.get(token.text.upper())
        if operator is None or token.sort is Sort.LITERAL:
            message = f"an operator is missing before {quoted(token.text)}"
            raise _error(token, message)
        self._settle(operator.level)
        operation = _Operation(operator, 2, token)
        if operator.symbol in TERMS:
            operation.left = len(self.steps)
            self.steps.append(self._decide(operation, -1))
        self.waiting.append(operation)

    def _settle(self, level: int | None = None) -> None:
        """Ends the operators that bind as tightly as `level`, or all of this parenthesis."""
        while self.waiting and isinstance(operation := self.waiting[-1], _Operation):
            if level is not None and operation.operator.level > level:
                return
            self.waiting.pop()
            at = operation.token.offset, operation.token.length
            if operation.left < 0:
                self.steps.append(Apply(*at, operation.operator, operation.count))
                continue
            self.steps.append(Judge(*at, operation.operator))
            self.steps[operation.left] = self._decide(operation, len(self.steps))

    @staticmethod
    def _decide(operation: _Operation, end: int) -> Decide:
        token, operator = operation.token, operation.operator
        return Decide(token.offset, token.length, operator, TERMS[operator.symbol], end)


def _wrong_count(token: Token, function: Function, than: str) -> FieldCodeError:
    least, most = function.required, len(function.parameters)
    allowed = str(least) if least == most else f"{least} to {most}"
    message = f"{quoted(function.name)} takes {allowed} argument{'s' * (most != 1)}, and has {than}"
    return _error(token, message, cure=f"write `{function.usage}`")


def _unknown(
    token: Token, noun: str, known: Collection[str], wanted: str, names: Collection[str]
) -> FieldCodeError:
    """An unknown word: the nearest of the known ones, or else of the custom codes."""
    cure = did_you_mean(token.text, known) or did_you_mean(wanted, names)
    if cure is None and noun == "name":
        cure = f"a property has its object before it, for example `Contact.{token.text}`"
    elif cure is None and noun == "object":
        cure = "the objects are `Contact`, `Agent`, `Interaction` and `CustomProperties`"
    return _error(token, f"unknown {noun} {quoted(token.text)} in a field code", cure=cure)


def _error(
    token: Token, message: str, *, cure: str | None = None, length: int | None = None
) -> FieldCodeError:
    size = token.length if length is None else length
    return FieldCodeError(token.offset, message, length=size, cure=cure)

"""What is known of a formula before a run: types that cannot fit, literals without a result.

In: steps. Out: nothing, or `FieldCodeError`. Walks the steps once with the types that each value
can have; what consists of literals alone is computed, so that `1 / 0` or a pattern that is none is
found here. User data is text or integer, so a property is a number or a string.
"""

from dataclasses import dataclass

from engine.esp.field_codes import formats
from engine.esp.field_codes.errors import Unfit
from engine.esp.field_codes.functions import Context
from engine.esp.field_codes.functions.conversion import TEXT
from engine.esp.field_codes.kinds import ANY, Kind, Known, kind_of
from engine.esp.field_codes.machine import (
    Work,
    applied,
    misfit,
    not_boolean,
    placed,
    unfit_argument,
)
from engine.esp.field_codes.objects import is_test, kind_of_property
from engine.esp.field_codes.operators import BINARY, Operator
from engine.esp.field_codes.steps import (
    Apply,
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
from engine.limits import Limits
from engine.values import Time

FORMAT = BINARY[":"]


@dataclass(frozen=True, slots=True)
class Guess:
    """The types that a value can have; the value itself if it consists of literals."""

    kinds: Kind
    value: Known | None = None


@dataclass(slots=True)
class _Arm:
    """An `If` whose arms are being walked: where it ends, what its first arm can be."""

    end: int
    first: Guess | None = None


def check(steps: tuple[Step, ...], limits: Limits) -> None:
    """Raises `FieldCodeError` at the first step that can have no result, whatever the data are."""
    _Walk(Context(Time(0), limits.rendered_chars), Work.of(limits.field_code_work), [], []).walk(
        steps
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk over steps: what is on the stack, the `If`s that are open."""

    context: Context
    work: Work
    stack: list[Guess]
    arms: list[_Arm]

    def walk(self, steps: tuple[Step, ...]) -> None:
        for position, step in enumerate(steps):
            self._join(position)
            try:
                self._step(step)
            except Unfit as error:
                raise placed(error, step) from error

    def _join(self, position: int) -> None:
        """Where an `If` ends, it is one of its arms."""
        while self.arms and self.arms[-1].end == position:
            first, second = self.arms.pop().first, self.stack.pop()
            self.stack.append(Guess(second.kinds | (first.kinds if first else second.kinds)))

    def _step(self, step: Step) -> None:
        match step:
            case Push(value=value):
                self.stack.append(Guess(kind_of(value), value))
            case Read(object=object_, keys=keys):
                self.stack.append(Guess(kind_of_property(object_, keys)))
            case ReadAt(object=object_, keys=keys):
                self._read_at(object_, keys)
            case Named():
                self.stack.append(Guess(Kind.STRING))
            case Apply(operator=operator, count=count):
                self.stack.append(self._applied(operator, self._popped(count)))
            case Call(count=count):
                self.stack.append(self._called(step, self._popped(count)))
            case Branch() | Jump() | Decide() | Judge():
                self._turn(step)

    def _turn(self, step: Branch | Jump | Decide | Judge) -> None:
        match step:
            case Branch(end=end):
                self._boolean("the condition of `If`")
                self.arms.append(_Arm(end))
            case Jump():
                self.arms[-1].first = self.stack.pop()
            case Decide(operator=operator):
                self._boolean(f"the left side of `{operator.symbol}`")
            case Judge(operator=operator):
                self._boolean(f"the right side of `{operator.symbol}`")
                self.stack.append(Guess(Kind.BOOLEAN))

    def _boolean(self, what: str) -> None:
        found = self.stack.pop()
        if not found.kinds & Kind.BOOLEAN:
            raise not_boolean(found.kinds, what)

    def _read_at(self, object_: str, keys: tuple[str, ...]) -> None:
        argument = self.stack.pop()
        if not argument.kinds & Kind.STRING:
            name = ".".join((object_, *keys))
            message = f"what stands behind `{name}` must be a string"
            raise Unfit(message)
        tested = is_test(object_, keys)
        self.stack.append(Guess(Kind.BOOLEAN if tested else Kind.NUMBER | Kind.STRING))

    def _popped(self, count: int) -> list[Guess]:
        first = len(self.stack) - count
        guesses = self.stack[first:]
        del self.stack[first:]
        return guesses

    def _applied(self, operator: Operator, guesses: list[Guess]) -> Guess:
        kinds = Kind(0)
        for form in operator.forms:
            if all(g.kinds & taken for g, taken in zip(guesses, form.operands, strict=True)):
                kinds |= form.result
        if not kinds:
            raise misfit(operator, [guess.kinds for guess in guesses])
        if operator is FORMAT:
            _check_pattern(guesses)
        values = self._literals(guesses)
        return Guess(kinds) if values is None else self._known(applied(operator, values))

    def _called(self, step: Call, guesses: list[Guess]) -> Guess:
        function = step.function
        for parameter, guess in zip(function.parameters, guesses, strict=False):
            if not guess.kinds & parameter.kinds:
                raise unfit_argument(step, parameter.name, parameter.kinds, guess.kinds)
        if function is TEXT and len(guesses) > 1:
            _check_pattern(guesses)
        values = None if function.reads_clock else self._literals(guesses)
        if values is None:
            return Guess(function.result)
        return self._known(function.evaluate(self.context, *values))

    def _literals(self, guesses: list[Guess]) -> list[Known] | None:
        """The values, if all are known and there is work left to compute with them."""
        values = [guess.value for guess in guesses if guess.value is not None]
        if len(values) < len(guesses):
            return None
        size = sum(len(value) for value in values if isinstance(value, str))
        if size + 1 > self.work.left:
            return None
        self.work.spend(size + 1)
        return values

    def _known(self, value: Known) -> Guess:
        if isinstance(value, str) and len(value) > self.context.chars_max:
            message = f"the text is longer than {self.context.chars_max} characters"
            raise Unfit(message)
        return Guess(kind_of(value), value)


def _check_pattern(guesses: list[Guess]) -> None:
    """A pattern that is known, of a value whose type is."""
    value, pattern = guesses[0], guesses[1].value
    if isinstance(pattern, str) and value.kinds != ANY:
        formats.check(value.kinds, pattern)

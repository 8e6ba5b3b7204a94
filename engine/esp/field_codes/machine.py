"""Computes formulas.

In: steps, the objects' KVLists, the time, the texts of custom codes. Out: a value, or
`FieldCodeError`. Nothing is converted: a value of a type that an operator does not take is an
error. What is missing makes the result missing, but for `If`, `Is…`, `Type`, and a side of `And` or
`Or` that is not looked at [inferred].

`Work` bounds what all formulas of one rendering do together: each step costs one, and one more for
each character of its strings.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.esp.field_codes.errors import FieldCodeError, Unfit
from engine.esp.field_codes.functions import Context
from engine.esp.field_codes.kinds import FieldValue, Kind, Known, kind_of, phrase
from engine.esp.field_codes.objects import Sources, value_at, value_of
from engine.esp.field_codes.operators import Operator
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


@dataclass(slots=True)
class Work:
    """What is left of the work that one rendering may take."""

    whole: int
    left: int

    @classmethod
    def of(cls, amount: int) -> "Work":
        """All of it."""
        return cls(amount, amount)

    def spend(self, amount: int) -> None:
        """Takes some; `Unfit` if there is not enough."""
        self.left -= amount
        if self.left < 0:
            message = f"the formulas of this message take more than {self.whole} steps"
            raise Unfit(message)


@dataclass(frozen=True, slots=True)
class Scene:
    """What formulas read. `named` gives the text of a custom code; `reads` collects properties and
    codes with what they were, in the order in which they were read."""

    sources: Sources
    context: Context
    named: Callable[[Named], str]
    work: Work
    reads: list[tuple[str, FieldValue]] = field(default_factory=list)


def value_of_formula(steps: tuple[Step, ...], scene: Scene) -> FieldValue:
    """The value of a formula. Raises `FieldCodeError` at the step that has none."""
    stack: list[FieldValue] = []
    position = 0
    while position < len(steps):
        step = steps[position]
        try:
            position = _taken(step, position, stack, scene)
            if stack:
                _measure(stack[-1], scene)
        except Unfit as error:
            raise placed(error, step) from error
    return stack.pop()


def placed(error: Unfit, step: At) -> FieldCodeError:
    """What is wrong, at its place."""
    return FieldCodeError(step.offset, error.message, length=step.length, cure=error.cure)


def _measure(result: FieldValue, scene: Scene) -> None:
    size = len(result) if isinstance(result, str) else 0
    scene.work.spend(1 + size)
    if size > scene.context.chars_max:
        message = f"the text is longer than {scene.context.chars_max} characters"
        raise Unfit(message)


def _taken(step: Step, position: int, stack: list[FieldValue], scene: Scene) -> int:
    """Takes a step; the index of the next one."""
    match step:
        case Push(value=value):
            stack.append(value)
        case Read() | ReadAt() | Named():
            stack.append(_read(step, stack, scene))
        case Apply(operator=operator, count=count):
            stack.append(_applied(operator, _popped(stack, count)))
        case Call(count=count):
            stack.append(_called(step, _popped(stack, count), scene))
        case Branch() | Jump() | Decide() | Judge():
            return _turned(step, position, stack)
    return position + 1


def _popped(stack: list[FieldValue], count: int) -> list[FieldValue]:
    first = len(stack) - count
    operands = stack[first:]
    del stack[first:]
    return operands


def _turned(step: Branch | Jump | Decide | Judge, position: int, stack: list[FieldValue]) -> int:
    """Takes a step that decides what the next one is."""
    match step:
        case Branch(otherwise=otherwise, end=end):
            condition = boolean(stack.pop(), "the condition of `If`")
            if condition is None:
                stack.append(None)
                return end
            return position + 1 if condition else otherwise
        case Jump(end=end):
            return end
        case Decide(operator=operator, deciding=deciding, end=end):
            left = boolean(stack[-1], f"the left side of `{operator.symbol}`")
            if left is None or left is deciding:
                return end
            stack.pop()
            return position + 1
        case Judge(operator=operator):
            boolean(stack[-1], f"the right side of `{operator.symbol}`")
            return position + 1


def boolean(value: FieldValue, what: str) -> bool | None:
    """A value that must be a boolean or missing."""
    if value is None or isinstance(value, bool):
        return value
    raise not_boolean(kind_of(value), what)


def not_boolean(kinds: Kind, what: str) -> Unfit:
    """What is said of another type."""
    cure = "compare it with something, or write `Bool(…)`"
    return Unfit(f"{what} must be a boolean, and is {phrase(kinds)}", cure)


def _read(step: Read | ReadAt | Named, stack: list[FieldValue], scene: Scene) -> FieldValue:
    match step:
        case Read(object=object_, keys=keys):
            name = ".".join((object_, *keys))
            found = value_of(scene.sources, object_, keys)
        case ReadAt(object=object_, keys=keys):
            argument = stack.pop()
            if argument is None:
                return None
            name = ".".join((object_, *keys))
            key = string(argument, f"what stands behind `{name}`")
            scene.work.spend(len(key))
            name = f'{name}("{key}")'
            found = value_at(scene.sources, object_, keys, key)
        case Named(name=name):
            found = scene.named(step)
    scene.reads.append((name, found))
    return found


def string(value: Known, what: str) -> str:
    """A value that must be a string."""
    if isinstance(value, str):
        return value
    message = f"{what} must be a string, and is {phrase(kind_of(value))}"
    raise Unfit(message)


def _applied(operator: Operator, operands: list[FieldValue]) -> FieldValue:
    values = [value for value in operands if value is not None]
    return None if len(values) < len(operands) else applied(operator, values)


def applied(operator: Operator, values: list[Known]) -> Known:
    """The result of an operator."""
    kinds = [kind_of(value) for value in values]
    for form in operator.forms:
        if all(kind & taken for kind, taken in zip(kinds, form.operands, strict=True)):
            return form.evaluate(*values)
    raise misfit(operator, kinds)


def misfit(operator: Operator, kinds: list[Kind]) -> Unfit:
    """What is said of operands that an operator does not take together."""
    message = f"`{operator.symbol}` cannot take {' with '.join(phrase(kind) for kind in kinds)}"
    several = Kind(0)
    for kind in kinds:
        several |= kind
    cure = None
    if len(kinds) > 1 and Kind.STRING & several and Kind.NUMBER & several:
        cure = "`Num(…)` makes a number of a string, `Text(…)` a string of a number"
    elif Kind.STRING & several and not Kind.TIME & several:
        cure = "`Num(…)` makes a number of a string"
    return Unfit(message, cure)


def _called(step: Call, arguments: list[FieldValue], scene: Scene) -> FieldValue:
    function = step.function
    values: list[Known] = []
    for parameter, argument in zip(function.parameters, arguments, strict=False):
        if argument is not None:
            if not kind_of(argument) & parameter.kinds:
                raise unfit_argument(step, parameter.name, parameter.kinds, kind_of(argument))
            values.append(argument)
            scene.work.spend(len(argument) if isinstance(argument, str) else 0)
    if function.takes_missing:
        return function.evaluate(scene.context, *arguments)
    if len(values) < len(arguments):
        return None
    return function.evaluate(scene.context, *values)


def unfit_argument(step: Call, name: str, wanted: Kind, found: Kind) -> Unfit:
    """What is said of an argument of a wrong type."""
    message = f"`{name}` of `{step.function.name}` must be {phrase(wanted)}, and is {phrase(found)}"
    cure = None
    if wanted is Kind.NUMBER and found & Kind.STRING:
        cure = "`Num(…)` makes a number of a string"
    elif wanted is Kind.STRING:
        cure = "`Text(…)` makes a string of it"
    return Unfit(message, cure)

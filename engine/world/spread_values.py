"""Distributions: how long things take, how patient customers are, how busy a day is.

In: `exponential(4m)`, `lognormal(8m, 5m)`, `{ voice: exponential(4m), chat: gamma(8m, 2) }`. Out:
`Spread`s, or findings at their places: E306 for parameters that make no distribution; W320 for one
whose mean is infinite.

The parameters are those of the usual textbooks, but for the log-normal one, which is given by the
mean and the standard deviation of the value itself, as data on handling times are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from engine.days import NO_LENGTH, Lengths
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.ops import Family
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.spreads import MILLION, Law, Spread
from engine.syntax.nodes import Argument, Call, Expression, ListOf, Map, Name, Quantity
from engine.values import Duration, Type
from engine.world.amounts import decimal_of, signed
from engine.world.names import Unnamed

Read = TypeVar("Read")
SPREAD_TAKES = "a distribution, for example `exponential(4m)`"
BUSYNESS_TAKES = "a distribution of numbers, for example `gamma(28.7)`"
LENGTHS_TAKE = "a distribution, for example `exponential(4m)`, or a map of them by media"
FAMILIES = tuple(family.name.lower() for family in Family)
SHAPE_LEAST, SHAPE_MOST = MILLION // 100, MILLION * MILLION
"""The bounds of a shape, in millionths: what a 64-bit draw can still tell apart [inferred]."""
TABLE_MAX = 10_000
"""How many quantiles an empirical distribution may have."""

SIZE, SPAN_OF, SHAPE, TABLE = "size", "spread", "shape", "table"
"""What a parameter is: a value that must be more than 0, one that may be 0, a number, a list."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a law is written: its parameters with what each is, and an example."""

    law: Law
    parameters: tuple[tuple[str, str], ...]


FORMS: Mapping[str, _Form] = {
    "constant": _Form(Law.CONSTANT, (("value", SPAN_OF),)),
    "exponential": _Form(Law.EXPONENTIAL, (("mean", SIZE),)),
    "uniform": _Form(Law.UNIFORM, (("least", SPAN_OF), ("most", SPAN_OF))),
    "gamma": _Form(Law.GAMMA, (("mean", SIZE), ("shape", SHAPE))),
    "lognormal": _Form(Law.LOGNORMAL, (("mean", SIZE), ("sd", SIZE))),
    "weibull": _Form(Law.WEIBULL, (("scale", SIZE), ("shape", SHAPE))),
    "pareto": _Form(Law.PARETO, (("least", SIZE), ("shape", SHAPE))),
    "empirical": _Form(Law.EMPIRICAL, (("quantiles", TABLE),)),
}
EXAMPLES = {
    "constant": "constant(30s)", "exponential": "exponential(4m)", "uniform": "uniform(1m, 6m)",
    "gamma": "gamma(4m, 2.5)", "lognormal": "lognormal(8m, 5m)", "weibull": "weibull(5m, 1.5)",
    "pareto": "pareto(1m, 2.5)", "empirical": "empirical([10s, 1m, 3m, 10m])",
}  # fmt: skip


@dataclass(frozen=True)
class Drawn(Unnamed):
    """One distribution, with the author's text of it."""

    spread: Spread
    text: str = ""

    def __str__(self) -> str:
        """As the author wrote it."""
        return self.text


@dataclass(frozen=True)
class ByMedia(Unnamed):
    """A distribution for each family of media, None where there is none.

    `whole` says that one was given for all of them.
    """

    each: Lengths = NO_LENGTH
    whole: bool = False

    def __str__(self) -> str:
        """Nothing: there is none by default."""
        return ""


def read_spread(expression: Expression, constants: Constants, findings: Findings) -> Drawn | None:
    """A distribution of durations."""
    return _Reading(constants, findings, numbers=False).drawn(expression)


def read_busyness(expression: Expression, constants: Constants, findings: Findings) -> Drawn | None:
    """A distribution of factors, in millionths; `gamma(shape)` has the mean 1."""
    return _Reading(constants, findings, numbers=True).drawn(expression)


def read_lengths(
    expression: Expression, constants: Constants, findings: Findings
) -> ByMedia | None:
    """A distribution of durations for all media, or some of them."""
    reading = _Reading(constants, findings, numbers=False)
    if not isinstance(expression, Map):
        found = reading.drawn(expression)
        return None if found is None else ByMedia((found.spread,) * 3, whole=True)

    def read(value: Expression) -> Spread | None:
        drawn = reading.drawn(value)
        return None if drawn is None else drawn.spread

    each = by_media(expression, read, findings)
    return None if each is None else ByMedia(each)


def by_media(
    written: Map, read: Callable[[Expression], Read | None], findings: Findings
) -> tuple[Read | None, Read | None, Read | None] | None:
    """What a map says of each family of media, None of one that it does not name; None if anything
    in it is wrong: E231 for what is no media, E210 for one that is given twice."""
    given: dict[str, Read | None] = {}
    first: dict[str, Note] = {}
    sound = True
    for pair in written.pairs:
        media = pair.key.text
        found = read(pair.value)
        sound = sound and found is not None
        if media not in FAMILIES:
            cure = did_you_mean(media, FAMILIES) or f"the media are {listed(FAMILIES)}"
            findings.error("E231", pair.key.span, f"there is no media `{media}`", cure)
            sound = False
        elif media in given:
            message = f"`{media}` is given twice"
            findings.error("E210", pair.key.span, message, None, [first[media]])
            sound = False
        first.setdefault(media, Note(pair.key.span, "the first one is here"))
        given.setdefault(media, found)
    voice, chat, email = (given.get(media) for media in FAMILIES)
    return (voice, chat, email) if sound else None


@dataclass(slots=True)
class _Reading:
    """Distributions of durations or, if `numbers`, of numbers."""

    constants: Constants
    findings: Findings
    numbers: bool

    def drawn(self, expression: Expression) -> Drawn | None:
        if not isinstance(expression, Call):
            self._refuse(expression)
            return None
        form = FORMS.get(expression.function.text)
        if form is None:
            word, span = expression.function.text, expression.function.span
            cure = did_you_mean(word, FORMS) or f"there are {listed(FORMS)}"
            self.findings.error("E211", span, f"there is no distribution `{word}`", cure)
            return None
        spread = self._spread(form, expression)
        if spread is None:
            return None
        return Drawn(spread, " ".join(expression.span.text().split()))

    def _refuse(self, expression: Expression) -> None:
        value = signed(expression)[0]
        cure = f"write `constant({excerpt(expression)[1:-1]})`"
        if value is None and isinstance(expression, Quantity):
            return  # the parser has said it
        if isinstance(expression, Map):
            cure = "of one media there is one: `exponential(4m)`"
        elif not isinstance(value, Duration):
            word = expression.text if isinstance(expression, Name) else ""
            known = f"the distributions are {listed(FORMS)}"
            cure = f"write for example `{EXAMPLES[word]}`" if word in EXAMPLES else known
        self.findings.error(
            "E220", expression.span, f"{excerpt(expression)} is no distribution", cure
        )

    def _spread(self, form: _Form, call: Call) -> Spread | None:
        parameters = form.parameters
        arguments = call.arguments
        mean_left_out = (
            self.numbers and form.law is Law.GAMMA and len(arguments) == 1
        )  # gamma(shape) of a factor: its mean is 1
        if mean_left_out:
            parameters = parameters[1:]
        if len(arguments) != len(parameters) or any(each.name for each in arguments):
            self._tell_form(call, parameters)
            return None
        if form.law is Law.EMPIRICAL:
            return self._empirical(arguments[0].value)
        values = [
            self._parameter(word, sort, argument)
            for (word, sort), argument in zip(parameters, arguments, strict=True)
        ]
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(values):
            return None
        if mean_left_out:
            numbers = [MILLION, *numbers]
        a, b = (*numbers, 0)[:2]
        return self._sound(Spread(law=form.law, a=a, b=b), call)

    def _tell_form(self, call: Call, parameters: tuple[tuple[str, str], ...]) -> None:
        word = call.function.text
        names = ", ".join(name for name, _ in parameters)
        message = f"`{word}` is written `{word}({names})`"
        self.findings.error("E306", call.span, message, f"for example `{EXAMPLES[word]}`")

    def _sound(self, spread: Spread, call: Call) -> Spread | None:
        """The distribution, unless its parameters contradict one another."""
        word = call.function.text
        if spread.law is Law.UNIFORM and spread.a > spread.b:
            message = f"`{word}` goes from the least to the most, and these are the other way round"
            self.findings.error("E306", call.span, message, "write the smaller one first")
            return None
        if spread.law is Law.PARETO and spread.b <= MILLION:
            message = f"{excerpt(call)} has an infinite mean"
            cure = "with a shape of more than 1 it has one; what is drawn is capped at ten years"
            self.findings.warning("W320", call.span, message, cure)
        return spread

    def _parameter(self, word: str, sort: str, argument: Argument) -> int | None:
        expression = argument.value
        if sort == SHAPE:
            return self._shape(expression)
        value = self._value(word, expression)
        if value is None:
            return None
        least = "more than 0" if sort == SIZE else "at least 0"
        if value < 0 or (sort == SIZE and value == 0):
            message = f"`{word}` must be {least}, and this is {excerpt(expression)}"
            self.findings.error("E306", expression.span, message)
            return None
        return value

    def _value(self, word: str, expression: Expression) -> int | None:
        """A duration in microseconds, or a number in millionths."""
        if not self.numbers:
            takes = Takes(word, "a duration, for example `4m`")
            found = value_of(expression, Type.DURATION, takes, self.constants, self.findings)
            return int(found) if isinstance(found, Duration) else None
        return self._number(word, expression)

    def _number(self, word: str, expression: Expression) -> int | None:
        found = decimal_of(expression, self.constants)
        if found is None and not self._said(expression):
            message = f"{excerpt(expression)} is no number, and `{word}` takes one"
            self.findings.error("E306", expression.span, message, "write for example `1.5`")
        return found

    def _said(self, expression: Expression) -> bool:
        """Whether something has been said of the expression before."""
        if isinstance(expression, Name):
            return expression.text in self.constants.broken
        return isinstance(expression, Quantity) and signed(expression)[0] is None

    def _shape(self, expression: Expression) -> int | None:
        shape = self._number("shape", expression)
        if shape is None:
            return None
        if shape <= 0:
            message = f"`shape` must be more than 0, and this is {excerpt(expression)}"
            self.findings.error("E306", expression.span, message)
        elif not SHAPE_LEAST <= shape <= SHAPE_MOST:
            message = f"{excerpt(expression)} is out of range"
            cure = f"shapes go from 0.01 to {SHAPE_MOST // MILLION:,}"
            self.findings.error("E306", expression.span, message, cure)
        else:
            return shape
        return None

    def _empirical(self, expression: Expression) -> Spread | None:
        if not isinstance(expression, ListOf):
            message = f"{excerpt(expression)} is no list of quantiles"
            cure = f"write for example `{EXAMPLES['empirical']}`"
            self.findings.error("E306", expression.span, message, cure)
            return None
        if not 1 < len(expression.items) <= TABLE_MAX:
            message = f"{excerpt(expression)} has {len(expression.items):,} quantiles"
            cure = f"from 2 to {TABLE_MAX:,}, in equal steps from the least to the greatest"
            self.findings.error("E306", expression.span, message, cure)
            return None
        table: list[int] = []
        for item in expression.items:
            value = self._parameter("quantile", SPAN_OF, item)
            if value is None:
                return None
            if table and value < table[-1]:
                message = f"{excerpt(item.value)} is less than the quantile before it"
                cure = "write them from the least to the greatest"
                self.findings.error("E306", item.value.span, message, cure)
                return None
            table.append(value)
        return Spread(law=Law.EMPIRICAL, table=tuple(table))

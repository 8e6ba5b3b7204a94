"""What goes wrong in simulated days, as `faults` declare it: shares, and windows of time.

In: `5%`, `{ share: 5%, after: exponential(20s) }`. Out: `Planned`, a failing of `engine.failures`,
or findings at their places: E231 for keys that the failure has not, E210 for a key given twice,
E230 for a map without a share, E232 for a fault or a word that there is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, ClassVar

from pydantic import Field

from engine.diagnostics import Findings, did_you_mean
from engine.failures import ALL, NONE, Failing, Failure, Refused, Window
from engine.faults import BY_SYMBOL, TIMEOUT
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Constant, Own, Reference
from engine.shelf.maps import read_keys
from engine.source import Span
from engine.syntax.nodes import Expression, Map, Name, Text
from engine.values import DAY, SECOND, Duration, Type
from engine.world.amounts import SHARE_TAKES, Share, read_share, time_of_day
from engine.world.kind import DeclarationKind, Naming
from engine.world.names import Unnamed
from engine.world.spread_values import read_spread

SHARE, AFTER, OF, FAULT, BECAUSE = "share", "after", "of", "fault", "because"
CALLS = (SHARE, OF)
TIMED = (SHARE, AFTER)
KEYS: Mapping[Failure, tuple[str, ...]] = {
    Failure.ESP_TIMEOUT: CALLS,
    Failure.ESP_LOST_REPLY: CALLS,
    Failure.ESP_LATE: (*TIMED, OF),
    Failure.ESP_FAULT: (*CALLS, FAULT),
    Failure.ESP_REPEATED: CALLS,
    Failure.ESP_DUPLICATE: CALLS,
    Failure.ESP_FOREIGN: CALLS,
    Failure.ESP_SLOW: (*TIMED, OF),
    Failure.ESP_MALFORMED: CALLS,
    Failure.CHANNEL_UNKNOWN: CALLS,
    Failure.DELIVERY_REFUSED: (SHARE, BECAUSE),
    Failure.DELIVERY_FAILED: TIMED,
    Failure.SESSION_LOST: TIMED,
    Failure.ENDS_IN_STRATEGY: TIMED,
    Failure.ENDS_WITH_AGENT: TIMED,
    Failure.AGENT_LOGS_OUT_OFFERED: TIMED,
    Failure.AGENT_LOGS_OUT_HANDLING: TIMED,
    Failure.AGENT_LOGS_OUT_WRAPPING: TIMED,
    Failure.STALE_STATES: TIMED,
    Failure.CLOCK_SKEW: TIMED,
}
"""What else can be said of a failure than its share."""
REASONS = {reason.name.lower(): int(reason) for reason in Refused}


@dataclass(frozen=True)
class Planned(Unnamed):
    """One thing that goes wrong now and then, and the place of the method that it concerns."""

    failing: Failing
    of: Span | None = None

    def __str__(self) -> str:
        """Its share."""
        return str(Share(self.failing.share))


def happens(failure: Failure) -> Own:
    """The marker of a field that says how often something goes wrong."""
    said = {AFTER: "after: exponential(20s)", OF: 'of: "ChatService.InviteToChat"',
            FAULT: "fault: unavailable", BECAUSE: "because: rate_limit"}  # fmt: skip
    more = [said[key] for key in KEYS.get(failure, ()) if key != SHARE]
    phrase = SHARE_TAKES + (f", or a map: `{{ share: 30%, {', '.join(more)} }}`" if more else "")
    return Own(partial(_read, failure), phrase)


def _read(
    failure: Failure, expression: Expression, constants: Constants, findings: Findings
) -> Planned | None:
    if not isinstance(expression, Map):
        share = read_share(expression, constants, findings)
        found = None if share is None else Failing(failure=failure, share=share.millionths)
        return None if found is None else Planned(found)
    keys = KEYS.get(failure, (SHARE,))
    pairs, sound = read_keys(expression, keys, of=f"`{failure.word}`", findings=findings)
    if not sound:
        return None
    if SHARE not in pairs:
        message = f"{excerpt(expression)} says no share"
        findings.error("E230", expression.span, message, "write for example `share: 5%`")
        return None
    found = Failing(failure=failure)
    for key, pair in pairs.items():
        read = _detail(key, found, pair.value, constants, findings)
        if read is None:
            return None
        found = read
    return Planned(found, pairs[OF].value.span if OF in pairs else None)


def _detail(
    key: str, found: Failing, value: Expression, constants: Constants, findings: Findings
) -> Failing | None:
    """The failing with what one key says; None if that cannot be read."""
    if key == SHARE:
        share = read_share(value, constants, findings)
        return None if share is None else replace(found, share=share.millionths)
    if key == AFTER:
        drawn = read_spread(value, constants, findings)
        return None if drawn is None else replace(found, length=drawn.spread)
    if key == OF:
        takes = Takes(OF, "a method, for example `ChatService.InviteToChat`")
        name = value_of(value, Type.TEXT, takes, constants, findings)
        return replace(found, name=name) if isinstance(name, str) else None
    number = _fault(value) if key == FAULT else _reason(value)
    if number is None:
        what = "fault of an ESP call" if key == FAULT else "reason of a provider"
        known = sorted(BY_SYMBOL) if key == FAULT else list(REASONS)
        text = value.text if isinstance(value, Name | Text) else ""
        cure = did_you_mean(text, known) or f"write for example `{key}: {known[-1]}`"
        findings.error("E232", value.span, f"{excerpt(value)} is no {what}", cure)
        return None
    return replace(found, detail=number)


def _fault(value: Expression) -> int | None:
    """The number of a fault by which an ESP call can be refused."""
    symbol = value.text if isinstance(value, Name | Text) else ""
    fault = BY_SYMBOL.get(symbol)
    return None if fault is None or fault.number == TIMEOUT else fault.number


def _reason(value: Expression) -> int | None:
    return REASONS.get(value.text) if isinstance(value, Name | Text) else None


def planned(model: DeclarationKind, windows: tuple[Window, ...] = ()) -> Iterator[Failing]:
    """The failings that the fields of a declaration say, in their order."""
    for _, value in model:
        if isinstance(value, Planned):
            yield replace(value.failing, windows=windows)


class FailureMoment(DeclarationKind):
    """Base of what goes wrong at a time of the day. The time is that of the clock of the
    simulation's zone, on every one of its days."""

    naming: ClassVar[Naming] = "time"
    top_level: ClassVar[bool] = False
    failure: ClassVar[Failure]

    @property
    def begins_us(self) -> int:
        """When it is, in microseconds since midnight."""
        return time_of_day(self.name or "") or 0


class FailureWindow(FailureMoment):
    """Base of what goes wrong from a time of the day on, for some time."""

    for_: Annotated[Duration, Constant(Type.DURATION)] = Field(
        alias="for", ge=Duration(SECOND), le=Duration(DAY), description="how long", examples=["20m"]
    )

    @property
    def window(self) -> Window:
        """From when on, and for how long."""
        return Window(begins_us=self.begins_us, lasts_us=int(self.for_))

    def lower(self) -> Failing:
        """The failing, with this one window."""
        return Failing(failure=self.failure, windows=(self.window,))


class ShareWindow(FailureWindow):
    """Base of those that happen to a share of something."""

    share: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        default=Share(1_000_000), description="how many of them"
    )

    def lower(self) -> Failing:
        """The failing, with its share; of nobody it does not happen at all."""
        share = self.share.millionths
        windows = (self.window,) if share else ()
        return Failing(failure=self.failure, share=share, windows=windows)


@dataclass(frozen=True)
class Wrong(Unnamed):
    """What goes wrong in a simulation: the name of faults, `all`, or `none`."""

    given: Reference | None = None

    def __str__(self) -> str:
        """As an author would write it."""
        return "none" if self.given is None else self.given.name

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The faults, where they are declared ones."""
        if self.given is not None and self.given.name not in (ALL, NONE):
            yield ("faults",), self.given


def read_wrong(
    expression: Expression,
    constants: Constants,  # noqa: ARG001 - what every reader is given
    findings: Findings,
) -> Wrong | None:
    """The name of faults. Whether they are declared is seen when all declarations are read."""
    if isinstance(expression, Name | Text) and expression.text:
        return Wrong(Reference(expression.text, expression.span))
    message = f"{excerpt(expression)} is no name of faults"
    findings.error("E220", expression.span, message, f"`faults` takes {WRONG_TAKES}")
    return None


WRONG_TAKES = "the name of `faults`, `all` of them drawn from the seed, or `none`"

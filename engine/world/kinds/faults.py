"""The kind `faults`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.failures import ALL, NONE, Failing, Failure, FailurePlan
from engine.shelf.kind import Nested, UnfitError
from engine.world.failing_shares import Shares
from engine.world.failure_values import Planned, happens, planned
from engine.world.kind import DeclarationKind, lowered


class Faults(Shares):
    """Says what goes wrong in a simulated day: how often, or when.

    A share (`lost_close = 5%`) is drawn for each occasion by itself, from the seed, so that adding
    one thing changes nothing else. A map says more: `esp_late = { share: 2%, after:
    exponential(20s) }`. What happens at a time of the day is written with it, once for each time:
    `chat_server_down 10:00 { for = 20m }`. Faults take effect in a simulation that names them,
    `faults = storm`, or with `simulate --faults storm`; `--faults none` leaves them out, and
    `--faults all` draws all of them from the seed, each in about half of the runs.

    Reports say how often each has happened, whom it has hit and what became of these; what each
    costs says `simulate --fault-costs`.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm {
          lost_close = 5%
          esp_timeout = 1%
          esp_fault = { share: 2%, fault: unavailable, of: "ChatService.InviteToChat" }
          chat_server_down 10:00 { for = 20m }
          agents_absent 12:00 { for = 1h   share = 30% }
        }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "faults"
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "burst": "write `surge 10:00 { for = 1m   times = 20 }`",
            "refuses": "it stands in `agent`: how many offers somebody refuses",
            "retry": "it stands in `arrivals`",
        }
    )

    clock_skew: Annotated[Planned | None, happens(Failure.CLOCK_SKEW)] = Field(
        None, description="runs in which Chat Server's clock is wrong, by `after`"
    )
    holidays_missing: Annotated[Planned | None, happens(Failure.HOLIDAYS_MISSING)] = Field(
        None, description="runs in which strategies know no holidays and special days"
    )
    hours_missing: Annotated[Planned | None, happens(Failure.HOURS_MISSING)] = Field(
        None, description="runs in which strategies know no opening hours: all is closed"
    )
    nobody_there: Annotated[Planned | None, happens(Failure.NOBODY_THERE)] = Field(
        None, description="runs in which no agent comes"
    )
    no_capacity: Annotated[Planned | None, happens(Failure.NO_CAPACITY)] = Field(
        None, description="runs in which no agent has room for anything"
    )
    during: Annotated[tuple[DeclarationKind, ...], Nested("during")] = Field(
        (), description="shares that hold for some time"
    )
    chat_server_down: Annotated[tuple[DeclarationKind, ...], Nested("chat_server_down")] = Field(
        (), description="when Chat Server cannot be asked"
    )
    chat_server_restart: Annotated[tuple[DeclarationKind, ...], Nested("chat_server_restart")] = (
        Field((), description="when Chat Server restarts and has lost sessions")
    )
    chat_server_failover: Annotated[tuple[DeclarationKind, ...], Nested("chat_server_failover")] = (
        Field((), description="when another Chat Server has the sessions")
    )
    dms_down: Annotated[tuple[DeclarationKind, ...], Nested("dms_down")] = Field(
        (), description="when Digital Messaging Server does not answer"
    )
    dms_slow: Annotated[tuple[DeclarationKind, ...], Nested("dms_slow")] = Field(
        (), description="when it takes longer"
    )
    agents_absent: Annotated[tuple[DeclarationKind, ...], Nested("agents_absent")] = Field(
        (), description="when agents are not there"
    )
    agent_toggles: Annotated[tuple[DeclarationKind, ...], Nested("agent_toggles")] = Field(
        (), description="when agents turn not ready and ready"
    )
    capacity_changed: Annotated[tuple[DeclarationKind, ...], Nested("capacity_changed")] = Field(
        (), description="when agents have less room"
    )
    skills_changed: Annotated[tuple[DeclarationKind, ...], Nested("skills_changed")] = Field(
        (), description="when agents have lost their skills"
    )
    interaction_server_restart: Annotated[
        tuple[DeclarationKind, ...], Nested("interaction_server_restart")
    ] = Field((), description="when Interaction Server restarts")
    notices_dropped: Annotated[tuple[DeclarationKind, ...], Nested("notices_dropped")] = Field(
        (), description="when nobody is told what happens in queues"
    )
    surge: Annotated[tuple[DeclarationKind, ...], Nested("surge")] = Field(
        (), description="when many times as many come"
    )
    silence: Annotated[tuple[DeclarationKind, ...], Nested("silence")] = Field(
        (), description="when nobody comes"
    )
    queue_disabled: Annotated[tuple[DeclarationKind, ...], Nested("queue_disabled")] = Field(
        (), description="when a queue takes nothing"
    )
    swizzle: Annotated[tuple[DeclarationKind, ...], Nested("swizzle")] = Field(
        (), description="when servers stop and come back one by one"
    )

    @model_validator(mode="after")
    def _has_a_name_of_its_own(self) -> "Faults":
        if self.name in (ALL, NONE):
            message = f"faults cannot be called `{self.name}`"
            cure = f"`--faults {self.name}` has a meaning of its own: take another name"
            raise UnfitError(message, code="E231", cure=cure)
        return self

    @property
    def methods(self) -> list[Planned]:
        """What goes wrong with calls of one method alone, also for some time."""
        own = [value for _, value in self if isinstance(value, Planned)]
        inner = [value for during in self.during for _, value in during]
        return [each for each in (*own, *inner) if isinstance(each, Planned) and each.of]

    def lower(self) -> FailurePlan:
        """The plan."""
        windows = (kind for _, kinds in self if isinstance(kinds, tuple) for kind in kinds)
        found = (
            *planned(self),
            *lowered((kind for kind in windows if isinstance(kind, DeclarationKind)), Failing),
        )
        return FailurePlan(name=self.name or "", failings=found)

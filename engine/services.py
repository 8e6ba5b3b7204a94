"""Services that an author declares, with their simulated answers: plain frozen data.

In: what declarations (`world`) say. Out: `Service`s, which the directory holds and ESP calls reach.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.values import KVList, Type

THIRD_PARTY_SERVER = 23
"""Application type of a server of one's own, `ThirdPartyServer` (Platform SDK, CfgAppType)."""


class ServiceKind(StrEnum):
    """What a service of one's own is, and so which object of IRD and Composer calls it."""

    ESP = "esp"
    DATABASE = "database"
    WEB_SERVICE = "web_service"
    VOICE_APPLICATION = "voice_application"
    IVR = "ivr"
    CUSTOM = "custom"

    @property
    def voice(self) -> bool:
        """Whether it speaks to a caller."""
        return self in (ServiceKind.VOICE_APPLICATION, ServiceKind.IVR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service of one's own answers to some calls: a KVList, or a fault if it is not 0.

    `latency_us` is None where it takes as long as the service's others.
    """

    answer: KVList = field(default_factory=KVList)
    fault: int = 0
    fault_text: str = ""
    latency_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A method of a service that the author declares, with its simulated answers.

    `application` is the only one that offers it, None for all of `application_type`. `parameters`
    are names, types, and whether they must be given; `attaches` are keys of its answers. With `by`
    a call is answered by the row of that parameter's value. `otherwise` answers all other calls;
    None refuses them.
    """

    service: str
    method: str
    kind: ServiceKind = ServiceKind.ESP
    application: str | None = None
    application_type: int = THIRD_PARTY_SERVER
    parameters: tuple[tuple[str, Type, bool], ...] = ()
    answers: tuple[tuple[str, Type], ...] = ()
    attaches: tuple[str, ...] = ()
    latency_us: int | None = None
    by: str | None = None
    rows: tuple[tuple[str | int, Reply], ...] = ()
    otherwise: Reply | None = None

    @property
    def name(self) -> str:
        """As `esp(...)` names it: `Service.Method`."""
        return f"{self.service}.{self.method}"

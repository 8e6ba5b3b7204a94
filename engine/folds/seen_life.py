"""One interaction of a run as far as it has come: what `History` keeps of it.

In: what rows of the log change, which `history` applies. Out: `SeenLife`, which implements
`observations.SeenInteraction`.
"""

from engine.folds.records import interaction_id
from engine.folds.whys import Whys
from engine.log.system_properties import SystemProperties
from engine.observations import SeenFault
from engine.values import KVList, Value


class SeenLife:
    """One interaction; see `observations.SeenInteraction`. `event` is the row of its creation."""

    __slots__ = (
        "_whys", "abandoned_us", "agent", "ani", "answers", "asked_us", "created_us", "data",
        "delivered_us", "dnis", "ended_us", "entered_us", "event", "failure", "faults", "frames",
        "held", "held_us", "id", "known", "left_us", "media", "moved_us", "offers", "online",
        "owner", "path", "place", "placed_us", "port", "ports", "priority", "queue", "reason",
        "returned", "routed_us", "served_us", "transcript", "variables", "visits", "workbin",
        "written",
    )  # fmt: skip

    def __init__(self, whys: Whys, media: str, number: int, now_us: int) -> None:
        self._whys = whys
        self.id = interaction_id(media, number)
        self.media = media
        self.event = 0
        self.created_us = now_us
        self.placed_us = 0
        self.left_us: int | None = 0
        self.moved_us: dict[str, int] = {}
        self.abandoned_us: int | None = None
        self.routed_us: int | None = None
        self.delivered_us: int | None = None
        self.held_us: int | None = None
        self.ended_us: int | None = None
        self.asked_us: int | None = None
        self.served_us: int | None = None
        self.offers = 0
        self.ani = self.dnis = self.queue = self.reason = ""
        self.agent = self.workbin = self.owner = ""
        self.priority = 0
        self.online = self.known = self.held = False
        self.place: str | None = None
        self.path: list[str] = []
        self.ports: list[str] = []
        self.visits: dict[str, int] = {}
        self.entered_us: dict[str, int] = {}
        self.port: dict[str, str] = {}
        self.data: dict[str, Value] = {}
        self.variables: dict[str, Value] = {}
        self.answers: dict[str, KVList] = {}
        self.faults: dict[str, tuple[int, int]] = {}
        self.frames: list[dict[str, Value]] = []
        self.returned: KVList | None = None
        self.failure: tuple[int, int] | None = None
        self.written: list[str] = []
        self.transcript: list[str] = []

    @property
    def properties(self) -> SystemProperties:
        """What a server has said of it."""
        return self._whys.properties(self.event, self.id)

    @property
    def returned_fault(self) -> SeenFault | None:
        """What the subroutine that the run began in has failed with."""
        return None if self.failure is None else self._whys.fault(*self.failure)

    def fault(self, label: str) -> SeenFault | None:
        """What a block has ended with, None if it never failed."""
        found = self.faults.get(label)
        return None if found is None else self._whys.fault(*found)

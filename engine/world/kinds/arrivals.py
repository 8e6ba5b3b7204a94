"""The kind `arrivals`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine import directory
from engine.ops import EMAIL_MEDIA
from engine.shelf.kind import Choice, Constant, Nested, Own, Ref, Reference, UnfitError
from engine.values import Type
from engine.world.amounts import RATE_TAKES, SHARE_TAKES, Hourly, Share, read_rate, read_share
from engine.world.customer_values import (
    DATA_TAKES,
    TYPING_TAKES,
    Attributes,
    Typings,
    read_attributes,
    read_typing,
)
from engine.world.kind import DeclarationKind
from engine.world.spread_values import (
    BUSYNESS_TAKES,
    SPREAD_TAKES,
    Drawn,
    read_busyness,
    read_spread,
)

BEGINNINGS = ("strategy", "channel", "queue")
"""Where customers can begin: exactly one of them is given."""
RATES = ("rate", "periods", "busyness")
"""What recorded times take the place of."""
WAYS = ("rate", "periods", "bursts", "times")
"""How customers can come: at least one of them is given."""
MEDIA = ("voice", "chat", *(media.session for media in directory.Media), *EMAIL_MEDIA)
"""The media types that interactions can have."""


class Arrivals(DeclarationKind):
    """Describes customers of one sort: how they come, what they bring, how long they wait.

    They begin in a strategy, as the interaction of a test does; or as a chat by a channel, whose
    `inbound_route` says into which queue; or as something that is placed in a queue. With `rate`
    they come one by one and independently of one another (a Poisson process), in each `period` with
    a rate of its own; `busyness` is a factor that is drawn once a day and multiplies all rates.
    `times` names a file of recorded arrivals instead. A `burst` comes besides.

    Each customer has `data`: `ANI`, `DNIS` and `priority` are the interaction's own, all else is
    attached. Values are drawn by `choice({ gold: 1, silver: 3 })` with whole weights,
    `range(18, 80)`, `phone_number("+1")`, `first_name()`, `last_name()`; `sequence("T-")` counts
    the customers; anything else is the same for all.

    `patience` is how long they wait for an agent, from the first `route` on; the share `impatient`
    does not wait at all. Without it they wait for ever. Who has given up may `retry`.

    `handling` and `wrap_up` say how long an agent has them and writes them up, unless the period
    does; the agent, and the skill by which they were routed, come before both. What callers type in
    a `collect` block is `typing`; what customers do who are written to is `reply`.

    The file of `times` is CSV, in UTF-8, with a line of names at its top. Its column `time` has
    times with their offset, `2026-12-21T08:00:05+01:00`, or durations from the start, `1h5s`, one
    after the other. The other columns are data, under their names.

    Example:
        calendar day { zone = "Europe/Berlin"   mon_fri = 08:00..18:00 }
        agent clerk { count = 12   works = day }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          var key = ""
          on timeout -> ask
          menu: collect("Press 1 or 2.") { digits = 1   into = key   invalid -> ask } -> ask
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls {
          strategy = hotline
          period 08:00 { rate = 100/h }
          period 18:00 { rate = 0/h }
          busyness = gamma(28.7)
          data = { ANI: phone_number("+1"), Segment: choice({ gold: 1, silver: 3 }) }
          patience = exponential(3m)
          impatient = 10%
          handling = exponential(4m)
          wrap_up = constant(20s)
          typing = { menu: choice({ "1": 70, "2": 25, "": 5 }) }
        }
        simulation monday { start = 2026-12-21T08:00   zone = "Europe/Berlin"   duration = 10h }

    Genesys:
        There is none: who calls and writes is not configured. Volumes and handling times are in
        the reports of Interaction Concentrator and the forecasts of Workforce Management.
    """

    word: ClassVar[str] = "arrivals"
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "data": "write it with `=`: `data = { … }`",
            "typing": "write it with `=`: `typing = { … }`",
            "retries": "write `retry { share = 30%   after = exponential(5m)   most = 3 }`",
            "periods": "write `period 08:00 { rate = 40/h }`, once for each",
            "count": "write `burst 10:00 { count = 50 }`",
            "seed": "it stands in `simulation`",
        }
    )

    strategy: Annotated[Reference | None, Ref(("strategy",))] = Field(
        None, description="the strategy in which they begin"
    )
    channel: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None, min_length=1, description="the channel by which their chats come in",
        examples=['"channel-whatsapp"'],
    )  # fmt: skip
    queue: Annotated[Reference | None, Ref(("queue",))] = Field(
        None, description="the queue in which they are placed"
    )
    media: Annotated[str | None, Choice(MEDIA)] = Field(
        None, description="the media, where it is not what the strategy or the channel says"
    )
    rate: Annotated[Hourly | None, Own(read_rate, RATE_TAKES)] = Field(
        None, description="how many come, in the mean, at all times"
    )
    periods: Annotated[tuple[DeclarationKind, ...], Nested("period")] = Field(
        (), description="how many come from a time of the day on"
    )
    busyness: Annotated[Drawn | None, Own(read_busyness, BUSYNESS_TAKES)] = Field(
        None, description="a factor on all rates of a day; `gamma(shape)` has the mean 1"
    )
    bursts: Annotated[tuple[DeclarationKind, ...], Nested("burst")] = Field(
        (), description="more who come at about one time"
    )
    times: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None, min_length=1, description="a file of recorded arrivals, instead of rates",
        examples=['"monday.csv"'],
    )  # fmt: skip
    data: Annotated[Attributes, Own(read_attributes, DATA_TAKES)] = Field(
        default=Attributes(), description="what they bring"
    )
    patience: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long they wait; for ever if it is left out"
    )
    impatient: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        default=Share(), description="how many do not wait at all"
    )
    retries: Annotated[tuple[DeclarationKind, ...], Nested("retry")] = Field(
        (), description="who comes again after giving up"
    )
    handling: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long an agent has them"
    )
    wrap_up: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long the agent writes them up afterwards"
    )
    typing: Annotated[Typings, Own(read_typing, TYPING_TAKES)] = Field(
        default=Typings(), description="what callers type in `collect` blocks"
    )
    replies: Annotated[tuple[DeclarationKind, ...], Nested("reply")] = Field(
        (), description="what customers do who are written to"
    )
    transfers: Annotated[tuple[DeclarationKind, ...], Nested("transfer")] = Field(
        (), description="whose calls agents send back to a routing point"
    )

    @model_validator(mode="after")
    def _begins_once(self) -> "Arrivals":
        given = [word for word in BEGINNINGS if word in self.places]
        if not given:
            cure = "write where they begin: `strategy = …`, `channel = …` or `queue = …`"
            raise UnfitError("these customers begin nowhere", code="E230", cure=cure)
        if len(given) > 1:
            message = f"these customers begin in two places, `{given[0]}` and `{given[1]}`"
            cure = "declare arrivals of their own for each"
            raise UnfitError(message, code="E232", cure=cure, field=given[1])
        return self

    @model_validator(mode="after")
    def _comes_somehow(self) -> "Arrivals":
        if not any(word in self.places for word in WAYS):
            cure = 'write `rate = 40/h`, `period 08:00 { rate = 40/h }` or `times = "file.csv"`'
            raise UnfitError("nobody comes by these arrivals", code="E230", cure=cure)
        return self

    @model_validator(mode="after")
    def _has_one_rate(self) -> "Arrivals":
        other = next((word for word in RATES if word in self.places), None)
        if "times" in self.places and other is not None:
            message = "recorded times and rates exclude one another"
            cure = "declare arrivals of their own for each"
            raise UnfitError(message, code="E232", cure=cure, field=other)
        if "rate" in self.places and "periods" in self.places:
            message = "a rate for the whole time and periods exclude one another"
            cure = "write `period 00:00 { rate = … }` for the rest of the day"
            raise UnfitError(message, code="E232", cure=cure, field="rate")
        return self

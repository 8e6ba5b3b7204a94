"""The kind `prices`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine import goals
from engine.shelf.kind import Constant, Own, UnfitError
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming
from engine.world.price_values import (
    MINUTE_TAKES,
    PRICE_TAKES,
    ByFamily,
    Price,
    read_minutes,
    read_price,
)

CURRENCY_CHARS = 12


class Prices(DeclarationKind):
    """Says what things cost, so that simulated days can tell what they cost.

    Prices are the author's own, in one unit, which `currency` names: there are none that the engine
    knows. What has no price costs nothing, and the warm-up of a simulation is free.

    `template_message` is for each message that an invitation (`ChatService.InviteToChat`) hands to
    a customer of WhatsApp. Such a message, outside of a conversation, is a template, and Meta
    charges by the template message delivered. Its categories and countries have one price here,
    and one that would be free, since the customer has written within 24 hours, has it too.

    `agent_hour` is for each hour that an agent is logged in, whatever the agent does, breaks
    included. After the end of the simulation it is paid for only as long as the agent still works
    [inferred].

    `minute` is for each minute that an interaction is there, from its coming to its final place: of
    a call that is the time on the line, prompts, waiting and handling. Parts of minutes are paid
    for as parts [inferred]. A map has a price for each of some media.

    A report then shows what a day has cost, and goals can bound it: `expect cost() <= 4000`,
    `expect cost_per_answered() < 3.50`.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        simulation monday { start = 2026-12-21T08:00   duration = 8h }

        prices {
          currency = "EUR"
          agent_hour = 28
          minute = { voice: 0.02 }
        }

    Genesys:
        There is none. What messages cost is said by Meta, "Pricing on the WhatsApp Business
        Platform" (developers.facebook.com).
    """

    word: ClassVar[str] = "prices"
    naming: ClassVar[Naming] = "none"
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        dict.fromkeys(("message", "template", "notification"), "it is called `template_message`")
        | dict.fromkeys(("hour", "agent", "wage", "salary"), "it is called `agent_hour`")
        | {"unit": 'write `currency = "EUR"`'}
    )

    currency: Annotated[str, Constant(Type.TEXT)] = Field(
        "", max_length=CURRENCY_CHARS, description="the unit, as it is shown", examples=['"EUR"']
    )
    template_message: Annotated[Price | None, Own(read_price, PRICE_TAKES)] = Field(
        None, description="what a message of an invitation on WhatsApp costs"
    )
    agent_hour: Annotated[Price | None, Own(read_price, PRICE_TAKES)] = Field(
        None, description="what an hour of an agent who is logged in costs"
    )
    minute: Annotated[ByFamily, Own(read_minutes, MINUTE_TAKES)] = Field(
        default=ByFamily(), description="what a minute of an interaction costs"
    )

    @model_validator(mode="after")
    def _has_a_price(self) -> "Prices":
        if not {"template_message", "agent_hour", "minute"} & self.places.keys():
            message = "`prices` has no price"
            cure = "write for example `agent_hour = 28`"
            raise UnfitError(message, code="E230", cure=cure)
        return self

    def lower(self) -> goals.Prices:
        """The prices."""
        return goals.Prices(
            currency=self.currency,
            template_message=_of(self.template_message),
            agent_hour=_of(self.agent_hour),
            minute=self.minute.each,
        )


def _of(price: Price | None) -> int | None:
    return None if price is None else price.millionths

"""What keeps a provider from delivering a message that a channel hands to it.

In: the message's content and the customer. Out: `Obstacle`s. Providers report them after the
answer, so they are faults only under the application's `strict_delivery` [inferred].
"""

from dataclasses import dataclass

from engine.directory import Application, Channel, Media, StandardResponse
from engine.esp.outcome import Refused, refusal
from engine.esp.rules import clients
from engine.esp.rules.responses import NOTIFICATION
from engine.esp.world import World
from engine.values import HOUR

SERVICE_WINDOW_US = 24 * HOUR
"""How long a message of the customer allows free-form content on WhatsApp; at exactly 24 h it no
longer does."""
RE_ENGAGEMENT = 131047
"""The provider's code for free-form content outside the window (WhatsApp error reference)."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a message is not delivered; `fault` is its symbol under `strict_delivery`, if any."""

    because: str
    fault: str | None = None


def obstacle(
    application: Application,
    channel: Channel,
    response: StandardResponse,
    client_id: str,
    world: World,
) -> Obstacle | None:
    """The first obstacle, or None; under `strict_delivery` the first that has a fault is refused.

    The order is that of the fault table, a number that does not exist before it.
    """
    whatsapp = channel.media is Media.WHATSAPP
    found: list[Obstacle] = []
    dead = clients.unreachable(channel, client_id)
    if dead is not None:
        found.append(Obstacle(dead))
    free_form = whatsapp and response.content_type != NOTIFICATION
    if free_form and not _window_is_open(world, channel.name, client_id):
        found.append(_re_engagement(client_id))
    if whatsapp and application.opt_in_required and not world.opted_in(channel.name, client_id):
        found.append(Obstacle(f"`{client_id}` has not opted in", "no_opt_in"))
    for entry in found:
        if application.strict_delivery and entry.fault is not None:
            raise Refused(refusal(entry.fault, entry.because))
    return found[0] if found else None


def _window_is_open(world: World, channel: str, client_id: str) -> bool:
    last = world.last_inbound_us(channel, client_id)
    return last is not None and world.now_us - last < SERVICE_WINDOW_US


def _re_engagement(client_id: str) -> Obstacle:
    return Obstacle(
        f"provider code {RE_ENGAGEMENT}, `{client_id}` has not written for 24 hours",
        "re_engagement",
    )

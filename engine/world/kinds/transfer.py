"""The kind `transfer`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import days
from engine.shelf.kind import Own, Ref, Reference
from engine.world.amounts import SHARE_TAKES, Share, read_share
from engine.world.kind import DeclarationKind, Naming


class Transfer(DeclarationKind):
    """Says how many callers an agent sends back to a routing point instead of ending the call.

    The strategy `to` begins with the call, and finds what is attached to it: `LastAgent` is who has
    had it. The agent is free for the next one, or wraps up. It happens once to a call at most.

    Example:
        agent anna
        strategy hotline (voice) {
          ask: route { targets = [agent(anna)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls {
          strategy = hotline
          rate = 10/h
          handling = exponential(4m)
          transfer { share = 15%   to = hotline }
        }

    Genesys:
        There is none: what agents do is not configured. A call that an agent transfers to a routing
        point brings its attached data along.
    """

    word: ClassVar[str] = "transfer"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    share: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        description="how many of the calls that agents have had are sent on"
    )
    to: Annotated[Reference, Ref(("strategy",))] = Field(
        description="the strategy, for calls, that begins there"
    )

    def lower(self) -> days.Transfer:
        """The transfer."""
        return days.Transfer(share=self.share.millionths, strategy=self.to.name)

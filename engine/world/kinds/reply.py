"""The kind `reply`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import days
from engine.shelf.kind import Own
from engine.world.amounts import SHARE_TAKES, Share, read_share
from engine.world.kind import DeclarationKind, Naming
from engine.world.spread_values import SPREAD_TAKES, Drawn, read_spread


class Reply(DeclarationKind):
    """Says what customers do who are written to.

    A customer for whom a call makes a chat, such as an invitation, answers it with the probability
    `share`, and `after` a time. If the session has ended by then, they come back as a new chat by
    the channel's `inbound_route`. While an agent has the chat of a customer, the customer writes
    again and again, with a `gap` between two messages; without `gap` they write no more.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls {
          strategy = hotline
          rate = 40/h
          handling = exponential(4m)
          reply { share = 60%   after = lognormal(3m, 2m)   gap = exponential(40s) }
        }

    Genesys:
        There is none: what customers do is not configured.
    """

    word: ClassVar[str] = "reply"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    share: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        description="how many of those who are written to answer"
    )
    after: Annotated[Drawn, Own(read_spread, SPREAD_TAKES)] = Field(
        description="how long after they have been written to"
    )
    gap: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long between two messages while an agent has the chat"
    )

    def lower(self) -> days.Reply:
        """The reply."""
        return days.Reply(
            share=self.share.millionths,
            after=self.after.spread,
            gap=None if self.gap is None else self.gap.spread,
        )

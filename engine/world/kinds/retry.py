"""The kind `retry`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import days
from engine.shelf.kind import Constant, Own
from engine.values import Type
from engine.world.amounts import SHARE_TAKES, Share, read_share
from engine.world.kind import DeclarationKind, Naming
from engine.world.spread_values import SPREAD_TAKES, Drawn, read_spread


class Retry(DeclarationKind):
    """Says how many customers try again after they have given up waiting, and when.

    Who comes again begins where the arrivals begin, as a new interaction with the same data.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls {
          strategy = hotline
          rate = 40/h
          patience = exponential(3m)
          handling = exponential(4m)
          retry { share = 30%   after = exponential(5m)   most = 3 }
        }

    Genesys:
        There is none: what customers do is not configured.
    """

    word: ClassVar[str] = "retry"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    share: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        description="how many of those who have given up try again"
    )
    after: Annotated[Drawn, Own(read_spread, SPREAD_TAKES)] = Field(
        description="how long after they have given up"
    )
    most: Annotated[int, Constant(Type.INTEGER)] = Field(
        1, ge=1, le=63, description="how often one customer tries again at most"
    )

    def lower(self) -> days.Retry:
        """The retry."""
        return days.Retry(share=self.share.millionths, after=self.after.spread, most=self.most)

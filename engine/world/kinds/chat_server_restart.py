"""The kind `chat_server_restart`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure, Window
from engine.shelf.kind import Own
from engine.world.amounts import SHARE_TAKES, Share, read_share
from engine.world.failure_values import FailureMoment


class ChatServerRestart(FailureMoment):
    """Says when Chat Server restarts, and how many of its open sessions it has lost then.

    It takes no time. A chat whose session is lost still counts as online: nobody tells it. The
    other sessions go on and count as active just then [inferred].

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { chat_server_restart 10:00 { share = 40% } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        Chat Server restores sessions after a restart if its option for that is `simple`
        (docs.genesys.com, MSGA, WhatsApp, Deploy); by default it does not.
    """

    word: ClassVar[str] = "chat_server_restart"
    failure: ClassVar[Failure] = Failure.CHAT_SERVER_RESTART

    share: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        default=Share(1_000_000), description="how many of the sessions it has lost"
    )

    def lower(self) -> Failing:
        """The failing; where it loses nothing it does not happen."""
        share = self.share.millionths
        windows = (Window(begins_us=self.begins_us),) if share else ()
        return Failing(failure=self.failure, share=share, windows=windows)

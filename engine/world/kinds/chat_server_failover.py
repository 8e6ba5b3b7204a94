"""The kind `chat_server_failover`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class ChatServerFailover(FailureWindow):
    """Says from when on another Chat Server has the sessions, and for how long.

    The sessions go on. `ChatServerAppName` of every open chat, and of those made then, is the name
    of the other server: that of `chat_server` and `_backup` [inferred]. A call by the old name is
    refused with `unavailable`, so strategies take the name from user data each time. When the
    window ends all is as it was.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { chat_server_failover 10:00 { for = 2h } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        A pair of Chat Servers, primary and backup, with session restoration. That the name in user
        data follows is [inferred].
    """

    word: ClassVar[str] = "chat_server_failover"
    failure: ClassVar[Failure] = Failure.CHAT_SERVER_FAILOVER

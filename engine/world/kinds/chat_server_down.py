"""The kind `chat_server_down`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class ChatServerDown(FailureWindow):
    """Says from when on Chat Server cannot be asked, and for how long; it keeps its sessions.

    Who begins a chat or writes then is heard when it is back: the provider keeps the messages
    [inferred]. Calls that need it are refused: those of the service `Chat` with `unavailable`, an
    invitation with `submit_failed` [inferred]. No chat counts as lost meanwhile, since nobody can
    ask whether its session is known.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { chat_server_down 10:00 { for = 20m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "chat_server_down"
    failure: ClassVar[Failure] = Failure.CHAT_SERVER_DOWN

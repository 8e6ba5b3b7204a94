"""The kind `interaction_server_restart`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class InteractionServerRestart(FailureWindow):
    """Says when Interaction Server restarts, and for how long it is away.

    Strategies that have chats and e-mails are interrupted, wherever they are, and what they had is
    back in its queue; no view sees it before the server is there again. A strategy then begins
    anew: what its blocks have done by then is done twice unless it sees to that [inferred].

    Example:
        queue inbound { view all { every = 10s   submit = sort } }

        strategy sort (email) { done: stop { reason = "sorted" } }

        arrivals letters { queue = inbound   media = email   rate = 40/h }
        faults storm { interaction_server_restart 10:00 { for = 2m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "interaction_server_restart"
    failure: ClassVar[Failure] = Failure.INTERACTION_SERVER_RESTART

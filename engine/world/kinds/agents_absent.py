"""The kind `agents_absent`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import ShareWindow


class AgentsAbsent(ShareWindow):
    """Says from when on how many of the agents are not there, and for how long.

    They log out at once, whatever they are doing: a call is disconnected, anything else goes back
    to its queue [inferred]. When the window ends they log in again.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { agents_absent 12:00 { for = 1h   share = 30% } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "agents_absent"
    failure: ClassVar[Failure] = Failure.AGENTS_ABSENT

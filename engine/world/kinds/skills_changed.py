"""The kind `skills_changed`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import ShareWindow


class SkillsChanged(ShareWindow):
    """Says from when on agents have lost their skills, and for how long.

    What they have stays with them. Targets that ask for a skill do not find them meanwhile.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { skills_changed 12:00 { for = 1h   share = 30% } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        Skills of agents, as an administrator would change them under load.
    """

    word: ClassVar[str] = "skills_changed"
    failure: ClassVar[Failure] = Failure.SKILLS_CHANGED

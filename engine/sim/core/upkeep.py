"""`Upkeep`: what is done between two events: laws are checked, slots freed, values given up.

In: the parts of a run that hold columns. Out: nothing that the log shows. At every event only sums
are compared; now and then everything is counted from scratch, if that is wanted.
"""

from engine.sim.core.numbers import NONE
from engine.sim.core.routing import Routing
from engine.sim.core.state import State
from engine.sim.host import Servers

PAUSE = 4096
"""After so many events values are given up that nobody refers to."""
DEEP_PAUSE = 61
"""After so many events all laws are checked from scratch, where that is wanted."""


class Upkeep:
    """Called with nothing under way: whatever is final is so for good."""

    def __init__(self, *, state: State, routing: Routing, servers: Servers) -> None:
        self._journal = state.journal
        self._places = state.places
        self._requests = state.requests
        self._routing = routing
        self._servers = servers
        self._left = PAUSE
        self._is_deep = False
        self._left_until_deep = DEEP_PAUSE

    def check_deeply(self) -> None:
        """From now on all laws are checked from scratch again and again."""
        self._is_deep = True

    def keep(self) -> None:
        """An event is over."""
        self._requests.balance()
        self._places.balance()
        slot = self._places.sweep()
        while slot != NONE:
            self._servers.forget(slot)
            slot = self._places.sweep()
        self._left -= 1
        if self._left == 0:
            self._left = PAUSE
            if not self._journal.keeps:
                self._servers.tidy()
        if self._is_deep:
            self._left_until_deep -= 1
            if self._left_until_deep == 0:
                self._left_until_deep = DEEP_PAUSE
                self.recount()

    def recount(self) -> None:
        """Checks every law against a count from scratch."""
        self._places.recount()
        self._routing.recount()

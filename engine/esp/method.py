"""What an ESP method is: the base of the shelf of methods.

In: a request that `dispatch` has found to be for it, whose parameters are there and have the right
types. Out: `Success`, or `Refused` raised by the first check that fails.
"""

from typing import Protocol

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.signature import Signature
from engine.esp.world import World


class Method(Protocol):
    """One method of a service. It changes nothing; its effects say what is to happen."""

    @property
    def signature(self) -> Signature:
        """What it takes and promises."""

    def call(self, request: Request, application: Application, world: World) -> Success:
        """Serves a request. Raises `Refused`. Only `dispatch` calls it."""

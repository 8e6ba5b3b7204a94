"""The kind `queue_disabled`."""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure
from engine.shelf.kind import Ref, Reference
from engine.world.failure_values import FailureWindow


class QueueDisabled(FailureWindow):
    """Says from when on an interaction queue takes nothing, and for how long.

    What is put into it then ends as rejected. What is in it stays, and its views go on [inferred].

    Example:
        queue inbound { view all { every = 10s   submit = sort } }

        strategy sort (email) { done: stop { reason = "sorted" } }

        arrivals letters { queue = inbound   media = email   rate = 40/h }
        faults storm { queue_disabled 10:00 { for = 20m   queue = inbound } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        The check box Enabled of an Interaction Queue. That views go on is [inferred].
    """

    word: ClassVar[str] = "queue_disabled"
    failure: ClassVar[Failure] = Failure.QUEUE_DISABLED

    queue: Annotated[Reference | None, Ref(("queue",))] = Field(
        None, description="which one; any one that is drawn if left out"
    )

    def lower(self) -> Failing:
        """The failing."""
        return replace(super().lower(), name="" if self.queue is None else self.queue.name)

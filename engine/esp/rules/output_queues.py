"""Which interaction queue a new interaction is placed in.

In: a request. Out: the queue with the reason why it is that one, or `Refused` (`no_output_queue`,
`submit_failed`). It is the queue that the call names, else that of the application (Output Queue of
Composer's e-mail blocks, docs.genesys.com, Common Properties for Workflow Blocks).
"""

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Refused, refusal
from engine.esp.rules import parameters
from engine.esp.world import World

QUEUE = "Queue"


def find(request: Request, application: Application, world: World) -> tuple[str, Note]:
    """The queue's name."""
    given = parameters.text(request, QUEUE)
    name = given or application.output_queue
    if not name:
        what = f"no {QUEUE}, and {application.name} has no output_queue"
        raise Refused(refusal("no_output_queue", what))
    if not world.has_queue(name):
        raise Refused(refusal("submit_failed", f"no interaction queue {name}"))
    because = f"{QUEUE} names it" if given else f"output_queue of `{application.name}`"
    return name, Note(f"queue `{name}`", because)

"""The kind `given`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from engine.syntax import nodes
from engine.world.kind import DeclarationKind, Naming


class Given(DeclarationKind):
    """Says what a test finds when its run begins.

    `now` is the clock. A function that reads the state of the centre, `length(queue)`,
    `estimated_wait(virtual_queue)`, `agents_ready(group)`, says what is written here as long as the
    run lasts. `answer("Service.Method")` and `answer(block)` are the
    ways in which ESP calls are answered: `ok`, `fault(symbol)`, `fault(904, "text", after: 2s)`,
    `timeout`, `after(2s)`, `answers({ … })`, `late`, `duplicate`, `foreign`, `lost_close`,
    `lost_session`. One way is for every call; a list is for one call after the other, and those
    beyond it are answered normally. What is said of a block wins over what is said of its method.
    With `answers({ … })` the service is not asked: nothing happens but the answer. All other calls
    run the embedded service. `digits(block)` is what the caller types at the prompts of a `collect`
    block: one text for every prompt, or a list for one prompt after the other; an empty text, and
    what is beyond the list, is a caller who types nothing. `draw(block)` is what a `percentage`
    block draws: one of its labels, `"else"`, or a number from 0 to 99.

    An agent is ready, accepts at once what is offered, and has it until an event says more, unless
    something else is given: `ready(agent) = false`; `accepts(agent)`, which is `after(5s)`,
    `refuses` or `silent`; `handles(agent) = 4m`.

    A test that begins at a block of a strategy says besides what was there before: its variables by
    their names, `answered(block) = { … }` what an earlier call has answered, and
    `failed(block) = fault` how it has failed. What the blocks from there on are sure to find must
    be given.

    Example:
        strategy greet (voice) {
          var tries = 0
          count: assign { tries = tries + 1 } -> again
          again: if(tries < 3) { true -> count   false -> done }
          done: exit
        }

        test "the third try is the last one" {
          strategy = greet
          start = count
          given { now = 2026-12-24T08:00   tries = 2 }
          expect path == [count, again, done]
        }

    Genesys:
        There is none: a strategy is tried out against live servers. What is given here is set up
        there by hand, by stopping a server or by filling a queue [inferred].
    """

    word: ClassVar[str] = "given"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Field,)
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "var": "write `name = value`",
            "queue": "write `length(queue) = 12`",
            "answer": "write `answer(block) = …`",
            "length": "write `length(queue) = 12`",
        }
    )

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The forms of its entries."""
        forms = (
            "given { … }",
            "now = 2026-12-24T08:00",
            "length(queue) = 12",
            'answer("Service.Method") = fault(unavailable)',
            'answer(block) = [fault(904, "text", after: 2s), after(2s), ok]',
            'digits(block) = ["1", ""]',
            'draw(block) = "label"',
            "ready(agent) = false",
            "accepts(agent) = after(5s)",
            "handles(agent) = 4m",
            "variable = 2",
            'answered(block) = { Key: "value" }',
            "failed(block) = unknown_channel",
        )
        return (("Form", forms),)

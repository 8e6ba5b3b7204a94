"""The shelf of block kinds: `kind.py` says what one is, `kinds/` holds one file for each.

To add one, write its file and put it into `KINDS`; nothing else in the engine needs to know.
"""

from collections.abc import Mapping

from engine.blocks.kind import BlockKind
from engine.blocks.kinds.assign import Assign
from engine.blocks.kinds.attach import Attach
from engine.blocks.kinds.collect import Collect
from engine.blocks.kinds.default_route import DefaultRoute
from engine.blocks.kinds.disconnect import Disconnect
from engine.blocks.kinds.esp import Esp
from engine.blocks.kinds.exit_ import Exit
from engine.blocks.kinds.hours import Hours
from engine.blocks.kinds.if_ import If
from engine.blocks.kinds.log import Log
from engine.blocks.kinds.percentage import Percentage
from engine.blocks.kinds.play import Play
from engine.blocks.kinds.queue import Queue
from engine.blocks.kinds.stop import Stop
from engine.blocks.kinds.strategy import Strategy
from engine.blocks.kinds.switch import Switch
from engine.blocks.kinds.wait import Wait

KINDS: dict[str, type[BlockKind]] = {
    kind.word: kind
    for kind in (
        Assign, Attach, If, Switch, Hours, Percentage, Esp, Play, Collect, Queue, Stop, Disconnect,
        Strategy, Wait, Log, Exit, DefaultRoute,
    )
}  # fmt: skip
"""The block kinds by their words, in the order in which they are listed for authors."""

LATER: Mapping[str, str] = {
    "call": "calling a subroutine",
    "route": "routing to an agent",
    "workbin": "placing an interaction in an agent's workbin",
}
"""Words of block kinds that are not known yet, and what each will be for."""

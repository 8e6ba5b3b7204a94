"""The shelf of block kinds: `kind.py` says what one is, `kinds/` holds one file for each.

To add one, write its file and put it into `KINDS`; nothing else in the engine needs to know.
"""

from engine.blocks.kind import BlockKind
from engine.shelf.listed import Shelf

KINDS: Shelf[type[BlockKind]] = Shelf(
    "engine.blocks.kinds",
    {
        "assign": ".assign:Assign",
        "attach": ".attach:Attach",
        "if": ".if_:If",
        "switch": ".switch:Switch",
        "hours": ".hours:Hours",
        "percentage": ".percentage:Percentage",
        "esp": ".esp:Esp",
        "play": ".play:Play",
        "collect": ".collect:Collect",
        "queue": ".queue:Queue",
        "workbin": ".workbin:Workbin",
        "stop": ".stop:Stop",
        "disconnect": ".disconnect:Disconnect",
        "route": ".route:Route",
        "strategy": ".strategy:Strategy",
        "call": ".call:Call",
        "wait": ".wait:Wait",
        "log": ".log:Log",
        "exit": ".exit_:Exit",
        "default_route": ".default_route:DefaultRoute",
    },
)
"""The block kinds by their words, in the order in which they are listed for authors."""

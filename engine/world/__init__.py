"""The shelf of declarations: `kind.py` says what one is, `kinds/` holds one file for each.

To add one, write its file and put it into `DECLARATIONS`; nothing else in the engine needs to know.
"""

from collections.abc import Mapping

from engine.diagnostics import Findings
from engine.shelf.read import Constants, read_entry
from engine.syntax.nodes import Binding, Declaration
from engine.world.kind import DeclarationKind
from engine.world.kinds.application import Application
from engine.world.kinds.calendar import Calendar
from engine.world.kinds.channel import Channel
from engine.world.kinds.chat_server import ChatServer
from engine.world.kinds.contact import Contact
from engine.world.kinds.data import Data
from engine.world.kinds.endpoints import Endpoints
from engine.world.kinds.env import Env
from engine.world.kinds.field_code import FieldCode
from engine.world.kinds.given import Given
from engine.world.kinds.holiday import Holiday
from engine.world.kinds.inactivity_control import InactivityControl
from engine.world.kinds.param import Param
from engine.world.kinds.queue import Queue
from engine.world.kinds.response import Response
from engine.world.kinds.row import Row
from engine.world.kinds.special_day import SpecialDay
from engine.world.kinds.strategy import Strategy
from engine.world.kinds.test import StrategyTest
from engine.world.kinds.var import Var
from engine.world.kinds.view import View

DECLARATIONS: dict[str, type[DeclarationKind]] = {
    kind.word: kind
    for kind in (
        Param, Env, Application, Channel, ChatServer, InactivityControl, Endpoints, Response,
        FieldCode, Contact, Queue, View, Calendar, Holiday, SpecialDay, Strategy, Data, Var,
        StrategyTest, Given, Row,
    )
}  # fmt: skip
"""The declaration kinds by their words, in the order in which they are listed for authors."""

LATER: Mapping[str, str] = {
    "virtual_queue": "what waits for an agent",
    "subroutine": "blocks that several strategies share",
    "skill": "skills of agents",
    "agent": "agents",
    "group": "groups of agents",
    "arrivals": "who calls and writes, and how often",
    "faults": "planned failures of the simulated servers",
    "simulation": "simulated days with statistics",
    "goal": "targets for statistics",
    "property": "laws that strategies keep for any input",
}
"""Words of declaration kinds that are not known yet, and what each will be for."""


def read_declaration(
    entry: Declaration | Binding, constants: Constants, findings: Findings
) -> DeclarationKind | None:
    """The model of a declaration, with everything that stands inside it.

    Its word must be one of `DECLARATIONS`. What is wrong is in the findings; the model is damaged
    then, or None if it cannot be without.
    """
    return read_entry(
        DECLARATIONS[entry.kind.text],
        entry,
        constants=constants,
        findings=findings,
        nested=DECLARATIONS,
    )

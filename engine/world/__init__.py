"""The shelf of declarations: `kind.py` says what one is, `kinds/` holds one file for each.

To add one, write its file and put it into `DECLARATIONS`; nothing else in the engine needs to know.
"""

from collections.abc import Mapping

from engine.diagnostics import Findings
from engine.shelf.listed import Shelf
from engine.shelf.read import Constants, read_entry
from engine.syntax.nodes import Binding, Declaration
from engine.world.kind import DeclarationKind

DECLARATIONS: Shelf[type[DeclarationKind]] = Shelf(
    "engine.world.kinds",
    {
        "param": ".param:Param",
        "env": ".env:Env",
        "application": ".application:Application",
        "channel": ".channel:Channel",
        "chat_server": ".chat_server:ChatServer",
        "inactivity_control": ".inactivity_control:InactivityControl",
        "endpoints": ".endpoints:Endpoints",
        "response": ".response:Response",
        "field_code": ".field_code:FieldCode",
        "contact": ".contact:Contact",
        "category": ".category:Category",
        "screening_rule": ".screening_rule:ScreeningRule",
        "service": ".service:Service",
        "parameters": ".parameters:Parameters",
        "answers": ".answers:Answers",
        "else": ".else_:Else",
        "interaction_server": ".interaction_server:InteractionServer",
        "media": ".media:Media",
        "queue": ".queue:Queue",
        "view": ".view:View",
        "workbin": ".workbin:Workbin",
        "skill": ".skill:Skill",
        "capacity_rule": ".capacity_rule:CapacityRule",
        "agent": ".agent:Agent",
        "staffing": ".staffing:Staffing",
        "group": ".group:Group",
        "virtual_queue": ".virtual_queue:VirtualQueue",
        "calendar": ".calendar:Calendar",
        "holiday": ".holiday:Holiday",
        "special_day": ".special_day:SpecialDay",
        "arrivals": ".arrivals:Arrivals",
        "period": ".period:Period",
        "burst": ".burst:Burst",
        "retry": ".retry:Retry",
        "reply": ".reply:Reply",
        "transfer": ".transfer:Transfer",
        "simulation": ".simulation:Simulation",
        "faults": ".faults:Faults",
        "during": ".during:During",
        "chat_server_down": ".chat_server_down:ChatServerDown",
        "chat_server_restart": ".chat_server_restart:ChatServerRestart",
        "chat_server_failover": ".chat_server_failover:ChatServerFailover",
        "dms_down": ".dms_down:DmsDown",
        "dms_slow": ".dms_slow:DmsSlow",
        "agents_absent": ".agents_absent:AgentsAbsent",
        "agent_toggles": ".agent_toggles:AgentToggles",
        "capacity_changed": ".capacity_changed:CapacityChanged",
        "skills_changed": ".skills_changed:SkillsChanged",
        "interaction_server_restart": ".interaction_server_restart:InteractionServerRestart",
        "notices_dropped": ".notices_dropped:NoticesDropped",
        "surge": ".surge:Surge",
        "silence": ".silence:Silence",
        "queue_disabled": ".queue_disabled:QueueDisabled",
        "swizzle": ".swizzle:Swizzle",
        "goal": ".goal:Goal",
        "prices": ".prices:Prices",
        "strategy": ".strategy:Strategy",
        "subroutine": ".subroutine:Subroutine",
        "data": ".data:Data",
        "var": ".var:Var",
        "test": ".test:StrategyTest",
        "given": ".given:Given",
        "row": ".row:Row",
    },
)
"""The declaration kinds by their words, in the order in which they are listed for authors."""

LATER: Mapping[str, str] = {
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

"""The checks of one strategy, in order, and the graph it becomes.

In: a sketch with its edges. Out: every block's expressions compiled where they stand, the edges
that the strategy covers, findings; and a `BlockGraph` once nothing is wrong.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from engine.blocks.kind import Calls
from engine.diagnostics import Findings
from engine.graph.arguments import shape_of_callee
from engine.graph.blocks import VARIABLE, Around, check_block
from engine.graph.calls import shape_of_call
from engine.graph.covering import cover, has_bare_fault
from engine.graph.cycles import check_cycles
from engine.graph.expressions import Wanted, check_expression
from engine.graph.facts import FactTable, Known
from engine.graph.flow import spread
from engine.graph.fragments import CallShape, Reads
from engine.graph.model import Block, BlockGraph
from engine.graph.paths import check_ending, check_ends, check_media, check_reached
from engine.graph.project import Project
from engine.graph.sketch import Draft, Sketch
from engine.graph.subroutines import check_family, check_returns
from engine.ops import Family
from engine.syntax.nodes import Expression
from engine.values import Type
from engine.world.kinds.service import Service

BARE_NAMES = (
    "queue", "strategy", "subroutine", "calendar", "workbin", "virtual_queue", "group", "agent",
    "skill",
)  # fmt: skip
"""The kinds whose names are written bare in strategies."""


def check_strategy(
    sketch: Sketch, project: Project, families: Mapping[str, Family], findings: Findings
) -> FactTable:
    """Runs all checks of one strategy; `families` are the families of all strategies by name.

    Gives the table by which the states of its blocks can be read.
    """
    reads = _reads(sketch, project)
    table = FactTable(unsure=sketch.unsure or sketch.held)
    around = Around(sketch=sketch, reads=reads, table=table, families=families, findings=findings)
    spread(sketch, table, _type_finder(reads, table), _fault_finder(around))
    for draft in sketch.drafts:
        check_block(draft, around)
        check_family(draft, sketch, findings)
        check_returns(draft, findings)
        cover(draft, sketch, findings)
    check_ends(sketch, findings)
    check_media(sketch, findings)
    check_reached(sketch, findings)
    check_ending(sketch, findings)
    check_cycles(sketch, reads.parameters, findings)
    return table


def _reads(sketch: Sketch, project: Project) -> Reads:
    return Reads(
        parameters=project.constants.parameters,
        amounts=project.constants.amounts,
        variables={
            name: variable.type if variable is not None else None
            for name, variable in sketch.variables.items()
        },
        blocks=call_shapes(sketch),
        names={
            **{kind: project.names(kind) for kind in BARE_NAMES},
            VARIABLE: tuple(sketch.variables),
        },
        reopening=project.reopening,
        days=project.days,
        broken=project.broken,
        held=project.held or sketch.held,
        services=project.names(Service.word),
        roster=project.roster,
        bounded=project.bounded,
    )


NO_CALL = CallShape()
IN_ERROR = CallShape(broken=True)


def call_shapes(sketch: Sketch) -> dict[str, CallShape]:
    """What can be read of each block, by its label; of blocks that share one the first counts."""
    return {draft.name: _call_shape(draft) for draft in reversed(sketch.drafts)}


def _call_shape(draft: Draft) -> CallShape:
    if draft.in_error:
        return IN_ERROR
    if draft.callee is not None:
        return shape_of_callee(draft.callee)
    calls = [effect for effect in draft.effects if isinstance(effect, Calls)]
    return shape_of_call(calls[0], draft.signature) if calls else NO_CALL


def _type_finder(reads: Reads, table: FactTable) -> Callable[[Expression, int], Type | None]:
    """The types of attached values, before anything is said of them.

    What reads no attached data has one type everywhere and is looked at once.
    """
    known: dict[int, Type | None] = {}

    def type_of(expression: Expression, state: int) -> Type | None:
        if id(expression) in known:
            return known[id(expression)]
        checked = check_expression(
            expression, Wanted(what="", carried=True), reads, Known(table, state), Findings()
        )
        if not checked.read_data:
            known[id(expression)] = checked.type
        return checked.type

    return type_of


def _fault_finder(around: Around) -> Callable[[Draft, int], Collection[str]]:
    """The faults of a block's expressions, before anything is said of them.

    A block that can fail by itself leads to the handler whatever its expressions do.
    """

    def faults_of(draft: Draft, state: int) -> Collection[str]:
        if draft.kind is None or draft.fails or has_bare_fault(draft):
            return ()
        trial = replace(draft, state=state, codes={}, atoms=[], origins={})
        check_block(trial, replace(around, findings=Findings()))
        return trial.origins

    return faults_of


def graph_of(sketch: Sketch) -> BlockGraph:
    """The finished graph of a sketch in which nothing is wrong."""
    blocks = tuple(
        Block(
            index=draft.index,
            label=draft.label,
            kind=draft.kind,
            edges=(*draft.edges, *draft.covered),
            codes=draft.codes,
            atoms=tuple(draft.atoms),
            call=None if draft.skipped else draft.call,
        )
        for draft in sketch.drafts
        if draft.kind is not None
    )
    return BlockGraph(
        name=sketch.name.text,
        family=sketch.family,
        span=sketch.span,
        entry=sketch.entry or 0,
        blocks=blocks,
        variables=tuple(
            item
            for name, item in sketch.variables.items()
            if item is not None and name not in sketch.parameters
        ),
        data=tuple(sketch.data.items()),
        on_fault=sketch.handlers.get("fault"),
        on_timeout=sketch.handlers.get("timeout"),
        on_abandoned=sketch.handlers.get("abandoned"),
        subroutine=sketch.subroutine,
        parameters=tuple(
            item for name in sketch.parameters if (item := sketch.variables[name]) is not None
        ),
        outputs=tuple((name, kind) for name, kind in sketch.outputs.items() if kind is not None),
    )

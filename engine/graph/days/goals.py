"""The goals and the prices of a project.

In: their declarations, checked by themselves, the names that measures can be asked about. Out:
`goals.Goal`s in order and `goals.Prices`, or findings: E246 for what compares no measure with a
bound, E240 for a goal that expects nothing or cannot be missed, E230 for money without prices; what
is wrong with measures and bounds is said in `measured`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.days import Days
from engine.diagnostics import Findings, did_you_mean
from engine.goals import Comparing, Comparison, Goal, Prices
from engine.graph.damage import is_broken
from engine.graph.days.measured import (
    ALL_MEASURES,
    AN_EXAMPLE,
    Known,
    read_bound,
    read_measure,
    usage_of,
)
from engine.graph.project import Project
from engine.measures import MEASURES, PLACES, Arguments, Measure, Unit, Wants
from engine.source import Span
from engine.spreads import MILLION
from engine.syntax.nodes import (
    Binding,
    Call,
    Chain,
    Claim,
    Declaration,
    Expression,
    Group,
    Name,
)  # fmt: skip
from engine.world.kind import DeclarationKind, lowered
from engine.world.kinds.agent import Agent
from engine.world.kinds.goal import Goal as GoalKind

EXPECT = ("expect",)
EXAMPLE = "for example `expect service_level(20s) >= 80%`"
SIGNS = {each.value: each for each in Comparing}


def read_prices(project: Project) -> Prices | None:
    """The prices; None if there are none."""
    models = (item.model for item in project.declared)
    found = lowered((each for each in models if each is not None and not each.damaged), Prices)
    return found[0] if found else None


def read_goals(
    project: Project,
    labels: Mapping[str, set[str]],
    days: Days,
    findings: Findings,
) -> tuple[Goal, ...]:
    """All goals that can be judged. `labels` are those of the blocks."""
    declared = [item for item in project.declared if isinstance(item.model, GoalKind)]
    if declared and not project.names("simulation") and not project.held:
        span = declared[0].syntax.kind.span
        cure = "write `simulation name { start = …   duration = 8h }`"
        findings.error("E230", span, "there is no simulation that a goal could be about", cure)
    reading = _Reading(
        known=_known(project, labels),
        priced=bool(project.names("prices")) or project.held,
        days=days,
        findings=findings,
    )
    goals = (reading.goal(item.syntax, item.model) for item in declared)
    return tuple(goal for goal in goals if goal is not None)


def _known(project: Project, labels: Mapping[str, set[str]]) -> Known:
    arrivals, virtual = project.names("arrivals"), project.names("virtual_queue")
    return Known(
        names={
            Wants.SCOPE: {"arrivals": arrivals, "virtual_queue": virtual},
            Wants.ARRIVALS: {"arrivals": arrivals},
            Wants.CREW: {"group": project.names("group"), "agent": project.names("agent")},
            Wants.QUEUE: {"virtual_queue": virtual, "queue": project.names("queue")},
            Wants.BLOCK: {"block": labels},
            Wants.PLACE: {"place": PLACES},
        },
        several=_several(project),
        constants=project.constants,
        broken=project.broken,
        held=project.held,
    )


def _several(project: Project) -> set[str]:
    """The names that several agents have together, and programs do not know."""
    planned = {
        item.model.name
        for item in project.declared
        if isinstance(item.model, Agent) and item.model.staffings
    }
    return {name for name in project.crews if name not in planned}


@dataclass(slots=True)
class _Reading:
    """Goals while they are read; `priced` says that there are prices."""

    known: Known
    priced: bool
    days: Days
    findings: Findings

    def goal(self, syntax: Declaration | Binding, model: DeclarationKind | None) -> Goal | None:
        """A goal; None if something in it is in error."""
        if not isinstance(syntax, Declaration) or not isinstance(model, GoalKind):
            return None
        name = syntax.name or syntax.kind
        claims = [entry for entry in syntax.entries if isinstance(entry, Claim)]
        if not claims and not model.damaged and not is_broken(syntax.entries):
            message = "this goal expects nothing"
            self.findings.error("E240", name.span, message, f"write {EXAMPLE}")
        simulation = "" if model.simulation is None else model.simulation.name
        found = [
            comparison for claim in claims for comparison in self._comparisons(claim, simulation)
        ]
        if not found or len(found) < len(claims) or model.damaged:
            return None
        return Goal(name=name.text, comparisons=tuple(found), simulation=simulation)

    def _comparisons(self, claim: Claim, simulation: str) -> Iterator[Comparison]:
        """What a claim compares; nothing if it is in error."""
        if claim.leads != EXPECT:
            message = f"a goal has no `{' '.join(claim.leads)}`: it is about whole days"
            self.findings.error("E231", claim.span, message, f"write {EXAMPLE}")
            return
        found = self._sides(claim.value)
        if found is None:
            return
        call, operator, bound = found
        read = read_measure(call, self.known, self.findings)
        if read is None:
            return
        measure, arguments = read
        limit = read_bound(bound, measure, self.known, self.findings)
        if limit is None or not self._sensible(call, claim.value.span, measure, operator, limit):
            return
        if not self._is_about_somebody(call, measure, arguments, simulation):
            return
        yield Comparison(
            measure=measure.name,
            arguments=arguments,
            operator=operator,
            bound=limit,
            text=" ".join(claim.value.span.text().split()),
            place=claim.value.span.where(),
            span=claim.value.span,
        )

    def _sides(self, value: Expression) -> tuple[Call, Comparing, Expression] | None:
        """The measure, the sign and the bound, whichever stands first."""
        value = _bare(value)
        if not isinstance(value, Chain):
            self._tell_lone(value)
            return None
        signs = [each.text for each in value.operators]
        if len(signs) != 1 or signs[0] not in SIGNS:
            message = "an `expect` of a goal compares one measure with one bound"
            several = any(sign in ("and", "or") for sign in signs)
            cure = "write an `expect` for each" if several else EXAMPLE
            self.findings.error("E246", value.span, message, cure)
            return None
        operator = SIGNS[signs[0]]
        left, right = (_bare(each) for each in value.operands)
        if isinstance(left, Call) and isinstance(right, Call):
            message = "a measure is compared with a bound, not with another measure"
            self.findings.error("E246", value.span, message, EXAMPLE)
        elif isinstance(left, Call):
            return left, operator, right
        elif isinstance(right, Call):
            return right, operator.mirrored, left
        else:
            lone = next((each for each in (left, right) if _is_measure(each)), left)
            self._tell_lone(lone)
        return None

    def _tell_lone(self, value: Expression) -> None:
        """What stands where a measure is compared."""
        if isinstance(value, Call):
            message = f"`{value.function.text}` is compared with nothing"
            measure = MEASURES.get(value.function.text)
            bound = AN_EXAMPLE[measure.unit] if measure is not None else "80%"
            cure = f"write for example `{value.span.text()} >= {bound}`"
            self.findings.error("E246", value.span, message, cure)
        elif isinstance(value, Name):
            measure = MEASURES.get(value.text)
            if measure is not None:
                message = f"`{value.text}` is written with parentheses"
                self.findings.error("E246", value.span, message, usage_of(measure))
                return
            near = did_you_mean(value.text, MEASURES)
            message = f"there is no measure `{value.text}`"
            self.findings.error("E211", value.span, message, near or ALL_MEASURES)
        else:
            message = "an `expect` of a goal compares one measure with one bound"
            self.findings.error("E246", value.span, message, EXAMPLE)

    def _sensible(
        self, call: Call, span: Span, measure: Measure, operator: Comparing, bound: int
    ) -> bool:
        """Whether a goal can be missed, and met; and whether there are prices to judge it by."""
        if measure.unit is Unit.MONEY and not self.priced:
            message = f"`{measure.name}` needs to know what things cost"
            cure = 'write for example `prices { currency = "EUR"   agent_hour = 28 }`'
            self.findings.error("E230", call.span, message, cure)
            return False
        most = MILLION if measure.unit is Unit.SHARE else None
        always = bound == 0 and operator is Comparing.AT_LEAST
        always = always or (bound == most and operator is Comparing.AT_MOST)
        never = bound == 0 and operator is Comparing.LESS
        never = never or (bound == most and operator is Comparing.MORE)
        if always or never:
            message = f"this goal can {'never be missed' if always else 'never be met'}"
            between = "from 0% to 100%" if most else "never less than 0"
            self.findings.error("E240", span, message, f"`{measure.name}` is {between}")
        return not (always or never)

    def _is_about_somebody(
        self, call: Call, measure: Measure, arguments: Arguments, simulation: str
    ) -> bool:
        """Whether those come whom the measure is about."""
        about = {Wants.SCOPE, Wants.ARRIVALS} & set(measure.wants)
        if not about or _comes(self.days, simulation, arguments.name):
            return True
        message = f"nobody of `{arguments.name}` comes in `{simulation}`"
        cure = "put them into its `arrivals`, or leave `simulation` out here"
        self.findings.error("E230", call.span, message, cure)
        return False


def _comes(days: Days, simulation: str, arrivals: str) -> bool:
    """Whether the customers of some arrivals come in a simulation, as far as is known."""
    numbers = {each.name: number for number, each in enumerate(days.arrivals)}
    found = next((each for each in days.simulations if each.name == simulation), None)
    return found is None or arrivals not in numbers or numbers[arrivals] in found.arrivals


def _is_measure(value: Expression) -> bool:
    return isinstance(value, Name) and value.text in MEASURES


def _bare(value: Expression) -> Expression:
    """Without parentheses around it."""
    while isinstance(value, Group):
        value = value.inner
    return value

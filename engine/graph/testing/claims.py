"""Claims: checked and compiled.

In: the claims of a test as syntax, and what they can name. Out: `Claim`s, or findings: names and
types as in every expression, texts that nothing can be, E240 for a claim that reads nothing of the
run or does not depend on it, E241 for claims that no run can keep both.
"""

from collections.abc import Iterator, Sequence

from engine.diagnostics import Findings
from engine.graph.damage import quantity
from engine.graph.expressions import Wanted, check_expression
from engine.graph.fragments import NoFacts, Reads
from engine.graph.testing.claims_conflicts import check_conflicts
from engine.graph.testing.claims_lists import check_labels, list_items, steps_of
from engine.graph.testing.claims_reading import ROW, ClaimReading
from engine.graph.testing.claims_sense import check_sense
from engine.graph.testing.claims_texts import check_texts
from engine.graph.testing.model import Claim, Lead
from engine.graph.testing.vocabulary import ClaimScope
from engine.syntax import nodes
from engine.values import Duration, Type

EVENT = "at"
"""The word that leads what happens to a run, which is no claim."""
CALENDAR = "calendar"
"""What is named by a bare name inside of functions."""
LEADS = {lead.value: lead for lead in Lead}


def compile_claims(
    entries: Sequence[nodes.Claim], scope: ClaimScope, findings: Findings
) -> tuple[Claim, ...]:
    """The claims of a test in order, without those that are in error. Events are passed over."""
    found = tuple(_compiled(entries, scope, findings))
    check_conflicts(found, findings)
    return found


def _compiled(
    entries: Sequence[nodes.Claim], scope: ClaimScope, findings: Findings
) -> Iterator[Claim]:
    for entry in entries:
        if entry.leads[0] != EVENT:
            claim = _claim(entry, scope, findings)
            if claim is not None:
                yield claim


def _claim(entry: nodes.Claim, scope: ClaimScope, findings: Findings) -> Claim | None:
    before = len(findings.found)
    bound_us = _bound(entry, findings)
    reading = ClaimReading(scope, {id(item) for item in list_items(entry.value)})
    known = scope.vocabulary
    reads = Reads(
        parameters=known.parameters, names={CALENDAR: known.calendars}, broken=known.broken,
        held=known.held, observed=reading, amounts=known.amounts,
    )  # fmt: skip
    wanted = Wanted(what="a claim", type=Type.FLAG)
    checked = check_expression(entry.value, wanted, reads, NoFacts(), findings)
    check_labels(entry.value, scope, findings)
    check_texts(entry.value, scope, findings)
    if checked.type is not None and not all(leaf.observation == ROW for leaf in reading.leaves):
        check_sense(entry.value, findings)
    if reading.damaged or checked.type is None or len(findings.found) > before:
        return None
    if not reading.leaves and known.unsure:
        return None  # what it reads could not be looked up
    if all(leaf.observation == ROW for leaf in reading.leaves):
        what = "nothing but its row" if reading.leaves else "nothing of the run"
        cure = "claim something that happened, for example `path == [first, last]`"
        findings.error("E240", entry.value.span, f"this claim reads {what}", cure)
        return None
    return Claim(
        lead=LEADS[entry.leads[0]],
        bound_us=bound_us,
        compiled=checked.compiled,
        leaves=tuple(reading.leaves),
        span=entry.span,
        steps=steps_of(entry.value),
    )


def _bound(entry: nodes.Claim, findings: Findings) -> int | None:
    if not isinstance(entry.bound, nodes.Quantity):
        return None
    found = quantity(entry.bound)
    if isinstance(found, Duration):
        return int(found)
    word = " ".join(entry.leads)
    if entry.bound.text.startswith("-"):
        message = "the end of the time is before the run's start"
        findings.error("E232", entry.bound.span, message, f"write `{word} 1m expect …`")
    elif found is not None:
        message = f"`{entry.bound.text}` is no length of time"
        findings.error("E220", entry.bound.span, message, f"write for example `{word} 30s`")
    return None

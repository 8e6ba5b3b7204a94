"""Texts that something in a claim can never be: `port(invite) == "okk"` (E211).

In: the expression of a claim, and what it can name. Out: findings for texts beside a port, the
symbol of a fault, a queue or a place that no run shows there. Where not all is known nothing is
said.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations

from engine.diagnostics import Findings, did_you_mean, listed
from engine.faults import BY_SYMBOL
from engine.graph.testing.claims_parts import (
    Side,
    bare,
    comparisons,
    number_of,
    parts,
    whose,
)
from engine.graph.testing.vocabulary import PLACES, ClaimScope
from engine.observations import OBSERVATIONS
from engine.syntax.nodes import Call, Expression, ListOf, Name, Path, Text

EQUALITIES, MEMBERSHIPS = ("==", "!="), ("in", "not in")
LISTS = ("in_order", "in_any_order")
FAULTS_CURE = "`routewright explain faults` lists them"


@dataclass(frozen=True, slots=True)
class _Known:
    """All that something can be; `who` has it, as `what`."""

    texts: Collection[str]
    what: str
    who: str = ""

    def has(self, text: str) -> bool:
        """Whether it can be this; a fault without a symbol of its own has its number instead."""
        return text in self.texts or (self.what == "fault" and text.isdecimal())

    def tell(self, text: str, place: Expression, findings: Findings) -> None:
        """E211 for a text that it never is."""
        having = f"`{self.who}` has no {self.what}" if self.who else f"there is no {self.what}"
        cure = did_you_mean(text, self.texts)
        if cure is None and self.what == "fault":
            cure = FAULTS_CURE
        shown = [each for each in self.texts if each]
        verb = "it has" if self.who else "there is" if len(shown) == 1 else "there are"
        cure = cure or (f"{verb} {listed(shown)}" if shown else "it is left by none")
        findings.error("E211", place.span, f"{having} `{text}`", cure)


def check_texts(node: Expression, scope: ClaimScope, findings: Findings) -> None:
    """E211 for each text that what it is compared with can never be."""
    for each in comparisons(node):
        if each.operator in EQUALITIES:
            for one, other in each.both_ways():
                _check_pair(one, other, scope, findings)
        elif each.operator in MEMBERSHIPS:
            for item in _items(each.right):
                _check_pair(each.left, Side(item.span, (item,)), scope, findings)
            if _is_ports(each.right) is not None:
                _check_ports(each.right, each.left.options, scope, findings)
    for one, other in _listed(node):
        _check_ports(one, _items(other), scope, findings)


def _listed(node: Expression) -> Iterator[tuple[Side, Side]]:
    """The lists that functions compare, each with the other one."""
    for part in parts(node):
        if isinstance(part, Call) and part.function.text in LISTS:
            sides = [Side(each.value.span, (bare(each.value),)) for each in part.arguments]
            yield from permutations(sides, 2)


def _check_pair(one: Side, other: Side, scope: ClaimScope, findings: Findings) -> None:
    """What one side can be, beside the texts of the other; a default of its own may be anything."""
    if not one.options:
        return
    _check_ports(one, _items(other), scope, findings)
    known = _known(one.options[0], scope)
    if known is None:
        return
    own = {_text(option, scope) for option in one.options[1:]}
    for option in other.options:
        text = _text(option, scope)
        if text is not None and text not in own and not known.has(text):
            known.tell(text, option, findings)


def _items(side: Side) -> list[Expression]:
    """The members of a side that is a list."""
    found = side.options[0] if len(side.options) == 1 else None
    return [bare(item.value) for item in found.items] if isinstance(found, ListOf) else []


def _text(node: Expression, scope: ClaimScope) -> str | None:
    """The text that is written, or that a bare word stands for."""
    if isinstance(node, Text):
        return node.text
    if not isinstance(node, Name):
        return None
    known, word = scope.vocabulary, node.text
    if word in known.parameters:
        value = known.parameters[word]
        return value if isinstance(value, str) else None
    if word in OBSERVATIONS or word in known.broken or scope.has_variable(word, 0):
        return None
    return word if word in known.labels or word in PLACES or word in known.bare else None


# What there is


def _known(node: Expression, scope: ClaimScope) -> _Known | None:
    """All that an observation can be, None if that is not known."""
    if isinstance(node, Call) and node.function.text == "port":
        return _ports_of_call(node, scope)
    if isinstance(node, Path) and node.key.text == "symbol":
        base = node.base
        is_fault = isinstance(base, Path) and base.key.text == "fault"
        return _Known(tuple(BY_SYMBOL), "fault") if is_fault else None
    found = whose(node)
    if found is None or scope.has_variable(found[1].text, found[0]):
        return None
    vocabulary = scope.vocabulary
    match found[1].text:
        case "place":
            return _Known(PLACES, "place")
        case "returned_fault":
            return _Known(tuple(BY_SYMBOL), "fault")
        case "workbin" if not vocabulary.held:
            return _Known(("", *vocabulary.workbins, *vocabulary.broken), "workbin")
        case "queue" if not vocabulary.held:
            return _Known(("", *vocabulary.queues, *vocabulary.broken), "queue")
        case _:
            return None


def _ports_of_call(node: Call, scope: ClaimScope) -> _Known | None:
    label = next(
        (
            argument.value
            for argument in node.arguments
            if argument.name is None or argument.name.text == "label"
        ),
        None,
    )
    of = number_of(node, 1, "of")
    if not isinstance(label, Name | Text):
        return None
    ports = scope.ports(label.text, of or 0)
    return None if ports is None else _Known(ports, "port", label.text)


def _is_ports(side: Side) -> int | None:
    """The interaction whose ports a side is, None if it is something else."""
    found = whose(side.options[0]) if side.options else None
    return found[0] if found is not None and found[1].text == "ports" else None


def _check_ports(
    side: Side, members: Collection[Expression], scope: ClaimScope, findings: Findings
) -> None:
    """The members of a list beside `ports`: each is a `label.port`."""
    of = _is_ports(side)
    if of is None:
        return
    for member in members:
        if isinstance(member, Text):
            for known, text in _wrong_port(member.text, of, scope):
                known.tell(text, member, findings)


def _wrong_port(text: str, of: int, scope: ClaimScope) -> Iterator[tuple[_Known, str]]:
    label, _, port = text.partition(".")
    if scope.vocabulary.unsure:
        return
    labels = scope.labels(of)
    if label not in labels:
        yield _Known(labels, "block"), label
        return
    ports = scope.ports(label, of)
    if ports is not None and port not in ports:
        yield _Known(ports, "port", label), port

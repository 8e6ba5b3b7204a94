"""Claims that contradict one another (E241): no run can keep both.

In: the compiled claims of a test. Out: findings. Only what is certain is said: the same expression
is to hold and not to hold, or one thing is to equal two different constants.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.diagnostics import Findings, Note
from engine.graph.model import Instruction
from engine.graph.testing.model import FIRST_LEAF, Claim, Lead
from engine.observations import OBSERVATIONS
from engine.ops import Code
from engine.values import Duration, Pool, Value

COMPARED = 100
"""Claims of one expression that another one is compared with at most."""
NEGATED = {
    Code.UNEQUAL: Code.EQUAL,
    Code.GREATER_EQUAL: Code.LESS,
    Code.LESS_EQUAL: Code.GREATER,
    Code.NOT_IN: Code.IN,
}
"""Codes that say the opposite of another."""
PLAIN = frozenset({Code.READ, Code.NEEDED, Code.OF_TYPE})
"""Codes of a side that just reads one thing."""

Step: TypeAlias = tuple[Code, object]
"""An instruction with what its leaf reads in place of the leaf's number."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A claim in a form in which equal meanings are equal.

    `body` is true if `holds`, else not. `left` and `constant` are the two sides of an equality with
    a constant. `timed` says that time alone can change what is read.
    """

    claim: Claim
    body: tuple[Step, ...]
    holds: bool
    left: tuple[Step, ...] | None
    constant: int | None
    timed: bool


def check_conflicts(claims: Sequence[Claim], findings: Findings) -> None:
    """E241 for each claim that contradicts one before it; both places are named."""
    pool = Pool()
    groups: dict[tuple[Step, ...], list[_Form]] = {}
    for claim in claims:
        form = _form(claim, pool)
        group = groups.setdefault(form.left or form.body, [])
        other = next((other for other in group if _conflict(other, form)), None)
        if other is not None:
            notes = [Note(other.claim.span, "the other one is here")]
            message = "no run can keep this claim and another one of the test"
            cure = "a test tells one story; another story is another test"
            findings.error("E241", claim.span, message, cure, notes)
        elif len(group) < COMPARED:
            group.append(form)


def _conflict(one: _Form, other: _Form) -> bool:
    leads = {one.claim.lead, other.claim.lead}
    exclusive = (one.body == other.body and one.holds is not other.holds) or (
        one.left is not None
        and one.left == other.left
        and one.holds
        and other.holds
        and one.constant != other.constant
    )
    same = one.body == other.body and one.holds is other.holds
    timed = one.timed or other.timed
    if Lead.NEVER in leads:
        rest = leads - {Lead.NEVER}
        return same and bool(rest) and (not timed or rest == {Lead.ALWAYS})
    if not exclusive:
        return False
    if Lead.WITHIN in leads:
        return Lead.ALWAYS in leads and not timed
    # The end of a run, and that of a bound, may be instants without an event.
    return not timed or leads in ({Lead.EXPECT}, {Lead.ALWAYS})


def _form(claim: Claim, pool: Pool) -> _Form:
    body = [_step(instruction, claim, pool) for instruction in claim.compiled.instructions]
    holds = True
    while body[-1][0] is Code.NOT:
        holds = not holds
        body.pop()
    if body[-1][0] in NEGATED:
        holds = not holds
        body[-1] = (NEGATED[body[-1][0]], None)
    left, constant = _equality(body, claim, pool)
    return _Form(
        claim=claim,
        body=tuple(body),
        holds=holds,
        left=left,
        constant=constant,
        timed=any(OBSERVATIONS[leaf.observation].changed_by is None for leaf in claim.leaves),
    )


def _step(instruction: Instruction, claim: Claim, pool: Pool) -> Step:
    code, argument = instruction.code, instruction.argument
    if code is Code.READ and isinstance(argument, int):
        leaf = claim.leaves[argument - FIRST_LEAF]
        return code, (leaf.observation, leaf.of, leaf.arguments, leaf.keys)
    if code is Code.CONST:
        return code, pool.encode(argument)  # type: ignore[arg-type]
    return code, argument


def _equality(
    body: list[Step], claim: Claim, pool: Pool
) -> tuple[tuple[Step, ...] | None, int | None]:
    """The side of an equality that is read, and the integer of the side that is constant."""
    if body[-1][0] is not Code.EQUAL:
        return None, None
    codes = claim.compiled.instructions[: len(body) - 1]
    for at in range(len(codes)):
        value = _constant(codes[at:])
        if value is not None:
            return tuple(body[:at]), pool.encode(value)
    for at in range(1, len(codes)):
        # Before what is read there may be a part of the same side: `2 * x == 10`.
        value = _constant(codes[:at])
        if value is not None and all(step[0] in PLAIN for step in body[at:-1]):
            return tuple(body[at:-1]), pool.encode(value)
    return None, None


def _constant(codes: Iterable[Instruction]) -> Value | None:
    """The one value that constant codes give; None if they read something, or give several."""
    stack: list[Value] = []
    for instruction in codes:
        match instruction.code, instruction.argument:
            case Code.CONST, value:
                stack.append(value)  # type: ignore[arg-type]
            case Code.LIST, int(count) if count <= len(stack):
                first = len(stack) - count
                stack[first:] = [tuple(stack[first:])]
            case Code.NEGATE, _ if stack and type(stack[-1]) in (int, Duration):
                stack[-1] = type(stack[-1])(-stack[-1])  # type: ignore[operator,arg-type]
            case _:
                return None
    return stack[0] if len(stack) == 1 else None

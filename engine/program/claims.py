"""Claims -> codes: the claims of a test in the flat form that the core evaluates.

In: the compiled claims of a case. Out: `ClaimCodes`, verified, with a pool of their own: that of a
run's log must not know what was claimed of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.graph.model import Compiled, Instruction
from engine.graph.testing.model import FIRST_LEAF, Claim, Leaf
from engine.ops import Code
from engine.program.expressions import Expressions
from engine.program.logic import LOGIC, split
from engine.program.model import ClaimCodes
from engine.program.verify import Readable, verify_codes


def lower_claims(claims: Sequence[Claim]) -> ClaimCodes:
    """The codes of claims. What several of them read is one leaf."""
    expressions = Expressions()
    numbers: dict[tuple[object, ...], int] = {}
    leaves: list[Leaf] = []
    read: list[tuple[int, ...]] = []
    lowered: list[tuple[int, ...]] = []
    for claim in claims:
        own: list[int] = []
        for leaf in claim.leaves:
            number = numbers.setdefault(_identity(leaf), len(leaves))
            if number == len(leaves):
                leaves.append(leaf)
            own.append(number)
        read.append(tuple(own))
        lowered.append(_joined(_renumbered(claim.compiled, own), expressions))
    codes = ClaimCodes(
        codes=expressions.codes,
        code_starts=expressions.starts,
        constants=expressions.pool,
        claims=tuple(lowered),
        leaves=tuple(leaves),
        read=tuple(read),
    )
    verify_codes(codes, Readable(leaves=len(leaves)))
    return codes


def _joined(compiled: Compiled, expressions: Expressions) -> tuple[int, ...]:
    """The atoms of a claim as expressions, in postfix order with what joins them."""
    if all(instruction.code not in LOGIC for instruction in compiled.instructions):
        return (expressions.compiled(compiled, {}),)
    atoms, joined = split(compiled.instructions)
    found = [expressions.compiled(replace(compiled, instructions=atom), {}) for atom in atoms]
    return tuple(found[item] if item >= 0 else item for item in joined)


def _identity(leaf: Leaf) -> tuple[object, ...]:
    """What makes two leaves one; authors may write it in several ways."""
    return leaf.observation, leaf.of, leaf.arguments, leaf.keys


def _renumbered(compiled: Compiled, numbers: Sequence[int]) -> Compiled:
    """An expression whose leaves are numbered over all claims."""
    if all(number == own for own, number in enumerate(numbers)):
        return compiled
    return replace(
        compiled,
        instructions=tuple(
            Instruction(Code.READ, FIRST_LEAF + numbers[instruction.argument - FIRST_LEAF])
            if instruction.code is Code.READ and isinstance(instruction.argument, int)
            else instruction
            for instruction in compiled.instructions
        ),
    )

"""Claims in flat form: what they share, and what is refused."""

from array import array
from dataclasses import replace

import pytest

from engine.graph.model import Compiled, Instruction
from engine.graph.testing.model import FIRST_LEAF, Claim, Lead, Leaf
from engine.ops import CODE_WIDTH, Code, Reading
from engine.program.claims import lower_claims
from engine.program.verify import BadProgram, Readable, verify_codes
from engine.source import Source, Span
from engine.values import Type

SPAN = Span(Source("a.strat", "claim"), 0, 5)
PATH = Leaf(text="path", observation="path")
FIRST_CHAT = Leaf(text="chat.path", observation="path", of=1)
SAME_CHAT = Leaf(text="chat(1).path", observation="path", of=1)


def claim(*codes: tuple[Code, object], leaves: tuple[Leaf, ...]) -> Claim:
    """A claim of this code."""
    compiled = Compiled(tuple(Instruction(*code) for code in codes), Type.FLAG)
    return Claim(lead=Lead.EXPECT, bound_us=None, compiled=compiled, leaves=leaves, span=SPAN)


def equal(text: str, leaf: Leaf) -> Claim:
    """A claim that a leaf is a text."""
    return claim((Code.READ, FIRST_LEAF), (Code.CONST, text), (Code.EQUAL, None), leaves=(leaf,))


def test_what_several_claims_read_is_one_leaf_however_it_is_written() -> None:
    codes = lower_claims([equal("a", FIRST_CHAT), equal("b", PATH), equal("c", SAME_CHAT)])

    assert codes.leaves == (FIRST_CHAT, PATH)
    assert codes.read == ((0,), (1,), (0,))
    read = codes.codes[:: 4 * CODE_WIDTH], codes.codes[1 :: 4 * CODE_WIDTH]
    assert list(zip(*read, strict=True)) == [
        (Code.READ, FIRST_LEAF), (Code.READ, FIRST_LEAF + 1), (Code.READ, FIRST_LEAF),
    ]  # fmt: skip


def test_equal_claims_are_one_expression_and_equal_texts_one_constant() -> None:
    codes = lower_claims([equal("a", PATH), equal("a", FIRST_CHAT), equal("a", PATH)])

    assert codes.claims == ((0,), (1,), (0,))
    assert codes.constants.items == ["a"]


def test_no_claims_are_no_codes() -> None:
    codes = lower_claims([])

    assert (codes.claims, codes.leaves, len(codes.codes)) == ((), (), 0)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ((Code.READ, FIRST_LEAF + 1), "a name to read is not there"),
        ((Code.READ, int(Reading.NOW)), "a name to read is not there"),
        ((Code.SLOT, 0), "a variable has no slot"),
        ((Code.ANSWER, 0), "a block is not there"),
        ((Code.DATA, 0), "there is no attached data"),
        ((Code.NOT, 0), "a stack runs empty"),
    ],
)
def test_a_claim_reads_nothing_but_its_leaves(code: tuple[Code, int], message: str) -> None:
    good = lower_claims([equal("a", PATH)])
    bad = replace(good, codes=array("q", (int(code[0]), code[1], int(Code.END), 0)))

    with pytest.raises(BadProgram, match=message):
        verify_codes(bad, Readable(leaves=1))

"""Adding a block kind is one class: reading, page and lowering come with it."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.kind import BlockKind, Lowering, PortForm
from engine.diagnostics import Findings
from engine.ops import Op
from engine.shelf.kind import Constant, Operand
from engine.shelf.page import page
from engine.values import Type
from tests.blocks.recording import Recorder
from tests.shelf.reading import read_as, shown


class Greet(BlockKind):
    """Says hello.

    Example:
        strategy s { a: greet("you") -> b   b: exit }

    Genesys:
        There is none.
    """

    word: ClassVar[str] = "greet"

    whom: Annotated[str, Constant(Type.TEXT), Operand()] = Field(
        min_length=1, description="who is greeted"
    )

    def lower(self, out: Lowering) -> None:
        """A `LOG`."""
        out.emit(Op.LOG, out.constant(f"hello {self.whom}"))
        out.emit(Op.LEAVE, out.port(PortForm.OK))


def test_a_new_kind_is_read() -> None:
    findings = Findings()

    greet = read_as(Greet, 'a: greet("you") { note = "n" } -> b', findings)

    assert shown(findings) == []
    assert greet is not None
    assert (greet.whom, greet.note) == ("you", "n")


def test_a_new_kind_has_mistakes_like_every_other() -> None:
    findings = Findings()

    greet = read_as(Greet, 'a: greet("") -> b', findings)

    assert greet is None
    assert shown(findings) == ['E232 [""] `greet` must not be empty']


def test_a_new_kind_is_lowered() -> None:
    out = Recorder()
    greet = read_as(Greet, 'a: greet("you") -> b', Findings())
    assert greet is not None

    greet.lower(out)

    assert [op for op, *_ in out.ops] == [Op.LOG, Op.LEAVE]
    assert out.named == ['constant "hello you"', "port ok"]


def test_a_new_kind_has_a_page() -> None:
    shown = page(Greet)

    assert shown.section("") == "Says hello."
    assert shown.section("Form") == "block: greet(whom) { … } -> next"
    assert shown.section("Ports") == "-> block: it is done"
    assert shown.rows[0] == ("whom", 'a text, for example `"text"`; required', "who is greeted")

"""A new block kind is one file and one line in its list: this file adds `raise_to` and uses it."""

from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from engine.blocks import KINDS
from engine.blocks.kind import Assigns, BlockKind, Effect, Lowering, PortForm
from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.log.events import Event
from engine.ops import Op
from engine.shelf.kind import Expr, Operand
from engine.shelf.page import page
from engine.source import Source
from engine.syntax.nodes import Expression, Name
from engine.values import Type
from tests.helpers.runs import check_text, codes, run_text


class RaiseTo(BlockKind):
    """Sets the variable `level` to a number.

    Example:
        strategy s (voice) {
          var level = 0
          up: raise_to(3) -> bye
          bye: exit
        }

    Genesys:
        None; it shows how a kind is added.
    """

    word: ClassVar[str] = "raise_to"

    level: Annotated[Expression, Expr(Type.INTEGER), Operand()] = Field(description="the number")

    def effects(self) -> tuple[Effect, ...]:
        """The variable gets the value."""
        return (Assigns(Name("level", self.span), self.level),)

    def lower(self, out: Lowering) -> None:
        """A `SET`."""
        out.emit(Op.SET, out.slot("level"), out.code(self.level), out.value("level"))
        out.emit(Op.LEAVE, out.port(PortForm.OK))


TEXT = """strategy s (voice) {
  var level = 0
  up: raise_to(level + 3) -> bye
  bye: exit
}
"""


@pytest.fixture(autouse=True)
def _one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS.listed, "raise_to", f"{__name__}:RaiseTo")


def test_a_new_kind_is_parsed_and_formatted_by_the_unchanged_grammar() -> None:
    findings = Findings()
    tree = parse(Source("a.strat", TEXT), findings)

    assert parse(Source("a.strat", print_file(tree)), findings) == tree
    assert list(findings) == []


def test_a_new_kind_is_checked() -> None:
    assert codes(check_text(TEXT)) == []
    assert codes(check_text(TEXT.replace("level + 3", '"high"'))) == ["E220"]
    assert codes(check_text(TEXT.replace("raise_to(level + 3)", "raise_to"))) == ["E230"]


def test_a_new_kind_runs() -> None:
    story = run_text(TEXT)

    assert [story.log.value(row.b) for row in story.rows(Event.ASSIGNED)] == [3]


def test_a_new_kind_has_a_page() -> None:
    assert "raise_to" in page(RaiseTo).title

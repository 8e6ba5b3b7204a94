"""What holds for every kind on both shelves."""

import re
from pathlib import Path

import pytest
from annotated_types import Ge, Gt

import engine.blocks
import engine.world
from engine.blocks import KINDS
from engine.diagnostics import Findings
from engine.dsl.imports import read_project
from engine.graph.build import build
from engine.shelf.kind import Constant, Expr, Kind
from engine.shelf.page import page
from engine.shelf.shape import shape_of
from engine.syntax import nodes
from engine.values import Type
from engine.world import DECLARATIONS
from tests.shelf.reading import shown

EVERY_KIND: list[type[Kind]] = [*KINDS.values(), *DECLARATIONS.values()]
SHELVES: list[tuple[str, list[type[Kind]]]] = [
    (str(engine.blocks.__file__), list(KINDS.values())),
    (str(engine.world.__file__), list(DECLARATIONS.values())),
]


@pytest.mark.parametrize(("shelf", "listed"), SHELVES)
def test_every_file_of_a_shelf_is_listed(shelf: str, listed: list[type[Kind]]) -> None:
    files = {path.stem for path in Path(shelf).parent.glob("kinds/*.py")} - {"__init__"}

    assert files == {kind.__module__.rsplit(".", 1)[1] for kind in listed}


@pytest.mark.parametrize(("shelf", "listed"), SHELVES)
def test_a_file_is_named_after_the_word_of_its_kind(shelf: str, listed: list[type[Kind]]) -> None:
    files = [kind.__module__.rsplit(".", 1)[1].rstrip("_") for kind in listed]

    assert files == [kind.word for kind in listed]


def test_kinds_are_listed_by_their_words() -> None:
    assert [kind.word for kind in KINDS.values()] == list(KINDS)
    assert [kind.word for kind in DECLARATIONS.values()] == list(DECLARATIONS)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_has_a_page_with_an_example_and_its_counterpart(kind: type[Kind]) -> None:
    shown = page(kind)

    assert shown.title == kind.word
    assert shown.section("").split("\n")[0].endswith(".")
    for heading in ("Form", "Example", "Genesys"):
        assert shown.section(heading), heading


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_field_says_what_it_means(kind: type[Kind]) -> None:
    assert [part.word for part in shape_of(kind).parts if not part.description] == []


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_b49_no_duration_may_be_negative(kind: type[Kind]) -> None:
    """E301 in the catalogue, a number that is taken for options of the command line: E232."""
    for part in shape_of(kind).parts:
        match part.marker:
            case Expr(type=Type.DURATION, least=least):
                assert least == 0, part.word
            case Constant(type=Type.DURATION, words=words):
                # The time-out of a call is judged with its word `never`: its corpus file shows it.
                bounds = kind.model_fields[part.attribute].metadata
                lowest: list[object] = [each.ge for each in bounds if isinstance(each, Ge)]
                lowest += [each.gt for each in bounds if isinstance(each, Gt)]
                sound = [each for each in lowest if isinstance(each, int) and each >= 0]
                assert words or sound, part.word
            case _:
                pass


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_example_shows_its_kind_and_has_no_mistake(kind: type[Kind], tmp_path: Path) -> None:
    example = page(kind).section("Example")
    (tmp_path / "example.strat").write_text(example, encoding="utf-8")
    findings = Findings()

    files = read_project(tmp_path, findings)
    process = build(files, name="example", environment=None, findings=findings)

    assert shown(findings) == []
    assert process is not None
    assert re.search(rf"\b{kind.word}\b", example)


def test_no_word_is_known_twice_on_a_shelf() -> None:
    assert not DECLARATIONS.keys() & engine.world.LATER.keys()


@pytest.mark.parametrize(("shelf", "listed"), SHELVES)
def test_only_the_file_of_a_kind_names_its_class(shelf: str, listed: list[type[Kind]]) -> None:
    for kind in listed:
        text = Path(shelf).read_text(encoding="utf-8")

        assert len(re.findall(rf":{kind.__name__}\b", text)) == 1


def test_a_kind_that_passes_entries_over_leaves_them_to_the_graph() -> None:
    of_blocks = {kind.keeps for kind in KINDS.values()}
    declared = {kind.word: kind.keeps for kind in DECLARATIONS.values() if kind.keeps}

    assert of_blocks == {(nodes.Port,)}
    assert declared == {
        "strategy": (nodes.Port, nodes.Block), "subroutine": (nodes.Port, nodes.Block),
        "goal": (nodes.Claim,), "test": (nodes.Claim,), "given": (nodes.Field,),
    }  # fmt: skip


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_tables_of_a_kind_are_made_once(kind: type[Kind]) -> None:
    assert shape_of(kind) is shape_of(kind)

"""`routewright explain`."""

import json

import pytest

from engine.faults import FAULTS
from engine.graph.reading import READINGS
from engine.report.catalogue import chapters
from tests.cli.command import routewright

WORDS = sorted({words[0] for chapter in chapters() for words, _ in chapter.pages})


@pytest.mark.parametrize("word", WORDS)
def test_everything_has_a_page_that_fits(word: str) -> None:
    result = routewright("explain", word)

    assert result.exit_code == 0
    assert result.stdout.strip()


def test_without_a_word_all_words_are_listed() -> None:
    result = routewright("explain")

    assert result.exit_code == 0
    listed = result.stdout.split()
    assert [word for word in WORDS if word not in listed] == []
    assert max(len(line) for line in result.stdout.split("\n")) <= 80


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("assign", "block assign"),
        ("queue", "declaration queue"),
        ("QUEUE", "block queue"),
        ("e164", "function e164("),
        ("InviteToChat", "ESP method ChatService.InviteToChat"),
        ("chatservice.invitetochat", "ESP method ChatService.InviteToChat"),
        ("204", "fault unknown_channel, number 204 [inferred]"),
        ("unknown_channel", "fault unknown_channel"),
        ("e211", "E211: a name stands for something declared"),
        ("agent", "declaration agent"),
        ("livelock", "topic livelock"),
        ("lost_removed", "topic lost"),
        ("abandoned", "topic abandoned"),
        ("arrivals", "declaration arrivals"),
        ("property", "property"),
        ("undecided", "topic verdicts"),
        ("compare", "topic comparisons"),
        ("fault_costs", "topic comparisons"),
        ("query", "topic results"),
        ("delayed", "topic figures"),
    ],
)
def test_a_word_is_found_by_any_of_its_names(word: str, title: str) -> None:
    result = routewright("explain", word)

    assert any(line.startswith(title) for line in result.stdout.splitlines())


def test_a_word_that_is_not_there_offers_the_nearest() -> None:
    result = routewright("explain", "unknown_chanel")

    assert result.exit_code == 2
    assert "did you mean `unknown_channel`" in result.stderr


def test_json_has_the_pages_and_the_list() -> None:
    page = json.loads(routewright("explain", "queue", "--format", "json").stdout)
    index = json.loads(routewright("explain", "--format", "json").stdout)

    titles = [each["title"] for each in page["pages"]]
    assert titles == ["block queue", "declaration queue", "name queue", "observation queue"]
    assert index["chapters"][0]["title"] == "blocks"
    assert "assign" in index["chapters"][0]["words"]


def test_an_example_of_a_function_is_shown_as_an_author_writes_it() -> None:
    shown = routewright("explain", "e164").stdout

    assert ">>>" not in shown
    assert '= "+14155552671"' in shown


@pytest.mark.parametrize("word", ["fault", "faults"])
def test_all_faults_stand_in_one_table(word: str) -> None:
    shown = routewright("explain", word).stdout

    for fault in FAULTS:
        assert f"{fault.symbol} " in shown
        assert str(fault.number) in shown
    assert "[inferred]" in shown


def test_every_name_that_can_be_read_has_its_type_and_meaning() -> None:
    table = routewright("explain", "names").stdout

    for name, (_, kind) in READINGS.items():
        assert f"  {name} " in table
        shown = routewright("explain", name).stdout
        assert f"name {name}" in shown
        assert str(kind) in shown


@pytest.mark.parametrize("word", ["udata", "answer", "on", "start", "import"])
def test_a_word_of_the_language_is_explained_with_its_form(word: str) -> None:
    shown = routewright("explain", word).stdout

    assert f"word {word}\n" in shown
    assert "Form\n" in shown

"""Pages of `explain`: what is wrapped, and what keeps its lines."""

import pytest

from engine.report.catalogue import Chapter, chapters, find
from engine.report.styled import line_width, plain
from engine.report.to_page import to_index, to_page
from engine.shelf.page import Page

PAGE = Page(
    title="block nap",
    sections=(
        ("", "Sleeps for a while.\n\nNobody is served meanwhile, which is the point of it all."),
        ("Example", "a: nap(5s) {\n\n  deep = true\n} -> b"),
        ("Genesys", "None."),
    ),
    rows=(("length", "a duration; required", "how long"),),
)


def test_a_page_wraps_paragraphs_and_keeps_the_lines_of_examples() -> None:
    lines = [plain(line) for line in to_page(PAGE, columns=30)]

    assert lines == [
        "block nap",
        "",
        "Sleeps for a while.",
        "",
        "Nobody is served meanwhile,",
        "which is the point of it all.",
        "",
        "  length  how long (a",
        "          duration; required)",
        "",
        "Example",
        "  a: nap(5s) {",
        "",
        "    deep = true",
        "  } -> b",
        "",
        "Genesys",
        "  None.",
    ]


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_of_a_page_is_wider_than_the_terminal_but_verbatim_ones(columns: int) -> None:
    verbatim = ("Example", "Form")
    for chapter in chapters():
        for _, page in chapter.pages:
            kept = {
                f"  {line}".rstrip()
                for heading, text in page.sections
                if heading in verbatim
                for line in text.split("\n")
            }
            for line in to_page(page, columns=columns):
                shown = plain(line).rstrip()
                assert shown in kept or line_width(line) <= columns or " " not in shown.strip()


def test_a_word_finds_all_its_pages_whatever_its_case() -> None:
    shelves = (
        Chapter("naps", ((("Nap", "7"), PAGE),)),
        Chapter("others", ((("nap",), PAGE), (("other",), PAGE))),
    )

    assert len(find("NAP", shelves)) == 2
    assert len(find("7", shelves)) == 1
    assert find("na", shelves) == []


def test_the_index_names_every_page_under_its_chapter() -> None:
    shelves = (Chapter("naps", ((("nap", "7"), PAGE),)), Chapter("none", ()))

    assert [plain(line) for line in to_index(shelves, columns=40)] == [
        "naps",
        "  nap",
        "",
        "`routewright explain WORD` shows a page",
    ]

"""`routewright explain`: the page of a kind, function, ESP method, fault or diagnostic code."""

from collections.abc import Iterator

import click

from engine.cli.options import Screen, completing, screen_options
from engine.diagnostics import did_you_mean
from engine.report.styled import EMPTY


def _words() -> Iterator[str]:
    from engine.report.catalogue import chapters

    return (words[0] for chapter in chapters() for words, _ in chapter.pages)


@click.command(name="explain")
@click.argument("word", required=False, shell_complete=completing(_words))
@screen_options()
def command(screen: Screen, word: str | None) -> None:
    """Explain WORD: a kind, function, ESP method, fault or code.

    Without WORD, list all there is to explain. A fault goes by its symbol or its number.
    """
    from engine.report.catalogue import chapters, find
    from engine.report.to_json import index_document, pages_document
    from engine.report.to_page import to_index, to_page

    shelves = chapters()
    if word is None:
        if screen.json:
            screen.document(index_document(shelves))
        else:
            screen.show(to_index(shelves, columns=screen.columns))
        return
    pages = find(word, shelves)
    if not pages:
        cure = did_you_mean(word, _words()) or "`routewright explain` lists what there is"
        message = f"there is no page for `{word}`; {cure}"
        raise click.UsageError(message)
    if screen.json:
        screen.document(pages_document(pages))
        return
    for number, page in enumerate(pages):
        screen.show([*([EMPTY] if number else []), *to_page(page, columns=screen.columns)])

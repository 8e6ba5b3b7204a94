"""Pages for what is neither a kind nor a function: the read-only names, and words of the language.

In: the table of names of `engine.graph.reading`. Out: pages by the words that authors write.
"""

from collections.abc import Iterator

from engine.graph.reading import READINGS
from engine.ops import Reading
from engine.shelf.page import Page

MEANINGS: dict[Reading, str] = {
    Reading.ANI: "the caller's number; empty if nothing brings one",
    Reading.DNIS: "the number that was called; empty if nothing brings one",
    Reading.ID: 'the interaction\'s id, for example `"voice-1"`',
    Reading.MEDIA: 'the interaction\'s media, for example `"voice"` or `"whatsappsession"`',
    Reading.AGE: "how long ago the interaction was created",
    Reading.TIME_IN_QUEUE: "how long ago the interaction was last placed in a queue",
    Reading.IS_ONLINE: "whether the interaction's chat session is open",
    Reading.SESSION_KNOWN: "whether Chat Server knows the interaction's session",
    Reading.QUEUE: "the name of the queue that the interaction is in, or came from",
    Reading.NOW: "the simulated time of the run",
    Reading.PRIORITY: "the interaction's priority",
}

WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "udata": (
        "Attached data, read key by key. A key that may be missing needs a default after `??`, or "
        "a block that handles the fault `missing_data`.",
        ("udata.Key", "udata.Key ?? default"),
    ),
    "answer": (
        "What an ESP call has answered. It can be read where every path has passed the block's "
        "`ok`; after its `fault` or `timeout` port there is `fault` in its place.",
        ("block.answer.Key", "block.fault.code", "block.fault.symbol", "block.fault.text"),
    ),
    "start": (
        "The block that a strategy begins with; the first one if it is left out.",
        ("start -> block",),
    ),
    "on": (
        "Where a strategy goes if a block fails, or has no answer in time, and does not say itself "
        "where to; and where it goes if the customer leaves.",
        ("on fault -> block", "on timeout -> block", "on abandoned -> block"),
    ),
    "import": (
        "Takes in a file of the project's folder; each file is taken in once.",
        ('import "parts/servers.strat"',),
    ),
}
"""The words that no kind explains: the meaning, and the forms."""


def name_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """The table of all read-only names, then a page for each."""
    rows = tuple((name, str(kind), MEANINGS[reading]) for name, (reading, kind) in READINGS.items())
    text = "Names that can be read everywhere and are never set."
    yield ("names",), Page(title="read-only names", sections=(("", text),), rows=rows)
    for name, kind, meaning in rows:
        sentence = f"{meaning[0].upper()}{meaning[1:]}."
        yield (name,), Page(title=f"name {name}", sections=(("", sentence), ("Type", kind)))


def word_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for each word."""
    for word, (text, forms) in WORDS.items():
        yield (word,), Page(title=f"word {word}", sections=(("", text), ("Form", "\n".join(forms))))

"""Pages for what is neither a kind nor a function: names, words, and the language of tests.

In: the tables of names, of what happens and of what claims can read. Out: pages by the words that
authors write.
"""

from collections.abc import Iterator

from engine.graph.reading import READINGS
from engine.graph.testing.stubs import WAYS
from engine.observations import OBSERVATIONS, Observation
from engine.ops import Family, Reading
from engine.scenario import ACTS
from engine.scenario.happenings import ActPage
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
    Reading.RECEIVED_AT: "when the interaction was created",
    Reading.PLACED_IN_QUEUE_AT: "when the interaction was last placed in a queue; missing if it "
    "never was",
    Reading.MOVED_TO_QUEUE_AT: "when the interaction first came into the queue that it is in, or "
    "came from: leaving it and coming back changes nothing; missing if it never was in one",
    Reading.ABANDONED_AT: "when the interaction's session ended, or its caller hung up; missing "
    "before that",
    Reading.INTERACTION_TYPE: 'the InteractionType, for example `"Inbound"`; empty for a call',
    Reading.INTERACTION_SUBTYPE: 'the InteractionSubtype, for example `"InboundNew"`; empty for a '
    "call",
    Reading.SUBMITTED_BY: "the application that submitted the interaction; empty for a call",
    Reading.PARENT_ID: "the id of the interaction that this one was created for; empty if there is "
    "none",
    Reading.EXTERNAL_ID: "the id that the media server has for it: of a chat its session's, which "
    "is the same; empty if there is none",
    Reading.TENANT: "the TenantId; 1, that of the vendor's `Environment`, if nothing says another",
    Reading.SUBMITTED_AT: "when the interaction was submitted to Interaction Server, which is when "
    "it was created [inferred]; missing for a call",
    Reading.SUBMITTED_TO_ROUTER_AT: "when a strategy last got the interaction from its queue; "
    "missing before that, and for a call",
    Reading.DELIVERED_AT: "when an agent first got the interaction; missing before that",
    Reading.HELD_AT: "since when the interaction is on hold; missing if it is not",
    Reading.IS_HELD: "whether the interaction is on hold, so that no view takes it",
    Reading.STATE: "the InteractionState: 0 in a queue, or in a workbin [inferred], 2 with a "
    "strategy, 3 with an agent; 1, cached, does not occur here",
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
    "expect": (
        "Leads a claim of a test. Alone, it has to hold at the end of the test; after `within` it "
        "has to become true by then, or to be true at that instant; after `eventually within` it "
        "has to be true from some instant by then to the end. `always` and `never` speak of all "
        "instants: the run is looked at as it begins, after each thing that happens, and, if the "
        "claim reads the time, wherever time alone can change what it says. A test lasts as long "
        "as its run, and at least to its `horizon`, if it says one, and to the last bound and "
        "event that it names. A condition that reads what is not there, or that cannot be "
        "computed, is neither true nor false but unknown: `true or unknown` is true, `false and "
        "unknown` is false, whatever comes first, and all else with it is unknown. Only what "
        "is true holds, and `never` wants to have known: a condition that was unknown throughout "
        "says nothing, and fails. `chat.place ?? stopped` gives a default.",
        (
            "expect condition",
            "within 1m expect condition",
            "eventually within 1m expect condition",
            "always condition",
            "never condition",
        ),
    ),
    "at": (
        "Leads what happens to a run of a test from outside, with its time from the run's start. "
        "A row of the test's table can say the time.",
        (
            'at 20m customer_writes("hi")',
            'at 20m customer_writes("hi", of: 1)',
            'at row.after customer_writes("hi")',
        ),
    ),
    "digits": (
        "In the `given` of a test, what the caller types at the prompts of a `collect` block, one "
        "second after each: a text for every prompt, or a list for one prompt after the other. An "
        "empty text is a caller who types nothing, and so is what is beyond the list.",
        ('digits(block) = "1"', 'digits(block) = ["12#", ""]'),
    ),
    "draw": (
        "In the `given` of a test, what a `percentage` block draws: one of its labels, `else`, or "
        "a number from 0 to 99; a list is for one time after the other, and what is beyond it is "
        "left to chance.",
        ('draw(block) = "label"', 'draw(block) = ["else", 17]'),
    ),
    "missing": (
        "In the `udata` of a test, declared data that the interaction does not bring: the strategy "
        "begins at its `on fault`, or the call is default-routed.",
        ("udata: { FirstName: missing }",),
    ),
    "import": (
        "Takes in a file of the project's folder; each file is taken in once.",
        ('import "parts/servers.strat"',),
    ),
}
"""The words that no kind explains: the meaning, and the forms."""


ALIASES = {"expect": ("always", "never", "within", "eventually")}
"""Other words that one page explains."""


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
        words = (word, *ALIASES.get(word, ()))
        yield words, Page(title=f"word {word}", sections=(("", text), ("Form", "\n".join(forms))))


HAPPENS_TO = {
    Family.VOICE: "a call",
    Family.CHAT: "a chat",
    Family.EMAIL: "an e-mail",
    None: "any interaction",
}
ANSWERINGS: dict[str, str] = {
    "ok": "answered after the usual latency",
    "timeout": "the request never arrives, and nobody answers",
    "late": "answered 1s after the time-out",
    "duplicate": "answered twice, the second time 1s after the first",
    "foreign": "the answer carries a reference id that is not the request's",
    "lost_close": "answered, but the close of the session never reaches Chat Server",
    "lost_session": "answered, but Chat Server forgets the session once the message is sent",
    "fault": "refused with this fault, whatever the request: a symbol or a number, and perhaps the "
    'FaultString and the time it takes, `fault(904, "text", after: 2s)`',
    "after": "answered after this time, which may be longer than the time-out",
    "answers": "answered with this; the service is not asked, and nothing happens besides",
}
"""The ways in which a test answers ESP calls, with what each means."""


def event_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for everything that can happen in a test."""
    for act, found in ACTS.items():
        yield (act.value,), _event(act.value, found)


def _event(word: str, found: ActPage) -> Page:
    of = ("of", "integer, optional", "to whom: 0 the beginning's own, 1 the first created later")
    rows = (
        *((name, str(kind), "") for name, kind in found.parameters),
        *(() if found.to_nobody else (of,)),
    )
    whom = "any interaction but a call" if found.not_calls else HAPPENS_TO[found.family]
    whom += ", the first one if `of` is left out"
    sections = (
        ("", found.text),
        ("Happens to", "no interaction: it takes no `of`" if found.to_nobody else whom),
        ("Example", found.example),
    )
    return Page(title=f"event {word}", sections=sections, rows=rows)


def observation_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for everything that claims can read."""
    for word, found in OBSERVATIONS.items():
        yield (word,), _observation(found)


def _observation(found: Observation) -> Page:
    rows = tuple(
        (parameter.name, "optional" if parameter.optional else "required", parameter.takes.value)
        for parameter in found.parameters
    )
    sections = (
        ("", found.text),
        ("Form", "\n".join(found.forms)),
        ("Type", str(found.type)),
        ("Example", found.example),
    )
    return Page(title=f"observation {found.word}", sections=sections, rows=rows)


def answering_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """The table of all ways of answering, which is the page of each."""
    forms = dict(zip(ANSWERINGS, WAYS, strict=True))
    rows = tuple((word, forms[word], meaning) for word, meaning in ANSWERINGS.items())
    text = "How a test answers ESP calls. What is not said runs the embedded service."
    form = 'answer("Service.Method") = way\nanswer(block) = [way, way]'
    page = Page(title="ways of answering", sections=(("", text), ("Form", form)), rows=rows)
    yield ("answering", *(word for word in ANSWERINGS if word != "fault")), page

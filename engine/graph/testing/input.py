"""The interaction that a test begins with: `input = { … }`.

In: the map, read in one row of the test's table. Out: `Brought`, or findings. What is known of the
interaction is checked against where the test begins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.directory import Media
from engine.esp.rules.user_data import IS_ONLINE, SHOWN, SYSTEM_KEYS
from engine.graph.fragments import one_of
from engine.graph.sketch import Sketch
from engine.graph.testing.beginning import Beginning
from engine.graph.testing.typed import read_parameters
from engine.graph.testing.values import Values
from engine.limits import Limits
from engine.ops import EMAIL_MEDIA, Family
from engine.scenario import Waiting
from engine.source import Span
from engine.syntax.nodes import Expression, Map, Name, Pair
from engine.values import INTEGER_MAX, Duration, KVList, Type, Value, type_of

DATA = "udata"
PARAMETERS = "parameters"
ONLINE = "is_online"
EMAIL = "email"
TEXTS = ("ANI", "DNIS", "media")
DURATIONS = ("age", "time_in_queue")
FLAGS = (ONLINE, "session_known", "terminate")
IN_QUEUE = (*DURATIONS, "session_known", "terminate")
"""What only a chat that waits in a queue has."""
WORDS = ("ANI", "DNIS", "priority", "media", DATA, ONLINE, *IN_QUEUE, PARAMETERS)

MISSING = "missing"
"""The word for attached data that is declared, and not there."""

HEX = re.compile(r"0x((?:[0-9A-Fa-f]{2})*)")

MEDIA: Mapping[Family, tuple[str, ...]] = {
    Family.VOICE: ("voice",),
    Family.CHAT: ("chat", *(media.session for media in Media)),
    Family.EMAIL: EMAIL_MEDIA,
}
"""The media types of each family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an interaction brings; the same words as in `Scenario`.

    `said` are the keys of which the test says something, also that they are missing; None if they
    are not known.
    """

    ani: str = ""
    dnis: str = ""
    media: str = ""
    priority: int = 0
    data: KVList = field(default_factory=KVList)
    waiting: Waiting | None = None
    said: frozenset[str] | None = frozenset()
    parameters: tuple[tuple[str, Value], ...] = ()


def read_input(
    written: Map | None, beginning: Beginning, name: Span | None, values: Values, limits: Limits
) -> Brought:
    """What the interaction brings in one row.

    `name` is the place of the test's name; None if something of the test could not be read, so that
    nothing is missed.
    """
    given = _pairs(written, values.findings)
    misspelt = written is not None and any(pair.key.text not in WORDS for pair in written.pairs)
    _check_fit(given, beginning, values.findings)
    singles = {word: _single(word, pair.value, values) for word, pair in given.items()}
    data, said = _data(given.get(DATA), values, limits)
    if beginning.sketch is not None and name is not None and not misspelt:
        place = given[DATA].key.span if DATA in given else name
        _check_declared(said, beginning.sketch, place, values.findings)
    if beginning.sketch is not None:
        data = _as_declared(data, beginning.sketch.data, given.get(DATA), values)
    media = _text(singles, "media") or (EMAIL if beginning.mail else "")
    if "media" in given and beginning.placed and singles["media"] is not None:
        _check_media(media, beginning.families, given["media"].value, values)
    if singles.get(ONLINE) is False and not beginning.queue:
        data = data.with_pairs([(IS_ONLINE, SHOWN[False])])
    priority = singles.get("priority")
    return Brought(
        ani=_text(singles, "ANI"),
        dnis=_text(singles, "DNIS"),
        media=media,
        priority=priority if isinstance(priority, int) else 0,
        data=data,
        waiting=_waiting(beginning, singles, given, values) if beginning.queue else None,
        said=said,
        parameters=_parameters(given.get(PARAMETERS), beginning, name, values),
    )


def _parameters(
    pair: Pair | None, beginning: Beginning, name: Span | None, values: Values
) -> tuple[tuple[str, Value], ...]:
    """What the subroutine that the test begins in is given: all its parameters."""
    sketch = beginning.sketch
    if sketch is None or not sketch.subroutine:
        return ()
    if pair is not None and not isinstance(pair.value, Map):
        cure = "write `{ name: value }`"
        values.wrong("E220", pair.value, f"`{PARAMETERS}` takes a map", cure)
        return ()
    written = pair.value if pair is not None and isinstance(pair.value, Map) else None
    found = read_parameters(written, sketch, values)
    absent = [word for word in sketch.parameters if word not in found]
    if absent and name is not None:
        place = pair.key.span if pair is not None else name
        cure = f"write `input = {{ {PARAMETERS}: {{ {absent[0]}: … }} }}`"
        message = f"`{sketch.name.text}` needs {listed(absent)}, which the test does not give"
        values.findings.error("E280", place, message, cure)
    return tuple((word, value) for word, value in found.items() if value is not None)


def _text(singles: Mapping[str, Value | None], word: str) -> str:
    value = singles.get(word)
    return value if isinstance(value, str) else ""


def _pairs(written: Map | None, findings: Findings) -> dict[str, Pair]:
    """The pairs by their words: each is known, and written once."""
    found: dict[str, Pair] = {}
    for pair in written.pairs if written is not None else ():
        word = pair.key.text
        if word not in WORDS:
            cure = did_you_mean(word, WORDS)
            cure = cure or f"attached data stands in `{DATA}: {{ … }}`; there are {listed(WORDS)}"
            findings.error("E231", pair.key.span, f"an interaction has no `{word}` here", cure)
        elif word in found:
            notes = [Note(found[word].key.span, "the first one is here")]
            findings.error("E210", pair.key.span, f"`{word}` is given twice", None, notes)
        else:
            found[word] = pair
    return found


def _check_fit(given: Mapping[str, Pair], beginning: Beginning, findings: Findings) -> None:
    """E244 for what the interaction cannot have at its beginning."""
    if not beginning.placed:
        return
    for word, pair in given.items():
        if word in IN_QUEUE and not beginning.queue:
            message = f"only a chat that waits in a queue has `{word}`"
            cure = "begin with `start = queue`, or leave it out"
            findings.error("E244", pair.key.span, message, cure)
        elif word == PARAMETERS and (beginning.sketch is None or not beginning.sketch.subroutine):
            message = "only a test that begins in a subroutine gives parameters"
            cure = "write `subroutine = name`, or leave them out"
            findings.error("E244", pair.key.span, message, cure)
        elif word in FLAGS and Family.CHAT not in beginning.families:
            message = "only a chat has a session that can be open"
            findings.error("E244", pair.key.span, message, f"leave `{word}` out")


def _single(word: str, expression: Expression, values: Values) -> Value | None:
    """The value of one word that is not the attached data."""
    if word in TEXTS:
        return values.read(expression, word, str)
    if word in FLAGS:
        return values.read(expression, word, bool)
    if word in DURATIONS:
        length = values.read(expression, word, Duration)
        if length is not None and length < 0:
            values.wrong("E232", expression, f"`{word}` must be at least 0s")
            return None
        return length
    if word in (DATA, PARAMETERS):
        return None
    number = values.read(expression, word, int)
    if number is not None and abs(number) > INTEGER_MAX:
        values.wrong("E232", expression, f"`{word}` is at most {INTEGER_MAX}")
        return None
    return number


WHAT = {Family.VOICE: "a call", Family.CHAT: "a chat", Family.EMAIL: "an e-mail"}


def _check_media(
    media: str, families: tuple[Family, ...], expression: Expression, values: Values
) -> None:
    known = [word for family in families for word in MEDIA[family]]
    if media and media not in known:
        message = f"{one_of([WHAT[family] for family in families])} has no media `{media}`"
        cure = did_you_mean(media, known) or f"it has {listed(known)}"
        values.wrong("E232", expression, message, cure)


def _waiting(
    beginning: Beginning,
    singles: Mapping[str, Value | None],
    given: Mapping[str, Pair],
    values: Values,
) -> Waiting:
    age, in_queue = (singles.get(word) for word in DURATIONS)
    if age is None:
        age = in_queue
    if in_queue is None:
        in_queue = age
    if isinstance(age, int) and isinstance(in_queue, int) and in_queue > age:
        message = "the chat is longer in the queue than it is old"
        cure = "`age` is at least `time_in_queue`"
        values.wrong("E232", given["time_in_queue"].value, message, cure)
    return Waiting(
        queue=beginning.queue,
        age_us=int(age) if isinstance(age, int) else 0,
        in_queue_us=int(in_queue) if isinstance(in_queue, int) else 0,
        online=singles.get(ONLINE) is not False,
        known=singles.get("session_known") is not False,
        terminate=singles.get("terminate") is True,
    )


# Attached data


def _data(
    pair: Pair | None, values: Values, limits: Limits
) -> tuple[KVList, frozenset[str] | None]:
    """The attached data, and the keys of which something is said; None if they are not known."""
    if pair is None:
        return KVList(), frozenset()
    written: dict[str, Pair] = {}
    if isinstance(pair.value, Map):
        written = _keys(pair.value, values.findings)
        there = tuple(each for each in pair.value.pairs if not _is_missing(each.value))
        data = values.read(replace(pair.value, pairs=there), DATA, KVList)
        said: frozenset[str] | None = frozenset(written)
    else:
        data = values.read(pair.value, DATA, KVList)
        said = None if data is None else frozenset(data.keys())
    if data is not None and len(data) > limits.data_keys:
        message = f"there are more than {limits.data_keys:,} keys of attached data"
        values.findings.error("E413", pair.key.span, message)
    return data or KVList(), said


def _is_missing(expression: Expression) -> bool:
    return isinstance(expression, Name) and expression.text == MISSING


def _keys(written: Map, findings: Findings) -> dict[str, Pair]:
    """The keys of the map: each can be attached, and is written once."""
    found: dict[str, Pair] = {}
    for pair in written.pairs:
        key = pair.key.text
        first = found.setdefault(key, pair)
        if first is not pair:
            notes = [Note(first.key.span, "the first one is here")]
            cure = "several values of one key are a list"
            findings.error("E210", pair.key.span, f"`{key}` is given twice", cure, notes)
        elif key in SYSTEM_KEYS:
            message = f"`{key}` belongs to the system and cannot be attached"
            other = "choose another key"
            cure = f"write `{ONLINE}: false` besides `{DATA}`" if key == IS_ONLINE else other
            findings.error("E237", pair.key.span, message, cure)
    return found


def _check_declared(
    said: frozenset[str] | None, sketch: Sketch, place: Span, findings: Findings
) -> None:
    """E244 for declared data of which nothing is said: the run would fail at the border."""
    absent = [key for key in sketch.data if said is not None and key not in said]
    if absent:
        message = f"`{sketch.name.text}` declares {listed(absent)}, which the test does not give"
        cure = f"write `{DATA}: {{ {absent[0]}: … }}`, or `{absent[0]}: {MISSING}` to see what "
        findings.error("E244", place, message, f"{cure}happens then")


def _as_declared(
    data: KVList, declared: Mapping[str, Type], pair: Pair | None, values: Values
) -> KVList:
    """The data with declared keys of their types: binaries are written as texts, `"0xCAFE"`."""
    found: list[tuple[str, Value]] = []
    for key, value in data:
        kind = declared.get(key, Type.ANY)
        given = Type.LIST if len(data.all(key)) > 1 else type_of(value)
        if kind is Type.BINARY and isinstance(value, str) and (digits := HEX.fullmatch(value)):
            found.append((key, bytes.fromhex(digits[1])))
            continue
        if kind not in (Type.ANY, given) and pair is not None:
            message = f"`{key}` is declared as {kind}, this is {given}"
            cure = f"to see what happens then, write `{key}: {MISSING}`"
            if kind is Type.BINARY:
                cure = 'write it as `"0xCAFE"`'
            values.wrong("E220", _value_of(key, pair.value), message, cure)
        found.append((key, value))
    return KVList(found)


def _value_of(key: str, written: Expression) -> Expression:
    """Where a key has its value, or all of the data if it is not written here."""
    pairs = written.pairs if isinstance(written, Map) else ()
    return next((pair.value for pair in pairs if pair.key.text == key), written)

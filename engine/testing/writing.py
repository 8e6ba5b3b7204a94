"""Runs written down as tests.

In: a checked process, what a run of it was told to do, and the run. Out: a `test` that claims what
was seen; and, for whoever keeps it, the file's text with it, once it is checked and judged.

A test claims the path and the outcome, what was sent, what became of the chats and of the queues.
What took a second or more is claimed with its time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.esp.rules.user_data import IS_ONLINE, says_ended
from engine.faults import BY_NUMBER
from engine.folds.fates import Fate, fates, path
from engine.folds.records import Record, records
from engine.folds.requests import envelope_of, method_of
from engine.graph.model import Process
from engine.log.events import Event, Why
from engine.ops import Family, Place, family_of
from engine.pipeline import Run
from engine.scenario import (
    HORIZON_US,
    LATENCY_US,
    START,
    Accepting,
    AgentPlan,
    Answering,
    AnswerPlan,
    Scenario,
)
from engine.scenario.told import What
from engine.syntax import nodes
from engine.testing.syntax_of import (
    NOWHERE,
    UnwritableError,
    call,
    declaration,
    equals,
    expression_of,
    field,
    key_path,
    list_of,
    map_of,
    name,
    named,
    number,
    quantity,
    text,
)
from engine.values import SECOND, Duration, KVList, Value

LABELS_MAX = 200
"""A path that is longer is not claimed: nobody would read it."""
CHATS_MAX = 20
"""So many chats have claims of their own; the others are counted."""
CHARS_MAX = 1_000
"""Texts that are longer are not claimed."""
QUEUED, HANDLED = Place.QUEUED.name.lower(), Place.HANDLED.name.lower()


def written_test(title: str, process: Process, scenario: Scenario, run: Run) -> nodes.Declaration:
    """The test that tells a scenario and claims what its run showed.

    Raises `UnwritableError` for a scenario that tests have no words for.
    """
    happened = records(run.program, run.log)
    seen = _Seen(process, scenario, happened, fates(happened))
    return declaration("test", title, [*_beginning(seen), *_claims(seen)])


@dataclass(frozen=True, slots=True)
class _Seen:
    process: Process
    scenario: Scenario
    records: Sequence[Record]
    fates: Sequence[Fate]

    def of(self, kind: Event) -> list[Record]:
        """The events of a kind, in order."""
        return [record for record in self.records if record.kind is kind]


# How the run began


def _beginning(seen: _Seen) -> Iterator[nodes.Entry]:
    scenario = seen.scenario
    of_tests = (scenario.waiting, scenario.midway, scenario.statistics, scenario.stubs)
    if any(of_tests) or scenario.happenings or scenario.latency_us != LATENCY_US:
        raise UnwritableError("it was told more than a command can tell")
    yield field("strategy", named(scenario.strategy))
    if scenario.horizon_us != HORIZON_US:
        yield field("horizon", number(Duration(scenario.horizon_us)))
    if pairs := list(_input(seen)):
        yield field("input", map_of(pairs))
    if entries := list(_given(seen)):
        yield declaration("given", None, entries)


def _input(seen: _Seen) -> Iterator[tuple[str, nodes.Expression]]:
    scenario, data = seen.scenario, seen.scenario.data
    for word, words in (("ANI", scenario.ani), ("DNIS", scenario.dnis), ("media", scenario.media)):
        if words:
            yield word, text(words)
    if scenario.priority:
        yield "priority", expression_of(scenario.priority)
    graph = seen.process.strategy(scenario.strategy)
    if graph is not None and graph.family is Family.CHAT and IS_ONLINE in data:
        # A word of its own in a test's input.
        if says_ended(data):
            yield "is_online", name("false")
        data = KVList(pair for pair in data if pair[0] != IS_ONLINE)
    if len(data):
        yield "udata", expression_of(data)


def _given(seen: _Seen) -> Iterator[nodes.Entry]:
    if seen.scenario.start != START:
        yield field("now", expression_of(seen.scenario.start))
    for told in seen.scenario.told:
        if told.what is What.DIGITS:
            typed = list_of(text(str(keys)) for keys in told.values)
            yield field(call(What.DIGITS.value, name(told.block)), typed)
    for agent in seen.scenario.staff:
        yield from _agent(agent)
    yield from _drawn(seen)
    yield from _answered(seen)


def _drawn(seen: _Seen) -> Iterator[nodes.Entry]:
    draws: dict[str, list[nodes.Expression]] = {}
    for record in seen.of(Event.DRAWN):
        label = record.block.label if record.block else ""
        draws.setdefault(label, []).append(number(record.number("number")))
    for label, numbers in draws.items():
        yield field(call(What.DRAW.value, name(label)), list_of(numbers))


def _answered(seen: _Seen) -> Iterator[nodes.Entry]:
    plans: dict[str, list[AnswerPlan]] = {}
    for position, request in enumerate(seen.of(Event.REQUESTED)):
        given = seen.scenario.answers[position : position + 1]
        method = method_of(envelope_of(request))
        plans.setdefault(method, []).append(given[0] if given else AnswerPlan())
    for method, ways in plans.items():
        every = len(set(ways)) == 1
        while ways and ways[-1] == AnswerPlan():
            ways.pop()
        if ways:
            written = [_way(plan) for plan in ways]
            value = written[0] if every else list_of(written)
            yield field(call("answer", text(method)), value)


def _agent(plan: AgentPlan) -> Iterator[nodes.Entry]:
    """What is said of an agent, where it is not what an agent does anyway."""
    agent = named(plan.agent)
    if not plan.ready:
        yield field(call("ready", agent), name("false"))
    if plan.accepting is not Accepting.AFTER:
        yield field(call("accepts", agent), name(plan.accepting.value))
    elif plan.after_us:
        after = call(plan.accepting.value, number(Duration(plan.after_us)))
        yield field(call("accepts", agent), after)
    if plan.handles_us is not None:
        yield field(call("handles", agent), number(Duration(plan.handles_us)))


def _way(plan: AnswerPlan) -> nodes.Expression:
    after = None if plan.after_us is None else number(Duration(plan.after_us))
    if plan.answering is Answering.FAULT:
        known = BY_NUMBER.get(plan.fault)
        fault = number(plan.fault) if known is None else name(known.symbol)
        return call("fault", fault, *([text(plan.text)] if plan.text else []), after=after)
    if plan.answering is Answering.GIVEN:
        return call("answers", expression_of(plan.result), after=after)
    if plan.answering is Answering.AFTER and after is not None:
        return call("after", after)
    if after is None:
        return name(plan.answering.value.replace("-", "_"))
    raise UnwritableError("a call was answered at a time for which there is no word")


# What was seen


def _claims(seen: _Seen) -> Iterator[nodes.Claim]:
    labels = path(seen.records, seen.fates[0].interaction)
    if len(labels) <= LABELS_MAX:
        yield _expect(equals(name("path"), list_of(map(name, labels))))
    yield from _end(seen, seen.fates[0], None)
    yield from _rendered(seen)
    yield from _sent(seen)
    chats = seen.fates[1:]
    if len(chats) > 1 or (not chats and seen.of(Event.REQUESTED)):
        yield _expect(equals(name("chats"), number(len(chats))))
    for position, chat in enumerate(chats[:CHATS_MAX], 1):
        word = "email" if family_of(chat.media) is Family.EMAIL else "chat"
        whose = name(word) if len(chats) == 1 else call(word, number(position))
        yield from _end(seen, chat, whose)
    yield from _queues(seen)


def _end(seen: _Seen, fate: Fate, whose: nodes.Expression | None) -> Iterator[nodes.Claim]:
    """Where an interaction came to; of one that is still under way, where it is."""
    if fate.final:
        end = call(fate.place, text(fate.reason))
        yield _by(fate.since_us, equals(_of("outcome", whose), end), seen)
        return
    yield _expect(equals(_of("place", whose), name(fate.place)))
    if fate.place == QUEUED and fate.queue is not None:
        yield _expect(equals(_of("queue", whose), text(fate.queue)))
    if fate.place == HANDLED and fate.agent is not None:
        yield _expect(equals(_of("agent", whose), text(fate.agent)))


def _rendered(seen: _Seen) -> Iterator[nodes.Claim]:
    texts = [
        because.text("text")
        for record in seen.of(Event.RENDERED)
        for because in record.whys(Why.MESSAGE)
    ]
    if texts and len(texts[-1]) <= CHARS_MAX:
        yield _expect(equals(name("rendered"), text(texts[-1])))


def _sent(seen: _Seen) -> Iterator[nodes.Claim]:
    """The parameters of each block's latest call, and how often it called."""
    requests: dict[str, list[Record]] = {}
    for request in seen.of(Event.REQUESTED):
        if request.block is not None:
            requests.setdefault(request.block.label, []).append(request)
    for label, made in requests.items():
        if len(made) > 1:
            yield _expect(equals(call("calls", name(label)), number(len(made))))
        sent = key_path(call("sent", name(label)), "parameters")
        for keys, value in _leaves(envelope_of(made[-1]).get("Parameters")):
            if isinstance(value, int | str) and len(str(value)) <= CHARS_MAX:
                yield _expect(equals(key_path(sent, *keys), expression_of(value)))


def _leaves(value: Value | None) -> Iterator[tuple[tuple[str, ...], Value]]:
    """The values in a KVList that have no keys themselves, with their keys; of a key the first."""
    if not isinstance(value, KVList):
        return
    for key in dict.fromkeys(value.keys()):
        inner = value.get(key)
        if isinstance(inner, KVList):
            yield from (((key, *keys), leaf) for keys, leaf in _leaves(inner))
        elif inner is not None:
            yield (key,), inner


def _queues(seen: _Seen) -> Iterator[nodes.Claim]:
    """How full each queue is at the end that held something, and since when it is empty."""
    held: dict[str, set[str]] = {}
    left_us: dict[str, int] = {}
    inside: dict[str, str] = {}
    for record in seen.records:
        who = record.interaction
        if who is None or record.kind not in (Event.PLACED, Event.PULLED, Event.FINAL):
            continue
        before = inside.pop(who, None)
        if before is not None:
            held[before].discard(who)
            left_us[before] = record.time_us
        if record.kind is Event.PLACED and record.queue is not None:
            held.setdefault(record.queue, set()).add(who)
            inside[who] = record.queue
    for queue, members in held.items():
        full = equals(call("length", named(queue)), number(len(members)))
        if members:
            yield _expect(full)
        else:
            yield _by(left_us[queue], full, seen, "eventually")


# Words


def _by(at_us: int, claim: nodes.Expression, seen: _Seen, *leads: str) -> nodes.Claim:
    """A claim with the time by which it held, if that is worth telling."""
    last_us = seen.scenario.horizon_us
    if at_us < SECOND or (last_us == HORIZON_US and at_us + SECOND > last_us):
        return _expect(claim)
    bound = quantity(str(Duration(at_us)))
    return nodes.Claim((*leads, "within"), bound, claim, NOWHERE)


def _expect(claim: nodes.Expression) -> nodes.Claim:
    return nodes.Claim(("expect",), None, claim, NOWHERE)


def _of(word: str, whose: nodes.Expression | None) -> nodes.Expression:
    return name(word) if whose is None else key_path(whose, word)

"""A history says of every prefix of a run what the other folds, and the log itself, say of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from engine.folds.fates import fates, path
from engine.folds.history import History
from engine.folds.ledger import Ledger, ledger
from engine.folds.records import Record, records
from engine.folds.requests import kvlist_of
from engine.folds.seen_staff import Columns
from engine.folds.totals import TOTALS
from engine.log.events import COLUMNS, Event, Why
from engine.log.model import EventLog
from engine.observations import OBSERVATIONS, Observation, Takes
from engine.program.lower import lower
from engine.program.model import Program
from engine.scenario import Act, Scenario, Waiting
from engine.sim.simulate import simulate
from engine.values import SECOND, TYPES, KVList, Pool, Type, Value
from tests.generators.desks import desks
from tests.generators.projects import Drawn, projects
from tests.generators.scenarios import scenario_of
from tests.helpers.runs import at, process_of

HAPPENINGS = (
    (Act.CUSTOMER_WRITES, ("hi",)), (Act.SESSION_ENDS, ()), (Act.SESSION_LOST, ()),
    (Act.CALLER_HANGS_UP, ()), (Act.DATA_CHANGES, ("Name", "Cy")),
)  # fmt: skip


DESKS = (Event.STOWED, Event.TAKEN, Event.PLACED, Event.FINAL)
"""What takes an interaction out of its workbin."""


@dataclass(frozen=True)
class Told:
    """A run, told row by row."""

    program: Program
    scenario: Scenario
    log: EventLog

    def rows(self) -> list[Columns]:
        """The rows of the log as integers."""
        return list(zip(*(self.log.columns[name] for name in COLUMNS), strict=True))

    def histories(self) -> Iterator[tuple[int, History]]:
        """The history after each row, with the count of rows: always the same object."""
        history = History(self.program, self.scenario, self.log, [("number", 7)])
        for count, row in enumerate(self.rows(), 1):
            history.take(row)
            yield count, history


@st.composite
def runs(draw: st.DrawFn) -> Told:
    """A run of a drawn project: a call comes, or a chat has been waiting; things happen to it."""
    if draw(st.integers(0, 2)) == 2:
        of_agents, plot = draw(desks())
        told_of = scenario_of(of_agents, plot)
        made = lower(process_of(of_agents.text))
        return Told(made, told_of, simulate(made, told_of))
    drawn: Drawn = draw(projects())
    program = lower(process_of(drawn.text))
    happenings = draw(
        st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 90)), max_size=3)
    )
    waiting = draw(
        st.sampled_from([None, None, None, Waiting(queue="q1", age_us=9, in_queue_us=5)])
    )
    scenario = Scenario(
        strategy="" if waiting else "main",
        waiting=waiting,
        ani="+14155550123",
        data=KVList([("Name", drawn.name)]),
        horizon_us=max(drawn.horizon_us, 90 * SECOND),
        happenings=tuple(
            at(when * SECOND, act, *arguments) for (act, arguments), when in happenings
        ),
    )
    return Told(program, scenario, simulate(program, scenario))


def some(told: Told) -> Iterator[tuple[int, History]]:
    """About forty of the histories, the last one among them."""
    count = len(told.log)
    step = count // 40 + 1
    return (
        (number, history)
        for number, history in told.histories()
        if number % step == 0 or number == count
    )


@given(runs())
def test_places_reasons_and_ends_are_those_of_the_fates(told: Told) -> None:
    happened = records(told.program, told.log)

    for count, history in some(told):
        before = happened[:count]
        pulled = pulled_and_not_started(before)
        found = [
            (
                life.id,
                life.media,
                life.created_us,
                life.place or "running",
                life.reason,
                life.ended_us,
            )
            for life in history.interactions
            if life.id not in pulled
        ]
        assert found == [
            (
                fate.interaction, fate.media, fate.created_us, fate.place, fate.reason,
                fate.since_us if fate.final else None,
            )
            for fate in fates(before)
            if fate.interaction not in pulled
        ]  # fmt: skip


def pulled_and_not_started(before: list[Record]) -> set[str | None]:
    """Interactions between two rows of one look: out of their queue, not yet in a strategy."""
    pulled: set[str | None] = set()
    for record in before:
        if record.kind is Event.PULLED:
            pulled.add(record.interaction)
        elif record.kind is Event.STARTED:
            pulled.discard(record.interaction)
    return pulled


@given(runs())
def test_paths_ports_and_texts_are_those_of_the_records(told: Told) -> None:
    happened = records(told.program, told.log)

    for count, history in some(told):
        before = happened[:count]
        for life in history.interactions:
            assert tuple(life.path) == path(before, life.id)
            assert life.visits == Counter(path(before, life.id))
            assert life.entered_us == {
                record.block.label: record.time_us
                for record in before
                if record.kind is Event.ENTERED and record.interaction == life.id and record.block
            }
            assert life.ports == [
                f"{record.block.label}.{record.port.label}"
                for record in before
                if record.kind is Event.LEFT and record.interaction == life.id
                if record.block and record.port
            ]
            assert life.port == dict(port.split(".") for port in life.ports)
            assert life.written == texts(before, Event.WROTE, life.id)
        assert history.messages == texts(before, Event.SENT)
        assert history.logs == texts(before, Event.LOGGED)
        rendered = texts(before, Event.RENDERED)
        assert history.rendered == (rendered[-1] if rendered else None)


def texts(before: list[Record], kind: Event, interaction: str | None = None) -> list[str]:
    """The texts that rows of a kind tell."""
    return [
        record.text("text")
        for record in before
        if record.kind is kind and interaction in (None, record.interaction)
    ]


@given(runs())
def test_totals_are_those_of_the_ledger(told: Told) -> None:
    happened = records(told.program, told.log)

    for count, history in some(told):
        before = happened[:count]
        if not pulled_and_not_started(before):
            assert {name: history.total(name) for name in TOTALS} == summed(ledger(before))


def summed(found: Ledger) -> dict[str, int]:
    """The totals of a ledger; what is told by kind is summed up."""
    totals = {name: getattr(found, name) for name in TOTALS}
    return {
        name: total if isinstance(total, int) else sum(count for _, count in total)
        for name, total in totals.items()
    }


@given(runs())
def test_queues_hold_who_was_placed_and_has_not_left(told: Told) -> None:
    rows = list(told.log.rows())

    for count, history in some(told):
        held: dict[int, int] = {}
        for row in rows[:count]:
            if row.kind is Event.PLACED:
                held[row.interaction] = row.queue
            elif row.kind in (Event.PULLED, Event.TAKEN, Event.FINAL):
                held.pop(row.interaction, None)
        lying: set[int] = set()
        for row in rows[:count]:
            lying -= {row.interaction} if row.kind in DESKS else set()
            lying |= {row.interaction} if row.kind is Event.STOWED else set()
        assert history.workbin_length("drafts") == len(lying)
        lengths = Counter(held.values())
        for number, queue in enumerate(told.program.queues):
            assert history.queue_length(queue.name) == lengths[number]
        views = told.program.views
        pulls = Counter(row.a for row in rows[:count] if row.kind is Event.PULLED)
        for number, view in enumerate(views):
            assert history.pulls(told.program.queues[view.queue].name, view.name) == pulls[number]


@given(runs())
def test_data_answers_and_faults_are_the_latest_of_the_log(told: Told) -> None:
    happened = records(told.program, told.log)

    for count, history in some(told):
        for life in history.interactions:
            own = [record for record in happened[:count] if record.interaction == life.id]
            assert life.data == {
                record.text("key"): record.get("value")
                for record in own
                if record.kind is Event.ATTACHED
            }
            assert life.answers == {
                record.block.label: kvlist_of(record.get("result"))
                for record in own
                if record.block and answers(record)
            }
            for record in own:
                if record.block and fails(record):
                    told_fault = life.fault(record.block.label)
                    assert told_fault is not None
            last = [record for record in own if record.block and fails(record)][-1:]
            for record in last:
                fault = life.fault(record.block.label) if record.block else None
                assert fault is not None
                assert fault.code == (record.number("fault") or -record.number("result"))
                assert [fault.text] == [w.text("text") for w in record.whys(Why.FAULT_TEXT)]


def answers(record: Record) -> bool:
    """Whether a call to a service or a subroutine ends well by it."""
    returned = record.kind is Event.RETURNED and record.get("way") == "answered"
    return returned or record.kind is Event.ANSWERED


def fails(record: Record) -> bool:
    """Whether a block ends with a fault by it."""
    returned = record.kind is Event.RETURNED and record.get("way") == "failed"
    return returned or record.kind in (Event.REFUSED, Event.FAULTED)


@given(runs())
def test_requests_are_told_by_method_and_by_block(told: Told) -> None:
    happened = [record for record in records(told.program, told.log) if record.block]

    for count, history in some(told):
        sent = [
            (record.block.label, envelope.details["envelope"], envelope.details["user_data"])
            for record in happened
            if record.kind is Event.REQUESTED and record.index < count and record.block
            for envelope in record.whys(Why.ENVELOPE)
        ]
        found = history.requests("ChatService.InviteToChat")
        assert [(each.get("parameters"), each.get("user_data")) for each in found] == [
            (envelope.get("Parameters"), user_data)
            for _, envelope, user_data in sent
            if isinstance(envelope, KVList) and envelope.get("Service") == "ChatService"
        ]
        for label, number in Counter(label for label, _, _ in sent).items():
            assert len(history.requests(label)) == number


def readings(told: Told, history: History) -> Iterator[tuple[Observation, int, Value | None]]:
    """Every observation of every interaction, with every argument that the project has."""
    labels = {block.label for block in told.program.blocks}
    values: dict[Takes, list[tuple[Value, ...]]] = {
        Takes.LABEL: [(label,) for label in sorted(labels)],
        Takes.CALL: [("ChatService.InviteToChat",)],
        Takes.QUEUE: [("q1",), ("q2",)],
        Takes.VIEW: [("q1", "v0"), ("q2", "v1")],
        Takes.WORKBIN: [("drafts",)],
        Takes.AGENT: [("anna",), ("bo",)],
        Takes.COUNT: [(1,), (2,)],
    }
    words: dict[str, list[tuple[Value, ...]]] = {
        "udata": [("Name",), ("IsOnline",), ("Key1",)],
        "variable": [("n",)],
        "answer": [("b0",), ("b1",)],
        "fault": [("b0", "code"), ("b1", "text")],
        "ledger": [(name,) for name in TOTALS],
        "row": [("number",)],
    }
    for word, observation in OBSERVATIONS.items():
        required = [each for each in observation.parameters if not each.optional]
        given_values = words.get(word) or (values[required[0].takes] if required else [()])
        whose = range(4) if observation.of_interaction else range(1)
        for of in whose:
            for arguments in given_values:
                yield observation, of, observation.read(history, of, *arguments)


@given(runs())
def test_no_observation_changes_but_by_the_events_that_it_names(told: Told) -> None:
    pool = Pool()
    before: list[int] | None = None
    kinds = told.log.columns["kind"]
    for count, history in told.histories():
        if count > 60:
            break
        found = list(readings(told, history))
        after = [0 if value is None else pool.encode(value) for *_, value in found]
        for (observation, *_), was, is_ in zip(found, before or after, after, strict=True):
            assert observation.heeds(kinds[count - 1]) or was == is_, (
                observation.word,
                Event(kinds[count - 1]),
            )
        before = after


@given(runs())
def test_a_value_has_the_type_of_its_observation_and_is_there_if_that_is_sure(told: Told) -> None:
    for _, history in some(told):
        for observation, of, value in readings(told, history):
            assert value is None or isinstance(value, types(observation))
            assert value is not None or of or not observation.sure


def types(observation: Observation) -> tuple[type, ...]:
    """The Python types of an observation's values."""
    if observation.type is Type.ANY:
        return tuple(TYPES)
    return tuple(kind for kind, found in TYPES.items() if found is observation.type)

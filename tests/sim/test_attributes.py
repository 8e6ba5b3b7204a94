"""What customers bring: the same whether the core draws it or the servers ask for it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as generators

from engine.days import Arrivals, Attribute, Source
from engine.log.events import Event
from engine.phone import is_valid
from engine.pipeline import check
from engine.program.lower import lower
from engine.sim.attributes import Attributes, phone_number, whole
from engine.sim.core.draws import Draws
from engine.values import MINUTE, Pool
from tests.helpers.days import arrived, day_of, log_of, program_of

SAID = (
    'data = { ANI: phone_number("+1"), Ticket: sequence("T-"), Age: range(18, 80), '
    "Segment: choice({ gold: 1, silver: 3, none: 2 }), Name: last_name(), First: first_name(), "
    'Source: "web" }'
)
CALLS = f"""
strategy line (voice) {{ off: disconnect }}
arrivals calls {{ strategy = line   rate = 100/h   {SAID} }}
simulation day {{ start = 2026-01-05T08:00   duration = 1h }}
"""


def test_calls_bring_what_the_servers_would_say() -> None:
    program = program_of(CALLS)
    log = log_of(day_of(program))
    attributes = Attributes(program.days.arrivals, Draws(1), Pool())

    found: dict[int, list[tuple[str, object]]] = {}
    for row in log.rows():
        if row.kind is Event.ATTACHED:
            found.setdefault(row.interaction, []).append((log.text(row.a), log.value(row.b)))

    assert len(found) > 50
    for number, pairs in found.items():
        person = attributes.of(0, number)
        assert pairs[: len(person.data)] == list(person.data)
        assert is_valid(person.ani)


@given(generators.sampled_from(["+1", "+44", "+49", "+33", "+39", "+4420", "0800", ""]),
       generators.integers(0, 2**64 - 1))  # fmt: skip
def test_phone_numbers_begin_with_their_prefix(prefix: str, bits: int) -> None:
    found = phone_number(prefix, bits)

    assert found.startswith(prefix)
    assert found.removeprefix("+").isdecimal()
    assert 9 <= len(found) <= 15


@given(generators.text())
def test_whatever_a_file_says_of_priority_is_a_whole_number(text: str) -> None:
    assert isinstance(whole(text), int)


def test_own_keys_are_no_data() -> None:
    said = Arrivals(
        name="calls",
        media="voice",
        data=(
            Attribute(key="ANI", source=Source.FIXED, value="+1555"),
            Attribute(key="DNIS", source=Source.FIXED, value="800"),
            Attribute(key="priority", source=Source.RANGE, low=3, high=3),
            Attribute(key="Tier", source=Source.CHOICE, choices=(("gold", 0), ("silver", 2))),
        ),
    )

    person = Attributes([said], Draws(1), Pool()).of(0, 5)

    assert (person.ani, person.dnis, person.priority) == ("+1555", "800", 3)
    assert list(person.data) == [("Tier", "silver")]


def test_recorded_customers_come_when_the_file_says_with_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(
        "time,ANI,Ticket\n5m,+4930123,a\n5m,+4930124,b\n61m,+4930125,c\n", encoding="utf-8"
    )
    (tmp_path / "day.strat").write_text(
        CALLS.replace("rate = 100/h", 'times = "calls.csv"')
        .replace(SAID, 'data = { Source: "file" }')
        .replace("off: disconnect", "who: log(ANI) -> off\n  off: disconnect"),
        encoding="utf-8",
    )
    checked = check(tmp_path / "day.strat")
    assert checked.process is not None, [each.message for each in checked.diagnostics]

    day = day_of(lower(checked.process))

    log = log_of(day)
    brought = [
        (row.interaction, log.text(row.a), log.value(row.b))
        for row in log.rows()
        if row.kind is Event.ATTACHED
    ]
    assert arrived(day) == [5 * MINUTE, 5 * MINUTE]
    assert brought == [
        (0, "Source", "file"), (0, "Ticket", "a"), (1, "Source", "file"), (1, "Ticket", "b"),
    ]  # fmt: skip

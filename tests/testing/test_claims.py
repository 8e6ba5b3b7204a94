"""When a claim holds: each lead by its definition, on one run whose instants are known."""

import pytest

from engine.testing.verdict import Reading
from engine.values import MINUTE, SECOND, Value
from tests.testing.verdicts import failure, held, of_tick, verdict, verdicts


@pytest.mark.parametrize(
    "claim",
    [
        "expect n == 0",
        "expect path == [first, count, second, back, third, bye]",
        "always n < 2",
        "never n == 2",
        "never path == [count]",
        "within 10s expect n == 1",
        "within 15s expect n == 1",
        "within 9s expect n == 0",
        "within 20s expect n == 0",
        "within 1h expect n == 0",
        'within 30s expect outcome == disconnected("over")',
        "eventually within 20s expect n == 0",
        "eventually within 25s expect n == 0",
        "eventually within 30s expect place == disconnected",
        "eventually within 2d expect place == disconnected",
    ],
)
def test_a_claim_holds(claim: str) -> None:
    assert held(claim)


@pytest.mark.parametrize(
    ("claim", "message", "at_s"),
    [
        ("expect n == 1", "it did not hold at the end of the run", 30),
        ("always n == 0", "it was false at 00:10.000", 10),
        ("never n == 1", "it was true at 00:10.000", 10),
        ("never n == 0", "it was true at 00:00.000", 0),
        ("within 9s expect n == 1", "it did not come true by 9s", 9),
        (
            "within 15s expect n == 0",
            "it held at first, but not from 00:10.000 on, nor at 15s",
            15,
        ),
        ("within 1h expect n == 2", "it did not come true by 1h", 3600),
        ("eventually within 5s expect n == 1", "it did not come true by 5s", 5),
        ("eventually within 10s expect n == 0", "it held before, but not at 10s", 10),
        ("eventually within 9s expect n == 0", "it held at 9s, but not at 00:10.000", 10),
        (
            "eventually within 15s expect n == 1",
            "it held at 15s, but not at 00:20.000",
            20,
        ),
    ],
)
def test_a_claim_that_does_not_hold_says_how_and_when(claim: str, message: str, at_s: int) -> None:
    found = failure(of_tick(claim))

    assert (found.claim, found.message, found.at_us) == (0, message, at_s * SECOND)


def test_what_is_looked_at_is_shown_as_it_was_at_the_instant_that_decided() -> None:
    found = failure(of_tick("never n == 1 and visits(second) == 0"))

    assert found.readings == (Reading("n", 1), Reading("visits(second)", 0))


def test_a_claim_of_what_is_not_there_is_unknown() -> None:
    assert failure(of_tick("expect chat.place == stopped")).readings == (
        Reading("chat.place", None),
    )
    assert failure(of_tick("expect chat.place != stopped")).readings == (
        Reading("chat.place", None),
    )
    assert not held("never chat.place == stopped")
    assert not held("always chat.place == stopped")
    assert held("always (chat.place ?? stopped) == stopped")


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("never chat.place == stopped", "`chat.place` was never there"),
        ("never not chat.is_online", "`chat.is_online` was never there"),
        (
            "never chat.place == stopped and chat.place != udata.X",
            "`chat.place` and `udata.X` were never there",
        ),
        ("never 7 / (n - n) == 1", "it could not be computed"),
    ],
)
def test_what_is_never_known_is_not_never_true(claim: str, why: str) -> None:
    found = failure(of_tick(claim))

    assert found.message == (
        f"it said nothing in this run: {why}; "
        "give a default with `??`, or claim something that is there"
    )
    assert found.at_us == 30 * SECOND


TRUE, FALSE, UNKNOWN = "n == 0", "n == 7", "chat.place == stopped"


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (f"{TRUE} or {UNKNOWN}", True),
        (f"{UNKNOWN} or {TRUE}", True),
        (f"{FALSE} and {UNKNOWN}", False),
        (f"{UNKNOWN} and {FALSE}", False),
        (f"{TRUE} and {UNKNOWN}", None),
        (f"{UNKNOWN} and {TRUE}", None),
        (f"{UNKNOWN} or {FALSE}", None),
        (f"not {UNKNOWN}", None),
        (f"not ({UNKNOWN} and {FALSE})", True),
        (f"not ({UNKNOWN} and {FALSE}) and {TRUE}", True),
        (f"({UNKNOWN} or {UNKNOWN}) or ({FALSE} or {TRUE})", True),
        ("chat.is_online or is_online", True),
        ("not chat.is_online and not is_online", False),
        ("7 / n == 7 or n == 0", True),
        (f"(udata.X ?? ANI) == ANI and not {FALSE}", True),
    ],
)
def test_and_or_not_join_what_is_unknown_after_kleene(condition: str, truth: bool | None) -> None:
    assert held(f"expect {condition}") is (truth is True)
    assert held(f"expect not ({condition})") is (truth is False)


def test_a_claim_that_cannot_be_computed_is_not_true() -> None:
    assert not held("expect 7 / n == 7")
    assert held("never 7 / n == 8")
    assert not held("always 7 / n == 7")


@pytest.mark.parametrize(
    "claim",
    [
        "within 15s expect age >= 15s",
        "within 15s expect now == 2026-01-05T09:00:15",
        "eventually within 15s expect age >= 15s",
        "expect age == 30s",
    ],
)
def test_time_alone_makes_a_claim_true_between_two_events(claim: str) -> None:
    assert held(claim)


def test_the_clock_of_a_run_that_its_horizon_ends_stands_there() -> None:
    claims = ("horizon = 15s", "expect age == 15s", "expect n == 1", "expect place == running")

    assert verdict(of_tick(*claims)).failures == ()


@pytest.mark.parametrize(
    ("claim", "at_us"),
    [
        ("never age > 12s and age < 13s", 12 * SECOND + 1),
        ("always age < 12s", 12 * SECOND),
        ("always age != 12s", 12 * SECOND),
        ("never age + 3s >= 15s", 12 * SECOND),
        ("never age in [12s, 14s]", 12 * SECOND),
        ("never now >= 2026-01-05T09:00:12", 12 * SECOND),
        ("always now - 12s < 2026-01-05T09:00", 12 * SECOND),
        ("always -12s < -age", 12 * SECOND),
        ("never age - entered(second) > 2s", 12 * SECOND + 1),
        ("never now - 2026-01-05T09:00 >= entered(second) + 12s", 22 * SECOND),
        ("never age / 1s == 12", 12 * SECOND),
        ("never age mod 1m == 12s", 12 * SECOND),
        ("never age > 9999ms and n == 0", 9_999_001),
        ("eventually within 5s expect age < 12s", 12 * SECOND),
        ("never now + age > 2026-01-05T09:00:24", 13 * SECOND),
    ],
)
def test_what_reads_the_time_is_looked_at_between_events(claim: str, at_us: int) -> None:
    assert failure(of_tick(claim)).at_us == at_us


def test_what_time_makes_true_for_a_while_has_come_true() -> None:
    assert held("within 18s expect age > 12s and age < 13s")
    assert not held("within 11s expect age > 12s and age < 13s")


def test_a_calendar_opens_between_two_events() -> None:
    week = 'calendar c { zone = "UTC"   mon = [09:05 .. 09:06] }\n'
    test = of_tick("horizon = 1h", "never is_open(c)")

    assert failure(week + test).at_us == 300 * SECOND


WAITS = """
strategy s (chat) { a: stop }
queue q { view v { where = is_online == false   submit = s } }
test "t" {
  start = q
  input = { age: 1m   time_in_queue: 30s }
  @
}
"""


def test_a_test_lasts_as_long_as_it_says_though_nothing_happens_any_more() -> None:
    claims = (
        "horizon = 3h",
        "expect age == 3h1m",
        "expect now == 2026-01-05T12:00",
        "never age > 2h and age < 3h",
        "always age < 2h",
        "never now >= 2026-01-05T12:00",
        "never time_in_queue >= 1h",
        "always age < 4h",
    )

    found = verdict(WAITS.replace("@", "\n  ".join(claims))).failures

    assert [(each.claim, each.at_us) for each in found] == [
        (2, 119 * MINUTE + 1),
        (3, 119 * MINUTE),
        (4, 180 * MINUTE),
        (5, 59 * MINUTE + 30 * SECOND),
    ]


@pytest.mark.parametrize(
    "entry", ["horizon = 20m", "within 20m expect age == 21m", 'at 20m data_changes("A", "b")']
)
def test_a_test_lasts_to_the_last_instant_that_it_names(entry: str) -> None:
    found = verdict(WAITS.replace("@", f"{entry}\n  expect age == 21m\n  always age < 20m"))

    assert [(each.claim, each.at_us) for each in found.failures][-1][1] == 19 * MINUTE
    assert len(found.failures) == 1


def test_rows_of_one_instant_are_looked_at_one_by_one() -> None:
    assert not held("never visits(count) == 1 and n == 0 and visits(back) == 0")
    assert not held("always visits(count) == 0 or n == 1")


def test_a_run_that_begins_with_a_chat_in_a_queue_is_looked_at_as_it_begins() -> None:
    queue = """
strategy s (chat) { a: stop }
queue q { view v { where = time_in_queue > 10m   every = 1m   submit = s } }
test "t" {
  start = q
  input = { age: 5m }
  within 6m expect length(q) == 0
  never age < 5m
  eventually within 7m expect outcome == stopped("")
  expect pulls(q.v) == 1 and ended < 7m
}
test "u" {
  start = q
  input = { age: 5m }
  horizon = 1m
  never length(q) == 1
}
"""
    first, second = verdicts(queue)

    assert first.failures == ()
    assert [(each.message, each.at_us) for each in second.failures] == [
        ("it was true at 00:00.000", 0)
    ]


def test_rows_of_a_table_are_read_as_columns() -> None:
    text = """
strategy s (voice) { a: if(ANI == "1") { true -> b   false -> c }  b: disconnect  c: disconnect }
test "t" {
  row "one" { number = "1"   way = "true" }
  row "two" { number = "2"   way = "true" }
  strategy = s
  input = { ANI: row.number }
  expect port(a) == row.way
}
"""
    first, second = verdicts(text)

    assert first.failures == ()
    (found,) = second.failures
    assert found.readings == (Reading("port(a)", "false"), Reading("row.way", "true"))


def test_the_path_of_a_claim_about_a_path_stands_beside_what_it_claims() -> None:
    (own,) = verdict(of_tick("expect path == [first, bye]")).failures
    (none,) = verdict(of_tick("always [] == chat.path")).failures
    (other,) = verdict(of_tick("expect visits(first) == 7")).failures

    assert own.taken == ("first", "count", "second", "back", "third", "bye")
    assert none.taken == ()
    assert other.taken is None


def test_a_path_that_grows_and_grows_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from engine.testing import growing, leaves

    sizes: list[int] = []

    class Noted(growing.GrowingPool):
        """A pool that says how large it was whenever it was asked."""

        def encode(self, value: Value) -> int:
            code = super().encode(value)
            sizes.append(len(self.items))
            return code

    monkeypatch.setattr(leaves, "GrowingPool", Noted)
    assert held("always path != [second]")
    largest = max(sizes)
    sizes.clear()
    monkeypatch.setattr(leaves, "MEMBERS_MAX", 3)

    assert held("always path != [second]")
    assert max(sizes) < largest
    assert held("within 10s expect n == 1 and path == [first, count]")
    assert not held("never path == [first, count, second]")

"""Coverage: what counts, what was gone through, and the same counted by hand."""

from collections import Counter

import pytest

from engine.testing.points import Aspect, Coverage, Tally, score, scored, tallies
from tests.helpers.covered import covered, names, point
from tests.helpers.runs import process_of, run_process

DMS = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1925"   inbound_route_by_call = "1:in" }
}
chat_server { endpoints 1 { "in" = q } }
queue q {
  view done { where = is_online == false   submit = end }
  view lost { where = age > 1h   submit = tidy }
}
strategy end (chat) { stop_it: stop }
strategy tidy (chat) { remove: stop }
"""
CALL = (
    """
strategy main (voice) {
  on fault -> sorry
  on timeout -> sorry
  call: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: "+14155550123"   _umsBusinessId: "1925"   TerminateSessionFlag: "true"
    }
    fault unavailable, 905 -> bye
    fault missing_data -> bye
  } -> bye
  bye: disconnect
  sorry: default_route
}
"""
    + DMS
)
CONDITION = """
strategy main (voice) {
  var n = 0
  ask: if(
    ANI == "1" and not (n > 3
      or DNIS == "2")
  ) { true -> yes   false -> no }
  yes: disconnect
  no: disconnect
}
"""


def of(found: Coverage, aspect: Aspect) -> list[str]:
    """What counts of an aspect."""
    return names(each for each in found.points() if each.aspect is aspect and each.counts)


def missing(found: Coverage, aspect: Aspect) -> list[str]:
    """What is missing of an aspect."""
    return names(each for each in found.points() if each.aspect is aspect and each.missing)


def test_a_project_that_nothing_ran_in_counts_in_full() -> None:
    found = covered(process_of(CALL))

    assert of(found, Aspect.BLOCKS) == [
        "main: call", "main: bye", "main: sorry", "end: stop_it", "tidy: remove",
    ]  # fmt: skip
    assert of(found, Aspect.VIEWS) == ["q: done", "q: lost"]
    assert [each for each in found.points() if each.count] == []
    assert (score([found]), {each.thousandths for each in tallies(found.points()).values()}) == (
        0, {0, 1000},
    )  # fmt: skip


def test_blocks_ports_and_views_that_runs_went_through_are_covered() -> None:
    process = process_of(CALL)

    found = covered(process, [run_process(process)])

    assert missing(found, Aspect.BLOCKS) == ["main: sorry", "tidy: remove"]
    assert missing(found, Aspect.VIEWS) == ["q: lost"]
    assert missing(found, Aspect.PORTS) == [
        "call: fault unavailable, 905", "call: fault missing_data", "call: fault", "call: timeout",
    ]  # fmt: skip
    assert scored(tallies(found.points())) == Tally(4, 10)
    assert [(each.name, each.started) for each in found.strategies] == [
        ("main", 1), ("end", 1), ("tidy", 0),
    ]  # fmt: skip


def test_a_view_belongs_to_the_strategy_that_it_submits_to() -> None:
    found = covered(process_of(CALL))

    assert [names(strategy.views) for strategy in found.strategies] == [
        [],
        ["q: done"],
        ["q: lost"],
    ]


def test_each_way_in_which_a_call_can_end_is_a_point() -> None:
    process = process_of(CALL)

    def ends(*answers: str) -> Counter[str]:
        stories = [run_process(process, answers=[answer]) for answer in answers]
        return Counter(
            {each.name: each.count for each in covered(process, stories).points()
             if each.aspect is Aspect.CALLS}
        )  # fmt: skip

    # That data is missing is found before a request is sent: no call ends by it.
    assert list(ends("ok")) == ["answered", "fault unavailable", "fault 905", "fault", "timed out"]
    assert ends("ok", "ok", "timeout") == Counter({"answered": 2, "timed out": 1})
    assert ends("fault:905") == Counter({"fault 905": 1})
    assert ends("fault:unavailable", "fault:999", "fault:no_opt_in") == Counter(
        {"fault unavailable": 1, "fault": 2}
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("timeout = never", ["answered", "fault"]),
        ("expect_response = false", []),
        ("timeout = 1s", ["answered", "fault", "timed out"]),
        ("disabled = true", []),
    ],
)
def test_a_call_can_end_only_as_it_waits(written: str, expected: list[str]) -> None:
    ports = "    fault unavailable, 905 -> bye\n    fault missing_data -> bye\n"
    text = CALL.replace(ports, f"    {written}\n")

    found = covered(process_of(text))

    assert [each.name for each in found.points() if each.aspect is Aspect.CALLS] == expected


def test_a_disabled_block_and_its_ports_do_not_count() -> None:
    process = process_of(
        """strategy main (voice) {
          on fault -> out
          a: log(udata.X) { disabled = true   fault -> b } -> c
          b: disconnect
          c: disconnect
          out: disconnect
        }"""
    )

    before, after = covered(process), covered(process, [run_process(process)])

    assert of(before, Aspect.BLOCKS) == ["main: c"]
    assert of(after, Aspect.PORTS) == []
    assert score([after]) == 1000


def test_failures_that_no_author_has_to_think_of_count_once_they_are_taken() -> None:
    process = process_of(
        """strategy main (voice) {
          var n = 3037000500
          on fault -> out
          a: assign { n = n * n } -> b
          b: assign { n = n * n } -> c
          c: disconnect
          out: disconnect
        }"""
    )
    soft = [edge for block in process.strategies[0].blocks for edge in block.edges if edge.soft]

    before, after = covered(process), covered(process, [run_process(process)])

    assert [edge.port for edge in soft] == ["fault", "fault"]
    assert of(before, Aspect.PORTS) == ["a: ok", "b: ok"]
    assert of(before, Aspect.BLOCKS) == ["main: a", "main: b", "main: c"]
    taken = next(label for label in ("a", "b") if f"{label}: fault" in of(after, Aspect.PORTS))
    assert point(after, Aspect.PORTS, taken, "fault").count == 1
    assert "main: out" in of(after, Aspect.BLOCKS)
    assert not point(after, Aspect.BLOCKS, "main", "out").missing


def test_blocks_that_no_path_leads_to_do_not_count() -> None:
    found = covered(
        process_of("strategy main (voice) { a: disconnect  b: log(ANI) -> c  c: disconnect }")
    )

    assert of(found, Aspect.BLOCKS) == ["main: a"]
    assert of(found, Aspect.PORTS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("strategy s (voice) { data { K: text }  on fault -> b  a: disconnect  b: disconnect }", 2),
        ("strategy s (voice) { on abandoned -> b  a: disconnect  b: disconnect }", 2),
        ("strategy s (chat) { on abandoned -> b  a: stop  b: stop }", 1),
    ],
)
def test_handlers_count_where_something_leads_to_them_without_a_block(
    text: str, expected: int
) -> None:
    assert len(of(covered(process_of(text)), Aspect.BLOCKS)) == expected


def test_atoms_have_two_outcomes_and_decide_on_their_own() -> None:
    process = process_of(CONDITION)

    found = covered(process, [run_process(process, ani="1"), run_process(process, ani="2")])

    assert of(found, Aspect.CONDITIONS) == [
        'ask: ANI == "1" true', 'ask: ANI == "1" false', "ask: n > 3 true", "ask: n > 3 false",
        'ask: DNIS == "2" true', 'ask: DNIS == "2" false',
    ]  # fmt: skip
    assert missing(found, Aspect.CONDITIONS) == ["ask: n > 3 true", 'ask: DNIS == "2" true']
    assert of(found, Aspect.MCDC) == ['ask: ANI == "1"', "ask: n > 3", 'ask: DNIS == "2"']
    assert missing(found, Aspect.MCDC) == ["ask: n > 3", 'ask: DNIS == "2"']


def test_an_atom_stands_where_the_author_wrote_it() -> None:
    found = covered(process_of(CONDITION))

    places = [
        (each.name, each.place.line, each.place.column)
        for each in found.points()
        if each.aspect is Aspect.MCDC
    ]
    assert places == [('ANI == "1"', 5, 5), ("n > 3", 5, 25), ('DNIS == "2"', 6, 10)]


def test_a_lone_atom_needs_no_pair() -> None:
    found = covered(
        process_of("strategy s (voice) { a: if(ANI == DNIS) { true -> b  false -> b }  b: exit }")
    )

    assert tallies(found.points())[Aspect.MCDC] == Tally(0, 0)
    assert tallies(found.points())[Aspect.CONDITIONS] == Tally(0, 2)


def test_a_condition_that_fails_has_shown_the_atoms_before_and_decided_nothing() -> None:
    process = process_of(
        """strategy main (voice) {
          data { K: text }
          a: if(ANI == "1" and udata.L == "x") { true -> b   false -> b   fault -> c }
          b: disconnect
          c: disconnect
        }"""
    )
    stories = [run_process(process, ani=ani, data=[("K", "")]) for ani in ("1", "2")]

    found = covered(process, stories)

    assert missing(found, Aspect.CONDITIONS) == [
        'a: udata.L == "x" true', 'a: udata.L == "x" false',
    ]  # fmt: skip
    assert len(missing(found, Aspect.MCDC)) == 2


def test_a_port_of_the_strategy_stands_at_its_block() -> None:
    found = covered(process_of(CALL))

    assert str(point(found, Aspect.PORTS, "call", "fault").place) == str(
        point(found, Aspect.BLOCKS, "main", "call").place
    )
    assert point(found, Aspect.PORTS, "call", "ok").place.line > 6


@pytest.mark.parametrize(
    ("covered_points", "total", "expected"),
    [(0, 1, 0), (1, 3, 333), (2, 3, 666), (1999, 2000, 999), (2000, 2000, 1000), (0, 0, 1000)],
)
def test_a_share_is_never_rounded_up(covered_points: int, total: int, expected: int) -> None:
    assert Tally(covered_points, total).thousandths == expected


def test_the_share_of_several_projects_is_that_of_all_their_points() -> None:
    process = process_of(CALL)
    whole = process_of("strategy s (voice) { a: disconnect }")
    full = covered(whole, [run_process(whole)])

    found = [covered(process), full]

    assert (score([full]), score(found), score([])) == (1000, 1000 * 1 // 11, 1000)

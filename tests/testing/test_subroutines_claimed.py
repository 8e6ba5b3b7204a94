"""What tests can give and claim of subroutines, and of calls of them."""

from engine.testing.verdict import Outcome
from tests.testing.verdicts import verdict

PROJECT = """
strategy main (voice) {{
  ask: call(look) {{ parameters = {{ number: ANI }}   fault -> sorry }} -> pass
  pass: if(ask.answer.known and "gold" in ask.answer.marks) {{ true -> wait   false -> sorry }}
  wait: wait(ask.answer.pause) -> done
  done: disconnect {{ reason = "after " + text(age) }}
  sorry: default_route
}}
subroutine look (number: text) -> (known: flag, marks: list, pause: duration) {{
  data {{ Segment: text }}
  there: if(number == "") {{ true -> failed   false -> found }}
  found: exit {{ known = true   marks = [udata.Segment]   pause = 2s }}
  failed: exit(fault)
}}
test "t" {{
  {entries}
}}
"""


def outcome(*entries: str) -> Outcome:
    """How a test with these entries turns out."""
    return verdict(PROJECT.format(entries="\n  ".join(entries))).outcome


def test_results_of_every_type_can_have_been_given_back_before_a_test_begins() -> None:
    given = 'given { answered(ask) = { known: true, marks: ["gold", "new"], pause: 3s } }'

    after = outcome("strategy = main", "start = pass", given, 'expect reason == "after 3s"')

    assert after is Outcome.PASSED


def test_a_list_that_was_given_back_is_empty_if_the_test_says_so() -> None:
    given = "given { answered(ask) = { known: true, marks: [], pause: 3s } }"
    claim = "expect path == [pass, sorry] and ask.answer.marks == []"

    assert outcome("strategy = main", "start = pass", given, claim) is Outcome.PASSED


def test_a_subroutine_by_itself_fails_at_its_border_as_it_does_for_a_caller() -> None:
    alone = outcome(
        "subroutine = look",
        'input = { parameters: { number: "1" }, udata: { Segment: missing } }',
        'expect returned_fault == "missing_declared_data" and place == default_routed',
    )
    called = outcome(
        "strategy = main",
        'expect ask.fault.symbol == "missing_declared_data" and path == [ask, sorry]',
    )

    assert (alone, called) == (Outcome.PASSED, Outcome.PASSED)

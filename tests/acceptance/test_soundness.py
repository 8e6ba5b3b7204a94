"""What the checker lets through runs as it is written: ports, failures, cycles."""

import pytest

from engine.log.events import Event
from tests.helpers.runs import check_text, codes, run_text

BY_VALUE = """
strategy s (voice) {
  on fault -> wrong
  one: switch(udata.X) { 1 -> number  "1" -> text  else -> other }
  number: log("number") -> bye
  text: log("text") -> bye
  other: log("other") -> bye
  wrong: log("wrong") -> bye
  bye: disconnect
}
"""


@pytest.mark.parametrize(("value", "taken"), [(1, "number"), ("1", "text"), (2, "other")])
def test_a_label_leads_where_its_own_port_does(value: int | str, taken: str) -> None:
    story = run_text(BY_VALUE, data=(("X", value),))

    assert story.path() == ["one", taken, "bye"]


def test_a_handler_that_the_border_check_leads_to_runs_without_declared_data() -> None:
    story = run_text("""
        strategy first (voice) { go: strategy(second) }
        strategy second (voice) {
          data { Name: text }
          on fault -> sorry
          hello: log(udata.Name) -> bye
          sorry: log(udata.Name ?? "nobody") { fault -> bye } -> bye
          bye: disconnect
        }
    """)

    assert story.path() == ["go", "sorry", "bye"]
    assert not story.rows(Event.LIMIT)


def test_a_fault_that_takes_no_time_cannot_be_retried_for_ever() -> None:
    text = 'strategy s (voice) { a: wait(udata.D) { fault -> b } -> z  b: log("b") -> a  z: exit }'

    assert codes(check_text(text)) == ["E214"]

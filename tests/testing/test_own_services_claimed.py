"""What tests of authors give and claim of services of their own."""

import pytest

from engine.program.lower import lower
from engine.testing.judge import judge
from tests.helpers.runs import process_of

PROJECT = """
application "CRM" { type = ThirdPartyServer }
service "Orders.Lookup" {
  kind = voice_application
  parameters { OrderId: text }
  answers { Status: text   Seen = "no" }
  attaches = [Seen]
  latency = 3s
  by = OrderId
  row "A-1" { Status = "shipped" }
}
strategy s (voice) {
  on fault -> failed
  on timeout -> slow
  on abandoned -> gone
  look: esp("Orders.Lookup") {
    app_name = "CRM"
    parameters = { OrderId: ANI }
    timeout = 5s
  } -> tell
  tell: log(look.answer.Status + udata.Seen) -> done
  failed: log("failed") -> done
  slow: log("slow") -> done
  gone: exit
  done: exit
}
"""


def verdicts(test: str) -> dict[str, bool]:
    """Which cases passed."""
    process = process_of(PROJECT + test)
    program = lower(process)
    return {case.name: judge(program, case).failures == () for case in process.cases}


@pytest.mark.parametrize(
    "body",
    [
        'input = { ANI: "A-1" }  expect logs == ["shippedno"] and look.answer.Status == "shipped"',
        'input = { ANI: "A-2" }  expect path == [look, failed, done] and look.fault.code == 261',
        'input = { ANI: "A-1" }  expect sent("Orders.Lookup").parameters.OrderId == ANI',
        'input = { ANI: "A-1" }  expect calls("Orders.Lookup") == 1 and udata.Seen == "no"',
        # Stubs win over rows.
        'given { answer("Orders.Lookup") = answers({ Status: "x"   Seen: "yes" }) } '
        'expect logs == ["xyes"] and udata.Seen == "yes"',
        "given { answer(look) = fault(unavailable) } expect path == [look, failed, done]",
        'input = { ANI: "A-1" } given { answer(look) = after(1s) } expect age == 1s',
        'input = { ANI: "A-1" } given { answer(look) = timeout } expect path == [look, slow, done]',
        'input = { ANI: "A-1" } given { answer(look) = late } expect path == [look, slow, done]',
        # The voice application waits, and the caller may hang up in it.
        'input = { ANI: "A-1" } at 1s caller_hangs_up() '
        "expect path == [look, gone] and place == abandoned",
    ],
)
def test_a_service_of_ones_own_is_claimed_as_an_embedded_one(body: str) -> None:
    assert verdicts(f'test "t" {{ strategy = s {body} }}') == {"t": True}

"""`transfer` in arrivals: whose calls agents send back to a routing point."""

import pytest

from engine.days import Transfer
from tests.helpers.runs import check_text, codes, process_of

LINES = """
agent anna { capacity = { voice: 1, chat: 1 } }
queue inbox { view all { every = 1s   submit = write } }
strategy line (voice) {
  ask: route { targets = [agent(anna)]   timeout = 5m   timeout -> out }
  out: default_route
}
strategy write (chat) {
  ask: route { targets = [agent(anna)]   timeout = 5m   timeout -> out }
  out: stop
}
"""
CALLS = "arrivals calls { strategy = line   rate = 9/h   handling = exponential(4m)   TRANSFER }"
CHATS = "arrivals chats { queue = inbox   rate = 9/h   handling = exponential(4m)   TRANSFER }"


def test_it_says_how_many_and_where_to() -> None:
    calls = CALLS.replace("TRANSFER", "transfer { share = 15%   to = line }")

    (arrivals,) = process_of(LINES, calls).days.arrivals

    assert arrivals.transfer == Transfer(share=150_000, strategy="line")


@pytest.mark.parametrize(
    ("arrivals", "transfer", "code"),
    [
        (CALLS, "transfer { share = 15%   to = write }", "E232"),
        (CHATS, "transfer { share = 15%   to = line }", "E232"),
        (CALLS, "transfer { share = 15%   to = lines }", "E211"),
        (CALLS, "transfer { share = 101%   to = line }", "E305"),
        (CALLS, "transfer { share = 15% }", "E230"),
        (CALLS, "transfer { to = line }", "E230"),
    ],
)
def test_what_cannot_be_transferred_is_told(arrivals: str, transfer: str, code: str) -> None:
    checked = check_text(LINES, arrivals.replace("TRANSFER", transfer))

    assert code in codes(checked)
    assert checked.process is None

"""The notification project with any number of tests of its own, the same for the same number.

In: how many tests. Out: a copy of the project with them. They are of ten sorts in turn: calls that
go well and badly, one that begins at a block, a chat that waits in the queue, a customer who
writes, a caller who hangs up. `@` is the test's number, of four digits.
"""

import shutil
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "strategies" / "whatsapp_notification"
CALL = """\
  strategy = notify
  input = { ANI: "+1415555@", udata: { FirstName: "Ana @", OrderId: "A-@" } }
"""
SORTS = (
    CALL
    + """\
  expect path == [mobile, invite, tell, bye]
  expect rendered == "Dear Ana @, your order A-@ is on its way."
""",
    CALL
    + """\
  expect udata.NotificationChat == chat.id
  within 1m expect length(wa_notifications) == 0
""",
    CALL
    + """\
  given { answer(invite) = fault(unavailable) }
  expect path == [mobile, invite, sorry]
""",
    CALL
    + """\
  given { answer("ChatService.InviteToChat") = timeout }
  never calls(invite) > 1
  expect entered(unsure) == 5s
""",
    CALL
    + """\
  given { answer(invite) = late }
  expect messages == ["Dear Ana @, your order A-@ is on its way."]
  expect chat.outcome == stopped("notification sent")
""",
    CALL
    + """\
  given { answer(invite) = lost_close }
  eventually within 11m expect length(wa_notifications) == 0
""",
    CALL
    + """\
  given { answer(invite) = after(2s) }
  at 1s caller_hangs_up()
  expect place == abandoned
""",
    CALL
    + """\
  at 20m customer_writes("hi @")
  expect chat(2).queue == wa_inbound
""",
    CALL
    + """\
  start = tell
  given { answered(invite) = { _umsChatSessionId: "chat-@" } }
  expect udata.NotificationChat == "chat-@"
""",
    """\
  start = wa_notifications
  input = { age: @s, terminate: true }
  expect outcome == lost_removed("lost chat")
""",
)


def write(folder: Path, tests: int) -> None:
    """Writes the project with so many tests into a folder that is not there yet."""
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("*.out", "tests.strat"))
    texts = []
    for number in range(1000, 1000 + tests):
        body = SORTS[number % len(SORTS)].replace("@", str(number))
        texts.append(f'test "case {number}" {{\n{body}}}\n')
    (folder / "tests.strat").write_text("\n".join(texts), encoding="utf-8")

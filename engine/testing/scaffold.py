"""Scaffolds: what `routewright new` begins projects and strategies with.

In: a name. Out: texts in canonical form that check without a finding and test green, with comments
that teach; or what is wrong with the name.
"""

import re
from collections.abc import Mapping

from engine.blocks import KINDS
from engine.graph.reading import RESERVED
from engine.testing.find import TESTS
from engine.world import DECLARATIONS, LATER

NAME_CHARS_MAX = 100
STRATEGY_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
PROJECT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Names that no file can have on Windows."""
OPERATORS = frozenset({"and", "or", "not", "in", "mod"})
CLAIMS = frozenset({"expect", "always", "never", "within", "eventually", "at"})
PORTS = frozenset({"else", "fault", "timeout", "on", "import"})

PROCESS_STRAT = """\
# The world around the strategies: how the servers are configured, which messages there are, and
# the queues in which chats wait. `routewright explain queue` explains a word of this file.

# Digital Messaging Server, which hands messages to WhatsApp.
application "DMS" {
  flex_chat = true

  channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
}

# An endpoint is Chat Server's name for the way into a queue.
chat_server {
  endpoints 1 { "session-WA-sendSR" = wa_notifications }
}

# A standard response. What stands in `<$…$>` is filled in when the message is made.
response SR_order_shipped {
  content_type = notification
  id = "acme@order_shipped"
  body = "Dear <$Contact.FirstName$>, your order is on its way."
}

# Every notification leaves a chat in this queue, and views hand chats to strategies: `finished`
# those whose session has ended, `lost` those whose end nobody heard of.
queue wa_notifications {
  view finished { where = is_online == false   every = 1s   submit = stop_notification }
  view lost { where = is_online and age > 10m   every = 1m   submit = remove_lost_chat }
}

strategy stop_notification (chat) {
  done: stop { reason = "notification sent" }
}

strategy remove_lost_chat (chat) {
  gone: stop { reason = "lost chat" }
}
"""

NOTIFY_STRAT = """\
# A caller is told on WhatsApp that the order is on its way, and the call ends.
strategy notify (voice) {
  data { FirstName: text }  # what every caller brings; `input.json` has it for `routewright run`
  on fault -> sorry  # where failures lead that no block takes itself

  # A block is `label: kind(…) { … } -> next`. The first one is where calls come in.
  mobile: if(is_mobile(ANI, "US")) { true -> invite   false -> sorry }

  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsChannel: "channel-whatsapp"
      _umsClientId: e164(ANI, "US")
      _umsBusinessId: "19251112222"
      StandardResponseId: "SR_order_shipped"
      ChatQueueKey: "1:session-WA-sendSR"
      TerminateSessionFlag: "true"
      Contact: { FirstName: udata.FirstName }
    }
    timeout = 5s
    timeout -> sorry  # not sent again: the message may be out
  } -> bye

  bye: disconnect { reason = "told" }
  sorry: default_route
}
"""

TESTS_STRAT = """\
# A test is one interaction, and what must hold of it. The clock is virtual: hours cost nothing.
# `routewright test` runs them all, `routewright explain test` says what can stand here.

test "a caller is told on WhatsApp, and nothing stays in the queue" {
  strategy = notify
  input = { ANI: "+14155550123", udata: { FirstName: "Ana" } }
  expect path == [mobile, invite, bye]
  expect rendered == "Dear Ana, your order is on its way."
  within 1m expect length(wa_notifications) == 0
}

# What is given takes the place of what would happen: here the server refuses every call.
test "a caller who cannot be told gets an agent" {
  strategy = notify
  input = { ANI: "+14155550123", udata: { FirstName: "Ana" } }
  given { answer(invite) = fault(unavailable) }
  expect path == [mobile, invite, sorry]
  expect place == default_routed
}

# One body, many rows: each row is a test of its own.
test "only mobile numbers are written to" {
  strategy = notify
  input = { ANI: row.number, udata: { FirstName: "Ana" } }
  row "a mobile number" { number = "+14155550123"   calls = 1 }
  row "a landline in Berlin" { number = "+4930901820"   calls = 0 }
  row "no number" { number = ""   calls = 0 }
  expect calls(invite) == row.calls
}
"""

INPUT_JSON = """\
{ "ANI": "+14155550123", "FirstName": "Ana" }
"""

README_MD = """\
`{name}`: callers are told on WhatsApp that their order is on its way.
`routewright check` finds mistakes, `routewright run` shows one call, `routewright test` all tests.
"""

STRATEGY_STRAT = """\
# What a call goes through. `routewright explain` lists all kinds of blocks, and what they can do.
strategy {name} (voice) {{
  on fault -> bye  # where failures lead that no block takes itself

  # A block is `label: kind(…) {{ … }} -> next`. The first one is where calls come in.
  known: if(ANI == "") {{ true -> stranger   false -> greet }}

  # `??` says what stands for attached data that is not there.
  greet: log("hello " + (udata.FirstName ?? "caller")) -> bye
  stranger: log("a call without a number") -> bye

  bye: disconnect {{ reason = "greeted" }}
}}

# A test is one interaction, and what must hold of it. `routewright test` runs it.
test "{name} greets a caller by name" {{
  strategy = {name}
  input = {{ ANI: "+14155550123", udata: {{ FirstName: "Ana" }} }}
  expect path == [known, greet, bye]
  expect logs == ["hello Ana"]
  expect outcome == disconnected("greeted")
}}
"""


def project_files(name: str) -> Mapping[str, str]:
    """The files of a new project, by their names.

    >>> list(project_files("orders"))
    ['process.strat', 'notify.strat', 'tests.strat', 'input.json', 'README.md']
    """
    return {
        "process.strat": PROCESS_STRAT,
        "notify.strat": NOTIFY_STRAT,
        TESTS: TESTS_STRAT,
        "input.json": INPUT_JSON,
        "README.md": README_MD.format(name=name),
    }


def strategy_file(name: str) -> str:
    """A file with a strategy of this name, and a test of it."""
    return STRATEGY_STRAT.format(name=name)


def project_name_error(name: str) -> str | None:
    """Why a project cannot have this name; None if it can.

    >>> project_name_error("whatsapp-orders"), project_name_error("nul")
    (None, 'nothing can be called so on Windows')
    """
    return _form_error(name, PROJECT_NAME, "letters, digits, `-` and `_`")


def strategy_name_error(name: str) -> str | None:
    """Why a strategy, and its file, cannot have this name; None if they can.

    >>> strategy_name_error("greet_2"), strategy_name_error("queue")
    (None, 'it is a word of the language')
    """
    words = OPERATORS | CLAIMS | PORTS | RESERVED | KINDS.keys() | DECLARATIONS.keys()
    if name in words | LATER.keys():
        return "it is a word of the language"
    return _form_error(name, STRATEGY_NAME, "letters, digits and `_`")


def _form_error(name: str, form: "re.Pattern[str]", characters: str) -> str | None:
    if not form.fullmatch(name):
        return f"a name is made of {characters}, and begins with a letter"
    if len(name) > NAME_CHARS_MAX:
        return f"a name has at most {NAME_CHARS_MAX} characters"
    if name.casefold() in DEVICES:
        return "nothing can be called so on Windows"
    return None

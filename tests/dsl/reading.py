"""Parsing in one line, and what is said in a form that a test can show."""

import re
from collections import Counter
from textwrap import dedent

from engine.diagnostics import Diagnostic, Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.limits import LIMITS, Limits
from engine.source import Source
from engine.syntax.nodes import File

COMMENTS = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#([^\n]*)', re.DOTALL)

EXAMPLE = dedent("""\
    # A caller who would wait too long is invited to WhatsApp.
    param business_number = "19251112222"  # picked by `--env`

    application "DMS" {
      type = 171
      channel "channel-whatsapp" { media = whatsapp   business_id = business_number }
    }
    chat_server {
      endpoints 1 {
        "session-WA-inbound" = wa_inbound
        "session-WA-sendSR" = wa_notifications
      }
    }
    queue wa_notifications {
      view finished { where = is_online == false   every = 1s   submit = stop_notification }
      view lost { where = is_online and age > 10m   every = 1m   submit = remove_lost_chat }
    }
    virtual_queue VQ_billing
    skill billing

    strategy deflect (voice) {
      data { FirstName: text   Ticket: text }
      on fault -> hold
      on abandoned -> gone

      long_wait: if(estimated_wait(VQ_billing) > 2m) { true -> invite   false -> hold }

      invite: esp("ChatService.InviteToChat") {
        app_name = "DMS"
        parameters = {
          _umsClientId: e164(ANI, "US")
          Contact: { FirstName: udata.FirstName ?? "" }
        }
        user_data = [FirstName, Ticket]
        timeout = 5s
        fault unavailable, 904 -> hold
        timeout -> hold
      } -> tell

      tell: attach { NotificationChat = invite.answer._umsChatSessionId } -> hold

      # a queue of people
      hold: route {
        targets = [
          { target: skill(billing) >= 5 and skill(english) >= 3, for: 30s },
          group(everyone)
        ]
        timeout -> sorry
      }
      sorry: disconnect { reason = "no agent" }
      gone: exit
    }

    subroutine notify (number: text) -> (chat: text) { failed: exit(fault) }

    arrivals calls { rate = 40/h   handling = exponential(4m) }
    test "a long wait becomes a notification" {
      given { estimated_wait(VQ_billing) = 5m }
      expect path == [long_wait, invite, tell, hold]
      always n >= -1
      never n not in [1, 2]
      at 20m customer_writes("hi")
      within 1m expect length(wa_notifications) == 0
      eventually within 15m expect not (a or b)
      # nothing more
    }
    # the end
    """)
"""A canonical text with every form of entry and expression."""


def read(text: str, limits: Limits = LIMITS) -> tuple[File, list[Diagnostic]]:
    """The tree of a text, and everything found, sorted."""
    findings = Findings()
    file = parse(Source("a.strat", text), findings, limits)
    return file, list(findings)


def parsed(text: str) -> File:
    """The tree of a text without mistakes."""
    file, found = read(text)
    assert not found, found
    return file


def formatted(text: str) -> str:
    """The canonical text of a text without mistakes."""
    return print_file(parsed(text))


def place(diagnostic: Diagnostic) -> str:
    """`line:column`."""
    assert diagnostic.span is not None
    line, column = diagnostic.span.line_and_column()
    return f"{line}:{column}"


def said(text: str, limits: Limits = LIMITS) -> list[str]:
    """What is said of a text, as `line:column code message`."""
    return [f"{place(d)} {d.code} {d.message}" for d in read(text, limits)[1]]


def only(text: str, limits: Limits = LIMITS) -> Diagnostic:
    """The only thing that is said of a text."""
    (diagnostic,) = read(text, limits)[1]
    return diagnostic


def comments_of(text: str) -> Counter[str]:
    """The comments of a text, without `#` and the space around them."""
    found = COMMENTS.finditer(text)
    return Counter(match[1].strip(" \t\r") for match in found if match[1] is not None)

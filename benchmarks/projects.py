"""Large projects that look like real ones, of any size, the same for the same size.

In: how many sites a project has. Out: its files as texts. A site is what one department of a
contact centre writes: a strategy for calls that invites to WhatsApp with a counted retry, one it
hands over to, the strategies and queues of its chats, a standard response, and comments. All block
kinds occur. The world that the sites share (server, channel, endpoints) is one more file.
"""

from pathlib import Path

SITES_PER_FILE = 100
SITE = """\
# Site @@: a caller who would wait too long is invited to WhatsApp.
response SR_queue_full_@@ {
  content_type = notification
  id = "acme@queue_full_@@"
  body = "Hello <$Contact.FirstName$>, your ticket at site @@ is <$CustomProperties.Ticket$>."
}

queue notifications_@@ {
  view finished { where = is_online == false every = 1s submit = stop_@@ }
  # Chats whose close was lost: still open long after the message went out.
  view lost { where = is_online and age > 10m every = 1m submit = remove_@@ }
}

queue inbound_@@ {
  view all { where = (udata.Site ?? "") == "@@" or priority > 5 every = 1s submit = answer_@@ }
}

strategy deflect_@@ (voice) {
  data {
    FirstName: text
    Ticket: text
  }
  var tries = 0
  on fault -> sorry

  begin: log("site @@: " + udata.Ticket) -> language
  language: switch(udata.Language ?? "en") {
    "en" -> greet
    "de" -> greet
    else -> sorry
  }
  greet: attach {
    Site = "@@"
    Origin = ANI
    Greeting = "Hello " + udata.FirstName
  } -> suitable
  suitable: if(is_mobile(ANI, "US") and length(notifications_@@) < 50 + 2 * 25) {
    true -> invite
    false -> handover
  }

  # The customer gets one message; the chat ends at once (TerminateSessionFlag).
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: e164(ANI, "US")
      _umsBusinessId: business_number
      StandardResponseId: "SR_queue_full_@@"
      ChatQueueKey: "1:session-@@"
      TerminateSessionFlag: "true"
      Contact: { FirstName: udata.FirstName }
      CustomProperties: { Ticket: udata.Ticket }
    }
    user_data = [Ticket, Site]
    with = { OriginCall: id }
    timeout = 5s
    fault unavailable, 904 -> count
    fault unknown_channel -> sorry
    timeout -> sorry
  } -> tell
  tell: attach { NotificationChat = invite.answer._umsChatSessionId } -> gone

  count: assign { tries = tries + 1 } -> again
  again: if(tries < 3 and not (time_in_queue > 10m)) {
    true -> pause
    false -> sorry
  }
  pause: wait(30s) -> invite
  handover: strategy(fallback_@@)
  sorry: disconnect { reason = "no agent at site @@" }
  gone: exit
}

strategy fallback_@@ (voice) {
  note: log("default destination of site @@") -> rest
  rest: default_route
}

strategy stop_@@ (chat) {
  done: stop { reason = "notification sent" }
}

strategy remove_@@ (chat) {
  gone: stop { reason = "lost chat" }
}

strategy answer_@@ (chat) {
  urgent: if(priority > 7 or age > 1h) {
    true -> mark
    false -> park
  }
  mark: attach { Urgent = "yes" } -> park
  park: queue(inbound_@@) { not_before = 5m }
}

"""
SITE_LINES = SITE.count("\n")
SITE_BLOCKS = 19
"""Blocks of one site: twelve for calls, two to hand over to, and five for its chats."""
WORLD = """\
# What all sites share.
param business_number = "19251112222"

application "DMS" {
  type = 171
  channel "channel-whatsapp" {
    media = whatsapp
    business_id = business_number
    inbound_route = "1:inbound"
    inbound_route_by_call = "1:inbound"
  }
}

chat_server {
  stop_abandoned_interaction = never
  endpoints 1 {
    "inbound" = inbound_0
%s
  }
}
"""


def project(sites: int) -> dict[str, str]:
    """The files of a project with so many sites: name -> text, a hundred sites a file."""
    endpoints = "\n".join(f'    "session-{n}" = notifications_{n}' for n in range(sites))
    files = {"world.strat": WORLD % endpoints}
    for first in range(0, sites, SITES_PER_FILE):
        numbers = range(first, min(first + SITES_PER_FILE, sites))
        files[f"sites_{first:05}.strat"] = "".join(SITE.replace("@@", str(n)) for n in numbers)
    return files


def sites_for_lines(lines: int) -> int:
    """How many sites make a project of about so many lines; at least one."""
    return max(1, round((lines - WORLD.count("\n")) / (SITE_LINES + 1)))


def write(folder: Path, sites: int) -> None:
    """Writes a project of so many sites into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in project(sites).items():
        (folder / name).write_text(text, encoding="utf-8")

"""Coverage to write reports of: a project in two files, run in part."""

from engine.testing.points import Coverage
from tests.graph.projects import built
from tests.helpers.covered import covered
from tests.helpers.runs import run_process

CALLS = """
strategy welcome (voice) {
  data { Name: text }
  on fault -> sorry
  ask: if(ANI == "1" or udata.Name == "Ana") { true -> invite   false -> bye }
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: "+14155550123"   _umsBusinessId: "1925"   TerminateSessionFlag: "true"
    }
    fault unavailable -> sorry
    timeout -> tell
  } -> bye
  tell: log("no answer") -> sorry
  bye: disconnect
  sorry: default_route
}
"""
CENTRE = """
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
strategy tidy (chat) { look: log("lost") -> remove   remove: stop }
"""
HOSTILE = """
strategy "a,b<&\\"']]>" (voice) {
  ask: switch(ANI) { "\\nSF:evil,\\u{1b}]]>" -> bye   else -> bye }
  bye: disconnect
}
"""


def partly() -> Coverage:
    """A run that went well, of a project with much besides."""
    process = built(CALLS, CENTRE)
    return covered(process, [run_process(process, data=[("Name", "Ana")])])


def wholly() -> Coverage:
    """A project of which nothing is left."""
    process = built("strategy hello (voice) { bye: disconnect }")
    return covered(process, [run_process(process)])


def hostile() -> Coverage:
    """Names that would like to be something else."""
    process = built(HOSTILE)
    return covered(process, [run_process(process)])

"""Days of chats: a project with parts that tests exchange, and the story of a simulated day.

In: parts of the text, a seed. Out: the program, the story.
"""

from engine.log.counts import Level
from engine.program.lower import lower
from engine.program.model import Program
from engine.sim.day import Day, simulate_day
from tests.helpers.runs import Story, process_of

PROJECT = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222"   inbound_route = "1:in" }
}
chat_server {
  stop_abandoned_interaction = @STOP@
  endpoints 1 { "in" = inbound  "send" = notifications }
}
response note { content_type = notification   id = "acme@note"   body = "Hello" }
application "Rules" { type = ThirdPartyServer }
service "Rules.Rank" {
  application = "Rules"
  parameters { Segment: text }
  answers { Rank: integer }
  by = Segment
  latency = @LATENCY@
  row "gold" { Rank = 9 }
  row "stone" { fault = unavailable }
  else { Rank = 1 }
}
queue notifications {
  view over { where = is_online == false   every = 1s   submit = settle }
  view lost { where = age > 10m   every = 1s   submit = settle }
}
queue inbound { view all { every = 1s   submit = serve } }
queue tasks { view all { every = 1s   submit = work } }
agent clerk { count = @CLERKS@  capacity = { voice: 1, chat: 2, email: 1 } }
group clerks { members = [clerk] }
strategy serve (chat) {
  ask: route { targets = [group(clerks)]  timeout = 20m  timeout -> gone  fault -> gone }
  gone: stop { reason = "nobody" }
}
strategy work (email) {
  ask: route { targets = [group(clerks)]  timeout = 20m  timeout -> gone  fault -> gone }
  gone: stop { reason = "nobody" }
}
strategy settle (chat) { done: stop { reason = "settled" } }
strategy caller (voice) {
  var digits = ""
  @MENU@
  rank: esp("Rules.Rank") {
    app_name = "Rules"
    parameters = { Segment: udata.Segment ?? "none" }
    timeout = 5s
    timeout -> invite
    fault -> invite
  } -> invite
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: ANI   _umsBusinessId: "19251112222"   StandardResponseId: "note"
      ChatQueueKey: "1:send"   TerminateSessionFlag: "@FLAG@"
    }
    timeout = 5s
    timeout -> bye
    fault -> bye
  } -> bye
  bye: disconnect
}
@ARRIVALS@
simulation day {
  start = 2026-12-21T08:00   zone = "UTC"   duration = @DURATION@   seed = 7
  handling = exponential(3m)
}
"""


def chat_day(
    arrivals: str,
    *,
    stop: str = "never",
    flag: str = "true",
    clerks: int = 3,
    duration: str = "1h",
    menu: str = "",
    latency: str = "50ms",
) -> Program:
    """The program of the project with these arrivals."""
    parts = {
        "@ARRIVALS@": arrivals, "@STOP@": stop, "@FLAG@": flag, "@CLERKS@": str(clerks),
        "@DURATION@": duration, "@MENU@": menu,
        "@LATENCY@": latency,
    }  # fmt: skip
    text = PROJECT
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return lower(process_of(text))


def simulated(
    program: Program,
    *,
    seed: int = 7,
    level: Level = Level.WHY,
    recycle: bool = True,
    deep: bool = False,
) -> Day:
    """The first simulation of a program."""
    return simulate_day(
        program, program.days.simulations[0], seed=seed, level=level, recycle=recycle, deep=deep
    )


def story_of(program: Program, *, seed: int = 7) -> Story:
    """What happens in it."""
    day = simulated(program, seed=seed)
    assert day.log is not None
    assert day.limit is None
    return Story(program, day.log)

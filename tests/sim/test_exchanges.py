"""What servers of the author's own have answered is remembered, and nobody can tell."""

import pytest

from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request
from engine.esp.outcome import Outcome
from engine.esp.world import World
from engine.limits import LIMITS
from engine.log.events import Event
from engine.log.model import EventLog
from engine.program.lower import lower
from engine.scenario import Answering, AnswerPlan, Scenario
from engine.sim.services import Services
from engine.sim.simulate import assemble, begin, log_of
from engine.values import KVList, Value
from tests.helpers.runs import Story, process_of

LOOP = """
application "Rules" {{ type = ThirdPartyServer }}
service "Rules.Rank" {{
  application = "Rules"
  parameters {{ Segment: integer }}
  answers {{ Rank: integer   Note: text }}
  {attaches}
  {latency}
  by = Segment
  row 0 {{ Rank = 9   Note = "none" }}
  row 1 {{ fault = unavailable }}
  row 2 {{ Rank = 2   Note = "seen" }}
}}
strategy s (voice) {{
  var n = 0
  var sum = 0
  ask: esp("Rules.Rank") {{
    app_name = "Rules"
    parameters = {{ Segment: n mod {kinds} }}
    timeout = 5s
    timeout -> next
    fault -> next
  }} -> add
  add: assign {{ sum = sum + (ask.answer.Rank ?? 0) }} -> next
  next: assign {{ n = n + 1 }} -> more
  more: if(n < 40) {{ true -> ask   false -> bye }}
  bye: disconnect
}}
"""


def played(
    *,
    attaches: str = "",
    latency: str = "",
    kinds: int = 4,
    remembers: bool = True,
    data: KVList | None = None,
    answers: tuple[AnswerPlan, ...] = (),
) -> tuple[Story, int]:
    """Forty calls, and how often a server was asked, with a log that keeps no reasons."""
    text = LOOP.format(attaches=attaches, latency=latency, kinds=kinds)
    program = lower(process_of(text))
    scenario = Scenario(strategy="s", data=data or KVList(), answers=answers)
    run = assemble(program, scenario, LIMITS)
    run.why.hush()
    run.services.remembers = run.services.remembers and remembers
    asked = 0

    def counted(request: Request, world: World) -> Outcome:
        nonlocal asked
        asked += 1
        return dispatch(request, world)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.sim.services.dispatch", counted)
        begin(run)
        run.machine.run(scenario.horizon_us)
    run.state.places.recount()
    return Story(program, log_of(run, "over")), asked


def same(one: EventLog, other: EventLog) -> bool:
    return one.events_bytes() == other.events_bytes()


@pytest.mark.parametrize("attaches", ["", "attaches = [Note]"])
@pytest.mark.parametrize("latency", ["", "latency = 5s", "latency = 5001ms", "latency = 30s"])
def test_each_question_is_asked_once_and_the_log_is_the_same(attaches: str, latency: str) -> None:
    story, asked = played(attaches=attaches, latency=latency)
    other, asked_each_time = played(attaches=attaches, latency=latency, remembers=False)

    assert (asked, asked_each_time) == (5, 40)
    assert same(story.log, other.log)
    assert len(story.rows(Event.REQUESTED)) == 40


def test_who_answers_late_is_remembered_too() -> None:
    story, asked = played(latency="latency = 30s")

    assert asked < 10
    assert len(story.rows(Event.TIMED_OUT)) == 40
    assert len(story.rows(Event.LATE)) == 40
    assert not story.rows(Event.ANSWERED, Event.REFUSED)


@pytest.mark.parametrize("value", [2**31 - 1, -(2**31), "text", True, b"\x00"])
def test_attached_data_that_any_server_takes_changes_nothing(value: Value) -> None:
    _, asked = played(data=KVList([("Own", value)]))

    assert asked == 5


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, ("a", "b"), KVList([("k", 2**31)])])
def test_attached_data_that_servers_may_refuse_is_looked_at_each_time(value: Value) -> None:
    data = KVList([("Own", value)])
    story, asked = played(data=data)
    other, _ = played(data=data, remembers=False)

    assert asked == 40
    assert same(story.log, other.log)


def test_answers_that_a_test_plans_are_not_passed_over() -> None:
    plans = (AnswerPlan(), AnswerPlan(answering=Answering.DUPLICATE), AnswerPlan())
    story, asked = played(kinds=1, answers=plans)

    assert asked == 40
    assert len(story.rows(Event.DUPLICATE)) == 1


def test_what_is_forgotten_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Services.arrived

    def forgetful(self: Services, arrival: int) -> None:
        taken(self, arrival)
        self._exchanges.forget()

    monkeypatch.setattr(Services, "arrived", forgetful)
    story, asked = played(kinds=1)
    monkeypatch.undo()
    other, _ = played(kinds=1, remembers=False)

    assert asked > 10
    assert same(story.log, other.log)

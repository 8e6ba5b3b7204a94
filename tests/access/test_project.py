"""Projects and runs from Python."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import engine.access.project
from engine.access.given import kvlist
from engine.access.project import Project, load_project
from engine.diagnostics import SourceError
from engine.faults import BY_SYMBOL
from engine.scenario import Act, AgentPlan, AnswerPlan, Happening, Scenario, Waiting
from engine.values import SECOND, Duration, KVList, Time
from tests.cli.command import BROKEN, HELLO, project

ROOT = Path(__file__).parents[2]
ANA = {"FirstName": "Ana", "OrderId": "A-1042"}


@pytest.fixture(scope="module")
def notification() -> Project:
    """The example of the README."""
    return load_project(ROOT / "strategies" / "whatsapp_notification")


def test_a_run_says_where_the_call_went_and_what_was_sent(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA)

    assert run.path == ("mobile", "invite", "tell", "bye")
    assert run.ports == ("mobile.true", "invite.ok", "tell.ok")
    assert run.outcome == ("disconnected", "notified")
    assert run.ended == Duration(50_000)
    assert run.rendered == "Dear Ana, your order A-1042 is on its way."
    assert run.messages == (run.rendered,)
    assert run.interactions[0].data["NotificationChat"] == "chat-2"


def test_a_run_says_what_its_calls_asked_for(notification: Project) -> None:
    (request,) = notification.run(ani="+14155550123", data=ANA).requests

    assert (request.method, request.block) == ("ChatService.InviteToChat", "invite")
    assert request.parameters.get("Contact") == KVList([("FirstName", "Ana")])
    assert request.user_data.get("OriginCall") == "voice-1"


def test_a_run_says_what_became_of_its_chats(notification: Project) -> None:
    (chat,) = notification.run(ani="+14155550123", data=ANA).chats

    assert (chat.id, chat.media) == ("chat-2", "whatsappsession")
    assert (chat.path, chat.place, chat.queue) == (("done",), "stopped", None)
    assert chat.outcome == ("stopped", "notification sent")


def test_calls_are_answered_as_told(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA, answers=["fault:unavailable"])

    assert run.ports[-1].startswith("invite.")
    assert run.outcome == ("default_routed", "default route")
    assert run.chats == ()
    assert run.totals.faults == (("unavailable", 1),)


def test_a_plan_may_be_given_as_a_value(notification: Project) -> None:
    plan = AnswerPlan.parse("fault:unavailable")

    by_value = notification.run(ani="+14155550123", data=ANA, answers=[plan])
    by_words = notification.run(ani="+14155550123", data=ANA, answers=["fault:unavailable"])

    assert plan.fault == BY_SYMBOL["unavailable"].number
    assert by_value.log.events_hash() == by_words.log.events_hash()


def test_a_queue_has_a_length_at_every_instant(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA, answers=["lost-close"])

    assert run.length("wa_notifications", after=timedelta(minutes=10)) == 1
    assert run.length("wa_notifications", after=Duration(11 * 60 * SECOND)) == 0
    assert run.length("wa_notifications") == 0


def test_a_run_that_is_cut_off_has_no_outcome_yet(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA, answers=["lost-close"], horizon="5m")

    (chat,) = run.chats
    assert (chat.outcome, chat.ended) == (None, None)
    assert (chat.place, chat.queue) == ("queued", "wa_notifications")


def test_a_queue_that_is_not_there_is_named(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA)

    with pytest.raises(ValueError, match=r"no queue `wa_notification`.*`wa_notifications`"):
        run.length("wa_notification")


def test_the_trace_is_that_of_the_command(notification: Project) -> None:
    trace = notification.run(ani="+14155550123", data=ANA).trace(columns=80)

    assert trace.startswith("whatsapp_notification: strategy notify (voice)\n")
    assert "chat-2 pulled by view finished of queue wa_notifications after 1s" in trace
    assert max(map(len, trace.split("\n"))) <= 80


def test_what_is_given_by_keyword_wins_over_the_scenario(notification: Project) -> None:
    base = Scenario(strategy="notify", ani="+1", dnis="1925", data=KVList([("FirstName", "Bo")]))

    run = notification.run(base, ani="+14155550123", data=ANA, now="2026-12-24T08:00")

    assert run.rendered == "Dear Ana, your order A-1042 is on its way."
    assert run.log.head["dnis"] == '"1925"'
    assert run.log.head["start"] == "2026-12-24T08:00:00Z"


def test_times_may_be_those_of_python(notification: Project) -> None:
    moment = datetime(2026, 12, 24, 8, tzinfo=UTC)

    runs = [notification.run(data=ANA, now=now) for now in (moment, Time.of(moment))]

    assert {run.log.head["start"] for run in runs} == {"2026-12-24T08:00:00Z"}


def test_python_values_become_values_of_the_language() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    data = kvlist(
        {"Wait": timedelta(seconds=2), "Names": ["a", 1], "At": moment, "In": {"K": b"!"}}
    )

    assert data == KVList(
        [
            ("Wait", Duration(2 * SECOND)),
            ("Names", ("a", 1)),
            ("At", Time.of(moment)),
            ("In", KVList([("K", b"!")])),
        ]
    )


def test_what_is_no_value_is_refused(notification: Project) -> None:
    with pytest.raises(ValueError, match=r"1\.5 is no value of the language"):
        notification.run(data={"Share": 1.5})  # type: ignore[dict-item]


def test_events_happen_at_their_times(notification: Project) -> None:
    run = notification.run(
        ani="+14155550123", data=ANA, answers=["after:2s"], at=[("1s", "caller_hangs_up")]
    )

    assert run.outcome is not None
    assert run.outcome.place == "abandoned"
    assert run.ended == Duration(SECOND)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (("1s", "caller_hang_up"), "did you mean `caller_hangs_up`"),
        (("1s", "customer_writes"), r"`customer_writes\(text\)` takes 1, and 0 are given"),
        (("soon", "session_ends"), "write digits"),
        (("08:30", "session_ends"), "`08:30` is no length of time"),
    ],
)
def test_an_event_that_cannot_be_read_is_explained(
    notification: Project, event: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        notification.run(data=ANA, at=[event])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"at": [(timedelta(seconds=-1), "caller_hangs_up")]},
            "`caller_hangs_up` is not before the",
        ),
        ({"at": [(timedelta(days=900_000), "caller_hangs_up")]}, "longer than any length"),
        ({"at": [(timedelta(days=4000), "caller_hangs_up")]}, "`caller_hangs_up` is at most 3653d"),
        ({"at": [("1s", "customer_writes", 7)]}, "`text` of `customer_writes` is text, and 7 is"),
        ({"at": [("1s", "data_changes", 7, 7)]}, "`key` of `data_changes` is text"),
        ({"at": ["1s"]}, "'1s' is no event"),
        ({"at": [("1s",)]}, "is no event: write for example"),
        ({"now": datetime(2026, 1, 1)}, "has no time zone"),  # noqa: DTZ001
        ({"now": datetime(9999, 1, 1, tzinfo=UTC)}, "too far away"),
        ({"data": {"Big": 2**70}}, "no integer of 32 bits"),
        ({"data": {"Big": {"In": [2**31]}}}, "no integer of 32 bits"),
        ({"data": KVList([("Big", 2**31)])}, "no integer of 32 bits"),
        ({"data": {7: "x"}}, "7 is no text, and keys are texts"),
        ({"ani": 4155550123}, "4155550123 is no text, and `ani` is one"),
        ({"horizon": timedelta(seconds=-1)}, "the horizon is not before the start"),
        ({"horizon": timedelta(days=900_000)}, "longer than any length of time"),
        ({"horizon": timedelta(days=4000)}, "the horizon is at most 3653d"),
        (
            {"scenario": Scenario(waiting=Waiting(queue="wa_notification"))},
            "there is no queue `wa_notification`; did you mean `wa_notifications`",
        ),
        (
            {"scenario": Scenario(waiting=Waiting(queue="wa_inbound", in_queue_us=1))},
            "`age_us` is too small",
        ),
        (
            {"scenario": Scenario(happenings=(Happening(at_us=-1, act=Act.SESSION_ENDS),))},
            "the time of `session_ends` is not before",
        ),
        (
            {"scenario": Scenario(staff=(AgentPlan(agent="anna"),))},
            "there is no agent `anna`; the project has none",
        ),
    ],
)
def test_what_no_run_can_be_made_of_is_explained(
    notification: Project, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        notification.run(**{"data": ANA, **options})


def test_events_that_came_to_nothing_are_told(notification: Project) -> None:
    run = notification.run(ani="+14155550123", data=ANA, at=[("1m", "caller_hangs_up")])

    assert run.came_to_nothing == ("`caller_hangs_up` at 01:00.000: voice-1 is over: disconnected",)
    assert notification.run(ani="+14155550123", data=ANA).came_to_nothing == ()


def test_an_unknown_strategy_is_answered_with_the_nearest(notification: Project) -> None:
    with pytest.raises(ValueError, match="no strategy `notfy`; did you mean `notify`"):
        notification.run(strategy="notfy")


def test_a_project_with_errors_is_refused_with_its_diagnostics(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        load_project(project(tmp_path, hello=BROKEN))

    assert [found.code for found in refused.value.diagnostics] == ["E211"]


def test_an_environment_gives_parameters_their_values(tmp_path: Path) -> None:
    text = 'param word = "one"\nenv prod { word = "two" }\n' + HELLO.replace('"hello"', "word")
    folder = project(tmp_path, hello=text)

    endings = [load_project(folder, environment=name).run().outcome for name in (None, "prod")]

    assert endings == [("disconnected", "one"), ("disconnected", "two")]


def test_the_example_of_the_module_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = engine.access.project.__doc__ or ""
    (example,) = re.findall(r"\n\n((?:    .*\n)+)\Z", text)

    done = subprocess.run(
        [sys.executable, "-c", f"from engine import load_project\n{dedent(example)}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_public_names_are_there() -> None:
    found = {name: vars(engine).get(name) or engine.__getattr__(name) for name in engine.__all__}

    assert found["load_project"] is load_project
    assert found["Project"] is Project
    with pytest.raises(AttributeError):
        engine.__getattr__("Projekt")

"""What `faults` declare is what a simulation acts on."""

from engine.failures import ALL, Failing, Failure, FailurePlan, Refused, Window
from engine.faults import BY_SYMBOL
from engine.spreads import Law, Spread
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.days import program_of

HEAD = """
strategy s (voice) { out: default_route }
arrivals a { strategy = s   rate = 40/h   handling = constant(4m) }
queue inbox { view all { every = 10s   submit = t } }
strategy t (email) { done: stop { reason = "done" } }
"""
SIMULATION = "simulation x { start = 2026-12-21T08:00   duration = 8h   faults = NAME }"


def plan(body: str) -> FailurePlan:
    program = program_of(f"{HEAD} faults storm {{ {body} }} {SIMULATION.replace('NAME', 'storm')}")
    (found,) = program.days.plans
    assert program.days.simulations[0].failures == found
    return found


def window(begins_us: int, lasts_us: int) -> tuple[Window, ...]:
    return (Window(begins_us=begins_us, lasts_us=lasts_us),)


def test_shares_and_what_is_said_of_them() -> None:
    found = plan(
        "lost_close = 5%   esp_fault = { share: 1%, fault: unavailable, "
        'of: "ChatService.InviteToChat" }   esp_late = { share: 2%, after: exponential(20s) }   '
        "delivery_refused = { share: 3%, because: rate_limit }   nobody_there = 100%"
    )

    assert set(found.failings) == {
        Failing(failure=Failure.LOST_CLOSE, share=50_000),
        Failing(
            failure=Failure.ESP_FAULT,
            share=10_000,
            detail=BY_SYMBOL["unavailable"].number,
            name="ChatService.InviteToChat",
        ),
        Failing(
            failure=Failure.ESP_LATE,
            share=20_000,
            length=Spread(law=Law.EXPONENTIAL, a=20 * SECOND),
        ),
        Failing(failure=Failure.DELIVERY_REFUSED, share=30_000, detail=int(Refused.RATE_LIMIT)),
        Failing(failure=Failure.NOBODY_THERE, share=1_000_000),
    }


def test_windows_are_times_of_each_day() -> None:
    found = plan(
        "chat_server_down 10:00 { for = 20m }   chat_server_restart 11:00 { share = 40% }   "
        "agents_absent 12:00 { for = 1h   share = 30% }   skills_changed 13:00 { for = 1h }   "
        "dms_slow 14:00 { for = 1m   by = constant(4s) }   surge 09:00 { for = 1m   times = 20 }   "
        "queue_disabled 08:30 { for = 5m   queue = inbox }   "
        "during 09:30 { for = 10m   esp_timeout = 50% }"
    )

    assert set(found.failings) == {
        Failing(failure=Failure.CHAT_SERVER_DOWN, windows=window(10 * HOUR, 20 * MINUTE)),
        Failing(failure=Failure.CHAT_SERVER_RESTART, share=400_000, windows=window(11 * HOUR, 0)),
        Failing(failure=Failure.AGENTS_ABSENT, share=300_000, windows=window(12 * HOUR, HOUR)),
        Failing(failure=Failure.SKILLS_CHANGED, share=1_000_000, windows=window(13 * HOUR, HOUR)),
        Failing(
            failure=Failure.DMS_SLOW,
            windows=window(14 * HOUR, MINUTE),
            length=Spread(law=Law.CONSTANT, a=4 * SECOND),
        ),
        Failing(failure=Failure.SURGE, windows=window(9 * HOUR, MINUTE), detail=20),
        Failing(
            failure=Failure.QUEUE_DISABLED,
            windows=window(8 * HOUR + 30 * MINUTE, 5 * MINUTE),
            name="inbox",
        ),
        Failing(
            failure=Failure.ESP_TIMEOUT,
            share=500_000,
            windows=window(9 * HOUR + 30 * MINUTE, 10 * MINUTE),
        ),
    }


def test_a_simulation_may_name_all_or_none() -> None:
    drawn = program_of(HEAD + SIMULATION.replace("NAME", "all")).days.simulations[0].failures
    nothing = program_of(HEAD + SIMULATION.replace("NAME", "none")).days.simulations[0].failures

    assert drawn is not None
    assert drawn.drawn
    assert drawn.name == ALL
    assert nothing is None


def test_faults_that_do_not_happen_do_not_change_what_a_program_is() -> None:
    usual = program_of(HEAD + SIMULATION.replace("faults = NAME", ""))
    idle = program_of(f"{HEAD} faults f {{ lost_close = 0% }} {SIMULATION.replace('NAME', 'f')}")
    storm = program_of(f"{HEAD} faults f {{ lost_close = 1% }} {SIMULATION.replace('NAME', 'f')}")

    named = SIMULATION.replace("NAME", "none")
    unused = program_of(f"{HEAD} faults f {{ lost_close = 1% }} {named}")

    assert idle.digest() == unused.digest() == usual.digest()
    assert storm.digest() != usual.digest()

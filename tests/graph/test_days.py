"""Arrivals and simulations become plain data; what files list is read row by row."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import days
from engine.days import Days
from engine.limits import LIMITS
from engine.pipeline import check as check_project
from engine.program.lower import lower
from engine.spreads import MILLION, Law, Spread
from engine.values import HOUR, MINUTE, SECOND
from tests.dsl.reading import formatted
from tests.generators.days import arrivals, simulations
from tests.graph.projects import built, check, codes

HOTLINE = "strategy hotline (voice) { out: default_route }\n"
AT_8 = 1_797_836_400 * SECOND
"""2026-12-21T08:00+01:00, as Berlin's clocks show it in winter."""


def only(text: str) -> days.Arrivals:
    """The arrivals of a project that has one strategy for calls and these."""
    (found,) = built(f"{HOTLINE}arrivals calls {{ strategy = hotline   {text} }}").days.arrivals
    return found


# What is said comes to be


@given(arrivals("one"), arrivals("two"), simulations())
def test_what_is_declared_is_what_a_simulation_acts_on(
    one: tuple[str, days.Arrivals],
    two: tuple[str, days.Arrivals],
    day: tuple[str, days.Simulation],
) -> None:
    text = f"{HOTLINE}{one[0]}\n{two[0]}\n{day[0]}\n"

    found = built(text).days

    assert found == Days(simulations=(day[1],), arrivals=(one[1], two[1]))


@given(arrivals("one"), arrivals("two"), simulations())
def test_formatting_changes_nothing_that_is_declared(
    one: tuple[str, days.Arrivals],
    two: tuple[str, days.Arrivals],
    day: tuple[str, days.Simulation],
) -> None:
    text = f"{HOTLINE}{day[0]}\n{one[0]}\n{two[0]}\n"

    canonical = formatted(text)

    assert formatted(canonical) == canonical
    assert built(canonical).days == built(text).days


@given(st.integers(0, MILLION))
def test_every_millionth_is_a_share(millionths: int) -> None:
    whole, rest = divmod(millionths * 100, MILLION)

    assert only(f"rate = 1/h   impatient = {whole}.{rest:06}%").impatient == millionths


def test_a_rate_is_one_period_of_the_whole_day() -> None:
    assert only("rate = 252/h").periods == (days.Period(begins_us=0, rate=252 * MILLION),)
    assert only("rate = 3/m").periods[0].rate == 180 * MILLION
    assert only("rate = 1/d").periods[0].rate == 41_667


def test_periods_and_bursts_stand_in_the_order_of_the_day() -> None:
    found = only(
        "period 18:00 { rate = 0/h } period 08:00 { rate = 9/h }"
        " burst 10:00 { count = 5 } burst 9:30 { count = 3   within = 1m }"
    )

    assert [period.begins_us for period in found.periods] == [8 * HOUR, 18 * HOUR]
    assert found.bursts == (
        days.Burst(begins_us=9 * HOUR + 30 * MINUTE, count=3, within_us=MINUTE),
        days.Burst(begins_us=10 * HOUR, count=5, within_us=0),
    )


def test_the_busyness_of_a_day_has_the_mean_one_unless_it_says_another() -> None:
    gamma = Spread(law=Law.GAMMA, a=MILLION, b=28_700_000)

    assert only("rate = 1/h   busyness = gamma(28.7)").busyness == gamma
    assert only("rate = 1/h   busyness = gamma(1, 28.7)").busyness == gamma
    assert only("rate = 1/h   busyness = uniform(0.8, 1.2)").busyness == Spread(
        law=Law.UNIFORM, a=800_000, b=1_200_000
    )


def test_parameters_of_the_project_stand_in_distributions() -> None:
    text = "param mean = 4m\nparam n = 2\n" + HOTLINE

    (found,) = built(
        f"{text}arrivals a {{ strategy = hotline   rate = 1/h   handling = gamma(mean, n) }}"
    ).days.arrivals

    assert found.handling == Spread(law=Law.GAMMA, a=4 * MINUTE, b=2 * MILLION)


def test_a_map_says_how_long_each_media_takes_and_one_distribution_says_it_for_all() -> None:
    four, eight = (Spread(law=Law.CONSTANT, a=each * MINUTE) for each in (4, 8))
    project = built(
        "skill a { handling = { voice: constant(4m), chat: constant(8m) } }\n"
        "skill b { handling = constant(4m) }\n"
        "agent anna { skills = { a: 1, b: 1 } }\n" + HOTLINE
    )

    assert [skill.handling for skill in project.directory.skills] == [
        (four, eight, None),
        (four, four, four),
    ]


def test_the_start_is_what_the_clock_of_the_zone_shows() -> None:
    said = 'simulation day { start = 2026-12-21T08:00   zone = "Europe/Berlin"   duration = 8h }'

    (found,) = built(
        f"{HOTLINE}arrivals a {{ strategy = hotline   rate = 1/h }}\n{said}"
    ).days.simulations

    assert found.start_us == AT_8


def test_a_simulation_has_the_arrivals_that_it_names_or_all() -> None:
    text = HOTLINE + "".join(
        f"arrivals {name} {{ strategy = hotline   rate = 1/h }}\n" for name in "abc"
    )
    start = "start = 2026-12-21T08:00   duration = 8h"

    found = built(
        f"{text}simulation x {{ {start} }}\nsimulation y {{ {start}   arrivals = [c, a] }}\n"
    ).days.simulations

    assert [each.arrivals for each in found] == [(0, 1, 2), (2, 0)]


MEDIA = """
queue mails { view v { submit = read } }
queue chats { view v { submit = answer } }
queue nowhere
strategy read (email) { done: stop }
strategy answer (chat) { done: stop }
"""


@pytest.mark.parametrize(
    ("begins", "media"),
    [
        ("strategy = read", "email"),
        ("strategy = read   media = sms", "sms"),
        ("strategy = answer", "chat"),
        ("strategy = answer   media = whatsappsession", "whatsappsession"),
        ("queue = mails", "email"),
        ("queue = chats", "chat"),
        ("queue = nowhere", "email"),
        ("queue = nowhere   media = workitem", "workitem"),
    ],
)
def test_what_comes_is_of_the_media_that_its_beginning_is_for(begins: str, media: str) -> None:
    (found,) = built(f"{MEDIA}arrivals a {{ {begins}   rate = 1/h }}").days.arrivals

    assert found.media == media


def test_chats_by_a_channel_are_of_its_media() -> None:
    (found,) = built(
        'application "DMS" { channel in { media = whatsapp  business_id = "1"'
        '  inbound_route = "1:q" } }\n'
        "chat_server { endpoints 1 { q = chats } }\n"
        f'{MEDIA}arrivals a {{ channel = "in"   rate = 1/h }}'
    ).days.arrivals

    assert (found.channel, found.media) == ("in", "whatsappsession")


# Agents of one declaration


def test_a_declaration_with_a_count_is_so_many_agents() -> None:
    project = built(
        "agent clerk { count = 3   refuses = 2% }\nagent anna\n"
        "group team { members = [anna, clerk, clerk_2] }\n" + HOTLINE
    )

    names = [agent.name for agent in project.directory.agents]
    assert names == ["clerk_1", "clerk_2", "clerk_3", "anna"]
    assert [agent.refuses for agent in project.directory.agents] == [20_000, 20_000, 20_000, 0]
    assert project.directory.groups[0].members == ("anna", "clerk_1", "clerk_2", "clerk_3")


def test_agents_of_one_declaration_can_be_named_one_by_one() -> None:
    assert not codes(
        "agent clerk { count = 3 }\n"
        "strategy s (voice) { a: route { targets = [agent(clerk_3)]   timeout -> z }"
        " z: default_route }\n"
        'test "one" { strategy = s   given { ready(clerk_3) = false } expect path == [a, z] }\n'
    )


def test_a_test_cannot_speak_of_several_agents_as_one() -> None:
    found = codes(
        "agent clerk { count = 3 }\n"
        "strategy s (voice) { a: route { targets = [agent(clerk_3)]   timeout -> z }"
        " z: default_route }\n"
        'test "one" { strategy = s   given { ready(clerk) = false } expect path == [a, z] }\n'
    )

    assert found == ["E211"]


def test_a_project_may_have_only_so_many_agents(tmp_path: Path) -> None:
    text = "agent a { count = 3 }\nagent b { count = 2 }\nagent c\n" + HOTLINE
    (tmp_path / "main.strat").write_text(text, encoding="utf-8")

    at_the_limit = check_project(tmp_path, limits=replace(LIMITS, agents=6))
    above = check_project(tmp_path, limits=replace(LIMITS, agents=5))

    assert at_the_limit.process is not None
    assert [each.code for each in above.diagnostics] == ["E410"]


# What identifies a program


def test_days_are_part_of_what_identifies_a_program_and_none_are_none() -> None:
    said = "arrivals a { strategy = hotline   rate = 1/h }\n"
    plain, one, other = (
        lower(built(HOTLINE + text)).digest() for text in ("", said, said.replace("1/h", "2/h"))
    )

    assert len({plain, one, other}) == 3
    assert lower(replace(built(HOTLINE + said), days=Days())).digest() == plain


@pytest.mark.parametrize(
    "said",
    [
        "works = c", "breaks = c", "handling = constant(1s)", "wrap_up = constant(1s)",
        "answers = constant(1s)", "refuses = 1%", "ignores = 1%",
    ],
)  # fmt: skip
def test_whatever_is_said_of_an_agent_is_part_of_what_identifies_a_program(said: str) -> None:
    calendar = 'calendar c { zone = "UTC"   mon = 08:00..09:00 }\n'

    plain = lower(built(f"{calendar}agent anna\n{HOTLINE}")).digest()

    assert lower(built(f"{calendar}agent anna {{ {said} }}\n{HOTLINE}")).digest() != plain


def test_capacities_are_part_of_what_identifies_a_program() -> None:
    texts = ("virtual_queue a\nqueue b\n", "virtual_queue a { capacity = 5 }\nqueue b\n",
             "virtual_queue a\nqueue b { capacity = 5 }\n")  # fmt: skip

    assert len({lower(built(text + HOTLINE)).digest() for text in texts}) == 3


# Nothing follows from what is in error


def test_a_strategy_in_error_leads_to_no_complaint_about_who_begins_there() -> None:
    _, findings = check(
        "strategy s (voice) { a: default_route { x } }\n"
        "arrivals calls { strategy = s   rate = 1/h }\n"
        "simulation day { start = 2026-12-21T08:00   duration = 1h }\n"
    )

    assert {each.code for each in findings} <= {"E202", "E231"}


def test_how_often_a_day_is_run_is_no_part_of_what_a_program_is() -> None:
    arrivals = "arrivals calls { strategy = hotline   rate = 1/h }\n"
    day = "simulation day { start = 2026-12-21T08:00   duration = 1h   replications = "
    once, often = (built(f"{HOTLINE}{arrivals}{day}{count} }}") for count in (1, 20))

    assert lower(once).digest() == lower(often).digest()
    assert [each.replications for each in often.days.simulations] == [20]

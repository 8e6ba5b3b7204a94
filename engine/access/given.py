"""What Python code gives a run: plain values, read as those of the language.

In: texts, numbers, dictionaries, durations as `"20m"`. Out: values, events, a checked `Scenario`; a
ValueError that says what is wrong with what was given, to whoever wrote it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from engine.days import Simulation
from engine.diagnostics import did_you_mean, listed
from engine.limits import Limits
from engine.program.model import Program
from engine.scenario import ACTS, Act, AgentPlan, AnswerPlan, Happening, Scenario, Waiting
from engine.streams import SEED_MAX
from engine.syntax import quantities
from engine.values import (
    INTEGER_MAX,
    KV_INTEGER_MAX,
    Duration,
    KVList,
    Time,
    Type,
    Value,
    type_of,
)

NEEDED = 2
"""What every event has: a time and a word."""

Data: TypeAlias = Mapping[str, "Datum"]
Datum: TypeAlias = "Value | timedelta | datetime | Sequence[Datum] | Data"
"""What stands for a value of the language: besides its own, lists, dictionaries, and Python's
durations and aware times."""
Length: TypeAlias = str | timedelta | Duration
"""A length of time: `"20m"` as authors write it, or Python's own."""
Instant: TypeAlias = str | datetime | Time
"""A time: `"2026-12-24T08:00"` in UTC as authors write it, or an aware `datetime`."""
Event: TypeAlias = Happening | Sequence["Datum"]
"""`("20m", "customer_writes", "hi")`: when, what, and what belongs to it."""


def kvlist(data: Data | KVList) -> KVList:
    """A dictionary as attached data.

    >>> kvlist({"Name": "Ana", "Order": {"Items": ["a", "b"]}})
    KVList([('Name', 'Ana'), ('Order', KVList([('Items', ('a', 'b'))]))])
    """
    pairs = data if isinstance(data, KVList) else data.items()
    found = KVList((key, _value(value)) for key, value in pairs)
    for key in found.keys():  # noqa: SIM118 - what it iterates are pairs
        if not isinstance(key, str):
            message = f"{key!r} is no text, and keys are texts"
            raise ValueError(message)
    return found


def _value(datum: Datum) -> Value:
    match datum:
        case Mapping():
            return kvlist(datum)
        case timedelta():
            return length_of(datum)
        case datetime():
            return instant_of(datum)
        case Duration():
            return length_of(datum)
        case Time():
            return instant_of(datum)
        case KVList():
            return kvlist(datum)
        case str() | bytes() | int():
            return _carried(datum)
        case Sequence():
            return tuple(_value(each) for each in datum)
    message = f"{datum!r} is no value of the language"
    raise ValueError(message)


def _carried(datum: str | bytes | int) -> Value:
    if type(datum) is int and not -KV_INTEGER_MAX - 1 <= datum <= KV_INTEGER_MAX:
        message = f"{datum} is no integer of 32 bits, as user data carries them"
        raise ValueError(message)
    return datum


def plan(way: str | AnswerPlan) -> AnswerPlan:
    """How a call is answered."""
    return way if isinstance(way, AnswerPlan) else AnswerPlan.parse(way)


def happening(event: Event) -> Happening:
    """An event at its time."""
    if isinstance(event, Happening):
        return event
    if isinstance(event, str | bytes) or len(event) < NEEDED:
        message = f'{event!r} is no event: write for example ("20m", "customer_writes", "hi")'
        raise ValueError(message)
    when, what, *arguments = event
    names = {act.value: act for act in Act}
    if not isinstance(what, str) or what not in names:
        cure = did_you_mean(str(what), names) or f"the events are {listed(names)}"
        message = f"there is no event `{what}`; {cure}"
        raise ValueError(message)
    parameters = ACTS[names[what]].parameters
    if len(arguments) != len(parameters):
        wanted = ", ".join(name for name, _ in parameters)
        message = f"`{what}({wanted})` takes {len(parameters)}, and {len(arguments)} are given"
        raise ValueError(message)
    if not isinstance(when, str | timedelta | Duration):
        message = f"`{when}` is no length of time"
        raise ValueError(message)
    found = tuple(map(_value, arguments))
    return Happening(at_us=int(length_of(when)), act=names[what], arguments=found)


def length_of(length: Length) -> Duration:
    """A length of time."""
    if isinstance(length, timedelta):
        length = Duration(length // timedelta(microseconds=1))
    found = quantities.read(length) if isinstance(length, str) else length
    if not isinstance(found, Duration):
        message = f"`{length}` is no length of time: write for example `20m`"
        raise ValueError(message)
    if abs(found) > INTEGER_MAX:
        message = f"`{found}` is longer than any length of time may be"
        raise ValueError(message)
    return found


def instant_of(instant: Instant) -> Time:
    """A time."""
    if isinstance(instant, datetime):
        if instant.utcoffset() is None:
            message = f"{instant} has no time zone: give it one, for example `tzinfo=UTC`"
            raise ValueError(message)
        instant = Time.of(instant)
    found = quantities.read(instant) if isinstance(instant, str) else instant
    if not isinstance(found, Time):
        message = f"`{instant}` is no time: write for example `2026-12-24T08:00`"
        raise ValueError(message)
    if abs(found) > INTEGER_MAX:
        message = f"`{found}` is too far away: times end in the year 2255"
        raise ValueError(message)
    return found


def checked(scenario: Scenario, program: Program, limits: Limits) -> Scenario:
    """A scenario that the program can run; it may have been made by hand."""
    _check_span(scenario.horizon_us, "the horizon", limits)
    for word, given in (("ani", scenario.ani), ("dnis", scenario.dnis), ("media", scenario.media)):
        if not isinstance(given, str):
            message = f"{given!r} is no text, and `{word}` is one"
            raise ValueError(message)
    kvlist(scenario.data)
    if scenario.waiting is not None:
        _check_waiting(scenario.waiting, program, limits)
    _check_staff(scenario.staff, program, limits)
    for each in scenario.happenings:
        _check_happening(each, limits)
    return scenario


def asked(
    simulation: Simulation, seed: int | None, until: Length | None, limits: Limits
) -> Simulation:
    """A simulation with another seed and another duration, where they are given."""
    if seed is not None:
        if type(seed) is not int or not 0 <= seed <= SEED_MAX:
            message = f"{seed!r} is no seed: it is a whole number from 0 to 2^63 - 1"
            raise ValueError(message)
        simulation = replace(simulation, seed=seed)
    if until is not None:
        length_us = int(length_of(until))
        for end_us in (length_us, length_us + simulation.wind_down_us):
            _check_span(end_us, "the end of the simulation", limits)
        if length_us < simulation.warm_up_us:
            warm_up = Duration(simulation.warm_up_us)
            message = f"the warm-up of {warm_up} is longer than {Duration(length_us)}"
            raise ValueError(message)
        simulation = replace(simulation, duration_us=length_us)
    return simulation


def _check_span(span_us: int, what: str, limits: Limits) -> None:
    if span_us < 0:
        message = f"{what} is not before the start, as {Duration(span_us)} is"
        raise ValueError(message)
    if span_us > limits.horizon_us:
        message = f"{what} is at most {Duration(limits.horizon_us)}, and not {Duration(span_us)}"
        raise ValueError(message)


def _check_waiting(waiting: Waiting, program: Program, limits: Limits) -> None:
    names = [queue.name for queue in program.queues]
    if waiting.queue not in names:
        cure = did_you_mean(waiting.queue, names) or f"the project has {listed(names) or 'none'}"
        message = f"there is no queue `{waiting.queue}`; {cure}"
        raise ValueError(message)
    _check_span(waiting.age_us, "the age", limits)
    _check_span(waiting.in_queue_us, "the time in the queue", limits)
    if waiting.in_queue_us > waiting.age_us:
        message = "nobody is longer in a queue than there at all: `age_us` is too small"
        raise ValueError(message)


def _check_staff(staff: Sequence[AgentPlan], program: Program, limits: Limits) -> None:
    names = [agent.name for agent in program.directory.agents]
    for plan in staff:
        if plan.agent not in names:
            there = f"the project has {listed(names) or 'none'}"
            cure = did_you_mean(plan.agent, names) or there
            message = f"there is no agent `{plan.agent}`; {cure}"
            raise ValueError(message)
        _check_span(plan.after_us, f"the time that {plan.agent} takes", limits)
        _check_span(plan.handles_us or 0, f"the time that {plan.agent} handles", limits)


def _check_happening(happening: Happening, limits: Limits) -> None:
    what, parameters = happening.act.value, ACTS[happening.act].parameters
    _check_span(happening.at_us, f"the time of `{what}`", limits)
    for (name, wanted), given in zip(parameters, happening.arguments, strict=True):
        found = type_of(given)
        if wanted not in (Type.ANY, found):
            message = f"`{name}` of `{what}` is {wanted}, and {given!r} is {found}"
            raise ValueError(message)

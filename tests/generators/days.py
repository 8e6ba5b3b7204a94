"""Generates what simulated days are declared with, beside the data that it stands for.

Each strategy draws a pair: the author's text, and the value that must come of it.
"""

from collections.abc import Sequence

from hypothesis import strategies as st

from engine import days
from engine.days import Attribute, Source
from engine.spreads import MILLION, Law, Spread
from engine.values import HOUR, MINUTE, Duration, Value, show

FIXED: tuple[Value, ...] = ("web", 'a "b"', 5)
SECONDS = st.integers(1, 10_000)
SHAPES = st.integers(MILLION // 100, 100 * MILLION)


def length(us: int) -> str:
    """A duration as it is written."""
    return str(Duration(us))


def decimal(millionths: int) -> str:
    """A number as it is written, with as few digits as it needs."""
    whole, rest = divmod(millionths, MILLION)
    return f"{whole}.{f'{rest:06}'.rstrip('0')}" if rest else str(whole)


def percent(millionths: int) -> str:
    """A share as it is written."""
    return f"{decimal(millionths * 100)}%"


@st.composite
def spreads(draw: st.DrawFn) -> tuple[str, Spread]:
    """A distribution of durations."""
    law = draw(st.sampled_from(Law))
    a, b = sorted((draw(st.integers(1, 10**10)), draw(st.integers(1, 10**10))))
    shape = draw(SHAPES)
    match law:
        case Law.CONSTANT | Law.EXPONENTIAL:
            return f"{law.name.lower()}({length(a)})", Spread(law=law, a=a)
        case Law.UNIFORM | Law.LOGNORMAL:
            return f"{law.name.lower()}({length(a)}, {length(b)})", Spread(law=law, a=a, b=b)
        case Law.EMPIRICAL:
            table = sorted(draw(st.lists(st.integers(0, 10**10), min_size=2, max_size=6)))
            text = ", ".join(map(length, table))
            return f"empirical([{text}])", Spread(law=law, table=tuple(table))
        case _:
            shape = max(shape, MILLION + 1) if law is Law.PARETO else shape
            text = f"{law.name.lower()}({length(a)}, {decimal(shape)})"
            return text, Spread(law=law, a=a, b=shape)


@st.composite
def attributes(draw: st.DrawFn, key: str) -> tuple[str, Attribute]:
    """A key of customers' data."""
    low, high = sorted((draw(st.integers(0, 999)), draw(st.integers(0, 999))))
    fixed = draw(st.sampled_from(FIXED))
    weights = draw(st.lists(st.integers(0, 99), min_size=1, max_size=4).filter(any))
    choices = tuple((f"v{number}", weight) for number, weight in enumerate(weights))
    written = ", ".join(f"{value}: {weight}" for value, weight in choices)
    forms: Sequence[tuple[str, Attribute]] = (
        (show(fixed), Attribute(key=key, source=Source.FIXED, value=fixed)),
        (f"choice({{ {written} }})", Attribute(key=key, source=Source.CHOICE, choices=choices)),
        (f"range({low}, {high})", Attribute(key=key, source=Source.RANGE, low=low, high=high)),
        ('sequence("T-")', Attribute(key=key, source=Source.SEQUENCE, prefix="T-")),
        ('phone_number("+49")', Attribute(key=key, source=Source.PHONE, prefix="+49")),
        ("first_name()", Attribute(key=key, source=Source.FIRST_NAME)),
        ("last_name()", Attribute(key=key, source=Source.LAST_NAME)),
    )
    return draw(st.sampled_from(forms))


@st.composite
def arrivals(draw: st.DrawFn, name: str) -> tuple[str, days.Arrivals]:
    """Arrivals by a strategy `hotline` for calls."""
    begins = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), min_size=1, max_size=4)))
    periods: list[days.Period] = []
    lines: list[str] = ["strategy = hotline"]
    for minute in begins:
        rate = draw(st.integers(0, 5_000))
        handling = draw(st.none() | spreads())
        clock = f"{minute // 60:02}:{minute % 60:02}"
        said = "" if handling is None else f"   handling = {handling[0]}"
        lines.append(f"period {clock} {{ rate = {rate}/h{said} }}")
        spread = None if handling is None else handling[1]
        periods.append(days.Period(begins_us=minute * MINUTE, rate=rate * MILLION, handling=spread))
    impatient, retried = draw(st.integers(0, MILLION)), draw(st.integers(0, MILLION))
    patience, after = draw(spreads()), draw(spreads())
    data = [draw(attributes(key)) for key in ("A", "B", "C")[: draw(st.integers(0, 3))]]
    if data:
        pairs = ", ".join(f"{each.key}: {text}" for text, each in data)
        lines.append(f"data = {{ {pairs} }}")
    lines += [
        f"impatient = {percent(impatient)}",
        f"patience = {patience[0]}",
        f"retry {{ share = {percent(retried)}   after = {after[0]} }}",
    ]
    text = "\n  ".join([f"arrivals {name} {{", *draw(st.permutations(lines))])
    return f"{text}\n}}", days.Arrivals(
        name=name,
        media="voice",
        strategy="hotline",
        periods=tuple(periods),
        data=tuple(each for _, each in data),
        patience=patience[1],
        impatient=impatient,
        retry=days.Retry(share=retried, after=after[1]),
    )


@st.composite
def simulations(draw: st.DrawFn) -> tuple[str, days.Simulation]:
    """A simulation of all arrivals, of which there are two."""
    hours, seed = draw(st.integers(1, 48)), draw(st.integers(0, 10**15 - 1))
    target, count = draw(SECONDS), draw(st.integers(1, 100))
    text = (
        f"simulation day {{ start = 2026-12-21T08:00   duration = {hours}h   seed = {seed}"
        f"   target = {target}s   replications = {count} }}"
    )
    return text, days.Simulation(
        name="day",
        start_us=1_797_840_000 * 10**6,
        duration_us=hours * HOUR,
        seed=seed,
        target_us=target * 10**6,
        arrivals=(0, 1),
        replications=count,
    )

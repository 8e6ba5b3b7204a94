"""The page of measures: what goals, comparisons and `--until` can ask of simulated days.

In: the table of measures. Out: a page, by the words that authors look for.
"""

from collections.abc import Iterator

from engine.measures import EXAMPLES, MEASURES, NEEDED, PLACES, Measure
from engine.shelf.page import Page

TEXT = """\
A measure is written with parentheses, and in them what it is asked about: a name, a time, a number.
Nothing that stands in brackets below need be there; the brackets are not written. The order does
not matter.

Over several replications a measure is the ratio of the sums of its two parts, and its interval that
of the delta method. What counts of customers is by those who came after the warm-up."""
NAMES = f"""\
`calls` stands for arrivals or a virtual queue, all arrivals if it is left out; `clerks` for a
group, an agent, or the declaration of several; `queue` for a queue or virtual queue; `block` for
the label of one that makes ESP calls. `faulted` is a place: {", ".join(PLACES)}."""
GOALS = """\
goal "80/20" { expect service_level(20s, calls) >= 80% }"""


def measure_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """One page for all of them. Its words are the names that nothing else can have."""
    rows = tuple(
        (form_of(measure), measure.unit.value, measure.meaning) for measure in MEASURES.values()
    )
    sections = (("", TEXT), ("Names", NAMES), ("Example", GOALS))
    words = ("measures", "measure", *(name for name in MEASURES if "_" in name))
    yield words, Page("measures of simulated days", sections, rows)


def form_of(measure: Measure) -> str:
    """A measure with what it is asked about: what can be left out stands in brackets.

    >>> form_of(MEASURES["wait_percentile"]), form_of(MEASURES["retried"])
    ('wait_percentile(95,[calls])', 'retried()')
    """
    said = [EXAMPLES[want] if want in NEEDED else f"[{EXAMPLES[want]}]" for want in measure.wants]
    return f"{measure.name}({','.join(said)})"  # one word, which narrow terminals do not break

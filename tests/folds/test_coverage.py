"""Marks: what a run went through, from logs written by hand and from drawn projects."""

from collections import Counter
from functools import reduce
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from engine.folds.coverage import ANSWERED, NO_PORT, TIMED_OUT, Marks, marks
from engine.log.events import Event
from engine.values import SECOND
from tests.generators.projects import Drawn, projects
from tests.helpers import counting
from tests.helpers.runs import Story, process_of, run_process, run_text
from tests.report import story

Key = TypeVar("Key")

NAMES = ("Ana", "Bo", "")
EVALUATIONS = st.tuples(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=3).map(tuple), st.integers(-1, 1)
)


@st.composite
def any_marks(draw: st.DrawFn) -> Marks:
    """Marks of runs that need never have been."""
    block, count = st.integers(0, 3), st.integers(1, 4)

    def counter(keys: st.SearchStrategy[Key]) -> st.SearchStrategy[Counter[Key]]:
        return st.dictionaries(keys, count, max_size=4).map(Counter)

    return Marks(
        blocks=draw(counter(block)),
        ports=draw(counter(st.tuples(block, block))),
        vectors=draw(counter(st.tuples(block, EVALUATIONS))),
        views=draw(counter(block)),
        calls=draw(counter(st.tuples(block, st.sampled_from([ANSWERED, TIMED_OUT, "905"])))),
        strategies=draw(counter(block)),
    )


def runs_of(drawn: Drawn) -> list[Story]:
    """A drawn project run with each of some names."""
    process = process_of(drawn.text)
    return [
        run_process(
            process, data=[("Name", name)], answers=drawn.answers, horizon_us=drawn.horizon_us
        )
        for name in (drawn.name, *NAMES)
    ]


def summed(parts: list[Marks]) -> Marks:
    """Marks added up one by one."""

    def plus(total: Marks, part: Marks) -> Marks:
        total.add(part)
        return total

    return reduce(plus, parts, Marks())


def test_a_run_marks_what_it_went_through() -> None:
    found = marks(story.program(), story.notification())

    assert found.blocks == Counter([story.LONG_WAIT, story.INVITE, story.TELL, story.HOLD, 4])
    assert found.ports[story.LONG_WAIT, 0] == found.ports[story.INVITE, 0] == 1
    assert found.vectors == Counter([(story.LONG_WAIT, (((0, True),), 0))])
    assert found.views == Counter([story.FINISHED])
    assert found.calls == Counter([(story.INVITE, ANSWERED)])
    assert found.strategies == Counter([story.DEFLECT, story.STOP_NOTIFICATION])


def test_time_outs_and_faults_are_ways_in_which_a_call_ends() -> None:
    late = marks(story.program(), story.timed_out())
    refused = marks(story.program(), story.refused())

    assert late.calls == Counter([(story.INVITE, TIMED_OUT)])
    assert refused.calls == Counter([(story.INVITE, "unavailable")])


def test_a_fault_without_a_symbol_is_marked_by_its_number() -> None:
    out = story.Writer()
    out.add(0, Event.REFUSED, 0, block=story.INVITE, a=1, b=905)

    assert marks(story.program(), out.log()).calls == Counter([(story.INVITE, "905")])


def test_conditions_of_interactions_that_run_side_by_side_stay_apart() -> None:
    out = story.Writer()
    for who in (0, 1):
        out.add(0, Event.ENTERED, who, block=story.LONG_WAIT)
    out.add(0, Event.CONDITION, 1, block=story.LONG_WAIT, a=0, b=0)
    out.add(0, Event.CONDITION, 0, block=story.LONG_WAIT, a=0, b=1)
    for who in (0, 1):
        out.add(0, Event.LEFT, who, block=story.LONG_WAIT, port=who)

    found = marks(story.program(), out.log()).vectors

    assert found == Counter(
        [(story.LONG_WAIT, (((0, True),), 0)), (story.LONG_WAIT, (((0, False),), 1))]
    )


def test_an_evaluation_whose_fault_leads_nowhere_leaves_by_no_port() -> None:
    out = story.Writer()
    out.add(0, Event.ENTERED, 0, block=story.LONG_WAIT)
    out.add(0, Event.FAULTED, 0, block=story.LONG_WAIT, b=702)
    out.add(0, Event.ENDED, 0, block=story.LONG_WAIT)

    found = marks(story.program(), out.log()).vectors

    assert found == Counter([(story.LONG_WAIT, ((), NO_PORT))])


def test_a_limit_before_a_block_is_no_evaluation_of_it() -> None:
    out = story.Writer()
    out.add(0, Event.LIMIT, 0, block=story.LONG_WAIT, a=0)
    out.add(0, Event.ENDED, 0, block=story.LONG_WAIT)

    found = marks(story.program(), out.log())

    assert (found.blocks, found.vectors) == (Counter(), Counter())


def test_a_block_in_a_loop_is_counted_each_time() -> None:
    told = run_text(
        """strategy s (voice) {
          var n = 0
          a: assign { n = n + 1 } -> b
          b: if(n < 3) { true -> c  false -> d }
          c: wait(1s) -> a
          d: disconnect
        }""",
        horizon_us=60 * SECOND,
    )

    found = marks(told.program, told.log)

    assert found.blocks == Counter({0: 3, 1: 3, 2: 2, 3: 1})
    assert found.vectors == Counter({(1, (((0, True),), 0)): 2, (1, (((0, False),), 1)): 1})


@given(projects())
def test_marks_are_what_one_counts_by_hand(drawn: Drawn) -> None:
    for told in runs_of(drawn):
        found, one = marks(told.program, told.log), [told]

        assert named(told, found.blocks) == counting.blocks(one)
        assert ports_named(told, found.ports) == counting.ports(one)
        assert Counter(
            {(counting.name_of(told, block), vector): n for (block, vector), n in
             found.vectors.items()}
        ) == Counter(counting.vectors(one))  # fmt: skip
        assert sum(found.views.values()) == sum(counting.views(one).values())
        assert sum(found.calls.values()) == sum(counting.calls(one).values())
        assert Counter(
            {told.program.strategies[number].name: n for number, n in found.strategies.items()}
        ) == counting.starts(one)


def named(told: Story, counts: Counter[int]) -> Counter[counting.BlockName]:
    """Counts of blocks by their names."""
    return Counter({counting.name_of(told, block): count for block, count in counts.items()})


def ports_named(
    told: Story, counts: Counter[tuple[int, int]]
) -> Counter[tuple[counting.BlockName, str]]:
    """Counts of ports by their names."""
    return Counter(
        {
            (counting.name_of(told, block), told.program.blocks[block].ports[port].label): count
            for (block, port), count in counts.items()
        }
    )


@given(st.lists(any_marks(), max_size=6), st.data())
def test_marks_add_up_in_any_order_and_any_split(parts: list[Marks], data: st.DataObject) -> None:
    whole = summed(parts)
    shuffled = data.draw(st.permutations(parts))
    cut = data.draw(st.integers(0, len(parts)))

    assert summed(list(shuffled)) == whole
    assert summed([summed(list(shuffled[:cut])), summed(list(shuffled[cut:]))]) == whole

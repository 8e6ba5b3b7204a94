"""Coverage counted a second time by hand, over drawn projects."""

from hypothesis import given
from hypothesis import strategies as st

from engine.folds.coverage import Marks, marks
from engine.graph.model import Edge
from engine.program.lower import lower
from engine.testing.coverage import cover
from engine.testing.points import Aspect, Tally, score, tallies
from tests.generators.projects import Drawn, projects
from tests.helpers import counting
from tests.helpers.covered import covered
from tests.helpers.runs import Story, process_of, run_process


def runs_of(drawn: Drawn) -> list[Story]:
    """A drawn project run with several names."""
    process = process_of(drawn.text)
    return [
        run_process(
            process, data=[("Name", name)], answers=drawn.answers, horizon_us=drawn.horizon_us
        )
        for name in (drawn.name, "Ana", "Bo", "")
    ]


@given(projects())
def test_blocks_ports_and_views_are_what_one_counts_by_hand(drawn: Drawn) -> None:
    process, stories = process_of(drawn.text), runs_of(drawn)
    found = tallies(covered(process, stories).points())

    blocks, ports = counting.blocks(stories), counting.ports(stories)
    owed_blocks, owed_ports = set(), set()
    for graph, name in counting.enabled(process):
        if name[1] in counting.reached(graph):
            block = next(each for each in graph.blocks if each.name == name[1])
            owed_blocks.add(name)
            owed_ports |= {(name, edge.label) for edge in block.edges if not edge.soft}
    names_enabled = {name for _, name in counting.enabled(process)}
    seen_blocks = {name for name in blocks if name in names_enabled}
    seen_ports = {way for way in ports if way[0] in names_enabled}
    views = [(queue.name, view.name) for queue in process.queues for view in queue.views]

    assert found[Aspect.BLOCKS] == Tally(len(seen_blocks), len(owed_blocks | seen_blocks))
    assert found[Aspect.PORTS] == Tally(len(seen_ports), len(owed_ports | seen_ports))
    assert found[Aspect.VIEWS] == Tally(len(counting.views(stories)), len(views))


@given(projects())
def test_conditions_are_what_one_counts_by_hand(drawn: Drawn) -> None:
    process, stories = process_of(drawn.text), runs_of(drawn)
    found = tallies(covered(process, stories).points())

    evaluations = counting.vectors(stories)
    owed, owed_pairs, seen, shown = set(), set(), set(), set()
    for graph, name in counting.enabled(process):
        block = next(each for each in graph.blocks if each.name == name[1])
        mine = [vector for called, vector in evaluations if called == name]
        for atom in range(len(block.atoms)):
            if name[1] in counting.reached(graph):
                owed |= {(name, atom, True), (name, atom, False)}
            seen |= {(name, atom, value) for atoms, _ in mine for n, value in atoms if n == atom}
        if len(block.atoms) > 1:
            own = [n for n, edge in enumerate(block.edges) if decides(edge)]
            for atom in range(len(block.atoms)):
                if name[1] in counting.reached(graph):
                    owed_pairs.add((name, atom))
                if counting.deciding(mine, atom, own):
                    shown.add((name, atom))

    assert found[Aspect.CONDITIONS] == Tally(len(seen), len(owed | seen))
    assert found[Aspect.MCDC] == Tally(len(shown), len(owed_pairs | shown))


def decides(edge: Edge) -> bool:
    """Whether a condition came to an outcome by this way out."""
    return edge.port in ("true", "false")


@given(projects())
def test_calls_are_what_one_counts_by_hand(drawn: Drawn) -> None:
    process, stories = process_of(drawn.text), runs_of(drawn)
    found = tallies(covered(process, stories).points())

    calls = counting.calls(stories)
    total, seen = 0, set()
    for graph, name in counting.enabled(process):
        block = next(each for each in graph.blocks if each.name == name[1])
        if block.kind.word != "esp":
            continue
        wired = {label for edge in block.edges if edge.faults for label in edge.label.split()[1:]}
        reached = name[1] in counting.reached(graph)
        ends = {outcome for called, outcome in calls if called == name}
        grouped = {end if end in wired | {"answered", "timed out"} else "fault" for end in ends}
        seen |= {(name, end) for end in grouped}
        total += 2 + block.kind.times_out + len(wired) if reached else len(grouped)

    assert found[Aspect.CALLS] == Tally(len(seen), total)


@given(projects(), st.data())
def test_more_runs_never_cover_less(drawn: Drawn, data: st.DataObject) -> None:
    process, stories = process_of(drawn.text), runs_of(drawn)
    some = data.draw(st.lists(st.sampled_from(stories), max_size=3))

    fewer, more = covered(process, some), covered(process, [*some, *stories])

    assert score([fewer]) <= score([more])
    for aspect in Aspect:
        before, after = tallies(fewer.points())[aspect], tallies(more.points())[aspect]
        assert before.covered <= after.covered
        assert before.thousandths <= after.thousandths
    assert {p.name for p in more.points() if p.missing} <= {
        p.name for p in fewer.points() if p.missing
    }


@given(projects(), st.data())
def test_the_order_and_the_split_of_runs_do_not_matter(drawn: Drawn, data: st.DataObject) -> None:
    process, stories = process_of(drawn.text), runs_of(drawn)
    shuffled = data.draw(st.permutations(stories))
    cut = data.draw(st.integers(0, len(stories)))
    first, second = Marks(), Marks()
    for story in shuffled[:cut]:
        first.add(marks(story.program, story.log))
    for story in shuffled[cut:]:
        second.add(marks(story.program, story.log))

    second.add(first)

    assert cover(process, lower(process), second) == covered(process, stories)

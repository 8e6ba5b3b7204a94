"""Coverage as drawings show it."""

from engine.testing.traffic import process_traffic, strategy_traffic
from tests.helpers.covered import covered
from tests.helpers.runs import process_of, run_process
from tests.report.coverages import partly


def test_blocks_and_ports_of_a_strategy_have_their_counts() -> None:
    welcome, *_ = partly().strategies

    found = strategy_traffic(welcome)

    assert found.nodes == {0: 1, 1: 1, 2: 0, 3: 1, 4: 0}
    assert found.arrows == {
        (0, 0): 1, (0, 1): 0, (1, 0): 1, (1, 1): 0, (1, 2): 0, (1, 3): 0, (2, 0): 0,
    }  # fmt: skip


def test_what_does_not_count_is_left_out() -> None:
    process = process_of(
        """strategy s (voice) {
          var n = 0
          on fault -> out
          a: log(udata.X) { disabled = true   fault -> b } -> b
          b: assign { n = n + 1 } -> c
          c: disconnect
          out: disconnect
        }"""
    )

    (strategy,) = covered(process, [run_process(process)]).strategies

    assert strategy_traffic(strategy).nodes == {1: 1, 2: 1}
    assert strategy_traffic(strategy).arrows == {(1, 0): 1}


def test_strategies_calls_and_views_of_a_process_have_their_counts() -> None:
    found = process_traffic(partly())

    counts = {
        "strategy welcome": 1, "call welcome.invite": 1, "strategy end": 1, "view q.done": 1,
        "strategy tidy": 0, "view q.lost": 0,
    }  # fmt: skip
    assert {node: found.nodes[node] for node in counts} == counts
    assert found.arrows["view q.done", "strategy end"] == 1
    assert found.arrows["view q.lost", "strategy tidy"] == 0
    assert found.arrows["strategy welcome", "call welcome.invite"] == 1

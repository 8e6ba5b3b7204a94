"""Small parts of the graph stage by themselves, and what concerns a whole build."""

from pathlib import Path

import pytest

from engine.diagnostics import Findings
from engine.graph.build import build
from engine.graph.networks import a_cycle, knots
from engine.graph.walk import names, raises
from engine.limits import LIMITS
from engine.syntax.nodes import Expression
from tests.graph.projects import block, built, check, codes, strategy

PLAIN = "strategy s (voice) { a: exit }"


def condition(text: str) -> Expression:
    """The syntax of an expression of type flag."""
    graph = strategy(
        f"queue q strategy s (voice) {{ var n = 0 var m = 0 var f = true on fault -> z\n"
        f"a: if({text}) {{ true -> z false -> z }} z: exit }}"
    )
    expression: Expression = getattr(block(graph, "a").kind, "condition")  # noqa: B009
    return expression


def test_every_name_of_an_expression_is_found() -> None:
    expression = condition(
        "(n in [m, 1] or not f or is_mobile(text(n), region: ANI)) == (udata.K == 30s)"
    )

    assert sorted({name.text for name in names(expression)}) == ["ANI", "f", "m", "n", "udata"]


def test_names_in_maps_are_found() -> None:
    graph = strategy("strategy s { var k = {} a: assign { k = { A: ANI } } -> z z: exit }")
    (effect,) = block(graph, "a").kind.effects()

    assert [name.text for name in names(getattr(effect, "value"))] == ["ANI"]  # noqa: B009


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("n + 1", True),
        ("((1 + n))", True),
        ("n + step", True),
        ("n + 0", False),
        ("n + m", False),
        ("n - 1", False),
        ("n + 1 + 1", False),
        ("m + 1", False),
        ("n", False),
        ("n + (1)", False),
    ],
)
def test_a_counter_is_raised_by_a_positive_constant(value: str, expected: bool) -> None:
    graph = strategy(
        "param step = 2 strategy s { var n = 0 var m = 0 "
        f"a: assign {{ n = {value} }} -> z z: exit }}"
    )
    (effect,) = block(graph, "a").kind.effects()

    assert raises("n", getattr(effect, "value"), {"step": 2}) is expected  # noqa: B009


def test_knots_are_sets_of_blocks_on_common_cycles() -> None:
    assert knots({5: [4], 4: [5], 3: [1], 1: [2], 2: [3, 4], 0: [1]}) == [[1, 2, 3], [4, 5]]


def test_a_cycle_is_the_shortest_through_its_first_block() -> None:
    assert a_cycle({0: [1, 2], 1: [2], 2: [0]}) == [0, 2]


def test_an_unknown_environment_has_no_place() -> None:
    _, findings = check(f"env prod {{}}\n{PLAIN}", environment="prd")

    (found,) = findings
    assert (found.code, found.span, found.help) == ("E211", None, "did you mean `prod`?")


def test_a_project_is_spread_over_files() -> None:
    process = built(
        "strategy s (voice) { a: strategy(t) }",
        "strategy t (voice) { a: wait(p) -> b b: exit }",
        "param p = 5s",
    )

    assert [graph.name for graph in process.strategies] == ["s", "t"]
    assert process.strategy("t") is process.strategies[1]
    assert process.strategy("u") is None


def test_names_are_declared_once_over_all_files() -> None:
    _, findings = check(PLAIN, PLAIN)

    (found,) = findings
    assert found.span is not None
    assert (found.code, found.span.source.name) == ("E210", "2.strat")
    assert found.notes[0].span.source.name == "1.strat"


def test_nothing_is_built_where_an_earlier_stage_has_found_an_error() -> None:
    findings = Findings()
    findings.error("E503", None, "not there")

    assert build((), name="x", environment=None, findings=findings) is None
    assert [item.code for item in findings] == ["E503"]


MANY = LIMITS.diagnostics * 3


@pytest.mark.parametrize(
    "text",
    [
        "x " * MANY,
        "queue q { " + "".join(f"view v{n} {{ every = 0s }} " for n in range(MANY)) + "}",
        "strategy s (voice) { " + "".join(f"b{n}: xxx " for n in range(MANY)) + "}",
        "strategy s (voice) { " + "".join(f"b{n}: log(x) -> c " for n in range(MANY)) + "}",
    ],
)
def test_a_project_with_more_errors_than_are_shown_is_given_up_early(text: str) -> None:
    process, findings = check(text)

    assert process is None
    assert len(list(findings)) == LIMITS.diagnostics + 1


def test_nothing_is_looked_at_where_more_was_found_than_is_shown() -> None:
    findings = Findings()
    for number in range(LIMITS.diagnostics + 1):
        findings.error("E107", None, f"mistake {number}")

    process = build((), name="case", environment=None, findings=findings)

    assert process is None
    assert len(list(findings)) == LIMITS.diagnostics + 1


def test_warnings_do_not_end_the_work() -> None:
    blocks = "".join(f'b{number}: log("x") -> a ' for number in range(MANY))

    process, findings = check(f"strategy s (voice) {{ a: exit {blocks} }}")

    assert process is not None
    assert not findings.has_errors
    assert len(list(findings)) == MANY


def test_no_files_are_no_strategy() -> None:
    findings = Findings()

    assert build((), name="x", environment=None, findings=findings) is None
    assert [(item.code, item.span) for item in findings] == [("E201", None)]


def test_an_import_is_no_declaration_of_ours() -> None:
    assert codes(f'import "other.strat"\n{PLAIN}') == []


def test_long_words_are_shown_in_part() -> None:
    key = "1:" + "n" * 10_000
    _, findings = check(
        "strategy s (voice) { on fault -> z\n"
        f'a: esp("ChatService.InviteToChat") {{ app_name = "D" parameters = {{ _umsClientId: ANI '
        f'_umsBusinessId: "1" ChatQueueKey: "{key}" }} }} -> z z: exit }}'
    )

    (found,) = findings
    assert found.code == "E219"
    assert len(found.message) + len(found.help or "") < 200


def test_many_names_are_not_all_compared() -> None:
    lines = "\n".join(f"b{at}: exit" for at in range(2_000))
    _, findings = check(f"strategy s (voice) {{ b1999x: exit\n{lines}\nz: log(ANI) -> b1999y }}")

    found = next(item for item in findings if item.code == "E211")
    assert found.help is not None
    assert "b1999x" in found.help


def test_views_know_when_time_can_change_their_outcome() -> None:
    process = built(
        """
        queue q {
          view a { submit = s }
          view b { where = true  submit = s }
          view c { where = udata.X == "y"  submit = s }
          view d { where = age > 10m  submit = s }
          view e { where = length(q) > 3  order = newest  every = 5s  submit = s }
        }
        strategy s (chat) { a: stop }
        """
    )

    views = process.queues[0].views
    assert [(view.name, view.where is None, view.timed) for view in views] == [
        ("a", True, False), ("b", True, False), ("c", False, False), ("d", False, True),
        ("e", False, True),
    ]  # fmt: skip
    assert (views[2].condition, views[4].order, str(views[4].every)) == (
        'udata.X == "y"', "newest", "5s",
    )  # fmt: skip
    assert (views[0].queue, views[0].submit) == ("q", "s")


def test_variables_and_data_keep_the_order_of_the_file() -> None:
    graph = strategy(
        "strategy s (chat) { var b = 1 var a = 2s data { Z: text A: integer } x: exit }"
    )

    assert [(item.name.text, item.first) for item in graph.variables] == [
        ("b", 1),
        ("a", 2_000_000),
    ]
    assert [name for name, _ in graph.data] == ["Z", "A"]
    assert graph.family.name == "CHAT"


def test_a_call_says_what_is_known_of_it_before_a_run() -> None:
    graph = strategy(
        "strategy s (voice) { on fault -> z\n"
        'a: esp("ChatService.InviteToChat") { app_name = "D" parameters = { _umsClientId: ANI '
        '_umsBusinessId: "1" } } -> b\n'
        'b: esp("ChatService.InviteToChat") { app_name = "D" disabled = true parameters = { '
        '_umsClientId: ANI _umsBusinessId: "1" } } -> z  z: exit }'
    )

    call = block(graph, "a").call
    assert call is not None
    assert (call.name, call.constants, call.computed) == (
        "ChatService.InviteToChat", {"_umsBusinessId": "1"}, frozenset({"_umsClientId"}),
    )  # fmt: skip
    assert block(graph, "b").call is None


def test_only_one_module_knows_the_graph_library() -> None:
    package = Path(__file__).parents[2] / "engine" / "graph"

    knowing = [
        path.name for path in sorted(package.glob("*.py")) if "import networkx" in path.read_text()
    ]

    assert knowing == ["networks.py"]

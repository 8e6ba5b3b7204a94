"""Every limit is kept on both sides: what is just allowed passes, one more is answered."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from engine.limits import LIMITS, TABLE, Limits
from engine.log.events import Cause, Event
from engine.pipeline import check, run
from engine.report.to_diagnostics import shown
from engine.scenario import Scenario
from engine.sim.simulate import LimitReached
from tests.acceptance.notification import notification
from tests.helpers.runs import Story, check_text, codes, process_of

HELLO = 'strategy s (voice) {\n  bye: disconnect { reason = "done" }\n}\n'


def parenthesised(levels: int) -> str:
    """An expression nested so deep, the body around it counted."""
    inner = "(" * (levels - 1) + "1" + ")" * (levels - 1)
    return f"strategy s (voice) {{\n  var n = {inner}\n  bye: disconnect\n}}\n"


def logs(count: int) -> str:
    """A strategy of so many blocks."""
    lines = "".join(f'  b{n}: log("x") -> b{n + 1}\n' for n in range(count - 1))
    return f"strategy s (voice) {{\n{lines}  b{count - 1}: exit\n}}\n"


def waiting_for(expression: str) -> str:
    """A strategy that waits."""
    return f"strategy s (voice) {{\n  a: wait({expression}) -> b\n  b: exit\n}}\n"


def response(body: str) -> str:
    """A project with one standard response."""
    return f'response r {{\n  content_type = text\n  body = "{body}"\n}}\n' + HELLO


TEXTS: dict[str, Callable[[int], str]] = {
    "source_bytes": lambda n: HELLO + "#" * (n - len(HELLO)),
    "text_chars": lambda n: f'param p = "{"x" * n}"\n' + HELLO,
    "label_chars": lambda n: HELLO.replace("bye", "b" * n),
    "depth": parenthesised,
    "blocks": logs,
    "operands": lambda n: (
        f"strategy s (voice) {{\n  a: wait(1s{' + 1s' * (n - 1)}) -> b\n  b: exit\n}}\n"
    ),
    "field_codes": lambda n: response("<$Contact.A$>" * n),
    "field_code_depth": lambda n: response(f"<$Contact{'.a' * n}$>"),
    "horizon_us": lambda n: waiting_for(f"{n}us"),
}
"""A project that reaches the limit when it is called with the limit's value."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_limit_of_texts_holds_on_both_sides(name: str) -> None:
    bound = max(12, len(HELLO))
    limits = replace(LIMITS, **{name: bound})

    assert codes(check_text(TEXTS[name](bound), limits=limits)) == []
    assert codes(check_text(TEXTS[name](bound + 1), limits=limits)) == [TABLE[name].code]


def project(folder: Path, texts: dict[str, str]) -> Path:
    """Writes files; the first is the one to check."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / next(iter(texts))


def importing(count: int) -> dict[str, str]:
    """A chain of so many files."""
    chain = {f"f{n}.strat": f'import "f{n + 1}.strat"\n' for n in range(count - 1)}
    return {**chain, f"f{count - 1}.strat": HELLO}


def test_the_number_of_files_is_limited_on_both_sides(tmp_path: Path) -> None:
    limits = replace(LIMITS, import_files=5)

    assert codes(check(project(tmp_path, importing(5)), limits=limits)) == []
    assert "E406" in codes(check(project(tmp_path, importing(6)), limits=limits))


def test_the_depth_of_imports_is_limited_on_both_sides(tmp_path: Path) -> None:
    limits = replace(LIMITS, import_depth=4)

    assert codes(check(project(tmp_path, importing(4)), limits=limits)) == []
    assert "E406" in codes(check(project(tmp_path, importing(5)), limits=limits))


def test_the_bytes_of_a_project_are_limited_on_both_sides(tmp_path: Path) -> None:
    path = project(tmp_path, importing(2))
    size = sum(file.stat().st_size for file in tmp_path.iterdir())

    assert codes(check(path, limits=replace(LIMITS, import_bytes=size))) == []
    assert "E407" in codes(check(path, limits=replace(LIMITS, import_bytes=size - 1)))


def test_no_more_diagnostics_are_shown_than_allowed(tmp_path: Path) -> None:
    mistakes = "".join(f"unknown_kind_{n} x\n" for n in range(LIMITS.diagnostics + 1))
    found = check(project(tmp_path, {"a.strat": mistakes + HELLO})).diagnostics

    assert len(shown(found[:-1])) == LIMITS.diagnostics
    assert [d.code for d in shown(found)[LIMITS.diagnostics :]] == ["E400"]


def ran(text: str, limits: Limits, **inputs: object) -> Story:
    """A run under narrowed limits."""
    process = process_of(text)
    scenario = Scenario(strategy=process.strategies[0].name, **inputs)  # type: ignore[arg-type]
    finished = run(process, scenario, limits=limits)
    return Story(program=finished.program, log=finished.log)


def test_the_blocks_between_two_suspensions_are_limited_on_both_sides() -> None:
    allowed = ran(logs(10), replace(LIMITS, steps=10))
    stopped = ran(logs(11), replace(LIMITS, steps=10))

    assert allowed.rows(Event.LIMIT) == []
    assert len(allowed.path()) == 10
    assert [row.a for row in stopped.rows(Event.LIMIT)] == [0]
    assert len(stopped.path()) == 10


def test_a_suspension_begins_the_count_of_blocks_anew() -> None:
    text = logs(10).replace('b4: log("x")', "b4: wait(1s)")

    assert ran(text, replace(LIMITS, steps=6)).rows(Event.LIMIT) == []


def test_the_blocks_of_a_life_are_limited_on_both_sides() -> None:
    text = logs(10).replace('log("x")', "wait(1s)")

    assert ran(text, replace(LIMITS, steps_in_total=10)).rows(Event.LIMIT) == []
    assert [row.a for row in ran(text, replace(LIMITS, steps_in_total=9)).rows(Event.LIMIT)] == [1]


def test_untimed_moves_between_queues_are_limited_on_both_sides() -> None:
    text = notification(
        process="""
queue Q1 { view v { every = 1s   submit = back } }
queue Q2 { view v { every = 1s   submit = back } }
strategy back (chat) { out: exit }
"""
    )

    story = ran(text, replace(LIMITS, hops=7), ani="+14155550123")

    causes = [row.a for row in story.rows(Event.PLACED)]
    assert [row.a for row in story.rows(Event.LIMIT)] == [2]
    assert causes == [Cause.SUBMITTED] + [Cause.RETURNED] * 7


def test_chains_of_interactions_are_limited_on_both_sides() -> None:
    text = """
application "Mail" { type = EmailServer   address = "a@b"   output_queue = again }
queue again { view v { every = 1s   submit = s } }
strategy s (email) {
  on fault -> over
  on timeout -> over
  more: if((udata.Left ?? 2) > 0) { true -> less   false -> over }
  less: attach { Left = (udata.Left ?? 2) - 1 } -> write
  write: esp("Email.CreateEmailOut") {
    app_name = "Mail"
    parameters = { Text: "x"   To: "a@b" }
  } -> over
  over: stop
}
"""

    assert ran(text, replace(LIMITS, spawn_depth=2)).rows(Event.LIMIT) == []
    assert [row.a for row in ran(text, replace(LIMITS, spawn_depth=1)).rows(Event.LIMIT)] == [3]


def test_attached_keys_are_limited_on_both_sides() -> None:
    text = "strategy s (voice) {\n  on fault -> over\n  a: attach { A = 1   B = 2   C = 3 } -> b\n"
    text += "  b: exit\n  over: exit\n}\n"

    assert ran(text, replace(LIMITS, data_keys=3)).path() == ["a", "b"]
    assert ran(text, replace(LIMITS, data_keys=2)).path() == ["a", "over"]


def test_a_rendered_message_is_limited_on_both_sides() -> None:
    text = notification(body="0123456789")

    assert ran(text, replace(LIMITS, rendered_chars=10), ani="+14155550123").fault() is None
    assert ran(text, replace(LIMITS, rendered_chars=9), ani="+14155550123").fault() == 303


def test_the_events_of_a_run_are_limited_on_both_sides() -> None:
    count = len(ran(HELLO, LIMITS).log)

    assert len(ran(HELLO, replace(LIMITS, events=count)).log) == count
    with pytest.raises(LimitReached) as reached:
        ran(HELLO, replace(LIMITS, events=count - 1))
    assert reached.value.code == TABLE["events"].code


def test_the_interactions_alive_at_once_are_limited_on_both_sides() -> None:
    assert ran(notification(), replace(LIMITS, interactions=2), ani="+14155550123").chats() == [1]
    with pytest.raises(LimitReached) as reached:
        ran(notification(), replace(LIMITS, interactions=1), ani="+14155550123")
    assert reached.value.code == TABLE["interactions"].code


def test_the_table_describes_every_limit() -> None:
    assert [field.name for field in fields(Limits)] == list(TABLE)


def test_the_texts_of_a_run_are_limited_on_both_sides() -> None:
    text = HELLO.replace("bye: disconnect", 'say: log("x" + ANI) -> bye\n  bye: disconnect')
    pool = ran(text, LIMITS, ani="12345").log.pool
    count = sum(len(value) for value in pool.items if isinstance(value, str))

    assert len(ran(text, replace(LIMITS, pool_chars=count), ani="12345").path()) == 2
    with pytest.raises(LimitReached) as reached:
        ran(text, replace(LIMITS, pool_chars=count - 1), ani="12345")
    assert reached.value.code == TABLE["pool_chars"].code

"""Subroutines that call one another, deeper than a run can go."""

from engine.limits import LIMITS
from tests.graph.projects import check, codes

STRATEGY = "strategy s (voice) { a: call(t0) -> b   b: disconnect }\n"


def chain(length: int) -> str:
    """Subroutines of which each calls the next."""
    calling = [
        f"subroutine t{at} {{ a: call(t{at + 1}) -> b   b: exit }}\n" for at in range(length - 1)
    ]
    return "".join(calling) + f"subroutine t{length - 1} {{ a: exit }}\n"


def test_as_many_subroutines_call_one_another_as_there_may_be() -> None:
    assert codes(STRATEGY + chain(LIMITS.subroutine_depth)) == []


def test_one_more_is_told_where_the_chain_begins() -> None:
    _, findings = check(STRATEGY + chain(LIMITS.subroutine_depth + 1))

    (found,) = findings
    assert found.code == "E425"
    assert found.span is not None
    assert found.message.startswith("33 subroutines call one another in a chain: `t0` -> `t1`")
    assert found.span.text() == "t0"


def test_a_long_chain_is_told_once_however_long_it_is() -> None:
    assert codes(STRATEGY + chain(2 * LIMITS.subroutine_depth)) == ["E425"]


def test_a_chain_that_only_a_test_begins_is_told_too() -> None:
    strategy = "strategy s (voice) { a: disconnect }\n"
    test = 'test "x" { subroutine = t0   expect path == [] }\n'

    assert codes(strategy + chain(LIMITS.subroutine_depth + 1) + test) == []
    assert codes(strategy + chain(LIMITS.subroutine_depth + 2) + test) == ["E425"]

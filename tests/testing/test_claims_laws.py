"""The leads on drawn runs: what `judge` says is what their definitions say."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Severity
from engine.folds.history import History
from engine.limits import LIMITS
from engine.log.events import COLUMNS, Event
from engine.program.claims import lower_claims
from engine.program.lower import lower
from engine.testing.judge import judge, simulate_case
from engine.testing.leaves import NO, YES, Leaves
from engine.testing.verdict import Outcome
from engine.values import SECOND, Duration
from tests.generators.projects import Drawn, projects
from tests.helpers.deeds import in_the_middle_of_a_deed
from tests.helpers.runs import check_text
from tests.testing.verdicts import cases_of

HORIZON_US = 400 * SECOND
LEADS = ("expect", "always", "never", "within", "eventually")


@dataclass(frozen=True)
class Fact:
    """An expression of a claim, and what it says in words that the engine does not share."""

    text: str
    holds: Callable[[History], bool]
    there: Callable[[History], bool] = lambda _: True
    """Whether it is known."""


def entered(history: History, label: str) -> int:
    """How often the call entered a block."""
    return history.interactions[0].path.count(label)


def in_place(history: History, *places: str) -> bool:
    """Whether there is a chat, and it is in one of these places."""
    return history.interaction_count > 1 and history.interactions[1].place in places


def with_chat(history: History) -> bool:
    """Whether there is a chat."""
    return history.interaction_count > 1


def queued(history: History) -> int:
    """How many chats are in a queue."""
    return sum(history.queue_length(queue) for queue in ("q1", "q2"))


def open_calls(history: History) -> bool:
    """Whether a call has not been answered, refused calls included."""
    return history.total("calls") > history.total("calls_answered")


ENDS = ("running", "stopped", "lost_removed", "default_routed", "faulted")
FACTS = [
    Fact("visits(b1) >= 1", lambda seen: entered(seen, "b1") >= 1),
    Fact("length(q1) == 1", lambda seen: seen.queue_length("q1") == 1),
    Fact("length(q1) + length(q2) == 0", lambda seen: queued(seen) == 0),
    Fact("place == running", lambda seen: seen.interactions[0].place == "running"),
    Fact("chat.place == queued", lambda seen: in_place(seen, "queued"), with_chat),
    Fact("chat.place != queued", lambda seen: in_place(seen, *ENDS), with_chat),
    Fact("n == 1", lambda seen: seen.interactions[0].variables.get("n") == 1),
    Fact(
        "now >= 2026-01-05T09:00:07 and now < 2026-01-05T09:00:50",
        lambda seen: 7 * SECOND <= seen.now_us < 50 * SECOND,
    ),
    Fact(
        'udata.Key1 == "Ana!"',
        lambda seen: seen.interactions[0].data.get("Key1") == "Ana!",
        lambda seen: "Key1" in seen.interactions[0].data,
    ),
    Fact("ledger.calls > ledger.calls_answered", open_calls),
]


@dataclass(frozen=True)
class Judged:
    """A drawn run, and a fact about it that each lead claims."""

    text: str
    fact: Fact
    bound_us: int

    def held(self) -> dict[str, bool]:
        """Which claims held."""
        program, cases = cases_of(self.text)
        return {case.name: not judge(program, case).failures for case in cases}

    def looks(self) -> tuple[list[tuple[int, bool]], bool, bool, bool]:
        """Whether the fact holds after each row and at each second, at the bound, and at the end.

        Last whether it is known at one of them.

        The facts speak of whole seconds.
        """
        program, cases = cases_of(self.text)
        log = simulate_case(program, cases[0])
        history = History(program, cases[0].scenario, log)
        found: list[tuple[int, bool]] = []
        at_bound = False
        second = 1
        rows = list(zip(*(log.columns[name] for name in COLUMNS), strict=True))
        unseen = in_the_middle_of_a_deed(rows)
        for number, row in enumerate(rows):
            while second * SECOND < row[0]:
                history.now_us = second * SECOND
                found.append((history.now_us, self.fact.holds(history)))
                second += 1
            history.take(row)
            begun = history.interactions and history.interactions[0].place is not None
            if begun and number not in unseen:
                found.append((row[0], self.fact.holds(history)))
            if row[0] <= self.bound_us:
                history.now_us = self.bound_us
                at_bound = self.fact.holds(history)
        while second * SECOND <= HORIZON_US:
            history.now_us = second * SECOND
            found.append((history.now_us, self.fact.holds(history)))
            second += 1
        # What a chat or a key says is there from its coming on.
        return found, at_bound, self.fact.holds(history), self.fact.there(history)


@st.composite
def judged(draw: st.DrawFn) -> Judged:
    """A project with one test for each lead, all with the same expression."""
    drawn: Drawn = draw(projects())
    fact = draw(st.sampled_from(FACTS))
    bound = Duration(draw(st.sampled_from([0, 50_000, 3 * SECOND, 10 * SECOND, 91 * SECOND])))
    leads = dict(zip(LEADS, ("expect", "always", "never", f"within {bound} expect",
                             f"eventually within {bound} expect"), strict=True))  # fmt: skip
    tests = "".join(
        f'test "{name}" {{\n  strategy = main\n  input = {{ ANI: "+14155550123"'
        f'   udata: {{ Name: "Ana" }} }}\n  horizon = 400s\n  {lead} {fact.text}\n}}\n'
        for name, lead in leads.items()
    )
    return Judged(drawn.text + tests, fact, int(bound))


@dataclass(frozen=True)
class Waits:
    """A run whose events come at whole seconds, and a condition of times in whole seconds."""

    text: str
    end_s: int

    def verdicts(self) -> tuple[list[bool], list[bool]]:
        """Which leads held, and which hold by looks at each half second."""
        program, cases = cases_of(self.text)
        log = simulate_case(program, cases[0])
        rows = list(zip(*(log.columns[name] for name in COLUMNS), strict=True))
        codes = lower_claims(cases[0].claims)
        history = History(program, cases[0].scenario, log)
        leaves = Leaves(program, codes, history, LIMITS)
        truths: list[int] = []
        begun = 1 + [row[1] for row in rows].index(Event.STARTED)
        for row in rows[:begun]:
            history.take(row)
        for half in range(2 * self.end_s + 1):
            history.now_us = half * SECOND // 2
            leaves.read()
            truths.append(leaves.truth(0))
            while begun < len(rows) and rows[begun][0] == half * SECOND // 2:
                history.take(rows[begun])
                leaves.read()
                truths.append(leaves.truth(0))
                begun += 1
        found = [not judge(program, case).failures for case in cases]
        never = YES not in truths and NO in truths
        return found, [truths[-1] == YES, set(truths) == {YES}, never]


@st.composite
def waiting(draw: st.DrawFn) -> Waits:
    """A strategy of waits, and tests of one condition: expect, always, never."""
    waits = draw(st.lists(st.integers(1, 20), min_size=1, max_size=4))
    end_s = draw(st.integers(sum(waits), 90))
    clock = st.sampled_from(("age", "time_in_queue", "entered(b0)", "age - entered(b0)", "ended"))
    length = st.integers(0, 90).map(lambda count: f"{count}s")
    compared = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    second = st.integers(0, 90).map(lambda count: f"2026-01-05T09:{count // 60:02}:{count % 60:02}")
    atom = st.one_of(
        st.tuples(clock, compared, length).map(" ".join),
        st.tuples(length, compared, clock).map(" ".join),
        st.tuples(st.just("age +"), length, compared, length).map(" ".join),
        st.tuples(st.just("now -"), length, compared, second).map(" ".join),
        st.tuples(st.just("now"), compared, second, st.just("+"), length).map(" ".join),
        st.tuples(st.just("now - age + ended"), compared, second).map(" ".join),
        st.tuples(st.just("age mod 7s"), compared, length).map(" ".join),
        st.tuples(st.just("age in ["), length, st.just(","), length, st.just("]")).map(" ".join),
        st.sampled_from(("place == running", "visits(b0) == 1", "udata.X == 1")),
    )
    condition = draw(
        st.recursive(
            atom,
            lambda inner: st.one_of(
                st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
                st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
                inner.map(lambda text: f"(not ({text}))"),
            ),
            max_leaves=4,
        )
    )
    blocks = "".join(f"  b{n}: wait({wait}s) -> b{n + 1}\n" for n, wait in enumerate(waits))
    text = f"strategy s (voice) {{\n{blocks}  b{len(waits)}: disconnect\n}}\n" + "".join(
        f'test "{lead}" {{\n  strategy = s\n  horizon = {end_s}s\n  {lead} {condition}\n}}\n'
        for lead in ("expect", "always", "never")
    )
    return Waits(text, end_s)


@given(waiting())
def test_claims_of_time_say_what_looks_at_every_half_second_say(drawn: Waits) -> None:
    found, expected = drawn.verdicts()

    assert found == expected


def has_block(drawn: Judged) -> bool:
    """Whether the project has the block that the fact speaks of."""
    return "b1" not in drawn.fact.text or "  b1: " in drawn.text


@given(judged().filter(has_block))
def test_every_lead_holds_exactly_if_its_definition_says_so(drawn: Judged) -> None:
    held = drawn.held()
    looks, at_bound, at_end, known = drawn.looks()
    by_then = [holds for at_us, holds in looks if at_us <= drawn.bound_us]
    later = [holds for at_us, holds in looks if at_us > drawn.bound_us]
    came_true = any(after and False in by_then[:at] for at, after in enumerate(by_then))

    assert held["expect"] is at_end
    assert held["always"] is all(holds for _, holds in looks)
    assert held["never"] is (known and not any(holds for _, holds in looks))
    assert held["within"] is (at_bound or came_true)
    assert held["eventually"] is (at_bound and all(later) and (at_end or not later))


@given(judged().filter(has_block))
def test_what_always_holds_holds_at_the_end_and_never_not(drawn: Judged) -> None:
    held = drawn.held()
    timed = "now" in drawn.fact.text

    assert not held["always"] or held["expect"] or timed
    assert not held["eventually"] or held["expect"] or timed
    assert not (held["never"] and held["expect"]) or timed
    assert not (held["always"] and held["never"])


@given(projects(), st.sampled_from(FACTS), st.lists(st.integers(0, 90), min_size=2, max_size=2))
def test_what_comes_true_within_a_time_does_so_within_a_longer_one(
    drawn: Drawn, fact: Fact, bounds: list[int]
) -> None:
    short, long = sorted(bounds)
    tests = "".join(
        f'test "{name}" {{\n  strategy = main\n  input = {{ udata: {{ Name: "Ana" }} }}\n'
        f"  within {bound}s expect chats >= 1 and ({fact.text})\n}}\n"
        for name, bound in (("short", short), ("long", long))
    )
    text = drawn.text + tests
    if "b1" in fact.text and "  b1: " not in text:
        return

    program, (first, second) = cases_of(text)

    # Nothing holds at first: there is no chat yet.
    assert judge(program, first).failures or not judge(program, second).failures


@given(projects(), st.sampled_from(FACTS))
def test_a_claim_and_its_negation_never_both_hold_at_the_end(drawn: Drawn, fact: Fact) -> None:
    tests = "".join(
        f'test "{name}" {{\n  strategy = main\n  input = {{ udata: {{ Name: "Ana" }} }}\n'
        f"  expect {claim}\n}}\n"
        for name, claim in (("yes", fact.text), ("no", f"not ({fact.text})"))
    )
    text = drawn.text + tests
    if "b1" in fact.text and "  b1: " not in text:
        return

    program, (yes, no) = cases_of(text)

    assert judge(program, yes).failures or judge(program, no).failures


LISTS = (
    "path", "ports", "outcome", "written", "messages", "logs", "chat.path", 'stopped("done")',
    "disconnected(reason)", "[b0, b1]", "[1, true]", "[]", "chat.outcome",
)  # fmt: skip
TEXTS = (
    "place", "reason", "udata.Name", "udata.None", "ANI", "queue", "rendered", "chat(2).place",
    "id", "b0.answer._umsChatSessionId", "chat.udata.IsOnline", "port(b0)", "stopped", "q1", "b0",
    'sent("ChatService.InviteToChat").parameters.Contact.FirstName', "text(n)", '"x"', '"queued"',
    "e164(ANI, \"US\")", "sent(b0, 2).user_data.Name", "b1.fault.text",
)  # fmt: skip
INTEGERS = (
    "n", "priority", "b0.fault.code", "chats", "length(q1)", "pulls(q1.v0)", "visits(b1)",
    "visits(look, of: 1)", 'calls("ChatService.InviteToChat")', "calls(b0)", "ledger.calls",
    "ledger.faults", "row.x", "number(udata.Name)", "0", "1", "7 / n",
)  # fmt: skip
DURATIONS = ("ended", "age", "entered(b1)", "chat.time_in_queue", "5s", "0s", "age - 1s")
TIMES = ("now", "2026-01-05T09:00", "now + age")
FLAGS = ("is_online", "chat.session_known", "true", "in_order(path, [b0, b1])")
WILD = ("udata", "chat", "nobody", "chat.nobody", "visits", "-1", "{ a: 1 }", "(path)", "row")
KINDS = (LISTS, TEXTS, INTEGERS, DURATIONS, TIMES, FLAGS)
COMPARED = ("==", "!=", "<", ">=", "in", "??", "+")


def comparisons() -> st.SearchStrategy[str]:
    """Two things of one type compared."""
    return st.sampled_from(KINDS).flatmap(
        lambda kind: st.tuples(
            st.sampled_from(kind), st.sampled_from(("==", "!=")), st.sampled_from(kind)
        ).map(" ".join)
    )


def expressions() -> st.SearchStrategy[str]:
    """Expressions of claims; about half of them are in error somewhere."""
    atoms = st.sampled_from([*WILD, *(atom for kind in KINDS for atom in kind)])
    wild = st.tuples(atoms, st.sampled_from(COMPARED), atoms).map(" ".join)
    return st.recursive(
        st.one_of(*[comparisons()] * 6, st.sampled_from(FLAGS), wild),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(" and ".join),
            st.tuples(inner, inner).map(" or ".join),
            inner.map(lambda text: f"not ({text})"),
        ),
        max_leaves=3,
    )


@given(projects(), st.lists(st.tuples(st.sampled_from(LEADS), expressions()), max_size=12))
def test_whatever_is_claimed_is_told_to_be_wrong_or_can_be_judged(
    drawn: Drawn, claims: list[tuple[str, str]]
) -> None:
    words = {"within": "within 2s expect", "eventually": "eventually within 2s expect"}
    tests = [
        f'test "{number}" {{\n  strategy = main\n  row "r" {{ x = 1 }}\n'
        f'  input = {{ udata: {{ Name: "Ana" }} }}\n  {words.get(lead, lead)} {claim}\n}}\n'
        for number, (lead, claim) in enumerate(claims)
    ]
    for test in tests:
        checked = check_text(drawn.text + test)
        if checked.process is None:
            assert any(each.severity is Severity.ERROR for each in checked.diagnostics)
            continue
        program = lower(checked.process)
        for case in checked.process.cases:
            assert judge(program, case).outcome in (Outcome.PASSED, Outcome.FAILED)


def claims_of_one_thing() -> st.SearchStrategy[tuple[str, str]]:
    """Two claims that may contradict one another, or not."""
    constants = {"place": ("running", "disconnected"), "n": ("0", "1"), "age": ("0s", "7s"),
                 "chats": ("1", "2"), "chat.place": ("queued", "stopped")}  # fmt: skip
    lead = st.sampled_from(
        ("expect", "always", "never", "within 7s expect", "eventually within 7s expect")
    )

    def claim(thing: str) -> st.SearchStrategy[str]:
        operators = ("==", "!=", "<", ">=") if thing in ("n", "age", "chats") else ("==", "!=")
        sides = st.tuples(st.sampled_from(operators), st.sampled_from(constants[thing]))
        written = sides.map(lambda side: f"{thing} {side[0]} {side[1]}")
        turned = st.sampled_from(("{}", "{}", "not ({})"))
        whole = st.tuples(lead, turned, written)
        return whole.map(lambda parts: f"{parts[0]} {parts[1].format(parts[2])}")

    things = st.sampled_from(list(constants))
    return things.flatmap(lambda thing: st.tuples(claim(thing), claim(thing)))


@given(projects(), claims_of_one_thing())
def test_no_run_keeps_two_claims_that_are_told_to_contradict_one_another(
    drawn: Drawn, claims: tuple[str, str]
) -> None:
    head = 'test "t" {\n  strategy = main\n  input = { udata: { Name: "Ana" } }\n  horizon = 8s\n'
    both = check_text("\n  ".join((drawn.text + head, *claims, "}")))
    told = [each.code for each in both.diagnostics if each.severity is Severity.ERROR]

    held: list[bool] = []
    for claim in claims:
        program, (case,) = cases_of("\n  ".join((drawn.text + head, claim, "}")))
        held.append(not judge(program, case).failures)
    assert told in ([], ["E241"])
    assert told == [] or not all(held)

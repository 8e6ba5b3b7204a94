"""A verdict in words: which claim did not hold, what was there instead, and how it came to that.

In: a case and its verdict. Out: styled lines in the form

    failed  a long wait becomes a notification
      --> notify/tests.strat:31:3
       |
    31 |   expect path == [mobile, invite, tell]
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = it did not hold at the end of the run
       = path is [mobile, invite, sorry]

      expected  taken
        mobile    mobile  (true)
        invite    invite  (fault unknown_channel)
      > tell      sorry

      voice-1  mobile (true) -> invite (fault unknown_channel) -> sorry; disconnected at 00:00.050
      repeat   routewright test notify --only "a long wait becomes a notification" --trace
"""

import os
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.folds.times import Clock
from engine.graph.testing.model import Case, Claim
from engine.report.excerpt import excerpt, gutter_of
from engine.report.paths import side_by_side
from engine.report.repetitions import repetitions
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, wrap
from engine.report.to_ledger import whereabouts
from engine.scenario import Statistic
from engine.source import Span, visible
from engine.testing.verdict import Failure, Outcome, Reading, Step, Track, Verdict
from engine.values import MILLISECOND, Value, show

INDENT = 2
CHARS_MAX = 1_000
"""Of one value; of a longer one the two ends are shown."""
INTERACTIONS_MAX = 12
STEPS_MAX = 60
STEPS_AT_END = 10
FAILURES_MAX = 10
REPEAT = "repeat"

WORDS: dict[Outcome, tuple[str, Style]] = {
    Outcome.PASSED: ("passed", Style.GOOD),
    Outcome.FAILED: ("failed", Style.BAD),
    Outcome.SKIPPED: ("skipped", Style.WARNING),
    Outcome.EXPECTED: ("failed as expected", Style.WARNING),
    Outcome.UNEXPECTED: ("passed unexpectedly", Style.BAD),
}
"""How each outcome is called, and how it looks."""

PLAIN_IN_QUOTES = re.compile(r"[^\"$`\\!%\x00-\x1f\x7f]*")
"""What means itself between double quotes, whatever the shell."""


def verdict_lines(
    project: Path, case: Case, verdict: Verdict, columns: int, *, environment: str | None = None
) -> list[Line]:
    """A verdict; one line for a case that turned out well. `project` is the path as it was given,
    `environment` the `env` whose values held: both are for the command that repeats the case."""
    lines = [*head_lines(case, verdict, columns)]
    if verdict.outcome is Outcome.UNEXPECTED:
        notes = [
            f"it says that it fails: {case.fails}" if case.fails else "it says that it fails",
            "and it passed: take `fails` out",
        ]
        lines += _at(case.span, notes, columns, gutter=gutter_of([case.span]))
    if verdict.outcome is not Outcome.FAILED:
        return lines
    gutter = gutter_of([failure_span(case, failure) for failure in verdict.failures])
    for number, failure in enumerate(verdict.failures[:FAILURES_MAX]):
        lines += [EMPTY] if number else []
        lines += _failure(case, failure, verdict.tracks, columns, gutter=gutter)
    more = len(verdict.failures) - FAILURES_MAX
    if more > 0:
        lines += [EMPTY, line(f"and {counted(more, 'other claim')} did not hold")]
    command = repeat_command(project, case, environment)
    return [*lines, EMPTY, *_story(case, verdict.tracks, command, columns)]


def repeat_command(project: Path, case: Case, environment: str | None = None) -> str:
    """What to type to see one case again, with all that happens in it."""
    name = _quoted(visible(case.name))  # `--only` reads it as it is shown
    words = ["routewright", "test", _path(project), "--only", name]
    words += [] if environment is None else ["--env", _quoted(environment)]
    return " ".join([*words, "--trace"])


def reason_of(case: Case, outcome: Outcome) -> str:
    """Why a case was not run, or fails as expected; empty for any other.

    A case says it in a text of one line or of several.
    """
    reason = {Outcome.SKIPPED: case.skip, Outcome.EXPECTED: case.fails}.get(outcome) or ""
    return " ".join(reason.split())


def head_lines(case: Case, verdict: Verdict, columns: int) -> list[Line]:
    """What became of a case, and its reason if it gives one."""
    word, style = WORDS[verdict.outcome]
    reason = reason_of(case, verdict.outcome)
    head = line((word, style), "  ", (case.name, Style.STRONG), f": {reason}" if reason else "")
    return wrap(head, columns, hang=INDENT)


def _quoted(word: str) -> str:
    """A word of a command line; in double quotes if that is enough, since all shells know them."""
    if shlex.quote(word) == word:
        return word
    return f'"{word}"' if PLAIN_IN_QUOTES.fullmatch(word) else shlex.quote(word)


def _path(path: Path) -> str:
    """A path as a word of a command line, and not one of its options.

    What would be spelt out is written in the form of bash and others for any byte, `$'\\xe2'`.
    """
    word = f"./{path}" if str(path).startswith("-") else str(path)
    if word.isprintable():
        return _quoted(word)
    return f"$'{''.join(map(_in_dollar_quotes, word))}'"


def _in_dollar_quotes(character: str) -> str:
    if character in "'\\":
        return f"\\{character}"
    if character.isprintable() and character != "!":
        return character
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))


# Claims


def span_of(case: Case, verdict: Verdict) -> Span:
    """The place to look at first: that of the first failure, else the test."""
    return failure_span(case, verdict.failures[0]) if verdict.failures else case.span


def failure_span(case: Case, failure: Failure) -> Span:
    """The claim that did not hold, the event or the stub that is not so, else the test."""
    for index, spans in (
        (failure.claim, [claim.span for claim in case.claims]),
        (failure.event, case.event_spans),
        (failure.stub, case.stub_spans),
    ):
        if index is not None:
            return spans[index]
    return case.span


def _failure(
    case: Case, failure: Failure, tracks: Sequence[Track], columns: int, *, gutter: int
) -> list[Line]:
    """The claim, what is wrong with it, what was there; two paths side by side."""
    claim = None if failure.claim is None else case.claims[failure.claim]
    notes = [failure.message, *(_reading(reading, claim) for reading in failure.readings)]
    notes += [] if claim is None else _given(claim, failure, case.scenario.statistics)
    lines = _at(failure_span(case, failure), notes, columns, gutter=gutter)
    if claim is None or claim.steps is None or failure.taken is None:
        return lines
    ports = _ports(failure.taken, claim, tracks)
    paths = side_by_side(claim.steps, failure.taken, ports, columns=columns - INDENT)
    return [*lines, EMPTY, *indented(paths, INDENT)] if paths else lines


def _at(span: Span, notes: Sequence[str], columns: int, *, gutter: int) -> list[Line]:
    """A place with remarks below it."""
    lead = f"{' ' * gutter} = "
    lines = excerpt(span, gutter=gutter, columns=columns, style=Style.ERROR)
    for note in notes:
        lines += wrap(line((lead, Style.FRAME), note), columns, hang=len(lead))
    return lines


def _reading(reading: Reading, claim: Claim | None) -> str:
    if reading.value is None:
        return f"{reading.text} is not there"
    leaves = () if claim is None else claim.leaves
    seen = next((leaf.observation for leaf in leaves if leaf.text == reading.text), "")
    written = _outcome(reading.value) if seen == OUTCOME else show(reading.value)
    return f"{reading.text} is {_cut(_bare(reading.value) if seen in BARE else written)}"


def _given(claim: Claim, failure: Failure, statistics: Sequence[Statistic]) -> Iterator[str]:
    """What `given` says of something that a claim reads: it is not what the claim counts."""
    said = {(each.function, each.arguments): each.value for each in statistics}
    read = {each.text for each in failure.readings}
    for leaf in claim.leaves:
        value = said.get((leaf.observation, leaf.arguments))
        if value is not None and leaf.text in read:
            yield f"`given` tells the strategies that {leaf.text} is {show(value)}; a claim counts"


BARE = ("path", "place")
"""The observations whose texts are names; authors write those without quotes."""
OUTCOME = "outcome"


def _outcome(value: Value) -> str:
    """A place and a reason as an author writes them in a claim.

    >>> _outcome(("stopped", "lost chat")), _outcome(("queued", ""))
    ('stopped("lost chat")', 'queued')
    """
    match value:
        case (str(place), ""):
            return place
        case (str(place), str(reason)):
            return f"{place}({show(reason)})"
        case _:
            return show(value)


def _bare(value: Value) -> str:
    """Names as an author writes them in a claim.

    >>> _bare(("mobile", "invite"))
    '[mobile, invite]'
    """
    if isinstance(value, tuple):
        return f"[{', '.join(_bare(item) for item in value)}]"
    return value if isinstance(value, str) else show(value)


def _cut(text: str) -> str:
    if len(text) <= CHARS_MAX:
        return text
    end = CHARS_MAX // 4
    left = f"... {len(text) - CHARS_MAX:,} more characters ..."
    return f"{text[: CHARS_MAX - end]} {left} {text[-end:]}"


def _ports(taken: Sequence[str], claim: Claim, tracks: Sequence[Track]) -> list[str]:
    """By which port each block of a path was left, as far as its interaction's track says so."""
    of = next((leaf.of for leaf in claim.leaves if leaf.observation == "path"), 0)
    steps = tracks[of].steps if of < len(tracks) else ()
    ports = [""] * len(taken)
    for number, (label, step) in enumerate(zip(taken, steps, strict=False)):
        if label != step.label:
            break
        ports[number] = port_in_words(step)
    return ports


def port_in_words(step: Step) -> str:
    """The port that a block was left by; empty where that goes without saying."""
    return "" if step.port == "ok" else step.port


# What happened


def _story(case: Case, tracks: Sequence[Track], command: str, columns: int) -> list[Line]:
    """The ways of the interactions, and how to see all of it."""
    shown = tracks[:INTERACTIONS_MAX]
    names = _names(case, tracks)[: len(shown)]
    key = max([len(REPEAT), *map(len, names)]) + 2
    clock = _clock(tracks)
    lines: list[Line] = []
    for name, track in zip(names, shown, strict=True):
        told = _told(track, clock)
        parts = wrap(told, max(columns - INDENT - key, 20), hang=INDENT)
        who = (f"{name:<{key}}", Style.WHO)
        lines += [(who, *parts[0]), *indented(parts[1:], key)]
    if len(tracks) > len(shown):
        lines.append(line(f"and {counted(len(tracks) - len(shown), 'other interaction')}"))
    # One line whatever the width: it is there to be copied.
    lines.append(line((f"{REPEAT:<{key}}", Style.QUIET), command))
    return indented(lines, INDENT)


def _names(case: Case, tracks: Sequence[Track]) -> list[str]:
    """The interactions by name; the later ones also as claims and events call them, where those
    speak of one or could mean several."""
    named = {leaf.of for claim in case.claims for leaf in claim.leaves}
    named |= {happening.of or 0 for happening in case.scenario.happenings}
    names = [track.fate.interaction for track in tracks]
    if len(tracks) <= 2 and not any(named):
        return names
    return [*names[:1], *(f"{name} = chat({n})" for n, name in enumerate(names[1:], 1))]


def _told(track: Track, clock: Clock) -> Line:
    """Blocks with the ports they were left by, what goes round told once; where it came to."""
    stretches = repetitions([_step(step) for step in track.steps])
    steps = [step for stretch, times in stretches for step in _repeated(stretch, times)]
    if len(steps) > STEPS_MAX:
        left = line((f"... {len(steps) - STEPS_MAX} more ...", Style.QUIET))
        steps = [*steps[: STEPS_MAX - STEPS_AT_END], left, *steps[-STEPS_AT_END:]]
    way: Line = ()
    for step in steps:
        way += (*line(" -> "), *step) if way else step
    # How long it has waited is not known here: the run went on after the last thing told of it.
    first, *rest = whereabouts(track.fate, clock, track.fate.since_us)
    came = line(str(first).lstrip() if isinstance(first, str) else first, *rest)
    looks = [] if track.fate.final else track.fate.passed_over
    passed = "".join(f"; passed over by view {look.view}: {look.because}" for look in looks)
    return (*way, *line("; " if way else ""), *came, *line(passed))


def _repeated(steps: Sequence[Line], times: int) -> Sequence[Line]:
    if times == 1:
        return steps
    often = line((f" {times} times", Style.QUIET))
    if len(steps) == 1:
        return [(*steps[0], *often)]
    *first, last = steps
    return [(*line("("), *first[0]), *first[1:], (*last, *line(")"), *often)]


def _step(step: Step) -> Line:
    port = port_in_words(step)
    view = (f"view {step.view}: " if step.view else "", Style.QUIET)
    return line(view, (step.label, Style.NAME), (f" ({port})" if port else "", Style.QUIET))


def _instants(track: Track) -> list[int]:
    return [track.fate.since_us, *(step.at_us for step in track.steps)]


def _clock(tracks: Sequence[Track]) -> Clock:
    instants = [each for track in tracks for each in _instants(track)] or [0]
    return Clock(last_us=max(instants), micros=any(each % MILLISECOND for each in instants))

"""Inactivity of sessions: what Chat Server does when nobody does anything, and when.

In: sessions that begin, activity, ends. Out: events on the agenda; when one has come, the step that
is due. A step follows the one before it; activity begins the first one anew (docs.genesys.com,
eServices Chat, inactivity and asynchronous chat).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import directory
from engine.directory import Notices
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import SESSION

ALERT, CLOSE = "IDLE_CONTROL_ALERT", "IDLE_CONTROL_CLOSE"
MAJOR = frozenset({"USER_PUSHED_URL"})
TYPING = frozenset({"USER_TYPING_STARTED", "USER_TYPING_STOPPED"})
ACTIVE: Mapping[Notices, frozenset[str]] = {
    Notices.NONE: frozenset(),
    Notices.MAJOR: MAJOR,
    Notices.MAJOR2: MAJOR | {"USER_CUSTOM"},
    Notices.TYPING: MAJOR | TYPING,
    Notices.ALL: MAJOR | TYPING | {"USER_CUSTOM"},
}
"""Notices that are activity, of those that strategies write. The options' words are public, which
notices each of them means is [inferred], and so is the default of regular sessions."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens `after_us` without activity: a notice with its message, which may be empty."""

    after_us: int
    notice: str
    message: str


@dataclass(slots=True)
class _Watch:
    """A session that is watched: its steps, the one that comes next, its entry on the agenda."""

    steps: tuple[Step, ...]
    entry: int
    active: frozenset[str]
    at: int = 0


class Inactivity:
    """The sessions that are watched, by interaction.

    The events of the agenda have the interactions' numbers, negated from -1 on: other events of
    sessions have numbers from 0 on.
    """

    def __init__(self, configured: directory.ChatServer, agenda: Agenda) -> None:
        control = configured.inactivity
        texts = control or directory.InactivityControl()
        self._regular: tuple[Step, ...] = ()
        if control is not None:
            second = Step(control.alert2_us, ALERT, control.alert2)
            self._regular = (
                Step(control.alert_us, ALERT, control.alert),
                *([second] if control.alert2_us else []),
                Step(control.close_us, CLOSE, control.close),
            )
        self._asynchronous = (
            Step(configured.async_idle_alert_us, ALERT, texts.alert),
            Step(configured.async_idle_close_us, CLOSE, texts.close),
        )
        self._regular_notices = ACTIVE[texts.include_notices]
        self._asynchronous_notices = ACTIVE[configured.async_idle_notices]
        self._agenda = agenda
        self._watched: dict[int, _Watch] = {}

    def begin(self, interaction: int, *, asynchronous: bool) -> None:
        """A session is watched from now on, if sessions of its kind are."""
        steps = self._asynchronous if asynchronous else self._regular
        if steps:
            entry = self._schedule(interaction, steps[0])
            active = self._asynchronous_notices if asynchronous else self._regular_notices
            self._watched[interaction] = _Watch(steps, entry, active)

    def active(self, interaction: int) -> None:
        """Somebody has done something: it begins anew."""
        watch = self._watched.get(interaction)
        if watch is not None:
            self._agenda.remove(watch.entry)
            watch.at, watch.entry = 0, self._schedule(interaction, watch.steps[0])

    def again(self, interaction: int) -> None:
        """A step whose time has come could not be done: it is due once more after its time."""
        watch = self._watched[interaction]
        watch.entry = self._schedule(interaction, watch.steps[watch.at])

    def noticed(self, interaction: int, notice: str) -> None:
        """A notice has come into a session, which may be activity."""
        watch = self._watched.get(interaction)
        if watch is not None and notice in watch.active:
            self.active(interaction)

    def end(self, interaction: int) -> None:
        """The session is over, or not known any more."""
        watch = self._watched.pop(interaction, None)
        if watch is not None:
            self._agenda.remove(watch.entry)

    def due(self, interaction: int) -> Step:
        """The step whose time has come. After the last one the session is watched no more."""
        watch = self._watched[interaction]
        step = watch.steps[watch.at]
        watch.at += 1
        if watch.at == len(watch.steps):
            del self._watched[interaction]
        else:
            watch.entry = self._schedule(interaction, watch.steps[watch.at])
        return step

    def _schedule(self, interaction: int, step: Step) -> int:
        return self._agenda.schedule(
            self._agenda.now + step.after_us, SESSION, subject_of(interaction)
        )


def subject_of(interaction: int) -> int:
    """The subject of a session's event on the agenda; its own inverse.

    >>> subject_of(0), subject_of(subject_of(7))
    (-1, 7)
    """
    return -interaction - 1

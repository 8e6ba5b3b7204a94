"""Inactivity of sessions: what Chat Server does when nobody does anything, and when.

In: sessions that begin, activity, ends. Out: events on the agenda; when one has come, the step that
is due. A step follows the one before it; activity begins the first one anew (docs.genesys.com,
eServices Chat, inactivity and asynchronous chat).
"""

from dataclasses import dataclass

from engine import directory
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import SESSION

ALERT, CLOSE = "IDLE_CONTROL_ALERT", "IDLE_CONTROL_CLOSE"
MAJOR = frozenset({"USER_PUSHED_URL"})
"""Notices that are activity: those that `async-idle-notices` has by its default `major`, as far as
strategies write them. That regular sessions have the same ones is [inferred]."""


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
        self._agenda = agenda
        self._watched: dict[int, _Watch] = {}

    def begin(self, interaction: int, *, asynchronous: bool) -> None:
        """A session is watched from now on, if sessions of its kind are."""
        steps = self._asynchronous if asynchronous else self._regular
        if steps:
            entry = self._schedule(interaction, steps[0])
            self._watched[interaction] = _Watch(steps, entry)

    def active(self, interaction: int) -> None:
        """Somebody has done something: it begins anew."""
        watch = self._watched.get(interaction)
        if watch is not None:
            self._agenda.remove(watch.entry)
            watch.at, watch.entry = 0, self._schedule(interaction, watch.steps[0])

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

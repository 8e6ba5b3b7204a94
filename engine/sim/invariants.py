"""Laws of the engine, checked in every run: a broken one is our bug, never the author's.

In: conditions. Out: nothing, or `LawBroken`. The laws' numbers are those of the list below, which
says of each what must hold; the ones about the clock, the agenda, places and queues are checked by
`sim.core` at every event, a full recount by `Places.recount` at the end of the run.
"""

from typing import NoReturn

LAWS = {
    "I-01": "created interactions are those in a place, live and final",
    "I-02": "places are disjoint, and every counter equals a recount",
    "I-03": "final is final",
    "I-04": "what entered a queue has left it or is in it",
    "I-05": "offers are accepted, refused, withdrawn or open",
    "I-08": "parents are there before their children, and chains of calls end at their limit",
    "I-11": "a queue holds no more than its capacity",
    "I-12": "lines stand in the order of priority, then of waiting",
    "I-14": "nobody waits for an agent who is free for them",
    "I-17": "a session to be terminated is closed at the instant of its send, unless that got lost",
    "I-19b": "stopping an interaction closes its session, and a session is closed once",
    "I-20": "sessions that are open are those of interactions that are not over",
    "I-22": "each request has one outcome: its answer, its fault, or its time-out",
    "I-30": "no agent is given more than their capacity",
    "I-31": "an agent who is not ready is offered nothing",
    "I-35": "what agents have is what they are offered and what they handle",
    "I-36": "the clock never goes back, and nothing is scheduled in the past",
    "I-37": "an instant is at least 0 and below 2^53",
    "I-38": "events of one instant come in the order of class, then of scheduling",
    "I-44": "the path of an activation is a walk in the graph of its strategy",
    "I-45": "no more subroutines are called in one another than there may be",
}


class LawBroken(Exception):  # noqa: N818 - it says what happened
    """A law of the engine does not hold. Please report it with the line that reproduces it."""

    def __init__(self, law: str, found: str) -> None:
        super().__init__(f"{law} ({LAWS[law]}) does not hold: {found}")
        self.law = law
        self.found = found


def check(condition: bool, law: str, found: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raises `LawBroken` unless the condition holds; `found` is what was seen instead.

    >>> check(2 > 1, "I-36", "time 1 after 2")
    >>> check(1 > 2, "I-36", "time 1 after 2")
    Traceback (most recent call last):
    engine.sim.invariants.LawBroken: I-36 (the clock never goes back, and nothing is scheduled \
in the past) does not hold: time 1 after 2
    """
    if not condition:
        raise LawBroken(law, found)


def broken(law: str, *found: int) -> NoReturn:
    """Raises `LawBroken`; for typed code, which tests the condition itself."""
    raise LawBroken(law, " ".join(str(number) for number in found))

"""Which rows of a log tell of a deed still being carried out, independently of the engine."""

from engine.log.events import Event


def in_the_middle_of_a_deed(rows: list[tuple[int, ...]]) -> set[int]:
    """The rows after which a request, or the making of a chat, is still being carried out."""
    ends = {
        Event.REQUESTED: {Event.SUSPENDED, Event.LEFT, Event.FAULTED, Event.ENDED, Event.FINAL},
        Event.CREATED: {Event.PLACED, Event.STARTED, Event.FINAL},
    }
    unseen: set[int] = set()
    for first, (_, kind, interaction, *_) in enumerate(rows):
        done = ends.get(Event(kind), set())
        for number in range(first, len(rows) if done else first):
            if number > first and rows[number][2] == interaction and rows[number][1] in done:
                break
            unseen.add(number)
    return unseen

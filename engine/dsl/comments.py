"""Comments find their entries.

In: the places of comments, in the order of the text, and the entries as they are completed, inner
ones first. Out: the trivia of each entry. A comment is given once: to the entry it follows on its
line, else to the entry it stands above, else to the entry it stands in; what is left in a body or a
map stands before its closing brace.
"""

from engine.syntax.nodes import NO_TRIVIA, Trivia


class Comments:
    """The comments of one text that no entry has taken yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.free: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        """Adds a comment, `#` included; they come in the order of the text."""
        self.free.append((start, end))

    def around(self, start: int, end: int, previous_end: int | None) -> Trivia:
        """Takes what belongs to an entry from `start` to `end`.

        `previous_end` is where the entry before it ends in the same body, None for the first one.
        """
        first, inside, after = self._reach(start, end)
        text, free = self.text, self.free
        top = free[first][0] if first < inside else start
        blank = previous_end is not None and text.count("\n", previous_end, top) > 1
        if first == after and not self._trails(after, end):
            return Trivia(blank=True) if blank else NO_TRIVIA
        above = self._lines(free[first:inside])
        if above and text.count("\n", free[inside - 1][1], start) > 1:
            above.append(None)
        above.extend(self._words(place) for place in free[inside:after])
        trailing = None
        if self._trails(after, end):
            trailing = self._words(free[after])
            after += 1
        del free[first:after]
        return Trivia(tuple(above), trailing, blank)

    def closing(self, start: int, end: int, *, empty: bool) -> tuple[str | None, ...]:
        """Takes the comments on lines of their own from `start` up to a brace at `end`.

        `start` is where the last entry ends, or where the braces open if there is none (`empty`). A
        leading None says that an empty line separates them from the last entry.
        """
        free = self.free
        if not free or free[-1][1] <= start:
            return ()
        upto = len(free)
        while upto and free[upto - 1][0] >= end:
            upto -= 1
        first = upto
        while first and free[first - 1][0] >= start and self._on_own_line(first - 1):
            first -= 1
        if first == upto:
            return ()
        lines = self._lines(free[first:upto])
        if not empty and self.text.count("\n", start, free[first][0]) > 1:
            lines.insert(0, None)
        del free[first:upto]
        return tuple(lines)

    def _reach(self, start: int, end: int) -> tuple[int, int, int]:
        # The comments of an entry are free[first:after]; those from `inside` on stand in it.
        free = self.free
        after = len(free)
        while after and free[after - 1][0] >= end:
            after -= 1
        inside = after
        while inside and free[inside - 1][0] >= start:
            inside -= 1
        first, below = inside, start
        while (
            first
            and not self.text[free[first - 1][1] : below].strip()
            and self._on_own_line(first - 1)
        ):
            first -= 1
            below = free[first][0]
        return first, inside, after

    def _trails(self, index: int, end: int) -> bool:
        return index < len(self.free) and "\n" not in self.text[end : self.free[index][0]]

    def _on_own_line(self, index: int) -> bool:
        start = self.free[index][0]
        return not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()

    def _lines(self, places: list[tuple[int, int]]) -> list[str | None]:
        lines: list[str | None] = []
        for index, place in enumerate(places):
            if index and self.text.count("\n", places[index - 1][1], place[0]) > 1:
                lines.append(None)
            lines.append(self._words(place))
        return lines

    def _words(self, place: tuple[int, int]) -> str:
        return self.text[place[0] + 1 : place[1]].strip(" \t\r")

"""A pool in which lists that grow are not written anew: what a claim looks at row after row.

In: values, and lists that begin as they were when they were last shown. Out: their integers, equal
exactly if the values are. A list is known by its length and by a number computed from its members,
one after the other; only lists that agree in both are compared.
"""

from dataclasses import dataclass

from engine.values import INTEGER_MAX, TAG_BITS, Pool, Tag, Value

PRIME = 2**61 - 1
FACTOR = 1_000_003
Mark = tuple[int, int]
"""How long a list is, and the number that its members give."""
EMPTY: Mark = (0, 1)


@dataclass(slots=True)
class _Grown:
    """A growing list as it was last shown."""

    mark: Mark
    code: int


class GrowingPool(Pool):
    """A pool that begins with the values of another one, under the same integers.

    >>> pool = GrowingPool(Pool()); known = pool.encode(("a", "b"))
    >>> one = pool.grown(0, ("a",)); two = pool.grown(0, ("a", "b"))
    >>> two == known, one == pool.encode(("a",)), one == two
    (True, True, False)
    """

    def __init__(self, constants: Pool) -> None:
        super().__init__(INTEGER_MAX)
        self._lists: dict[Mark, list[int]] = {}
        self._grown: dict[int, _Grown] = {}
        for item in constants.items:
            self.encode(item)

    def grown(self, which: int, members: tuple[Value, ...]) -> int:
        """The integer of a list that has only grown since it was last shown; `which` names it."""
        last = self._grown.get(which)
        if last is not None and last.mark[0] == len(members):
            return last.code
        mark = EMPTY if last is None else last.mark
        mark = self._mark(mark, members[mark[0] :])
        code = self._listed(mark, members)
        self._grown[which] = _Grown(mark, code)
        return code

    def _intern(self, value: Value) -> int:
        if not isinstance(value, tuple):
            return super()._intern(value)
        return self._listed(self._mark(EMPTY, value), value)

    def _mark(self, mark: Mark, more: tuple[Value, ...]) -> Mark:
        """What a list is known by after more members."""
        length, number = mark
        for member in more:
            number = (number * FACTOR + self.encode(member)) % PRIME
        return length + len(more), number

    def _listed(self, mark: Mark, members: tuple[Value, ...]) -> int:
        """The integer of a list, found by what it is known by."""
        same = self._lists.setdefault(mark, [])
        for code in same:
            if self.items[code >> TAG_BITS] == members:
                return code
        code = (len(self.items) << TAG_BITS) | Tag.LIST
        self.items.append(members)
        same.append(code)
        return code

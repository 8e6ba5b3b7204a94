"""A shelf as a list: the words of its items, and where each item stands.

In: `module:name` by word. Out: a mapping in the order of the list. An item is loaded when it is
first asked for: a command pays for what a project uses, however much the shelves offer.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TypeVar

Item = TypeVar("Item")


class Shelf(Mapping[str, Item]):
    """The items of a list by their words; a module that begins with `.` is one of the package.

    >>> shelf = Shelf[object]("engine", {"time": ".values:Time", "hour": ".values:HOUR"})
    >>> list(shelf), "minute" in shelf, shelf["hour"]
    (['time', 'hour'], False, 3600000000)
    """

    def __init__(self, package: str, listed: dict[str, str]) -> None:
        self.package = package
        self.listed = listed
        self._loaded: dict[str, Item] = {}

    def __getitem__(self, word: str) -> Item:
        place = self.listed[word]
        if place not in self._loaded:
            module, _, name = place.partition(":")
            self._loaded[place] = vars(import_module(module, self.package))[name]
        return self._loaded[place]

    def __contains__(self, word: object) -> bool:
        return word in self.listed

    def __iter__(self) -> Iterator[str]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)

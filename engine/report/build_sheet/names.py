"""Names of variables that a build sheet makes up.

In: the names that a strategy has. Out: names for answers, faults and what an expression cannot
say, which none of them has.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.values import Type

FAULT_KEYS = {"code": "FaultCode", "text": "FaultString"}
"""What an ESP server calls the parts of a fault (Universal Routing reference, ObjectsUpdate)."""


@dataclass(slots=True)
class Names:
    """The names of one strategy in one dialect; `types` are those of answers that have some."""

    taken: set[str]
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    types: Mapping[tuple[str, str], Type] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def of(cls, variables: Iterable[str]) -> "Names":
        """Those of a strategy with these variables."""
        return cls(set(variables))

    def answer(self, label: str, key: str) -> str:
        """Where a key of a call's answer is kept."""
        return self._named(label, key)

    def fault(self, label: str, part: str) -> str:
        """Where a part of a call's fault is kept."""
        return self._named(label, FAULT_KEYS[part])

    def result(self, label: str) -> str:
        """Where the whole answer of a call is kept."""
        return self._named(label, "answer")

    def fresh(self) -> str:
        """A name for what an expression cannot say."""
        self.count += 1
        return self._free(f"held_{self.count}")

    def _named(self, label: str, key: str) -> str:
        if (label, key) not in self.made:
            self.made[label, key] = self._free(_plain(f"{label}_{key}"))
        return self.made[label, key]

    def _free(self, stem: str) -> str:
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}_{number}"
        self.taken.add(name)
        return name


def _plain(name: str) -> str:
    """A name of letters, digits and `_`.

    >>> _plain("invite_my-key")
    'invite_my_key'
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in name)

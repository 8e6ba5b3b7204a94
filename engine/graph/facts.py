"""What is certain at a place of a strategy, as the bits of one integer.

In: the keys, types and calls of a strategy as they come up. Out: masks, and `Known`, the view of a
state that the expression checker asks. A state is the set of facts that hold on every path, so
that two paths join by `&`; `None` stands for "no path comes here" and makes everything certain.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from engine.values import Type

State: TypeAlias = int | None
ANSWER, FAULT = "answer", "fault"


@dataclass(slots=True)
class FactTable:
    """Numbers the facts of one strategy in order of first use.

    For a key of attached data there is a fact "it is there" and one for each type it gets: where
    paths with different types join, no type stays. For a call "it has answered", "it has failed".
    `unsure` says that some declared data could not be read: then nothing can be said of a key that
    does not come up.
    """

    unsure: bool = False
    _bits: dict[tuple[str, str], int] = field(default_factory=dict)
    _types: dict[str, list[tuple[Type, int]]] = field(default_factory=dict)

    def _bit(self, kind: str, name: str) -> int:
        return self._bits.setdefault((kind, name), 1 << len(self._bits))

    def known(self, key: str) -> int:
        """The mask of "this key is there"."""
        return self._bit("known", key)

    def typed(self, key: str, found: Type) -> int:
        """The mask of "this key has this type"; none for a type that is not known."""
        if found is Type.ANY:
            return 0
        bit = self._bit(found, key)
        types = self._types.setdefault(key, [])
        if (found, bit) not in types:
            types.append((found, bit))
        return bit

    def known_keys(self) -> tuple[str, ...]:
        """The keys that have come up."""
        return tuple(name for kind, name in self._bits if kind == "known")

    def any_type(self, key: str) -> int:
        """The mask of all types that this key has got so far."""
        return sum(bit for _, bit in self._types.get(key, ()))

    def call(self, outcome: str, block: str) -> int:
        """The mask of "the call of this block has this outcome": `ANSWER` or `FAULT`."""
        return self._bit(outcome, block)

    def holds(self, state: int, kind: str, name: str) -> bool:
        """Whether a fact that has come up holds in a state."""
        bit = self._bits.get((kind, name))
        return bit is not None and bool(state & bit)

    def type_of(self, state: int, key: str) -> Type:
        """The type of a key in a state."""
        return next((found for found, bit in self._types.get(key, ()) if state & bit), Type.ANY)

    def attached(self, state: int, key: str, found: Type) -> int:
        """The state after a key has been attached."""
        known, typed = self.known(key), self.typed(key, found)
        return (state & ~self.any_type(key)) | known | typed


@dataclass(slots=True)
class Known:
    """A state as the expression checker asks it; implements `Facts`."""

    table: FactTable
    state: State

    def key(self, key: str) -> tuple[bool, Type | None]:
        """See `Facts.key`."""
        if self.state is None:
            return True, None
        if self.table.unsure and not self.table.holds(self.state, "known", key):
            return True, None
        return self.table.holds(self.state, "known", key), self.table.type_of(self.state, key)

    def answered(self, block: str) -> bool:
        """See `Facts.answered`."""
        return self.state is None or self.table.holds(self.state, ANSWER, block)

    def failed(self, block: str) -> bool:
        """See `Facts.failed`."""
        return self.state is None or self.table.holds(self.state, FAULT, block)

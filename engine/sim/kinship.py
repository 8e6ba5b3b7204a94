"""Who made whom, and who is whose child: interactions that calls create for others.

In: each creation. Out: answers to questions. The interaction that makes the call need not be the
parent: that is the one which the new interaction is about. Only what makes counts for how deep a
chain is.
"""

from engine.sim.core.places import Places
from engine.sim.invariants import check


class Kinship:
    """The relations of one run's interactions, by their slots."""

    def __init__(self, depth_max: int, places: Places) -> None:
        self._depth_max = depth_max
        self._places = places
        self._depths: dict[int, int] = {}
        self._with_children: set[int] = set()

    def depth(self, interaction: int) -> int:
        """How many calls lead to an interaction; 0 of one that came from outside."""
        return self._depths.get(interaction, 0)

    def may_create(self, interaction: int) -> bool:
        """Whether a call of an interaction may create another one."""
        return self.depth(interaction) < self._depth_max

    def has_child(self, interaction: int) -> bool:
        """Whether an interaction is the parent of another."""
        return interaction in self._with_children

    def born(self, interaction: int, by: int, parent: int | None) -> None:
        """An interaction was created by a call that another one made; as a child, or not."""
        check(self.may_create(by), "I-08", f"{by} creates {interaction}")
        self._depths[interaction] = self.depth(by) + 1
        self._places.note(interaction)
        if parent is not None:
            # Parents are there before their children: no chain of them can lead back.
            older, younger = self._places.number[parent], self._places.number[interaction]
            check(older < younger, "I-08", f"{older} is the parent of {younger}")
            self._with_children.add(parent)
            self._places.note(parent)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self._depths.pop(interaction, None)
        self._with_children.discard(interaction)

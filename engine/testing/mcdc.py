"""Modified condition/decision coverage: which atoms have shown that they decide on their own.

In: the evaluations of one condition. Out: the numbers of the atoms that are shown.

An atom is shown by two evaluations in which it has different outcomes, the condition came out
differently too, and no other atom differs: each of the others was equal, or was not evaluated in
one of the two, since the ones before it had settled the matter. What short-circuiting left out
could not have changed anything, so it may be thought equal, and the pair is one of unique-cause
MC/DC, as NASA/TM-2001-210876 (Hayhurst and others, 2001) defines it, with the masked atoms filled
in. It is the rule by which llvm-cov pairs test vectors. Masking MC/DC asks for less: there, other
atoms may differ as long as something masks them.

An evaluation that ended in a fault came to no outcome and shows nothing. A condition in which one
comparison stands twice may have an atom that no pair can show.
"""

from collections.abc import Collection, Iterable
from itertools import combinations, product

from engine.folds.coverage import Vector


def shown(vectors: Iterable[Vector], outcomes: Collection[int]) -> set[int]:
    """The atoms for which there is such a pair; `outcomes` are the ports that decide.

    >>> first, second = (((0, True), (1, True)), 0), (((0, False),), 1)
    >>> sorted(shown([first, second], (0, 1)))
    [0]
    >>> sorted(shown([first, second, (((0, True), (1, False)), 1)], (0, 1)))
    [0, 1]
    """
    seen: dict[int, set[tuple[int, int]]] = {port: set() for port in outcomes}
    for atoms, port in vectors:
        if port in seen:
            seen[port].add(_masks(atoms))
    found = 0
    for ones, others in combinations(seen.values(), 2):
        for (evaluated, true), (evaluated_too, true_too) in product(ones, others):
            differing = (true ^ true_too) & evaluated & evaluated_too
            if differing.bit_count() == 1:
                found |= differing
    return {number for number in range(found.bit_length()) if found >> number & 1}


def _masks(atoms: Iterable[tuple[int, bool]]) -> tuple[int, int]:
    """Which atoms were evaluated, and which were true, each as a bit."""
    evaluated = true = 0
    for number, outcome in atoms:
        evaluated |= 1 << number
        true |= outcome << number
    return evaluated, true

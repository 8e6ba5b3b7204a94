"""Words of categories: which of them a text has.

In: words and phrases, a text. Out: those that stand in it. A word is a run of letters and digits;
case does not matter; `refund*` stands for every word that begins so, and a phrase for its words
one after the other [inferred: what Classification Server has learnt from training messages is no
list of words].
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from engine.esp.screening.patterns import folded

WORD = re.compile(r"[^\W_]+")
PARTS = re.compile(r"[^\W_]+\*?")
STAR = "*"
WHOLE = 100


class Words:
    """A text as the words that it consists of."""

    def __init__(self, text: str) -> None:
        self._words = WORD.findall(folded(text))
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)
        self._sorted = sorted(self._places)

    def have(self, phrase: str) -> bool:
        """Whether the words of a phrase stand one after the other.

        >>> words = Words("Where is my late-fee refunded?")
        >>> words.have("late fee"), words.have("refund*"), words.have("fee late")
        (True, True, False)
        """
        parts = parts_of(phrase)
        if not parts:
            return False
        first, *rest = parts
        return any(self._follow(place + 1, rest) for place in self._of(first))

    def _of(self, part: str) -> list[int]:
        if not part.endswith(STAR):
            return self._places.get(part, [])
        stem = part[:-1]
        found: list[int] = []
        for number in range(bisect_left(self._sorted, stem), len(self._sorted)):
            if not self._sorted[number].startswith(stem):
                break
            found += self._places[self._sorted[number]]
        return found

    def _follow(self, place: int, parts: Sequence[str]) -> bool:
        words = self._words[place : place + len(parts)]
        return len(words) == len(parts) and all(map(_fits, words, parts))


def parts_of(phrase: str) -> list[str]:
    """The words of a phrase, each with its star.

    >>> parts_of("Late-fee refund*")
    ['late', 'fee', 'refund*']
    """
    return PARTS.findall(folded(phrase))


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith(STAR) else word == part


def share(found: int, count: int) -> int:
    """How many of so many there are, in per cent, downwards, but 1 at least for any [inferred].

    >>> share(2, 3), share(0, 3), share(1, 250)
    (66, 0, 1)
    """
    return max(WHOLE * found // count, 1) if found and count else 0

"""What customers of a simulation bring with them: numbers, a priority, data.

In: what arrivals say, a seed. Out: values for each customer, drawn by who they are. The core draws
those that can stand ready in a table (`rows`); texts that every customer has anew are made here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.days import Arrivals, Attribute, Source
from engine.sim.core.draws import Draws, customer_of
from engine.streams import Purpose
from engine.values import KV_INTEGER_MAX, KVList, Pool, Value

DATA = int(Purpose.DATA)
ATTACHED, ANI, DNIS, PRIORITY = range(4)
OWN = {"ANI": ANI, "DNIS": DNIS, "priority": PRIORITY}
"""The keys that are the interaction's own."""
FIRST_NAMES = (
    "Ada", "Amir", "Anna", "Aylin", "Ben", "Carla", "Chen", "Clara", "Daniel", "Elena", "Emil",
    "Fatima", "Felix", "Grace", "Hana", "Ivan", "Jonas", "Julia", "Karim", "Laura", "Leon", "Lina",
    "Marco", "Maria", "Mia", "Nadia", "Noah", "Olga", "Omar", "Paul", "Priya", "Rosa", "Samuel",
    "Sofia", "Thomas", "Viktor", "Yara", "Zoe",
)  # fmt: skip
LAST_NAMES = (
    "Adler", "Becker", "Bianchi", "Brown", "Costa", "Demir", "Dubois", "Evans", "Fischer", "Garcia",
    "Gruber", "Hansen", "Hoffmann", "Horvat", "Ivanov", "Jansen", "Kaya", "Klein", "Kowalski",
    "Lang", "Lopez", "Martin", "Meyer", "Moreau", "Nagy", "Novak", "Olsen", "Patel", "Richter",
    "Rossi", "Santos", "Schmidt", "Silva", "Singh", "Smith", "Tanaka", "Wagner", "Wood",
)  # fmt: skip
NUMBERS = {
    "+1": ("212", "303", "312", "404", "415", "503", "617", "713"),
    "+44": ("7400", "7401", "7402", "7403"),
    "+33": ("61", "62", "66", "67"),
    "+49": ("1511", "1512", "1514", "1515"),
    "+43": ("6641", "6642", "6643", "6644"),
    "+41": ("761", "762", "781", "791"),
    "+39": ("3331", "3332", "3471", "3472"),
    "+34": ("611", "622", "633", "644"),
    "+31": ("611", "612", "621", "622"),
}
"""How numbers go on that are valid: areas or networks of a few countries."""
DIGITS = {
    "+1": 10,
    "+44": 10,
    "+33": 9,
    "+49": 11,
    "+43": 10,
    "+41": 9,
    "+39": 10,
    "+34": 9,
    "+31": 9,
}
"""How many digits follow the country code."""
ANY_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who comes: what a call or a chat of theirs begins with. Keys may be repeated."""

    ani: str
    dnis: str
    priority: int
    data: KVList


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute for the core. `values` with `bounds` (sums of their weights) are those that can
    be; without any it is a whole number from `low`, of `width` that can be; without those either it
    is made here."""

    target: int
    key: int
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    low: int = 0
    width: int = 0


class Attributes:
    """The attributes of all streams. Draws are keyed by the customer, whichever attempt it is."""

    def __init__(self, streams: Sequence[Arrivals], draws: Draws, pool: Pool) -> None:
        self._streams = streams
        self._draws = draws
        self._pool = pool

    def of(self, stream: int, number: int) -> Person:
        """A customer of a stream."""
        own: dict[int, Value] = {ANI: "", DNIS: "", PRIORITY: 0}
        data: list[tuple[str, Value]] = []
        for key, value in self._values(stream, number):
            if key in OWN:
                own[OWN[key]] = value
            else:
                data.append((key, value))
        priority = own[PRIORITY]
        return Person(
            ani=str(own[ANI]),
            dnis=str(own[DNIS]),
            priority=priority if isinstance(priority, int) else whole(str(priority)),
            data=KVList(data),
        )

    def rows(self, stream: int) -> list[Row]:
        """The attributes of a stream, in order."""
        return [self._row(attribute) for attribute in self._streams[stream].data]

    def has_records(self, stream: int) -> bool:
        """Whether a file says more of the customers of a stream."""
        return any(recorded.data for recorded in self._streams[stream].recorded)

    def made(self, stream: int, at: int, number: int) -> int:
        """The value (an integer of the pool) of one that is made here."""
        attribute = self._streams[stream].data[at]
        return self._pool.encode(self._value(stream, at, attribute, number))

    def recorded(self, stream: int, number: int) -> list[tuple[int, int, int]]:
        """What a file says of a customer: targets, keys, values."""
        records = self._streams[stream].recorded
        found = records[number].data if number < len(records) else ()
        return [
            (
                OWN.get(key, ATTACHED),
                self._pool.encode(key),
                self._pool.encode(whole(text) if OWN.get(key) == PRIORITY else text),
            )
            for key, text in found
        ]

    def _values(self, stream: int, number: int) -> Iterator[tuple[str, Value]]:
        arrivals = self._streams[stream]
        for at, attribute in enumerate(arrivals.data):
            yield attribute.key, self._value(stream, at, attribute, number)
        if number < len(arrivals.recorded):
            yield from arrivals.recorded[number].data

    def _value(self, stream: int, at: int, attribute: Attribute, number: int) -> Value:
        if attribute.source is Source.SEQUENCE:
            return f"{attribute.prefix}{number + 1}"
        entity = customer_of(stream, number, 0)
        if attribute.source is Source.PHONE:
            return phone_number(attribute.prefix, self._draws.bits(DATA, entity, at))
        if attribute.source is Source.RANGE:
            width = attribute.high - attribute.low + 1
            return attribute.low + self._draws.below(DATA, entity, at, width)
        choices = choices_of(attribute)
        left = self._draws.below(DATA, entity, at, sum(weight for _, weight in choices))
        for value, weight in choices:
            left -= weight
            if left < 0:
                return value
        return choices[-1][0]

    def _row(self, attribute: Attribute) -> Row:
        target = OWN.get(attribute.key, ATTACHED)
        key = self._pool.encode(attribute.key)
        if attribute.source is Source.RANGE:
            width = attribute.high - attribute.low + 1
            return Row(target, key, low=attribute.low, width=width)
        choices = choices_of(attribute)
        return Row(
            target,
            key,
            values=tuple(self._pool.encode(value) for value, _ in choices),
            bounds=tuple(accumulate(weight for _, weight in choices)),
        )


def choices_of(attribute: Attribute) -> Sequence[tuple[Value, int]]:
    """The values that an attribute can have, and their weights; none if they are made one by
    one."""
    if attribute.source is Source.FIXED:
        return (("" if attribute.value is None else attribute.value, 1),)
    if attribute.source is Source.CHOICE:
        return attribute.choices
    if attribute.source is Source.FIRST_NAME:
        return [(name, 1) for name in FIRST_NAMES]
    if attribute.source is Source.LAST_NAME:
        return [(name, 1) for name in LAST_NAMES]
    return ()


def whole(text: str) -> int:
    """The whole number that a text is, 0 if it is none.

    >>> whole("7"), whole("-7"), whole("seven")
    (7, -7, 0)
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(KV_INTEGER_MAX)):
        return 0
    return int(text)


def phone_number(prefix: str, bits: int) -> str:
    """A phone number that begins with a prefix, of 64 bits.

    >>> phone_number("+1", 7), phone_number("+49", 0), phone_number("0800", 99)
    ('+17132000000', '+4915112000000', '08002000000')
    """
    country = next((code for code in NUMBERS if prefix.startswith(code)), None)
    if country is None:
        return filled(prefix, ANY_DIGITS + 1, bits)
    if prefix == country:
        networks = NUMBERS[country]
        prefix += networks[bits % len(networks)]
        bits //= len(networks)
    return filled(prefix, len(country) + DIGITS[country], bits)


def filled(prefix: str, length: int, bits: int) -> str:
    """A number filled up with digits, of which the first is from 2 to 4: in no country is that a
    digit with a meaning of its own behind an area [inferred]."""
    missing = max(length - len(prefix), 0)
    digits = f"{2 + bits % 3}{bits // 3 % 10**ANY_DIGITS:0{ANY_DIGITS}d}"
    return prefix + digits[:missing]

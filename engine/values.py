"""The values of the strategy language, and their form as single integers.

In: what an author writes or a service answers. Out: immutable Python values, and a `Pool` that
turns each into one integer and back. There are no floats: numbers are integers, durations and
times are whole microseconds.

The integer of a value is `payload << 4 | tag`. Numbers, flags, durations and times carry
themselves as payload; texts, binaries, lists and KVLists are interned and carry their index in the
pool. Interning is by content, so two values are equal exactly if their integers are.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import TypeAlias

MICROSECOND = 1
MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

INTEGER_MAX = 2**53 - 1
"""Largest magnitude of an integer, a duration or a time; beyond it an expression faults."""
KV_INTEGER_MAX = 2**31 - 1
"""Largest integer that user data and KVLists carry: 32 bits, signed."""


class Type(StrEnum):
    """What an expression yields, in the words that messages use."""

    INTEGER = "integer"
    TEXT = "text"
    FLAG = "flag"
    DURATION = "duration"
    TIME = "time"
    BINARY = "binary"
    LIST = "list"
    KVLIST = "KVList"
    ANY = "any"


KV_TYPES = (Type.TEXT, Type.INTEGER, Type.BINARY, Type.KVLIST)
"""The types that one value of user data and KVLists has (docs.genesys.com, Platform SDK)."""


class Duration(int):
    """A length of time in whole microseconds.

    >>> str(Duration(90 * SECOND)), str(Duration(50 * MILLISECOND)), str(Duration(0))
    ('1m30s', '50ms', '0s')
    """

    __slots__ = ()

    def __str__(self) -> str:
        if self < 0:
            return f"-{Duration(-self)}"
        parts, rest = [], int(self)
        for unit, size in (
            ("d", DAY),
            ("h", HOUR),
            ("m", MINUTE),
            ("s", SECOND),
            ("ms", MILLISECOND),
            ("us", MICROSECOND),
        ):
            count, rest = divmod(rest, size)
            if count:
                parts.append(f"{count}{unit}")
        return "".join(parts) or "0s"

    __repr__ = __str__


class Time(int):
    """An instant: whole microseconds since 1970-01-01T00:00Z.

    >>> str(Time.of(datetime(2026, 12, 21, 8, 0, tzinfo=UTC)))
    '2026-12-21T08:00:00Z'
    """

    __slots__ = ()

    @classmethod
    def of(cls, moment: datetime) -> "Time":
        """The instant of an aware `datetime`."""
        return cls((moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))

    def moment(self) -> datetime:
        """As an aware `datetime` in UTC."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(self))

    def __str__(self) -> str:
        return self.moment().isoformat().replace("+00:00", "Z")

    __repr__ = __str__


class KVList:
    """A list of key-value pairs as Genesys servers exchange it: ordered, keys may repeat.

    Values are text, integer, binary or another KVList. Looking a key up finds the first pair; keys
    are case-sensitive. Immutable and hashable.

    >>> pairs = KVList([("a", "1"), ("b", 2), ("a", "3")])
    >>> pairs.get("a"), pairs.get("c"), pairs.all("a")
    ('1', None, ('1', '3'))
    """

    __slots__ = ("pairs",)

    pairs: tuple[tuple[str, "Value"], ...]

    def __init__(self, pairs: Iterable[tuple[str, "Value"]] = ()) -> None:
        object.__setattr__(self, "pairs", tuple(pairs))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type["KVList"], tuple[object, ...]]:
        """How it is sent to another process: what cannot be set is made again."""
        return KVList, (self.pairs,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KVList) and self.pairs == other.pairs

    def __hash__(self) -> int:
        return hash(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[tuple[str, "Value"]]:
        return iter(self.pairs)

    def __contains__(self, key: str) -> bool:
        return any(name == key for name, _ in self.pairs)

    def __repr__(self) -> str:
        return f"KVList({list(self.pairs)!r})"

    def get(self, key: str) -> "Value | None":
        """The value of the first pair with this key, or None."""
        return next((value for name, value in self.pairs if name == key), None)

    def all(self, key: str) -> "tuple[Value, ...]":
        """The values of all pairs with this key, in order."""
        return tuple(value for name, value in self.pairs if name == key)

    def keys(self) -> tuple[str, ...]:
        """The keys in order, with repetitions."""
        return tuple(name for name, _ in self.pairs)

    def with_pairs(self, pairs: Iterable[tuple[str, "Value"]]) -> "KVList":
        """This list with pairs added at its end."""
        return KVList((*self.pairs, *pairs))


Value: TypeAlias = int | str | bool | Duration | Time | bytes | tuple["Value", ...] | KVList
"""Any value of the language. A `bool` is a flag, a plain `int` an integer."""


def type_of(value: Value) -> Type:
    """The type of a value.

    >>> type_of(True), type_of(Duration(5)), type_of(("a",))
    (<Type.FLAG: 'flag'>, <Type.DURATION: 'duration'>, <Type.LIST: 'list'>)
    """
    found = TYPES.get(type(value))
    if found is None:
        found = next((each for kind, each in TYPES.items() if isinstance(value, kind)), None)
    if found is None:
        raise TypeError(type(value))
    return found


TYPES: dict[type, Type] = {
    bool: Type.FLAG, Duration: Type.DURATION, Time: Type.TIME, int: Type.INTEGER,
    str: Type.TEXT, bytes: Type.BINARY, tuple: Type.LIST, KVList: Type.KVLIST,
}  # fmt: skip
"""The types of values by those of Python, those that are also another one before it."""


def show(value: Value) -> str:
    """A value as an author would write it.

    >>> show("a \\"b\\""), show(True), show(KVList([("n", 5)]))
    ('"a \\\\"b\\\\""', 'true', '{ n: 5 }')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quote(value)
        case bytes():
            return f"0x{value.hex().upper()}"
        case tuple():
            return f"[{', '.join(show(item) for item in value)}]"
        case KVList():
            inner = ", ".join(f"{key}: {show(item)}" for key, item in value)
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            return str(value)


def quote(text: str) -> str:
    """A text in double quotes, with the language's escapes for all that cannot stand in one.

    >>> quote("tab\\there")
    '"tab\\\\there"'
    """
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    shown = "".join(
        escapes.get(c) or (c if c.isprintable() else f"\\u{{{ord(c):x}}}") for c in text
    )
    return f'"{shown}"'


class Tag(IntEnum):
    """The low four bits of a value's integer. `MISSING` is data that is not there."""

    MISSING = 0
    INTEGER = 1
    FLAG = 2
    DURATION = 3
    TIME = 4
    TEXT = 5
    BINARY = 6
    LIST = 7
    KVLIST = 8


TAG_BITS = 4
TAG_MASK = 15
MISSING = 0
"""The integer that stands for data that is not there."""
TAGS = {
    Type.INTEGER: Tag.INTEGER, Type.FLAG: Tag.FLAG, Type.DURATION: Tag.DURATION,
    Type.TIME: Tag.TIME, Type.TEXT: Tag.TEXT, Type.BINARY: Tag.BINARY, Type.LIST: Tag.LIST,
    Type.KVLIST: Tag.KVLIST,
}  # fmt: skip
IMMEDIATE: dict[type, Tag] = {
    bool: Tag.FLAG, int: Tag.INTEGER, Duration: Tag.DURATION, Time: Tag.TIME,
}  # fmt: skip
"""The types whose values are their own payload."""


class PoolFullError(Exception):
    """The texts of a pool have more characters than it may hold."""


class Pool:
    """Interns values and turns each into one integer; the order of first use numbers them.

    All its texts and binaries together have at most `chars_max` characters; beyond that `encode`
    raises `PoolFullError`.

    >>> pool = Pool()
    >>> a = pool.encode("hello"); b = pool.encode(("hello", 7))
    >>> pool.decode(a), pool.decode(b), pool.encode("hello") == a
    ('hello', ('hello', 7), True)
    """

    def __init__(self, chars_max: int = INTEGER_MAX) -> None:
        self.items: list[Value] = []
        self._codes: dict[tuple[Tag, object], int] = {}
        self._free: list[int] = []
        self._chars = 0
        self._chars_max = chars_max

    def copied(self, chars_max: int) -> "Pool":
        """A pool of its own that begins with the same values under the same integers.

        >>> first = Pool(); a = first.encode("a"); second = first.copied(10); b = second.encode("b")
        >>> second.encode("a") == a, first.items, second.items
        (True, ['a'], ['a', 'b'])
        """
        fresh = Pool(chars_max)
        fresh.items.extend(self.items)
        fresh._codes.update(self._codes)
        fresh._count(self._chars)
        return fresh

    def _count(self, chars: int) -> None:
        self._chars += chars
        if self._chars > self._chars_max:
            raise PoolFullError

    def encode(self, value: Value) -> int:
        """The integer of a value; equal values have equal integers."""
        tag = IMMEDIATE.get(type(value))
        if tag is None:
            return self._intern(value)
        return (int(value) << TAG_BITS) | tag  # type: ignore[arg-type]

    def _intern(self, value: Value) -> int:
        # Lists and KVLists are keyed by their members' integers: a flag and an integer, or a
        # duration and an integer, are equal to Python and must not be to us.
        tag: Tag
        key: object
        match value:
            case tuple():
                tag, key = Tag.LIST, tuple(self.encode(item) for item in value)
            case KVList():
                tag = Tag.KVLIST
                key = tuple((name, self.encode(item)) for name, item in value)
            case bytes():
                tag, key = Tag.BINARY, value
            case _:
                tag, key = Tag.TEXT, value
        code = self._codes.get((tag, key))
        if code is None:
            if isinstance(value, str | bytes):
                self._count(len(value))
            if self._free:
                index = self._free.pop()
                self.items[index] = value
            else:
                index = len(self.items)
                self.items.append(value)
            code = (index << TAG_BITS) | tag
            self._codes[tag, key] = code
        return code

    def code_of(self, text: str) -> int | None:
        """The integer of a text, if it is known; asking does not make it known."""
        return self._codes.get((Tag.TEXT, text))

    def __len__(self) -> int:
        return len(self._codes)

    def give_up(self, kept: Iterable[int], first: int) -> None:
        """Gives up all values but those of these integers, what lists among them hold, and those
        of index below `first`. The integers of the others will be those of other values.

        >>> pool = Pool(); a = pool.encode("a"); b = pool.encode(("b",)); c = pool.encode("c")
        >>> pool.give_up([b], 1); len(pool), pool.encode("d") == c, pool.encode(("b",)) == b
        (3, True, True)
        """
        live = self._reached(kept)
        dead = [
            place
            for place, code in self._codes.items()
            if code >> TAG_BITS >= first and code not in live
        ]
        for place in dead:
            index = self._codes.pop(place) >> TAG_BITS
            value = self.items[index]
            if isinstance(value, str | bytes):
                self._chars -= len(value)
            self.items[index] = ""
            self._free.append(index)

    def _reached(self, kept: Iterable[int]) -> set[int]:
        """The integers of these values that stand in `items`, and those of what they hold."""
        holders: dict[int, tuple[object, ...]] = {
            code: key
            for (tag, key), code in self._codes.items()
            if tag >= Tag.LIST and isinstance(key, tuple)
        }
        left, live = list(kept), set()
        while left:
            code = left.pop()
            if code & TAG_MASK >= Tag.TEXT and code not in live:
                live.add(code)
                for part in holders.get(code, ()):
                    member = part[1] if isinstance(part, tuple) else part
                    if isinstance(member, int):
                        left.append(member)
        return live

    def decode(self, code: int) -> Value:
        """The value of an integer that `encode` returned."""
        payload, tag = code >> TAG_BITS, code & TAG_MASK
        if tag >= Tag.TEXT:
            return self.items[payload]
        if tag == Tag.FLAG:
            return bool(payload)
        if tag == Tag.DURATION:
            return Duration(payload)
        if tag == Tag.TIME:
            return Time(payload)
        if tag == Tag.INTEGER:
            return payload
        raise ValueError("data that is not there has no value")

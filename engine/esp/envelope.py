"""ESP requests: the envelope, and the form that values take in KVLists.

In: what a block computed. Out: `Request`, whose KVLists hold nothing but text, integers, binary
and KVLists, as Request3rdServer carries them (docs.genesys.com, Platform SDK).
"""

from dataclasses import dataclass, field

from engine.values import SECOND, Duration, KVList, Time, Value, show

VERSION = "1.0"
"""`Version` of the envelope; it starts at 1.0 (DMS driver API, "ESP Protocol")."""


@dataclass(frozen=True, slots=True)
class Request:
    """Request3rdServer. An answer carries the same `reference_id`.

    `envelope` has AppName, AppType (what is not given is left out), Service, Method, Version,
    Parameters; `user_data` is the interaction's, and what the block adds. `properties` are the
    system properties of the interaction that the request is made for; Interaction Server adds them
    where user data goes along [inferred].
    """

    reference_id: int
    envelope: KVList
    user_data: KVList
    properties: KVList = field(default_factory=KVList)

    @property
    def parameters(self) -> KVList:
        """The envelope's `Parameters`; empty if there are none."""
        found = self.envelope.get("Parameters")
        return found if isinstance(found, KVList) else KVList()

    def about(self, name: str) -> Value | None:
        """What the request says of its interaction: user data, else a system property."""
        found = self.user_data.get(name)
        return self.properties.get(name) if found is None or found == "" else found


def build_envelope(
    *,
    app_name: Value | None,
    app_type: Value | None,
    service: str,
    method: str,
    parameters: KVList,
) -> KVList:
    """The envelope of a request, its values in the form that KVLists carry.

    >>> build_envelope(app_name="DMS", app_type=None, service="S", method="M",
    ...                parameters=KVList([("flag", True)])).keys()
    ('AppName', 'Service', 'Method', 'Version', 'Parameters')
    """
    given = (("AppName", app_name), ("AppType", app_type))
    return carried(
        KVList(
            [
                *((key, value) for key, value in given if value is not None),
                ("Service", service),
                ("Method", method),
                ("Version", VERSION),
                ("Parameters", parameters),
            ]
        )
    )


def carried(pairs: KVList) -> KVList:
    """A KVList as servers exchange it: every value as `to_kv` gives it, lists as repeated keys.

    >>> carried(KVList([("k", ("a", True)), ("n", 5)]))
    KVList([('k', 'a'), ('k', 'true'), ('n', 5)])
    """
    return KVList((key, item) for key, value in pairs for item in to_kv(value))


def to_kv(value: Value) -> tuple[Value, ...]:
    """The values that one key carries for a value of the language.

    Text, integer, binary and KVList are themselves (docs.genesys.com, Designer, call data), a list
    its items under repeated keys (as the vendor's own client sends several values; an empty list
    sends nothing). [inferred]: a flag is the text `true` or `false`, a duration its whole seconds,
    a time its ISO text in UTC, a list in a list is joined into it. Integers that 32 bits cannot
    hold are left as they are: `dispatch` refuses them (`wrong_type`).

    >>> to_kv(True), to_kv(Duration(1_500_000)), to_kv(("a", ("b", 1))), to_kv(Time(0))
    (('true',), (1,), ('a', 'b', 1), ('1970-01-01T00:00:00Z',))
    """
    match value:
        case bool():
            return ("true" if value else "false",)
        case Duration():
            # Towards zero, as all integer division of the language.
            seconds = abs(value) // SECOND
            return (seconds if value >= 0 else -seconds,)
        case Time():
            return (str(value),)
        case tuple():
            return tuple(carried_item for item in value for carried_item in to_kv(item))
        case KVList():
            return (carried(value),)
        case _:
            return (value,)


def words(value: Value | None) -> str:
    """A value as a FaultString names it: a text plainly, nothing as `none`.

    >>> words("DMS"), words(5), words(None)
    ('DMS', '5', 'none')
    """
    if value is None or value == "":
        return "none"
    return value if isinstance(value, str) else show(value)

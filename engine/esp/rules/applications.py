"""Which application a request is for.

In: the envelope. Out: the application, or `Refused` (`missing_application`, `unavailable`).
"""

from collections.abc import Iterator

from engine.directory import CHAT_SERVER, TYPE_NAMES, Application, Directory
from engine.esp.envelope import words
from engine.esp.outcome import Note, Refused, refusal
from engine.values import KVList, Value


def find(envelope: KVList, directory: Directory) -> tuple[Application, Note]:
    """The connected application with this name and type; of several the first declared [inferred].

    Where both are given they must agree [inferred].
    """
    name, kind = (_given(envelope, key) for key in ("AppName", "AppType"))
    if name is None and kind is None:
        raise Refused(refusal("missing_application", "neither AppName nor AppType is given"))
    for application in _all(directory):
        named = name is None or application.name == name
        if named and _is_type(application, kind) and application.connected:
            because = "AppName names it" if kind is None else "the first of this AppType [inferred]"
            return application, Note(f"application `{application.name}`", because)
    given = ("AppName", name), ("AppType", kind)
    wanted = (f"{key} {words(value)}" for key, value in given if value is not None)
    raise Refused(refusal("unavailable", ", ".join(wanted)))


def _all(directory: Directory) -> Iterator[Application]:
    """Declared applications, then Chat Server, which is reached by its port `ESP`."""
    yield from directory.applications
    server = directory.chat_server
    yield Application(name=server.name, type=CHAT_SERVER, connected=server.esp)


def _given(envelope: KVList, key: str) -> Value | None:
    value = envelope.get(key)
    return None if value == "" else value


def _is_type(application: Application, kind: Value | None) -> bool:
    """Public clients send AppType as an integer or as a text."""
    if kind is None or kind in (application.type, str(application.type)):
        return True
    return isinstance(kind, str) and TYPE_NAMES.get(kind) == application.type

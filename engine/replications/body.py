"""What a run has come to, as bytes and back: one line of canonical JSON, the same for the same run.

In: a `Finished`. Out: its body, which workers answer with and results folders keep; the hash of
many. The bytes of an event log are no part of it, their hash is.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from engine.json_text import Json, JsonError, read, written
from engine.log.counts_codec import counts_json, read_counts
from engine.replications.model import Finished, Unit


def pack(finished: Finished) -> bytes:
    """The body of a run, without a line end."""
    found: dict[str, Json] = {
        "counts": counts_json(finished.counts),
        "end": finished.end,
        "number": finished.unit.number,
        "seed": finished.seed,
        "variant": finished.unit.variant,
    }
    if finished.truncated:
        found["truncated"] = True
    if finished.limit is not None:
        found["limit"] = list(finished.limit)
    if finished.log_hash is not None:
        found["log"] = finished.log_hash
    return written(found).encode("ascii")


def unpack(body: bytes, log: bytes | None = None) -> Finished:
    """The run of a body, with the bytes of its log if they are at hand. Raises `JsonError`."""
    found = read(body)
    if not isinstance(found, Mapping):
        raise JsonError("it is no replication")
    return Finished(
        unit=Unit(_number(found, "variant"), _number(found, "number")),
        seed=_number(found, "seed"),
        counts=read_counts(found.get("counts")),
        end=_text(found, "end"),
        truncated=found.get("truncated") is True,
        limit=_limit(found.get("limit")),
        log=log,
        log_hash=_text(found, "log") if "log" in found else None,
    )


def digest(bodies: Iterable[bytes]) -> str:
    """The hash of runs, by their bodies in the order of units: the same whoever ran them.

    >>> digest([b"a", b"b"]) == digest([b"a"]), len(digest([]))
    (False, 64)
    """
    whole = sha256()
    for body in bodies:
        whole.update(body + b"\n")
    return whole.hexdigest()


def _number(found: Mapping[str, Json], key: str) -> int:
    value = found.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        message = f"`{key}` is no whole number"
        raise JsonError(message)
    return value


def _text(found: Mapping[str, Json], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str):
        message = f"`{key}` is no text"
        raise JsonError(message)
    return value


def _limit(found: Json) -> tuple[str, str] | None:
    if found is None:
        return None
    if isinstance(found, list) and len(found) == 2:
        code, message = found
        if isinstance(code, str) and isinstance(message, str):
            return code, message
    raise JsonError("a limit is a code and a message")

"""Finished replications as lines: the part that grows, and the file that it becomes.

In: bodies, each one line of canonical JSON. Out: lines and back, or E610 with the first bad line,
E611, E612.

Both begin with a line that says what they are about. In the part, `replications.part`, each body
has a SHA-256 of its own, and lines stand in the order in which replications were finished: what a
kill leaves torn is the last line, which is cut off. In the finished file, `replications.jsonl`,
they stand in order, each with the hash of all that is before it, and a footer counts them: none
can be changed, dropped, added or moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.diagnostics import SourceError
from engine.json_text import Json, JsonError, read, written
from engine.store.plan import CHANGED, FORMAT, Plan
from engine.store.refusals import damaged, later, refusal

PART = "replications.part"
JOURNAL = "replications.jsonl"
LOGS = "logs"
KIND = "routewright replications"
REDO = "begin anew with `--force`"


class Body(NamedTuple):
    """The body of a replication: where it stands in the order (variant, then number), its seed, and
    the SHA-256 of its event log if that is kept."""

    variant: int
    number: int
    data: bytes
    seed: int
    log: str | None

    def log_name(self) -> str:
        """The path of its log below the folder of results."""
        variant = f"{self.variant}-" if self.variant else ""
        return f"{LOGS}/{variant}{self.number}.events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a part holds. `size` is where its last whole line ends."""

    bodies: tuple[Body, ...]
    size: int


def head_of(plan: Plan) -> bytes:
    """The first line of both files."""
    head: Json = {"format": FORMAT, "key": plan.key(), "kind": KIND, "seed": plan.about.get("seed")}
    return written(head).encode("ascii") + b"\n"


def body_of(data: bytes) -> Body:
    """A body with its place in the order. Raises `JsonError`."""
    match read(data):
        case {"variant": int(variant), "number": int(number), "seed": int(seed), **rest}:
            log = rest.get("log")
            return Body(variant, number, data, seed, log if isinstance(log, str) else None)
        case _:
            raise JsonError("it is no replication")


def part_line(plan: Plan, body: bytes) -> bytes:
    """A line of the part."""
    return _part_line(head_of(plan), body)


def read_part(path: Path, data: bytes, plan: Plan) -> Part:
    """What is whole in a part. Raises `SourceError` for a bad line that is not the last."""
    head = head_of(plan)
    if len(data) < len(head) and b"\n" not in data:
        return Part(bodies=(), size=0)
    refuse_head(path, data, plan)
    bodies: dict[tuple[int, int], Body] = {}
    size, bad = len(head), 0
    for number, line in enumerate(_lines(data[len(head) :]), 2):
        if bad:
            raise damaged(path, CHANGED, REDO, line=bad)
        body = _inside(line, _part_line(head, b""))
        if line != _part_line(head, body):
            bad = number
            continue
        found = _placed(path, body, number)
        bodies[found.variant, found.number] = found
        size += len(line)
    return Part(bodies=tuple(bodies[key] for key in sorted(bodies)), size=size)


def journal_lines(plan: Plan, bodies: Iterable[bytes]) -> Iterator[bytes]:
    """The finished file, line by line; bodies are in order."""
    head = head_of(plan)
    yield head
    whole, chain, count = sha256(head), sha256(head).hexdigest(), 0
    for body in bodies:
        chain = _chained(chain, body)
        line = _link(chain, body)
        whole.update(line)
        count += 1
        yield line
    yield _footer(count, whole.hexdigest())


def read_journal(path: Path, data: bytes, plan: Plan) -> list[Body]:
    """The bodies of a finished file. Raises `SourceError` for the first bad line."""
    refuse_head(path, data, plan)
    head = head_of(plan)
    whole, chain = sha256(head), sha256(head).hexdigest()
    bodies: list[Body] = []
    lines = _lines(data[len(head) :])
    for number, line in enumerate(lines, 2):
        if line == _footer(len(bodies), whole.hexdigest()):
            if number <= len(lines):
                raise damaged(path, "it goes on after its footer", line=number + 1)
            return bodies
        body = _inside(line, _link(chain, b""))
        chain = _chained(chain, body)
        if line != _link(chain, body):
            raise damaged(path, CHANGED, line=number)
        whole.update(line)
        bodies.append(_placed(path, body, number))
    raise damaged(path, "it ends before its footer", line=len(lines) + 2)


def refuse_head(path: Path, data: bytes, plan: Plan) -> None:
    """Raises `SourceError` where the first line is not that of a plan: E610, E611, E612, E601."""
    first = data.partition(b"\n")[0] + b"\n"
    if first == head_of(plan):
        return
    try:
        found = read(first)
    except JsonError:
        found = None
    match found:
        case {"kind": str(kind), "format": int(format_), **rest} if kind == KIND:
            if format_ > FORMAT:
                raise later(path, format_, FORMAT)
            wanted, held = plan.about.get("seed"), rest.get("seed")
            if held != wanted:
                raise by_another_seed(path, held, wanted)
            if rest.get("key") != plan.key() and first == written(found).encode() + b"\n":
                message = f"`{path.as_posix()}` belongs to other results than its manifest"
                raise refusal("E601", message, "put back the file of these results")
    raise damaged(path, CHANGED, line=1)


def by_another_seed(path: Path, held: object, wanted: object) -> SourceError:
    """E612: a file is of another seed than the rest of the results."""
    message = f"`{path.as_posix()}` is of seed {held}, and these results are of {wanted}"
    return refusal("E612", message, "put back the file of these results")


def _placed(path: Path, body: bytes, line: int) -> Body:
    try:
        return body_of(body)
    except JsonError as error:
        raise damaged(path, str(error), line=line) from error


def _lines(data: bytes) -> list[bytes]:
    """Lines with their ends; the last may have none."""
    *whole, last = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([last] if last else [])


def _part_line(head: bytes, body: bytes) -> bytes:
    digest = sha256(head + body).hexdigest()
    return b'{"body":%b,"sha256":"%b"}\n' % (body, digest.encode("ascii"))


def _chained(chain: str, body: bytes) -> str:
    return sha256(chain.encode("ascii") + b"\n" + body).hexdigest()


def _link(chain: str, body: bytes) -> bytes:
    return b'{"body":%b,"chain":"%b"}\n' % (body, chain.encode("ascii"))


def _footer(count: int, digest: str) -> bytes:
    return b'{"count":%d,"sha256":"%b"}\n' % (count, digest.encode("ascii"))


def _inside(line: bytes, like: bytes) -> bytes:
    """What stands in a line where nothing stands in a line like it."""
    before, after = len(b'{"body":'), len(like) - len(b'{"body":')
    return line[before:-after]

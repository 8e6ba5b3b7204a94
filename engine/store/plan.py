"""What a results folder is about, and its manifest.

In: what is simulated, with what, and the texts that were read. Out: `Plan`; `Manifest`, the same
with the hash of every file, as `manifest.json`: canonical, with a hash of itself. Neither knows the
clock or the folder, so that the same results have the same manifest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple, TypeGuard

from engine.json_text import Json, JsonError, read, written, written_wide
from engine.store.disk import refuse_irregular
from engine.store.refusals import damaged, later, refusal, unreadable

FORMAT = 1
"""Of the folder and its files; raised when a reader has to know of a change."""
MANIFEST = "manifest.json"
KIND = "routewright results"
CHANGED = "it is not what was written"
MISSING = "it is missing"
NEWER = "resume it with what it was begun with, or begin anew with `--force`"


class Stamp(NamedTuple):
    """What a file is known by."""

    sha256: str
    size: int

    def document(self) -> dict[str, Json]:
        """The stamp in a manifest."""
        return {"bytes": self.size, "sha256": self.sha256}

    @classmethod
    def of(cls, data: bytes) -> "Stamp":
        """The stamp of a file's bytes."""
        return cls(sha256(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be simulated. Two plans of the same replications are the same in `program`,
    `about` and `made_with`.

    `entry` is the path below `project/` to be checked: the name of the project's folder or file.
    `texts` are the files, by their paths below `project/`. `about` is what is asked for, the seed
    under `seed` among it; `made_with` are versions and limits that a result depends on, `beside`
    such that it does not.
    """

    project: str
    entry: str
    program: str
    about: Mapping[str, Json]
    made_with: Mapping[str, Json]
    beside: Mapping[str, Json] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)

    def key(self) -> str:
        """SHA-256 of all that two plans of the same replications have in common."""
        parts: Json = [self.program, dict(self.about), dict(self.made_with)]
        return sha256(written(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A plan without its texts, whether it is finished, and the files that are not derived."""

    plan: Plan
    files: Mapping[str, Stamp]
    finished: bool = False
    replications: int = 0

    def data(self) -> bytes:
        """The bytes of `manifest.json`."""
        plan = self.plan
        whole: dict[str, Json] = {
            "about": dict(plan.about),
            "beside": dict(plan.beside),
            "entry": plan.entry,
            "files": {name: stamp.document() for name, stamp in self.files.items()},
            "finished": self.finished,
            "format": FORMAT,
            "kind": KIND,
            "made_with": dict(plan.made_with),
            "program": plan.program,
            "project": plan.project,
            "replications": self.replications,
        }
        return sealed(whole)


def sealed(whole: Mapping[str, Json]) -> bytes:
    """A document with the hash of itself."""
    seal = sha256(written(whole).encode()).hexdigest()
    return written_wide({**whole, "sha256": seal}).encode("ascii")


def unsealed(path: Path, data: bytes, cure: str | None = None) -> dict[str, Json]:
    """The document of a file, whose hash fits. Raises `SourceError`: E610, E611."""
    try:
        found = read(data)
    except JsonError as error:
        raise damaged(path, str(error), cure) from error
    if not _is_object(found):
        raise damaged(path, "it holds no object at its top", cure)
    format_ = found.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        raise later(path, format_, FORMAT)
    held = {key: value for key, value in found.items() if key != "sha256"}
    if sealed(held) != data:
        raise damaged(path, CHANGED, cure)
    return held


def read_manifest(path: Path, data: bytes) -> Manifest:
    """The manifest of a file. Raises `SourceError`: E610, E611."""
    match unsealed(path, data):
        case {
            "about": dict(about),
            "beside": dict(beside),
            "entry": str(entry),
            "files": dict(files),
            "finished": bool(finished),
            "format": int(),
            "kind": str(kind),
            "made_with": dict(made_with),
            "program": str(program),
            "project": str(project),
            "replications": int(replications),
        } if kind == KIND:
            plan = Plan(
                project=project, entry=entry, program=program, about=about, made_with=made_with,
                beside=beside,
            )  # fmt: skip
            stamps = read_stamps(path, files)
            return Manifest(plan=plan, files=stamps, finished=finished, replications=replications)
        case _:
            raise damaged(path, "it is no manifest of results")


def read_stamps(path: Path, files: Mapping[str, Json]) -> dict[str, Stamp]:
    """Stamps by the paths of files below the folder, none of which leads out of it."""
    stamps: dict[str, Stamp] = {}
    for name, found in sorted(files.items()):
        parts = name.split("/")
        if not all(parts) or {".", ".."} & set(parts) or "\\" in name:
            raise damaged(path, "it names a file outside of the folder")
        match found:
            case {"sha256": str(digest), "bytes": int(size), **rest} if not rest:
                stamps[name] = Stamp(digest, size)
            case _:
                raise damaged(path, f"it does not say what `{name}` is known by")
    return stamps


def refuse_changed(path: Path, stamp: Stamp, cure: str | None = None) -> None:
    """Raises `SourceError` with E610 where a file is not what was written."""
    found = stamp_at(path)
    if found is None:
        raise damaged(path, MISSING, cure)
    if found != stamp:
        raise damaged(path, CHANGED, cure)


def stamp_at(path: Path) -> Stamp | None:
    """The stamp of a file of any size; None if there is none. Raises `SourceError` with E503."""
    try:
        refuse_irregular(path)
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return Stamp(digest, file.tell())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def refuse_other(kept: Plan, asked: Plan, folder: Path) -> None:
    """Raises `SourceError` where replications of `asked` would not be those of `kept`: E602 for
    other versions or limits, E601 for another project, simulation or seed."""
    differing = _differing(kept.made_with, asked.made_with)
    if differing:
        raise refusal("E602", f"`{folder.as_posix()}` was begun {differing}", NEWER)
    differing = _differing(kept.about, asked.about)
    if differing:
        cure = "resume it with what it was begun with, or choose another folder"
        raise refusal("E601", f"`{folder.as_posix()}` was begun {differing}", cure)
    if kept.program != asked.program:
        message = f"`{folder.as_posix()}` holds results of another version of `{kept.project}`"
        if kept.project != asked.project:
            message = f"`{folder.as_posix()}` holds results of project `{kept.project}`"
        snapshot = (folder / "project" / kept.entry).as_posix()
        cure = f"the files that it was begun with are in `{snapshot}`: resume with them as PATH"
        raise refusal("E601", message, cure)


def _differing(kept: Mapping[str, Json], asked: Mapping[str, Json]) -> str:
    """What differs first, by its name."""
    for name in sorted({*kept, *asked}):
        if kept.get(name) != asked.get(name):
            return f"with {name} {_said(kept.get(name))}, not {_said(asked.get(name))}"
    return ""


def _said(value: Json) -> str:
    if value is None:
        return "none"
    text = value if isinstance(value, str) else written(value)
    return f"`{text[:80]}`"


def _is_object(found: Json) -> TypeGuard[dict[str, Json]]:
    return isinstance(found, dict)

"""The data that a run starts with: `--set NAME=VALUE` and `--from FILE`.

In: the options' texts, the strategy's declared data. Out: ANI, DNIS, priority and user data with
their types. A file is one JSON object; `ANI`, `DNIS` and `priority` at its top are what the
language calls so, every other key is user data. A project may hold its usual input as `input.json`.
What cannot be read is a diagnostic of the 3xx range: exit 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.cli.json_reader import name_of, read_object
from engine.cli.options import stray
from engine.diagnostics import did_you_mean, listed
from engine.limits import LIMITS, Limits
from engine.syntax import quantities
from engine.values import KV_INTEGER_MAX, Duration, KVList, Time, Type, Value, type_of

USUAL = "input.json"
"""The file of a project that is read if no other one is named."""
UDATA = "udata."
TEXTS = ("ANI", "DNIS")
NUMBERS = ("priority",)
NAMES = (*TEXTS, *NUMBERS)
"""The read-only names that a caller brings; the others follow from the run."""

FORMS: dict[Type, str] = {
    Type.INTEGER: f"a whole number up to {KV_INTEGER_MAX:,}",
    Type.FLAG: "`true` or `false`",
    Type.DURATION: "a duration such as `90s` or `1h30m`",
    Type.TIME: "a time such as `2026-12-24T08:00`",
    Type.BINARY: "hexadecimal digits such as `0xCAFE`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What an interaction brings; None is left to the scenario's default."""

    ani: str | None
    dnis: str | None
    priority: int | None
    data: KVList


def usual_file(project: Path) -> Path | None:
    """The project's own `input.json`, if it has one; a project is a folder or a file in one."""
    file = (project if project.is_dir() else project.parent) / USUAL
    return file if file.is_file() else None


def read_input(
    settings: Sequence[str],
    file: Path | None,
    declared: Sequence[tuple[str, Type]],
    limits: Limits = LIMITS,
) -> Input:
    """The input of a run; `--set` wins over the file. Raises `SourceError`."""
    types = dict.fromkeys(TEXTS, Type.TEXT) | dict.fromkeys(NUMBERS, Type.INTEGER)
    types |= {f"{UDATA}{key}": kind for key, kind in declared}
    found = {} if file is None else _from_file(file, types, limits)
    for name, text in _given(settings).items():
        found[name] = _typed(name, text, types.get(name, Type.TEXT), limits)
    data = {
        name.removeprefix(UDATA): value for name, value in found.items() if name.startswith(UDATA)
    }
    if len(data) > limits.data_keys:
        raise stray("E413", f"there are more than {limits.data_keys:,} keys of user data")
    _check_declared(data, declared)
    ani, dnis, priority = (found.get(name) for name in NAMES)
    return Input(
        ani=ani if isinstance(ani, str) else None,
        dnis=dnis if isinstance(dnis, str) else None,
        priority=priority if isinstance(priority, int) else None,
        data=KVList(data.items()),
    )


def _from_file(file: Path, types: Mapping[str, Type], limits: Limits) -> dict[str, Value]:
    """The file's values by the names that `--set` gives them, of the types they must have."""
    found = {
        key if key in NAMES else f"{UDATA}{key}": value
        for key, value in read_object(file, limits).items()
    }
    for name, value in found.items():
        wanted = types.get(name, Type.ANY)
        if wanted is not Type.ANY and type_of(value) is not wanted:
            message = f"`{name_of(file)}`: `{name}` must be {wanted}, and is {type_of(value)}"
            raise stray("E320", message)
    return found


def _given(settings: Sequence[str]) -> dict[str, str]:
    """The settings by name; each name is known, and given once."""
    given: dict[str, str] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or not name:
            message = f"`{setting}` is no setting"
            raise stray("E301", message, "write `--set NAME=VALUE`, for example `udata.Key=text`")
        if not _is_known(name):
            names = [*NAMES, f"{UDATA}Key"]
            cure = did_you_mean(name, names) or f"what can be set is {listed(names)}"
            raise stray("E301", f"`{name}` cannot be set", cure)
        if name in given:
            raise stray("E301", f"`{name}` is set twice")
        given[name] = text
    return given


def _is_known(name: str) -> bool:
    return name in NAMES or (name.startswith(UDATA) and name != UDATA)


def _typed(name: str, text: str, kind: Type, limits: Limits) -> Value:
    """A setting's text as the type that the strategy declares."""
    if len(text) > limits.text_chars:
        raise stray("E413", f"the value of `{name}` has more than {limits.text_chars:,} characters")
    value = _read(text, kind)
    if value is None:
        form = FORMS.get(kind, "a value that only a file given by `--from` can hold")
        raise stray("E301", f"`{text}` is no value for `{name}`: it must be {form}")
    return value


def _read(text: str, kind: Type) -> Value | None:
    match kind:
        case Type.TEXT | Type.ANY:
            return text
        case Type.INTEGER:
            return _integer(text)
        case Type.FLAG:
            return {"true": True, "false": False}.get(text)
        case Type.DURATION | Type.TIME:
            return _quantity(text, kind)
        case Type.BINARY:
            return _binary(text)
        case Type.LIST | Type.KVLIST:
            return None


def _integer(text: str) -> int | None:
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(KV_INTEGER_MAX)):
        return None
    number = int(text)
    return number if abs(number) <= KV_INTEGER_MAX else None


def _binary(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text.removeprefix("0x")) if text.startswith("0x") else None
    except ValueError:
        return None


def read_quantity(text: str) -> object:
    """What a quantity means, None if it is none; a time may end with the `Z` that traces show.

    >>> read_quantity("2026-12-24T08:00Z"), read_quantity("5s"), read_quantity("5Z")
    (2026-12-24T08:00:00Z, 5s, None)
    """
    try:
        return quantities.read(text.removesuffix("Z") if "T" in text else text)
    except ValueError:
        return None


def _quantity(text: str, kind: Type) -> Value | None:
    found = read_quantity(text)
    return found if isinstance(found, Duration | Time) and type_of(found) is kind else None


def _check_declared(data: Mapping[str, Value], declared: Sequence[tuple[str, Type]]) -> None:
    missing = [key for key, _ in declared if key not in data]
    if missing:
        settings = " ".join(f"--set {UDATA}{key}=..." for key in missing)
        message = f"the strategy's `data` declares {listed(missing)}, and nothing gives a value"
        cure = f"write `{settings}`, or give a file by `--from`"
        inside = data.get(UDATA.removesuffix("."))
        if isinstance(inside, KVList) and inside.get(missing[0]) is not None:
            cure = f"in the file `{missing[0]}` stands beside `ANI`, not inside `udata`"
        raise stray("E302", message, cure)

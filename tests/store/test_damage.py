"""Results that are not what was written (B-85 to B-87, P-15, P-16 and P-18 of the catalogue): the
file is named, of a journal the first bad line, and nothing that is wrong is ever answered."""

import os
from array import array
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.diagnostics import Diagnostic, SourceError
from engine.log.codec import pack_log
from engine.log.events import COLUMNS
from engine.log.model import EventLog
from engine.store.asking import ask
from engine.store.grids import Grid
from engine.store.plan import sealed, unsealed
from engine.store.results import open_results
from engine.store.verifying import verify
from engine.values import Pool
from tests.helpers.failing_disk import PLAN, QUICK, body, contents

COUNT = 4
GRID = Grid(name="seeds", columns=(("seed", "bigint"),), rows=[(number,) for number in range(9)])


def log_of(seed: int) -> bytes:
    """An event log in which nothing happened."""
    columns = {name: array("q") for name in COLUMNS}
    head = {"seed": str(seed)}
    return pack_log(EventLog(head=head, columns=columns, pool=Pool(), reasons=(), contents=()))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of four replications, with their event logs and a table."""
    out = tmp_path_factory.mktemp("whole") / "results"
    logs = [log_of(7 + number) for number in range(COUNT)]
    bodies = [body(n, log=sha256(log).hexdigest()) for n, log in enumerate(logs)]
    with open_results(out, PLAN, disk=QUICK) as results:
        for each, log in zip(bodies, logs, strict=True):
            results.keep(each, log)
        results.finish(bodies, figures={"mean": COUNT}, grids=lambda: [GRID])
    return out


@pytest.fixture
def out(whole: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(copytree(whole, tmp_path / "results"))


def found(out: Path) -> list[Diagnostic]:
    """What is wrong with a folder; integrity, all of it."""
    diagnostics = list(verify(out).diagnostics)
    assert not diagnostics or SourceError(diagnostics).exit_code == 7
    return diagnostics


def lines_of(out: Path) -> list[bytes]:
    return (out / "replications.jsonl").read_bytes().splitlines(keepends=True)


def with_lines(out: Path, change: Callable[[list[bytes]], list[bytes]]) -> list[Diagnostic]:
    """What is wrong when the lines of the journal are other ones."""
    (out / "replications.jsonl").write_bytes(b"".join(change(lines_of(out))))
    return found(out)


def edited(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[2].replace(b'{"n":1}', b'{"n":9}'), *lines[3:]]


def test_results_that_nobody_touched_are_whole(whole: Path) -> None:
    verified = verify(whole)

    assert verified.diagnostics == ()
    assert verified.replications == COUNT
    assert verified.files == 2 + len(contents(whole))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (edited, 3),
        (lambda lines: [*lines[:2], *lines[3:]], 3),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], 4),
        (lambda lines: [*lines, lines[1]], 7),
        (lambda lines: [*lines[:-1], lines[-1].replace(b'"count":4', b'"count":3')], 6),
        (lambda lines: lines[:-1], 6),
        (lambda lines: [*lines[:-1], lines[-1][:-1]], 6),
        (lambda lines: lines[1:], 1),
        (lambda _: [], 1),
        (lambda _: [b"PAR1\x00\xff\n"], 1),
    ],
    ids=["edited", "missing", "swapped", "twice", "extra", "footer", "no footer", "cut", "no head",
         "empty", "other type"],
)  # fmt: skip
def test_the_first_bad_line_of_a_journal_is_named(
    out: Path, change: Callable[[list[bytes]], list[bytes]], line: int
) -> None:
    (diagnostic,) = with_lines(out, change)

    assert diagnostic.code == "E610"
    assert f"replications.jsonl`, line {line}:" in diagnostic.message


def test_a_journal_of_another_seed_is_told_from_a_damaged_one(out: Path) -> None:
    other = [line.replace(b'"seed":7}\n', b'"seed":8}\n') for line in lines_of(out)[:1]]

    (diagnostic,) = with_lines(out, lambda lines: [*other, *lines[1:]])

    assert diagnostic.code == "E612"
    assert "seed 8" in diagnostic.message


def test_a_journal_of_other_results_of_that_seed_is_too(out: Path) -> None:
    (diagnostic,) = with_lines(out, lambda lines: [lines[0].replace(b'"key":"', b'"key":"0', 1)])

    assert diagnostic.code == "E601"


def test_a_journal_of_a_later_version_is_not_called_damaged(out: Path) -> None:
    later = lines_of(out)[0].replace(b'"format":1', b'"format":2')

    (diagnostic,) = with_lines(out, lambda lines: [later, *lines[1:]])

    assert diagnostic.code == "E611"
    assert "has format 2, and this version knows 1" in diagnostic.message


def test_a_manifest_of_a_later_version_is_not_called_damaged(out: Path) -> None:
    path = out / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2'))

    assert [each.code for each in found(out)] == ["E611"]


def test_an_event_log_of_another_seed_is_told_from_a_damaged_one(out: Path) -> None:
    (out / "logs/1.events").write_bytes((out / "logs/0.events").read_bytes())

    (diagnostic,) = found(out)

    assert diagnostic.code == "E612"
    assert "logs/1.events` is of seed 7, and these results are of 8" in diagnostic.message


def test_an_event_log_of_a_later_version_is_not_called_damaged(out: Path) -> None:
    path = out / "logs/1.events"
    path.write_bytes(b"routewright log 999\n" + path.read_bytes())

    assert [each.code for each in found(out)] == ["E611"]


def test_a_missing_file_is_named(whole: Path, tmp_path: Path) -> None:
    for number, name in enumerate(sorted(contents(whole))):
        out = Path(copytree(whole, tmp_path / str(number)))
        (out / name).unlink()
        if name == "manifest.json":
            with pytest.raises(SourceError, match="E503"):
                verify(out)
            continue

        (diagnostic,) = found(out)

        assert diagnostic.code == "E610"
        assert f"{name}`: it is missing" in diagnostic.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
@pytest.mark.parametrize("name", ["README.txt", "figures.json", "results.duckdb"])
def test_what_is_no_file_is_not_waited_for(out: Path, name: str) -> None:
    (out / name).unlink()
    os.mkfifo(out / name)

    (diagnostic,) = verify(out).diagnostics

    assert diagnostic.code == "E503"
    assert f"{name}` cannot be opened: not a regular file" in diagnostic.message


def test_what_is_no_file_gives_way_to_tables_that_are_made_anew(out: Path) -> None:
    (out / "results.duckdb").unlink()
    (out / "results.duckdb").symlink_to(out / "figures.json")

    with open_results(out, PLAN, resume=True, disk=QUICK) as results:
        results.derive(lambda: [GRID])

    assert not found(out)
    assert not (out / "results.duckdb").is_symlink()


@given(generators.data())
def test_whatever_byte_is_changed_is_found(whole: Path, data: generators.DataObject) -> None:
    paths = sorted(path for path in whole.rglob("*") if path.is_file())
    path = data.draw(generators.sampled_from(paths))
    before = path.read_bytes()
    at = data.draw(generators.integers(0, len(before) - 1))
    bit = 1 << data.draw(generators.integers(0, 7))

    try:
        path.write_bytes(before[:at] + bytes([before[at] ^ bit]) + before[at + 1 :])
        named = [each for each in found(whole) if path.name in each.message]
    finally:
        path.write_bytes(before)

    assert named


@given(generators.data())
def test_whatever_file_is_cut_short_is_found(whole: Path, data: generators.DataObject) -> None:
    paths = sorted(path for path in whole.rglob("*") if path.is_file())
    path = data.draw(generators.sampled_from(paths))
    before = path.read_bytes()

    try:
        path.write_bytes(before[: len(before) * data.draw(generators.integers(0, 63)) // 64])
        named = [each for each in found(whole) if path.name in each.message]
    finally:
        path.write_bytes(before)

    assert named


def test_damage_to_tables_is_told_from_damage_to_results(out: Path) -> None:
    (out / "results.duckdb").write_bytes(b"DUCK")
    only_derived = verify(out)
    (out / "figures.json").write_bytes(b"{}")
    both = verify(out)

    assert only_derived.derived
    assert "--remake" in str(only_derived.diagnostics[0].help)
    assert not both.derived


def test_tables_that_are_damaged_are_not_asked(out: Path) -> None:
    path = out / "results.duckdb"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    with pytest.raises(SourceError, match="E610"):
        ask(out, "SELECT 1", rows_max=1)


def test_tables_of_another_journal_are_not_asked(out: Path) -> None:
    path = out / "derived.json"
    document = unsealed(path, path.read_bytes())
    path.write_bytes(sealed({**document, "from": "0" * 64}))

    with pytest.raises(SourceError, match="E610"):
        ask(out, "SELECT 1", rows_max=1)


def test_damaged_results_are_not_resumed(out: Path) -> None:
    with_lines(out, edited)

    with pytest.raises(SourceError, match="E610"), open_results(out, PLAN, resume=True):
        pass


def test_a_bad_line_in_the_midst_of_the_part_is_named_and_a_torn_last_one_is_cut_off(
    tmp_path: Path,
) -> None:
    with open_results(tmp_path, PLAN, disk=QUICK) as results:
        for number in range(3):
            results.keep(body(number))
    path = tmp_path / "replications.part"
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    with open_results(tmp_path, PLAN, resume=True, disk=QUICK) as results:
        kept = results.bodies
        results.keep(body(2))
    mended = path.read_bytes()
    path.write_bytes(data.replace(b'"n":1', b'"n":7'))

    assert kept == (body(0), body(1))
    assert mended == data
    with (
        pytest.raises(SourceError, match="line 3: it is not what was written"),
        open_results(tmp_path, PLAN, resume=True, disk=QUICK),
    ):
        pass


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a//b", "a/./b", "a\\b", ""])
def test_a_manifest_that_names_a_file_outside_of_the_folder_is_refused(
    out: Path, name: str
) -> None:
    path = out / "manifest.json"
    document = unsealed(path, path.read_bytes())
    path.write_bytes(sealed({**document, "files": {name: {"bytes": 1, "sha256": "0"}}}))

    (diagnostic,) = found(out)

    assert "outside of the folder" in diagnostic.message


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"a":1,"a":2}', b"[" * 100_000, b"\xff", b'{"format":NaN}']
)
def test_what_is_no_manifest_is_said_to_be_none(out: Path, text: bytes) -> None:
    (out / "manifest.json").write_bytes(text)

    assert [each.code for each in found(out)] == ["E610"]

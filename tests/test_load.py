"""Reading files: what is refused before it is read, and what is no text."""

import errno
import os
from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, Findings
from engine.limits import LIMITS, Limits
from engine.load import files_of, load
from engine.source import Source


def loaded(path: Path, limits: Limits = LIMITS) -> tuple[Source | None, list[Diagnostic]]:
    """The source of a file known as `a.strat`, and what was said."""
    findings = Findings()
    source = load(path, name="a.strat", findings=findings, limits=limits)
    return source, list(findings)


def refused(path: Path, limits: Limits = LIMITS) -> str:
    """Code and message of the only thing said of a file that is refused."""
    source, (found,) = loaded(path, limits)
    assert source is None
    return f"{found.code} {found.message}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes its file."""
    return tmp_path / "a.strat"


def test_a_text_is_read_as_it_is(file: Path) -> None:
    file.write_bytes("größe\r\n# \N{SNOWMAN}".encode())

    source, found = loaded(file)

    assert source is not None
    assert (source.name, source.text, found) == ("a.strat", "größe\r\n# \N{SNOWMAN}", [])


def test_an_empty_file_is_a_text(file: Path) -> None:
    file.write_bytes(b"")

    source, found = loaded(file)

    assert source is not None
    assert (source.text, found) == ("", [])


def test_a_byte_order_mark_at_the_start_is_dropped(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa\xef\xbb\xbf")

    source, found = loaded(file)

    assert source is not None
    assert (source.text, found) == ("a\ufeff", [])


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"ab\xc3\x28", "byte 0xC3 at offset 2"),
        (b"\xc0\xaf", "byte 0xC0 at offset 0"),
        (b"a\xff", "byte 0xFF at offset 1"),
        (b"a\xed\xa0\x80", "byte 0xED at offset 1"),
        (b"x" * 12_345 + b"\xe2\x82", "byte 0xE2 at offset 12,345"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_offset(
    file: Path, data: bytes, byte: str
) -> None:
    file.write_bytes(data)

    assert refused(file) == f"E102 a.strat is not UTF-8: {byte}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-32-be"])
def test_wide_encodings_are_recognised(file: Path, encoding: str) -> None:
    file.write_bytes("strategy a (voice) { x: exit }".encode(encoding))

    _, (found,) = loaded(file)

    assert found.code == "E102"
    assert "it looks like UTF-" in (found.help or "")


def test_a_file_of_the_largest_size_is_read(file: Path) -> None:
    file.write_bytes(b"#" * 100)

    assert loaded(file, Limits(source_bytes=100))[0] is not None


def test_a_larger_file_is_refused_by_its_size(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(LIMITS.source_bytes + 1)

    assert refused(file) == "E402 a.strat has 4,194,305 bytes"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == "E502 a.strat is not a regular file"


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_is_no_file() -> None:
    assert refused(Path("/dev/zero")) == "E502 a.strat is not a regular file"


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_pipe_is_no_file_and_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)

    assert refused(file) == "E502 a.strat is not a regular file"


def test_what_is_not_there_is_told(file: Path) -> None:
    assert refused(file) == "E503 cannot open a.strat: there is no such file or folder"


def test_what_may_not_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests as root may read every file, so the system's answer is given here.
    def denied(path: object, flags: int) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    file.write_bytes(b"")
    monkeypatch.setattr(os, "open", denied)

    assert refused(file) == "E503 cannot open a.strat: no permission"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a\0b", "its name cannot be a file's name"), ("x" * 5_000, "file name too long")],
)
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str, reason: str) -> None:
    assert refused(tmp_path / name) == f"E503 cannot open a.strat: {reason}"


def test_a_name_that_is_no_text_is_told(file: Path) -> None:
    findings = Findings()

    source = load(file, name="\udcff.strat", findings=findings)

    assert source is None
    assert [(d.code, d.message) for d in findings] == [
        ("E503", "the name \\udcff.strat is not valid text")
    ]


def test_the_files_of_a_folder_are_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.strat", "B.strat", "a.strat", "a.txt", ".strat"):
        (tmp_path / name).touch()
    findings = Findings()

    names = [path.name for path in files_of(tmp_path, findings)]

    assert names == [".strat", "B.strat", "a.strat", "b.strat"]
    assert list(findings) == []


def test_a_file_stands_for_itself(file: Path) -> None:
    file.touch()

    assert files_of(file, Findings()) == [file]


@pytest.mark.parametrize("name", ["none", "a\0b", "x" * 5_000])
def test_a_path_that_leads_nowhere_has_no_files(tmp_path: Path, name: str) -> None:
    findings = Findings()

    assert files_of(tmp_path / name, findings) == []
    assert [d.code for d in findings] == ["E503"]

"""Projects of several files: what is read, in which order, and what is not."""

import os
from pathlib import Path

import pytest

from engine.diagnostics import Findings
from engine.dsl.imports import read_project
from engine.limits import LIMITS, Limits


def write(folder: Path, **texts: str) -> Path:
    """Writes files named `name.strat`; `__` in a name is a folder's slash."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.strat"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(path: Path, limits: Limits = LIMITS) -> tuple[list[str], list[str]]:
    """The names of the files read, relative to the test's folder, and what was said."""
    findings = Findings()
    files = read_project(path, findings, limits)
    folder = path if path.is_dir() else path.parent
    names = [Path(file.source.name).relative_to(folder).as_posix() for file in files]
    said = [f"{d.code} {d.message}".replace(f"{folder.as_posix()}/", "") for d in findings]
    return names, said


def test_a_folder_is_all_its_files_sorted_by_name(tmp_path: Path) -> None:
    write(tmp_path, b="x: exit", a="y: exit", sub__c="z: exit")
    (tmp_path / "notes.txt").write_text("none", encoding="utf-8")

    assert read(tmp_path) == (["a.strat", "b.strat"], [])


def test_a_file_is_itself_and_its_imports(tmp_path: Path) -> None:
    write(tmp_path, a='import "b.strat"\nimport "sub/c.strat"', b="x: exit", d="x: exit")
    write(tmp_path, sub__c='import "../b.strat"   import "d.strat"', sub__d="z: exit")

    assert read(tmp_path / "a.strat") == (
        ["a.strat", "b.strat", "sub/c.strat", "sub/d.strat"],
        [],
    )


def test_names_are_those_that_the_author_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, p__a='import "sub/./../sub/b.strat"', p__sub__b="x: exit")
    monkeypatch.chdir(tmp_path)

    files = read_project(Path("p"), Findings())

    assert [file.source.name for file in files] == ["p/a.strat", "p/sub/b.strat"]


def test_a_diamond_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a='import "b.strat"   import "c.strat"', d="x: exit")
    write(tmp_path, b='import "d.strat"', c='import "d.strat"')

    assert read(tmp_path / "a.strat") == (["a.strat", "b.strat", "d.strat", "c.strat"], [])


def test_a_cycle_is_shown_with_its_chain(tmp_path: Path) -> None:
    write(tmp_path, a='import "b.strat"', b='import "c.strat"', c='import "b.strat"')

    names, said = read(tmp_path / "a.strat")

    assert names == ["a.strat", "b.strat", "c.strat"]
    assert said == ["E223 these imports go round: `b.strat` -> `c.strat` -> `b.strat`"]


def test_a_file_that_imports_itself_is_a_cycle(tmp_path: Path) -> None:
    write(tmp_path, a='import "a.strat"')

    assert read(tmp_path)[1] == ["E223 these imports go round: `a.strat` -> `a.strat`"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/etc/passwd", "is no relative path with forward slashes"),
        ("..\\\\x.strat", "is no relative path with forward slashes"),
        ("C:x.strat", "is no relative path with forward slashes"),
        ("file:///x.strat", "is no relative path with forward slashes"),
        ("https://x/y.strat", "is no relative path with forward slashes"),
        ("a\\u{0}.strat", "is no relative path with forward slashes"),
        ("", "is no relative path with forward slashes"),
        ("../../etc/passwd", "leads out of the project's folder"),
        ("../main_evil/x.strat", "leads out of the project's folder"),
        (".", "leads out of the project's folder"),
    ],
)
def test_nothing_outside_of_the_folder_is_read(tmp_path: Path, target: str, reason: str) -> None:
    folder = write(tmp_path / "main", a=f'import "{target}"')
    write(tmp_path / "main_evil", x="x: exit")

    names, (said,) = read(folder)

    assert names == ["a.strat"]
    assert said.startswith("E225 `")
    assert said.endswith(reason)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "other", x="x: exit")
    folder = write(tmp_path / "main", a='import "link.strat"   import "sub/x.strat"')
    (folder / "link.strat").symlink_to(tmp_path / "other" / "x.strat")
    (folder / "sub").symlink_to(tmp_path / "other")

    assert read(folder) == (
        ["a.strat"],
        [
            "E225 `link.strat` leads out of the project's folder",
            "E225 `link.strat` leads out of the project's folder",
            "E225 `sub/x.strat` leads out of the project's folder",
        ],
    )


def test_links_inside_of_the_folder_are_one_file(tmp_path: Path) -> None:
    write(tmp_path, a='import "b.strat"', c="x: exit")
    (tmp_path / "b.strat").symlink_to(tmp_path / "c.strat")

    assert read(tmp_path) == (["a.strat", "b.strat"], [])


def test_an_import_that_cannot_be_read_is_told_at_its_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        a='import "none.strat"\nimport "sub"\nimport "bytes.bin"\nimport "loop"\n'
        f'import "{"x" * 5_000}"',
        sub__b="",
    )
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "bytes.bin").write_bytes(b"\x00\xff\xfe")
    findings = Findings()

    read_project(tmp_path, findings)

    assert [(d.code, d.span.line_and_column() if d.span else None) for d in findings] == [
        ("E224", (1, 8)),
        ("E224", (2, 8)),
        ("E224", (3, 8)),
        ("E225", (4, 8)),
        ("E224", (5, 8)),
    ]


def test_an_import_names_one_file_in_quotes(tmp_path: Path) -> None:
    write(tmp_path, a='import b\nimport {}\nimport "b.strat" { x = 1 }', b="")

    assert read(tmp_path)[1] == ["E202 `import` does not name a file"] * 3


def test_a_chain_of_imports_is_bounded(tmp_path: Path) -> None:
    texts = {f"f{n:02}": f'import "f{n + 1:02}.strat"' for n in range(17)}
    write(tmp_path, **texts, f17="x: exit")

    names, said = read(tmp_path / "f00.strat")

    assert len(names) == 16
    assert said == ["E406 more than 16 files import one another in a chain"]


def test_the_files_of_a_project_are_bounded(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{n}": "" for n in range(4)})

    names, said = read(tmp_path, Limits(import_files=3))

    assert names == ["f0.strat", "f1.strat", "f2.strat"]
    assert said == ["E406 this project has more than 3 files"]


def test_the_bytes_of_a_project_are_bounded(tmp_path: Path) -> None:
    write(tmp_path, a="x: exit", b="y: exit", c="z: exit")

    names, said = read(tmp_path, Limits(import_bytes=15))

    assert names == ["a.strat", "b.strat"]
    assert said == ["E407 the files of this project have more than 15 bytes"]


def test_the_blocks_of_a_project_are_bounded(tmp_path: Path) -> None:
    two = "s x { data { Key: text } x: exit   y: exit   z: exit }"
    write(tmp_path, a=two, b='import "c.strat"', c=two)

    assert read(tmp_path, Limits(blocks=6))[1] == []
    assert read(tmp_path, Limits(blocks=5))[1] == ["E404 this project has more than 5 blocks"]


def test_files_that_import_one_another_many_times_are_read_once(tmp_path: Path) -> None:
    everyone = "".join(f'import "f{n}.strat"\n' for n in range(1, 9))
    write(tmp_path, f0=everyone, **{f"f{n}": "x: exit" for n in range(1, 9)})
    write(tmp_path, **{f"f{n}": f'import "f{n + 1}.strat"\n' * 9 for n in range(1, 8)})

    assert read(tmp_path)[0] == [f"f{n}.strat" for n in range(9)]


def test_what_is_too_large_keeps_its_code(tmp_path: Path) -> None:
    write(tmp_path, a='import "sub/b.strat"', sub__b="# too long by far, by far")

    assert [line[:4] for line in read(tmp_path, Limits(source_bytes=22))[1]] == ["E402"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == (
        [],
        ["E503 cannot open none: there is no such file or folder"],
    )


def test_a_link_that_goes_round_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.strat").symlink_to(tmp_path / "a.strat")

    assert [line[:4] for line in read(tmp_path)[1]] == ["E503"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.strat")).write_text("x: exit", "utf-8")

    assert [line[:4] for line in read(tmp_path)[1]] == ["E503"]


def test_a_folder_that_is_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert [line[:4] for line in read(tmp_path / "loop")[1]] == ["E503"]
    assert [line[:4] for line in read(tmp_path / "loop" / "a.strat")[1]] == ["E503"]


def test_the_declarations_of_a_project_are_bounded(tmp_path: Path) -> None:
    write(tmp_path, a="x x { x x   x x }", b="param a = 1")

    assert read(tmp_path, Limits(blocks=4))[1] == []
    assert read(tmp_path, Limits(blocks=3))[1] == ["E404 this project has more than 3 declarations"]

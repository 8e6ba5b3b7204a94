"""Bad input that no readable file can hold: odd bytes, giants, folders, things that are no files.

Each recipe writes its input below a folder and returns the path to check; `expected` is written as
on the first line of a corpus file: codes with places, then the exit code.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GOOD = b'strategy s (voice) {\n  bye: disconnect { reason = "done" }\n}\n'


@dataclass(frozen=True)
class Recipe:
    """What to write, and what the checker must say of it."""

    expected: str
    write: Callable[[Path], Path]


def content(data: bytes) -> Callable[[Path], Path]:
    """One file with these bytes."""

    def write(folder: Path) -> Path:
        path = folder / "main.strat"
        path.write_bytes(data)
        return path

    return write


def files(texts: dict[str, str]) -> Callable[[Path], Path]:
    """Several files; the first is the one to check."""

    def write(folder: Path) -> Path:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder / next(iter(texts))

    return write


def nested(opening: str, closing: str, levels: int) -> Callable[[Path], Path]:
    """An expression in so many levels of brackets; the body that holds it is one level more."""
    inner = opening * levels + "1" + closing * levels
    return content(f"strategy s (voice) {{\n  var n = {inner}\n  bye: disconnect\n}}\n".encode())


def chain_of_imports(count: int) -> dict[str, str]:
    """File after file, each importing the next."""
    texts = {f"f{n}.strat": f'import "f{n + 1}.strat"\n' for n in range(count - 1)}
    return {**texts, f"f{count - 1}.strat": GOOD.decode()}


def fan_of_imports(count: int) -> dict[str, str]:
    """One file that imports all the others."""
    lines = "".join(f'import "p{n}.strat"\n' for n in range(count - 1))
    return {"main.strat": lines + GOOD.decode(), **{f"p{n}.strat": "\n" for n in range(count - 1)}}


def pipe(folder: Path) -> Path:
    """A named pipe that nobody writes to."""
    os.mkfifo(folder / "pipe.strat")
    return folder / "pipe.strat"


def link_out(folder: Path) -> Path:
    """A file that imports a link leading out of the project."""
    (folder / "outside.strat").write_bytes(GOOD)
    (folder / "project").mkdir()
    (folder / "project" / "inside.strat").symlink_to(folder / "outside.strat")
    path = folder / "project" / "main.strat"
    path.write_text('import "inside.strat"\n' + GOOD.decode(), encoding="utf-8")
    return path


def import_of_a_folder(folder: Path) -> Path:
    """A file that imports a folder."""
    (folder / "part.strat").mkdir()
    path = folder / "main.strat"
    path.write_text('import "part.strat"\n' + GOOD.decode(), encoding="utf-8")
    return path


def import_of_bytes(folder: Path) -> Path:
    """A file that imports something that is not text."""
    (folder / "part.strat").write_bytes(b"\x7fELF\x00\x00\xff\xfe")
    path = folder / "main.strat"
    path.write_text('import "part.strat"\n' + GOOD.decode(), encoding="utf-8")
    return path


RECORDED = GOOD.decode() + 'arrivals calls { strategy = s   times = "day.csv" }\n'
"""A project whose customers stand in a file."""


def recorded(rows: str | bytes, name: str = "day.csv") -> Callable[[Path], Path]:
    """A project with a file of arrivals."""

    def write(folder: Path) -> Path:
        folder.joinpath("main.strat").write_text(RECORDED.replace("day.csv", name), "utf-8")
        folder.joinpath("day.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
        return folder / "main.strat"

    return write


def recorded_in_a_pipe(folder: Path) -> Path:
    """A project whose file of arrivals is a named pipe."""
    path = recorded("")(folder)
    (folder / "day.csv").unlink()
    os.mkfifo(folder / "day.csv")
    return path


AT_8 = "2026-12-21T08:00:00+01:00"

RECIPES: dict[str, Recipe] = {
    "B01_empty_file": Recipe("E201 exit=3", content(b"")),
    "B03_byte_order_mark": Recipe("ok exit=0", content(b"\xef\xbb\xbf" + GOOD)),
    "B03_places_after_a_byte_order_mark": Recipe(
        "E211 1:1 exit=3", content(b"\xef\xbb\xbfstrateggy s (voice) {\n}\n" + GOOD)
    ),
    "B04_byte_order_mark_in_the_middle": Recipe(
        "E101 1:10 exit=3", content(GOOD[:9] + b"\xef\xbb\xbf" + GOOD[9:])
    ),
    "B05_utf_16": Recipe("E102 exit=3", content(GOOD.decode().encode("utf-16"))),
    "B05_utf_32": Recipe("E102 exit=3", content(GOOD.decode().encode("utf-32"))),
    "B06_invalid_utf_8": Recipe("E102 exit=3", content(GOOD + b"# \xc3\x28\n")),
    "B06_overlong_utf_8": Recipe("E102 exit=3", content(GOOD + b"# \xc0\xaf\n")),
    "B06_byte_ff": Recipe("E102 exit=3", content(GOOD + b"\xff\n")),
    "B07_encoded_surrogate": Recipe("E102 exit=3", content(GOOD + b"# \xed\xa0\x80\n")),
    "B08_nul": Recipe("E103 4:3 exit=3", content(GOOD + b"# \x00\n")),
    "B09_control_character": Recipe("E103 4:3 exit=3", content(GOOD + b"# \x01\n")),
    "B09_next_line": Recipe("E103 4:3 exit=3", content(GOOD + "# \u0085\n".encode())),
    "B09_line_separator": Recipe("E103 4:3 exit=3", content(GOOD + "# \u2028\n".encode())),
    "B15_crlf": Recipe("ok exit=0", content(GOOD.replace(b"\n", b"\r\n"))),
    "B15_lines_after_crlf": Recipe(
        "E211 4:1 exit=3", content(GOOD.replace(b"\n", b"\r\n") + b"strateggy x\r\n")
    ),
    "B15_mixed_line_ends": Recipe("ok exit=0", content(GOOD.replace(b"\n", b"\r\n", 1))),
    "B16_carriage_return_alone": Recipe("E106 1:21 exit=3", content(GOOD.replace(b"\n", b"\r"))),
    "B17_no_line_end_at_the_end": Recipe("ok exit=0", content(GOOD.rstrip(b"\n"))),
    "B19_text_of_a_million": Recipe(
        "E401 1:11 exit=5", content(b'param p = "' + b"x" * 1_000_000 + b'"\n' + GOOD)
    ),
    "B19_line_of_three_million": Recipe(
        "ok exit=0", content(b"# " + b"x" * 3_000_000 + b"\n" + GOOD)
    ),
    "B21_one_byte_too_many": Recipe(
        "E402 exit=5", content(GOOD + b"#" * (4 * 1024 * 1024 + 1 - len(GOOD)))
    ),
    "B21_just_large_enough": Recipe(
        "ok exit=0", content(GOOD + b"#" * (4 * 1024 * 1024 - len(GOOD)))
    ),
    "B21_device": Recipe("E502 exit=6", lambda _: Path("/dev/zero")),
    "B21_pipe": Recipe("E502 exit=6", pipe),
    "B21_empty_folder": Recipe("E201 exit=3", lambda folder: folder),
    "B21_not_there": Recipe("E503 exit=6", lambda folder: folder / "not_there.strat"),
    "B22_parentheses_at_the_limit": Recipe("ok exit=0", nested("(", ")", 99)),
    "B22_parentheses_over_the_limit": Recipe("E403 exit=5", nested("(", ")", 100)),
    "B22_maps_over_the_limit": Recipe("E403 exit=5", nested("{ a: ", " }", 100)),
    "B23_ten_thousand_parentheses": Recipe("E403 exit=5", nested("(", ")", 10_000)),
    "B23_a_hundred_thousand_parentheses": Recipe("E403 exit=5", nested("(", ")", 100_000)),
    "B23_a_hundred_thousand_lists": Recipe("E403 exit=5", nested("[", "]", 100_000)),
    "B23_a_hundred_thousand_not": Recipe("E403 exit=5", nested("not ", "", 100_000)),
    "B23_ten_thousand_unclosed": Recipe("E403 exit=5", nested("(", "", 10_000)),
    "B25_a_hundred_thousand_operands_and_one": Recipe(
        "E405 exit=5",
        content(
            b"strategy s (voice) {\n  w: wait(1s" + b" + 0s" * 100_000 + b") -> a\n  a: exit\n}\n"
        ),
    ),
    "B26_garbage": Recipe("E202 1:1 exit=3", content(b"@" * 1_000_000)),
    "B26_a_hundred_thousand_mistakes": Recipe(
        "E202 1:5 E400 exit=3", content(b"a = ;\n" * 100_000)
    ),
    "B42_import_of_itself": Recipe(
        "E223 1:8 exit=3", files({"main.strat": 'import "main.strat"\n' + GOOD.decode()})
    ),
    "B42_cycle_of_imports": Recipe(
        "E223 1:8 exit=3",
        files(
            {
                "main.strat": 'import "a.strat"\n' + GOOD.decode(),
                "a.strat": 'import "b.strat"\n',
                "b.strat": 'import "main.strat"\n',
            }
        ),
    ),
    "B42_diamond": Recipe(
        "ok exit=0",
        files(
            {
                "main.strat": 'import "a.strat"\nimport "b.strat"\n' + GOOD.decode(),
                "a.strat": 'import "c.strat"\n',
                "b.strat": 'import "c.strat"\n',
                "c.strat": "queue q\n",
            }
        ),
    ),
    "B43_import_of_a_folder": Recipe("E224 1:8 exit=3", import_of_a_folder),
    "B43_import_of_bytes": Recipe("E224 1:8 exit=3", import_of_bytes),
    "B44_link_out_of_the_project": Recipe("E225 1:8 exit=3", link_out),
    "B45_sixteen_in_a_chain": Recipe("ok exit=0", files(chain_of_imports(16))),
    "B45_seventeen_in_a_chain": Recipe("E406 1:8 exit=5", files(chain_of_imports(17))),
    "B45_two_hundred_and_fifty_six_files": Recipe("ok exit=0", files(fan_of_imports(256))),
    "B45_one_file_more": Recipe("E406 256:8 exit=5", files(fan_of_imports(257))),
    "B64_sound": Recipe("ok exit=0", recorded(f"time,Name\n{AT_8},Ana\n{AT_8},\n")),
    "B64_durations": Recipe("ok exit=0", recorded("Name,time\nAna,0s\nBen,1h5s\n")),
    "B64_times_without_seconds": Recipe(
        "ok exit=0", recorded("time\n2026-12-21T08:00Z\n2026-12-21 08:00:00.25+0000\n")
    ),
    "B64_empty_lines": Recipe("ok exit=0", recorded("time\n\n0s\n\n1s\n\n")),
    "B64_no_rows": Recipe("ok exit=0", recorded("time\n")),
    "B64_nothing": Recipe("E324 4:41 exit=4", recorded("")),
    "B64_missing_column": Recipe("E324 4:41 exit=4", recorded(f"when,Name\n{AT_8},Ana\n")),
    "B64_column_twice": Recipe("E324 4:41 exit=4", recorded("time,Name,Name\n0s,a,b\n")),
    "B64_column_without_a_name": Recipe("E324 4:41 exit=4", recorded("time,\n0s,a\n")),
    "B64_column_of_the_system": Recipe("E324 4:41 exit=4", recorded("time,InteractionId\n0s,a\n")),
    "B64_ragged_row": Recipe("E324 4:41 exit=4", recorded(f"time,Name\n{AT_8}\n")),
    "B64_many_mistakes": Recipe(
        "E322 4:41 E323 4:41 E324 4:41 exit=4",
        recorded("time,Name\n5s,a\n1s,a\n2s,a,b\n2026-10-25T02:30,a\nsoon,a\n"),
    ),
    "B64_quoted_line_end": Recipe("ok exit=0", recorded('time,Note\n0s,"a\nb, ""c"""\n')),
    "B64_quote_without_end": Recipe("E324 4:41 exit=4", recorded('time,Note\n0s,"a\n')),
    "B64_semicolons": Recipe("E324 4:41 exit=4", recorded("time;Name\n0s;Ana\n")),
    "B64_byte_order_mark": Recipe("ok exit=0", recorded(b"\xef\xbb\xbftime\r\n0s\r\n")),
    "B64_no_utf_8": Recipe("E324 4:41 exit=4", recorded(b"time,Name\n0s,\xff\n")),
    "B64_utf_16": Recipe("E324 4:41 exit=4", recorded("time\n0s\n".encode("utf-16"))),
    "B64_nul": Recipe("E324 4:41 exit=4", recorded(b"time,Name\n0s,\x00\n")),
    "B64_very_long_field": Recipe(
        "E324 4:41 exit=4", recorded("time,Name\n0s," + "x" * 200_000 + "\n")
    ),
    "B64_out_of_order": Recipe("E322 4:41 exit=4", recorded("time\n5s\n4s\n")),
    "B64_ambiguous_time": Recipe("E323 4:41 exit=4", recorded("time\n2026-10-25T02:30:00\n")),
    "B64_two_sorts_of_times": Recipe("E324 4:41 exit=4", recorded(f"time\n{AT_8}\n5s\n")),
    "B64_no_times": Recipe("E324 4:41 exit=4", recorded("time\nsoon\n2026-13-45T08:00Z\n")),
    "B64_negative_time": Recipe("E324 4:41 exit=4", recorded("time\n-5s\n")),
    "B64_not_there": Recipe("E324 4:41 exit=4", recorded("", "other.csv")),
    "B64_a_folder": Recipe("E324 4:41 exit=4", recorded("", ".")),
    "B64_outside_of_the_project": Recipe("E324 4:41 exit=4", recorded("", "../day.csv")),
    "B64_from_the_root": Recipe("E324 4:41 exit=4", recorded("", "/dev/zero")),
    "B64_a_pipe": Recipe("E324 4:41 exit=4", recorded_in_a_pipe),
    "B92_two_strategies_of_one_name": Recipe(
        "E210 1:10 exit=3",
        files({"main.strat": 'import "a.strat"\n' + GOOD.decode(), "a.strat": GOOD.decode()}),
    ),
}

WITHOUT_COUNTERPART = {
    "B-24": "a million blocks in one file: over the size of a file; tests/test_limits.py",
    "B-46": "imports are read once each, there are no macros: nothing expands",
    "B-74": "there are no globs; expressions of screening rules are matched in one pass",
}
"""Rows of the catalogue of bad inputs that the language has no place for, and why."""
IN_RESULTS = "results are kept, resumed and replayed in a later version"
OF_OTHERS = {
    "B-62": "a JSON object of input: tests/cli/test_data.py",
    "B-63": "there is no YAML",
    "B-65": "recorded arrivals are CSV and nothing else",
    "B-69": "interactions alive at once: tests/acceptance/test_bad_input_of_days.py",
    "B-70": "events of one run: tests/acceptance/test_bad_input_of_days.py",
    **dict.fromkeys(("B-83", "B-84", "B-85", "B-86", "B-87"), IN_RESULTS),
    **dict.fromkeys(("B-88", "B-89"), "there is no server of pages"),
    **dict.fromkeys(("B-90", "B-91"), "there is no server for editors"),
    "B-95": "queues in a circle: tests/acceptance/test_bad_input_of_days.py",
}
"""Rows that other parts answer, or will."""

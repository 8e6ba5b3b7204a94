"""The input of a run: `--set`, `--from`, the project's own file."""

import json
from pathlib import Path

import pytest

from engine.cli.data import Input, read_input, usual_file
from engine.diagnostics import SourceError
from engine.limits import LIMITS, Limits
from engine.values import MINUTE, SECOND, Duration, KVList, Time, Type

DECLARED = (
    ("Name", Type.TEXT), ("Age", Type.INTEGER), ("Vip", Type.FLAG), ("Wait", Type.DURATION),
    ("Due", Type.TIME), ("Raw", Type.BINARY), ("More", Type.KVLIST),
)  # fmt: skip


def given(*settings: str, file: Path | None = None, limits: Limits = LIMITS) -> Input:
    """The input of settings; only the keys that are given are declared."""
    keys = {setting.partition("=")[0].removeprefix("udata.") for setting in settings}
    declared = [(key, kind) for key, kind in DECLARED if key in keys]
    return read_input(settings, file, declared, limits)


def code(*settings: str, file: Path | None = None, limits: Limits = LIMITS) -> tuple[str, int]:
    """The code and the exit code of an input that is refused."""
    with pytest.raises(SourceError) as refused:
        given(*settings, file=file, limits=limits)
    return refused.value.diagnostics[0].code, refused.value.exit_code


def cure(*settings: str) -> str:
    """The message and the help of an input that is refused."""
    with pytest.raises(SourceError) as refused:
        given(*settings)
    diagnostic = refused.value.diagnostics[0]
    return f"{diagnostic.message}; {diagnostic.help}"


def written(folder: Path, content: object) -> Path:
    """A JSON file; a text is written as it is."""
    path = folder / "data.json"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("udata.Name=Ana = 1", "Ana = 1"),
        ("udata.Name=", ""),
        ("udata.Undeclared=7", "7"),
        ("udata.Age=-42", -42),
        ("udata.Vip=true", True),
        ("udata.Wait=1m30s", Duration(MINUTE + 30 * SECOND)),
        ("udata.Due=1970-01-01T00:01", Time(MINUTE)),
        ("udata.Raw=0xCAFE", b"\xca\xfe"),
    ],
)
def test_a_setting_has_the_type_that_the_strategy_declares(setting: str, expected: object) -> None:
    ((_, value),) = given(setting).data

    assert value == expected
    assert type(value) is type(expected)


def test_names_of_the_interaction_are_apart_from_user_data() -> None:
    found = given("ANI=+14155550123", "DNIS=800", "priority=5", "udata.Name=Ana")

    assert (found.ani, found.dnis, found.priority) == ("+14155550123", "800", 5)
    assert found.data == KVList([("Name", "Ana")])


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("udata.Age=old", "a whole number"),
        ("udata.Age=99999999999", "a whole number"),
        ("udata.Age=٣", "a whole number"),
        ("udata.Vip=yes", "`true` or `false`"),
        ("udata.Wait=5", "a duration such as"),
        ("udata.Due=tomorrow", "a time such as"),
        ("udata.Raw=CAFE", "hexadecimal"),
        ("udata.Raw=0xCAF", "hexadecimal"),
        ("udata.More=x", "`--from`"),
        ("priority=high", "a whole number"),
        ("AIN=1", "did you mean `ANI`?"),
        ("is_online=1", "`is_online` cannot be set"),
        ("udata.=1", "`udata.` cannot be set"),
        ("udata.Name", "write `--set NAME=VALUE`"),
        ("=1", "write `--set NAME=VALUE`"),
    ],
)
def test_a_setting_that_cannot_be_read_says_which_form_is_expected(
    setting: str, expected: str
) -> None:
    assert expected in cure(setting)
    assert code(setting) == ("E301", 4)


def test_a_name_is_set_once() -> None:
    assert code("ANI=1", "ANI=2") == ("E301", 4)


def test_declared_data_that_nobody_gives_is_named() -> None:
    with pytest.raises(SourceError) as refused:
        read_input(["udata.Name=Ana"], None, DECLARED[:3])

    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "E302"
    assert "`Age`, `Vip`" in diagnostic.message
    assert diagnostic.help is not None
    assert "--set udata.Age=... --set udata.Vip=..." in diagnostic.help


def test_data_that_a_file_has_inside_udata_is_told_where_it_belongs(tmp_path: Path) -> None:
    file = tmp_path / "input.json"
    file.write_text('{"udata": {"Name": "Ana"}}', encoding="utf-8")

    with pytest.raises(SourceError) as refused:
        read_input([], file, DECLARED[:1])

    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "E302"
    assert diagnostic.help == "in the file `Name` stands beside `ANI`, not inside `udata`"


def test_a_file_brings_texts_integers_and_objects(tmp_path: Path) -> None:
    path = written(tmp_path, {"ANI": "+1", "Name": "Ana", "More": {"a": 1, "b": {"c": "d"}}})

    found = given(file=path)

    assert found.ani == "+1"
    expected = KVList([("a", 1), ("b", KVList([("c", "d")]))])
    assert found.data == KVList([("Name", "Ana"), ("More", expected)])


def test_a_setting_wins_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, {"ANI": "+1", "Name": "Ana", "Age": 7})

    found = given("ANI=+2", "udata.Name=Bea", file=path)

    assert found.ani == "+2"
    assert found.data == KVList([("Name", "Bea"), ("Age", 7)])


@pytest.mark.parametrize(
    "content",
    [
        '{"a": "1", "a": "2"}',
        '{"a": {"b": 1, "b": 2}}',
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": 1.5}',
        '{"a": 1e3}',
        '{"a": 2147483648}',
        '{"a": -99999999999999999999}',
        '{"a": ' + "9" * 5000 + "}",
        '{"a": true}',
        '{"a": null}',
        '{"a": ["b"]}',
        '{"a": "b",}',
        '{"a": "\\ud800"}',
        "[]",
        "7",
        "",
        "[" * 100_000,
        '{"a":' * 65 + "1" + "}" * 65,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"ANI": 7}',
        '{"priority": "high"}',
        '\ufeff{"a": "b"}',
    ],
    ids=range(23),
)
def test_json_that_is_not_user_data_is_refused(tmp_path: Path, content: str) -> None:
    assert code(file=written(tmp_path, content)) == ("E320", 4)


def test_json_may_nest_as_deep_as_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, '{"a":' * 64 + "1" + "}" * 64)

    assert len(given(file=path).data) == 1


def test_a_declared_key_of_the_file_has_the_declared_type(tmp_path: Path) -> None:
    path = written(tmp_path, {"Age": "old"})

    with pytest.raises(SourceError) as refused:
        read_input([], path, [("Age", Type.INTEGER)])

    assert refused.value.diagnostics[0].code == "E320"


def test_a_file_that_cannot_be_read_is_an_error_of_storage(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b'{"a": "\xff"}')

    assert code(file=tmp_path / "not_there.json") == ("E503", 6)
    assert code(file=tmp_path / "nul\0byte") == ("E503", 6)
    assert code(file=tmp_path) == ("E502", 6)
    assert code(file=binary) == ("E320", 4)


def test_what_is_too_much_meets_a_limit(tmp_path: Path) -> None:
    large = written(tmp_path, {"a": "b" * 100})

    assert code(file=large, limits=Limits(source_bytes=50)) == ("E402", 5)
    assert code(file=large, limits=Limits(text_chars=50)) == ("E413", 5)
    assert code("udata.Name=abc", limits=Limits(text_chars=2)) == ("E413", 5)
    assert code("udata.a=1", "udata.b=2", limits=Limits(data_keys=1)) == ("E413", 5)


def test_a_project_may_have_its_usual_input(tmp_path: Path) -> None:
    assert usual_file(tmp_path) is None
    path = tmp_path / "input.json"
    path.write_text("{}", encoding="utf-8")

    assert usual_file(tmp_path) == path
    assert usual_file(tmp_path / "hello.strat") == path

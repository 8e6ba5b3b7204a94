"""Rules of style that no linter knows, read off the source text itself."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from engine.codes import CODES
from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.limits import TABLE, Limits
from engine.load import load

ROOT = Path(__file__).parents[1]
ENGINE = sorted(ROOT.glob("engine/**/*.py"))
MODULES = sorted([*ENGINE, *ROOT.glob("*.py"), *ROOT.glob("tests/**/*.py"),
                  *ROOT.glob("benchmarks/**/*.py")])  # fmt: skip
STRATEGIES = sorted(ROOT.glob("strategies/**/*.strat"))

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
BANNED_CALLS = {"__import__", "compile", "eval", "exec", "globals"}
BANNED_MODULES = {"dill", "marshal", "pickle", "shelve"}
ATTICS = {"common", "misc", "util", "utils"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = str
"""`file:line`, as an editor opens it."""


@cache
def tree(module: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(module.read_text(encoding="utf-8"))


def place(module: Path, node: ast.expr | ast.stmt) -> Place:
    """Where a node stands."""
    return f"{module.relative_to(ROOT)}:{node.lineno}"


def calls(module: Path) -> Iterator[tuple[ast.Call, str]]:
    """The calls of plain names in a module."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id


@cache
def names_bound_in(module: Path) -> set[str]:
    """The names that a module defines or imports, which hide the builtins of that name."""
    bound = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, Function):
            bound.add(node.name)
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound.update(alias.asname or alias.name for alias in node.names)
    return bound


def imported_modules(module: Path) -> Iterator[tuple[ast.stmt, str]]:
    """The modules that a module imports, by their first name."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.partition(".")[0]) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node, (node.module or "").partition(".")[0]


def inside(module: Path, function: str) -> set[ast.AST]:
    """All nodes inside the functions of one name."""
    found = (n for n in ast.walk(tree(module)) if isinstance(n, Function) and n.name == function)
    return {inner for outer in found for inner in ast.walk(outer)}


def test_modules_are_short() -> None:
    long = [str(m) for m in MODULES if len(m.read_bytes().splitlines()) > MODULE_LINES_MAX]

    assert long == []


def test_functions_are_short() -> None:
    long = [
        f"{place(module, node)} {node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, Function)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES_MAX
    ]

    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [str(m.relative_to(ROOT)) for m in MODULES if not ast.get_docstring(tree(m))]

    assert silent == []


def test_every_public_class_and_function_of_the_engine_is_explained() -> None:
    silent = [
        f"{place(module, node)} {node.name}"
        for module in ENGINE
        for node in tree(module).body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_no_module_is_an_attic() -> None:
    attics = [str(m.relative_to(ROOT)) for m in MODULES if m.stem in ATTICS]

    assert attics == []


def test_no_text_is_run_as_code() -> None:
    found = [
        place(module, call)
        for module in ENGINE
        for call, name in calls(module)
        if name in BANNED_CALLS - names_bound_in(module)
    ]
    found += [
        place(module, statement)
        for module in ENGINE
        for statement, name in imported_modules(module)
        if name in BANNED_MODULES
    ]

    assert found == []


def test_attributes_are_named_in_the_code() -> None:
    """A computed attribute could be reached by a name that an author chose.

    Only a module's or class's own `__getattr__` hands such a name on.
    """
    found = [
        place(module, call)
        for module in ENGINE
        for call, name in calls(module)
        if name in {"getattr", "setattr", "delattr"}
        and not isinstance(call.args[1], ast.Constant)
        and call not in inside(module, "__getattr__")
    ]

    assert found == []


def test_the_engine_checks_its_laws_also_under_optimisation() -> None:
    """`python -O` drops assertions; `sim.invariants.check` stays."""
    found = [
        place(module, node)
        for module in ENGINE
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Assert)
    ]

    assert found == []


def test_every_limit_is_in_the_table() -> None:
    expected = [field.name for field in fields(Limits)]

    assert list(TABLE) == expected


def test_every_limit_is_enforced() -> None:
    read = {
        node.attr
        for module in ENGINE
        if module.name != "limits.py"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute)
    }

    assert [name for name in TABLE if name not in read] == []


def test_every_code_is_used() -> None:
    texts = {
        node.value
        for module in ENGINE
        if module.name != "codes.py"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert [code for code in CODES if code not in texts] == []


@pytest.mark.parametrize("path", STRATEGIES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_strategy_is_formatted(path: Path) -> None:
    findings = Findings()
    source = load(path, name=path.name, findings=findings)
    assert source is not None

    formatted = print_file(parse(source, findings))

    assert formatted == source.text


def test_installing_without_isolation_brings_what_building_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    expected = project["build-system"]["requires"]

    assert project["project"]["optional-dependencies"]["build"] == expected


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "benchmarks.txt"])
def test_locked_requirements_name_no_index_and_no_folder(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.lstrip().startswith("#")]

    assert [line for line in pinned if "/" in line or line.startswith("-")] == []

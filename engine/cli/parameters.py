"""Parameters as options give them: `--param NAME=VALUE`.

In: texts. Out: texts of values by name. Whether a project has such parameters, and whether they can
have such values, is said where the project is checked.
"""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import click

from engine.cli.options import stray

P = ParamSpec("P")
R = TypeVar("R")


def parameters_option(function: Callable[P, R]) -> Callable[P, R]:
    """`--param NAME=VALUE`, any number of times."""
    return click.option(
        "--param", "parameters", multiple=True, metavar="NAME=VALUE",
        help="Give a `param` of the project another value than the project and --env say.",
    )(function)  # fmt: skip


def read_parameters(settings: Sequence[str]) -> dict[str, str]:
    """The one value of each. Raises `SourceError` with E301."""
    found: dict[str, str] = {}
    for name, texts in read_values(settings).items():
        if len(texts) > 1:
            raise stray("E301", f"`{name}` is given {len(texts)} values", "a parameter has one")
        found[name] = texts[0]
    return found


def read_values(settings: Sequence[str]) -> dict[str, list[str]]:
    """All values of each, in order. Raises `SourceError` with E301."""
    found: dict[str, list[str]] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        name, text = name.strip(), text.strip()
        if not equals or not name:
            message = f"`{setting}` gives no parameter a value"
            raise stray("E301", message, "write `--param NAME=VALUE`, for example `clerks=12`")
        texts = found.setdefault(name, [])
        if text in texts:
            raise stray("E301", f"`{name}` is given the value `{text}` twice")
        texts.append(text)
    return found

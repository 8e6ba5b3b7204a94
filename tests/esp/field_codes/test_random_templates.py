"""A hundred thousand random templates: each is rendered or refused with a place, and no more."""

from collections.abc import Iterator, Sequence

import pytest

from engine.directory import MissingValues
from engine.esp.field_codes import FieldCodeError, Rendered, Setting, parse, render
from engine.limits import LIMITS
from tests.esp.field_codes.scenery import NAMED, NOW, SOURCES
from tests.esp.field_codes.test_formulas import ROWS

CHUNKS = 5
COUNT = 20_000
CHARACTERS = "<$>()+-*/^=!&|:,. \"'\\\n\t%@#0159eEaZ_é\u00a0\u202e\x00日"
WORDS = (
    "<$", "$>", "Contact.", "Custom", "If(", "Date(", "Text(", "Replace(", " And ", " Or ", "Not ",
    " Mod ", "1e999", "1e-999", "0.5", '"a"', "'yyyy'", '"#,##0.00;(0)"', "h:mm", "__class__",
    "{0.__class__}", "%s", "Interaction.AttachedData(", ".Count", ".Exists(", "((((", "))))",
    "99999",
    "my.agent.signature", "<$greeting$>", "AddMonths(", "^", "Now()", ": ", "\\n", "\ud800",
)  # fmt: skip
FORMULAS = [formula for _, formula, _ in ROWS]
SETTINGS = [Setting(policy=policy, now=NOW, named=NAMED) for policy in MissingValues]


class Draws:
    """Numbers that look like chance and are the same each time."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, bound: int) -> int:
        """A whole number from 0 on."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def one(self, of: Sequence[str]) -> str:
        """One of several."""
        return of[self.below(len(of))]


def templates(seed: int) -> Iterator[str]:
    """Valid templates changed a little, cut and joined, and heaps of words."""
    draws = Draws(seed)
    for _ in range(COUNT):
        kind = draws.below(4)
        if kind == 3:
            yield "".join(draws.one(WORDS) for _ in range(draws.below(12)))
            continue
        body = f"a <${draws.one(FORMULAS)}$> b"
        if kind == 2:
            other = f"<${draws.one(FORMULAS)}$>"
            body = body[: draws.below(len(body))] + other[draws.below(len(other)) :]
        for _ in range(1 + draws.below(4)):
            at = draws.below(len(body) + 1)
            new = draws.one(WORDS if draws.below(4) == 0 else CHARACTERS)
            body = body[:at] + (new if draws.below(3) else "") + body[at + draws.below(3) :]
        yield body


def tried(body: str, setting: Setting, *, structured: bool) -> Rendered | FieldCodeError:
    """A template rendered, or what is wrong."""
    try:
        template = parse(body, structured=structured, names=NAMED.keys())
        return render(template, SOURCES, setting)
    except FieldCodeError as error:
        return error


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_random_template_is_rendered_or_refused(chunk: int) -> None:
    refused = 0
    for number, body in enumerate(templates(chunk + 1)):
        found = tried(body, SETTINGS[number % len(SETTINGS)], structured=number % 5 == 0)
        if isinstance(found, FieldCodeError):
            assert 0 <= found.offset <= found.offset + found.length <= len(body), body
            assert found.message
            refused += 1
        else:
            assert len(found.text) <= LIMITS.rendered_chars

    assert COUNT // 20 < refused < COUNT - COUNT // 20

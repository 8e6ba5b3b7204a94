"""The kind `collect`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator, model_validator

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, PortForm
from engine.blocks.operands import Collection
from engine.blocks.prompts import DIGITS_MAX, KEYS, PROMPT_US
from engine.ops import Family, Op
from engine.shelf.kind import Constant, Expr, Keys, Operand, Ref, Reference, UnfitError
from engine.syntax.nodes import Expression
from engine.values import SECOND, Duration, Type

INVALID = "invalid"
TRIES_MAX = 100


class Collect(BlockKind):
    """Plays a prompt to a caller and waits for digits.

    The operand says what is played, `length` how long that takes, as in `play`; a key stops it. The
    digits go as a text to the variable that `into` names. `digits` of them end the input, and so
    does the `terminator`, which is not among them; a caller who presses nothing for `timeout`
    after the prompt, or after a key, has finished typing.

    A try has failed if fewer than `least` digits are there, or `allowed` lists others; the prompt
    is played again, `tries` times in all. After the last one the block is left by `timeout` if the
    caller then typed nothing, by `invalid` if the digits were none of those wanted. The variable
    is set by `->` alone and otherwise keeps its value.

    The defaults of five seconds, three tries and `#` are [inferred]. What a caller types in a test
    is given with `digits(block) = ["1", "2"]` or happens with `caller_presses("1")`; who is given
    nothing, or has hung up, types nothing.

    Example:
        strategy voice_menu (voice) {
          var choice = ""

          menu: collect("Sales, press 1. Service, press 2.") {
            into = choice
            digits = 1
            allowed = ["1", "2"]
            length = 6s
            timeout -> gone
            invalid -> gone
          } -> which
          which: switch(choice) { "1" -> sales   else -> service }
          sales: log("sales") -> gone
          service: log("service") -> gone
          gone: exit
        }

    Genesys:
        Play Announcement & Collect Digits, TTS & Collect Digits and Collect Digits of IRD, whose
        digits are read with a function; Verify Digits is `allowed`. User Input of Composer. That
        the red port takes both silence and wrong digits is [inferred]; there, tries are counted
        with a loop.
    """

    word: ClassVar[str] = "collect"
    ird: ClassVar[tuple[str, ...]] = (
        "Play Announcement & Collect Digits", "TTS & Collect Digits", "Collect Digits",
        "Verify Digits",
    )  # fmt: skip
    composer: ClassVar[tuple[str, ...]] = ("User Input",)
    ports: ClassVar[tuple[str, ...]] = (PortForm.OK, INVALID)
    families: ClassVar[tuple[Family, ...]] = (Family.VOICE,)

    prompt: Annotated[Expression, Expr(Type.TEXT), Operand()] = Field(
        description="what is played", examples=['"menu"']
    )
    into: Annotated[Reference, Ref(("variable",))] = Field(
        description="the variable that gets the digits, a text"
    )
    digits: Annotated[int, Constant(Type.INTEGER)] = Field(
        1, ge=1, le=DIGITS_MAX, description="how many digits end the input", examples=["4"]
    )
    least: Annotated[int | None, Constant(Type.INTEGER)] = Field(
        None, ge=1, description="how many there must be; as many as `digits` if nothing is said"
    )
    allowed: Annotated[tuple[str, ...], Keys()] = Field(
        (), description="the digits that are taken, any if nothing is said", examples=['["1", "2"]']
    )
    terminator: Annotated[str, Constant(Type.TEXT)] = Field(
        "#", description='the key that ends the input sooner, `""` for none', examples=['"#"']
    )
    length: Annotated[Expression | None, Expr(Type.DURATION, least=0)] = Field(
        None, description="how long the prompt lasts, 5s if nothing is said [inferred]"
    )
    timeout: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(5 * SECOND),
        gt=Duration(0),
        description="how long to wait for a key [inferred default]",
    )
    tries: Annotated[int, Constant(Type.INTEGER)] = Field(
        3, ge=1, le=TRIES_MAX, description="how often the caller is asked [inferred default]"
    )

    @field_validator("terminator")
    @classmethod
    def _is_a_key(cls, terminator: str) -> str:
        if len(terminator) > 1 or terminator not in KEYS:
            message = f'`"{terminator}"` is no key of a telephone'
            raise UnfitError(message, cure=f'one of `{KEYS}`, or `""` for none')
        return terminator

    @model_validator(mode="after")
    def _can_be_typed(self) -> "Collect":
        if self.least is not None and self.least > self.digits:
            message = f"`least` is more than the {self.digits} that end the input"
            raise UnfitError(message, cure="raise `digits`", field="least")
        keys = set(KEYS) - set(self.terminator)
        for wanted in self.allowed:
            if not wanted or not keys.issuperset(wanted):
                message = f'nobody can type `"{wanted}"` here'
                raise UnfitError(message, cure="write digits, or `*`", field="allowed")
            if not self._least() <= len(wanted) <= self.digits:
                message = f'`"{wanted}"` has not as many digits as are asked for'
                raise UnfitError(message, cure="set `digits` and `least`", field="allowed")
        return self

    def _least(self) -> int:
        return self.digits if self.least is None else self.least

    @property
    def suspends(self) -> bool:
        """Even who types at once takes a moment."""
        return True

    @property
    def times_out(self) -> bool:
        """A caller may type nothing."""
        return True

    def lower(self, out: Lowering) -> None:
        """A `COLLECT`; the next operation runs when the digits are there."""
        given = self.length is not None
        collection = Collection(
            prompt=out.code(self.prompt),
            length=out.code(self.length) if given else out.constant(Duration(PROMPT_US)),
            slot=out.slot(self.into.name),
            name=self.into.name,
            least=self._least(),
            most=self.digits,
            terminator=self.terminator,
            allowed=self.allowed,
            timeout_us=int(self.timeout),
            tries=self.tries,
            invalid=out.port(INVALID),
        )
        out.emit(Op.COLLECT, out.collect(collection))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Play Announcement & Collect Digits."""
        rows = (
            Row("Prompt", out.plain(self.prompt)),
            Row("Max digits", str(self.digits)),
            Row("Termination digits", self.terminator or "empty"),
            Row("Start timeout, digit timeout", f"{out.literal(self.timeout)} (seconds)"),
            Row("Collected digits", f"variable {self.into.name}"),
            *self._prompt_length(out),
        )
        drawn = Drawn(
            object="Play Announcement & Collect Digits",
            rows=rows,
            ports={**IRD_PORTS, INVALID: "red"},
            notes=self._left(),
        )
        return (drawn,)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A User Input."""
        rows = (
            Row("Prompts", out.plain(self.prompt)),
            Row("Number of digits", str(self.digits)),
            Row("Terminating digits", self.terminator or "empty"),
            Row("Timeout", f"{out.literal(self.timeout)} (seconds)"),
            Row("Collected digits variable", self.into.name),
            *self._prompt_length(out),
        )
        drawn = Drawn(
            object="User Input",
            rows=rows,
            ports={**COMPOSER_PORTS, INVALID: "exception error"},
            notes=self._left(),
        )
        return (drawn,)

    def _prompt_length(self, out: Sheet) -> tuple[Row, ...]:
        if self.length is None:
            return ()
        return (Row("Prompt duration", f"{out.text(self.length)} (seconds)"),)

    def _left(self) -> tuple[str, ...]:
        """What the object leaves to blocks around it."""
        notes = [f"Ask {self.tries} times with a loop around it"] if self.tries > 1 else []
        if self.allowed:
            notes.append(f"Compare the digits with {', '.join(self.allowed)} in an If after it")
        if self._least() < self.digits:
            notes.append(f"Fewer than {self._least()} digits are to be told apart after it")
        return (*notes, "That the digits are kept in a variable by this name is [inferred]")

"""The kind `call`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine.blocks.counterpart import (
    COMPOSER_PORTS,
    IRD_PORTS,
    ONLY_GREEN,
    ONLY_OUTPUT,
    Drawn,
    Row,
    Sheet,
)
from engine.blocks.kind import BlockKind, Lowering, PortForm, Runs
from engine.ops import Op
from engine.shelf.kind import Expr, Operand, Ref, Reference, UnfitError
from engine.syntax.nodes import Expression, Map
from engine.values import Type


class Call(BlockKind):
    """Runs a subroutine and goes on when it has returned.

    `parameters` gives each of its parameters a value. After `->` its results are read under the
    block's name (`told.answer.chat`). A subroutine that can fail, since it has an `exit(fault)` or
    declares `data`, needs a `fault` port, as any block that can fail: behind it
    `told.fault.code`, `.symbol` and `.text` say what went wrong. What the subroutine attaches stays
    attached; its variables are its own. If it ends everything, by `stop` or `disconnect`, nothing
    comes back here.

    Example:
        strategy greet (voice) {
          told: call(greeting) {
            parameters = { number: ANI }
            fault bad_number -> done
            fault -> done
          } -> say
          say:  log(told.answer.text) -> done
          done: exit
        }
        subroutine greeting (number: text) -> (text: text) {
          on fault -> failed

          name:   exit { text = "hello " + e164(number, "US") }
          failed: exit(fault)
        }

    Genesys:
        Call Subroutine of IRD, with its input and output parameters; Subroutine of Composer, whose
        Uri names the other workflow. That IRD's red port takes the failure of a subroutine is
        [inferred].
    """

    word: ClassVar[str] = "call"
    ird: ClassVar[tuple[str, ...]] = ("Call Subroutine",)
    composer: ClassVar[tuple[str, ...]] = ("Subroutine",)

    subroutine: Annotated[Reference, Ref(("subroutine",)), Operand()] = Field(
        description="the subroutine that runs"
    )
    parameters: Annotated[Map | None, Expr(Type.KVLIST)] = Field(
        None, description="what the subroutine is given, each value an expression of its type"
    )

    @field_validator("parameters")
    @classmethod
    def _is_map(cls, parameters: Expression) -> Expression:
        if not isinstance(parameters, Map):
            message = "`parameters` takes a map"
            raise UnfitError(message, code="E220", cure="write `{ name: value }`")
        return parameters

    @property
    def fails(self) -> bool:
        """Whether the subroutine does is said by its own graph."""
        return True

    def effects(self) -> tuple[Runs, ...]:
        """The subroutine runs."""
        return (Runs(self.subroutine, self.parameters),)

    def lower(self, out: Lowering) -> None:
        """A `CALL_SUBROUTINE`; the next operation runs when it has returned."""
        pairs = self.parameters.pairs if self.parameters is not None else ()
        given = [(pair.key.text, pair.value) for pair in pairs]
        out.emit(Op.CALL_SUBROUTINE, out.calling(self.subroutine, given))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Call Subroutine with its parameters."""
        rows = [Row("Subroutine", self.subroutine.name)]
        rows += [Row(f"In / {row.property}", row.value) for row in self._given(out)]
        rows += [Row(f"Out / {row.property}", row.value) for row in out.answers()]
        rows += [Row(f"Out / {row.property}", row.value) for row in out.failures()]
        ports = IRD_PORTS if out.fails else ONLY_GREEN
        return (Drawn(object="Call Subroutine", rows=tuple(rows), ports=ports),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Subroutine with its parameters."""
        rows = [Row("Uri", f"{self.subroutine.name} (a sub-workflow of its own)")]
        rows += [Row(f"Parameters / in / {row.property}", row.value) for row in self._given(out)]
        rows += [Row(f"Parameters / out / {row.property}", row.value) for row in out.answers()]
        ports = COMPOSER_PORTS if out.fails else ONLY_OUTPUT
        return (Drawn(object="Subroutine", rows=tuple(rows), ports=ports),)

    def _given(self, out: Sheet) -> tuple[Row, ...]:
        pairs = self.parameters.pairs if self.parameters is not None else ()
        return tuple(Row(pair.key.text, out.text(pair.value)) for pair in pairs)

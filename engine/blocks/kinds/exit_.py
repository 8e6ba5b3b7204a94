"""The kind `exit`."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.blocks.counterpart import Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, Returns
from engine.ops import Family, Op
from engine.shelf.kind import Choice, Entry, Expr, Free, Operand, UnfitError

FAULT = "fault"


class Exit(BlockKind):
    """Ends the strategy and leaves the interaction to the system; ends a subroutine.

    A call goes to its default destination. A chat or an e-mail is returned to the queue it came
    from, where a view may take it again; if it came from none, it counts as default-routed
    [inferred]. To finish a chat for good, write `stop`.

    In a `subroutine` it leads back to the block that called: `exit { chat = … }` gives all its
    results, `exit` alone is for one without results, and `exit(fault)` leaves the caller's block by
    its `fault` port. The fault is the latest of this run of the subroutine; if there was none, it
    is `subroutine_failed`.

    Example:
        strategy nothing_to_do (voice) {
          done: exit
        }

    Genesys:
        Exit of IRD, after which URS routes to the default; for other media than voice that means
        back to the queue [inferred], and a strategy may see the same interaction without end.
        Composer's Exit stops an interaction that is not a call, unless `system.TerminateIxnOnExit`
        is switched off: there, write `stop` for it. In a subroutine both give back its output
        parameters; that IRD's Exit can make the caller leave by its red port is [inferred].
    """

    word: ClassVar[str] = "exit"
    ird: ClassVar[tuple[str, ...]] = ("Exit",)
    composer: ClassVar[tuple[str, ...]] = ("Exit",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    way: Annotated[str | None, Choice((FAULT,)), Operand()] = Field(
        None, description="`fault` makes the block that called the subroutine fail"
    )
    results: Annotated[tuple[Entry, ...], Free(Expr(), unique=True)] = Field(
        (), description="the results of the subroutine, each with an expression of its type"
    )

    @model_validator(mode="after")
    def _fails_or_answers(self) -> "Exit":
        if self.way is not None and self.results:
            message = "`exit(fault)` gives no results"
            cure = "leave them out, or leave `(fault)` out"
            raise UnfitError(message, code="E282", cure=cure, field="results")
        return self

    def effects(self) -> tuple[Returns, ...]:
        """It leads back, if it stands in a subroutine."""
        return (Returns(failing=self.way is not None, results=self.results),)

    def lower(self, out: Lowering) -> None:
        """An `EXIT`; in a subroutine a `RETURN` or a `RETURN_FAULT`."""
        if not out.in_subroutine:
            out.emit(Op.EXIT)
        elif self.way is not None:
            out.emit(Op.RETURN_FAULT)
        else:
            results = [(entry.name, entry.expression) for entry in self.results]
            out.emit(Op.RETURN, out.results(results))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """An Exit; in a subroutine with its output parameters."""
        rows = tuple(
            Row(f"Out / {entry.name}", out.text(entry.expression)) for entry in self.results
        )
        notes = ("It leaves the caller's Call Subroutine by its red port [inferred]",)
        return (Drawn(object="Exit", rows=rows, notes=notes if self.way is not None else ()),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """An Exit; the interaction is left alone only if the system variable says so."""
        rows = tuple(
            Row(f"Return Values / {entry.name}", out.text(entry.expression))
            for entry in self.results
        )
        notes = ("It raises an exception for the caller's Subroutine [inferred]",)
        if self.way is not None or rows or out.in_subroutine:
            return (Drawn(object="Exit", rows=rows, notes=notes if self.way is not None else ()),)
        if out.voice:
            note = "The call goes to its default destination: draw a Default Route before it"
            return (Drawn(object="Exit", notes=(f"{note} [inferred]",)),)
        note = (
            "Composer stops an interaction that is no call when `system.TerminateIxnOnExit` is 1, "
            "its default: assign 0 to it before, since `exit` leaves the interaction to the system"
        )
        return (Drawn(object="Exit", notes=(note,)),)

"""The kind `workbin`."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.blocks.operands import Stow
from engine.ops import Family, Op
from engine.shelf.kind import Constant, Expr, Operand, Ref, Reference, UnfitError
from engine.syntax.nodes import Expression, Text
from engine.values import Duration, Type

STAYS = -1


class Workbin(BlockKind):
    """Puts a chat or an e-mail into a workbin of its owner, and ends this strategy.

    No view takes it from there: it waits for an agent. With `return_to` and `after` Interaction
    Server places it in that queue if nobody has taken it by then, so that the last agent has it
    first, and after two minutes everybody [inferred: there a view of the workbin does it]. An owner
    who is an empty text is fault `no_owner`. That the owner exists is not checked.

    Example:
        workbin mine { owner = agent }
        queue anyone { view all { every = 10s   submit = answer } }

        strategy greet (chat) {
          last: workbin(mine) {
            owner = udata.LastAgent ?? ""
            return_to = anyone
            after = 2m
            fault -> all
          }
          all: queue(anyone)
        }
        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        The Workbin object, and the workbin among the targets of Route Interaction: the owner
        becomes the interaction's `WorkbinAgentId`, or that of a place or a group.
    """

    word: ClassVar[str] = "workbin"
    ird: ClassVar[tuple[str, ...]] = ("Workbin",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = (Family.CHAT, Family.EMAIL)

    workbin: Annotated[Reference, Ref(("workbin",)), Operand()] = Field(description="the workbin")
    owner: Annotated[Expression, Expr(Type.TEXT)] = Field(
        description="whose workbin it is", examples=['udata.LastAgent ?? ""']
    )
    return_to: Annotated[Reference | None, Ref(("queue",))] = Field(
        None, description="the queue that it is returned to"
    )
    after: Annotated[Duration | None, Constant(Type.DURATION)] = Field(
        None,
        gt=Duration(0),
        description="how long it lies there before it is returned",
    )

    @model_validator(mode="after")
    def _returns_somewhere_at_a_time(self) -> "Workbin":
        if self.damaged or (self.return_to is None) == (self.after is None):
            return self
        given, missing = ("return_to", "after") if self.after is None else ("after", "return_to")
        cure = "it says when" if missing == "after" else "it says to which queue"
        message = f"`{given}` needs `{missing}` beside it"
        raise UnfitError(message, code="E285", cure=cure, field=given)

    @property
    def fails(self) -> bool:
        """Unless the owner stands there, there may be none."""
        return not (isinstance(self.owner, Text) and self.owner.text)

    def lower(self, out: Lowering) -> None:
        """A `WORKBIN`."""
        stow = Stow(
            workbin=out.workbin(self.workbin),
            owner=out.code(self.owner),
            nobody=out.value(""),
            return_to=STAYS if self.return_to is None else out.queue(self.return_to),
            after_us=int(self.after or 0),
        )
        out.emit(Op.WORKBIN, out.stow(stow))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """The object of that name; nothing follows it."""
        return (self._drawn(out, "Workbin", IRD_PORTS),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Route Interaction whose target is the workbin."""
        note = "Its output port leads to an Exit: the interaction has left, the session has not"
        drawn = self._drawn(out, "Route Interaction", COMPOSER_PORTS)
        return (Drawn(object=drawn.object, rows=drawn.rows, ports=drawn.ports,
                      notes=(note, *drawn.notes)),)  # fmt: skip

    def _drawn(self, out: Sheet, name: str, ports: Mapping[str, str]) -> Drawn:
        rows = (
            Row("Workbin", self.workbin.name),
            Row("Owner", out.text(self.owner)),
        )
        notes = [
            "That the properties are called so is [inferred]; a workbin whose owner is an empty "
            "text is to be an error there too: test it before"
        ]
        if self.return_to is not None:
            notes.append(
                f"After {self.after} it goes to queue `{self.return_to.name}`: a view of the "
                "workbin with a condition on the time, and a strategy that puts it there "
                "[inferred]"
            )
        return Drawn(object=name, rows=rows, ports=ports, notes=tuple(notes))

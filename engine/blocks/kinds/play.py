"""The kind `play`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, PortForm
from engine.blocks.prompts import PROMPT_US, is_nothing
from engine.ops import Family, Op
from engine.shelf.kind import Expr, Operand
from engine.syntax.nodes import Expression
from engine.values import Duration, Type


class Play(BlockKind):
    """Plays an announcement to a caller, to its end.

    The operand says what is played: the name of an announcement, or the text itself. It lasts as
    long as `length` says; the simulator hears nothing, so that an author who wants true times
    writes them. Five seconds stand for one of which nothing is said [inferred]; a `length` that
    comes out negative counts as none. What the caller
    types meanwhile is not heard: `collect` is the block that listens. A caller who hangs up is
    taken to `on abandoned`.

    Example:
        strategy closed (voice) {
          sorry: play("We are open from eight to six.") { length = 4s } -> bye
          bye: disconnect { reason = "closed" }
        }

    Genesys:
        Play Announcement and Text to Speech of IRD; Busy, Fast Busy, Music, Ringback, Silence,
        Pause and RAN are treatments of the same form, which `length` ends. Play Message of
        Composer. That a treatment which fails leaves by the red port has no counterpart: here
        a block fails if its own expressions do.
    """

    word: ClassVar[str] = "play"
    ird: ClassVar[tuple[str, ...]] = (
        "Play Announcement", "Text to Speech", "Busy", "Fast Busy", "Music", "Ringback", "Silence",
        "Pause", "RAN",
    )  # fmt: skip
    composer: ClassVar[tuple[str, ...]] = ("Play Message",)
    families: ClassVar[tuple[Family, ...]] = (Family.VOICE,)

    prompt: Annotated[Expression, Expr(Type.TEXT), Operand()] = Field(
        description="what is played", examples=['"welcome"']
    )
    length: Annotated[Expression | None, Expr(Type.DURATION, least=0)] = Field(
        None, description="how long it lasts, 5s if nothing is said [inferred]", examples=["8s"]
    )

    @property
    def suspends(self) -> bool:
        """Unless it is known to be of no length."""
        return not is_nothing(self.length)

    def lower(self, out: Lowering) -> None:
        """A `PLAY`; the next operation runs when it is over."""
        given = self.length is not None
        length = out.code(self.length) if given else out.constant(Duration(PROMPT_US))
        out.emit(Op.PLAY, out.code(self.prompt), length)
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Play Announcement."""
        rows = (Row("Prompt", out.plain(self.prompt)), *self._length(out, "Duration"))
        note = "A text that is to be spoken needs Text to Speech, which takes it in the same way"
        drawn = Drawn(object="Play Announcement", rows=rows, ports=IRD_PORTS, notes=(note,))
        return (drawn,)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Play Message."""
        rows = (Row("Prompts", out.plain(self.prompt)), *self._length(out, "Duration"))
        return (Drawn(object="Play Message", rows=rows, ports=COMPOSER_PORTS),)

    def _length(self, out: Sheet, word: str) -> tuple[Row, ...]:
        return () if self.length is None else (Row(word, f"{out.text(self.length)} (seconds)"),)

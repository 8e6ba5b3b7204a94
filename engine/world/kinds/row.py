"""The kind `row`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Entry, Expr, Free
from engine.world.kind import DeclarationKind, Naming


class Row(DeclarationKind):
    """Makes a case of its own of a test, or says what a service answers to one value.

    What the test says it says for each of its rows; `row.column` is the row's value, in the input,
    in what is given, in events and in claims. All rows have the same columns, each of one type. A
    case is named after the test and the row, `test name [row name]`. A value is one that is known
    before the run; words of places and labels of blocks stand for themselves as texts.

    In a `service` a row is named by a value of the parameter that `by` names, and gives the keys of
    the answer, or `fault = symbol`.

    Example:
        strategy greet (voice) {
          known: if(ANI == "") { true -> ask   false -> done }
          ask: disconnect { reason = "no number" }
          done: exit
        }

        test "callers without a number are let go" {
          strategy = greet
          input = { ANI: row.ani }
          row "none" { ani = ""   last = ask }
          row "a number" { ani = "+14155550123"   last = done }
          expect path == [known, row.last]
        }

    Genesys:
        There is none.
    """

    word: ClassVar[str] = "row"
    naming: ClassVar[Naming] = "text"
    top_level: ClassVar[bool] = False

    columns: Annotated[tuple[Entry, ...], Free(Expr(), unique=True)] = Field(
        (), description="the columns, each with its value in this row"
    )

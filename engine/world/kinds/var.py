"""The kind `var`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Constant
from engine.values import Type, Value
from engine.world.kind import DeclarationKind


class Var(DeclarationKind):
    """Declares a variable of a strategy, with the value that it starts with.

    The value gives the variable its type. Every activation starts with its own; nothing of it is
    left when the strategy ends or goes over to another one. `assign` changes it.

    Example:
        strategy count_to_three (voice) {
          var tries = 0

          count: assign { tries = tries + 1 } -> enough
          enough: if(tries == 3) { true -> done   false -> count }
          done: exit
        }

    Genesys:
        A local variable of IRD's or Composer's Entry block, with its initial value.
    """

    word: ClassVar[str] = "var"
    top_level: ClassVar[bool] = False
    binding: ClassVar[bool] = True

    value: Annotated[Value, Constant(Type.ANY)] = Field(
        description="the first value, which also gives the variable its type"
    )

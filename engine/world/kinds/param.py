"""The kind `param`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.constants import Amount
from engine.shelf.kind import Constant
from engine.values import Type, Value
from engine.world.kind import DeclarationKind


class Param(DeclarationKind):
    """Names a value that the project uses in several places or that differs by environment.

    A parameter stands wherever a constant or an expression of its type may. It cannot change
    during a run. An `env` gives it another value, chosen by `--env`, and so does `--param`. One
    that is a rate (`40/h`), a share (`30%`) or a decimal number (`2.5`) stands where declarations
    of simulated days take one; no expression has such a value.

    Example:
        param retries = 3
        param greeting = "good morning"
        param calls_an_hour = 40/h

        strategy hello (voice) {
          hello: log(greeting) -> done
          done: exit
        }

    Genesys:
        A value that is kept outside the strategy, such as an option of a list object or of the
        routing point's annex, which a strategy reads by a function of its own. Here it is known
        before the run [inferred: the form is ours].
    """

    word: ClassVar[str] = "param"
    binding: ClassVar[bool] = True

    value: Annotated[Value | Amount, Constant(Type.ANY, amounts=True)] = Field(
        description="the value, which also gives the parameter its type"
    )

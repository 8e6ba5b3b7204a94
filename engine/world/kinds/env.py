"""The kind `env`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Constant, Entry, Free
from engine.values import Type
from engine.world.kind import DeclarationKind


class Env(DeclarationKind):
    """Gives parameters other values for one environment, chosen by `--env`.

    Every key is the name of a `param`, every value has that parameter's type. A parameter that is
    not named keeps its own value.

    Example:
        param business_number = "19251112222"
        env test { business_number = "19250000000" }

        strategy hello (voice) {
          hello: log(business_number) -> done
          done: exit
        }

    Genesys:
        There is none: each environment has a configuration of its own [inferred].
    """

    word: ClassVar[str] = "env"

    values: Annotated[tuple[Entry, ...], Free(Constant(Type.ANY, amounts=True), unique=True)] = (
        Field((), description="the parameters that differ, with their values here")
    )

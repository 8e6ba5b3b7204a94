"""What operations do that have more to say than three numbers hold.

In: what a block lowers itself to. Out: plain frozen data, which a program keeps in tables; the
operation has the index.
"""

from dataclasses import dataclass, field

from engine.ops import NO_CODE
from engine.staff import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCall:
    """What operation `CALL` sends. Codes are indexes of expressions, or `NO_CODE`.

    `user_data` is None for all attached data, else the keys sent. `timeout_us` is None for a call
    that waits for ever.
    """

    app_name: int
    app_type: int
    service: str
    method: str
    parameters: int
    user_data: tuple[str, ...] | None
    extra: int
    timeout_us: int | None
    expect_response: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What operation `COLLECT` does. `prompt` and `length` are codes; `invalid` is a port.

    The digits go to `slot`, a variable called `name`. `least` to `most` of them are wanted, one of
    `allowed` if it is not empty; `terminator`, which may be empty, ends them sooner.
    """

    prompt: int
    length: int
    slot: int
    name: str
    least: int
    most: int
    terminator: str
    allowed: tuple[str, ...]
    timeout_us: int
    tries: int
    invalid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stow:
    """What operation `WORKBIN` does. `workbin` and `return_to`, a queue, are indexes, `owner` is a
    code; `nobody` is the value of an owner who is none. Where `return_to` is -1 it stays."""

    workbin: int
    owner: int
    nobody: int
    return_to: int
    after_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTarget:
    """Whom a `ROUTE` asks for. `agents` are their numbers in the directory, ascending; where
    `name`, a code, is not `NO_CODE` they are looked up by its text instead: the members of the
    group of that name if `group`, else the agent. `label` is what the author wrote. `for_us` is
    how long it is asked before the next one joins, -1 if that is not said. `when` is the code of
    its threshold, or `NO_CODE`. `skills` are numbers of the skills that it names, in order.
    `share` is how often it is asked first, in per cent, where that is drawn."""

    agents: tuple[int, ...]
    name: int
    group: bool
    label: str
    for_us: int
    when: int
    skills: tuple[int, ...] = field(default=(), repr=False)
    share: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedWhile:
    """A treatment while nobody is free: `prompt` is a code."""

    prompt: int
    length_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What operation `ROUTE` does. `virtual_queue` is a number of the directory, or -1; `priority`
    is a code, `NO_CODE` for 0; it grows by `age_step` every `age_every_us`, which is 0 if it does
    not. `timeout_us` is -1 where it waits for ever.

    Of those with one priority who has waited for longest is first: since their creation with
    `use_age`, by how long they are expected to wait with `use_predict`; each wait is taken by the
    `objective`, a code for a duration, if there is one. The `treatments` are played in turn.
    """

    targets: tuple[RouteTarget, ...]
    virtual_queue: int
    order: Order
    priority: int
    age_step: int
    age_every_us: int
    clear_targets: bool
    timeout_us: int
    use_age: bool = field(default=False, repr=False)
    use_predict: bool = field(default=False, repr=False)
    objective: int = field(default=NO_CODE, repr=False)
    treatments: tuple[PlayedWhile, ...] = field(default=(), repr=False)

    @property
    def is_tuned(self) -> bool:
        """Whether more than the wait itself decides between those with one priority."""
        return self.use_age or self.use_predict or self.objective != NO_CODE

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        found = [repr(each) for each in self.treatments]
        if self.is_tuned:
            found.append(f"tuned {self.use_age} {self.use_predict} {self.objective}")
        return found

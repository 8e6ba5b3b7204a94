"""The kind `route`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator, model_validator

from engine.blocks.counterpart import Dialect, Drawn, Sheet
from engine.blocks.kind import Asks, BlockKind, Lowering
from engine.blocks.operands import PlayedWhile, RouteTarget, Routing
from engine.blocks.selection import Selected, objects_of
from engine.blocks.targets import (
    ALL,
    FOR,
    PHRASE,
    SHARE,
    Named,
    Sort,
    Target,
    Targets,
    read_targets,
)
from engine.blocks.treatments import PHRASE as TREATMENTS_TAKE
from engine.blocks.treatments import Treatments, read_treatments
from engine.ops import NO_CODE, Family, Op
from engine.shelf.kind import Choice, Constant, Expr, Own, Ref, Reference, UnfitError
from engine.staff import PRIORITY_MAX, Order
from engine.syntax.nodes import Expression
from engine.values import MINUTE, Duration, Type

NEVER = "never"
DEFAULT_TIMEOUT = Duration(10 * MINUTE)


class Route(BlockKind):
    """Routes the interaction to an agent, and waits until there is one who can have it.

    `targets` lists whom it asks for: `agent(anna)`, `group(everyone)`, or all agents who satisfy a
    condition on skills, `skill(billing) >= 5 and skill(english) >= 3`; a skill that an agent does
    not have counts as level 0 [inferred]. A bare name is declared and checked. Anything else is a
    text that is looked up when the block is entered, for example `agent(udata.LastAgent ?? "")` or,
    for a variable, `group((team))`; one that nobody has is fault `no_target`.

    The targets join one after the other: with `{ target: …, for: 30s }` the next one joins after
    that time, without `for` at once. Those before stay, unless `clear_targets = true`. `when` is
    the threshold of a target: nobody is chosen from it while that is false, and the interaction
    goes on waiting; it is looked at again whenever an agent becomes ready, a target joins, and
    every second [inferred]. A threshold that ends with a fault is false [inferred].

    Who is ready and has room for this media can be chosen; `order` says who of several is. With
    `order = percentage` every target has a share, `{ target: group(a), share: 60 }`, a hundred
    together: which of them is asked first is drawn, and then the others in their order; of a
    target's agents the least loaded gets it [inferred]. Of
    several interactions that wait for one agent the one with the highest priority is first, then
    the one that has waited longest. `age_step` and `age_every` raise the priority with time. A
    priority stays between -2147483648 and 2147483647, however it comes about [inferred].

    Between those with one priority more can decide than who has waited longest for an agent. With
    `use_age = true` the time since an interaction was created counts, with `use_predict = true` how
    long it will wait as `estimated_wait` says of its virtual queue when it begins to: the longer
    the sooner [inferred], whatever its age. `objective` is the service objective of this customer,
    and the time counts in parts of it: of two who have waited for a minute, one with `30s` comes
    before one with `2m`. Who has none counts as one with a minute [inferred].

    `treatments` are played to a caller in turn, and from the first again, as long as nobody is
    free: `["sorry", { play: "music", length: 30s }]`; five seconds stand for one of which no
    `length` is said [inferred]. An offer ends a treatment; if it comes to nothing, the next one
    follows when that would have been over [inferred].

    When an agent accepts, the strategy ends: the interaction is the agent's, whose name is attached
    as `RTargetAgentSelected` and `LastAgent`. From one who refuses, or does not answer in time, a
    chat or an e-mail returns to the queue that it came from, whose view hands it to a strategy from
    the beginning; a call, and what came out of no queue, goes on waiting, and the agent becomes not
    ready [inferred]. Nobody in time is `timeout`, counted from the beginning of the block. If
    `timeout` is not written it is that of all `for` together, where the last target has one, else
    ten minutes [inferred default]. With `timeout = never` it waits for ever.

    Example:
        skill billing
        skill english
        agent anna { skills = { billing: 8, english: 9 } }
        agent ben { skills = { billing: 3 } }
        group everyone { members = [anna, ben] }
        virtual_queue VQ_billing

        strategy hotline (voice) {
          hold: route {
            targets = [
              { target: skill(billing) >= 5 and skill(english) >= 3, for: 30s },
              group(everyone),
            ]
            virtual_queue = VQ_billing
            order = longest_idle
            priority = 10
            use_age = true
            objective = 30s
            treatments = ["all lines are busy", { play: "music", length: 30s }]
            timeout = 10m
            timeout -> sorry
          }
          sorry: disconnect { reason = "no agent" }
        }

    Genesys:
        Selection of IRD for calls, Route Interaction for chats and e-mails; Target and Route
        Interaction of Composer. Several targets with times of their own are one object behind the
        other, joined by the red port, with Clear Targets false. `no_target` has no counterpart: a
        target that does not exist is one that is never ready there. `use_age`, `use_predict` and
        `objective` are the arguments of the function `PriorityTuning`, the last one with the
        Service Objective of the interaction and the option `use_service_objective` of URS.
        `treatments` are busy treatments.
    """

    word: ClassVar[str] = "route"
    ird: ClassVar[tuple[str, ...]] = ("Selection", "Route Interaction")
    composer: ClassVar[tuple[str, ...]] = ("Target", "Route Interaction")
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    targets: Annotated[Targets, Own(read_targets, PHRASE)] = Field(
        description="whom it asks for, one after the other"
    )
    virtual_queue: Annotated[Reference | None, Ref(("virtual_queue",))] = Field(
        None, description="the virtual queue that it is counted in while it waits"
    )
    order: Annotated[Order, Choice(tuple(each.name.lower() for each in Order), tuple(Order))] = (
        Field(
            Order.ANY,
            description="who of several ready agents is chosen; `any` is `least_loaded`, and of "
            "those the longest idle [inferred]; `percentage` draws a target by the shares",
        )
    )
    priority: Annotated[Expression | None, Expr(Type.INTEGER)] = Field(
        None, description="the higher the sooner; 0 if it is left out", examples=["10"]
    )
    age_step: Annotated[int, Constant(Type.INTEGER)] = Field(
        0, ge=0, le=PRIORITY_MAX, description="by how much the priority grows", examples=["5"]
    )
    age_every: Annotated[Duration | None, Constant(Type.DURATION)] = Field(
        None, gt=Duration(0), description="each time that this much time has passed"
    )
    use_age: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="`true` counts the time since the interaction was created"
    )
    use_predict: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="`true` counts how long it is expected to wait"
    )
    objective: Annotated[Expression | None, Expr(Type.DURATION, least=0)] = Field(
        None, description="within what time it is to be answered", examples=["30s"]
    )
    treatments: Annotated[Treatments, Own(read_treatments, TREATMENTS_TAKE)] = Field(
        default=Treatments(), description="what a caller hears in turn while nobody is free"
    )
    clear_targets: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="`true` drops the targets before when the next one joins"
    )
    timeout: Annotated[Duration | str | None, Constant(Type.DURATION, (NEVER,))] = Field(
        None, description="how long to wait for an agent [inferred default]", examples=["10m"]
    )

    @field_validator("timeout")
    @classmethod
    def _takes_time(cls, timeout: Duration | str | None) -> Duration | str | None:
        if isinstance(timeout, Duration) and timeout <= 0:
            message = "`timeout` must be more than 0s"
            raise UnfitError(message, cure=f"a route that may wait for ever says `{NEVER}`")
        return timeout

    @model_validator(mode="after")
    def _ages_by_and_every(self) -> "Route":
        if self.damaged or ("age_step" in self.places) == (self.age_every is not None):
            return self
        given, missing = ("age_every", "age_step")
        if "age_step" in self.places:
            given, missing = missing, given
        cure = "it says by how much" if missing == "age_step" else "it says how often"
        message = f"`{given}` needs `{missing}` beside it"
        raise UnfitError(message, code="E266", cure=cure, field=given)

    @model_validator(mode="after")
    def _foretells_by_a_queue(self) -> "Route":
        if self.use_predict and self.virtual_queue is None and not self.damaged:
            message = "`use_predict` needs a `virtual_queue`, whose waits are known"
            cure = "say which: `virtual_queue = name`"
            raise UnfitError(message, code="E268", cure=cure, field="use_predict")
        return self

    @model_validator(mode="after")
    def _shares_add_up(self) -> "Route":
        if self.damaged:
            return self
        shares = [target.share for target in self.targets.each]
        if self.order is not Order.PERCENTAGE:
            if any(share is not None for share in shares):
                cure = "write `order = percentage` beside it, or leave it out"
                raise UnfitError(
                    "a share is drawn by `order = percentage` alone", code="E262", cure=cure,
                    field="targets",
                )  # fmt: skip
            return self
        if any(target.for_us is not None for target in self.targets.each):
            message = f"`{FOR}` has no place where shares say who is asked"
            cure = "all targets are asked at once, the drawn one first"
            raise UnfitError(message, code="E262", cure=cure, field="targets")
        total = sum(share or 0 for share in shares)
        if None in shares or total != ALL:
            message = f"the shares of the targets add up to {total}"
            cure = f"`order = percentage` needs `{SHARE}` for every target, {ALL} together"
            raise UnfitError(message, code="E262", cure=cure, field="targets")
        return self

    @property
    def suspends(self) -> bool:
        """Agents take time to accept, even who is ready."""
        return True

    @property
    def times_out(self) -> bool:
        """Whether there is an end to waiting."""
        return self.timeout != NEVER

    @property
    def timeout_us(self) -> int | None:
        """How long it waits, None for ever."""
        if isinstance(self.timeout, Duration):
            return int(self.timeout)
        if self.timeout is not None:
            return None
        if self.targets.each[-1].for_us is None:
            return int(DEFAULT_TIMEOUT)
        return sum(target.for_us or 0 for target in self.targets.each)

    @property
    def asks(self) -> Asks:
        """Its targets."""
        return Asks(
            self.targets.each, self.timeout_us, self.priority, plays=bool(self.treatments.each)
        )

    def lower(self, out: Lowering) -> None:
        """A `ROUTE`; nothing of the block runs after it."""
        timeout_us = self.timeout_us
        virtual_queues = [each.name for each in out.directory.virtual_queues]
        routing = Routing(
            targets=tuple(self._target(target, out) for target in self.targets.each),
            virtual_queue=-1
            if self.virtual_queue is None
            else virtual_queues.index(self.virtual_queue.name),
            order=self.order,
            priority=out.code(self.priority),
            age_step=self.age_step,
            age_every_us=int(self.age_every or 0),
            clear_targets=self.clear_targets,
            timeout_us=-1 if timeout_us is None else timeout_us,
            use_age=self.use_age,
            use_predict=self.use_predict,
            objective=out.code(self.objective),
            treatments=tuple(
                PlayedWhile(prompt=out.code(each.prompt), length_us=each.length_us)
                for each in self.treatments.each
            ),
        )
        out.emit(Op.ROUTE, out.route(routing))

    @staticmethod
    def _target(target: Target, out: Lowering) -> RouteTarget:
        whom = target.whom
        return RouteTarget(
            agents=target.agents(out.directory),
            name=NO_CODE if target.computed is None else out.code(target.computed),
            group=isinstance(whom, Named) and whom.sort is Sort.GROUP,
            label=target.label,
            for_us=-1 if target.for_us is None else target.for_us,
            when=out.code(target.when),
            skills=target.skills(out.directory),
            share=target.share or 0,
        )

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Selection for a call, a Route Interaction else; several if targets join later."""
        return objects_of(self._selected(out), Dialect.IRD, out)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Target for a call, a Route Interaction else."""
        return objects_of(self._selected(out), Dialect.COMPOSER, out)

    def _selected(self, out: Sheet) -> Selected:
        step, every = self.age_step, self.age_every
        return Selected(
            targets=self.targets.each,
            virtual_queue="" if self.virtual_queue is None else self.virtual_queue.name,
            order=self.order,
            priority="0" if self.priority is None else out.text(self.priority),
            ageing=f"{step} every {every}" if step and every else "",
            clear_targets=self.clear_targets,
            timeout_us=self.timeout_us,
            tuning=self._tuning(out),
            treatments=tuple(
                (out.text(each.prompt), each.length_us) for each in self.treatments.each
            ),
        )

    def _tuning(self, out: Sheet) -> tuple[str, str]:
        """The arguments of `PriorityTuning`, and the service objective; empty if there is none."""
        scaled = self.objective is not None
        flags = (self.use_age, self.use_predict, scaled)
        arguments = ", ".join(str(flag).lower() for flag in flags)
        objective = "" if self.objective is None else out.text(self.objective)
        return (f"PriorityTuning[{arguments}]" if any(flags) else "", objective)

"""Runs of many interactions that ask for agents, without texts and without a scenario's one.

In: agents, wishes and what happens (`naive_router`). Out: the story of the run.
"""

from typing import TypeAlias

from engine.blocks.operands import PlayedWhile, RouteTarget, Routing
from engine.days import Lengths, Simulation
from engine.directory import Directory
from engine.faults import QUEUE_FULL
from engine.limits import LIMITS
from engine.log.events import Event
from engine.ops import NO_CODE, Code, Family, Op
from engine.program.model import TIMEOUT_ROW
from engine.scenario import Accepting, AgentPlan, Scenario
from engine.sim.core.numbers import NONE, SESSION
from engine.sim.simulate import Run, assemble, log_of
from engine.spreads import Law, Spread
from engine.staff import AND, OR, Agent, Bar, Order, VirtualQueue
from engine.values import SECOND, Duration
from tests.helpers.runs import Story
from tests.sim.assembly import Assembly, Make
from tests.sim.naive_router import Desk, Wish

DELIVERING = 30 * SECOND
UNTIL_SAID = 10**15
"""Nobody handles for so long: what happens ends it."""
PAUSE, OBJECTIVE = "Pause", "Objective"
"""Under which data it stands how long an interaction pauses, within what time it is answered."""
STAYS = ("logs in", "logs out", "rests", "comes back")
Deed: TypeAlias = tuple[int, str, int, int]
"""When, what, about whom, of which family or wish or state."""


def program_of(desks: list[Desk], wishes: list[Wish], treatments: tuple[int, ...] = ()) -> Assembly:
    made = Assembly(
        directory=Directory(
            agents=tuple(
                Agent(
                    name=f"agent{number}",
                    capacity=desk.capacity,
                    bars=(bar(desk.unless[0]), bar(desk.unless[1]), bar(desk.unless[2])),
                    handling=always(UNTIL_SAID if desk.handles < 0 else desk.handles),
                    wrap_up=always(desk.wraps),
                )
                for number, desk in enumerate(desks)
            ),
            virtual_queues=tuple(
                VirtualQueue(name=f"VQ{number}", capacity=wish.room)
                for number, wish in enumerate(wishes)
            ),
        )
    )
    for number, wish in enumerate(wishes):
        made.routings.append(
            Routing(
                targets=tuple(
                    RouteTarget(
                        agents=agents, name=NO_CODE, group=False, label=f"target {agents}",
                        for_us=for_us, when=NO_CODE,
                        share=wish.shares[target] if wish.shares else 0,
                    )
                    for target, (agents, for_us) in enumerate(wish.targets)
                ),
                virtual_queue=number, priority=made.value(wish.priority),
                order=Order.PERCENTAGE if wish.shares else Order(wish.order),
                age_step=wish.age_step, age_every_us=wish.age_every, clear_targets=wish.clears,
                timeout_us=wish.timeout, use_age=wish.ages, use_predict=wish.predicts,
                objective=made.code((Code.DATA, OBJECTIVE)) if wish.objectives else NO_CODE,
                treatments=tuple(
                    PlayedWhile(prompt=made.value(f"prompt {at}"), length_us=length)
                    for at, length in enumerate(treatments)
                ),
            )
        )  # fmt: skip
        for family in (Family.VOICE, Family.EMAIL):
            ends = (Op.DISCONNECT, NO_CODE) if family is Family.VOICE else (Op.STOP, NO_CODE)
            handlers = [(TIMEOUT_ROW, 0), (QUEUE_FULL, 0)]
            pause = [(Op.WAIT, made.code((Code.DATA, PAUSE)))] if wish.pauses else []
            made.strategy(
                f"s{number}{family.name}",
                {"hold": Make([*pause, (Op.ROUTE, number)], ["over"], handlers),
                 "over": Make([ends])},
                family=family,
            )  # fmt: skip
    return made


def bar(unless: tuple[dict[int, int], ...]) -> Bar:
    """What bars, in postfix order: `and` within each, `or` between them."""
    rows: list[tuple[int, int]] = []
    for count, barring in enumerate(unless):
        for number, row in enumerate(barring.items()):
            rows += [row, (AND, 0)] if number else [row]
        rows += [(OR, 0)] if count else []
    return tuple(rows)


def always(length: int) -> Lengths:
    spread = Spread(law=Law.CONSTANT, a=length)
    return (spread, spread, spread)


def plan(number: int, desk: Desk) -> AgentPlan:
    accepting = {-1: Accepting.REFUSES, -2: Accepting.SILENT}.get(desk.answer, Accepting.AFTER)
    return AgentPlan(
        agent=f"agent{number}", accepting=accepting, after_us=max(desk.answer, 0),
        handles_us=None if desk.handles < 0 else desk.handles,
    )  # fmt: skip


class Script:
    """Does to a run what the model does to itself."""

    def __init__(self, run: Run, deeds: list[Deed], wishes: list[Wish], *, together: bool) -> None:
        self._run = run
        self._wishes = wishes
        self._deeds = deeds
        self._together = together

    def happened(self, number: int) -> None:
        """A deed is done; if `together`, with all that follow at its instant, as one event."""
        self.do(number)
        while self._together and self._at(number) == self._at(number + 1):
            number += 1
            self.do(number)

    def _at(self, number: int) -> int | None:
        return self._deeds[number][0] if number < len(self._deeds) else None

    def schedule(self) -> None:
        for number in range(len(self._deeds)):
            if not self._together or not number or self._at(number - 1) != self._at(number):
                time = self._deeds[number][0]
                self._run.state.agenda.schedule(time, SESSION, number)

    def do(self, number: int) -> None:
        machine, places = self._run.machine, self._run.state.places
        _, what, which, how = self._deeds[number]
        if what == "arrives":
            family = (Family.VOICE, Family.EMAIL)[which]
            media = self._run.pool.encode(family.name.lower())
            interaction = places.create(int(family), media, media, media, 0)
            wish = self._wishes[how]
            for key, length in ((PAUSE, wish.pause), (OBJECTIVE, wish.objective)):
                if wish.pauses or wish.objectives:
                    value = Duration(length(interaction))
                    encode = self._run.pool.encode
                    places.attached.set(interaction, encode(key), encode(value))
            write = self._run.state.journal.write
            write(int(Event.CREATED), interaction, NONE, NONE, NONE, media, NONE)
            if family is Family.VOICE:
                places.set_session(interaction, 1, 1)
            places.run(interaction, NONE)
            machine.start(interaction, 2 * how + which, NONE)
        elif what in ("ready", "not ready"):
            machine.routing.set_ready(which, int(what == "ready"))
        elif what in STAYS:
            routing = machine.routing
            turns = (routing.log_in, routing.log_out, routing.begin_break, routing.end_break)
            turns[STAYS.index(what)](which)
        elif which < places.length and places.place[which] in (1, 3):
            if what == "finishes" and places.place[which] == 3:
                machine.routing.finish(which)
            elif what == "hangs up" and places.family[which] == Family.VOICE:
                machine.hang_up(which)


def played(
    desks: list[Desk], wishes: list[Wish], deeds: list[Deed], horizon: int, *,
    together: bool = False, treatments: tuple[int, ...] = (),
) -> Story:  # fmt: skip
    program = program_of(desks, wishes, treatments).program()
    scenario = Scenario(
        strategy="s0VOICE", staff=tuple(plan(number, desk) for number, desk in enumerate(desks)),
        horizon_us=horizon,
    )  # fmt: skip
    run = assemble(program, scenario, LIMITS)
    run.state.lengths.begin(Simulation(name="drawn", start_us=0, duration_us=horizon))
    script = Script(run, deeds, wishes, together=together)
    script.schedule()
    run.happenings.happened = script.happened  # type: ignore[method-assign]
    run.machine.run(horizon)
    run.state.places.recount()
    run.machine.routing.recount()
    return Story(program=program, log=log_of(run, "test"))


def busy_day() -> Story:
    """Two hundred interactions that five agents share, with everything that can happen to them."""
    desks = [
        Desk(handles=23 * SECOND + 1, wraps=5 * SECOND),
        Desk(capacity=(1, 0, 2), handles=41 * SECOND + 3, wraps=11 * SECOND),
        Desk(capacity=(1, 0, 1), answer=4 * SECOND, handles=31 * SECOND),
        Desk(capacity=(0, 0, 3), answer=-2), Desk(answer=-1),
    ]  # fmt: skip
    wishes = [
        Wish(targets=(((0, 2, 4), 9 * SECOND), ((0, 1, 2, 3, 4), -1)), order=1,
             timeout=70 * SECOND, room=0),
        Wish(targets=(((1, 3), -1),), order=2, priority=2, timeout=50 * SECOND, age_step=1,
             age_every=10 * SECOND),
        Wish(targets=(((0, 1, 2), 5 * SECOND), ((3, 4), 60 * SECOND)), order=3, clears=True,
             shares=(30, 70)),
    ]  # fmt: skip
    deeds: list[Deed] = []
    for number in range(200):
        deeds.append((number * 7 * SECOND, "arrives", number % 2, number % 3))
        if number % 5 == 3:
            deeds.append((number * 7 * SECOND + 1, "ready", number % 5, 0))
        if number % 11 == 2:
            stays = ("logs out", "rests", "logs in", "comes back")[number // 11 % 4]
            deeds.append((number * 7 * SECOND + 3, stays, number % 2, 0))
        if number % 7 == 5:
            deeds.append((number * 7 * SECOND + 2, "hangs up", number - 2, 0))
    return played(desks, wishes, deeds, 2_000 * SECOND)

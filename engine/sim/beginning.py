"""How a run begins: the scenario's interaction comes to its strategy, or has been waiting.

In: the parts of a run. Out: its first interaction in its place, and the scenario's happenings on
the agenda. Everything that follows comes from there. The happenings are the first on the agenda:
what a customer does at an instant comes before what Chat Server does then for want of it.
"""

from engine.esp.rules.user_data import IS_ONLINE, SHOWN, says_ended
from engine.log.events import Cause, Event
from engine.log.system_properties import of_beginning
from engine.ops import Family, family_of
from engine.program.model import Program, ProgramStrategy
from engine.scenario import Midway, Scenario, Waiting, fault_text
from engine.sim.chat_server import KNOWN, OFFLINE, ONLINE
from engine.sim.core.numbers import NONE
from engine.sim.effects import attach_all
from engine.sim.pooled import interaction_id
from engine.sim.run import Run
from engine.values import KVList


def begin(run: Run) -> None:
    """The scenario's interaction comes to its strategy, or lies in its queue.

    KeyError for a strategy, a block or a queue that the program does not have.
    """
    if run.scenario.waiting is None:
        run.state.staff.announce()
        run.happenings.schedule()
        _come(run)
    else:
        _lie(run, run.scenario.waiting)


def _come(run: Run) -> None:
    """An interaction comes to its strategy.

    A chat comes as if its strategy's view had just pulled it, with an open session, unless its data
    says that the session has ended.
    """
    scenario, program = run.scenario, run.program
    numbers = {strategy.name: number for number, strategy in enumerate(program.strategies)}
    number = numbers[scenario.strategy]
    family = Family(program.strategies[number].family)
    if program.strategies[number].subroutine and scenario.media:
        # It may be for several families; a strategy is for one.
        family = family_of(scenario.media)
    interaction = _created(run, family)
    queue = NONE if family is Family.VOICE else program.feeding(number)
    run.state.places.run(interaction, queue)
    if queue != NONE:
        run.state.places.first_moves[interaction][queue] = run.state.agenda.now
    if family is Family.CHAT:
        online = OFFLINE if says_ended(scenario.data) else ONLINE
        attach_all(run.machine.life, run.pool, interaction, _chat_data(scenario, online))
        _give_session(run, interaction, online=bool(online), terminate=False)
        run.chat_server.watch(interaction)
    else:
        attach_all(run.machine.life, run.pool, interaction, scenario.data)
    if scenario.midway is None:
        run.machine.start(interaction, number, NONE)
    else:
        _go_on(run, interaction, number, scenario.midway)


def _lie(run: Run, waiting: Waiting) -> None:
    """An interaction was created and placed in a queue before the run begins.

    No view looks at it before the start: those that would have taken it are the test's business.
    """
    queues = {queue.name: number for number, queue in enumerate(run.program.queues)}
    queue = queues[waiting.queue]
    agenda, places, life = run.state.agenda, run.state.places, run.machine.life
    agenda.stand_at(-waiting.age_us)
    family = family_of(run.scenario.media)
    interaction = _created(run, family)
    data = run.scenario.data
    if family is Family.CHAT:
        data = _chat_data(run.scenario, ONLINE if waiting.online else OFFLINE)
    attach_all(life, run.pool, interaction, data)
    if family is Family.CHAT:
        _give_session(run, interaction, online=waiting.online, terminate=waiting.terminate)
    agenda.stand_at(-waiting.in_queue_us)
    if family is Family.CHAT and not waiting.known:
        run.chat_server.lose_session(interaction)
    places.put(interaction, queue, agenda.now)
    run.state.journal.write(
        int(Event.PLACED), interaction, NONE, NONE, queue, int(Cause.SUBMITTED), agenda.now
    )
    agenda.stand_at(0)
    run.state.staff.announce()
    run.happenings.schedule()
    if family is Family.CHAT:
        run.chat_server.watch(interaction)
    life.changed(interaction)


def _created(run: Run, family: Family) -> int:
    scenario = run.scenario
    media = run.pool.encode(scenario.media or family.name.lower())
    ani, dnis = run.pool.encode(scenario.ani), run.pool.encode(scenario.dnis)
    interaction = run.state.places.create(int(family), media, ani, dnis, scenario.priority)
    run.state.journal.write(int(Event.CREATED), interaction, NONE, NONE, NONE, media, NONE)
    named = interaction_id(family, interaction)
    server = run.program.directory.chat_server.name
    run.why.properties[interaction] = of_beginning(family, named, server)
    if family is Family.VOICE:
        # A call is online until its caller hangs up, wherever it is.
        run.state.places.set_session(interaction, ONLINE, KNOWN)
    return interaction


def _chat_data(scenario: Scenario, online: int) -> KVList:
    own = ((key, value) for key, value in scenario.data if key != IS_ONLINE)
    return KVList((*own, (IS_ONLINE, SHOWN[online])))


def _give_session(run: Run, interaction: int, *, online: bool, terminate: bool) -> None:
    if online:
        run.chat_server.open(interaction, terminate=terminate)
    else:
        run.chat_server.ended_before(interaction)


def _go_on(run: Run, interaction: int, number: int, midway: Midway) -> None:
    """The strategy begins at a block, with what the blocks before it would have left."""
    program, pool, activations = run.program, run.pool, run.state.activations
    strategy = program.strategies[number]
    labels = _labels(program, strategy)
    block = labels[midway.block]
    run.machine.life.open(interaction, number, block, NONE, NONE)
    slots = {name: slot for slot, name in enumerate(strategy.slots) if name}
    for name, value in midway.variables:
        code = pool.encode(value)
        activations.slots[activations.base[interaction] + slots[name]] = code
        run.state.journal.write(
            int(Event.ASSIGNED), interaction, NONE, NONE, NONE, pool.encode(name), code
        )
    for label, answer in midway.answers:
        activations.answered(interaction, labels[label], pool.encode(answer))
    for label, fault in midway.faults:
        content = run.why.fault(fault_text(fault))
        activations.failed(interaction, labels[label], fault, content)
    run.machine.go(interaction, number, block)


def _labels(program: Program, strategy: ProgramStrategy) -> dict[str, int]:
    blocks = range(strategy.first_block, strategy.last_block + 1)
    return {program.blocks[block].label: block for block in blocks}

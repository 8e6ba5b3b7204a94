"""Which plan answers which ESP call.

In: a scenario's stubs and plans, and the calls as they are made. Out: a plan for each call.
"""

from dataclasses import dataclass

from engine.blocks.operands import ServiceCall
from engine.program.model import Program
from engine.scenario import AnswerPlan, Scenario, Stub

NORMALLY = AnswerPlan()


@dataclass(slots=True)
class Counted:
    """A stub, and how many calls it has answered."""

    stub: Stub
    count: int = 0

    def plan(self) -> AnswerPlan:
        """The plan of the next call."""
        plans, at = self.stub.plans, self.count
        self.count += 1
        if at < len(plans):
            return plans[at]
        return plans[-1] if plans and self.stub.every else NORMALLY


class Plans:
    """The plans of one run: a block's stub, else its method's, else the call's place in order."""

    def __init__(self, program: Program, scenario: Scenario) -> None:
        self._blocks = program.blocks
        self._answers = scenario.answers
        self._of_blocks: dict[str, Counted] = {}
        self._of_methods: dict[str, Counted] = {}
        for stub in scenario.stubs:
            if stub.block:
                self._of_blocks.setdefault(stub.block, Counted(stub))
            else:
                self._of_methods.setdefault(stub.method, Counted(stub))

    def plan(self, spec: ServiceCall, block: int, reference: int) -> AnswerPlan:
        """The plan of a call that a block makes; reference ids count the calls from 1.

        A stub counts the calls that it answers itself: those of a block with a stub of its own are
        not among those of the method's.
        """
        found = self._of_blocks.get(self._blocks[block].label)
        if found is None:
            found = self._of_methods.get(f"{spec.service}.{spec.method}")
        if found is not None:
            return found.plan()
        return self._answers[reference - 1] if reference <= len(self._answers) else NORMALLY

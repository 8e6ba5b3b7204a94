"""What the blocks from one on are sure to find, since those before it have seen to it.

In: a sketch that is checked, and one of its blocks. Out: answers, faults and keys of attached data
that are read from there on before any block brings them again. A backward dataflow, done once for
each strategy that a test begins in the middle of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.blocks.kind import Attaches, Calls, PortForm, Runs
from engine.diagnostics import Findings
from engine.graph.calls import attached_by
from engine.graph.model import Instruction
from engine.graph.sketch import Draft, Sketch
from engine.graph.testing.beginning import Beginning
from engine.graph.testing.given import ANSWERED, FAILED, Found
from engine.graph.testing.input import Brought
from engine.ops import Code
from engine.source import Span

ANSWER, FAULT, DATA = "answer", "fault", "data"
FAULT_CODES = (Code.FAULT_CODE, Code.FAULT_SYMBOL, Code.FAULT_TEXT)

MISSING_DATA = "missing_data"

Need: TypeAlias = tuple[str, str, str]
"""`ANSWER` with a label and the key that is read of it, or "", `FAULT` with a label and "", `DATA`
with a key and ""."""


@dataclass(slots=True)
class Needs:
    """The needs of blocks, found when they are asked for."""

    _found: dict[str, list[frozenset[Need]]] = field(default_factory=dict)

    def of(self, sketch: Sketch, block: Draft) -> Sequence[Need]:
        """What the block and those after it need, in a fixed order."""
        name = sketch.name.text
        if name not in self._found:
            self._found[name] = _spread(sketch)
        return sorted(self._found[name][block.index])


def _spread(sketch: Sketch) -> list[frozenset[Need]]:
    drafts = sketch.drafts
    reads = [frozenset(_reads(draft)) for draft in drafts]
    found = list(reads)
    before: list[list[int]] = [[] for _ in drafts]
    for draft in drafts:
        for edge in draft.edges_of_flow:
            before[edge.target].append(draft.index)
    agenda = list(range(len(drafts)))
    waiting = set(agenda)
    while agenda:
        index = agenda.pop()
        waiting.discard(index)
        needs = reads[index] | _from_next(drafts[index], found)
        if needs != found[index]:
            found[index] = needs
            fresh = [each for each in before[index] if each not in waiting]
            waiting.update(fresh)
            agenda += fresh
    return found


def _from_next(draft: Draft, found: list[frozenset[Need]]) -> frozenset[Need]:
    """What the blocks after this one need, and it does not bring."""
    if draft.in_error:
        return frozenset()  # what it brings is not known
    needs: frozenset[Need] = frozenset()
    for edge in draft.edges_of_flow:
        failed = edge.port in (PortForm.FAULT, PortForm.TIMEOUT)
        brings = () if draft.skipped else tuple(_brings(draft, failed=failed))
        needs |= {need for need in found[edge.target] if need[:2] not in brings}
    return needs


def _brings(draft: Draft, *, failed: bool) -> Iterator[tuple[str, str]]:
    """What is there after the block has done its work, or has failed."""
    for effect in draft.effects:
        if isinstance(effect, Calls):
            yield (FAULT if failed else ANSWER), draft.name
            if not failed:
                yield from ((DATA, key) for key, _ in attached_by(effect, draft.signature))
        elif isinstance(effect, Runs):
            yield (FAULT if failed else ANSWER), draft.name
            if not failed and draft.callee is not None:
                yield from ((DATA, key) for key in draft.callee.brings)
        elif isinstance(effect, Attaches) and not failed:
            yield DATA, effect.key.text


def _reads(draft: Draft) -> Iterator[Need]:
    """What the block's expressions are sure to find."""
    if draft.skipped:
        return
    own = {effect.key.text for effect in draft.effects if isinstance(effect, Attaches)}
    for compiled in draft.codes.values():
        sure = MISSING_DATA not in compiled.faults
        code = compiled.instructions
        for place, item in enumerate(code):
            following = code[place + 1 : place + 3]
            name = str(item.argument)
            if item.code is Code.ANSWER:
                keyed = [part.code for part in following] == [Code.KEY, Code.NEEDED]
                yield ANSWER, name, str(following[0].argument) if keyed and sure else ""
            elif item.code in FAULT_CODES:
                yield FAULT, name, ""
            elif item.code is Code.DATA and sure and name not in own and _needed(following):
                yield DATA, name, ""


def _needed(following: tuple[Instruction, ...]) -> bool:
    return following[:1] == (Instruction(Code.NEEDED),)


def check_needs(
    beginning: Beginning,
    start: Span,
    brought: Brought,
    found: Found,
    needs: Needs,
    findings: Findings,
) -> None:
    """E244 for what is not given to a test that begins at a block; `start` is its place."""
    sketch, block = beginning.sketch, beginning.block
    if sketch is None or block is None:
        return
    for what, name, key in needs.of(sketch, block):
        if what == DATA:
            if brought.said is not None and name not in {*brought.said, *sketch.data}:
                read = f"udata.{name}"
                cure = f"write `udata: {{ {name}: … }}`, or `{name}: missing`"
                _tell(read, block.name, start, cure, findings)
        elif what == FAULT:
            if not found.says(FAILED, name):
                cure = f"write `failed({name}) = unavailable` in `given`"
                _tell(f"{name}.fault", block.name, start, cure, findings)
        elif not found.says(ANSWERED, name):
            cure = f"write `answered({name}) = {{ {key or 'Key'}: … }}` in `given`"
            _tell(f"{name}.answer", block.name, start, cure, findings)
        elif key and name in found.answers and key not in found.answers[name]:
            cure = f"write `answered({name}) = {{ {key}: … }}`"
            _tell(f"{name}.answer.{key}", block.name, start, cure, findings)


def _tell(read: str, block: str, start: Span, cure: str, findings: Findings) -> None:
    message = f"`{read}` is read from `{block}` on, where it is always there, and is not given"
    findings.error("E244", start, message, cure)

"""W322: calls that cannot do what they are for, or prove nothing.

In: the sketches of the strategies, the queues. Out: warnings for calls of outdated methods, for
those about an interaction of other media, and for those that write into the session of a chat which
nobody has asked whether it is open.
"""

from typing import TypeAlias

from engine.blocks.kind import Calls
from engine.diagnostics import Findings
from engine.graph.model import Compiled, Queue, View
from engine.graph.paths import either
from engine.graph.sketch import Draft, Sketch
from engine.ops import Code, Family, Reading

IS_ONLINE = "IsOnline"
Callers: TypeAlias = dict[str, list[tuple[Sketch, Draft]]]
Views: TypeAlias = dict[str, list[View]]


def check_cautions(sketches: list[Sketch], queues: tuple[Queue, ...], findings: Findings) -> None:
    """Warns at every such call that is reached."""
    views, callers = _views(queues), _callers(sketches)
    known: dict[str, bool] = {}
    for sketch in sketches:
        asked = _is_asked_before(sketch, views, callers, known)
        for draft in sketch.drafts:
            if draft.state is None or draft.skipped or draft.in_error:
                continue
            for effect in draft.effects:
                if isinstance(effect, Calls):
                    _check(draft, effect, sketch, findings, asked=asked)


def _check(draft: Draft, call: Calls, sketch: Sketch, findings: Findings, *, asked: bool) -> None:
    signature = draft.signature
    if signature is None:
        return
    span = call.operand.span
    if signature.outdated:
        message = f"`{signature.name}`: {signature.outdated}"
        findings.warning("W322", span, message, "leave the call out")
    if call.names_interaction:
        return
    if signature.families and not {*signature.families} & {*sketch.families}:
        whose = f"{either(signature.families)}, this {sketch.what} for {either(sketch.families)}"
        message = f"`{signature.name}` is for {whose}"
        cure = "name the interaction that it is for: `with = { InteractionId: … }`"
        findings.warning("W322", span, message, cure)
    if not signature.open_session:
        return
    if Family.CHAT not in sketch.families:
        message = (
            f"`{signature.name}` is for chats: this {sketch.what}'s interactions have no session"
        )
        cure = "give the chat: `with = { InteractionId: … }`"
        findings.warning("W322", span, message, cure)
    elif not asked and _unasked(draft, sketch):
        message = f"nothing asks before `{draft.name}` whether the session is open"
        cure = "lead to it from `if(is_online)`: into a session that has ended nothing is written"
        findings.warning("W322", span, message, cure)


def _callers(sketches: list[Sketch]) -> Callers:
    """The blocks that call each subroutine, with what they stand in."""
    found: Callers = {}
    for sketch in sketches:
        for draft in sketch.drafts:
            if draft.callee is not None and draft.callee.known and not draft.skipped:
                found.setdefault(draft.callee.name, []).append((sketch, draft))
    return found


def _views(queues: tuple[Queue, ...]) -> Views:
    """The views that feed each strategy."""
    found: Views = {}
    for queue in queues:
        for view in queue.views:
            found.setdefault(view.submit, []).append(view)
    return found


def _is_asked_before(
    sketch: Sketch, views: Views, callers: Callers, known: dict[str, bool]
) -> bool:
    """Whether every view that feeds a strategy looks at the session; of a subroutine, whether
    something has looked before each of its calls. `known` is what has been found out before."""
    name = sketch.name.text
    if name not in known:
        if sketch.subroutine:
            calling = callers.get(name, [])
            known[name] = bool(calling) and all(
                _is_asked_before(caller, views, callers, known) or not _unasked(draft, caller)
                for caller, draft in calling
            )
        else:
            feeding = views.get(name, [])
            known[name] = bool(feeding) and all(
                view.where is not None and _looks(view.where) for view in feeding
            )
    return known[name]


def _looks(compiled: Compiled) -> bool:
    return any(
        (item.code is Code.READ and item.argument == Reading.IS_ONLINE)
        or (item.code is Code.DATA and item.argument == IS_ONLINE)
        for item in compiled.instructions
    )


def _unasked(target: Draft, sketch: Sketch) -> bool:
    """Whether a path leads to a block on which no block looks at the session."""
    starts = [sketch.entry] if sketch.entry is not None else []
    if sketch.data and "fault" in sketch.handlers:
        starts.append(sketch.handlers["fault"])
    agenda, seen = list(starts), {*starts}
    while agenda:
        draft = sketch.drafts[agenda.pop()]
        if draft is target:
            return True
        if any(map(_looks, draft.codes.values())):
            continue
        following = [edge.target for edge in draft.edges_of_flow if edge.target not in seen]
        agenda += dict.fromkeys(following)
        seen.update(following)
    return False

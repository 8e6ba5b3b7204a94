"""Who comes by one declaration of arrivals, and whether it fits the rest of the project.

In: the model, the strategies, queues and channels. Out: `days.Arrivals`, or findings: names (E211),
media that do not fit (E232), a channel that nobody can come in by (E230), keys of the system
(E237), declared data that is not given (E302) or of another type (E220), typing where nothing is
collected (E261); and what is wrong with a file of arrivals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine import days
from engine.days import Attribute, Source
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.graph.days.recorded import Rows, read_rows
from engine.graph.model import Queue
from engine.graph.names import unknown
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.limits import Limits
from engine.ops import Family, family_of
from engine.source import Span
from engine.values import Type, type_of
from engine.world.customer_values import OWN_KEYS
from engine.world.kind import lowered
from engine.world.kinds.application import Application
from engine.world.kinds.arrivals import Arrivals
from engine.world.kinds.transfer import Transfer

USUAL = {Family.VOICE: "voice", Family.CHAT: "chat", Family.EMAIL: "email"}
"""The media type of each family where nothing else is said."""
WHAT = {Family.VOICE: "calls", Family.CHAT: "chats", Family.EMAIL: "e-mails"}
COLLECTS = "collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What arrivals are checked against.

    `labels` are the kinds of the blocks of each label; `channels` the session media of each
    channel, and whether it has an inbound route.
    """

    project: Project
    strategies: Mapping[str, Sketch]
    labels: Mapping[str, set[str]]
    queues: Mapping[str, Queue]
    channels: Mapping[str, tuple[str, bool]]
    root: Path | None
    limits: Limits

    def silent(self, name: str) -> bool:
        """Whether nothing is said of a name that is not found."""
        return self.project.held or name in self.project.broken


def arrivals_of(model: Arrivals, around: Surroundings, findings: Findings) -> days.Arrivals | None:
    """The arrivals; None if they are in error."""
    media = _media(model, around, findings)
    rows = _rows(model, around, findings)
    _check_data(model, rows, around, findings)
    _check_typing(model, around, findings)
    _check_transfers(model, media, around, findings)
    periods = _in_order(lowered(model.periods, days.Period), model, findings)
    if model.damaged or media is None:
        return None
    if model.rate is not None:
        periods = (days.Period(begins_us=0, rate=model.rate.millionths),)
    bursts = sorted(lowered(model.bursts, days.Burst), key=lambda burst: burst.begins_us)
    retries = lowered(model.retries, days.Retry)
    replies = lowered(model.replies, days.Reply)
    transfers = lowered(model.transfers, days.Transfer)
    busyness, patience, handling, wrap_up = (
        None if each is None else each.spread
        for each in (model.busyness, model.patience, model.handling, model.wrap_up)
    )
    return days.Arrivals(
        name=model.name or "",
        media=media,
        strategy=model.strategy.name if model.strategy else "",
        channel=model.channel or "",
        queue=model.queue.name if model.queue else "",
        periods=periods,
        busyness=busyness,
        bursts=tuple(bursts),
        recorded=() if rows is None else rows.recorded,
        relative=rows is not None and rows.relative,
        data=model.data.each,
        patience=patience,
        impatient=model.impatient.millionths,
        retry=retries[0] if retries else None,
        handling=handling,
        wrap_up=wrap_up,
        typing=model.typing.each,
        reply=replies[0] if replies else None,
        transfer=transfers[0] if transfers else None,
    )


def _in_order(
    periods: tuple[days.Period, ...], model: Arrivals, findings: Findings
) -> tuple[days.Period, ...]:
    """The periods by their beginnings; E210 for two at one time, however it is written."""
    first: dict[int, Span] = {}
    for period, inner in zip(periods, model.periods, strict=True):
        before = first.setdefault(period.begins_us, inner.span)
        if before is not inner.span:
            notes = [Note(before, "the first one is here")]
            message = f"two periods begin at `{inner.name}`"
            findings.error("E210", inner.span, message, None, notes)
    return tuple(sorted(periods, key=lambda period: period.begins_us))


# Where they begin


def _media(model: Arrivals, around: Surroundings, findings: Findings) -> str | None:
    """The media type; None if it is not known, which has been said."""
    if model.channel is not None:
        return _of_channel(model, model.channel, around, findings)
    if model.strategy is not None:
        sketch = around.strategies.get(model.strategy.name)
        return None if sketch is None else _of_family(model, sketch.family, findings)
    if model.queue is None or model.queue.name not in around.queues:
        return None
    if model.media == USUAL[Family.VOICE]:
        message = "a queue holds no calls"
        cure = "calls begin in a strategy: `strategy = …`"
        findings.error("E232", model.places["media"], message, cure)
        return None
    return model.media or _of_queue(around.queues[model.queue.name], around)


def _of_family(model: Arrivals, family: Family, findings: Findings) -> str | None:
    media = model.media or USUAL[family]
    if family_of(media) is family:
        return media
    name = model.strategy.name if model.strategy else ""
    message = f"`{name}` is for {WHAT[family]}, and `{media}` is for {WHAT[family_of(media)]}"
    findings.error("E232", model.places["media"], message, "leave `media` out")
    return None


def _of_queue(queue: Queue, around: Surroundings) -> str:
    """Chats if the first view submits to a strategy for chats, else e-mails."""
    submits = (around.strategies.get(view.submit) for view in queue.views)
    first = next((sketch for sketch in submits if sketch is not None), None)
    chats = first is not None and first.family is Family.CHAT
    return USUAL[Family.CHAT if chats else Family.EMAIL]


def _of_channel(model: Arrivals, name: str, around: Surroundings, findings: Findings) -> str | None:
    span = model.places["channel"]
    known = around.channels.get(name)
    if known is None:
        damaged = any(
            item.syntax.kind.text == Application.word and (item.model is None or item.model.damaged)
            for item in around.project.declared
        )
        if not damaged and not around.silent(name):
            unknown("channel", name, span, around.channels, findings)
        return None
    media, inbound = known
    if not inbound:
        message = f"nobody can come in by `{name}`: it has no `inbound_route`"
        cure = 'write `inbound_route = "1:endpoint"` in the channel'
        findings.error("E230", span, message, cure)
    if model.media not in (None, media):
        message = f"chats of `{name}` are of the media `{media}`"
        findings.error("E232", model.places["media"], message, "leave `media` out")
        return None
    return media


# What they bring and do


def _rows(model: Arrivals, around: Surroundings, findings: Findings) -> Rows | None:
    if model.times is None:
        return None
    return read_rows(
        model.times,
        model.places["times"],
        root=around.root,
        limits=around.limits,
        findings=findings,
    )


def _check_data(
    model: Arrivals, rows: Rows | None, around: Surroundings, findings: Findings
) -> None:
    spans = dict(zip((each.key for each in model.data.each), model.data.spans, strict=True))
    columns = rows.columns if rows is not None else ()
    for key, span in spans.items():
        if key in SYSTEM_KEYS and key not in OWN_KEYS:
            message = f"`{key}` belongs to the system and cannot be attached"
            findings.error("E237", span, message, "choose another key")
        elif key in columns:
            message = f"`{key}` is a column of the file too"
            findings.error("E210", span, message, "leave one of them out")
    if len(spans) + len(columns) > around.limits.data_keys:
        message = f"there are more than {around.limits.data_keys:,} keys of data"
        findings.error("E413", model.places.get("data", model.span), message)
    sketch = around.strategies.get(model.strategy.name) if model.strategy else None
    unread = "data" in model.places and model.damaged
    if sketch is None or unread or (model.times is not None and rows is None):
        return
    attached = {each.key: each for each in model.data.each if each.key not in OWN_KEYS}
    absent = [key for key in sketch.data if key not in attached and key not in columns]
    if absent:
        message = f"`{sketch.name.text}` declares {listed(absent)}, which these customers lack"
        cure = f"write `data = {{ {absent[0]}: … }}`"
        findings.error("E302", model.places["strategy"], message, cure)
    for key, kind in sketch.data.items():
        if key in attached:
            _check_type(attached[key], kind, spans[key], findings)
        elif key in columns and kind not in (Type.TEXT, Type.ANY):
            message = f"`{key}` is declared as {kind}, and columns of a file are texts"
            findings.error("E220", model.places["times"], message, f"declare `{key}: text`")


def _check_type(attribute: Attribute, kind: Type, span: Span, findings: Findings) -> None:
    """E220 for a declared key that has values of another type."""
    match attribute.source:
        case Source.FIXED:
            given = {type_of(attribute.value)} if attribute.value is not None else set()
        case Source.CHOICE:
            given = {type_of(value) for value, _ in attribute.choices}
        case Source.RANGE:
            given = {Type.INTEGER}
        case _:
            given = {Type.TEXT}
    wrong = sorted(given - {kind, Type.ANY}) if kind is not Type.ANY else []
    if wrong:
        message = f"`{attribute.key}` is declared as {kind}, this is {wrong[0]}"
        findings.error("E220", span, message)


def _check_typing(model: Arrivals, around: Surroundings, findings: Findings) -> None:
    for typing, span in zip(model.typing.each, model.typing.spans, strict=True):
        kinds = around.labels.get(typing.block)
        if kinds is None:
            if not around.silent(typing.block) and not _any_in_error(around):
                collecting = [name for name, words in around.labels.items() if COLLECTS in words]
                cure = did_you_mean(typing.block, collecting)
                message = f"there is no block `{typing.block}`"
                findings.error("E211", span, message, cure or "name a `collect` block by its label")
        elif not kinds & {COLLECTS, ""}:
            message = f"`{typing.block}` collects nothing"
            findings.error("E261", span, message, "callers type in `collect` blocks")


def _check_transfers(
    model: Arrivals, media: str | None, around: Surroundings, findings: Findings
) -> None:
    """E232 for what is no call, or a strategy that takes none."""
    for transfer in model.transfers:
        if not isinstance(transfer, Transfer) or transfer.damaged:
            continue
        sketch = around.strategies.get(transfer.to.name)
        if media is not None and family_of(media) is not Family.VOICE:
            message = "agents transfer calls alone"
            findings.error("E232", transfer.span, message, "leave it out")
        elif sketch is not None and sketch.family is not Family.VOICE:
            message = (
                f"`{transfer.to.name}` is for {WHAT[sketch.family]}, and calls are transferred"
            )
            cure = "name a strategy for calls"
            findings.error("E232", transfer.places["to"], message, cure)


def _any_in_error(around: Surroundings) -> bool:
    return any(
        draft.syntax is None for sketch in around.strategies.values() for draft in sketch.drafts
    )

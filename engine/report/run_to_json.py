"""A run as a document for machines: all that its trace tells, and more exactly.

In: a program, the log of a run of it. Out: what `to_json.dumps` takes.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from engine.folds.fates import Fate, fates, path
from engine.folds.ledger import fault_name, ledger
from engine.folds.records import Because, Record, records
from engine.log.model import EventLog
from engine.program.model import Program
from engine.report.to_json import Document
from engine.values import Duration, KVList, Time, Value


def run_document(program: Program, log: EventLog) -> Document:
    """A run: what it was made of, its events with their reasons, what became of all, the ledger."""
    happened = records(program, log)
    return {
        "project": program.name,
        "head": dict(log.head),
        "events": [_record(record) for record in happened],
        "interactions": [_fate(fate, path(happened, fate.interaction)) for fate in fates(happened)],
        "ledger": _ledger(happened),
        "hash": {"events": log.events_hash(), "why": log.why_hash()},
    }


def _record(record: Record) -> Document:
    document: Document = {
        "event": record.kind.name.lower(),
        "time_us": record.time_us,
        **{name: _value(value) for name, value in record.details.items()},
    }
    if "fault" in record.details:
        document["symbol"] = fault_name(record.number("fault"))
    for name, found in (
        ("interaction", record.interaction),
        ("block", record.block.label if record.block else None),
        ("place", record.block.place if record.block else None),
        ("port", record.port.label if record.port else None),
        ("queue", record.queue),
    ):
        if found is not None:
            document.setdefault(name, found)
    if record.because:
        document["because"] = [_because(because) for because in record.because]
    return document


def _because(because: Because) -> Document:
    details = {name: _value(value) for name, value in because.details.items()}
    return {"kind": because.kind.name.lower(), **details}


def _fate(fate: Fate, blocks: Sequence[str]) -> Document:
    document = asdict(fate)
    document["path"] = list(blocks)
    document["final"] = fate.final
    return document


def _ledger(happened: Sequence[Record]) -> Document:
    document = asdict(ledger(happened))
    for name in ("chats_lost_removed", "chats_elsewhere", "faults"):
        document[name] = dict(document[name])
    return document


def _value(value: Value | None) -> Any:
    """A value in JSON: pairs stay pairs, since keys may repeat; lengths of time and instants are
    texts as the author writes them."""
    match value:
        case Duration() | Time():
            return str(value)
        case bytes():
            return {"binary": value.hex().upper()}
        case KVList():
            return [[key, _value(inner)] for key, inner in value]
        case tuple():
            return {"list": [_value(item) for item in value]}
        case _:
            return value

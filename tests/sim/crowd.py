"""Runs that use every part of the core, in a process of its own.

In: nothing. Out: on standard output a JSON object with the form of the core and the hashes of the
logs, in order. Many chats at once make every column grow.
"""

import json
import sys
from pathlib import Path

from engine.log.counts import Level
from engine.log.model import EventLog
from engine.ops import Code, Family, Op
from engine.pipeline import check
from engine.program.lower import lower
from engine.program.model import Program
from engine.scenario import Answering
from engine.scenario.answers import SPOKEN
from engine.sim import core
from engine.values import MINUTE
from tests.helpers.days import EVERYTHING, day_of, log_of, program_of
from tests.helpers.runs import run_text
from tests.sim.assembly import Assembly, Make
from tests.sim.hand_runs import run
from tests.sim.invitation import CLEAN, invitation
from tests.sim.routed_runs import busy_day

ROOT = Path(__file__).parents[2]
LOOP = """  answered: assign { n = n + 1 } -> more
  more: if(n < 60 and n * n / 3 mod 7 != 100) { true -> invite   false -> bye }
"""
PARK = """  view first { where = (udata.Mark ?? "") == ""   every = 2s   submit = park }
  view again { where = time_in_queue > 4s and length(notifications) < 50
               every = 3s   order = newest   submit = settle }"""


def crowd() -> str:
    """Sixty chats from one call, which are marked, parked and settled in turn."""
    text = invitation(views=f"{PARK}\n{CLEAN}", flag="false")
    start, end = text.index("  answered:"), text.index("  refused:")
    text = text[:start] + LOOP + text[end:]
    text = text.replace("  on fault -> failed", "  on fault -> failed\n  var n = 0", 1)
    return text + (
        "strategy park (chat) {\n"
        '  mark: attach { Mark = "seen " + id } -> off\n'
        "  off: queue(notifications) { not_before = 7s }\n}\n"
    )


def long_loop() -> EventLog:
    """Twenty thousand blocks in one activation, up to the limit of steps."""
    made = Assembly()
    made.strategy(
        "s",
        {"a": Make([(Op.SET, 0, made.code((Code.SLOT, 0), (Code.CONST, -3), (Code.ADD, 0))),
                    (Op.LEAVE, 0)], ["a"])},
        family=Family.VOICE,
        variables={"n": 0},
    )  # fmt: skip
    return run(made)


def programs() -> list[Program]:
    """A day of calls, and one of calls and chats in which services are asked."""
    checked = check(ROOT / "strategies" / "monday")
    return [program_of(EVERYTHING), *([] if checked.process is None else [lower(checked.process)])]


def main() -> None:
    """Runs everything and prints the hashes."""
    logs = [
        run_text(invitation(), answers=[answer], horizon_us=15 * MINUTE).log
        for answer in (
            "fault:204" if answering is Answering.FAULT
            else "after:3s" if answering is Answering.AFTER
            else answering.value
            for answering in SPOKEN.values()
        )
    ]  # fmt: skip
    logs += [run_text(crowd(), horizon_us=15 * MINUTE).log, long_loop()]
    logs.append(busy_day().log)
    logs += [log_of(day_of(program, level=Level.WHY)) for program in programs()]
    hashes = [[log.events_hash(), log.why_hash(), len(log)] for log in logs]
    json.dump({"form": core.form(), "hashes": hashes}, sys.stdout)


if __name__ == "__main__":
    main()

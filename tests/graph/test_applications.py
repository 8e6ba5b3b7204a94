"""What is told of a call's application before a run is what the run then answers."""

from itertools import product

import pytest

from engine.faults import BY_NUMBER
from engine.folds.records import records
from engine.log.events import Event
from engine.pipeline import run
from engine.scenario import Scenario
from tests.graph.projects import check

SERVERS = """
application "Mail" { type = EmailServer   address = "help@example.com" }
application "Texts" { type = GenericServer   address = "+19251112222" }
application "CRM" { type = ThirdPartyServer }
service "Orders.Find" { application = "CRM"   answers { Status = "x" } }
service "Mails.Count" { application_type = EmailServer   answers { Count = 0 } }
"""
NAMES = ("", "Mail", "Texts", "CRM", "ChatServer", "nobody")
TYPES = ("", "EmailServer", "GenericServer", "ThirdPartyServer", "22")
METHODS = ("Email.Send", "Sms.Send", "Orders.Find", "Mails.Count")
UNSERVED = {"unavailable", "unknown_service", "unknown_method"}


@pytest.mark.parametrize(
    ("name", "kind", "method"),
    [case for case in product(NAMES, TYPES, METHODS) if case[:2] != ("", "")],
)
def test_a_call_is_told_of_if_and_only_if_no_server_answers_it(
    name: str, kind: str, method: str
) -> None:
    fields = f'app_name = "{name}"' if name else ""
    fields += f"   app_type = {kind}" if kind else ""

    process, findings = check(
        f"{SERVERS}\nstrategy first (email) {{\n"
        f'  call: esp("{method}") {{ {fields}   fault -> done   timeout -> done }} -> done\n'
        "  done: stop\n}\n"
    )

    assert process is not None
    told = [item.code for item in findings]
    finished = run(process, Scenario(strategy="first"))
    faults = [
        BY_NUMBER[record.number("fault")].symbol
        for record in records(finished.program, finished.log)
        if record.kind is Event.REFUSED
    ]
    assert told == (["W335"] if UNSERVED & {*faults} else [])

"""`OMInteractions.CreateInteraction` and `UpdateInteraction`: records at UCS."""

from dataclasses import replace

import pytest

from engine.esp.outcome import KeepRecord
from engine.values import KVList
from tests.esp.letters import ANA, CALL, INBOUND, asked, here
from tests.esp.still import effect, refused, served

CREATE, UPDATE = "OMInteractions.CreateInteraction", "OMInteractions.UpdateInteraction"


def test_a_call_gets_a_record_with_its_user_data() -> None:
    data = {"Order": "A-1", "Queue": "q"}

    answer = served(asked(CREATE, data=data), here(CALL))

    kept = KVList([("Order", "A-1")])
    assert answer.effects == (KeepRecord(interaction_id="email-1", attributes=kept, created=True),)
    assert answer.result == KVList([("InteractionId", "email-1")])


@pytest.mark.parametrize("method", [CREATE, UPDATE])
def test_a_record_that_is_there_gets_what_the_call_says(method: str) -> None:
    own = KVList([("Disposition", "answered")])

    answer = served(asked(method, {"Attributes": own}), here(INBOUND))

    found = effect(answer, KeepRecord)
    assert (found.attributes, found.created) == (own, False)


def test_what_has_no_record_is_not_updated() -> None:
    assert refused(asked(UPDATE), here(CALL)).number == 222
    assert refused(asked(UPDATE), here(replace(INBOUND, recorded=False))).number == 222


@pytest.mark.parametrize("method", [CREATE, UPDATE])
def test_a_contact_that_is_named_must_be_there(method: str) -> None:
    request = asked(method, data={"ContactId": "contact-1"})

    assert refused(request, here(INBOUND)).number == 231
    assert served(request, here(INBOUND, contacts=(ANA,))).effects


@pytest.mark.parametrize("method", [CREATE, UPDATE])
def test_the_interaction_must_be_known(method: str) -> None:
    assert refused(asked(method, {"InteractionId": "chat-9"}), here()).number == 222
    assert refused(asked(method, goes_along=False), here()).number == 201

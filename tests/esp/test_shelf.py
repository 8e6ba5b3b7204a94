"""The shelf of ESP methods and their signatures."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine import esp
from engine.codes import CODES
from engine.esp import METHODS
from engine.esp.signature import Signature
from engine.values import Type

SERVICES = Path(esp.__file__).parent / "services"
FILES = sorted(
    path.relative_to(SERVICES).with_suffix("")
    for path in SERVICES.glob("*/*.py")
    if path.stem != "__init__"
)
SIGNATURES = [method.signature for method in METHODS.values()]


def test_every_file_on_the_shelf_is_listed() -> None:
    modules = {type(method).__module__ for method in METHODS.values()}

    expected = {f"engine.esp.services.{'.'.join(path.parts)}" for path in FILES}
    assert modules == expected


def test_methods_are_listed_by_their_names() -> None:
    assert list(METHODS) == [signature.name for signature in SIGNATURES]
    assert list(METHODS) == [
        "ChatService.InviteToChat", "ChatService.ValidateContact", "Chat.Message", "Chat.Notice",
        "Contact.Identify", "Contact.findOrCreate", "Contact.Update",
        "OMFieldCodes.RenderFieldCodes", "OMFieldCodes.RenderMessageContent",
        "OMFieldCodes.ValidateFieldCodes", "OMInteractions.StopInteraction",
        "OMInteractions.CreateInteraction", "OMInteractions.UpdateInteraction",
        "InteractionServer.SubmitNewInteraction", "Email.Acknowledgement", "Email.Autoresponse",
        "Email.CreateNotification", "Email.Forward", "Email.Redirect",
        "Email.ReplyFromExternalResource", "Email.CreateEmailOut", "Email.Send",
        "Email.ChatTranscript", "Sms.Create", "Sms.Send",
        "Classification.Classify", "Classification.Screen", "Classification.MultiScreen",
    ]  # fmt: skip


@pytest.mark.parametrize("signature", SIGNATURES, ids=lambda signature: signature.name)
def test_a_method_has_a_page_with_an_example_and_its_counterpart(signature: Signature) -> None:
    assert f'esp("{signature.name}")' in signature.doc
    assert "\nExample:\n" in signature.doc
    assert "\nGenesys:\n" in signature.doc
    assert all(parameter.meaning for parameter in signature.parameters)


@pytest.mark.parametrize("signature", SIGNATURES, ids=lambda signature: signature.name)
def test_a_signature_is_sound(signature: Signature) -> None:
    names = [parameter.name for parameter in signature.parameters]

    assert len(names) == len(set(names))
    for parameter in signature.parameters:
        assert parameter.type in (Type.TEXT, Type.KVLIST, Type.INTEGER)
        assert parameter.code in CODES
        assert signature.parameter(parameter.name) is parameter
    assert signature.parameter("Colour") is None


@pytest.mark.parametrize(
    ("name", "literal", "problem"),
    [
        ("TerminateSessionFlag", "TRUE", None),
        ("TerminateSessionFlag", "", None),
        ("TerminateSessionFlag", "yes", "`yes` is neither `true` nor `false`"),
        ("ChatQueueKey", "1:any", None),
        ("ChatQueueKey", "", None),
        ("ChatQueueKey", "any", "`any` is not `tenant:endpoint`"),
        ("_umsClientId", "x", None),
        ("_umsClientId", "", "an empty text counts as missing"),
        ("_umsBusinessId", "", "an empty text counts as missing"),
    ],
)
def test_literals_are_judged_as_at_run_time(name: str, literal: str, problem: str | None) -> None:
    parameter = METHODS["ChatService.InviteToChat"].signature.parameter(name)

    assert parameter is not None
    assert parameter.check is not None
    assert parameter.check(literal) == problem


def test_parameters_have_the_codes_of_their_literals() -> None:
    codes = {
        parameter.name: parameter.code
        for signature in SIGNATURES
        for parameter in signature.parameters
    }

    assert codes["TerminateSessionFlag"] == "E218"
    assert codes["ChatQueueKey"] == "E219"
    assert codes["_umsClientId"] == "E217"
    assert codes["NoticeType"] == "E271"
    assert codes["Delete"] == codes["CreateContact"] == codes["ReturnUnique"] == "E272"


def test_importing_the_shelves_does_not_load_the_tables_of_phone_numbers() -> None:
    script = "import sys, engine.esp, engine.functions; print('phonenumbers' in sys.modules)"
    root = Path(esp.__file__).parents[2]

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"

"""The customer, the agent, the interaction and the custom codes that formulas of tests read."""

from engine.directory import FieldCode, MissingValues
from engine.esp.field_codes import (
    FieldCodeError,
    Filled,
    Rendered,
    Setting,
    library,
    parse,
    render,
)  # fmt: skip
from engine.limits import LIMITS
from engine.syntax.quantities import read
from engine.values import KVList, Time


def time(text: str) -> Time:
    """A time as an author writes it."""
    found = read(text)
    assert isinstance(found, Time)
    return found


NOW = Time(time("2026-12-24T08:05") + 9_000_000)
SOURCES = {
    "Contact": KVList(
        [
            ("FirstName", "Ana"),
            ("LastName", "Lee"),
            ("Title", "Dr"),
            ("Age", 41),
            ("Score", "7.5"),
            ("Empty", ""),
            ("Photo", b"\xff"),
            ("Or", "odd"),
            ("Mod", "odd too"),
            ("EmailAddresses", "ana@example.com"),
            ("EmailAddresses", "lee@example.com"),
            ("Home", KVList([("City", "Rome")])),
        ]
    ),
    "Agent": KVList([("FirstName", "Bo"), ("LastName", "Ek"), ("Signature", "Bo Ek, Sales")]),
    "CustomProperties": KVList([("OrderId", "A-1"), ("Total", 1234)]),
    "Interaction": KVList(
        [
            ("Id", "chat-2"),
            ("ToAddress", "+14155550123"),
            ("FromAddress", "19251112222"),
            ("Subject", "Your order"),
            ("DateCreated", time("2026-12-24T08:00")),
            ("TimeZone", "GMT+00.00"),
            (
                "AttachedData",
                KVList([("Segment", "gold"), ("Count", 3), ("Order Id", "with a space")]),
            ),
        ]
    ),
}
CODES = (
    FieldCode(name="my.agent.signature", text="<$Agent.Signature$>"),
    FieldCode(name="greeting", text="Dear <$Contact.FirstName$>"),
    FieldCode(name="greeting.long", text="<$greeting$>, welcome"),
    FieldCode(name="loyal customer's code", text="<$Interaction.AttachedData('Segment')$>"),
)
NAMED = library(CODES, LIMITS).templates


def filled(body: str, policy: MissingValues = MissingValues.EMPTY) -> Rendered:
    """A body rendered with all this."""
    setting = Setting(policy=policy, now=NOW, named=NAMED)
    return render(parse(body, names=NAMED.keys()), SOURCES, setting)


def value(formula: str) -> Filled:
    """What a formula became."""
    (found,) = filled(f"<${formula}$>").filled
    return found


def outcome(formula: str) -> str:
    """What a table of formulas says of one: its text, `?` if it is missing, `! message`."""
    try:
        found = value(formula)
    except FieldCodeError as error:
        return f"! {error.message}"
    return "?" if found.value is None else found.text

"""Services that an author declares, as `dispatch` serves them: by the rules of embedded methods."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.directory import Application, Directory
from engine.esp import METHODS
from engine.esp.declared import EMBEDDED, Signatures, find_method, parted
from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request, build_envelope
from engine.esp.outcome import Note, Outcome, Refusal, Success
from engine.services import THIRD_PARTY_SERVER, Reply, Service, ServiceKind
from engine.values import KVList, Type, Value
from tests.esp.still import Still

CRM = Application(name="CRM", type=THIRD_PARTY_SERVER)
LOOKUP = Service(
    service="Orders",
    method="Lookup",
    kind=ServiceKind.DATABASE,
    parameters=(("OrderId", Type.TEXT, True), ("Year", Type.INTEGER, False)),
    answers=(("Status", Type.TEXT), ("Total", Type.INTEGER)),
    attaches=("Total",),
    latency_us=80_000,
    by="OrderId",
    rows=(
        ("A-1042", Reply(answer=KVList([("Status", "shipped"), ("Total", 5)]))),
        ("A-1043", Reply(fault=102, fault_text="application unavailable")),
        ("A-1044", Reply(fault=904, fault_text="gone", latency_us=40_000_000)),
    ),
    otherwise=Reply(answer=KVList([("Status", "unknown"), ("Total", 0)])),
)


def called(
    service: Service = LOOKUP,
    parameters: KVList | None = None,
    *applications: Application,
    name: str | None = "CRM",
    method: str = "",
) -> Outcome:
    """What a call of the service is answered."""
    envelope = build_envelope(
        app_name=name,
        app_type=None if name else THIRD_PARTY_SERVER,
        service=service.service,
        method=method or service.method,
        parameters=KVList([("OrderId", "A-1042")]) if parameters is None else parameters,
    )
    directory = Directory(applications=applications or (CRM,), services=(service,))
    return dispatch(Request(1, envelope, KVList()), Still(directory))


def asked(key: Value) -> KVList:
    return KVList([("OrderId", key)])


def said_by_row(key: str) -> tuple[Note, ...]:
    """What a trace says of the choices that led to a row."""
    return (Note("application `CRM`", "AppName names it"), Note(f"row `{key}`", f"OrderId {key}"))


def test_a_row_is_answered_and_what_it_attaches_is_user_data() -> None:
    answer = called()

    assert isinstance(answer, Success)
    assert answer.parameters == KVList([("Status", "shipped")])
    assert answer.user_data == KVList([("Total", 5)])
    assert answer.effects == ()
    assert answer.after_us == 80_000
    assert answer.notes == (
        Note("application `CRM`", "AppName names it"), Note("row `A-1042`", "OrderId A-1042"),
    )  # fmt: skip


def test_what_no_row_is_for_is_answered_by_else() -> None:
    answer = called(parameters=asked("B-1"))

    assert isinstance(answer, Success)
    assert answer.result == KVList([("Status", "unknown"), ("Total", 0)])


def test_without_else_a_value_without_a_row_is_fault_261() -> None:
    answer = called(replace(LOOKUP, otherwise=None), asked("B-1"))

    assert answer == Refusal(261, "no record: OrderId B-1", 80_000)


def test_a_row_can_be_a_fault_with_a_latency_of_its_own() -> None:
    assert called(parameters=asked("A-1043")) == Refusal(
        102, "application unavailable", 80_000, said_by_row("A-1043")
    )
    assert called(parameters=asked("A-1044")) == Refusal(
        904, "gone", 40_000_000, said_by_row("A-1044")
    )


def test_a_service_without_by_has_one_answer() -> None:
    service = replace(LOOKUP, by=None, rows=())

    answers = [called(service, asked(key)) for key in ("A-1042", "B-1")]

    assert answers[0] == answers[1]
    assert isinstance(answers[0], Success)
    assert answers[0].result.get("Status") == "unknown"


def test_a_service_without_answers_answers_nothing() -> None:
    answer = called(Service(service="Log", method="Write"))

    assert isinstance(answer, Success)
    assert answer.result == KVList()


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        (KVList(), Refusal(201, "missing parameter: OrderId", 80_000)),
        (asked(""), Refusal(201, "missing parameter: OrderId", 80_000)),
        (asked(5), Refusal(202, "wrong type: OrderId", 80_000)),
        (KVList([("OrderId", "x"), ("Year", "5")]), Refusal(202, "wrong type: Year", 80_000)),
    ],
)
def test_parameters_are_tested_as_those_of_embedded_methods(
    parameters: KVList, fault: Refusal
) -> None:
    assert called(parameters=parameters) == fault


def test_an_optional_parameter_that_is_left_out_finds_no_row() -> None:
    service = replace(LOOKUP, by="Year", rows=((5, Reply(fault=904, fault_text="x")),))

    answer = called(service)

    assert isinstance(answer, Success)
    assert answer.notes[-1] == Note("`else`", "no row for Year none [inferred]")


def test_only_the_named_application_offers_it() -> None:
    service = replace(LOOKUP, application="CRM")
    other = Application(name="Other", type=THIRD_PARTY_SERVER)

    answer = called(service, None, other, CRM, name="Other")

    assert answer == Refusal(103, "unknown service: Orders of Other")
    assert isinstance(called(service, None, other, CRM), Success)


def test_an_application_of_any_type_offers_it_if_it_is_named() -> None:
    answer = called(replace(LOOKUP, application="Old"), None, Application(name="Old", type=5),
                    name="Old")  # fmt: skip

    assert isinstance(answer, Success)


def test_every_application_of_its_type_offers_it_if_none_is_named() -> None:
    assert isinstance(called(name=None), Success)
    assert called(LOOKUP, None, Application(name="CRM", type=5)) == Refusal(
        103, "unknown service: Orders of CRM"
    )


def test_an_application_that_is_not_connected_is_unavailable() -> None:
    answer = called(LOOKUP, None, replace(CRM, connected=False))

    assert answer == Refusal(102, "application unavailable: AppName CRM")


def test_a_method_that_the_service_lacks_is_fault_104() -> None:
    assert called(method="lookup") == Refusal(104, "unknown method: lookup of Orders")


# Every method by its name


def test_embedded_methods_keep_their_names() -> None:
    usurper = replace(LOOKUP, service="ChatService", method="InviteToChat")
    directory = Directory(services=(usurper,))

    assert find_method("ChatService.InviteToChat", directory) is METHODS["ChatService.InviteToChat"]
    assert Signatures(directory.services) == EMBEDDED


def test_a_method_is_found_by_its_name_embedded_or_declared() -> None:
    directory = Directory(services=(LOOKUP,))
    found = find_method("Orders.Lookup", directory)

    assert found is not None
    assert found.signature == Signatures(directory.services)["Orders.Lookup"]
    assert found.signature.name == "Orders.Lookup"
    assert found.signature.promises == (("Status", Type.TEXT),)
    assert found.signature.attaches == (("Total", Type.INTEGER),)
    assert find_method("Orders.Nothing", directory) is None


def test_an_answer_without_a_signature_attaches_nothing() -> None:
    answer = KVList([("a", 1)])

    assert parted(answer, None) == (answer, KVList())


# Laws

KEYS = st.sampled_from(["a", "b", "c", "d", "A-1042", ""])
NUMBERS = st.integers(-3, 3)
REPLIES = st.one_of(
    st.builds(
        Reply,
        answer=st.builds(lambda text: KVList([("Status", text)]), st.text(max_size=3)),
        latency_us=st.none() | st.integers(0, 5),
    ),
    st.builds(Reply, fault=st.integers(1, 999), fault_text=st.text(max_size=3)),
)


@given(
    rows=st.one_of(st.dictionaries(KEYS, REPLIES), st.dictionaries(NUMBERS, REPLIES)),
    otherwise=st.none() | REPLIES,
    key=KEYS | NUMBERS,
)
def test_a_call_is_answered_by_exactly_the_row_that_a_naive_lookup_gives(
    rows: dict[str | int, Reply], otherwise: Reply | None, key: str | int
) -> None:
    kind = Type.INTEGER if isinstance(key, int) else Type.TEXT
    service = Service(
        service="S", method="M", parameters=(("Key", kind, False),),
        answers=(("Status", Type.TEXT),), by="Key", rows=tuple(rows.items()), otherwise=otherwise,
    )  # fmt: skip

    answer = called(service, KVList([("Key", key)]))

    wanted = rows.get(key, otherwise)
    if wanted is None:
        assert isinstance(answer, Refusal)
        assert answer.number == 261
    elif wanted.fault:
        assert isinstance(answer, Refusal)
        assert (answer.number, answer.text) == (wanted.fault, wanted.fault_text)
        assert answer.after_us == wanted.latency_us
    else:
        assert isinstance(answer, Success)
        assert (answer.result, answer.after_us) == (wanted.answer, wanted.latency_us)

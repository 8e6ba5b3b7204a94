"""Declarations become what the simulated servers are configured with."""

from engine import directory, staff
from engine.directory import Media, MissingValues, StopAbandoned
from engine.ops import Family
from engine.values import SECOND, Duration, Time, Type
from engine.world.kind import DeclarationKind
from tests.shelf.reading import model


def declared(text: str) -> DeclarationKind:
    """The model of a declaration."""
    read = model(text)
    assert isinstance(read, DeclarationKind)
    return read


def test_an_application_has_its_channels_and_documented_defaults() -> None:
    application = declared(
        'application "DMS" { channel "channel-a" { media = whatsapp  business_id = "1"'
        '  inbound_route = "1:x"  inbound_route_by_call = "101:y:z" }'
        "  channel b { media = applebc  business_id = two } }".replace("two", '"2"')
    )

    assert application.lower() == directory.Application(
        name="DMS",
        type=171,
        channels=(
            directory.Channel(
                name="channel-a",
                media=Media.WHATSAPP,
                business_id="1",
                inbound_route="1:x",
                inbound_route_by_call="101:y:z",
            ),
            directory.Channel(name="b", media=Media.APPLE, business_id="2"),
        ),
    )


def test_every_switch_of_an_application_can_be_set() -> None:
    application = declared(
        "application a { type = 5  connected = false  flex_chat = true  strict_delivery = true"
        "  opt_in_required = true  facebook = false  sms = true  missing_values = none_text }"
    )

    assert application.lower() == directory.Application(
        name="a",
        type=5,
        connected=False,
        flex_chat=True,
        strict_delivery=True,
        opt_in_required=True,
        facebook=False,
        sms=True,
        missing_values=MissingValues.NONE_TEXT,
    )


def test_chat_server_has_the_endpoints_of_all_tenants_in_order() -> None:
    server = declared(
        "chat_server { stop_abandoned_interaction = noagents"
        '  endpoints 1 { "session-a" = q  b = r }  endpoints 101 { "session-a" = r } }'
    )

    assert server.lower() == directory.ChatServer(
        name="ChatServer",
        stop_abandoned_interaction=StopAbandoned.NOAGENTS,
        endpoints=(
            directory.Endpoint(tenant=1, name="session-a", queue="q"),
            directory.Endpoint(tenant=1, name="b", queue="r"),
            directory.Endpoint(tenant=101, name="session-a", queue="r"),
        ),
    )


def test_chat_server_may_have_a_name() -> None:
    server = declared("chat_server Chat_1").lower()

    assert server == directory.ChatServer(name="Chat_1")


def test_a_response_keeps_its_text_and_its_days() -> None:
    response = declared(
        'response SR { content_type = "quick-replies"  body = "Hi <$Contact.FirstName$>"'
        '  id = "ns@name"  subject = "s"  language = "en"  country = "US"  approved = false'
        "  starts = 2026-12-23  expires = 2026-12-24T08:00 }"
    )

    assert response.lower() == directory.StandardResponse(
        name="SR",
        content_type="quick-replies",
        body="Hi <$Contact.FirstName$>",
        template_id="ns@name",
        subject="s",
        language="en",
        country="US",
        approved=False,
        starts=int(Time(1_797_984_000_000_000)),
        expires=int(Time(1_798_099_200_000_000)),
    )


def test_a_response_without_days_is_always_valid() -> None:
    response = declared('response SR { content_type = text  body = "x" }').lower()

    assert response == directory.StandardResponse(name="SR", content_type="text", body="x")


def test_a_contact_is_named_by_its_client_id() -> None:
    contact = declared('contact "+1 415" { channel = "c"  opt_in = true  last_inbound = 2s }')
    number = declared("contact 14155550123")

    assert contact.lower() == directory.Contact(
        client_id="+1 415", channel="c", opt_in=True, last_inbound_ago_us=2 * SECOND
    )
    assert number.lower() == directory.Contact(client_id="14155550123")


def test_a_queue_has_its_views_in_order() -> None:
    queue = declared(
        "queue q { view b { submit = s }"
        "  view a { where = is_online  every = 5s  order = newest  submit = t } }"
    )

    views = dict(queue)["views"]
    assert [view.name for view in views] == ["b", "a"]
    assert (views[0].where, views[0].every, views[0].order) == (None, 30 * SECOND, "priority")
    assert views[1].where.span.text() == "is_online"
    assert (views[1].every, views[1].order, views[1].submit.name) == (
        Duration(5 * SECOND),
        "newest",
        "t",
    )
    assert queue.lower() is None


def test_a_strategy_declares_data_and_variables_and_leaves_blocks_to_the_graph() -> None:
    strategy = declared(
        "strategy s (chat) { data { A: text  B: KVList }  var n = 0  var m = -5s"
        "  on fault -> a  start -> a  a: exit }"
    )

    read = dict(strategy)
    assert read["family"] is Family.CHAT
    (data,) = read["data"]
    assert [(entry.name, entry.value) for entry in data.lower()] == [
        ("A", Type.TEXT),
        ("B", Type.KVLIST),
    ]
    assert [(item.name, item.value) for item in read["variables"]] == [
        ("n", 0),
        ("m", Duration(-5 * SECOND)),
    ]


def test_a_strategy_is_for_calls_unless_it_says_otherwise() -> None:
    assert dict(declared("strategy s { a: exit }"))["family"] is Family.VOICE


def test_an_environment_names_parameters_with_other_values() -> None:
    env = dict(declared('env prod { number = "1"  retries = 2 }'))

    assert [(entry.name, entry.value) for entry in env["values"]] == [
        ("number", "1"),
        ("retries", 2),
    ]


def test_an_agent_has_skills_room_and_an_id() -> None:
    agent = declared('agent anna { skills = { billing: 8, english: 0 }  capacity = { chat: 3 }'
                     '  id = "1001" }')  # fmt: skip

    assert agent.lower() == (
        staff.Agent(
            name="anna",
            capacity=(0, 3, 0),
            skills=(("billing", 8), ("english", 0)),
            ident="1001",
        ),
    )


def test_a_capacity_rule_has_room_for_media_and_what_bars_them() -> None:
    rule = declared(
        "capacity_rule r { chat = { most: 3, unless: voice >= 1 or email > 1 }   email = 2 }"
    )

    assert rule.lower() == staff.CapacityRule(
        name="r",
        capacity=(0, 3, 2),
        bars=((), ((0, 1), (2, 2), (staff.OR, 0)), ()),
    )


def test_an_agent_of_whom_nothing_is_said_has_one_call_and_nothing_else() -> None:
    assert declared("agent anna").lower() == (staff.Agent(name="anna", capacity=(1, 0, 0)),)
    assert staff.Agent(name="anna").level("billing") == 0


def test_groups_skills_and_virtual_queues_are_names() -> None:
    assert declared("group g { members = [ben, anna] }").lower() == staff.Group(
        name="g", members=("ben", "anna")
    )
    assert declared("skill billing").lower() == staff.Skill(name="billing")
    assert declared("virtual_queue VQ").lower() == staff.VirtualQueue(name="VQ")

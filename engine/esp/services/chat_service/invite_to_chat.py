"""`ChatService.InviteToChat`: a strategy invites a customer to chat.

In: a request whose required parameters are there. Out: a new chat as effects (its session, its
place in a queue, the message, the close) and its id, or the first check that fails. The checks
stand in one order, that of the fault table, in `_examined`.
"""

from dataclasses import dataclass
from functools import partial

from engine.directory import (
    SOCIAL_MS,
    Application,
    Channel,
    ChatServer,
    Endpoint,
    MissingValues,
    StandardResponse,
)
from engine.esp.envelope import Request
from engine.esp.field_codes import Rendered
from engine.esp.field_codes.objects import (
    AGENT,
    CONTACT,
    CUSTOM,
    DATE_CREATED,
    INTERACTION,
    UTC_ZONE,
)
from engine.esp.outcome import (
    REMOVED_BY_SERVER,
    Close,
    Effect,
    Note,
    OpenSession,
    Refused,
    Send,
    Submit,
    Success,
    refusal,
)
from engine.esp.rules import (
    channels,
    clients,
    delivery,
    parameters,
    queue_keys,
    rendering,
    responses,
)
from engine.esp.rules.delivery import Obstacle
from engine.esp.rules.user_data import of_new_chat
from engine.esp.signature import Content, Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Time, Type

FAMILY = "chat"

PAGE = """Invites a customer to chat: creates an outbound chat, and may send a first message.

The chat is an interaction of its own. It gets the request's user data, is placed in the queue that
`ChatQueueKey` leads to, and lives on whatever becomes of the caller. Without `StandardResponseId`
nothing is sent. With `TerminateSessionFlag` the session is closed as soon as the message is sent;
the interaction stays in its queue until a strategy there stops it, so it should have a queue of its
own, whose strategies also remove chats that were lost.

A message that the provider does not deliver is no fault: the answer has been sent by then, and the
chat's user data gets `_umsDeliveryStatus` = `failed`. The application's `strict_delivery` makes
`re_engagement` and `no_opt_in` faults instead [inferred]. Numbers and order of the faults are
[inferred].

Example:
    application "DMS" {
      flex_chat = true
      channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
    }
    chat_server { endpoints 1 { "session-WA-sendSR" = notifications } }
    response SR_welcome {
      content_type = notification
      id = "acme@welcome"
      body = "Hello <$Contact.FirstName$>"
    }
    queue notifications {
      view finished { where = is_online == false   every = 1s   submit = stop_chat }
      view lost { where = is_online and age > 10m   every = 1m   submit = stop_chat }
    }
    strategy stop_chat (chat) { done: stop { reason = "notification is over" } }

    strategy invite_caller (voice) {
      invite: esp("ChatService.InviteToChat") {
        app_name = "DMS"
        parameters = {
          _umsClientId: e164(ANI, "US")
          _umsBusinessId: "19251112222"
          StandardResponseId: "SR_welcome"
          ChatQueueKey: "1:session-WA-sendSR"
          TerminateSessionFlag: "true"
          Contact: { FirstName: udata.FirstName ?? "customer" }
        }
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "invited" }
    }

Genesys:
    Digital Messaging Server 9.1.003.10 and later, with Flex Chat (docs.genesys.com, MSGA, DMS,
    DMSStrategy). In IRD: an External Service block with application type SocialMS (171).
"""


def _queue_key_problem(key: str) -> str | None:
    if not key or queue_keys.parts(key) is not None:
        return None
    return f"`{key}` is not `tenant:endpoint`"


def _empty_problem(text: str) -> str | None:
    return None if text else "an empty text counts as missing"


SIGNATURE = Signature(
    server="Digital Messaging Server",
    application_type=SOCIAL_MS,
    service="ChatService",
    method="InviteToChat",
    parameters=(
        Parameter(
            name="_umsChannel", type=Type.TEXT,
            meaning="the DMS channel; needed only where there are several",
        ),
        Parameter(
            name="_umsClientId", type=Type.TEXT, required=True, check=_empty_problem,
            meaning="the customer: phone number with country code (WhatsApp), conversation id "
            "(Apple), actor id (Facebook)",
        ),
        Parameter(
            name="_umsBusinessId", type=Type.TEXT, required=True, check=_empty_problem,
            meaning="the business id of the channel",
        ),
        Parameter(
            name="StandardResponseId", type=Type.TEXT, content=Content.RESPONSE,
            meaning="the standard response to send; none is sent without it",
        ),
        Parameter(
            name="ChatQueueKey", type=Type.TEXT, check=_queue_key_problem, code="E219",
            meaning="`tenant:endpoint`; default: the channel's `inbound_route_by_call`",
        ),
        Parameter(
            name="TerminateSessionFlag", type=Type.TEXT, check=parameters.flag_problem, code="E218",
            meaning='"true": close the session once the message is sent; default "false"',
        ),
        Parameter(name="Contact", type=Type.KVLIST, meaning="fills `<$Contact.Key$>`"),
        Parameter(name="Agent", type=Type.KVLIST, meaning="fills `<$Agent.Key$>`"),
        Parameter(
            name="CustomProperties", type=Type.KVLIST, meaning="fills `<$CustomProperties.Key$>`"
        ),
    ),
    promises=(("_umsChatSessionId", Type.TEXT),),
    doc=PAGE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A rendered standard response, and what keeps the provider from delivering it."""

    response: StandardResponse
    rendered: Rendered
    obstacle: Obstacle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A request that has passed all checks."""

    interaction_id: str
    channel: Channel
    client_id: str
    endpoint: Endpoint
    terminate: bool
    message: Message | None
    notes: tuple[Note, ...]


class InviteToChat:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new chat. Raises `Refused` at the first check that fails."""
        invitation = _examined(request, application, world)
        return Success(
            parameters=KVList([("_umsChatSessionId", invitation.interaction_id)]),
            user_data=KVList(),
            effects=_effects(invitation, request, world.directory.chat_server),
            notes=invitation.notes,
        )


INVITE_TO_CHAT = InviteToChat()


def _examined(request: Request, application: Application, world: World) -> Invitation:
    """The checks, in the order of the fault table, from `channel_required` to `submit_failed`."""
    said = partial(parameters.text, request)
    client_id, response_name = said("_umsClientId") or "", said("StandardResponseId")
    interaction_id = world.next_interaction_id(FAMILY)

    channel, why_channel = channels.find(application, said("_umsChannel"))
    channels.flex_chat(application)
    channels.media(application, channel)
    channels.business_id(channel, said("_umsBusinessId") or "")
    server = world.directory.chat_server
    endpoint, why_queue = queue_keys.find(server, channel, said("ChatQueueKey"))
    terminate = parameters.flag(said("TerminateSessionFlag") or "false")
    clients.usable(channel, client_id)
    message = None
    if response_name is not None:
        response = responses.find(world.directory, response_name, world.now_us)
        responses.content_type(channel, response)
        sources = _sources(request, interaction_id, world.now_us)
        rendered = responses.rendered(response, sources, application.missing_values, world)
        obstacle = delivery.obstacle(application, channel, response, client_id, world)
        message = Message(response, rendered, obstacle)
    if not world.has_queue(endpoint.queue):
        raise Refused(refusal("submit_failed", f"no interaction queue {endpoint.queue}"))

    return Invitation(
        interaction_id=interaction_id,
        channel=channel,
        client_id=client_id,
        endpoint=endpoint,
        terminate=terminate,
        message=message,
        notes=(why_channel, why_queue, *_why(message, application.missing_values)),
    )


def _sources(request: Request, interaction_id: str, now_us: int) -> dict[str, KVList]:
    """What field codes read. The properties of Interaction are [inferred] for this method."""
    interaction = (
        ("Id", interaction_id),
        ("ToAddress", parameters.text(request, "_umsClientId") or ""),
        ("FromAddress", parameters.text(request, "_umsBusinessId") or ""),
        ("AttachedData", request.user_data),
        (DATE_CREATED, Time(now_us)),
        UTC_ZONE,
    )
    brought = {name: parameters.pairs(request, name) for name in (CONTACT, AGENT, CUSTOM)}
    return {**brought, INTERACTION: KVList(interaction)}


def _why(message: Message | None, policy: MissingValues) -> tuple[Note, ...]:
    if message is None:
        return (Note("nothing is sent", "there is no StandardResponseId"),)
    notes = [*rendering.why_missing(message.rendered.missing, policy)]
    if message.obstacle is not None:
        because = f"{message.obstacle.because}; the provider says so after the answer [inferred]"
        notes.append(Note("the message is not delivered", because))
    return tuple(notes)


def _effects(invitation: Invitation, request: Request, server: ChatServer) -> tuple[Effect, ...]:
    """Session, submit, message, close: the order in which the servers act [inferred]."""
    channel, message = invitation.channel, invitation.message
    ident, media = invitation.interaction_id, channel.media.session
    data, dropped = of_new_chat(
        request.user_data, channel=channel, server=server, client_id=invitation.client_id
    )
    effects: list[Effect] = [
        OpenSession(interaction_id=ident, media=media, terminate=invitation.terminate),
        Submit(
            interaction_id=ident,
            family=FAMILY,
            media=media,
            queue=invitation.endpoint.queue,
            tenant=invitation.endpoint.tenant,
            submitted_by=server.name,
            interaction_type="Outbound",
            interaction_subtype="OutboundNew",
            user_data=data,
            dropped=dropped,
        ),
    ]
    if message is not None:
        effects.append(
            Send(
                interaction_id=ident,
                response=message.response.name,
                text=message.rendered.text,
                codes=message.rendered.codes,
                failure=message.obstacle.because if message.obstacle else None,
                channel=channel.name,
                client_id=invitation.client_id,
            )
        )
    if invitation.terminate:
        effects.append(Close(interaction_id=ident, code=REMOVED_BY_SERVER))
    return tuple(effects)

"""`Chat.Message`: a strategy writes into the session of a chat.

In: a request about a chat. Out: the message as an effect, or `Refused`.
"""

from engine.directory import CHAT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Say, Success
from engine.esp.rules import interactions, parameters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Writes a message into the session of the chat.

Chat Server finds the session by the interaction, so its user data must go along
(`user_data = none` does not do). A strategy checks first that the chat is online: into a session
that has ended nothing can be written, and the call is refused with `session_closed`. The
application is the Chat Server that has the session, which the chat's key `ChatServerAppName` names.
The order and the numbers of the faults are [inferred], and that the answer carries nothing.

Example:
    chat_server "Chat_1" { endpoints 1 { "web" = inbound } }
    queue inbound { view all { every = 1s   submit = greet } }

    strategy greet (chat) {
      data { ChatServerAppName: text }
      open: if(is_online) { true -> hello   false -> done }
      hello: esp("Chat.Message") {
        app_type = ChatServer
        app_name = udata.ChatServerAppName
        parameters = { MessageText: "An agent will be with you shortly." }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "greeted" }
    }

Genesys:
    Chat Server's service for workflows (docs.genesys.com, eServices Chat, "How to Send Message or
    Notice to Chat Session from Workflow"). In IRD: an External Service block with application type
    ChatServer, service Chat, "Don't send user data" not ticked. Interaction Server must be
    connected to Chat Server's port named ESP (`esp` of `chat_server`).
"""

SIGNATURE = Signature(
    server="Chat Server",
    application_type=CHAT_SERVER,
    service="Chat",
    method="Message",
    parameters=(
        Parameter(
            name="MessageText", type=Type.TEXT, required=True,
            meaning="the text that the participants of the chat see",
        ),
        Parameter(
            name="MessageType", type=Type.TEXT,
            meaning="any text; Chat Server passes it on and does not look at it",
        ),
    ),
    promises=(),
    reads=(
        (interactions.SERVER_NAME, "must be the Chat Server that is called, if it goes along"),
        (interactions.INTERACTION_ID, "the chat, if it is not the one that the call is made for"),
    ),
    needs=(interactions.INTERACTION_ID,),
    open_session=True,
    doc=PAGE,
)  # fmt: skip


class Message:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The message. Raises `Refused` if there is no open session."""
        ident, note = interactions.open_session(request, application, world)
        said = Say(interaction_id=ident, text=parameters.text(request, "MessageText") or "")
        return Success(parameters=KVList(), user_data=KVList(), effects=(said,), notes=(note,))


MESSAGE = Message()

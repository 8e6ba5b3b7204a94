"""`Chat.Notice`: a strategy puts a notice into the session of a chat.

In: a request about a chat. Out: the notice as an effect, or `Refused`.
"""

from engine.directory import CHAT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Notify, Refused, Success, refusal
from engine.esp.rules import interactions, parameters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PUSHED_URL = "USER_PUSHED_URL"
TYPES = (PUSHED_URL, "USER_CUSTOM", "USER_TYPING_STARTED", "USER_TYPING_STOPPED")
"""The first is documented (docs.genesys.com, eServices Chat, workflow) as one of several that are
lost; the others are [inferred]."""

PAGE = """Puts a notice into the session of the chat.

What holds for the chat is that of `Chat.Message`: its user data goes along, and its session must be
open. `USER_PUSHED_URL` sends the participants to a page, whose address is `NoticeText`; without it
the call lacks a parameter [inferred]. The other types are [inferred]; one that is not known is
refused with `unknown_notice`, since only some are allowed from a workflow.

Example:
    chat_server "Chat_1" { endpoints 1 { "web" = inbound } }
    queue inbound { view all { every = 1s   submit = show } }

    strategy show (chat) {
      data { ChatServerAppName: text }
      open: if(is_online) { true -> page   false -> done }
      page: esp("Chat.Notice") {
        app_type = ChatServer
        app_name = udata.ChatServerAppName
        parameters = { NoticeType: "USER_PUSHED_URL"   NoticeText: "https://www.example.com/faq" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "shown" }
    }

Genesys:
    Chat Server's service for workflows (docs.genesys.com, eServices Chat, "How to Send Message or
    Notice to Chat Session from Workflow"): in IRD as `Chat.Message`, with method Notice.
"""


def _type_problem(notice: str) -> str | None:
    return None if notice in TYPES else f"`{notice}` is no type of notice that a strategy can send"


SIGNATURE = Signature(
    server="Chat Server",
    application_type=CHAT_SERVER,
    service="Chat",
    method="Notice",
    parameters=(
        Parameter(
            name="NoticeType", type=Type.TEXT, required=True, check=_type_problem, code="E271",
            meaning=f"one of {', '.join(TYPES)}",
        ),
        Parameter(
            name="NoticeText", type=Type.TEXT,
            meaning="what goes with it: the address of a pushed page, any text for others",
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


class Notice:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The notice. Raises `Refused`: what is wrong with it decides before its session."""
        notice = parameters.text(request, "NoticeType") or ""
        text = parameters.text(request, "NoticeText") or ""
        if notice not in TYPES:
            raise Refused(refusal("unknown_notice", notice))
        if notice == PUSHED_URL and not text:
            raise Refused(refusal("missing_parameter", "NoticeText"))
        ident, note = interactions.open_session(request, application, world)
        effect = Notify(interaction_id=ident, notice=notice, text=text)
        return Success(parameters=KVList(), user_data=KVList(), effects=(effect,), notes=(note,))


NOTICE = Notice()

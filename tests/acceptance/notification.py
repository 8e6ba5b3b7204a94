"""The notification project as text with parts that a vector exchanges."""

from collections.abc import Mapping

WHATSAPP = """  channel "wa" {
    media = whatsapp
    business_id = "19251112222"
    inbound_route_by_call = "1:call-route"
  }
"""

SECOND = """  channel "wa-2" {
    media = whatsapp
    business_id = "19253334444"
  }
"""

PARAMETERS: Mapping[str, str] = {
    "_umsClientId": '"+14155550123"',
    "_umsBusinessId": '"19251112222"',
    "StandardResponseId": '"order"',
    "ChatQueueKey": '"1:session-WA-sendSR"',
    "TerminateSessionFlag": '"true"',
    "Contact": '{ FirstName: "Ana" }',
    "CustomProperties": '{ OrderId: "A-1" }',
}

FINISHED = (
    "  view finished { where = is_online == false   every = 1s   submit = stop_notification }\n"
)
LOST = "  view lost { where = is_online and age > 10m   every = 1m   submit = remove_lost_chat }\n"

CLEANUP = f"""
queue Q1 {{ view all {{ where = true   every = 1s   submit = keep }} }}
queue Q2 {{
{FINISHED}{LOST}}}
strategy keep (chat) {{ keep: queue(Q1) {{ not_before = 5m }} }}
strategy stop_notification (chat) {{ done: stop {{ reason = "notification sent" }} }}
strategy remove_lost_chat (chat) {{ gone: stop {{ reason = "lost chat" }} }}
"""


def notification(
    *,
    parameters: Mapping[str, str | None] | None = None,
    address: str = 'app_name = "DMS"',
    call: str = "timeout = 30s",
    application: str = "",
    channels: str = WHATSAPP,
    chat_server: str = "",
    response: str = 'content_type = notification   id = "acme@order"',
    body: str = "Dear <$Contact.FirstName$>, order <$CustomProperties.OrderId$>",
    contacts: str = "",
    process: str = CLEANUP,
) -> str:
    """The text of the project; a parameter given as None is left out of the ESP call.

    `call` stands in the ESP block, `application`, `chat_server` and `response` in those
    declarations. The calling strategy is `notify`; it ends in `answered`, `refused` or `silent`.
    """
    wanted = {**PARAMETERS, **(parameters or {})}
    lines = "\n".join(f"      {key}: {value}" for key, value in wanted.items() if value is not None)
    return f"""
strategy notify (voice) {{
  invite: esp("ChatService.InviteToChat") {{
    {address}
    parameters = {{
{lines}
    }}
    {call}
    fault -> refused
    timeout -> silent
  }} -> answered
  answered: attach {{ Chat = invite.answer._umsChatSessionId }} -> bye
  bye: disconnect {{ reason = "notified" }}
  refused: attach {{ Fault = invite.fault.code   Text = invite.fault.text }} -> sorry
  silent: log("silence") -> sorry
  sorry: disconnect {{ reason = "not notified" }}
}}
application "DMS" {{
  flex_chat = true
  {application}
{channels}
}}
chat_server {{
  {chat_server}
  endpoints 1 {{ "call-route" = Q1   "session-WA-sendSR" = Q2 }}
}}
response order {{
  {response}
  body = "{body}"
}}
{contacts}
{process}
"""

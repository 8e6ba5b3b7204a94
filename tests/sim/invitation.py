"""A project that invites a caller to a chat, with the parts that tests of the servers exchange."""

INVITE = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222" }
}
chat_server {
  stop_abandoned_interaction = @STOP@
  endpoints 1 { "send" = notifications }
}
response note { content_type = notification   id = "acme@note"   body = "Hello <$Contact.Name$>" }
queue notifications {
@VIEWS@
}
strategy caller (voice) {
  on fault -> failed
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: "+14155550123"
      _umsBusinessId: "19251112222"
      StandardResponseId: "note"
      ChatQueueKey: "1:send"
      TerminateSessionFlag: "@FLAG@"
      Contact: { Name: "Ana" }
    }
    @CALL@
    timeout -> silent
    fault -> refused
  } -> answered
  answered: attach { Chat = invite.answer._umsChatSessionId } -> bye
  refused: attach { Code = invite.fault.code   Symbol = invite.fault.symbol
                    Text = invite.fault.text } -> bye
  silent: wait(10s) -> bye
  failed: log("failed") -> bye
  bye: disconnect
}
strategy settle (chat) { done: stop { reason = "settled" } }
strategy clean (chat) { gone: stop { reason = "cleaned" } }
"""

SETTLE = "  view over { where = is_online == false   every = 1s   submit = settle }"
CLEAN = "  view lost { where = age > 10m   every = 1s   submit = clean }"


def invitation(
    *,
    stop: str = "never",
    views: str = f"{SETTLE}\n{CLEAN}",
    flag: str = "true",
    call: str = "timeout = 5s",
) -> str:
    """The project's text; interaction 0 is the call, interaction 1 the chat."""
    parts = {"@STOP@": stop, "@VIEWS@": views, "@FLAG@": flag, "@CALL@": call}
    text = INVITE
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text

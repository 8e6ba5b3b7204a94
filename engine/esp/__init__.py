"""ESP, the External Service Protocol: requests, answers, and the methods that servers offer.

In: a `Request` and a read-only `World`. Out: an `Outcome`; `sim` applies its effects. The shelf of
methods is listed here by the name that `esp(...)` takes.
"""

from engine.esp.method import Method
from engine.esp.services.chat.message import MESSAGE
from engine.esp.services.chat.notice import NOTICE
from engine.esp.services.chat_service.invite_to_chat import INVITE_TO_CHAT
from engine.esp.services.chat_service.validate_contact import VALIDATE_CONTACT
from engine.esp.services.contact.find_or_create import FIND_OR_CREATE
from engine.esp.services.contact.identify import IDENTIFY
from engine.esp.services.contact.update import UPDATE
from engine.esp.services.om_field_codes.render_field_codes import RENDER_FIELD_CODES
from engine.esp.services.om_field_codes.render_message_content import RENDER_MESSAGE_CONTENT
from engine.esp.services.om_field_codes.validate_field_codes import VALIDATE_FIELD_CODES
from engine.esp.services.om_interactions.stop_interaction import STOP_INTERACTION

METHODS: dict[str, Method] = {
    method.signature.name: method
    for method in (
        INVITE_TO_CHAT, VALIDATE_CONTACT, MESSAGE, NOTICE, IDENTIFY, FIND_OR_CREATE, UPDATE,
        RENDER_FIELD_CODES, RENDER_MESSAGE_CONTENT, VALIDATE_FIELD_CODES, STOP_INTERACTION,
    )
}  # fmt: skip

__all__ = ["METHODS", "Method"]

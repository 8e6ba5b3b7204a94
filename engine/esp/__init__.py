"""ESP, the External Service Protocol: requests, answers, and the methods that servers offer.

In: a `Request` and a read-only `World`. Out: an `Outcome`; `sim` applies its effects. The shelf of
methods is listed here by the name that `esp(...)` takes.
"""

from engine.esp.method import Method
from engine.esp.services.chat_service.invite_to_chat import INVITE_TO_CHAT

METHODS: dict[str, Method] = {method.signature.name: method for method in (INVITE_TO_CHAT,)}

__all__ = ["METHODS", "Method"]

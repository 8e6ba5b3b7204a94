"""Which interaction a request is about, and whether Chat Server has an open session of it.

In: a request. Out: the interaction's id, or `Refused` (`no_interaction`, `unknown_interaction`,
`session_closed`). A request is about the interaction whose user data goes along, or about the one
that the key `InteractionId` of its user data names [inferred].
"""

from engine.directory import Application
from engine.esp.envelope import Request, words
from engine.esp.outcome import Note, Refused, refusal
from engine.esp.world import Subject, World

INTERACTION_ID = "InteractionId"
SERVER_NAME = "ChatServerAppName"
IS_ONLINE = "IsOnline"
"""Keys of user data (docs.genesys.com, eServices Chat, workflow)."""


def find(request: Request, world: World) -> tuple[str, Subject]:
    """The id and the state of the interaction that a request is about."""
    ident = request.about(INTERACTION_ID)
    if not isinstance(ident, str):
        raise Refused(refusal("no_interaction", "user data does not go along"))
    subject = world.interaction(ident)
    if subject is None:
        raise Refused(refusal("unknown_interaction", ident))
    return ident, subject


def open_session(request: Request, application: Application, world: World) -> tuple[str, Note]:
    """The id of the chat whose session at this Chat Server is open."""
    ident, subject = find(request, world)
    server = request.user_data.get(SERVER_NAME)
    if server is not None and server != application.name:
        what = f"{ident}, its session is at {words(server)}, as {SERVER_NAME} says"
        raise Refused(refusal("unknown_interaction", what))
    if not subject.chat or not subject.known:
        what = f"{ident} has no session at {application.name}"
        raise Refused(refusal("unknown_interaction", what))
    if not subject.online:
        raise Refused(refusal("session_closed", f"{ident}, {IS_ONLINE} is 0"))
    named = INTERACTION_ID in request.user_data
    because = f"{INTERACTION_ID} names it" if named else "its user data goes along [inferred]"
    return ident, Note(f"session `{ident}`", because)

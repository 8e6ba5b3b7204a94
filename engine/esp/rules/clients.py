"""Client ids: how a channel's media names a customer, and what is known of one.

In: client ids as requests and contacts have them. Out: whether media can use them, whether two are
the same. A WhatsApp client is a phone number with country code, an Apple client a conversation id,
a Facebook client an actor id (docs.genesys.com, DMS). A number that does not exist is no fault: the
provider refuses the message later.
"""

import re

from engine import phone
from engine.directory import Channel, Contact, Directory, Media
from engine.esp.outcome import Refused, refusal

_WRITTEN_NUMBER = re.compile(r"[0-9 +().-]*[0-9][0-9 +().-]*", re.ASCII)
_BY_NUMBER = (Media.WHATSAPP, Media.SMS)


def usable(channel: Channel, client_id: str) -> None:
    """`bad_client_id` for an id that names nobody: no digit for phones, no letter or digit else."""
    phones = channel.media in _BY_NUMBER
    if not any(char.isdecimal() or (char.isalpha() and not phones) for char in client_id):
        raise Refused(refusal("bad_client_id", f"{client_id} on {channel.name}"))


def canonical(client_id: str) -> str:
    """The id by which clients are compared: of a written phone number its digits.

    WhatsApp takes all these forms for one number (Meta, contacts reference).

    >>> canonical("+1 (631) 555-1004"), canonical("16315551004"), canonical("urn:biz:1")
    ('16315551004', '16315551004', 'urn:biz:1')
    """
    if not _WRITTEN_NUMBER.fullmatch(client_id):
        return client_id
    return "".join(char for char in client_id if char.isdecimal())


def unreachable(channel: Channel, client_id: str) -> str | None:
    """Why the provider cannot deliver to a client at all, or None."""
    if channel.media not in _BY_NUMBER or phone.is_valid(f"+{canonical(client_id)}"):
        return None
    return f"`{client_id}` is no valid phone number with country code"


def contact(directory: Directory, channel: str, client_id: str) -> Contact | None:
    """The contact declared for a client on a channel, else the one declared for every channel."""
    wanted = canonical(client_id)
    known = [entry for entry in directory.contacts if canonical(entry.client_id) == wanted]
    for name in (channel, None):
        for entry in known:
            if entry.channel == name:
                return entry
    return None

"""Which channel of a DMS a request is for, and whether it can be used.

In: the application and the request's words. Out: the channel, or `Refused` (`channel_required`,
`unknown_channel`, `flex_chat_required`, `unsupported_media`, `unknown_business_id`).
"""

from typing import assert_never

from engine.directory import Application, Channel, Media
from engine.esp.outcome import Note, Refused, refusal


def find(application: Application, name: str | None) -> tuple[Channel, Note]:
    """The channel with this name; without a name the only one there is."""
    channels = application.channels
    if name is None and len(channels) > 1:
        names = ", ".join(channel.name for channel in channels)
        raise Refused(refusal("channel_required", f"_umsChannel, one of {names}"))
    if name is None and not channels:
        raise Refused(refusal("unknown_channel", f"application {application.name} has none"))
    for channel in channels:
        if name is None:
            return channel, Note(f"channel `{channel.name}`", "the application has no other")
        if channel.name == name:
            return channel, Note(f"channel `{channel.name}`", "_umsChannel names it")
    raise Refused(refusal("unknown_channel", f"{name}"))


def flex_chat(application: Application) -> None:
    """Invitations need the Flex Chat protocol between DMS and Chat Server (docs.genesys.com)."""
    if not application.flex_chat:
        raise Refused(refusal("flex_chat_required", application.name))


def media(application: Application, channel: Channel) -> None:
    """Apple and WhatsApp can be invited to; Facebook and SMS by a switch of the application.

    The method's page lost Facebook in a later version and calls SMS not supported; the switches are
    [inferred].
    """
    match channel.media:
        case Media.WHATSAPP | Media.APPLE:
            allowed = True
        case Media.FACEBOOK:
            allowed = application.facebook
        case Media.SMS:
            allowed = application.sms
        case other:
            assert_never(other)
    if not allowed:
        raise Refused(refusal("unsupported_media", f"{channel.media} on {channel.name}"))


def business_id(channel: Channel, given: str) -> None:
    """The business id must be the channel's, letter by letter."""
    if given != channel.business_id:
        raise Refused(refusal("unknown_business_id", f"{given} on {channel.name}"))

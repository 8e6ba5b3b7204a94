"""Standard responses: whether one can be used now, on which media, and its text.

In: the response and the request's KVLists. Out: the response, its rendered text, or `Refused`
(`response_unavailable`, `content_type_unsupported`, `rendering_failed`).
"""

from engine.directory import Channel, Directory, Media, MissingValues, StandardResponse
from engine.esp import field_codes
from engine.esp.field_codes.objects import Sources
from engine.esp.outcome import Refused, refusal
from engine.esp.world import World
from engine.limits import Limits
from engine.values import Time

TEXT = "text"
NOTIFICATION = "notification"

CONTENT_TYPES: dict[Media, tuple[str, ...]] = {
    Media.WHATSAPP: (TEXT, NOTIFICATION),
    Media.APPLE: (TEXT, "interactive"),
    Media.FACEBOOK: (TEXT, "generic", "quick-replies", "single-selection-list"),
    Media.SMS: (TEXT,),
}
"""What each media carries (docs.genesys.com, DMS, StandardResponseId): text with or without
attachments everywhere, structured content by its `contentType`. `interactive` is our word for
Apple's interactive messages."""


def find(directory: Directory, name: str, now_us: int) -> StandardResponse:
    """The response with this name if it is approved and valid now.

    It is valid from `starts` on and before `expires` [inferred].
    """
    response = next((entry for entry in directory.responses if entry.name == name), None)
    if response is None:
        raise Refused(refusal("response_unavailable", f"{name} is unknown"))
    if not response.approved:
        raise Refused(refusal("response_unavailable", f"{name} is not approved"))
    if response.starts is not None and now_us < response.starts:
        raise Refused(
            refusal("response_unavailable", f"{name} is not valid before {Time(response.starts)}")
        )
    if response.expires is not None and now_us >= response.expires:
        raise Refused(
            refusal("response_unavailable", f"{name} expired at {Time(response.expires)}")
        )
    return response


def content_type(channel: Channel, response: StandardResponse) -> None:
    """The channel's media must carry the response's content."""
    if response.content_type not in CONTENT_TYPES[channel.media]:
        what = f"{response.content_type} of {response.name} on {channel.media}"
        raise Refused(refusal("content_type_unsupported", what))


def is_structured(response: StandardResponse) -> bool:
    """Whether strings in the formulas of its body stand in single quotes."""
    return response.content_type != TEXT


def rendered(
    response: StandardResponse, sources: Sources, policy: MissingValues, world: World
) -> field_codes.Rendered:
    """The response's text with its field codes filled. Raises `Refused`."""
    try:
        return filled(
            response, world.directory, sources, policy, now=Time(world.now_us), limits=world.limits
        )
    except field_codes.FieldCodeError as error:
        raise Refused(refusal("rendering_failed", f"{response.name}, {error}")) from error


def filled(
    response: StandardResponse,
    directory: Directory,
    sources: Sources,
    policy: MissingValues,
    *,
    now: Time,
    limits: Limits,
) -> field_codes.Rendered:
    """The same, outside of a call. Raises `FieldCodeError`."""
    setting = _setting(directory, policy, now, limits)
    structured = is_structured(response)
    return _filled(response.body, sources, setting, structured=structured)


def filled_subject(
    response: StandardResponse,
    directory: Directory,
    sources: Sources,
    policy: MissingValues,
    *,
    now: Time,
    limits: Limits,
) -> field_codes.Rendered:
    """Its subject, outside of a call: plain text, empty if it has none. Raises `FieldCodeError`."""
    setting = _setting(directory, policy, now, limits)
    return _filled(response.subject or "", sources, setting, structured=False)


def _setting(
    directory: Directory, policy: MissingValues, now: Time, limits: Limits
) -> field_codes.Setting:
    named = field_codes.library(directory.field_codes, limits).templates
    return field_codes.Setting(policy=policy, now=now, named=named, limits=limits)


def _filled(
    text: str, sources: Sources, setting: field_codes.Setting, *, structured: bool
) -> field_codes.Rendered:
    names = setting.named.keys()
    template = field_codes.parse(text, setting.limits, structured=structured, names=names)
    return field_codes.render(template, sources, setting)

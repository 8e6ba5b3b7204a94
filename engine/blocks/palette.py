"""The palettes of IRD and Composer: every object an author of Genesys strategies can draw.

In: nothing. Out: `IRD` and `COMPOSER`, in the order of the palettes. Names are those of the
Orchestration Server guide's table of IRD function blocks, of the IRD to Composer migration guide
and of Composer Help (Routing Blocks, Workflow Control Blocks, eServices Blocks). An object that a
kind names as its own (`Kind.ird`, `Kind.composer`) says nothing more here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

OUTBOUND = "Outbound"
"""The palette group of objects for campaigns, which are outside of what this project is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteObject:
    """One object. `inferred` says that no public list has its name.

    Without a kind: `by` is what the language has instead, `part` what of it there is, `reason` why
    there is none.
    """

    group: str
    name: str
    inferred: bool = False
    by: str = ""
    part: str = ""
    reason: str = ""


CAMPAIGNS = "belongs to outbound campaigns"


def _group(group: str, *objects: PaletteObject) -> tuple[PaletteObject, ...]:
    return tuple(
        PaletteObject(
            group=group, name=each.name, inferred=each.inferred, by=each.by, part=each.part,
            reason=each.reason,
        )
        for each in objects
    )  # fmt: skip


def _of(
    name: str,
    *,
    inferred: bool = False,
    by: str = "",
    part: str = "",
    reason: str = "",
) -> PaletteObject:
    return PaletteObject(group="", name=name, inferred=inferred, by=by, part=part, reason=reason)


def _all(names: Iterable[str], *, reason: str = "") -> list[PaletteObject]:
    return [_of(name, reason=reason) for name in names]


RULE = "a `subroutine` that holds the `route`, called by many strategies"
NO_DESTINATIONS = (
    "no destination is dialled: a call goes to an agent, or to its default destination"
)
IDEAL = "`route` with the best condition on skills first, and lesser ones that join after `for`"


IRD: tuple[PaletteObject, ...] = tuple(chain(
    _group(
        "Miscellaneous",
        _of("Entry"), _of("Exit"), _of("If"), _of("Assign"), _of("Multi-Assign"),
        _of("Multi-Attach"),
        _of("Function", part="functions stand in expressions; one that changes the routing has no "
            "counterpart but `priority` of `route` (ExcludeAgents)"),
        _of("Multi-Function", part="as Function"),
        _of("Macro"), _of("Call Subroutine"),
        _of("Error Segmentation"),
        _of("Comment", by="`note`, and `#` comments"),
    ),
    _group(
        "Segmentation",
        _of("ANI"), _of("DNIS"),
        _of("Date"), _of("Day of Week"), _of("Time", inferred=True),
        _of("Business"),
        _of("Classify (segmentation)"),
        _of("Generic"),
    ),
    _group(
        "Routing",
        _of("Selection"),
        _of("Percentage", inferred=True),
        _of("Load Balancing", reason="queues of a switch are no targets here"),
        _of("Statistics", inferred=True,
            part="`order` of `route`: the longest idle, least loaded or least occupied agent"),
        _of("Service Level", inferred=True,
            part=IDEAL + ": the times are written, not worked out from a service factor"),
        _of("Workforce", inferred=True, reason="needs a workforce management's schedule"),
        _of("Force Routing", reason=NO_DESTINATIONS), _of("Default"), _of("Routing Rule", by=RULE),
        _of("Route Interaction"), _of("Switch to Strategy", inferred=True),
    ),
    _group(
        "Data & Services",
        _of("Database Wizard"),
        _of("External Service"),
        _of("Web Service"),
        _of("Custom Server"),
    ),
    _group(
        "eServices",
        *_all(("Acknowledgement", "Autoresponse", "Create Notification", "Forward E-mail",
               "Redirect E-mail", "Reply E-mail from External Resource", "Create E-mail Out",
               "Send E-mail", "Create SMS", "Send SMS")),
        _of("Render Message", by='`esp("OMFieldCodes.RenderMessageContent")`'),
        _of("Chat Transcript"),
        *_all(("Classify", "Screen", "Multi-Screen")),
        _of("Attach Categories",
            by="`attach` of `CtgId`, `CtgName`, `CtgRelevancy` and `Ctg_` with the id"),
        _of("Identify Contact", by='`esp("Contact.Identify")`'),
        _of("Update Contact", inferred=True, by='`esp("Contact.Update")`'),
        _of("Create Interaction"), _of("Update Interaction", inferred=True),
        _of("Queue Interaction"), _of("Stop Interaction"),
        _of("Workbin", inferred=True),
        _of("Submit New Interaction", inferred=True),
    ),
    _group(
        "Voice treatments",
        *_all(("Busy", "Fast Busy", "Music", "Ringback", "Silence", "Pause", "RAN")),
        _of("Set Default Destination", reason="a call has one default destination here"),
        *_all(("Play Announcement", "Play Announcement & Collect Digits", "Text to Speech",
               "TTS & Collect Digits")),
        _of("Play Application"),
        *_all(("Record User Announcement", "Delete User Announcement"),
              reason="announcements are not kept"),
        _of("IVR"),
        *_all(("Verify Digits", "Collect Digits")),
        _of("Cancel Call"),
    ),
    _group(
        OUTBOUND,
        _of("Add Record", reason=CAMPAIGNS),
        _of("Update Record", inferred=True, reason=CAMPAIGNS),
        _of("Processed", inferred=True, reason=CAMPAIGNS),
        _of("Reschedule", inferred=True, reason=CAMPAIGNS),
        _of("Do Not Call", reason=CAMPAIGNS),
    ),
))  # fmt: skip
"""Interaction Routing Designer."""

COMPOSER: tuple[PaletteObject, ...] = tuple(chain(
    _group(
        "Routing",
        _of("Cancel", reason="a route is left by its own time-out alone"), _of("Default Route"),
        _of("Force Route", reason=NO_DESTINATIONS), _of("Ideal Agent", part=IDEAL),
        _of("Query", part="`estimated_wait`, `length` and `service_level` of a virtual queue, and "
            "`position` in it, while an interaction waits"),
        _of("Queue Interaction"), _of("Route Interaction"), _of("Routing Rule", by=RULE),
        _of("Single Step Transfer", reason="calls are not transferred between switches here"),
        _of("Stop Interaction"), _of("Target"),
        _of("Update", reason="what a route asks for changes by `for`, `when` and `age_step` alone"),
    ),
    _group(
        "Flow control",
        _of("Assign"),
        _of("Attach", reason="a strategy always has its interaction: sessions are not told apart"),
        _of("Begin Parallel", reason="a strategy does one thing at a time"), _of("Branching"),
        _of("Cancel Event", reason="strategies raise no events of their own"),
        _of("Detach", reason="a strategy always has its interaction: sessions are not told apart"),
        _of("Disconnect"),
        _of("ECMAScript", part="expressions; no free code"),
        _of("End Parallel", reason="a strategy does one thing at a time"),
        _of("Entry"), _of("Exit"), _of("Log"),
        _of("Looping", by="an arrow back to a block, with a counter and an `if`"),
        _of("Raise Event", reason="strategies raise no events of their own"),
        _of("Response", reason="no session asks this one for an answer"),
        _of("SCXML State", reason="no free code"),
        _of("Subroutine"), _of("User Data"), _of("Wait"),
    ),
    _group("Voice", _of("IVR"), _of("Play Application"), _of("Play Message"), _of("User Input")),
    _group("Server side", _of("External Service"),
           _of("Web Service"), _of("DB Data")),
    _group(
        "eServices",
        *_all(("Email Forward", "Email Response", "Create E-mail", "Create SMS", "Send E-mail",
               "Send SMS")),
        _of("Chat Transcript"),
        _of("Render Message", by='`esp("OMFieldCodes.RenderMessageContent")`'),
        _of("Identify Contact", by='`esp("Contact.Identify")`'),
        _of("Create Interaction"),
        *_all(("Classify", "Screen Interaction")),
    ),
))  # fmt: skip
"""Composer's blocks for routing workflows."""

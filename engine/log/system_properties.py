"""System properties of interactions that are texts: who submitted them, of which type, for whom.

In: what media servers say when they submit. Out: properties by interaction. The other system
properties are columns of `core.places`. Nothing of this changes after the submission here, but a
service may give an interaction another parent or external id (docs.genesys.com, Interaction
Properties: those two may be updated, the rest may not).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.ops import Family, Reading
from engine.values import KVList, Value

TENANT = 1
"""The vendor's tenant "Environment"."""
EMAIL_SERVER = "EmailServer"
"""The application that submits the e-mail of a run's beginning [inferred name]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemProperties:
    """What a server says of an interaction that it submits; of a call nobody says anything."""

    interaction_type: str = ""
    interaction_subtype: str = ""
    submitted_by: str = ""
    tenant: int = TENANT
    parent_id: str = ""
    external_id: str = ""


OF_A_CALL = SystemProperties()

READ: Mapping[Reading, Callable[[SystemProperties], Value]] = {
    Reading.INTERACTION_TYPE: lambda properties: properties.interaction_type,
    Reading.INTERACTION_SUBTYPE: lambda properties: properties.interaction_subtype,
    Reading.SUBMITTED_BY: lambda properties: properties.submitted_by,
    Reading.PARENT_ID: lambda properties: properties.parent_id,
    Reading.EXTERNAL_ID: lambda properties: properties.external_id,
    Reading.TENANT: lambda properties: properties.tenant,
}
"""What the names of the language read."""


def of_beginning(family: Family, ident: str, chat_server: str) -> SystemProperties:
    """Those of the interaction that a run begins with: an inbound one.

    >>> of_beginning(Family.EMAIL, "email-1", "ChatServer").interaction_subtype
    'InboundNew'
    """
    if family is Family.VOICE:
        return OF_A_CALL
    chat = family is Family.CHAT
    return SystemProperties(
        interaction_type="Inbound",
        interaction_subtype="InboundNew",
        submitted_by=chat_server if chat else EMAIL_SERVER,
        external_id=ident if chat else "",
    )


def of_pairs(pairs: KVList, ident: str) -> SystemProperties:
    """Those that the log keeps with the creation of an interaction (`Why.PROPERTIES`).

    >>> of_pairs(KVList([("InteractionType", "Outbound"), ("TenantId", 1)]), "chat-2").external_id
    'chat-2'
    """
    tenant = pairs.get("TenantId")
    return SystemProperties(
        interaction_type=str(pairs.get("InteractionType") or ""),
        interaction_subtype=str(pairs.get("InteractionSubtype") or ""),
        submitted_by=str(pairs.get("SubmittedBy") or ""),
        tenant=tenant if isinstance(tenant, int) else TENANT,
        parent_id=str(pairs.get("ParentId") or ""),
        external_id=ident if ident.startswith("chat") else "",
    )

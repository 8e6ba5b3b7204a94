"""The shelf of observations: what a claim of a test can read of a run, listed here by word.

In: nothing. Out: `OBSERVATIONS` by the word that authors write.
"""

from engine.observations import calls, interaction, messages, path, queues, run, server, staff
from engine.observations.kind import (
    Observation,
    ObservationParameter,
    Seen,
    SeenFault,
    SeenInteraction,
    Takes,
)

OBSERVATIONS: dict[str, Observation] = {
    found.word: found
    for found in (
        path.PATH, path.PORTS, path.PORT, path.VISITS, path.ENTERED,
        interaction.PLACE, interaction.REASON, interaction.OUTCOME, interaction.ENDED,
        interaction.DATA, interaction.VARIABLE,
        interaction.ANI, interaction.DNIS, interaction.ID, interaction.MEDIA, interaction.PRIORITY,
        interaction.QUEUE, interaction.AGE, interaction.TIME_IN_QUEUE, interaction.IS_ONLINE,
        interaction.SESSION_KNOWN, interaction.RECEIVED_AT, interaction.PLACED_IN_QUEUE_AT,
        interaction.MOVED_TO_QUEUE_AT, interaction.ABANDONED_AT, interaction.IS_HELD,
        server.INTERACTION_TYPE, server.INTERACTION_SUBTYPE, server.SUBMITTED_BY,
        server.PARENT_ID, server.EXTERNAL_ID, server.TENANT, server.SUBMITTED_AT,
        server.SUBMITTED_TO_ROUTER_AT, server.DELIVERED_AT, server.HELD_AT, server.STATE,
        server.AGENT, server.WORKBIN, server.WORKBIN_OWNER,
        staff.OFFERS, staff.WAITED, staff.READY, staff.BUSY,
        calls.ANSWER, calls.FAULT, calls.RETURNED, calls.RETURNED_FAULT, calls.SENT, calls.CALLS,
        messages.RENDERED, messages.MESSAGES, messages.LOGS, messages.PLAYED,
        messages.WRITTEN, messages.TRANSCRIPT,
        queues.LENGTH, queues.PULLS, queues.WORKBIN_LENGTH,
        run.NOW, run.CONTACT, run.CHATS, run.LEDGER, run.ROW,
    )
}  # fmt: skip

__all__ = [
    "OBSERVATIONS",
    "Observation",
    "ObservationParameter",
    "Seen",
    "SeenFault",
    "SeenInteraction",
    "Takes",
]

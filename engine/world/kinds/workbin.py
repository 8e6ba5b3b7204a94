"""The kind `workbin`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import directory
from engine.directory import Owner
from engine.shelf.kind import Choice
from engine.world.kind import DeclarationKind


class Workbin(DeclarationKind):
    """Describes a workbin: chats and e-mails lie in it until one of those whose it is takes them.

    Each agent, group of agents, place or group of places has the workbin for itself: what lies in
    it for one is not seen by the next. No view takes anything out of a workbin; an agent does, or
    Interaction Server after the time that the block `workbin` gives.

    Example:
        workbin drafts { owner = agent }

        strategy to_the_last_agent (chat) {
          keep: workbin(drafts) { owner = udata.LastAgent ?? ""   fault -> nobody }
          nobody: stop { reason = "no agent had it" }
        }

    Genesys:
        A script of type Interaction Workbin. The properties of an interaction that lies in one are
        `Workbin`, and one of `WorkbinAgentId`, `WorkbinAgentGroupId`, `WorkbinPlaceId`,
        `WorkbinPlaceGroupId`.
    """

    word: ClassVar[str] = "workbin"

    owner: Annotated[Owner, Choice(tuple(Owner), tuple(Owner))] = Field(
        Owner.AGENT, description="whose it is: each of them has it for itself"
    )

    def lower(self) -> directory.Workbin:
        """The workbin by its name."""
        return directory.Workbin(name=self.name or "", owner=self.owner)

"""The kind `skill`."""

from typing import ClassVar

from engine import staff
from engine.world.kind import DeclarationKind


class Skill(DeclarationKind):
    """Describes a skill that agents have at some level.

    It is a name and nothing else: `agent` gives levels, and `route` asks for them with
    `skill(billing) >= 5`.

    Example:
        skill billing
        agent anna { skills = { billing: 8 } }

        strategy hotline (voice) {
          ask: route { targets = [skill(billing) >= 5]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        A skill of Configuration Server. Its name there has letters, digits and underscores, does
        not begin with a digit and has at most 126 characters; others stand in quotes in a skill
        expression.
    """

    word: ClassVar[str] = "skill"

    def lower(self) -> staff.Skill:
        """The skill by its name."""
        return staff.Skill(name=self.name or "")

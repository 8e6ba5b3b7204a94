"""`Classification.MultiScreen`: which of several screening rules fit a message.

In: a request about an interaction. Out: the rules that fit, or `Refused`.
"""

from engine.directory import CLASSIFICATION_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import classification, parameters
from engine.esp.rules.classification import ATTACHED
from engine.esp.services.classification.screen import (
    LIKE,
    LOOKED_AT,
    PROMISES,
    READS,
    answer,
    screened,
)
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Tests which of several screening rules fit a message.

`Rules` lists them as `first|second`; without it all rules are tried, in the order of the project
[inferred: there a rule's `Order` says it]. Each looks at what `Classification.Screen` says. The
answer's `Count` says how many fit, and `Rule` names the first of them, by which a `switch` goes on
[inferred]. The categories of all that fit are attached, those of the first as `CtgId`, `CtgName`
and `CtgRelevancy`, and what they have found under keys. If none fits, the call ends as with
`Classification.Screen`.

Example:
    application "Classifier" { type = ClassificationServer   no_match = answer }
    screening_rule refund { pattern = "Find('refund')" }
    screening_rule complaint { pattern = "RegExFind('complain(t|ing)')" }
    queue inbound { view all { every = 10s   submit = sort } }

    strategy sort (email) {
      sort: esp("Classification.MultiScreen") {
        app_name = "Classifier"
        fault -> done
        timeout -> done
      } -> which
      which: switch(sort.answer.Rule) {
        "refund" -> refunds
        else -> done
      }
      refunds: log("a message about a refund") -> done
      done: stop { reason = "sorted" }
    }

Genesys:
    The object Multi-Screen of IRD, with a port for each rule (docs.genesys.com, eServices,
    screening rules; Universal Routing reference). Service and method are [inferred].
"""

SIGNATURE = Signature(
    server="Classification Server",
    application_type=CLASSIFICATION_SERVER,
    service="Classification",
    method="MultiScreen",
    parameters=(
        Parameter(
            name="Rules", type=Type.TEXT, code="E299",
            meaning="the screening rules, as `first|second`; default: all",
        ),
        LOOKED_AT,
    ),
    promises=PROMISES,
    may_attach=ATTACHED,
    attaches_like=LIKE,
    reads=READS,
    doc=PAGE,
)  # fmt: skip


NAMED = 20
"""How many rules the text of a fault names."""


class MultiScreen:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What the rules have found. Raises `Refused`."""
        directory = world.directory
        listed = parameters.text(request, "Rules")
        names = [each.name for each in directory.screening_rules]
        if listed is not None:
            names = classification.names_of(listed)
        rules = [classification.rule(name, directory) for name in names]
        texts = classification.texts(request, world)
        success = answer([screened(rule, texts, world) for rule in rules], texts, world)
        count = 1 if success.parameters.get("Count") else 0
        what = "|".join(names[:NAMED]) or "there is no rule"
        if len(names) > NAMED:
            what = f"{what} and {len(names) - NAMED} more"
        return classification.answered(application, success, count=count, what=what)


MULTI_SCREEN = MultiScreen()

"""`Classification.Screen`: whether a screening rule fits a message.

In: a request about an interaction, the name of a rule. Out: what it has found, or `Refused`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.directory import CLASSIFICATION_SERVER, Application, ScreeningRule
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Success
from engine.esp.rules import classification, parameters
from engine.esp.rules.classification import (
    ATTACHED,
    BODY,
    OF_CATEGORY,
    OF_KEY,
    RELEVANT,
    SUBJECT,
    USER_DATA_KEY,
    Found,
    Texts,
)
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

if TYPE_CHECKING:
    from engine.esp.screening.patterns import Seen

FUNCTIONS_SHOWN = 5
TEXT_SHOWN = 30

PAGE = """Tests whether a screening rule fits a message.

The rule looks at the subject, the message, or one after the other, as its fields say: the key
`Subject` of the user data, and what the customer has written in a chat, what was written as an
e-mail or SMS, or the key `Body` of the user data [inferred]. `UserDataKey` names a key that takes
the place of the message.

The answer's `Count` is 1 and its `Rule` the rule's name if it fits. The rule's category is attached
to the interaction with relevancy 100 [inferred]: `CtgId`, `CtgName`, `CtgRelevancy`, and `CtgId_`
with its id. What `RegExFind("…", key)` has found is attached as `ScrKey_key`. If the rule does not
fit, the call is refused with `no_match`, 904, as Classification Server 8.5 does; with
`no_match = answer` of the application `Count` is 0 and `Rule` empty, as with 8.1.

Example:
    application "Classifier" { type = ClassificationServer }
    screening_rule refund { pattern = "Find('refund') && !Find('gift card')" }
    queue inbound { view all { every = 10s   submit = sort } }

    strategy sort (email) {
      sort: esp("Classification.Screen") {
        app_name = "Classifier"
        parameters = { Rule: "refund" }
        fault no_match -> done
        fault -> done
        timeout -> done
      } -> refunds
      refunds: log("a message about a refund") -> done
      done: stop { reason = "sorted" }
    }

Genesys:
    The object Screen of IRD, the block Screen Interaction of Composer (docs.genesys.com, eServices,
    screening rules; Universal Routing reference, "ObjectsUpdate" for 8.1 and 8.5). Service and
    method are [inferred].
"""

LOOKED_AT = Parameter(
    name=USER_DATA_KEY,
    type=Type.TEXT,
    meaning="the key of the user data that takes the place of the message",
)
READS = (
    (SUBJECT, "looked at by rules of the subject"),
    (BODY, "the message, if it is no chat and nothing was written [inferred]"),
)
LIKE = (OF_CATEGORY, OF_KEY)
PROMISES = (("Count", Type.INTEGER), ("Rule", Type.TEXT))

SIGNATURE = Signature(
    server="Classification Server",
    application_type=CLASSIFICATION_SERVER,
    service="Classification",
    method="Screen",
    parameters=(
        Parameter(
            name="Rule", type=Type.TEXT, required=True, code="E299",
            meaning="the screening rule",
        ),
        LOOKED_AT,
    ),
    promises=PROMISES,
    may_attach=ATTACHED,
    attaches_like=LIKE,
    reads=READS,
    doc=PAGE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screened:
    """What a rule makes of the texts: whether it fits, the keys it gives, and why."""

    rule: ScreeningRule
    fits: bool
    keys: tuple[tuple[str, str], ...]
    note: Note


class Screen:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What the rule has found. Raises `Refused`."""
        name = parameters.text(request, "Rule") or ""
        rule = classification.rule(name, world.directory)
        texts = classification.texts(request, world)
        success = answer([screened(rule, texts, world)], texts, world)
        count = 1 if success.parameters.get("Count") else 0
        return classification.answered(application, success, count=count, what=name)


def screened(rule: ScreeningRule, texts: Texts, world: World) -> Screened:
    """What a rule makes of each text in turn; the first that it fits decides."""
    # Imported here: the check of a project need not pay for what looks at messages.
    from engine.esp.screening import patterns

    # A rule that cannot be read is refused before any run.
    pattern = patterns.read(rule.pattern, world.limits)
    said: list[str] = []
    for where, text in texts.of(subject=rule.subject, body=rule.body):
        holds, seen = patterns.evaluate(pattern, text)
        said.append(f"in {where} {_told(seen)}")
        if holds:
            keys = {f"{OF_KEY}{each.key}": each.text for each in reversed(seen) if _gives(each)}
            note = Note(f"rule `{rule.name}` fits", said[-1])
            return Screened(rule, fits=True, keys=tuple(reversed(keys.items())), note=note)
    because = "; ".join(said) or "there is no text that it looks at"
    note = Note(f"rule `{rule.name}` does not fit", because)
    return Screened(rule, fits=False, keys=(), note=note)


def answer(tried: Sequence[Screened], texts: Texts, world: World) -> Success:
    """What the rules that fit say together."""
    fitting = [each for each in tried if each.fits]
    names = dict.fromkeys(each.rule.category for each in fitting if each.rule.category)
    found = [Found(classification.category(name, world.directory), RELEVANT) for name in names]
    keys: dict[str, str] = {}
    for each in fitting:
        for key, text in each.keys:
            keys.setdefault(key, text)
    first = fitting[0].rule.name if fitting else ""
    rules = [each.rule for each in tried]
    looked = texts.note(
        subject=any(rule.subject for rule in rules), body=any(rule.body for rule in rules)
    )
    notes = [looked, *(each.note for each in tried)]
    return Success(
        parameters=KVList([("Count", len(fitting)), ("Rule", first)]),
        user_data=classification.attached(found, keys.items()),
        notes=classification.told(notes),
    )


def _gives(seen: "Seen") -> bool:
    return bool(seen.holds and seen.key and seen.asked)


def _told(seen: "Sequence[Seen]") -> str:
    shown = [_one(each) for each in seen[:FUNCTIONS_SHOWN]]
    rest = len(seen) - FUNCTIONS_SHOWN
    return ", ".join([*shown, *([f"and {rest} more"] if rest > 0 else [])])


def _one(seen: "Seen") -> str:
    if not seen.holds:
        return f"{seen.function} finds nothing"
    return f"{seen.function} finds {''.join(_excerpt(seen.text))}"


def _excerpt(text: str) -> Iterator[str]:
    line = " ".join(text.split())
    yield f'"{line[:TEXT_SHOWN]}…"' if len(line) > TEXT_SHOWN else f'"{line}"'


SCREEN = Screen()

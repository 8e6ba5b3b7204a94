"""`Classification.Classify`: which categories a message belongs to.

In: a request about an interaction. Out: the categories, the most relevant first, or `Refused`.
"""

from engine.directory import CLASSIFICATION_SERVER, Application, Category
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Refused, Success, refusal
from engine.esp.rules import classification, parameters
from engine.esp.rules.classification import (
    ATTACHED,
    BODY,
    OF_CATEGORY,
    SUBJECT,
    USER_DATA_KEY,
    Found,
)
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

RELEVANCY_MAX = 100
WORDS_SHOWN = 8

PAGE = """Finds the categories that a message belongs to, the most relevant first.

It looks at the subject and the message of the interaction: the key `Subject` of the user data, and
what the customer has written in a chat, what was written as an e-mail or SMS, or the key `Body` of
the user data [inferred]. `UserDataKey` names a key to look at instead of both. Of each `category`
the words are looked for; its relevancy is the share of its words that are there, in per cent
[inferred]. `Root` leaves the categories of one tree, `Relevancy` those that are relevant enough; of
equal ones the first declared comes first [inferred].

The answer's `Count` says how many there are, `Category` names the first, by which a `switch` goes
on, and `Categories` lists them as `name:relevancy|…`, which `has_category` and the functions of
lists read [inferred names]. `CtgId`, `CtgName` and `CtgRelevancy` of the first, and for each
`CtgId_` with its id, are attached to the interaction as texts: another strategy declares
`data { CtgName: text }` and goes on by `switch(udata.CtgName)`. If there is none, the call is
refused with `no_match`, 904; with `no_match = answer` of the application it is answered, and
nothing is attached [inferred for categories].

Example:
    application "Classifier" { type = ClassificationServer }
    category Billing { words = ["invoice", "bill", "late fee"] }
    queue inbound { view all { every = 10s   submit = sort } }

    strategy sort (email) {
      sort: esp("Classification.Classify") {
        app_name = "Classifier"
        parameters = { Relevancy: 30 }
        fault -> done
        timeout -> done
      } -> which
      which: switch(sort.answer.Category) { "Billing" -> bills   else -> done }
      bills: log("a message about a bill") -> done
      done: stop { reason = "sorted" }
    }

Genesys:
    The object Classify of IRD and Composer, and `<classify>` of the Orchestration Server
    (docs.genesys.com, OS, Classification Interface): relevancies go from 1 to 100, and the first is
    the highest. There a model that was trained finds the categories; words stand for it here.
    Service and method are [inferred].
"""

SIGNATURE = Signature(
    server="Classification Server",
    application_type=CLASSIFICATION_SERVER,
    service="Classification",
    method="Classify",
    parameters=(
        Parameter(
            name=USER_DATA_KEY, type=Type.TEXT,
            meaning="the key of the user data to look at; default: the subject and the message",
        ),
        Parameter(
            name="Root", type=Type.TEXT, code="E299",
            meaning="the category to which those that are looked for belong; default: all",
        ),
        Parameter(
            name="Relevancy", type=Type.INTEGER, code="E299",
            meaning="how relevant a category must be at least, from 1 to 100; default 1",
        ),
    ),
    promises=(("Count", Type.INTEGER), ("Category", Type.TEXT), ("Categories", Type.TEXT)),
    may_attach=ATTACHED,
    attaches_like=(OF_CATEGORY,),
    reads=(
        (SUBJECT, "looked at without `UserDataKey`"),
        (BODY, "the message, if it is no chat and nothing was written [inferred]"),
    ),
    doc=PAGE,
)  # fmt: skip


class Classify:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The categories. Raises `Refused`."""
        # Imported here: the check of a project need not pay for what looks at messages.
        from engine.esp.screening.words import Words, share

        least = relevancy(request)
        root = parameters.text(request, "Root")
        directory = world.directory
        wanted = directory.categories if root is None else classification.below(root, directory)
        texts = classification.texts(request, world, alone=True)
        words = Words("\n".join(text for _, text in texts.of(subject=True, body=True)))
        notes = [texts.note()]
        found: list[Found] = []
        for each in wanted:
            here = [phrase for phrase in each.words if words.have(phrase)]
            relevant = share(len(here), len(each.words))
            if relevant >= least:
                found.append(Found(each, relevant))
            if each.words:
                notes.append(_note(each, here, relevant, least))
        found.sort(key=lambda each: -each.relevancy)  # equal ones stay in order
        first = found[0].category.name if found else ""
        names = [("Category", first), ("Categories", classification.listed(found))]
        success = Success(
            parameters=KVList([("Count", len(found)), *names]),
            user_data=classification.attached(found),
            notes=classification.told(notes),
        )
        what = f"no category of {root or 'all'} is relevant"
        return classification.answered(application, success, count=len(found), what=what)


def relevancy(request: Request) -> int:
    """The relevancy that is asked for at least, 1 if none is, or `bad_relevancy`."""
    least = request.parameters.get("Relevancy")
    if least is None:
        return 1
    if not isinstance(least, int) or not 1 <= least <= RELEVANCY_MAX:
        raise Refused(refusal("bad_relevancy", str(least)))
    return least


def _note(category: Category, here: list[str], relevant: int, least: int) -> Note:
    shown = ", ".join(here[:WORDS_SHOWN])
    more = f" and {len(here) - WORDS_SHOWN} more" if len(here) > WORDS_SHOWN else ""
    count = f"{len(here)} of {len(category.words)} words"
    because = f"{count}: {shown}{more}" if here else count
    if relevant and relevant < least:
        because = f"{because}; less than {least}"
    return Note(f"category `{category.name}` {relevant} %", because)


CLASSIFY = Classify()

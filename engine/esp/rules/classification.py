"""What Classification Server looks at, and what its answers say.

In: a request and the directory. Out: the texts of the interaction, categories and rules by name,
`Refused` (`no_text`, `unknown_category`, `unknown_rule`, `no_match`); the keys of an answer.

Which text is looked at: `Subject` of the user data, and the message, which is the text of the key
that `UserDataKey` names, as the objects of IRD let choose one (docs.genesys.com, eServices,
"What text do screening rules check?"); without it what the customer has written in the session of a
chat, what a server has written as an e-mail or SMS, else the key `Body` of the user data
[inferred].
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.directory import Application, Category, Directory, NoMatch, ScreeningRule
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Refused, Success, refusal
from engine.esp.rules import parameters
from engine.esp.rules.interactions import INTERACTION_ID
from engine.esp.world import World
from engine.values import KVList

SUBJECT, BODY = "Subject", "Body"
USER_DATA_KEY = "UserDataKey"
CTG_ID, CTG_NAME, CTG_RELEVANCY = "CtgId", "CtgName", "CtgRelevancy"
ATTACHED = (CTG_ID, CTG_NAME, CTG_RELEVANCY)
"""The keys of the most relevant category (docs.genesys.com, Universal Routing reference)."""
OF_CATEGORY, OF_KEY = "CtgId_", "ScrKey_"
"""What the key of each found category begins with, and that of what a rule has found under a key
(the same; docs.genesys.com, eServices, screening rules)."""
CUSTOMER = "customer: "
"""What a customer's line of a session begins with."""
BETWEEN, INSIDE = "|", ":"
"""What parts the pairs of a list, and a key from its value."""
RELEVANT = 100
"""The relevancy of a category that a screening rule gives [inferred]."""
NOTES_MAX = 20


@dataclass(frozen=True, slots=True)
class Texts:
    """What is looked at; None where there is none. `source` says where the message comes from."""

    subject: str | None
    message: str | None
    source: str

    def of(self, *, subject: bool, body: bool) -> Iterator[tuple[str, str]]:
        """The parts that are chosen and there: what each is called, and its text."""
        if subject and self.subject is not None:
            yield "the subject", self.subject
        if body and self.message is not None:
            yield self.source, self.message

    def note(self, *, subject: bool = True, body: bool = True) -> Note:
        """What was looked at, of the parts that are chosen."""
        parts = [where for where, _ in self.of(subject=subject, body=body)]
        return Note(f"looks at {' and '.join(parts) or 'nothing'}", _why(self.source))


@dataclass(frozen=True, slots=True)
class Found:
    """A category with its relevancy in per cent."""

    category: Category
    relevancy: int


def _why(source: str) -> str:
    return f"{USER_DATA_KEY} names it" if source.startswith("`") else "no key is named [inferred]"


def texts(request: Request, world: World, *, alone: bool = False) -> Texts:
    """What a request asks to look at. `no_text` if there is nothing.

    `alone` says that a key that is named takes the place of the subject too.
    """
    named = parameters.text(request, USER_DATA_KEY)
    subject = None if alone and named is not None else _text(request, SUBJECT)
    source, message = f"`{named}`", _text(request, named or BODY)
    if named is None:
        source, message = _message(request, world, message)
    if subject is None and message is None:
        what = f"no text under {named}" if named else f"no message, no {SUBJECT}, no {BODY}"
        raise Refused(refusal("no_text", what))
    return Texts(subject, message, source)


def _message(request: Request, world: World, body: str | None) -> tuple[str, str | None]:
    ident = request.about(INTERACTION_ID)
    about = world.interaction(ident) if isinstance(ident, str) else None
    said = [line for line in about.lines if line.startswith(CUSTOMER)] if about is not None else []
    if said:
        return "the customer's messages", "\n".join(line.removeprefix(CUSTOMER) for line in said)
    if about is not None and about.letter is not None:
        return "the text", about.letter.text
    return "the body", body


def _text(request: Request, key: str) -> str | None:
    found = request.user_data.get(key)
    return found if isinstance(found, str) and found else None


# Categories and rules


def category(name: str, directory: Directory) -> Category:
    """The category of this name, or `unknown_category`."""
    for each in directory.categories:
        if each.name == name:
            return each
    raise Refused(refusal("unknown_category", name))


def below(root: str, directory: Directory) -> list[Category]:
    """A category and everything that is part of it, in the order of the project."""
    parts: dict[str, list[str]] = {}
    for each in directory.categories:
        if each.parent is not None:
            parts.setdefault(each.parent, []).append(each.name)
    agenda, inside = [category(root, directory).name], set[str]()
    while agenda:
        name = agenda.pop()
        inside.add(name)
        agenda += parts.get(name, ())
    return [each for each in directory.categories if each.name in inside]


def rule(name: str, directory: Directory) -> ScreeningRule:
    """The screening rule of this name, or `unknown_rule`."""
    for each in directory.screening_rules:
        if each.name == name:
            return each
    raise Refused(refusal("unknown_rule", name))


def names_of(listed: str) -> list[str]:
    """The names of a list, each once.

    >>> names_of("refund|complaint | refund")
    ['refund', 'complaint']
    """
    names = (name.strip() for name in listed.split(BETWEEN))
    return list(dict.fromkeys(name for name in names if name))


# Answers


def attached(found: Sequence[Found], more: Iterable[tuple[str, str]] = ()) -> KVList:
    """The user data of an answer: the first category, then the relevancy of each."""
    pairs: list[tuple[str, str]] = []
    if found:
        first = found[0]
        best = (first.category.ident, first.category.name, str(first.relevancy))
        pairs += zip(ATTACHED, best, strict=True)
    pairs += [(f"{OF_CATEGORY}{each.category.ident}", str(each.relevancy)) for each in found]
    return KVList([*pairs, *more])


def listed(found: Iterable[Found]) -> str:
    """The categories as a list `name:relevancy|name:relevancy`."""
    return BETWEEN.join(f"{each.category.name}{INSIDE}{each.relevancy}" for each in found)


def answered(application: Application, success: Success, *, count: int, what: str) -> Success:
    """The answer, or `no_match` if nothing fits and the server refuses that."""
    if not count and application.no_match is NoMatch.FAULT:
        raise Refused(replace(refusal("no_match", what), notes=success.notes))
    return success


def told(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Not too many notes; the rest is counted."""
    if len(notes) <= NOTES_MAX:
        return tuple(notes)
    rest = len(notes) - NOTES_MAX
    return (*notes[:NOTES_MAX], Note(f"and {rest} more", "they are not shown"))

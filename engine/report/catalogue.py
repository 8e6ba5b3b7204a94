"""Everything that can be looked up: kinds, functions, ESP methods, faults, codes, words of tests.

In: the shelves and the tables. Out: pages by the words that authors write. One word may have
several pages: `queue` is a block and a declaration.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine import blocks, world
from engine.codes import CODES
from engine.directory import type_name
from engine.esp import METHODS
from engine.esp.signature import Parameter, Signature
from engine.faults import ESP_FAULTS, FAULTS, TIMEOUT, Fault
from engine.functions import FUNCTIONS, Function, FunctionParameter
from engine.report.formula_pages import formula_pages
from engine.report.language import (
    answering_pages,
    event_pages,
    name_pages,
    observation_pages,
    word_pages,
)
from engine.report.measure_pages import measure_pages
from engine.report.palettes import palette_pages
from engine.report.topics import topic_pages
from engine.shelf.kind import Kind
from engine.shelf.page import EXAMPLE, Page, page, sections_of
from engine.values import quote

PROMPT = ">>> "


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pages of one kind of thing. `words` are what finds each page, the first is its name."""

    title: str
    pages: tuple[tuple[tuple[str, ...], Page], ...]

    def names(self) -> tuple[str, ...]:
        """The names of the pages in order."""
        return tuple(words[0] for words, _ in self.pages)


def chapters() -> tuple[Chapter, ...]:
    """All there is, in the order in which it is listed."""
    return (
        Chapter("blocks", _kinds("block", blocks.KINDS)),
        Chapter("declarations", _kinds("declaration", world.DECLARATIONS)),
        Chapter("names", tuple(name_pages())),
        Chapter("words", tuple(word_pages())),
        Chapter("topics", (*topic_pages(), *measure_pages())),
        Chapter(
            "functions",
            tuple(((name, *_of_ird(f)), _function(f)) for name, f in FUNCTIONS.items()),
        ),
        Chapter("ESP methods", tuple(_methods())),
        Chapter("field codes", tuple(formula_pages())),
        Chapter("events of tests", tuple(event_pages())),
        Chapter("what claims read", tuple(observation_pages())),
        Chapter("answers in tests", tuple(answering_pages())),
        Chapter("palettes", tuple(palette_pages())),
        Chapter("faults", tuple(_faults())),
        Chapter(
            "diagnostics",
            tuple(
                ((code,), Page(title=f"{code}: {row.title}", sections=(("", row.text),)))
                for code, row in CODES.items()
            ),
        ),
        Chapter("kinds that come later", tuple(_later())),
    )


def find(word: str, shelves: tuple[Chapter, ...]) -> list[Page]:
    """The pages for a word, whatever its case; none if there is nothing of that name."""
    folded = word.casefold()
    return [
        found
        for chapter in shelves
        for words, found in chapter.pages
        if folded in (each.casefold() for each in words)
    ]


def _kinds(noun: str, shelf: Mapping[str, type[Kind]]) -> tuple[tuple[tuple[str, ...], Page], ...]:
    """The pages of kinds; the title says of which shelf, since two may have one word."""
    return tuple(
        ((word,), replace(page(kind), title=f"{noun} {word}")) for word, kind in shelf.items()
    )


def _described(doc: str, facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The sections of a docstring with facts after the first one."""
    first, *rest = sections_of(doc)
    return (first, *facts, *rest)


def _of_ird(function: Function) -> tuple[str, ...]:
    return (*([function.ird] if function.ird else []), *function.known_as)


def _function(function: Function) -> Page:
    rows = tuple(
        (parameter.name, _type_of(parameter), parameter.meaning)
        for parameter in function.parameters
    )
    facts = [("Result", str(function.result))]
    if function.faults:
        facts.append(("Faults", ", ".join(sorted(function.faults))))
    sections = tuple(
        (heading, _without_prompts(text) if heading == EXAMPLE else text)
        for heading, text in _described(function.doc, facts)
    )
    return Page(title=f"function {function.usage}", sections=sections, rows=rows)


def _without_prompts(example: str) -> str:
    """The calls of a doctest and their results, as an author would read them.

    >>> _without_prompts(">>> text(5)\\n'5'")
    'text(5)\\n= "5"'
    """
    if PROMPT not in example:
        return example  # it is written so already
    lines = [
        each.removeprefix(PROMPT) if each.startswith(PROMPT) else f"= {_quoted(each)}"
        for each in example.split("\n")
    ]
    return "\n".join(lines)


def _quoted(result: str) -> str:
    if result in ("True", "False"):
        return result.lower()
    return quote(result[1:-1]) if result[:1] == result[-1:] == "'" else result


def _type_of(parameter: FunctionParameter) -> str:
    return f"a {parameter.ref}" if parameter.ref else str(parameter.type)


def _methods() -> Iterator[tuple[tuple[str, ...], Page]]:
    for name, method in METHODS.items():
        signature = method.signature
        rows = tuple((p.name, _required(p), p.meaning) for p in signature.parameters)
        answer = ", ".join(f"{key} ({kind})" for key, kind in signature.promises)
        attached = ", ".join(f"{key} ({kind})" for key, kind in signature.attaches)
        maybe = ", ".join(f"`{key}`" for key in signature.may_attach)
        if signature.of_contact:
            maybe += ", and what the project's contacts have"
        read = "\n\n".join(_read_by(signature))
        facts = (
            ("Answer", answer or "nothing"),
            *((("Attached", attached),) if attached else ()),
            *((("Attached, if known", f"{maybe} (text)"),) if maybe else ()),
            *((("User data", read),) if read else ()),
            ("Server", f"{signature.server}, application type {_application_type(signature)}"),
        )
        title = f"ESP method {name}"
        found = Page(title=title, sections=_described(signature.doc, facts), rows=rows)
        yield (name, signature.method), found


def _application_type(signature: Signature) -> str:
    """Its number, and the name by which a call gives it."""
    number = signature.application_type
    name = type_name(number)
    return str(number) if name == str(number) else f"{number}, `{name}`"


def _read_by(signature: Signature) -> Iterator[str]:
    """The keys of user data that a method reads, those with one meaning together."""
    for meaning in dict.fromkeys(meaning for _, meaning in signature.reads):
        keys = ", ".join(f"`{key}`" for key, said in signature.reads if said == meaning)
        yield f"{keys}: {meaning}"


def _required(parameter: Parameter) -> str:
    return f"{parameter.type}, required" if parameter.required else str(parameter.type)


def _faults() -> Iterator[tuple[tuple[str, ...], Page]]:
    """The table of all faults, then a page for each."""
    text = (
        "What an ESP call is refused with, up to 599, and from 701 on what can go wrong in a "
        "strategy's own expressions. No public source states these numbers but 904: they are "
        "[inferred]."
    )
    rows = tuple((fault.symbol, str(fault.number), fault.meaning) for fault in FAULTS)
    forms = "fault symbol, 904 -> block\nfault -> block"
    yield (
        ("faults", "fault"),
        Page(title="faults", sections=(("", text), ("Form", forms)), rows=rows),
    )
    for fault in FAULTS:
        yield (fault.symbol, str(fault.number)), _fault(fault)


FAULTS_OF = {
    "no_owner": "the block `workbin`",
    "subroutine_failed": "the block `call`",
    "missing_declared_data": "the beginning of a strategy or a subroutine",
}
"""The faults that are of neither a call nor an expression."""


def _fault(fault: Fault) -> Page:
    owner = "an ESP call" if fault in ESP_FAULTS else "a strategy's own expressions"
    owner = FAULTS_OF.get(fault.symbol, owner)
    meaning = f"{fault.meaning[0].upper()}{fault.meaning[1:]}."
    forms = [f"fault {fault.symbol} -> block", f"fault {fault.number} -> block"]
    mark = " [inferred]" if fault.inferred else ""
    return Page(
        title=f"fault {fault.symbol}, number {fault.number}{mark}",
        sections=(
            ("", f'{meaning}\n\nA fault of {owner}, with the FaultString "{fault.text}".'),
            ("Form", "timeout -> block" if fault.number == TIMEOUT else "\n".join(forms)),
        ),
    )


def _later() -> Iterator[tuple[tuple[str, ...], Page]]:
    for word, purpose in world.LATER.items():
        text = f"Not known yet: it will be for {purpose}. It is parsed and formatted."
        yield (word,), Page(title=word, sections=(("", text),))

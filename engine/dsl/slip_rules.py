"""The rules by which slips in tests are known: what is written, what is said, what stands in.

In: nothing. Out: rules for where an entry may begin, for words after an operand of a claim, and for
signs in a claim. Each has the patterns of a text outside of quotes and comments.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

Match = re.Match[str]

GIVEN_UP = "\x1a"
"""Stands where an entry is given up, of which all is said; no text has it once it is cleaned."""
LEADS = frozenset({"expect", "always", "never"})

TIME = r"\"?-?[0-9][0-9A-Za-z.]*(?:[ \t]*(?!expect\b)[A-Za-z]+[0-9A-Za-z]*)?\"?"
"""A time as it may be written elsewhere: `5m`, `"5m"`, `5 minutes`."""
VALUE = r"[A-Za-z0-9_.]+(?:\([^()\n]*\))?"
VALUES = r"(?=[A-Za-z0-9_\"(\[!-])(?!->)"
"""What begins an expression follows."""
NO_NAME = r"(?![A-Za-z0-9_]|[ \t]*(?:[=!<>]=|[<>+*/.,:=)]|->|\{|and\b|or\b))"
"""After a word that nothing shows to be a name."""
COMPARED = r"[ \t]*(?:[=!<>]=|[<>](?!=))"
FIELDS = r"(?:strategy|start|input|tags|skip|fails|horizon|row|given)\b"
ENDS = r"(?=[ \t]*(?:#[^\n]*)?(?:\n|\}|\Z))"
"""The line or the test ends here."""

ASSERTS = (
    r"(?:expects|expected|expecting|Expect|EXPECT|[Aa]sserts?|assert_that|assertThat|assume|[Tt]hen"
    r"|expct|exepct|expet|epxect|exect|expext|excpect"
    r"|And|But|should|shall|must|verif(?:y|ies)|checks?|ensures?|requires?|claims?|it|that)"
)
UNITS = {
    "ms": "ms", "mil": "ms", "s": "s", "m": "m", "h": "h", "d": "d",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One slip. The pattern's group `at` is what is pointed at.

    `message` and `help` are templates of its groups; what stands in for the group `spoilt` is
    padded to its length. `claims` says that a claim begins then.
    """

    pattern: str
    message: str
    help: str | Callable[[Match], str]
    meant: str | Callable[[Match], str]
    spoilt: str | int = 0
    claims: bool = False

    def match(self, text: str, position: int) -> Match | None:
        return _compiled(self.pattern).match(text, position)

    def tell(self, match: Match) -> str:
        return self.message.format(**_shown(match))

    def cure(self, match: Match) -> str:
        return self.help(match) if callable(self.help) else self.help.format(**_shown(match))

    def stand_in(self, match: Match) -> str:
        text = self.meant(match) if callable(self.meant) else self.meant
        return text.ljust(len(match[self.spoilt]))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Only what is looked for is compiled: there are many rules, and most texts need none."""
    return re.compile(pattern)


def _shown(match: Match) -> dict[str, str]:
    return {name: " ".join((text or "").split()) for name, text in match.groupdict().items()}


def _dropped(match: Match) -> str:
    """An entry that is given up: a field without a value that makes sense."""
    return f"{match[0][0]}={GIVEN_UP}"


def _claimed(match: Match) -> str:
    """`expect`, if there is room for it, else the entry is given up."""
    return "expect" if len(match[0]) > len("expect") else _dropped(match)


def _length(text: str) -> str:
    """A time as it is written here: `"5 minutes"` is `5m`; `5m` if its unit is not known."""
    if whole := re.fullmatch(r"\"?((?:[0-9]+(?:ms|[smhd]))+)\"?", text):
        return whole[1]
    found = re.search(r"(-?[0-9]+)[ \t]*([A-Za-z]*)", text)
    if found is None or not found[2]:
        return "5m"
    word = found[2].lower()
    unit = next((unit for start, unit in UNITS.items() if word.startswith(start)), "")
    return found[1] + unit if unit else "5m"


def _bounded(lead: str) -> Callable[[Match], str]:
    return lambda match: f"write `{lead} {_length(match['time'])} expect …`"


def _event(match: Match) -> str:
    return f"write `at {_length(match['time'])} {match['name']}(…)`"


def _event_called(match: Match) -> str:
    text = (match["text"] or "").strip()
    return f"write `{match['name']}({text})`"


ENTRY_RULES: tuple[Rule, ...] = (
    # Claims with too many words, or too few
    Rule(
        rf"(?P<lead>always|never)[ \t]+(?P<at>expect){NO_NAME}",
        "`{lead}` leads a claim by itself", "write `{lead} …`, without `expect`", "", "at",
        claims=True,
    ),
    Rule(
        rf"(?P<at>expect)[ \t]+(?P<lead>always|never){NO_NAME}",
        "`{lead}` leads a claim by itself", "write `{lead} …`, without `expect`", "", "at",
        claims=True,
    ),
    Rule(
        r"(?P<at>expect[ \t]+(?P<lead>eventually[ \t]+within|within)[ \t]+"
        rf"(?P<time>[0-9][0-9a-z]*))[ \t]+(?:expect\b)?{VALUES}",
        "the time of a claim stands before its `expect`", "write `{lead} {time} expect …`",
        lambda match: f"{match['lead']} {match['time']} expect", "at", claims=True,
    ),
    Rule(
        rf"(?P<at>expect[ \t]+eventually){NO_NAME}",
        "`eventually` needs a time", "write for example `eventually within 5m expect …`",
        "expect", "at", claims=True,
    ),
    Rule(
        r"(?P<at>eventually)[ \t]+expect\b", "`eventually` needs a time",
        "write for example `eventually within 5m expect …`", "", "at",
    ),
    Rule(
        rf"(?P<at>eventually)[ \t]+(?P<time>{TIME})(?=[ \t]+expect\b)",
        "expected `within` after `eventually`", _bounded("eventually within"), "",
    ),
    Rule(
        rf"(?P<at>eventually){NO_NAME}[ \t]+(?!within\b|expect\b){VALUES}",
        "`eventually` needs a time", "write for example `eventually within 5m expect …`",
        "expect", "at", claims=True,
    ),
    Rule(
        rf"(?P<at>within)[ \t]+expect{ENDS}", "`within` needs a time",
        "write for example `within 5m expect …`", _dropped,
    ),
    Rule(
        r"(?P<at>within)[ \t]+expect\b", "`within` needs a time",
        "write for example `within 5m expect …`", "", "at",
    ),
    Rule(
        r"(?P<at>within[ \t]+(?P<time>-?[0-9][0-9A-Za-z]*))[ \t]+(?!expect\b)(?=[A-Za-z\"(\[])"
        r"(?![A-Za-z]+[ \t]+expect\b)",
        "expected `expect` after the time", _bounded("within"), "expect", "at", claims=True,
    ),
    Rule(
        r"(?:eventually[ \t]+)?(?P<at>within[ \t]+(?!-?[0-9][0-9A-Za-z.]*[ \t]+expect\b)"
        rf"(?P<time>=[ \t]*{TIME}|\([ \t]*{TIME}[ \t]*\)|{TIME}))(?=[ \t]+expect\b)",
        "the time after `within` is a number with its unit", _bounded("within"), "",
    ),
    Rule(
        rf"(?P<at>after|on|in|when|until|for|before|by|at)[ \t]+(?P<time>{TIME})(?:[ \t]*+[:,])?"
        r"(?=[ \t]+expect\b)",
        "`{at}` leads no claim", _bounded("within"), "",
    ),
    Rule(
        r"(?P<lead>expect|always|never)[ \t]*(?P<at>:)", "after `{lead}` stands no `:`",
        "leave it out", "", "at", claims=True,
    ),
    Rule(
        r"(?P<at>expect|always|never)(?=\([^\n])", "`{at}` is no function",
        "write `{at} …`, with a space after it", _dropped,
    ),
    Rule(
        r"(?P<at>expect|always|never)[ \t]*(?=\{)", "a claim has no braces",
        "write each claim by itself: `{at} …`", _dropped,
    ),
    Rule(
        rf"(?:(?:eventually[ \t]+)?within[ \t]+{TIME}[ \t]+)?(?P<at>expect|always|never)"
        r"[ \t]*+(?:#[^\n]*)?(?=\n\s*+(?:(?:expect|always|never|within"
        r"|eventually|at)[ \t]+[A-Za-z0-9_\"(\[]|[a-z]+[ \t]*=[^=>]|\})|\})",
        "`{at}` claims nothing", "write what must hold, for example `{at} place == running`",
        _dropped,
    ),
    Rule(
        rf"(?P<at>{ASSERTS})(?:[ \t]+(?![ \t=]|->|not[ \t]+in|in\b|and\b|or\b)|(?=\()){VALUES}",
        "`{at}` leads no claim", "did you mean `expect`?", _claimed, claims=True,
    ),
    # Events
    Rule(
        r"(?P<at>after|on|in|when)[ \t]+(?P<time>[0-9][0-9a-z]*)[ \t]+(?P<name>[a-z_]+)\(",
        "expected `at`, found `{at}`", _event, "at", "at",
    ),
    Rule(
        r"at[ \t]+(?P<at>(?P<time>\"[0-9][0-9a-z]*\"))[ \t]+(?P<name>[a-z_]+)\(",
        "a time has no quotes", _event,
        lambda match: f" {match['time'][1:-1]} ", "at",
    ),
    Rule(
        r"(?:at|after|on|in|when)[ \t]+\"?[0-9][0-9a-z]*\"?[ \t]+(?P<at>(?P<name>[a-z_]+))"

        rf"(?:[ \t]*+=?[ \t]*+(?P<text>\"[^\"\n]*\")|{ENDS})",
        "expected `(` after `{name}`", _event_called, _dropped,
    ),
    Rule(
        rf"(?P<at>at[ \t]+(?P<time>{TIME}))[ \t]*(?:#[^\n]*)?"
        r"(?=\n\s*(?:(?:expect|always|never|within|at)[ \t]|\}))",
        "nothing happens `{at}`", 'write for example `{at} customer_writes("…")`', _dropped,
    ),
    Rule(
        r"(?P<at>wait|sleep|pause|advance|tick)(?:\(|[ \t]+(?=[\"0-9]))[^\n{}]*",
        "`{at}` is nothing that a test does",
        "time passes by itself; an event says when: `at 5m customer_writes(\"…\")`", _dropped,
    ),
    # Fields
    Rule(
        r"(?P<at>skip|fails)(?:[ \t]*\([ \t]*\))?(?![A-Za-z0-9_(]|[ \t]*(?:=|:|\"|->))",
        "`{at}` gives no reason", 'write `{at} = "reason"`', _dropped,
    ),
    Rule(
        rf"(?P<at>pass|return|end|done){ENDS}",
        "`{at}` stands alone", "leave it out", _dropped,
    ),
    Rule(
        r"(?P<at>input)[ \t]*(?=\{)", "expected `=` after `input`", "write `input = {{ … }}`",
        lambda match: "input=" if len(match[0]) > len("input") else _dropped(match),
    ),
    Rule(
        r"(?P<at>tags)[ \t]+(?=\[)", "expected `=` after `tags`", "write `tags = [key, key]`",
        "tags=",
    ),
    Rule(
        r"(?P<at>input\.(?P<key>[A-Za-z_.]+))[ \t]*=(?![=>])[^\n{}]*",
        "`input` is given as a whole", "write `input = {{ {key}: … }}`", _dropped,
    ),
    Rule(
        r"(?P<at>given)[ \t]+(?=[A-Za-z_]+[ \t]*(?:\(|=))[^\n{}]*", "expected `{{` after `given`",
        "write `given {{ … }}`", _dropped,
    ),
    Rule(
        r"(?P<at>row)[ \t]+(?:\"[^\"\n]*\"|[A-Za-z0-9_]++)[ \t]*+(?:,|(?!row\b)[A-Za-z0-9_\"])"
        r"[^\n{}]*",
        "a row names its columns", 'write `row "name" {{ column = value }}`', _dropped,
    ),
    Rule(
        rf"(?P<at>(?P<name>[a-z][a-z_]*)\((?:[^()\n]|\([^()\n]*\))*\)){ENDS}",
        "`{name}(…)` stands alone",
        "what happens has a time, `at 5s {name}(…)`; a claim begins with `expect`", _dropped,
    ),
    # Claims without a sign, or without a lead
    Rule(
        r"(?:expect|always|never)[ \t]+(?P<at>no|any|all|each|every|some|none)[ \t]+(?=[A-Za-z])"
        r"(?!(?:and|or|in|not|mod|is|equals)\b)",
        "`{at}` is no word of claims", "compare a number, `chats == 0`, or seek a member, "
        "`block in path`", f"-{GIVEN_UP}", "at",
    ),
    Rule(
        rf"(?:expect|always|never)[ \t]+(?:not[ \t]+)?{VALUE}[ \t]*(?P<sign>(?P<at>=)[ \t])",
        "expected an operator, found `=`", "compare with `==`; `=` gives a value", "==", "sign",
    ),
    Rule(
        rf"(?!{FIELDS})(?P<at>{VALUE}){COMPARED}(?=[^\n])",
        "expected `expect` before `{at}`", "a claim begins so: `expect {at} …`", _dropped,
    ),
)  # fmt: skip

WHOLE_MAX = 80
"""Characters before `contains` that are looked at for what it stands after."""
NEGATIONS = r"(?P<no>(?:not|does[ \t]*n[o']t|doesnt|isnt|is[ \t]+not)[ \t]+)?"


def _member(match: Match) -> str:
    """The cure for `path contains block`; what stands before it is found in the text."""
    start = match.start()
    before = re.search(rf"({VALUE})[ \t]*$", match.string[max(start - WHOLE_MAX, 0) : start])
    whole = before[1] if before is not None else "…"
    return f"write `{match['right']} {'not in' if match['no'] else 'in'} {whole}`"


RIGHT = rf"[ \t]+(?P<right>\"[^\"\n]*\"|{VALUE}|(?=\[))"
CLAIM_RULES: tuple[Rule, ...] = (
    Rule(
        r"(?P<at>and|or)[ \t]*(?=(?:#[^\n]*)?\n\s*(?:(?:expect|always|never|within|eventually|at)"
        r"[ \t]+[A-Za-z0-9_\"(\[]|\}))",
        "expected an expression after `{at}`", "leave it out, the next claim is one by itself", "",
    ),
    Rule(
        r"in[ \t]+(?P<at>\((?P<items>[^()\n]*,[^()\n]*)\))", "a list stands in brackets",
        "write `[{items}]`", lambda match: f"[{match['items']}]", "at",
    ),
    Rule(
        rf"(?P<at>(?:at|after|until|before|in)[ \t]+(?P<time>{TIME})){ENDS}",
        "the time of a claim stands before its `expect`", _bounded("within"), "",
    ),
    Rule(
        rf"{NEGATIONS}(?P<at>contains?|includes?|has){RIGHT}(?![ \t]*[=:])",
        "`{at}` is no operator", _member,
        f"*{GIVEN_UP}",
    ),
    Rule(
        r"(?P<at>is(?:[ \t]+not|n't)|isnt|not[ \t]+equals?|differs[ \t]+from|ne)"
        r"(?=[ \t]+[A-Za-z0-9_\"(\[])(?![ \t]+in\b)",
        "`{at}` is no operator", "write `!=`", "!=", "at",
    ),
    Rule(
        r"(?P<at>is|equals?|eq|be|was|to[ \t]+be|to[ \t]+equal|should[ \t]+be|toBe|toEqual)"
        r"(?=[ \t]+[A-Za-z0-9_\"(\[])(?![ \t]+(?:in|not)\b)",
        "`{at}` is no operator", "write `==`", "==", "at",
    ),
    Rule(
        rf"(?P<at>between)[ \t]+(?P<low>{VALUE})[ \t]+and[ \t]+(?P<high>{VALUE})",
        "`between` is no operator", "compare twice: `… >= {low} and … <= {high}`",
        f"*{GIVEN_UP}",
    ),
    Rule(
        r"(?P<at>times?)(?![A-Za-z0-9_]|[ \t]*(?:=|->|:|\())", "a number has no `{at}` here",
        "leave it out", "", "at",
    ),
)  # fmt: skip
SIGN_RULES: tuple[Rule, ...] = (
    Rule(
        rf"(?P<at>,)[ \t]*\"[^\"\n]*\"{ENDS}", "a claim has no words of its own",
        "write them as a comment: `# …`", "",
    ),
    Rule(
        r"(?<=[=!]=[ ])(?P<at>\{)[^{}\n]*\}", "a map cannot be compared",
        "compare key by key: `udata.Key == \"value\"`", GIVEN_UP,
    ),
    Rule(
        r"(?P<at>->)", "`->` stands in strategies, not in claims",
        "a path is a list: `path == [first, second]`", f"*{GIVEN_UP}",
    ),
    Rule(
        r"(?<=[A-Za-z0-9_])(?P<at>\[)(?P<key>[^\]\n]*)\]", "`[` after a value takes no part of it",
        "a key stands after a dot, `udata.Key`, a member of a list is sought: `block in path`",
        f"*{GIVEN_UP}",
    ),
    Rule(
        r"(?P<at>\.(?P<name>[A-Za-z_]+))(?=\()", "a value has no `{name}(…)` that belongs to it",
        "a function stands before its values, and `in` seeks a member: `block in path`",
        f"*{GIVEN_UP}",
    ),
)  # fmt: skip


@cache
def suspect() -> re.Pattern[str]:
    """What shows that a text may hold a slip; it looks at no surroundings."""
    return re.compile(
        rf"(?:^[ \t]*+|[{{}}][ \t]*+|(?<=[ \t]{{2}}))(?:{_any(ENTRY_RULES)})"
        rf"|(?<![A-Za-z0-9_])(?:expect|always|never)(?![A-Za-z0-9_])"
        rf"(?:[^\n#\"]|\"[^\"\n]{{0,99}}\"){{0,120}}?"
        rf"(?:[ \t](?:{_any(CLAIM_RULES)})|{_any(SIGN_RULES)})",
        re.MULTILINE,
    )


def _any(rules: tuple[Rule, ...]) -> str:
    return "|".join(re.sub(r"\(\?P<[a-z]+>", "(?:", rule.pattern) for rule in rules)

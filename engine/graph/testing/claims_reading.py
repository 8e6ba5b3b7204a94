"""What names, paths and calls read in a claim: leaves, and words that stand for texts.

In: the syntax of a name, a path or a call in a claim. Out: fragments that read leaves. It is the
`Observed` of an expression's `Reads`: what it does not know is read as in a strategy.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.diagnostics import did_you_mean, listed
from engine.functions import FUNCTIONS
from engine.graph.fragments import CallShape, Compile, Fragment, Work, need, wrong
from engine.graph.model import Instruction
from engine.graph.reading import FLAGS, bind, constant
from engine.graph.testing.claims_arguments import Arguments, tell_no_block
from engine.graph.testing.claims_parts import CHAT, EMAIL, LATER
from engine.graph.testing.model import FIRST_LEAF, Leaf
from engine.graph.testing.vocabulary import OUTCOMES, PLACES, ClaimScope, Vocabulary
from engine.observations import OBSERVATIONS
from engine.observations.calls import FAULT_PARTS, SENT_KEYS
from engine.observations.run import TOTALS
from engine.ops import Code
from engine.source import Span
from engine.syntax.nodes import Call, Expression, Name
from engine.values import Type, Value

DATA, LEDGER, ROW, SENT = "udata", "ledger", "row", "sent"
VARIABLE, ANSWER, FAULT = "variable", "answer", "fault"
RETURNED, RETURNED_FAULT = "returned", "returned_fault"
BARE = {
    word: each
    for word, each in OBSERVATIONS.items()
    if not each.parameters and not each.keyed and word not in (VARIABLE, ANSWER, FAULT)
}
"""The observations that are just a word."""
CALLED = {word: each for word, each in OBSERVATIONS.items() if each.parameters}
ABSENT = frozenset({"null", "None", "nil", "undefined", "nothing", "empty", "missing"})
NOTHINGS = 'what is missing has no name: give it a value, `(udata.Key ?? "") == ""`'
PORTS = frozenset({"ok", "timeout", "true", "false", "default", "called", "done"})
"""Words of ports that authors ask a block for."""
OF_SUBROUTINES = (RETURNED, RETURNED_FAULT)
"""What only a test that begins in a subroutine can read."""
TOTAL_TYPES = dict.fromkeys(TOTALS, Type.INTEGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whose:
    """The interaction that is read of, and where its name begins."""

    number: int
    start: Span


@dataclass(slots=True)
class ClaimReading:
    """What one claim reads; `leaves` are numbered as they come up, equal ones once.

    `members` are the items of lists, by identity: there a label is a label, whatever else has the
    name. `damaged` says that something could not be read, whether it is said here or elsewhere.
    """

    scope: ClaimScope
    members: Collection[int]
    leaves: list[Leaf] = field(default_factory=list)
    damaged: bool = False
    _numbers: dict[object, int] = field(default_factory=dict)

    def _leaf(
        self,
        word: str,
        span: Span,
        work: Work,
        *,
        of: int = 0,
        arguments: tuple[Value, ...] = (),
        keys: Sequence[Name] = (),
        kind: Type | None = None,
        inside: Mapping[str, Type] | None = None,
    ) -> Fragment:
        """Reads an observation, with the keys after it.

        `kind` is its type if it is not that of the observation, `inside` the types of its keys.
        """
        observation = OBSERVATIONS[word]
        found = observation.type if kind is None else kind
        for depth, key in enumerate(keys):
            if found not in (Type.KVLIST, Type.ANY):
                return need(Fragment([], found, span), Type.KVLIST, f"`.{key.text}`", work)
            found = (inside or {}).get(key.text, Type.ANY) if depth == 0 else Type.ANY
        texts = tuple(key.text for key in keys)
        number = self._numbers.setdefault((word, of, arguments, texts), len(self.leaves))
        if number == len(self.leaves):
            text = " ".join(span.text().split())
            self.leaves.append(
                Leaf(text=text, observation=word, of=of, arguments=arguments, keys=texts)
            )
        # What is said of a key before a run need not be so: the fragment is `sure` to be doubted.
        promised = found is not Type.ANY and (word == DATA or bool(keys))
        may_miss = bool(keys) or of > 0 or not observation.sure
        return Fragment(
            [Instruction(Code.READ, FIRST_LEAF + number)],
            found,
            span,
            missing=span if may_miss else None,
            sure=promised,
        )

    def _wrong(self, span: Span) -> Fragment:
        self.damaged = True
        return wrong(span)

    # Names

    def name(self, node: Name, work: Work) -> Fragment | None:
        """A word of a claim: an observation, a variable, or what stands for itself."""
        word, known = node.text, self.scope.vocabulary
        if id(node) in self.members and word in known.labels:
            return constant(word, node.span)
        if word in FLAGS or word in known.parameters or word in (*known.broken, *known.amounts):
            self.damaged = self.damaged or word not in {**FLAGS, **known.parameters}
            return None
        if word in BARE or self.scope.has_variable(word, 0):
            return self._own(node, _Whose(number=0, start=node.span), [], work)
        if word in known.labels or word in PLACES or word in known.bare:
            return constant(word, node.span)
        self._tell_unknown(node, work)
        return self._wrong(node.span)

    def _tell_unknown(self, node: Name, work: Work) -> None:
        word, known, error = node.text, self.scope.vocabulary, work.findings.error
        if word in LATER:
            cure = f"read something of it: `{word}.path`, `{word}.place`"
            error("E220", node.span, f"`{word}` is an interaction, not a value", cure)
        elif word in (DATA, LEDGER) or (word == ROW and self.scope.columns is not None):
            cure = f"write `{OBSERVATIONS[word].forms[0]}`"
            error("E220", node.span, f"`{word}` is read key by key", cure)
        elif word in CALLED:
            cure = f"write `{CALLED[word].forms[0]}`"
            error("E220", node.span, f"`{word}` is written with parentheses", cure)
        elif not known.unsure:
            near = did_you_mean(word, self._words())
            cure = near or f'a text stands in quotes: `"{word}"`, attached data is `udata.{word}`'
            cure = NOTHINGS if word in ABSENT else cure
            error("E211", node.span, f"nothing here is called `{word}`", cure)

    def _words(self) -> Iterable[str]:
        known = self.scope.vocabulary
        own = [*BARE, *FLAGS, *known.parameters, *known.variables, *known.labels]
        return [*own, *PLACES, *known.bare]

    # Paths

    def path(self, base: Expression, keys: list[Name], work: Work) -> Fragment | None:
        """`udata.K`, `chat.X`, `label.answer.K`, `row.column`, keys of a request."""
        if isinstance(base, Call):
            if base.function.text in LATER:
                number = Arguments(base, self.scope, work).later()
                if number is None:
                    return self._wrong(base.span)
                return self._of_chat(_Whose(number=number, start=base.span), keys, work)
            return self._called(base, keys, work) if base.function.text in CALLED else None
        if not isinstance(base, Name):
            return None
        word, known = base.text, self.scope.vocabulary
        if word == CHAT or (word == EMAIL and word not in known.labels):
            return self._of_chat(_Whose(number=1, start=base.span), keys, work)
        if word == LEDGER:
            return self._total_or_column(base, TOTAL_TYPES, keys, work)
        if word == ROW and self.scope.columns is not None:
            return self._total_or_column(base, self.scope.columns, keys, work)
        if word in FLAGS or word in known.parameters or word in known.broken:
            self.damaged = self.damaged or word in known.broken
            return None
        return self._own(base, _Whose(number=0, start=base.span), keys, work)

    def _of_chat(self, whose: _Whose, keys: list[Name], work: Work) -> Fragment:
        """Something of an interaction that was created later."""
        first, *rest = keys
        if first.text in BARE and not BARE[first.text].of_interaction:
            message = f"`{first.text}` is of the run, not of a chat"
            work.findings.error("E211", first.span, message, f"write `{first.text}` alone")
            return self._wrong(first.span)
        return self._own(first, whose, rest, work)

    def _own(self, first: Name, whose: _Whose, keys: list[Name], work: Work) -> Fragment:
        """Something of an interaction by its first word, with the keys after it."""
        word, number = first.text, whose.number
        span = whose.start.to(keys[-1].span if keys else first.span)
        if word in BARE:
            if self.scope.has_variable(word, number):
                message = f"`{word}` is a variable, and a word of claims"
                work.findings.error("E210", first.span, message, "give the variable another name")
            inside = self._results(first, keys, work) if word in OF_SUBROUTINES else None
            return self._leaf(word, span, work, of=number, keys=keys, inside=inside)
        if word == DATA and keys:
            key, *rest = keys
            kind = self.scope.declared(key.text, number)
            return self._leaf(
                DATA, span, work, of=number, arguments=(key.text,), keys=rest, kind=kind
            )
        if self.scope.has_variable(word, number):
            found = self.scope.variable(word, number)
            if found is None:
                return self._wrong(span)
            return self._leaf(
                VARIABLE, span, work, of=number, arguments=(word,), keys=keys, kind=found
            )
        shape = self.scope.block(word, number) if keys else None
        if shape is not None:
            return self._of_block(first, shape, whose, keys, work)
        self._tell_unknown_of(first, number, keys, work)
        return self._wrong(span)

    def _results(self, word: Name, keys: Sequence[Name], work: Work) -> Mapping[str, Type] | None:
        """The types of what the subroutine gives back that the test begins in."""
        results = self.scope.results()
        if results is None and not self.scope.vocabulary.unsure:
            cure = "write `subroutine = name` instead of `strategy = name`"
            message = f"the test begins in no subroutine, so that there is no `{word.text}`"
            work.findings.error("E244", word.span, message, cure)
            self.damaged = True
        elif results is not None and word.text == RETURNED:
            self._check_result(self.scope.subject, keys, results, work)
        return results

    def _check_result(
        self, whose: str, keys: Sequence[Name], results: Collection[str], work: Work
    ) -> None:
        """E211 for what a subroutine, or the call of one, does not give back."""
        if keys and keys[0].text not in results:
            cure = f"it gives back {listed(results)}" if results else "it gives back nothing"
            message = f"`{whose}` has no result `{keys[0].text}`"
            near = did_you_mean(keys[0].text, results)
            work.findings.error("E211", keys[0].span, message, near or cure)
            self.damaged = True

    def _tell_unknown_of(self, first: Name, number: int, keys: list[Name], work: Work) -> None:
        word, known, error = first.text, self.scope.vocabulary, work.findings.error
        if word in known.broken:
            return
        if word == ROW and not number:
            cure = 'write `row "name" { column = value }`'
            error("E211", first.span, "this test has no rows", cure)
        elif word in CALLED:
            cure = f"write `{CALLED[word].forms[0]}`"
            if number and CALLED[word].of_interaction:
                cure = f"write `{word}({CALLED[word].parameters[0].name}, of: {number})`"
            error("E220", first.span, f"`{word}` is written with parentheses", cure)
        elif word == DATA:
            error("E220", first.span, "`udata` is read key by key", "write `chat.udata.Key`")
        elif word in known.labels:
            if keys:
                tell_no_block(first, number, self.scope, work)
            else:
                cure = f"read `{word}.answer` or `{word}.fault` of it"
                error("E220", first.span, f"`{word}` is a block, not a value", cure)
        elif not known.unsure:
            words = [each for each in BARE if BARE[each].of_interaction or not number]
            words += [*known.variables, *self.scope.labels(number), DATA]
            words += [] if number else [*LATER, LEDGER, ROW]
            message = f"a chat has no `{word}`" if number else f"nothing here is called `{word}`"
            near = did_you_mean(word, words)
            error("E211", first.span, message, near or _cure_of(word, keys, known))

    def _of_block(
        self, label: Name, shape: CallShape, whose: _Whose, keys: list[Name], work: Work
    ) -> Fragment:
        """`label.answer.K` and `label.fault.part`."""
        part, *rest = keys
        span, error = whose.start.to(keys[-1].span), work.findings.error
        if shape.broken:
            return self._wrong(span)
        if part.text == FAULT:
            return self._fault(label, whose, keys, work)
        if part.text != ANSWER:
            cure = did_you_mean(part.text, (ANSWER, FAULT)) or "it has `answer` and `fault`"
            if part.text in PORTS:
                cure = f'the port that it was left by is `port({label.text}) == "{part.text}"`'
            error("E211", part.span, f"a block has no `{part.text}`", cure)
            return self._wrong(span)
        if not shape.answers:
            message = f"`{label.text}` waits for no answer"
            error("E234", label.span, message, "read the answer of an `esp` or a `call`")
            return self._wrong(span)
        results = self.scope.returned_to(label.text, whose.number)
        if results is not None:
            self._check_result(label.text, rest, results, work)
        return self._leaf(
            ANSWER, span, work, of=whose.number, arguments=(label.text,), keys=rest,
            inside=shape.promises,
        )  # fmt: skip

    def _fault(self, label: Name, whose: _Whose, keys: list[Name], work: Work) -> Fragment:
        """`label.fault.part`; the first key is `fault`."""
        error = work.findings.error
        if len(keys) == 1:
            span = whose.start.to(keys[0].span)
            cure = f"write one of {listed(f'{label.text}.fault.{part}' for part in FAULT_PARTS)}"
            error("E220", span, f"`{label.text}.fault` has parts and is no value", cure)
            return self._wrong(span)
        _, part, *rest = keys
        span = whose.start.to(keys[-1].span)
        if part.text not in FAULT_PARTS:
            cure = did_you_mean(part.text, FAULT_PARTS) or f"it has {listed(FAULT_PARTS)}"
            error("E211", part.span, f"a fault has no `{part.text}`", cure)
            return self._wrong(span)
        return self._leaf(
            FAULT, span, work, of=whose.number, arguments=(label.text, part.text), keys=rest,
            kind=FAULT_PARTS[part.text],
        )  # fmt: skip

    def _total_or_column(
        self, base: Name, known: Mapping[str, Type | None], keys: list[Name], work: Work
    ) -> Fragment:
        """A key of `ledger` or `row`; all of them are known."""
        key, *rest = keys
        span = base.span.to(keys[-1].span)
        if key.text not in known:
            what = "column" if base.text == ROW else "total"
            cure = did_you_mean(key.text, known) or f"there are {listed(known)}"
            work.findings.error("E211", key.span, f"there is no {what} `{key.text}`", cure)
            return self._wrong(span)
        found = known[key.text]
        if found is None:
            return self._wrong(span)
        return self._leaf(base.text, span, work, arguments=(key.text,), keys=rest, kind=found)

    # Calls

    def call(self, node: Call, work: Work, compile_value: Compile) -> Fragment | None:
        """An observation of something, an outcome with its reason, or a function."""
        word, error = node.function.text, work.findings.error
        if word in CALLED:
            return self._called(node, [], work)
        if word in OUTCOMES:
            return _outcome(node, work, compile_value)
        if word in FUNCTIONS and not FUNCTIONS[word].reads_state:
            return None
        if word in FUNCTIONS:
            cure = "a claim reads `length(…)`, `ready(agent)`, `busy(agent)` and `waited`"
            error("E211", node.function.span, f"`{word}` is a statistic for strategies", cure)
        elif word in LATER:
            cure = f"read something of it: `{word}(1).path`, `{word}(1).place`"
            error("E220", node.span, f"`{word}(…)` is an interaction, not a value", cure)
        elif word in BARE:
            cure = f"write `{word}`"
            error("E220", node.span, f"`{word}` takes nothing in parentheses", cure)
        else:
            near = did_you_mean(word, [*CALLED, *OUTCOMES, *FUNCTIONS, *LATER])
            cure = near or "`routewright explain test` shows what claims can read"
            error("E211", node.function.span, f"there is no function `{word}`", cure)
        return self._wrong(node.span)

    def _called(self, node: Call, keys: list[Name], work: Work) -> Fragment:
        observation = CALLED[node.function.text]
        span = node.span.to(keys[-1].span if keys else node.span)
        read = Arguments(node, self.scope, work).of(observation)
        if read is None:
            return self._wrong(span)
        if observation.word != SENT:
            return self._leaf(
                observation.word, span, work, of=read.of, arguments=read.arguments, keys=keys
            )
        if keys and keys[0].text not in SENT_KEYS:
            cure = did_you_mean(keys[0].text, SENT_KEYS) or f"it has {listed(SENT_KEYS)}"
            message = f"a request has no `{keys[0].text}`"
            work.findings.error("E211", keys[0].span, message, cure)
            return self._wrong(span)
        return self._leaf(SENT, span, work, arguments=read.arguments, keys=keys, inside=SENT_KEYS)


def _cure_of(word: str, keys: Sequence[Name], known: Vocabulary) -> str | None:
    """The cure for what is read of the wrong thing."""
    if not keys:
        return None
    if word in known.queues:
        return f"write `length({word})`" if keys[0].text in ("length", "size", "count") else None
    if keys[0].text in BARE:
        return f"what is read of the beginning's own interaction stands alone: `{keys[0].text}`"
    return None


def _outcome(node: Call, work: Work, compile_value: Compile) -> Fragment:
    """`stopped("reason")`: the list of place and reason that `outcome` is."""
    word = node.function.text
    bound = bind(node, ("reason",), f"{word}(reason)", work)
    if "reason" not in bound:
        message = f"`{word}` needs the reason"
        cure = f"without it, compare the place: `place == {word}`"
        work.findings.error("E230", node.span, message, cure)
        return wrong(node.span)
    reason = need(compile_value(bound["reason"].value, work), Type.TEXT, f"`{word}`", work)
    code = [Instruction(Code.CONST, word), *reason.code, Instruction(Code.LIST, 2)]
    return Fragment(code, None if reason.type is None else Type.LIST, node.span)

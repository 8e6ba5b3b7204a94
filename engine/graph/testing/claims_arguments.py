"""What stands in the parentheses of an observation: labels, methods, queues, views, numbers.

In: a call in a claim. Out: the arguments as values, or findings. They are all known before a run.
"""

from collections.abc import Collection
from dataclasses import dataclass

from engine.diagnostics import did_you_mean, listed
from engine.graph.damage import quantity
from engine.graph.fragments import Work
from engine.graph.names import unknown
from engine.graph.reading import bind
from engine.graph.testing.vocabulary import ClaimScope
from engine.observations.kind import Observation, ObservationParameter, Takes
from engine.ops import Family
from engine.syntax.nodes import Call, Expression, Name, Path, Quantity, Text
from engine.values import Value

OF = "of"
"""The argument that says of which interaction."""
LISTS = frozenset({"path", "ports", "messages", "logs", "written"})
"""Words of claims whose length authors ask for."""
WHO = {Family.VOICE: "call", Family.CHAT: "chat", Family.EMAIL: "e-mail"}


@dataclass(frozen=True, slots=True)
class Read:
    """The arguments of an observation, and of which interaction it is read."""

    arguments: tuple[Value, ...]
    of: int = 0


@dataclass(slots=True)
class Arguments:
    """The arguments of one call; whatever is wrong with them is said."""

    node: Call
    scope: ClaimScope
    work: Work

    def of(self, observation: Observation) -> Read | None:
        """The arguments of an observation."""
        names = [parameter.name for parameter in observation.parameters]
        names += [OF] if observation.of_interaction else []
        bound = bind(self.node, names, observation.forms[0], self.work)
        number = self._count(bound[OF].value, least=0) if OF in bound else 0
        found: list[Value] = []
        for parameter in observation.parameters:
            if parameter.name not in bound:
                if not parameter.optional:
                    self._tell_missing(parameter, observation)
                    return None
                continue
            value = self._value(parameter.takes, bound[parameter.name].value, number or 0)
            if value is None:
                return None
            found += value
        return None if number is None else Read(tuple(found), number)

    def later(self) -> int | None:
        """The number in `chat(n)` or `email(n)`."""
        word = self.node.function.text
        bound = bind(self.node, ("n",), f"{word}(n)", self.work)
        if "n" not in bound:
            message = f"`{word}(…)` needs a number"
            cure = f"`{word}(1)` is the first interaction created later, as is `{word}`"
            self._error("E230", self.node, message, cure)
            return None
        return self._count(bound["n"].value, least=1)

    def _tell_missing(self, parameter: ObservationParameter, observation: Observation) -> None:
        message = f"`{observation.word}` needs `{parameter.name}`"
        self._error("E230", self.node, message, f"it is `{observation.forms[0]}`")

    def _value(self, takes: Takes, value: Expression, of: int) -> tuple[Value, ...] | None:
        match takes:
            case Takes.LABEL:
                return self._label(value, of)
            case Takes.CALL:
                return self._call(value)
            case Takes.QUEUE:
                return self._queue(value, virtual=True)
            case Takes.VIEW:
                return self._view(value)
            case Takes.WORKBIN:
                return self._workbin(value)
            case Takes.AGENT:
                return self._agent(value)
            case Takes.COUNT:
                number = self._count(value, least=1)
                return None if number is None else (number,)

    def _label(self, value: Expression, of: int) -> tuple[Value, ...] | None:
        if not isinstance(value, Name | Text):
            self._error("E220", value, "this needs the label of a block", "write it bare")
            return None
        if self.scope.block(value.text, of) is None:
            tell_no_block(value, of, self.scope, self.work)
            return None
        return (value.text,)

    def _call(self, value: Expression) -> tuple[Value, ...] | None:
        if isinstance(value, Text):
            known = self.scope.vocabulary
            if value.text in known.methods:
                return (value.text,)
            if value.text not in known.broken:
                message = f"there is no method `{value.text}`"
                methods = known.methods
                cure = did_you_mean(value.text, methods) or f"there are {listed(methods)}"
                self._error("E211", value, message, cure)
            return None
        if not isinstance(value, Name):
            cure = 'write `"Service.Method"`, or the label of a block'
            self._error("E220", value, "this needs a method, or a block that calls one", cure)
            return None
        holders = self.scope.vocabulary.labels.get(value.text, ())
        if not holders:
            tell_no_block(value, 0, self.scope, self.work)
            return None
        shapes = [words.blocks[value.text] for words in holders]
        if not any(shape.calls or shape.broken for shape in shapes):
            self._error("E220", value, f"`{value.text}` calls no service", None)
            return None
        return (value.text,)

    def _queue(self, value: Expression, *, virtual: bool = False) -> tuple[Value, ...] | None:
        known = self.scope.vocabulary
        if not isinstance(value, Name | Text):
            cure = "write its bare name, without quotes"
            self._error("E220", value, "this needs the name of a queue", cure)
            return None
        if value.text in known.queues or (virtual and value.text in known.staff.virtual_queues):
            return (value.text,)
        if value.text in LISTS and value.text not in known.broken:
            cure = f"`length` counts chats that wait; a list is compared: `{value.text} == […]`"
            self._error("E211", value, f"there is no queue `{value.text}`", cure)
        elif not known.held and value.text not in known.broken:
            unknown("queue", value.text, value.span, known.queues, self.work.findings)
        return None

    def _workbin(self, value: Expression) -> tuple[Value, ...] | None:
        return self._named("workbin", self.scope.vocabulary.workbins, value)

    def _agent(self, value: Expression) -> tuple[Value, ...] | None:
        return self._named("agent", self.scope.vocabulary.staff.agents, value)

    def _named(
        self, what: str, names: Collection[str], value: Expression
    ) -> tuple[Value, ...] | None:
        """The name of something declared, written bare or as a text."""
        known = self.scope.vocabulary
        if not isinstance(value, Name | Text):
            article = "an" if what == "agent" else "a"
            cure = "write its bare name, without quotes"
            self._error("E220", value, f"this needs the name of {article} {what}", cure)
            return None
        if value.text in names:
            return (value.text,)
        if not known.held and value.text not in known.broken:
            unknown(what, value.text, value.span, names, self.work.findings)
        return None

    def _view(self, value: Expression) -> tuple[Value, ...] | None:
        if not isinstance(value, Path):
            self._error("E220", value, "this needs a view", "write `queue.view`")
            return None
        queue = self._queue(value.base)
        if queue is None:
            return None
        known, name = self.scope.vocabulary, str(queue[0])
        if value.key.text in known.queues[name]:
            return name, value.key.text
        if name not in known.broken:
            message = f"queue `{name}` has no view `{value.key.text}`"
            views = known.queues[name]
            cure = did_you_mean(value.key.text, views) or f"it has {listed(views)}"
            self._error("E211", value.key, message, cure)
        return None

    def _count(self, value: Expression, *, least: int) -> int | None:
        number = quantity(value) if isinstance(value, Quantity) else None
        if type(number) is not int:
            self._error("E220", value, "this needs a plain number", f"write one from {least} on")
            return None
        if number < least:
            self._error("E232", value, f"this is {number}, and counts from {least} on", None)
            return None
        return number

    def _error(self, code: str, node: Expression | Call, message: str, cure: str | None) -> None:
        self.work.findings.error(code, node.span, message, cure)


def tell_no_block(label: Name | Text, of: int, scope: ClaimScope, work: Work) -> None:
    """E211: an interaction cannot enter a block of this label."""
    known = scope.vocabulary
    holders = known.labels.get(label.text, ())
    if not holders:
        if not known.unsure:
            unknown("block", label.text, label.span, scope.labels(of), work.findings)
        return
    family = scope.family_of(of)
    who = "no interaction" if family is None else f"no {WHO[family]}"
    message = f"`{label.text}` is a block of `{holders[0].name}`, which {who} comes to"
    chats = any(words.family is Family.CHAT for words in holders)
    cure = "what chats do is read of `chat`, or with `of: 1`" if chats and not of else None
    work.findings.error("E211", label.span, message, cure)

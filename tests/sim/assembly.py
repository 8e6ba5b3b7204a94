"""A small assembler: programs by hand, without a text and without kinds.

In: blocks as operations with names and values in them. Out: a verified `Program`. A program that
has no text can also do what the checker would refuse, which the executor must survive.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.blocks.operands import Routing, ServiceCall
from engine.directory import Directory
from engine.ops import NO_CODE, Code, Family, Op
from engine.program.model import (
    Port,
    Program,
    ProgramBlock,
    ProgramQueue,
    ProgramStrategy,
    ProgramView,
)
from engine.program.verify import verify
from engine.values import SECOND, TAGS, Pool, Type, Value

Codes = Sequence[tuple[Code, object]]
TEXT_ARGUMENTS = (Code.DATA, Code.KEY)


@dataclass(frozen=True, slots=True)
class Make:
    """One block: its operations, the labels its ports lead to, its handlers (fault, port)."""

    ops: Sequence[Sequence[object]]
    ports: Sequence[str] = ()
    handlers: Sequence[tuple[int, int]] = ()


@dataclass(slots=True)
class Assembly:
    """A program while it is written."""

    name: str = "by hand"
    directory: Directory = field(default_factory=Directory)
    pool: Pool = field(default_factory=Pool)
    ops: "array[int]" = field(default_factory=lambda: array("q"))
    codes: "array[int]" = field(default_factory=lambda: array("q"))
    code_starts: "array[int]" = field(default_factory=lambda: array("q"))
    block_ops: "array[int]" = field(default_factory=lambda: array("q"))
    port_starts: "array[int]" = field(default_factory=lambda: array("q", [0]))
    port_targets: "array[int]" = field(default_factory=lambda: array("q"))
    handler_starts: "array[int]" = field(default_factory=lambda: array("q", [0]))
    handlers: "array[int]" = field(default_factory=lambda: array("q"))
    blocks: list[ProgramBlock] = field(default_factory=list)
    strategies: list[ProgramStrategy] = field(default_factory=list)
    views: list[ProgramView] = field(default_factory=list)
    queues: list[str] = field(default_factory=list)
    calls: list[ServiceCall] = field(default_factory=list)
    routings: list[Routing] = field(default_factory=list)

    def code(self, *codes: tuple[Code, object]) -> int:
        """An expression; values stand for themselves, jumps are numbers."""
        self.code_starts.append(len(self.codes) // 2)
        for code, argument in (*codes, (Code.END, 0)):
            self.codes.extend((int(code), self._argument(code, argument)))
        return len(self.code_starts) - 1

    def _argument(self, code: Code, argument: object) -> int:
        if code is Code.CONST or code in TEXT_ARGUMENTS:
            return self.pool.encode(argument)  # type: ignore[arg-type]
        return int(argument)  # type: ignore[call-overload,no-any-return]

    def value(self, value: Value) -> int:
        """An expression that is a value."""
        return self.code((Code.CONST, value))

    def call(
        self, method: str = "Nobody.Nothing", *, timeout_us: int | None = 30 * SECOND,
        expect_response: bool = True, app_name: str = "DMS",
        parameters: Mapping[str, Value] | None = None,
    ) -> int:  # fmt: skip
        """An ESP call with constant parameters."""
        service, _, name = method.partition(".")
        given = [
            pair
            for key, value in (parameters or {}).items()
            for pair in ((Code.CONST, key), (Code.CONST, value))
        ]
        count = len(given) // 2
        self.calls.append(
            ServiceCall(
                app_name=self.value(app_name), app_type=NO_CODE, service=service, method=name,
                parameters=self.code(*given, (Code.KVLIST, count)), user_data=None, extra=NO_CODE,
                timeout_us=timeout_us, expect_response=expect_response,
            )
        )  # fmt: skip
        return len(self.calls) - 1

    def queue(self, name: str) -> int:
        """An interaction queue."""
        self.queues.append(name)
        return len(self.queues) - 1

    def view(
        self, queue: int, strategy: int, *, where: int = NO_CODE, timed: bool = False,
        every_us: int = SECOND, order: str = "priority",
    ) -> int:  # fmt: skip
        """A view; `strategy` may be declared later."""
        self.views.append(
            ProgramView(
                name=f"view{len(self.views)}", queue=queue, where=where, timed=timed,
                every_us=every_us, order=order, strategy=strategy, place="by hand:1:1",
                condition=f"condition {len(self.views)}",
            )
        )  # fmt: skip
        return len(self.views) - 1

    def strategy(
        self, name: str, blocks: Mapping[str, Make], *, family: Family = Family.CHAT,
        variables: Mapping[str, Value] | None = None, data: Mapping[str, Type] | None = None,
        on_fault: str | None = None,
    ) -> int:  # fmt: skip
        """A strategy that enters at its first block."""
        number, first = len(self.strategies), len(self.blocks)
        labels = {label: first + at for at, label in enumerate(blocks)}
        for label, block in blocks.items():
            self._block(number, label, block, labels)
        given = variables or {}
        self.strategies.append(
            ProgramStrategy(
                name=name, family=int(family), entry=first, first_block=first,
                last_block=len(self.blocks) - 1, slots=tuple(given),
                first_values=tuple(self.pool.encode(value) for value in given.values()),
                data=tuple(
                    (self.pool.encode(key), int(TAGS[kind])) for key, kind in (data or {}).items()
                ),
                on_fault=-1 if on_fault is None else labels[on_fault], on_timeout=-1,
                on_abandoned=-1,
            )
        )  # fmt: skip
        return number

    def _block(self, strategy: int, label: str, block: Make, labels: Mapping[str, int]) -> None:
        self.block_ops.append(len(self.ops) // 4)
        for op, *arguments in block.ops:
            padded = [*arguments, 0, 0, 0][:3]
            if op == Op.ATTACH:
                padded[0] = self.pool.encode(str(padded[0]))
            if op is Op.SET:
                padded[2] = self.pool.encode(f"v{padded[0]}")
            self.ops.extend((int(op), *padded))  # type: ignore[call-overload,arg-type]
        targets = [labels[target] for target in block.ports]
        self.port_targets.extend(targets)
        self.port_starts.append(len(self.port_targets))
        for fault, port in block.handlers:
            self.handlers.extend((fault, port))
        self.handler_starts.append(len(self.handlers) // 2)
        self.blocks.append(
            ProgramBlock(
                label=label, kind="by_hand", strategy=strategy, place="by hand:1:1",
                ports=tuple(
                    Port(label=name, target=target)
                    for name, target in zip(block.ports, targets, strict=True)
                ),
                atoms=("first", "second"),
            )
        )  # fmt: skip

    def program(self) -> Program:
        """The program, verified."""
        made = Program(
            name=self.name, ops=self.ops, codes=self.codes, code_starts=self.code_starts,
            block_ops=self.block_ops, port_starts=self.port_starts,
            port_targets=self.port_targets, handler_starts=self.handler_starts,
            handlers=self.handlers, blocks=tuple(self.blocks), strategies=tuple(self.strategies),
            views=tuple(self.views),
            queues=tuple(
                ProgramQueue(
                    name=name,
                    views=tuple(at for at, view in enumerate(self.views) if view.queue == number),
                )
                for number, name in enumerate(self.queues)
            ),
            calls=tuple(self.calls), routings=tuple(self.routings),
            directory=self.directory, constants=self.pool,
        )  # fmt: skip
        verify(made)
        return made

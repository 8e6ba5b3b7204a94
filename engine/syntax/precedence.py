"""The meaning of a flat chain: one table of operators, from the tightest to the loosest.

In: a `Chain` as written. Out: its operands and operators in postfix order, without recursion, so
that a chain may have any number of operands. `not` binds looser than a comparison although it
stands before its first operand, so a `Prefixed` operand is taken apart here.
"""

from engine.syntax.nodes import Chain, Expression, Operator, Prefixed

PREFIX_MINUS = "prefix -"
"""The text of a unary minus in postfix order, where `-` is the binary one."""

LEVELS: tuple[tuple[str, ...], ...] = (
    ("??",),
    (PREFIX_MINUS,),
    ("*", "/", "mod"),
    ("+", "-"),
    ("..",),
    ("==", "!=", "<", "<=", ">", ">=", "in", "not in"),
    ("not",),
    ("and",),
    ("or",),
)
BINDING = {text: len(LEVELS) - level for level, texts in enumerate(LEVELS) for text in texts}
PREFIXES = {"-": PREFIX_MINUS, "not": "not"}


def postfix(chain: Chain) -> list[Expression | Operator]:
    """Operands and operators in postfix order; a binary operator takes the two before it.

    Operators of one level group from left to right; `a ?? b ?? c` is `a ?? (b ?? c)`. A prefix
    operator appears as `not` or `prefix -` and takes the one before it.
    """
    ordered: list[Expression | Operator] = []
    waiting: list[Operator] = []
    _operand(chain.operands[0], ordered, waiting)
    for operator, operand in zip(chain.operators, chain.operands[1:], strict=True):
        while waiting and _goes_first(waiting[-1].text, operator.text):
            ordered.append(waiting.pop())
        waiting.append(operator)
        _operand(operand, ordered, waiting)
    ordered.extend(reversed(waiting))
    return ordered


def _operand(
    operand: Expression, ordered: list[Expression | Operator], waiting: list[Operator]
) -> None:
    while isinstance(operand, Prefixed):
        waiting.append(Operator(PREFIXES[operand.operator.text], operand.operator.span))
        operand = operand.operand
    ordered.append(operand)


def _goes_first(earlier: str, later: str) -> bool:
    if later == "??":
        return BINDING[earlier] > BINDING[later]
    return BINDING[earlier] >= BINDING[later]


def mixed(chain: Chain) -> bool:
    """Whether `and` and `or` both stand in the chain, without parentheses between them."""
    texts = {operator.text for operator in chain.operators}
    return "and" in texts and "or" in texts


def readings(chain: Chain) -> tuple[str, str]:
    """The two readings of a mixed chain, in the author's words: URS's, then that of most languages.

    URS gives both words the same priority and groups from the left; most languages bind `and`
    tighter. Where the two come to the same, the second groups the other way round, so that the
    author has the choice.
    """
    parts, words = _sides(chain)
    urs = _from_the_left(parts, words)
    tight = _grouped(parts, words, "and")
    return (urs, tight) if urs != tight else (urs, _grouped(parts, words, "or"))


def _sides(chain: Chain) -> tuple[list[str], list[str]]:
    """The texts between the words `and` and `or`, and those words."""
    text, start = chain.span.source.text, chain.span.start
    parts: list[str] = []
    words: list[str] = []
    for operator in chain.operators:
        if operator.text in ("and", "or"):
            parts.append(" ".join(text[start : operator.span.start].split()))
            words.append(operator.text)
            start = operator.span.end
    parts.append(" ".join(text[start : chain.span.end].split()))
    return parts, words


def _from_the_left(parts: list[str], words: list[str]) -> str:
    """Equal words need no parentheses between them; where the word changes, the left is closed."""
    shown = parts[0]
    for index, (word, part) in enumerate(zip(words, parts[1:], strict=True)):
        if index and word != words[index - 1]:
            shown = f"({shown})"
        shown = f"{shown} {word} {part}"
    return shown


def _grouped(parts: list[str], words: list[str], inner: str) -> str:
    """Runs joined by the inner word in parentheses, joined by the other one."""
    runs, joints = [[parts[0]]], []
    for word, part in zip(words, parts[1:], strict=True):
        if word == inner:
            runs[-1].append(part)
        else:
            joints.append(word)
            runs.append([part])
    texts = [f"({f' {inner} '.join(run)})" if len(run) > 1 else run[0] for run in runs]
    return texts[0] + "".join(f" {word} {run}" for word, run in zip(joints, texts[1:], strict=True))

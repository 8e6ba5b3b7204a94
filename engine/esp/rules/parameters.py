"""Parameters of a request: whether they are there and have their types, and what they say.

In: a signature and the request's KVLists. Out: nothing but `Refused`; then their values. Of
repeated keys the first counts; keys that the signature does not know are ignored [inferred].
"""

from engine.esp.envelope import Request
from engine.esp.outcome import Refused, refusal
from engine.esp.signature import Signature
from engine.values import KV_INTEGER_MAX, KVList, Value, type_of


def all_given(signature: Signature, request: Request) -> None:
    """`missing_parameter` for the first required parameter that is missing or an empty text."""
    for parameter in signature.parameters:
        if parameter.required and request.parameters.get(parameter.name) in (None, ""):
            raise Refused(refusal("missing_parameter", parameter.name))


def all_typed(signature: Signature, request: Request) -> None:
    """`wrong_type` for the first parameter of another type, then for what no KVList carries."""
    for parameter in signature.parameters:
        value = request.parameters.get(parameter.name)
        if value is not None and type_of(value) is not parameter.type:
            raise Refused(refusal("wrong_type", parameter.name))
    for pairs in (request.parameters, request.user_data):
        found = misfit(pairs)
        if found is not None:
            raise Refused(refusal("wrong_type", found))


def text(request: Request, name: str) -> str | None:
    """The text of a parameter, None if it is missing or empty."""
    value = request.parameters.get(name)
    return value if isinstance(value, str) and value else None


def pairs(request: Request, name: str) -> KVList:
    """The KVList of a parameter, empty if it is missing."""
    value = request.parameters.get(name)
    return value if isinstance(value, KVList) else KVList()


def flag(word: str) -> bool:
    """What a text says as a flag; `bad_flag` if nothing."""
    found = flag_of(word)
    if found is None:
        raise Refused(refusal("bad_flag", word))
    return found


def flag_of(word: str) -> bool | None:
    """What a text says as a flag, in any case; None if nothing.

    >>> flag_of("TRUE"), flag_of("false"), flag_of("yes")
    (True, False, None)
    """
    return {"true": True, "false": False}.get(word.lower())


def flag_problem(word: str) -> str | None:
    """What is wrong with a text that is to be a flag, or None; an empty one counts as missing."""
    if not word or flag_of(word) is not None:
        return None
    return f"`{word}` is neither `true` nor `false`"


def misfit(pairs: KVList, path: str = "") -> str | None:
    """The path of the first integer that is none of 32 bits with a sign."""
    for key, value in pairs:
        found = misfit(value, f"{path}{key}.") if isinstance(value, KVList) else None
        if found is not None:
            return found
        if _is_too_large(value):
            return f"{path}{key}"
    return None


def _is_too_large(value: Value) -> bool:
    return isinstance(value, int) and not -KV_INTEGER_MAX - 1 <= value <= KV_INTEGER_MAX

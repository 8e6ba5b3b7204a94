"""KVLists as IRD's traces write them.

In: a KVList. Out: lines: `'key' [str] = "v"`, `'n' = 5`, `'b' [bin] = 0xCAFE`, and a nested list
in braces over several lines. The form is [inferred] from what is left of the vendor's pages.
"""

from engine.values import KVList, Value, quote, show

INDENT = "    "


def trace_lines(pairs: KVList, indent: str = "") -> tuple[str, ...]:
    """The pairs in order, one or more lines each; everything unprintable is escaped.

    >>> for line in trace_lines(KVList([("a", "x"), ("l", KVList([("n", 5)]))])):
    ...     print(line)
    'a' [str] = "x"
    'l' [list] = {
        'n' = 5
    }
    """
    return tuple(line for key, value in pairs for line in _lines(key, value, indent))


def _lines(key: str, value: Value, indent: str) -> tuple[str, ...]:
    name = f"{indent}'{_escaped(key)}'"
    match value:
        case KVList() if not len(value):
            return (f"{name} [list] = {{}}",)
        case KVList():
            inner = trace_lines(value, indent + INDENT)
            return (f"{name} [list] = {{", *inner, f"{indent}}}")
        case str():
            return (f"{name} [str] = {quote(value)}",)
        case bytes():
            return (f"{name} [bin] = {show(value)}",)
        case _:
            return (f"{name} = {show(value)}",)


def _escaped(key: str) -> str:
    inside = quote(key)[1:-1].replace('\\"', '"')
    return inside.replace("'", "\\'")

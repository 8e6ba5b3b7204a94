"""The canonical form."""

import pytest

from tests.dsl.reading import formatted

LONG = "a_name_that_is_quite_long"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("", ""),
        ("a{}", "a {}\n"),
        ("a b{}", "a b\n"),
        ('a "b c"  { }', 'a "b c"\n'),
        ("a b(c:d,e)->(f){}", "a b (c: d, e) -> (f)\n"),
        ("a b () -> ()", "a b\n"),
        ("a b (c) {\n x=1\n y=2 z=3}", "a b (c) { x = 1   y = 2   z = 3 }\n"),
        ("a { w=1 x=1 y=2 z=3}", "a {\n  w = 1\n  x = 1\n  y = 2\n  z = 3\n}\n"),
        ("a { b { c = 1 } }", "a {\n  b { c = 1 }\n}\n"),
        ("a { b c   d: e }", "a { b c   d: e }\n"),
        ("a { b c   f: g -> h }", "a {\n  b c\n  f: g -> h\n}\n"),
        ("a { x = 1\n\n y = 2 }", "a {\n  x = 1\n\n  y = 2\n}\n"),
        ("x:f(1,n:2){}->y", "x: f(1, n: 2) -> y\n"),
        ("x:f{y=1}->z", "x: f { y = 1 } -> z\n"),
        ("x: f() -> y", "x: f -> y\n"),
        ('a->b "1"->c 2->d', 'a -> b\n"1" -> c\n2 -> d\n'),
        ('fault a,904,"b"->c on fault->d', 'fault a, 904, "b" -> c\non fault -> d\n'),
        ("var n=0", "var n = 0\n"),
        ("expect a==b", "expect a == b\n"),
        ("always a never b at 5m f(x)", "always a\nnever b\nat 5m f(x)\n"),
        ("within 5m expect a", "within 5m expect a\n"),
        ("eventually  within 5m  expect a", "eventually within 5m expect a\n"),
        ("at -5m f(x) within - 1h expect a", "at -5m f(x)\nwithin -1h expect a\n"),
        ("x=a.b .c", "x = a.b.c\n"),
        ('x=udata."a-b"', 'x = udata."a-b"\n'),
        ('x=udata."ab"', "x = udata.ab\n"),
        ("x=not(a)and-b", "x = not (a) and -b\n"),
        ("x=a not  in[1,2,]", "x = a not in [1, 2]\n"),
        ("x={a:1 b:2,}", "x = { a: 1, b: 2 }\n"),
        ('x={"a b":1,2:{}}', 'x = { "a b": 1, 2: {} }\n'),
        ("f(x)=f()", "f(x) = f()\n"),
        (r'x = "\u{41}\u{9}é\u{200b}"', 'x = "A\\té\\u{200b}"\n'),
        ('x = """one line"""', 'x = "one line"\n'),
        ('x = """two\nlines"""', 'x = """two\nlines"""\n'),
        ('a { x = """two\nlines""" }', 'a {\n  x = """two\nlines"""\n}\n'),
        (r'x = "two\nlines"', 'x = "two\\nlines"\n'),
        ('x = """\\\\ \\"\\"\\" \t \n é\\""""', 'x = """\\\\ \\""" \\t \n é\\""""\n'),
    ],
)
def test_a_text_has_one_canonical_form(written: str, canonical: str) -> None:
    assert formatted(written) == canonical
    assert formatted(canonical) == canonical


def test_a_line_has_at_most_88_columns() -> None:
    fits = f"a {{ x = {LONG}   y = {LONG}   z = {'n' * 14} }}\n"
    too_long = fits.replace(" }", "n }")

    assert len(fits) == 89
    assert formatted(fits) == fits
    assert formatted(too_long) == (f"a {{\n  x = {LONG}\n  y = {LONG}\n  z = {'n' * 15}\n}}\n")


def test_the_arrow_counts_among_the_columns() -> None:
    fits = f"x: a {{ x = {LONG}   y = {LONG} }} -> {'n' * 14}\n"

    assert len(fits) == 89
    assert formatted(fits) == fits
    assert formatted(fits.replace("\n", "n\n")).count("\n") == 4


def test_a_list_that_is_too_long_stands_one_item_a_line() -> None:
    items = [LONG, f"f({LONG}, {LONG}, 1)", f"{{ a: {LONG}, b: [{LONG}] }}"]

    assert formatted(f"x = [{', '.join(items)}]") == (
        f"x = [\n  {items[0]},\n  {items[1]},\n  {items[2]}\n]\n"
    )


def test_a_map_that_is_too_long_stands_one_pair_a_line_without_commas() -> None:
    pairs = [f"key_{number}: {LONG}" for number in range(3)]

    assert formatted(f"x = {{ {', '.join(pairs)} }}") == (
        f"x = {{\n  {pairs[0]}\n  {pairs[1]}\n  {pairs[2]}\n}}\n"
    )


def test_arguments_that_are_too_long_stand_one_a_line() -> None:
    arguments = [f"{LONG}_{number}" for number in range(4)]
    broken = ",\n".join(f"  {argument}" for argument in arguments)

    assert formatted(f"x = f({', '.join(arguments)})") == f"x = f(\n{broken}\n)\n"
    assert formatted(f"x: f({', '.join(arguments)}) {{ y = 1 }}") == (
        f"x: f(\n{broken}\n) {{\n  y = 1\n}}\n"
    )


def test_a_long_chain_is_broken_before_its_operators() -> None:
    part = f"{LONG} > f({LONG})"
    chain = " and ".join([part] * 3)
    broken = f"{part}\n    and {part}\n    and {part}"

    assert formatted(f"x = {chain}") == f"x = {broken}\n"
    assert formatted(f"x: if({chain}) {{ true -> y   false -> z }}") == (
        f"x: if({broken}) {{\n  true -> y\n  false -> z\n}}\n"
    )
    assert formatted(f"x = {LONG} + {LONG} - {LONG} * 2") == (
        f"x = {LONG}\n    + {LONG}\n    - {LONG} * 2\n"
    )


def test_a_chain_is_broken_at_its_loosest_operators_and_further_only_if_it_must_be() -> None:
    short, part = "a and b", f"{LONG} > f({LONG})"

    assert formatted(f"x = ({short}) or not ({part} and {part})") == (
        f"x = ({short})\n    or not ({part}\n        and {part})\n"
    )
    assert formatted(f"x = {short} and {LONG} + {LONG} + {LONG} == 1") == (
        f"x = a\n    and b\n    and {LONG}\n        + {LONG}\n        + {LONG} == 1\n"
    )


def test_a_comparison_is_not_broken() -> None:
    assert formatted(f"x = {LONG} == {LONG} * {LONG}") == f"x = {LONG} == {LONG} * {LONG}\n"


def test_a_list_in_a_chain_is_broken_if_a_line_of_its_own_would_not_do() -> None:
    items = [f"{LONG}_{number}" for number in range(4)]
    broken = ",\n".join(f"  {item}" for item in items)

    assert formatted(f"x = not (a in [{', '.join(items)}])") == (f"x = not (a in [\n{broken}\n])\n")
    assert formatted(f"x = f({', '.join(items)}).a.b") == f"x = f(\n{broken}\n).a.b\n"

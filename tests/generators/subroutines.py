"""Generates subroutines, and blocks that call them, for the projects of `projects`.

The first subroutine may call the second; both give back the same results, wait, fail, end all, or
hand over. A caller may hang up in either.
"""

from hypothesis import strategies as st

ENDS = (
    "exit(fault)",
    'disconnect { reason = "inside" }',
    'exit { text = "x"   more = n }',
    "strategy(other)",
)


@st.composite
def call_block(draw: st.DrawFn, label: str, following: str, other: str) -> str:
    """A call of a drawn subroutine; what it gives back is read where it has returned."""
    name = draw(st.sampled_from(["sub_a", "sub_b"]))
    given = draw(st.sampled_from(["n", "n + 1", "text_length(udata.Name)"]))
    ports = draw(
        st.sampled_from(
            ["", f"fault -> {other}", f"fault bad_number -> {other}   fault -> {following}"]
        )
    )
    read = draw(st.sampled_from([f"{label}.answer.text", f"text({label}.answer.more)"]))
    return (
        f"  {label}: call({name}) {{ parameters = {{ given: {given}   name: udata.Name }}"
        f"   {ports} }} -> {label}_read\n"
        f"  {label}_read: log({read}) -> {following}\n"
    )


@st.composite
def subroutines(draw: st.DrawFn) -> str:
    """Two subroutines for calls, and a strategy that one of them may hand over to."""
    inner = st.sampled_from(
        [
            "call(sub_b) { parameters = { given: n   name: name } }",
            'log("in " + text(n))',
            "wait(2s)",
            'attach { Key1 = "sub" }',
        ]
    )
    hearing = draw(st.sampled_from(["", "on abandoned -> other", "on abandoned -> failed"]))
    data = draw(st.sampled_from(["", "data { Name: text }", "data { Level: integer }"]))
    text = draw(st.sampled_from(['name + "!"', 'e164(name + "1", "US")']))
    condition = draw(st.sampled_from(["n mod 2 == 0", "is_online", 'name == "Ana"']))
    return f"""
subroutine sub_a (given: integer, name: text) -> (text: text, more: integer) {{
  {data}
  var n = 7
  on fault -> failed
  {hearing}
  first: assign {{ n = n + given }} -> second
  second: {draw(inner)} -> look
  look: if({condition}) {{ true -> done   false -> other }}
  done: exit {{ text = {text}   more = n }}
  other: {draw(st.sampled_from(ENDS))}
  failed: exit(fault)
}}
subroutine sub_b (given: integer, name: text) -> (text: text, more: integer) {{
  pause: wait({draw(st.sampled_from(["1us", "3s"]))}) -> look
  look: if(given > 7) {{ true -> done   false -> failed }}
  done: exit {{ text = name   more = given }}
  failed: exit(fault)
}}
strategy other (voice) {{ bye: disconnect {{ reason = "other" }} }}
"""

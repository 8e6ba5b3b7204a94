"""Draws what Classification Server has, and blocks that ask it."""

from hypothesis import strategies as st

METHODS = ("Classify", "Screen", "MultiScreen")
PARAMETERS = {
    "Classify": ("", 'Root: "People"', "Relevancy: 60", "Relevancy: n"),
    "Screen": ('Rule: "ana"', 'Rule: "letters"', "Rule: udata.Name"),
    "MultiScreen": ("", 'Rules: "letters|ana"', "Rules: typed"),
}
PATTERNS = (r'"Find(\"ana\")"', r'"!Find(\"Ana\", false)"')
LETTERS = ("", ' || Find("!")')
LOOKED_AT = ('UserDataKey: "Name"', 'UserDataKey: "Key1"', "")


@st.composite
def classifier(draw: st.DrawFn) -> str:
    """An application with its categories and rules."""
    return f"""
application "Classifier" {{
  type = ClassificationServer
  no_match = {draw(st.sampled_from(["fault", "answer"]))}
}}
category People {{ id = "c-1"   words = ["ana", "bo*"] }}
category Ana {{ parent = People   words = ["ana", "first name", "{draw(st.sampled_from("abc"))}"] }}
screening_rule ana {{
  pattern = {draw(st.sampled_from(PATTERNS))}
  category = {draw(st.sampled_from(["People", "Ana"]))}
}}
screening_rule letters {{
  pattern = \"\"\"RegExFind("[a-n]+", Letters){draw(st.sampled_from(LETTERS))}\"\"\"
  subject = true
}}
"""


@st.composite
def classify_block(draw: st.DrawFn, label: str, following: str, other: str) -> str:
    """A call, and perhaps a `switch` on what it has found."""
    method = draw(st.sampled_from(METHODS))
    given = " ".join((draw(st.sampled_from(PARAMETERS[method])), draw(st.sampled_from(LOOKED_AT))))
    ports = draw(st.sampled_from(["", f"fault no_match -> {other}", f"fault -> {other}"]))
    more = draw(st.sampled_from(["", 'with = { Subject: "Bo!" }', "user_data = [Name, Key1]"]))
    call = (
        f'  {label}: esp("Classification.{method}") {{ app_name = "Classifier"\n'
        f"    parameters = {{ {given} }}   {more}\n    timeout -> {other}   {ports} }}"
    )
    if draw(st.booleans()):
        return f"{call} -> {following}\n"
    key = "Category" if method == "Classify" else "Rule"
    names = ("Ana", "People") if method == "Classify" else ("ana", "letters")
    return (
        f"{call} -> {label}_which\n"
        f'  {label}_which: switch({label}.answer.{key}) {{ "{names[0]}" -> {following}'
        f'   "{names[1]}" -> {other}   else -> {following} }}\n'
    )

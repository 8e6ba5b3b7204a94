"""Draws services of an author's own as text, with what a naive lookup finds in them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from engine.values import quote

NAMES = ("Ana", "Bo", "", "+14155550123", "A-1", "fault", 'a "b" \\ {')
NUMBERS = (-3, 0, 1, 2, 40)
FAULTS = (("unavailable", 102), ("904", 904), ("no_record", 261))
LATENCIES = ("", "", "latency = 1us", "latency = 1s", "latency = 7s")
LATENCY_US = {"": None, "latency = 1us": 1, "latency = 1s": 1_000_000, "latency = 7s": 7_000_000}


@dataclass(frozen=True)
class Said:
    """What a row answers: the key `Found`, or a fault."""

    found: str = ""
    count: int = 0
    fault: int = 0
    latency_us: int | None = None


@dataclass(frozen=True)
class DrawnService:
    """A service `Own.Find` as text, and what it answers to a key; None: nothing."""

    text: str
    rows: dict[str | int, Said]
    otherwise: Said | None
    integer: bool

    def lookup(self, key: str | int) -> Said | None:
        """What a call with this key is answered."""
        return self.rows.get(key, self.otherwise)


@st.composite
def replies(draw: st.DrawFn) -> tuple[str, Said]:
    """The body of a row or of `else`, and what it means."""
    latency = draw(st.sampled_from(LATENCIES))
    after = LATENCY_US[latency]
    if draw(st.integers(0, 3)) == 0:
        word, number = draw(st.sampled_from(FAULTS))
        text = draw(st.sampled_from(["", 'fault_text = "gone"']))
        return f"{{ fault = {word}   {text}   {latency} }}", Said(fault=number, latency_us=after)
    found = draw(st.sampled_from(NAMES))
    count = draw(st.sampled_from([None, *NUMBERS]))
    more = "" if count is None else f"Count = {count}"
    said = Said(found=found, count=7 if count is None else count, latency_us=after)
    return f"{{ Found = {quote(found)}   {more}   {latency} }}", said


@st.composite
def services(draw: st.DrawFn) -> DrawnService:
    """The service `Own.Find`: a table by a text or by an integer, with or without `else`."""
    integer = draw(st.booleans())
    keys = draw(st.lists(st.sampled_from(NUMBERS if integer else NAMES[:2] + NAMES[3:]),
                         unique=True, max_size=4))  # fmt: skip
    drawn = {key: draw(replies()) for key in keys}
    rows = "".join(f"  row {quote(str(key))} {body}\n" for key, (body, _) in drawn.items())
    otherwise = draw(st.none() | replies())
    last = f"  else {otherwise[0]}\n" if otherwise is not None else ""
    kind = draw(st.sampled_from(["", "kind = database", "kind = voice_application"]))
    attaches = draw(st.sampled_from(["", "attaches = [Found]", "attaches = [Found, Count]"]))
    latency = draw(st.sampled_from(["", "latency = 1us", "latency = 30ms"]))
    text = (
        f'service "Own.Find" {{\n  {kind}   {attaches}   {latency}\n'
        f"  parameters {{ Key: {'integer' if integer else 'text'} }}\n"
        f"  answers {{ Found: text   Count = 7 }}\n"
        f"  by = Key\n{rows}{last}}}\n"
    )
    return DrawnService(
        text=text,
        rows={key: said for key, (_, said) in drawn.items()},
        otherwise=None if otherwise is None else otherwise[1],
        integer=integer,
    )


@st.composite
def table_by_text(draw: st.DrawFn) -> str:
    """The declarations of a project that can call `Own.Find` with a text."""
    found = draw(services().filter(lambda each: not each.integer))
    return f'application "CRM" {{ type = ThirdPartyServer }}\n{found.text}'


@st.composite
def service_block(draw: st.DrawFn, label: str, following: str, other: str) -> str:
    """A call of `Own.Find`; its failures lead on by themselves or to a handler."""
    key = draw(st.sampled_from(["udata.Name", "ANI", '"A-1"', "text(n)"]))
    says = draw(
        st.sampled_from(
            [
                "timeout = 5s",
                f"timeout = 5s   timeout -> {other}   fault -> {following}",
                f"timeout = never   fault no_record -> {other}",
                f"user_data = none   fault 904 -> {other}",
            ]
        )
    )
    return (
        f'  {label}: esp("Own.Find") {{ app_name = "CRM"   parameters = {{ Key: {key} }}'
        f"   {says} }} -> {following}\n"
    )

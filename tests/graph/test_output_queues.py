"""Where the e-mails of calls go, as far as it is known before a run."""

import pytest

from engine.graph.links import links_of
from tests.graph.projects import built

PROJECT = """
application "Mail" {{ type = EmailServer   address = "a@b"   {default} }}
application "Other" {{ type = EmailServer   address = "a@b"   output_queue = other }}
queue outgoing {{ view all {{ submit = post }} }}
queue other {{ view all {{ submit = post }} }}
strategy receive (email) {{
  on fault -> over
  on timeout -> over
  data {{ Where: text }}
  write: esp("Email.CreateEmailOut") {{
    app_name = "Mail"
    parameters = {{ Text: "x"   To: "a@b"   {queue} }}
  }} -> over
  over: stop
}}
strategy post (email) {{ over: stop }}
"""


def led(queue: str = "", default: str = "") -> list[tuple[str, str]]:
    """The queues that the call is linked to, each with where it is named."""
    process = built(PROJECT.format(queue=queue, default=default))
    call = "call receive.write"
    return [(each.target, each.label) for each in links_of(process) if each.source == call]


@pytest.mark.parametrize(
    ("queue", "default", "links"),
    [
        ('Queue: "outgoing"', "", [("queue outgoing", "Queue")]),
        ("Queue: udata.Where", "", []),
        ("", "", [("queue other", "output_queue")]),
        (
            "",
            "output_queue = outgoing",
            [("queue outgoing", "output_queue"), ("queue other", "output_queue")],
        ),
    ],
)
def test_a_call_is_linked_to_the_queues_that_its_messages_may_come_to(
    queue: str, default: str, links: list[tuple[str, str]]
) -> None:
    assert led(queue, default) == links

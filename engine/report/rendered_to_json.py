"""A rendered standard response as a document for machines.

In: what `field_codes.render` gives, and what it was rendered with. Out: a dictionary.
"""

from engine.directory import MissingValues, StandardResponse
from engine.esp.field_codes import Rendered
from engine.esp.field_codes.formats import shown
from engine.esp.field_codes.kinds import TYPE_NAMES, FieldValue, kind_of
from engine.report.to_json import Document
from engine.values import Time


def rendered_document(
    response: StandardResponse,
    rendered: Rendered,
    subject: Rendered | None,
    policy: MissingValues,
    now: Time,
    origin: str | None,
) -> Document:
    """Subject and text, the codes of both in their order with what they read, what was missing."""
    both = [part for part in (subject, rendered) if part is not None]
    return {
        "response": response.name,
        "subject": None if subject is None else subject.text,
        "text": rendered.text,
        "missing_values": policy.value,
        "now": str(now),
        "input": origin,
        "codes": [
            {
                "code": each.code,
                "text": each.text,
                "type": _type(each.value),
                "reads": [{"name": name, "value": _shown(value)} for name, value in each.reads],
            }
            for part in both
            for each in part.filled
        ],
        "missing": [code for part in both for code in part.missing],
    }


def _type(value: FieldValue) -> str | None:
    return None if value is None else TYPE_NAMES[kind_of(value)]


def _shown(value: FieldValue) -> str | None:
    return None if value is None else shown(value)

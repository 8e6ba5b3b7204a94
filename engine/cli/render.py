"""`routewright render`: a standard response with its field codes filled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.json_reader import name_of
from engine.cli.objects import read_objects, read_time
from engine.cli.options import (
    Once,
    Screen,
    environment_option,
    path_argument,
    screen_options,
)  # fmt: skip
from engine.diagnostics import Diagnostic, Severity, SourceError, did_you_mean

if TYPE_CHECKING:
    from engine.directory import Directory, MissingValues, StandardResponse
    from engine.values import Time

POLICIES = ("empty", "none_text", "keep", "fault")
"""The values of `directory.MissingValues`; here too, so that help loads nothing else."""


@click.command(name="render")
@click.argument("response", metavar="RESPONSE")
@path_argument
@click.option("--set", "settings", multiple=True, metavar="OBJECT.KEY=VALUE",
              help="Set a property of Contact, Agent, Interaction or CustomProperties to a text; "
              "may be repeated.")  # fmt: skip
@click.option("--from", "file", cls=Once, metavar="FILE",
              type=click.Path(path_type=Path, readable=False, allow_dash=True),
              help="Take the objects from a JSON object, `-` for stdin; --set wins.")  # fmt: skip
@click.option("--missing", type=click.Choice(POLICIES), cls=Once,
              help="What a code without a value becomes; if left out, what the project's first "
              "application says.")  # fmt: skip
@click.option("--at", "at", cls=Once, metavar="TIME",
              help="What `Now()` is, for example 2026-12-24T08:00 (UTC).")  # fmt: skip
@environment_option
@screen_options()
def command(
    screen: Screen,
    *,
    response: str,
    path: Path,
    settings: Sequence[str],
    file: Path | None,
    missing: str | None,
    at: str | None,
    environment: str | None,
) -> None:
    """Render the standard response RESPONSE and show what each field code became, and why.

    \b
    Example:
      routewright render queue_full --set Contact.FirstName=Ana
    """
    from engine import pipeline
    from engine.esp.field_codes.objects import DATE_CREATED, INTERACTION, UTC_ZONE
    from engine.esp.rules import responses
    from engine.limits import LIMITS
    from engine.report.rendered_to_json import rendered_document
    from engine.report.to_json import diagnostics_document
    from engine.report.to_rendered import to_rendered
    from engine.scenario import START

    checked = pipeline.check(path, environment=environment)
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    directory = checked.process.directory
    found = _named(directory, response)
    now = START if at is None else read_time(at, "--at")
    usual = {INTERACTION: ((DATE_CREATED, now), UTC_ZONE)}
    sources = read_objects(settings, file, usual)
    policy = _policy(directory, missing)
    subject = None
    if found.subject is not None:
        with _placed(f"subject of {found.name}", found.subject):
            subject = responses.filled_subject(
                found, directory, sources, policy, now=now, limits=LIMITS
            )
    with _placed(f"body of {found.name}", found.body):
        rendered = responses.filled(found, directory, sources, policy, now=now, limits=LIMITS)
    origin = name_of(file) if file else None
    if screen.json:
        document = diagnostics_document(checked.diagnostics)
        told = rendered_document(found, rendered, subject, policy, now, origin)
        screen.document(document | told)
        return
    screen.show(to_rendered(rendered, subject, policy, columns=screen.columns))
    _tell_unusable(screen, directory, response, now)
    screen.diagnose(checked.diagnostics)


def _named(directory: "Directory", name: str) -> "StandardResponse":
    """The standard response of a name; a usage error if there is none."""
    names = [each.name for each in directory.responses]
    found = next((each for each in directory.responses if each.name == name), None)
    if found is None:
        there = (
            f"there are {', '.join(f'`{each}`' for each in names)}" if names else "there is none"
        )
        cure = did_you_mean(name, names) or there
        message = f"there is no standard response `{name}`; {cure}"
        raise click.BadParameter(message, param_hint="RESPONSE")
    return found


def _policy(directory: "Directory", asked: str | None) -> "MissingValues":
    from engine.directory import Application, MissingValues

    if asked is not None:
        return MissingValues(asked)
    first = next(iter(directory.applications), Application(name=""))
    return first.missing_values


@contextmanager
def _placed(what: str, text: str) -> Iterator[None]:
    """What keeps a part of the response from being rendered is told at its place in that part."""
    from engine.esp.field_codes import FieldCodeError
    from engine.source import Source, Span

    try:
        yield
    except FieldCodeError as error:
        span = Span(Source(what, text), error.offset, error.offset + max(error.length, 1))
        found = Diagnostic(
            code="E321",
            severity=Severity.ERROR,
            message=error.message,
            span=span,
            help=error.cure,
        )
        raise SourceError([found]) from error


def _tell_unusable(screen: Screen, directory: "Directory", name: str, now: "Time") -> None:
    """A line if a call that sends the response would be refused."""
    from engine.esp.outcome import Refused
    from engine.esp.rules import responses
    from engine.report.styled import Style, line, wrap

    try:
        responses.find(directory, name, int(now))
    except Refused as refused:
        note = line(("note", Style.NOTE), f": a call that sends it is refused: {refused}")
        screen.tell(wrap(note, screen.message_columns, hang=2))

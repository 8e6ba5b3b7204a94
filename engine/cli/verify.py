"""`routewright verify`: whether results are what was written."""

from pathlib import Path

import click

from engine.cli.exits import exit_of
from engine.cli.options import Screen, end, screen_options


@click.command(name="verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--remake", is_flag=True,
    help="Make the tables for `query` and for data frames anew, from the replications.",
)  # fmt: skip
@screen_options()
def command(screen: Screen, *, folder: Path, remake: bool) -> None:
    """Find out whether the results that `simulate --out DIR` has made are as written: every byte.

    \b
    Examples:
      routewright verify results
      routewright verify results --remake

    Exits 0 if all is as written, 7 if not: the file is named, and the first bad line of a journal.
    """
    from engine.report.to_json import diagnostics_document
    from engine.report.to_verified import to_verified, verified_document
    from engine.store.verifying import verify

    verified = verify(folder)
    if remake and verified.diagnostics and verified.derived:
        from engine.access.keeping import remake as made_anew

        made_anew(folder)
        verified = verify(folder)
    if screen.json:
        screen.document(diagnostics_document(verified.diagnostics) | verified_document(verified))
    else:
        screen.show(to_verified(verified))
        screen.diagnose(verified.diagnostics)
    end(exit_of(verified.diagnostics))

"""`routewright query`: SQL over the tables of results."""

from pathlib import Path

import click

from engine.cli.options import Once, Screen, screen_options

ROWS = 10_000


@click.command(name="query")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, readable=False))
@click.argument("query", metavar="SQL")
@click.option(
    "--rows", "rows_max", cls=Once, metavar="N", type=click.IntRange(min=1),
    help=f"How many rows to print at most; {ROWS:,} if left out.",
)  # fmt: skip
@screen_options(("text", "json", "csv"))
def command(screen: Screen, *, folder: Path, query: str, rows_max: int | None) -> None:
    """Ask the results that `simulate --out DIR` has made, in the SQL of DuckDB.

    The tables are replications, waits, wait_buckets, queues, agents, blocks, ports, calls,
    refusals, places, notifications and failures, and events where logs are kept (`--log events`);
    `SHOW TABLES` and `DESCRIBE waits` tell more. Times are microseconds. A query reads these tables
    and nothing else: no file, no network.

    \b
    Examples:
      routewright query results "SELECT * FROM replications"
      routewright query results "SELECT sum(came) FROM waits" --format csv

    Exits 0 with the rows, 2 if the query is wrong, 7 if the tables are not what was written.
    """
    from engine.report.to_answer import answer_csv, answer_document, answer_lines
    from engine.store.asking import QueryError, ask

    most = ROWS if rows_max is None else rows_max
    try:
        answer = ask(folder, query, rows_max=most)
    except QueryError as error:
        raise click.UsageError(str(error)) from error
    match screen.format:
        case "json":
            screen.document(answer_document(answer.columns, answer.rows, more=answer.more))
        case "csv":
            screen.write(answer_csv(answer.columns, answer.numeric, answer.rows))
        case _:
            screen.show(answer_lines(answer.columns, answer.numeric, answer.rows))
    if answer.more:
        message = f"there are more than {most:,} rows; `--rows N` prints more of them"
        click.echo(f"note: {message}", err=True)

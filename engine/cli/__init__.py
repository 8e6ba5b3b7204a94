"""The command line: `main` is the process, and one file holds one command.

In: arguments, files. Out: text on stdout and stderr, an exit code. A command reads its arguments,
calls the library, renders, and exits; nothing outside this package prints. The shelf of commands
is listed here with all that `--help` prints, so that help imports none of them.
"""

from typing import NamedTuple


class Listed(NamedTuple):
    """A command: the module that has it as `command`, and its line in the help."""

    module: str
    summary: str


COMMANDS: dict[str, Listed] = {
    "check": Listed("engine.cli.check", "Find every mistake in a project."),
    "fmt": Listed("engine.cli.fmt", "Put files into canonical form."),
    "graph": Listed("engine.cli.graph", "Draw a strategy or the whole business process."),
    "run": Listed("engine.cli.run", "Run one interaction and tell its story."),
    "simulate": Listed("engine.cli.simulate", "Simulate a day with all its customers."),
    "compare": Listed("engine.cli.compare", "Compare two projects, or one in several ways."),
    "verify": Listed("engine.cli.verify", "Find out whether kept results are as written."),
    "query": Listed("engine.cli.query", "Ask kept results in SQL."),
    "test": Listed("engine.cli.test", "Run the tests of projects."),
    "new": Listed("engine.cli.new", "Begin a project, a strategy or a test."),
    "render": Listed("engine.cli.render", "Render a standard response and its field codes."),
    "explain": Listed("engine.cli.explain", "Explain a kind, function, ESP method, fault or code."),
    "completion": Listed("engine.cli.completion", "Print the completion script of a shell."),
}
"""The commands by their names, in the order of the help."""

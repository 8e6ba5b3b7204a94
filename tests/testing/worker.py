"""Judges the tests of projects in a process of its own.

In: on standard input, a JSON list of texts. Out: on standard output, for each the verdicts.
"""

import json
import sys

from tests.testing.verdicts import verdicts


def main() -> None:
    """Reads, judges, prints."""
    texts: list[str] = json.load(sys.stdin)
    json.dump([[repr(found) for found in verdicts(text)] for text in texts], sys.stdout)


if __name__ == "__main__":
    main()

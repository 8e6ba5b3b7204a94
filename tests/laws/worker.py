"""Runs drawn projects in a process of its own and prints the hashes of their logs.

In: on standard input a JSON list of `[text, name, answers, horizon_us]`. Out: a JSON object with
the form of the core and, for each project, the hashes of both sections of its log.
"""

import json
import sys

from engine.sim import core
from tests.helpers.runs import run_text


def main() -> None:
    hashes = []
    for text, name, answers, horizon_us in json.load(sys.stdin):
        story = run_text(text, data=[("Name", name)], answers=answers, horizon_us=horizon_us)
        hashes.append([story.log.events_hash(), story.log.why_hash()])
    json.dump({"form": core.form(), "hashes": hashes}, sys.stdout)


if __name__ == "__main__":
    main()

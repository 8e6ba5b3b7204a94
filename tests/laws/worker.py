"""Runs drawn projects in a process of its own and prints the hashes of their logs.

In: on standard input a JSON list of `[text, name, answers, horizon_us]`, or with a plot of
`generators.scenarios` behind. Out: a JSON object with the form of the core and, for each project,
the hashes of both sections of its log.
"""

import json
import sys

from engine.sim import core
from tests.generators.projects import Drawn
from tests.generators.scenarios import scenario_of
from tests.helpers.runs import Story, run_text


def main() -> None:
    stories = [story(*each) for each in json.load(sys.stdin)]
    hashes = [[story.log.events_hash(), story.log.why_hash()] for story in stories]
    json.dump({"form": core.form(), "hashes": hashes}, sys.stdout)


def story(
    text: str, name: str, answers: list[str], horizon_us: int, plot: dict[str, object] | None = None
) -> Story:
    """One run."""
    if plot is None:
        return run_text(text, data=[("Name", name)], answers=answers, horizon_us=horizon_us)
    drawn = Drawn(text=text, answers=tuple(answers), name=name, horizon_us=horizon_us)
    return run_text(text, scenario=scenario_of(drawn, plot))


if __name__ == "__main__":
    main()

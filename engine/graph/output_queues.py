"""E291: the queues that calls name for the e-mails, SMS and work items which they make.

In: the sketches of the strategies. Out: findings for a queue, known before a run, that is not
declared.
"""

from engine.diagnostics import Findings, did_you_mean
from engine.graph.calls import OUTPUT_QUEUE, parameter_name
from engine.graph.names import shown
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.world.kinds.queue import Queue


def check_output_queues(project: Project, sketches: list[Sketch], findings: Findings) -> None:
    """E291 for a queue, known before a run, that is not declared."""
    known = project.names(Queue.word)
    if project.held:
        return
    for sketch in sketches:
        for draft in sketch.drafts:
            site = draft.call
            name = None if site is None else parameter_name(site, OUTPUT_QUEUE)
            if site is None or name is None:
                continue
            queue = site.constants.get(name)
            if not isinstance(queue, str) or not queue or queue in (*known, *project.broken):
                continue
            cure = did_you_mean(queue, known) or "declare it: `queue name { … }`"
            message = f"there is no queue {shown(queue)}"
            findings.error("E291", site.places[name], message, cure)

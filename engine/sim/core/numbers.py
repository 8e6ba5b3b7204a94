"""Numbers that modules of the core share, and the rest of the simulator with them.

They stand in a module of their own that has no `.pxd`: what a `.pxd` types is not to be seen from
outside, so each module of the core imports them and types its own copy.
"""

from engine.ops import Family

NONE = -1
"""No block, queue, view, entry, instant."""
REST = -1
"""No next operation: the activation waits or is over."""

ANSWER = 0
"""Kinds of events on the agenda, in the order in which they happen at one instant. The subject of
an `ANSWER` is an arrival of `sim.services`. Session events, which will be 1, all happen inside an
ESP call as yet."""
TIMER = 2
"""The subject is an interaction that waits."""
SCAN = 3
"""The subject is a view."""

SILENT = 0
NOTING = 1
"""Whether an evaluation writes the outcomes of atomic conditions to the log."""

STEPS, STEPS_IN_TOTAL, HOPS = range(3)
"""What `Event.LIMIT` counts."""
EXITED, WRITTEN, MET_STEPS, MET_HOPS = range(1, 5)
REASONS = {EXITED: "exit", WRITTEN: "default route", MET_STEPS: "step limit", MET_HOPS: "livelock"}
"""Why the engine itself brings an interaction to a final place; no fault has these numbers."""
VOICE = int(Family.VOICE)

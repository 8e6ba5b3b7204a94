"""Projects from Python code and from Python's own tests: `project` loads and runs them.

In: paths and plain values. Out: runs that can be asked. The topmost stage below the commands: it
sees the reports as well, since a run can tell its story.
"""

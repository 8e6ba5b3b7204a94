"""From syntax to a checked graph: names, types, ports, paths, and the process around them.

In: the files of a project. Out: a `Process`, or findings that say what keeps it from being one.
`build` is the way in, `model` what comes out, `export` its drawings.
"""

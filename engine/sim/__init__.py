"""Program and scenario -> event log: everything that moves, on a virtual clock.

`simulate` assembles a run, `beginning` says how it begins; `services` and `chat_server` play the
servers around the router, `customers` and `happenings` the people; `core` is the part that is hot,
written over arrays of integers and compiled where that is possible.
"""

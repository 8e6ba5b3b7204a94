"""Program and scenario -> event log: everything that moves, on a virtual clock.

`simulate` assembles a run; `services` and `chat_server` play the servers around the router; `core`
is the part that is hot, written over arrays of integers and compiled where that is possible.
"""

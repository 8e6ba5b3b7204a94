"""Results that last: folders that hold what replications have come to, and survive a kill.

In: what is being simulated, and the bodies of finished replications as bytes. Out: a folder that
can be verified, asked and continued. `results` is the page to read first:

    refusals   what storage and integrity complain with
    disk       every call that storage needs, in one place; atomic writing
    lock       one process at a time
    plan       what a folder is about, and its manifest
    journal    finished replications: the growing part, the finished file
    folders    what a folder is made of, and what in it is ours to remove
    results    the life of a folder: begun, resumed, finished
    grids      tables: as Parquet and in a database, derived from the journal
    verifying  what is damaged in a folder
    asking     SQL, read-only
"""

"""The event log: what a run did, as columns of integers. `sim` writes it, everything folds it."""

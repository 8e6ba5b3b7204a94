"""Numbers of workers as options write them.

In: a text. Out: a number, or None for as many as pay.
"""

import click

AUTO = "auto"


def read_workers(text: str | None) -> int | None:
    """A number of workers; None for as many as pay. Raises click's errors."""
    from engine.workers.processors import WORKERS_MAX

    if text is None or text == AUTO:
        return None
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= WORKERS_MAX:
        return int(text)
    message = f"`{text}` is neither `{AUTO}` nor a number from 1 to {WORKERS_MAX}"
    raise click.BadParameter(message, param_hint="--workers")

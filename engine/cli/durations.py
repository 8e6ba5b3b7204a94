"""Durations as options write them.

In: a text. Out: microseconds.
"""

from engine.cli.options import stray
from engine.limits import LIMITS
from engine.syntax import quantities
from engine.values import Duration


def read_duration(text: str, option: str, *, lasting: str, example: str) -> int:
    """A duration for an option; `lasting` is what lasts so long.

    Raises `SourceError` with E301, E408 for one that is too long.
    """
    cure = f"write it as {example}"
    try:
        found = quantities.read(text)
    except quantities.TooLongError as error:
        longest = f"`{text}` is longer than {Duration(LIMITS.horizon_us)}"
        raise stray("E408", longest, f"{lasting} lasts ten years at most") from error
    except quantities.UnreadableError as error:
        found, cure = None, str(error)
    except ValueError:
        found = None
    if not isinstance(found, Duration):
        raise stray("E301", f"`{text}` is no duration for `{option}`", cure)
    return int(found)

"""Work whose units say by their names what becomes of them."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ByName:
    """`kills` ends the process that does it, `once PATH` does so the first time, `hangs` never
    ends, `fills` takes all memory, `breaks` is a bug; everything else is done."""

    wall_s: float | None = None

    def done(self, unit: str) -> str:
        """The name, in capitals."""
        word, _, rest = unit.partition(" ")
        if word == "once" and not Path(rest).exists():
            Path(rest).touch()
            word = "kills"
        if word == "kills":
            os.kill(os.getpid(), signal.SIGKILL)
        while word == "hangs":
            pass
        if word == "fills":
            bytearray(1 << 62)
        if word == "breaks":
            raise ZeroDivisionError(unit)
        return unit.upper()

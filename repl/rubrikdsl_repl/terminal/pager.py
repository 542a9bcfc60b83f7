"""Long output a screen at a time: in the reader's own pager, else in `less`, else all at once."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping

USUAL = "less -RFX"
"""Shows colours, leaves what fits on the screen, and does not wipe it afterwards."""


def is_long(text: str, rows: int, columns: int) -> bool:
    """Whether a text does not fit on a screen with the prompt below it.

    >>> is_long("a\\n" * 30, 24, 80), is_long("a\\n" * 20, 24, 80)
    (True, False)
    """
    return sum(1 + len(line) // max(1, columns) for line in text.splitlines()) > rows - 3


def page(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Show a text in a pager; False where there is none (nothing was shown then)."""
    command = shlex.split(environment.get("PAGER") or USUAL)
    program = shutil.which(command[0]) if command else None
    if program is None:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's own key
    try:
        pager = subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE)
        try:
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        except BrokenPipeError:  # left before the end
            pager.wait()
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True

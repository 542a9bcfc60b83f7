"""Keys pressed while a command works wait for the next prompt; the terminal does not show them before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress


@contextmanager
def unechoed() -> Iterator[None]:
    """A session without echo: a prompt shows keys by itself. Ctrl-C goes on stopping commands."""
    try:
        import termios
    except ImportError:  # Windows echoes nothing by itself
        yield
        return
    try:
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):  # no terminal, as in tests
        yield
        return
    quiet = list(before)
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

"""How far long work is: one line on a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic

from rubrikdsl.cli import problems
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import Words

WAIT = 1.0
"""Seconds before the first word: short work needs none."""

EVERY = 0.2
"""Seconds between two words."""


class Progress:
    """A line on standard error that is written over, and wiped in the end."""

    def __init__(self, console: Console, words: Callable[[int, int], Words] = problems.progress) -> None:
        self._words = words
        self._console = console
        self._shown = console.err.isatty() and os.environ.get("TERM") != "dumb"
        self._next = monotonic() + WAIT
        self._wide = 0

    def __call__(self, done: int, all: int) -> None:
        """Tell that so many are done, of so many; cheap enough to be called for each."""
        if self._shown and monotonic() >= self._next:
            self._next = monotonic() + EVERY
            self._write(self._words(done, all).read(self._console.language))

    def end(self) -> None:
        """Leave nothing behind."""
        if self._wide:
            self._write("")
            self._console.note("\r")

    def _write(self, text: str) -> None:
        from shutil import get_terminal_size

        text = text[: get_terminal_size().columns - 1]  # a line that is written over cannot go on below
        self._console.note("\r" + text.ljust(self._wide))
        self._console.err.flush()
        self._wide = len(text)

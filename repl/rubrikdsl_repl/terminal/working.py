"""A word on the screen while a command takes long: for how long already, how far it is, how to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from rubrikdsl import Language
from rubrikdsl_repl.terminal import words

WAIT = 1.0
"""Seconds before the first word: short work needs none."""


@contextmanager
def working(stream: TextIO, language: Language, wait: float = WAIT) -> Iterator[Callable[[int, int], None]]:
    """While the work inside goes on, a line is written over every second, and wiped in the end.

    The work may tell how many things are done, of how many.
    """
    ended = threading.Event()
    far: list[tuple[int, int]] = []

    def watch(done: int, all: int) -> None:
        far[:] = [(done, all)]

    def tell() -> None:
        begun, wide = monotonic(), 0
        while not ended.wait(wait):
            text = words.working(int(monotonic() - begun), *(far[-1] if far else (0, 0))).read(language)
            stream.write("\r" + text.ljust(wide))
            stream.flush()
            wide = len(text)
        if wide:
            stream.write("\r" + " " * wide + "\r")
            stream.flush()

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()

"""The line that is being typed, on disk at every key: a crash, a lost connection, a closed window keep it.

A session that ends well leaves none. The next one finds those of sessions that are gone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rubrikdsl_repl.places import is_running
from rubrikdsl_repl.places import private_file

_NAME = "draft-"


class Draft:
    """The draft of this session."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._path = private_file(folder, f"{_NAME}{os.getpid()}")

    def keep(self, text: str) -> None:
        """Write what stands in the line now."""
        if self._path is not None:
            with suppress(OSError, UnicodeError):
                self._path.write_text(text, encoding="utf-8")

    def drop(self) -> None:
        """The session ends well: nothing is left to keep."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()

    def left(self) -> str:
        """What the last session that crashed left unsent; it is handed out once."""
        found: list[tuple[float, str]] = []
        for path in self._folder.glob(f"{_NAME}*") if self._folder else ():
            if path == self._path or is_running(path.name.removeprefix(_NAME)):
                continue
            with suppress(OSError, UnicodeError):
                found.append((path.stat().st_mtime, path.read_text(encoding="utf-8")))
                path.unlink()
        return max(found, default=(0.0, ""))[1].strip()

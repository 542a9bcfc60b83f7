"""What was typed in a session, on disk before each line is done: a crash costs nothing.

It is a session as text (`session`), so that `session open` brings it back. A session that ends well leaves
none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rubrikdsl_repl.places import is_running
from rubrikdsl_repl.places import private_file

_NAME, _CUT_OFF = "journal-", "cut-off.session"


class Journal:
    """The journal of this session, in the folder of the user's sessions."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._path = private_file(folder, f"{_NAME}{os.getpid()}")

    def keep(self, text: str) -> None:
        """The session as it is now, with the line that is about to be done."""
        if self._path is not None:
            with suppress(OSError):
                self._path.write_text(text, "utf-8", "backslashreplace")

    def drop(self) -> None:
        """The session ends well."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()

    def left(self) -> Path | None:
        """The session that was cut off last, under a name that stays; it is handed out once."""
        found: list[tuple[float, Path]] = []
        for path in self._folder.glob(f"{_NAME}*") if self._folder else ():
            if path != self._path and not is_running(path.name.removeprefix(_NAME)):
                with suppress(OSError):
                    found.append((path.stat().st_mtime, path))
        last: Path | None = None
        for _, path in sorted(found):
            with suppress(OSError):
                if path.stat().st_size:
                    last = path.replace(path.with_name(_CUT_OFF))
                else:
                    path.unlink()
        return last

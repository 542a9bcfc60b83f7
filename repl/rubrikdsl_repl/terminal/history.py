"""What was typed before, per rubric: recalled by ↑ and Ctrl-R, suggested while typing.

Entries of several lines are one entry. Every one is on disk before it is answered, so that a crash loses
nothing; what cannot be written is kept for this session.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory
from prompt_toolkit.history import History
from prompt_toolkit.history import InMemoryHistory

from rubrikdsl_repl.places import private_file

MOST_BYTES = 1_000_000
"""A longer history loses its older half."""


def history_of(folder: Path | None, rubric: str) -> History:
    """The history of a rubric; where none can be kept, one of this session."""
    path = private_file(folder, f"history-{rubric}")
    if path is None:
        return InMemoryHistory()
    with suppress(OSError):
        _shorten(path)
    return _Kept(path)


class _Kept(FileHistory):
    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


def _shorten(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        text = path.read_bytes()
        path.write_bytes(text[text.index(b"\n\n#", len(text) // 2) :])

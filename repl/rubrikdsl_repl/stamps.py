"""Whether files are still what they were: by time and size, and by content where that costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Union

Stamp = tuple[tuple[str, Union[tuple[int, int, str], None]], ...]
"""Files by name, each with its time, its size and its digest (empty where it is large); None: not there."""

SMALL = 2**20
"""Bytes that are read at every line: two edits may fall into one tick of the file system's clock."""


def stamp(files: Iterable[str]) -> Stamp:
    """What files are like now."""
    return tuple((file, _one(Path(file))) for file in files)


def rubric_files(name: str) -> tuple[str, ...]:
    """The files that may have a part in a rubric: its own, and those beside it; none of a stock rubric."""
    try:
        own = Path(name)
        if not own.is_file():
            return ()
        beside = sorted(path for path in own.parent.iterdir() if path.suffix == ".rubrik")
    except (OSError, ValueError):
        return ()
    return tuple(dict.fromkeys((name, *(str(path) for path in beside if path != own))))


def _one(path: Path) -> tuple[int, int, str] | None:
    try:
        found = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if found.st_size <= SMALL else ""
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, digest

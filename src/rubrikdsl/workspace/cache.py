"""A cache of content in the user's own cache folder; it may be missing, read-only or wiped at any time.

What is read from it is trusted as much as the program itself, so: the folder and every file must belong to
the user and be writable by nobody else, links are not followed, and a file names the key and the checksum
of its content. A key covers everything that the content was made from, the program's own sources
included, so that nothing stale is ever found. Every failure is a miss, never an error.

`RUBRIK_CACHE` names another folder; empty, it switches the cache off.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubrikdsl import assets
from rubrikdsl.version import __version__
from rubrikdsl.workspace.files import write_atomically

KEEP = 400
"""Files kept; beyond it the oldest go."""

_ROOMS = ("syntax", "semantics", "plan", "workspace")
"""The rooms that decide which plan a text becomes (what a plan then gives is decided anew in every run)."""


def default_folder(environment: Mapping[str, str]) -> Path | None:
    """Where this user's cache lies; None where there is none."""
    if "RUBRIK_CACHE" in environment:
        return Path(environment["RUBRIK_CACHE"]) if environment["RUBRIK_CACHE"] else None
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = f"{environment['HOME']}/Library/Caches" if environment.get("HOME") else None
    else:
        base = environment.get("XDG_CACHE_HOME")
        if not base and environment.get("HOME"):
            base = f"{environment['HOME']}/.cache"
    return Path(base, "rubrikdsl") if base and Path(base).is_absolute() else None


@cache
def own_digest() -> str:
    """A digest of everything in this package that decides what a text means.

    Contents, not times: a reinstalled or edited package gets keys of its own.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    package = Path(__file__).resolve().parent.parent
    files = [package / "exact.py", package / "frozen.py", package / "source.py"]
    for room in _ROOMS:
        files += (package / room).glob("*.py")
    files += (path for path in assets.folder("grammars").iterdir() if path.suffix in (".lark", ".toml"))
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"\0{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@dataclass(frozen=True)
class Cache:
    """A folder of content by key. `folder` None holds nothing."""

    folder: Path | None

    def get(self, kind: str, *made_from: str) -> bytes | None:
        """The content stored for this key, or None."""
        if self.folder is None or not _is_private(self.folder, stat.S_ISDIR):
            return None
        key = _key(kind, made_from)
        try:
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(self.folder / f"{kind}-{key}", flags), "rb") as file:
                if not _ours(os.fstat(file.fileno()), stat.S_ISREG):
                    return None
                head, content = file.readline(300), file.read()
        except OSError:
            return None
        return content if head == _head(key, content) else None

    def put(self, content: bytes, kind: str, *made_from: str) -> None:
        """Store content under its key, if that can be done safely."""
        if self.folder is None:
            return
        key = _key(kind, made_from)
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self.folder, stat.S_ISDIR):
                write_atomically(self.folder / f"{kind}-{key}", _head(key, content) + content, 0o600)
                _drop_oldest(self.folder)


def _key(kind: str, made_from: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{kind}\0{own_digest()}".encode())
    for part in made_from:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(f"\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _head(key: str, content: bytes) -> bytes:
    return f"rubrikdsl {key} {hashlib.sha256(content).hexdigest()}\n".encode()


def _is_private(folder: Path, kind: Callable[[int], bool]) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return _ours(found, kind)


def _ours(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind, ours, and writable by nobody else (Windows keeps profiles private)."""
    if not kind(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _drop_oldest(folder: Path) -> None:
    found = list(folder.iterdir())
    if len(found) > KEEP:
        found.sort(key=lambda path: path.lstat().st_mtime)
        for path in found[: len(found) - KEEP]:
            path.unlink(missing_ok=True)

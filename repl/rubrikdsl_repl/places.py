"""Where a session keeps what outlives it: a folder of the user's own, that nobody else can read.

`RUBRIK_STATE` names another folder; empty, nothing is kept.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder for this user's sessions; None where there is none.

    >>> state_folder({"RUBRIK_STATE": ""}) is None
    True
    """
    if "RUBRIK_STATE" in environment:
        return Path(environment["RUBRIK_STATE"]) if environment["RUBRIK_STATE"] else None
    home = environment.get("HOME")
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = f"{home}/Library/Application Support" if home else None
    else:
        base = environment.get("XDG_STATE_HOME") or (f"{home}/.local/state" if home else None)
    return Path(base, "rubrikdsl") if base and Path(base).is_absolute() else None


def private_file(folder: Path | None, name: str) -> Path | None:
    """A file in the folder that only the user can read, made where it is not there yet.

    None where there can be none: no folder, a disk that is read-only, or a place that somebody else controls.
    """
    if folder is None:
        return None
    path = folder / re.sub(r"[^\w.-]", "_", name)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "geteuid") and folder.lstat().st_uid != os.geteuid():
            return None
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(path, flags, 0o600))
        path.chmod(0o600)
        return path
    return None


def is_running(process: str) -> bool:
    """Whether a session of that number still runs (where that cannot be told: it does)."""
    if not process.isdecimal() or os.name == "nt":
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

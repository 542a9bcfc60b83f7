"""A PostgreSQL of its own: made in a temporary folder, reached by a socket there, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "needs a PostgreSQL server: install Debian's package `postgresql`, or put `initdb` on the path"


def programs() -> Path | None:
    """The folder of the server's programs."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (str(known[-1]) if known else None)
    return None if found is None else Path(found).resolve().parent


def _as_user() -> list[str] | None:
    """What to write before a command, since no server runs as root; None where nobody else may."""
    if os.getuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return None
    return ["runuser", "-u", "postgres", "--"] if shutil.which("runuser") else None


@contextmanager
def server() -> Iterator[str | None]:
    """How to connect to a new server; None where there is none to be had."""
    folder, before = programs(), _as_user()
    if folder is None or before is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="rubrik-pg-", dir="/tmp") as name:
        if before:
            shutil.chown(name, "postgres")
        data = f"{name}/data"
        run = {"check": True, "capture_output": True, "cwd": "/", "timeout": 60}
        made = ["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run([*before, str(folder / "initdb"), "-D", data, *made], **run)  # type: ignore[call-overload]
        ways = f"-c listen_addresses= -k {name} -c fsync=off -c shared_buffers=16MB"
        control = [*before, str(folder / "pg_ctl"), "-D", data, "-w"]
        log = f"{name}/log"
        subprocess.run([*control, "-l", log, "-o", ways, "start"], **run)  # type: ignore[call-overload]
        try:
            yield f"host={name} user=postgres dbname=postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]

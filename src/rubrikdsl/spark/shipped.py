"""This package as a file for workers that do not have it."""

from __future__ import annotations

import hashlib
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.version import __version__

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same files make the same archive."""


def ship(session: SparkSession) -> None:
    """Send this package to the workers of a session, now and those that join later.

    For clusters where it is not installed; workers need no more than NumPy and PyArrow beside it.
    """
    made = archive(Path(tempfile.mkdtemp(prefix="rubrikdsl-")))
    session.sparkContext.addPyFile(str(made))
    sys.path[:] = [path for path in sys.path if Path(path).name != made.name]  # this process has it already


def archive(folder: Path) -> Path:
    """The code of this package in a zip file; its name tells its content."""
    package = Path(__file__).resolve().parent.parent
    files = sorted(package.rglob("*.py"))
    content = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    made = folder / f"rubrikdsl-{__version__}-{content[:12]}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in files:
            inside = Path(package.name, file.relative_to(package)).as_posix()
            zipped.writestr(zipfile.ZipInfo(inside, _WHEN), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return made

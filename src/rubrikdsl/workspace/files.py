"""Reading and writing files: the only place of the library that does.

Every failure is `FileError`, with the reason in words; nothing else leaves this module. A file is
never half written: the new text goes to a file beside it, which then takes its name.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import BinaryIO

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.source import Source
from rubrikdsl.workspace import problems

STDIN = "-"

_REASONS = {
    errno.ENOENT: problems.NOT_FOUND,
    errno.EACCES: problems.NO_ACCESS,
    errno.EPERM: problems.NO_ACCESS,
    errno.EISDIR: problems.IS_FOLDER,
    errno.ENOTDIR: problems.IS_NO_FOLDER,
    errno.ENOSPC: problems.IS_FULL,
    errno.EDQUOT: problems.IS_FULL,
    errno.EFBIG: problems.TOO_LONG,
    errno.EROFS: problems.READ_ONLY,
    errno.ENAMETOOLONG: problems.BAD_NAME,
}


class FileError(Exception):
    """A file that could not be read or written: `file` as the user named it, `reason` in words."""

    def __init__(self, file: str, reason: Words) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"

    @property
    def message(self) -> Words:
        """Both, as a sentence."""
        return say("{file}: {reason}", "{file}: {reason}", file=self.file, reason=self.reason)


def read_bytes(name: str, limit: int) -> bytes:
    """What is in a file (`-`: standard input), at most `limit` + 1 bytes of it."""
    try:
        if name == STDIN:
            if sys.stdin is None:  # closed by whoever started us
                raise FileError(name, problems.IS_CLOSED)
            return sys.stdin.buffer.read(limit + 1)
        with Path(name).open("rb") as file:
            return file.read(limit + 1)
    except OSError as fault:
        raise FileError(name, reason(fault)) from fault
    except ValueError as fault:  # a NUL in the name
        raise FileError(name, problems.BAD_NAME) from fault


def read_data(name: str, limit: int) -> bytes:
    """A data file, refused where it is larger than `limit` bytes."""
    content = read_bytes(name, limit)
    if len(content) > limit:
        raise FileError(name, problems.too_large(limit))
    return content


def read_source(name: str, limit: int) -> Source:
    """A rubric's text. One larger than `limit` is cut one byte beyond it, which the parser reports."""
    content = read_bytes(name, limit)
    kind = _other_format(content)
    if kind is not None:
        raise FileError(name, kind)
    try:
        return Source(name, content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        if len(content) > limit and fault.start > limit - 4:
            return Source(name, content[: fault.start].decode("utf-8") + "?" * (len(content) - fault.start))
        line = content.count(b"\n", 0, fault.start) + 1
        raise FileError(name, problems.not_utf8(line, content[fault.start])) from fault


def _other_format(content: bytes) -> Words | None:
    """What a file is that was never plain text in UTF-8, as far as its first bytes tell."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")):
        return problems.IS_OFFICE
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:2].count(b"\0") == 1:
        return problems.IS_UTF16
    return None


def same_file(one: str, other: str) -> bool:
    """Whether two names stand for one regular file."""
    if STDIN in (one, other):
        return False
    try:
        return Path(one).is_file() and Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def holds_other(name: str, content: bytes) -> bool:
    """Whether there is a regular file of that name with something else in it."""
    try:
        if name == STDIN or not Path(name).is_file():
            return False
        with Path(name).open("rb") as file:
            return file.read(len(content) + 1) not in (content, b"")
    except (OSError, ValueError):  # writing will tell
        return False


def write_text(name: str, text: str) -> None:
    """Put `text` into a file as UTF-8, as `write_bytes` does."""
    write_bytes(name, text.encode("utf-8", "backslashreplace"))  # half a character of JSON


def write_bytes(name: str, content: bytes) -> None:
    """Put bytes into a file, whole or not at all; a link is followed, permissions are kept."""
    with written(name) as file:
        file.write(content)


def can_be_written(name: str) -> None:
    """Raises `FileError` where it is plain, before any work, that a file of that name cannot be written."""
    target = Path(os.path.realpath(name))
    try:
        if target.is_dir():
            raise FileError(name, problems.IS_FOLDER)
        if not target.parent.is_dir():
            raise FileError(name, problems.NO_FOLDER)
        if not os.access(target if target.exists() else target.parent, os.W_OK):
            raise FileError(name, problems.NO_ACCESS)
    except (OSError, ValueError):  # writing will tell
        return


@contextmanager
def written(name: str) -> Iterator[BinaryIO]:
    """A file to write into, which takes its name when all of it is there; else nothing has changed."""
    target = Path(os.path.realpath(name))
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if target.exists() and not target.is_file():  # a pipe or a device has no name to take over
            with target.open("wb") as file:
                yield file
            return
        if mode is not None and not os.access(target, os.W_OK):
            raise FileError(name, problems.NO_ACCESS)
        with atomically(target, mode) as file:
            yield file
    except FileNotFoundError as fault:
        raise FileError(name, problems.NO_FOLDER) from fault
    except OSError as fault:
        raise FileError(name, reason(fault)) from fault
    except ValueError as fault:
        raise FileError(name, problems.BAD_NAME) from fault


def write_atomically(target: Path, content: bytes, mode: int | None) -> None:
    """Write beside `target`, then take its name. `mode` None: what a new file normally gets."""
    with atomically(target, mode) as file:
        file.write(content)


@contextmanager
def atomically(target: Path, mode: int | None) -> Iterator[BinaryIO]:
    """A file beside `target` that takes its name in the end, and is gone where that is not reached."""
    import tempfile  # only where something is written

    handle, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if mode is None:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        Path(beside).chmod(mode)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def rubric_files(name: str) -> tuple[str, ...]:
    """The file named, or every `.rubrik` file below the folder named, in order of their paths."""
    if name == STDIN or not Path(name).is_dir():
        return (name,)
    return tuple(sorted(str(path) for path in Path(name).rglob("*.rubrik") if path.is_file()))


def data_files(name: str, forms: Mapping[str, str]) -> tuple[str, ...]:
    """The file named, every data file below the folder named, or what a pattern such as `*.csv` finds.

    In the order of their paths. `forms` has the format of each suffix; a folder with several formats is
    refused (`FileError`), and so is one with none. Names that begin with `.` or `_` are passed over.
    """
    path = Path(name)
    try:
        if name == STDIN or path.is_file():
            return (name,)
        if path.is_dir():
            below = [one for one in path.rglob("*") if _form(one, forms) and _is_seen(one, path)]
            found = sorted(str(one) for one in below if one.is_file())
            met = sorted({one.suffix.lower() for one in map(Path, found)})
            if len({forms[suffix[1:]] for suffix in met}) > 1:
                raise FileError(name, problems.several_formats(met, str(path / f"*{met[0]}")))
        elif any(sign in name for sign in "*?["):
            matching = glob(name, recursive=True)  # noqa: PTH207 - a pattern may begin anywhere
            found = sorted(one for one in matching if Path(one).is_file())
        else:
            return (name,)
    except (OSError, ValueError):  # reading will tell
        return (name,)
    if not found:
        raise FileError(name, problems.NO_DATA if path.is_dir() else problems.NO_MATCH)
    return tuple(found)


def _form(path: Path, forms: Mapping[str, str]) -> str | None:
    return forms.get(path.suffix[1:].lower())


def _is_seen(path: Path, above: Path) -> bool:
    """Whether no part of a path below a folder is hidden."""
    return not any(part.startswith((".", "_")) for part in path.relative_to(above).parts)


def reason(fault: OSError) -> Words:
    """What went wrong with a file, in words."""
    known = _REASONS.get(fault.errno or 0)
    return known or problems.other_reason(fault.strerror or str(fault))

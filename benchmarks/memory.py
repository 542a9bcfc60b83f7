"""How much memory a call takes at most, by what the system counts for the process."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


def peak(call: Callable[[], object]) -> int | None:
    """Bytes beyond those that the process held before; None where the system does not tell."""
    _release()
    try:
        RESET.write_text("5", encoding="ascii")  # the high-water mark begins again
    except OSError:
        return None
    before = _held("VmRSS")
    result = call()
    found = _held("VmHWM") - before
    del result
    return max(0, found)


def _release() -> None:
    """Give back to the system what earlier calls have left in the allocators' hands."""
    gc.collect()
    with suppress(ImportError):
        import pyarrow as pa

        pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # only glibc has it
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _held(name: str) -> int:
    line = next(one for one in STATUS.read_text(encoding="ascii").splitlines() if one.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024

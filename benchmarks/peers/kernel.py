"""A kernel in C, compiled by the benchmark for this very processor, on all cores (`kernel.c`)."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import scheme
from benchmarks.peers import Found
from benchmarks.peers import Table

SOURCE = Path(__file__).with_suffix(".c")
COMPILER = os.environ.get("CC", "cc")


def is_there() -> bool:
    """Whether there is a compiler."""
    return shutil.which(COMPILER) is not None


@cache
def compiled() -> Any:
    """The function."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "kernel.so"
        options = ["-O3", "-march=native", "-shared", "-fPIC"]
        subprocess.run([COMPILER, *options, str(SOURCE), "-o", str(library)], check=True)
        score = ctypes.CDLL(str(library)).score
    score.restype = ctypes.c_int64
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    score.argtypes = [pointer, pointer, pointer, number, number, *[pointer] * 4]
    return score


def whole(
    data: scheme.Data, missing: Mapping[str, Any] | None = None, cores: int | None = None
) -> list[Table]:
    """Scores, classes, and the masks of what is missing and refused; `missing` are masks by names."""
    import numpy as np

    score = compiled()
    cores = cores or os.cpu_count() or 1
    masks = {name: each.view(np.int8) for name, each in (missing or {}).items()}
    columns = _pointers([data.columns[name] for name in scheme.NAMES])
    gone = _pointers([masks.get(name) for name in scheme.NAMES])
    rows = len(data)

    def run() -> Any:
        found: tuple[Any, ...] = np.empty(rows, np.int32), *(np.empty(rows, np.int8) for _ in range(3))
        places = [each.ctypes.data for each in found]
        share = -(-rows // cores)

        def part(number: int) -> None:
            ends = number * share, min(rows, (number + 1) * share)
            score(columns, gone, data.place.ctypes.data, *ends, *places)

        with ThreadPoolExecutor(cores) as pool:
            list(pool.map(part, range(cores)))
        return found

    def read(found: Any) -> Found:
        return found[0], found[1]

    return [Table(f"C kernel, {cores} threads" if cores > 1 else "C kernel, 1 thread", run, read, rows)]


def _pointers(arrays: list[Any]) -> Any:
    """An array of pointers, NULL where there is none. What they point at is kept by who calls."""
    return (ctypes.c_void_p * len(arrays))(*(None if each is None else each.ctypes.data for each in arrays))

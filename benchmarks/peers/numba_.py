"""numba: the same loops as in C, written in Python, on one table with a row of numbers for each indicator."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from benchmarks import scheme
from benchmarks.peers import Found
from benchmarks.peers import Table
from benchmarks.peers import is_installed

BLOCK = 4096


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("numba")


@cache
def compiled() -> Any:
    """The function, made for its types when it is first called."""
    import numba as nb
    import numpy as np

    def score(table: Any, place: Any, first: int, end: int, nilai: Any, kategori: Any, refused: Any) -> None:
        d = np.empty((4, BLOCK), np.int32)
        for start in range(first, end, BLOCK):
            n = min(BLOCK, end - start)
            d[:] = 0
            low, high = np.int32(0), np.int32(0)
            for g in range(4):
                sums = d[g]
                for k in range(10):
                    column = table[g * 10 + k, start : start + n]
                    for i in range(n):
                        low = min(low, column[i])
                        high = max(high, column[i])
                        sums[i] += column[i]
            far = np.int32(0)
            for i in range(n):
                p = place[start + i]
                far |= (p < 0) | (p > 2)
                t = (
                    np.int64(2185) * d[0, i]
                    + np.int64(3237) * d[1, i]
                    + np.int64(2424) * d[2, i]
                    + np.int64(2154) * d[3, i]
                )
                t += 25000000 if p == 0 else 10000000 if p == 2 else 0
                q = (min(t, np.int64(1000000000)) + 50000) // 100000
                k = 0 if q >= 8800 else 1 if q >= 7800 else 2 if q >= 5400 else 3 if q >= 3200 else 4
                if d[0, i] < 30000 and k < 2:
                    k = 2
                nilai[start + i] = q
                kategori[start + i] = k
            bad = low < 0 or high > 10000 or far != 0
            for i in range(n):
                refused[start + i] = False
                if bad:
                    for k in range(40):
                        v = table[k, start + i]
                        refused[start + i] |= v < 0 or v > 10000
                    refused[start + i] |= place[start + i] < 0 or place[start + i] > 2

    return nb.njit(nogil=True)(score)


def whole(data: scheme.Data) -> list[Table]:
    """Scores, classes and refused rows."""
    import numpy as np

    table = np.stack([data.columns[name] for name in scheme.NAMES])
    score = compiled()
    rows, cores = len(data), os.cpu_count() or 1
    share = -(-rows // cores)

    def run() -> Any:
        found = np.empty(rows, np.int32), np.empty(rows, np.int8), np.empty(rows, np.bool_)

        def part(number: int) -> None:
            score(table, data.place, number * share, min(rows, (number + 1) * share), *found)

        with ThreadPoolExecutor(cores) as pool:
            list(pool.map(part, range(cores)))
        return found

    def read(found: Any) -> Found:
        return found[0], found[1]

    return [Table("numba, by hand", run, read, rows)]

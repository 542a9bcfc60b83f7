"""Python as one would write it by hand for hundredths in a dictionary: the least that Python can do.

Once without any check, and once with the range of every indicator and the place looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks import scheme


def units(record: scheme.Record) -> dict[str, Any]:
    """A record in hundredths."""
    return {name: each if name == "lokasi" else int(each * 100) for name, each in record.items()}


def straight(*, checked: bool) -> Callable[[dict[str, Any]], tuple[int, int] | None]:
    """The function: score and number of the class, None for a record that is refused."""
    lines = ["def straight(r):"]
    if checked:
        for d in range(len(scheme.WEIGHTS)):
            names = [f"i{d}_{i}" for i in range(scheme.EACH)]
            lines += [f"  {name} = r['{name}']" for name in names]
            lines += [f"  if not ({' and '.join(f'0 <= {name} <= 10000' for name in names)}): return None"]
            lines += [f"  d{d} = {' + '.join(names)}"]
    else:
        lines += [f"  d{d} = {part}" for d, part in enumerate(scheme.sums("r['{}']"))]
    lines.append("  n = " + " + ".join(f"{w}*d{d}" for d, w in enumerate(scheme.WEIGHTS)))
    lines.append("  p = r['lokasi']")
    lines.append("  if p == 'mpp': n += 25000000")
    lines.append("  elif p == 'daring': n += 10000000")
    if checked:
        lines.append("  elif p != 'luring': return None")
    lines += [
        "  if n > 1000000000: n = 1000000000",
        "  q = (n + 50000) // 100000",
        "  k = 0 if q >= 8800 else 1 if q >= 7800 else 2 if q >= 5400 else 3 if q >= 3200 else 4",
        "  if d0 < 30000 and k < 2: k = 2",
        "  return q, k",
    ]
    scope: dict[str, Any] = {}
    exec("\n".join(lines), scope)
    made: Callable[[dict[str, Any]], tuple[int, int] | None] = scope["straight"]
    return made

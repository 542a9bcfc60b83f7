"""The scheme that engines are compared on: a rubric, records of it, and what is exactly right.

40 indicators (0.00 to 100.00) in four dimensions of 21.85, 32.37, 24.24 and 21.54 %, a bonus by place with a
cap, one gate, half-up rounding to two decimals and five bands. How each engine's own users would write it
stands in `peers`, one engine a file; all of them take the numbers of this page.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import rubrikdsl as rb

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

WEIGHTS = (2185, 3237, 2424, 2154)
"""Of the dimensions, in hundredths of a percent; each indicator has a tenth of its dimension."""

EDGES = (8800, 7800, 5400, 3200)
"""Where classes A, B, C and D begin, in hundredths of a point; below is E."""

CODES = "ABCDE"
PLACES = ("mpp", "luring", "daring")
BONUS = (250, 0, 100)
"""Of the places, in hundredths of a point."""

EACH = 10
NAMES = tuple(f"i{d}_{i}" for d in range(len(WEIGHTS)) for i in range(EACH))
WHOLE = 100_000
"""A score in hundredths of a point is its weighted sum over this."""

Record = dict[str, Any]


def text(name: str = "bench") -> str:
    """The rubric."""
    lines = [f'rubric {name} "Bench"', "  inputs", '    lokasi "Lokasi" one of']
    lines += [f'      {place} "{place}"' for place in PLACES]
    lines.append('  score nilai "Nilai" 0 .. 100 places 2')
    for d, weight in enumerate(WEIGHTS):
        lines.append(f'    group d{d} "D{d}" weight {weight / 100:.2f}%')
        lines += [f'      indicator i{d}_{i} "I" weight 10% 0 .. 100 step 0.01' for i in range(EACH)]
    lines += ["    bonus mpp +2.50 when lokasi is mpp", "    bonus daring +1 when lokasi is daring"]
    lines += ["    cap 100", *_BANDS, "  limit kategori to C when d0 < 30"]
    return "\n".join(lines) + "\n"


_BANDS = (
    "  bands kategori of nilai",
    "    range            code",
    "    88.00 .. 100.00  A",
    "    78.00 ..  87.99  B",
    "    54.00 ..  77.99  C",
    "    32.00 ..  53.99  D",
    "     0.00 ..  31.99  E",
)


def of_size(indicators: int) -> str:
    """The same shape with as many indicators as asked for, ten to a dimension, all of one weight."""
    lines = ["rubric bench", "  score nilai 0 .. 100 places 2"]
    for d in range(indicators // EACH):
        lines.append(f"    group d{d} weight equal")
        lines += [f"      indicator i{d}_{i} weight 10% 0 .. 100 step 0.01" for i in range(EACH)]
    lines += [*_BANDS, "  limit kategori to C when d0 < 30"]
    return "\n".join(lines) + "\n"


def rubric(text: str, name: str | None = None) -> rb.Rubric:
    """A rubric of a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.rubrik"
        path.write_text(text, encoding="utf-8")
        return rb.load(str(path), name)


def sums(name: str = "{}", join: str = " + ") -> list[str]:
    """The sum of each dimension, with the way a field is written."""
    return [join.join(name.format(f"i{d}_{i}") for i in range(EACH)) for d in range(len(WEIGHTS))]


def expected(d: tuple[int, ...], place: int) -> tuple[int, int]:
    """Score in hundredths and number of the class, from the dimensions' sums in hundredths."""
    total = sum(w * each for w, each in zip(WEIGHTS, d, strict=True)) + BONUS[place] * WHOLE
    score = (min(total, 10_000 * WHOLE) + WHOLE // 2) // WHOLE
    code = sum(score < edge for edge in EDGES)
    return score, max(code, 2) if d[0] < 3000 * EACH else code


@dataclass(frozen=True, slots=True)
class Data:
    """Columns of hundredths and numbers of places."""

    columns: dict[str, Ints]
    place: Ints

    def __len__(self) -> int:
        return len(self.place)

    def records(self) -> Iterator[Record]:
        """Each row as a mapping of decimals, the place by its code."""
        columns = [self.columns[name].tolist() for name in NAMES]
        for *units, place in zip(*columns, self.place.tolist(), strict=True):
            values = [Decimal(unit).scaleb(-2) for unit in units]
            yield {**dict(zip(NAMES, values, strict=True)), "lokasi": PLACES[place]}

    def expected(self) -> list[tuple[int, int]]:
        """Score and class of each row, in Python's whole numbers."""
        found = []
        columns = [self.columns[name].tolist() for name in NAMES]
        for *units, place in zip(*columns, self.place.tolist(), strict=True):
            parts = (sum(units[d * EACH : (d + 1) * EACH]) for d in range(len(WEIGHTS)))
            found.append(expected(tuple(parts), place))
        return found


def data(rows: int, seed: int = 1) -> Data:
    """Random rows."""
    import numpy as np

    chance = np.random.default_rng(seed)
    columns = {name: chance.integers(0, 10_001, rows, dtype=np.int32) for name in NAMES}
    return Data(columns, chance.integers(0, len(PLACES), rows, dtype=np.int32))


def ties(rows: int, seed: int = 1) -> Data:
    """Rows whose exact score lies half-way between the last hundredth below a band's edge and that edge.

    2424 and 2154 have the divisor 6: two dimensions are drawn so that the rest is a multiple of it, and the
    other two are then one of the solutions of `404 c + 359 d = rest / 6`.
    """
    chance = random.Random(seed)
    units: list[list[int]] = []
    places: list[int] = []
    third, last = WEIGHTS[2] // 6, WEIGHTS[3] // 6
    inverse = pow(third, -1, last)
    full = 10_000 * EACH
    while len(units) < rows:
        edge, place = chance.choice(EDGES), chance.randrange(len(PLACES))
        goal = edge * WHOLE - WHOLE // 2 - BONUS[place] * WHOLE
        first = chance.randrange(full + 1), chance.randrange(full + 1)
        rest = goal - WEIGHTS[0] * first[0] - WEIGHTS[1] * first[1]
        if rest < 0 or rest % 6:
            continue
        least = rest // 6 * inverse % last
        choices = [
            (c, (rest // 6 - third * c) // last)
            for c in range(least, full + 1, last)
            if 0 <= (rest // 6 - third * c) <= last * full
        ]
        if choices:
            units.append(
                [each for part in (*first, *chance.choice(choices)) for each in _split(part, chance)]
            )
            places.append(place)
    import numpy as np

    table = np.array(units, np.int32)
    columns = {name: np.ascontiguousarray(table[:, at]) for at, name in enumerate(NAMES)}
    return Data(columns, np.array(places, np.int32))


def _split(total: int, chance: random.Random) -> list[int]:
    """A sum of a dimension as ten indicators."""
    parts = []
    for left in range(EACH - 1, -1, -1):
        part = chance.randint(max(0, total - left * 10_000), min(10_000, total))
        parts.append(part)
        total -= part
    return parts

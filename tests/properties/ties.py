"""Records that lie exactly on the edges of bands, one unit below and one above, and the class of each.

The classes are worked out here by whole numbers of NumPy, from the rules of rounding alone: nothing of the
engines is used. Four parts x (hundredths) of weights w (hundredths of a per cent) come to N = Σ w·x over
W = Σ w of those that apply, which is a score of N ÷ W hundredths.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
from tests.properties.scoring import ready

TOP = 10_000
"""Of a part, in hundredths."""

MODES = {"half-away": "", "half-even": " half even", "down": " down", "up": " up"}
NAMES = "abcd"
CODES = "FEDCBA"


@dataclass(frozen=True)
class Scheme:
    """Four parts, each of `fields` answers of one weight; `places` None: the score is not rounded."""

    weights: tuple[int, ...]
    fields: int
    places: int | None
    mode: str
    edges: tuple[int, ...]
    """Where the second, third … class begins, in units of `grid`."""

    @property
    def grid(self) -> int:
        """Units in one point."""
        return int(10 ** (2 if self.places is None else self.places))

    def text(self) -> str:
        """The rubric."""
        rounding = "" if self.places is None else f" places {self.places}{MODES[self.mode]}"
        lines = [f"rubric ties\n  score nilai 0 .. 100{rounding}"]
        for name, weight in zip(NAMES, self.weights, strict=True):
            share = f"weight {weight / 100:.2f}%"
            if self.fields == 1:
                lines.append(f"    indicator {name} {share} 0 .. 100 step 0.01 may be not applicable")
                continue
            lines.append(f"    group {name} {share}")
            each = [
                f"      indicator {name}{at} weight equal 0 .. 100 step 0.01" for at in range(self.fields)
            ]
            lines += each
        lines += ["  bands kelas of nilai", "    range code"]
        ends = [0, *self.edges, 100 * self.grid + 1]
        for code, low, high in zip(CODES, ends, ends[1:], strict=False):
            if self.places is None:
                lines.append(
                    f"    {f'from {self.shown(low)}' if low else f'below {self.shown(high)}'} {code}"
                )
            else:
                lines.append(f"    {self.shown(low)} .. {self.shown(high - 1)} {code}")
        return "\n".join(lines) + "\n"

    def shown(self, units: int) -> str:
        """A number of points."""
        digits = len(str(self.grid)) - 1
        return f"{units // self.grid}.{units % self.grid:0{digits}}" if digits else str(units)

    def rounded(self, over: Any, under: int) -> Any:
        """Whole units of over ÷ under, which is at least 0."""
        if self.places is None:
            return over // under  # a class begins at its edge, so what lies behind whole units does not count
        whole, rest = over // under, over % under
        match self.mode:
            case "half-away":
                return whole + (2 * rest >= under)
            case "half-even":
                return whole + ((2 * rest > under) | ((2 * rest == under) & (whole % 2 == 1)))
            case "up":
                return whole + (rest > 0)
            case _:
                return whole

    def first(self, edge: int, whole: int) -> int:
        """The least N whose class begins at an edge, of parts that weigh `whole` together."""
        low, high = 0, TOP * self.fields * whole
        while low < high:
            middle = (low + high) // 2
            if self.units(middle, whole) >= edge:
                high = middle
            else:
                low = middle + 1
        return low

    def units(self, total: Any, whole: int) -> Any:
        """What N comes to, in units."""
        return self.rounded(total * self.grid, 100 * whole * self.fields)


def scheme(random: Random) -> Scheme:
    """A scheme of any weights, rounding and edges."""
    cuts = sorted(random.sample(range(300, 9700), 3))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    places = random.choice([None, 0, 1, 2, 2])
    grid = 10 ** (2 if places is None else places)
    edges = tuple(sorted(random.sample(range(3 * grid, 97 * grid), 5)))
    return Scheme(tuple(weights), random.choice([1, 1, 5]), places, random.choice(list(MODES)), edges)


@lru_cache(maxsize=64)
def steps(weights: tuple[int, ...], last: int) -> np.ndarray[Any, Any]:
    """For each remainder of `last`: the fewest steps of the other parts that add up to it; -1: none do."""
    found = np.full((last, len(weights)), 10**6)
    found[0] = 0
    waiting = deque([0])
    while waiting:
        at = waiting.popleft()
        for part, weight in enumerate(weights):
            for step in (1, -1):
                then = (at + step * weight) % last
                if found[then, 0] == 10**6:
                    found[then] = found[at]
                    found[then, part] += step
                    waiting.append(then)
    return found


def on_edges(
    one: Scheme, parts: Sequence[int], rows: int, random: np.random.Generator
) -> tuple[Any, Any] | None:
    """Parts that come to N beside each edge, and each N: rows × parts; None where no parts can."""
    weights = [one.weights[at] for at in parts]
    *others, last = weights
    whole, most = sum(weights), TOP * one.fields
    firsts = np.array([one.first(edge, whole) for edge in one.edges])
    wanted = firsts[random.integers(0, len(firsts), rows)] + random.integers(-1, 2, rows)
    around = wanted // whole
    found = around[:, None] + random.integers(-most // 12, most // 12, (rows, len(others)))
    found = np.clip(found, 0, most)
    rest = wanted - found @ np.array(others)
    found += steps(tuple(others), last)[rest % last]
    rest = wanted - found @ np.array(others)
    found = np.column_stack([found, rest // last])
    sound = ((found >= 0) & (found <= most)).all(axis=1) & (rest % last == 0)
    return (found[sound], wanted[sound]) if sound.any() else None


def decimals(values: Any, places: int = 2) -> pa.Array:
    """Whole numbers as decimals of so many places."""
    words = np.empty((len(values), 2), np.int64)
    words[:, 0], words[:, 1] = values, values >> 63
    return pa.Array.from_buffers(
        pa.decimal128(18, places), len(values), [None, pa.py_buffer(np.ascontiguousarray(words))]
    )


def columns_of(one: Scheme, parts: Sequence[int], found: Any, random: np.random.Generator) -> pa.Table:
    """The columns of records; a part that does not apply says so."""
    columns: dict[str, pa.Array] = {}
    for at, name in enumerate(NAMES):
        if at not in parts:
            columns[name] = pa.array(np.full(len(found), "n/a", dtype=object), pa.string())
            continue
        values = found[:, list(parts).index(at)]
        if one.fields == 1:
            columns[name] = decimals(values)
            continue
        each = values[:, None] // one.fields + (np.arange(one.fields) < values[:, None] % one.fields)
        most = np.minimum(each[:, 1], TOP - each[:, 0])  # from one to another, as far as both allow
        moved = (random.random(len(values)) * (most + 1)).astype(np.int64)
        each[:, 0] += moved
        each[:, 1] -= moved
        columns |= {f"{name}{field}": decimals(each[:, field]) for field in range(one.fields)}
    return pa.table(columns)


def tied(seed: int, rows: int) -> Iterator[tuple[int, str]]:
    """Of one scheme: how many rows were compared, and what is wrong with the first that is."""
    random, chance = np.random.default_rng(seed), Random(f"ties {seed}")
    one = scheme(chance)
    rubric = ready(one.text())
    sets: list[tuple[int, ...]] = [(0, 1, 2, 3)]
    if one.fields == 1:
        sets += [tuple(sorted(chance.sample(range(4), chance.choice([2, 3])))) for _ in range(3)]
    for parts in sets:
        made = on_edges(one, parts, rows // len(sets), random)
        if made is None:
            continue
        found, totals = made
        whole = sum(one.weights[at] for at in parts)
        units = one.units(totals, whole)
        kinds = np.searchsorted(np.array(one.edges), units, side="right")
        table = columns_of(one, parts, found, random)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            got = rubric.score_table(table, threads=1)
        classes = np.array(list(CODES))[kinds]
        wrong = np.asarray(got.column("kelas").to_numpy(zero_copy_only=False) != classes)
        if one.places is not None:
            scores = got.column("nilai").cast(pa.decimal128(18, one.places))
            exact = pa.chunked_array([decimals(units, one.places)])
            wrong |= ~np.asarray(pa.compute.equal(scores, exact).to_numpy(zero_copy_only=False), bool)
        told = ""
        if wrong.any():
            at = int(wrong.argmax())
            row = {name: str(table.column(name)[at]) for name in table.column_names}
            told = (
                f"{int(wrong.sum())} of {len(wrong)} rows are wrong, for one: {row}, which is {classes[at]}"
                f" ({one.shown(int(units[at]))}) and got {got.slice(at, 1).to_pylist()[0]}\n"
                f"--- ties.rubrik\n{one.text()}"
            )
        yield len(wrong), told

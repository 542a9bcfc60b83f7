"""Exact ties at the edges of bands: how many rows get a wrong class, of those half-way below an edge.

Every engine scores the same rows, written as its own users would write them. Floats cannot hold 87.995, nor
most of what leads to it, so that it is chance on which side they fall; decimals and whole numbers can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks import peers
from benchmarks import scheme
from benchmarks.peers import openfisca
from benchmarks.peers import polars_
from benchmarks.peers import sql
from benchmarks.results import Found
from benchmarks.suites import sql as databases
from benchmarks.suites import tables

ROWS = 10_000
FEW = 2_000
"""Rows for engines that take one at a time."""


def run(found: Found, _seconds: float) -> None:
    """The share of wrong classes, by engine."""
    data = scheme.ties(ROWS)
    right = [scheme.CODES[code] for _, code in data.expected()]
    given: dict[str, Sequence[str]] = {**_ours(data), **_floats(data)}
    for peer in peers.one(found.absent):
        if peer.title in given:  # as a table already
            continue
        records = [record for record, _ in zip(data.records(), range(FEW), strict=False)]
        given[peer.title] = [peer.score(peer.given(record)) for record in records]
    wrong = {
        title: {
            "wrong": sum(code != other for code, other in zip(codes, right, strict=False)),
            "of": len(codes),
        }
        for title, codes in given.items()
    }
    found.facts = {"wrong": wrong}


def _ours(data: scheme.Data) -> dict[str, Sequence[str]]:
    """The ways that one rubric is run."""
    rubric = scheme.rubric(scheme.text())
    compiled = rubric.compile()
    _, columns, _ = tables.columns(data, 1)
    found: dict[str, Sequence[str]] = {
        "rubrikdsl, record by record": [str(compiled(record)["kategori"]) for record in data.records()],
        "rubrikdsl, columns": [scheme.CODES[code] for code in columns],
    }
    statement = rubric.to_sql("sqlite", "t", columns=databases.COLUMNS, id_column=None)
    found["rubrikdsl, as a statement in SQLite"] = _sqlite(data, statement, "kategori")
    return found


def _sqlite(data: scheme.Data, statement: str, column: str) -> list[str]:
    from contextlib import ExitStack

    with ExitStack() as stack:
        execute: Any = databases._sqlite(data, stack)
        return [row[0] for row in execute(f"SELECT {column} FROM ({statement})")]


def _floats(data: scheme.Data) -> dict[str, Sequence[str]]:
    """Tables of 64-bit floats, rounded by what each engine has for it."""
    import numpy as np

    columns = {name: column / 100 for name, column in data.columns.items()}
    groups = [[columns[f"i{d}_{i}"] for i in range(scheme.EACH)] for d in range(len(scheme.WEIGHTS))]
    shares = [w / 10_000 for w in scheme.WEIGHTS]
    tenths = [share / scheme.EACH for share in shares for _ in range(scheme.EACH)]
    percents = [w / 100 for w in scheme.WEIGHTS]
    indicators = [one for group in groups for one in group]
    bonus = np.array([2.5, 0.0, 1.0])[data.place]
    means = [sum(group) / scheme.EACH for group in groups]
    ways = {
        "64-bit floats, means of dimensions by their weights": _weighted(shares, means) + bonus,
        "64-bit floats, each indicator by its weight": _weighted(tenths, indicators) + bonus,
        "64-bit floats, weights in percent over 100": _weighted(percents, means) / 100 + bonus,
    }
    low = means[0] < 30
    found: dict[str, Sequence[str]] = {
        f"{name} (NumPy, pandas)": _codes(np.floor(np.minimum(score, 100) * 100 + 0.5) / 100, low)
        for name, score in ways.items()
    }
    if polars_.is_there():
        import polars as pl

        exact = pl.Series(np.minimum(_weighted(shares, means) + bonus, 100))
        rounded = exact.round(2, mode="half_away_from_zero").to_numpy()
        found["64-bit floats, means of dimensions, rounded half away from zero (Polars)"] = _codes(
            rounded, low
        )
    found["SQLite by hand, floats"] = _sqlite(data, sql.statement("sqlite"), "k")
    if openfisca.is_there():
        [table] = openfisca.whole(data)
        found["OpenFisca (32-bit floats)"] = [scheme.CODES[code] for code in table.read(table.run())[1]]
    return found


def _weighted(shares: Sequence[float], parts: Sequence[Any]) -> Any:
    return sum(share * part for share, part in zip(shares, parts, strict=True))


def _codes(score: Any, low: Any) -> list[str]:
    import numpy as np

    band = sum((score < edge / 100).astype(int) for edge in scheme.EDGES)
    return [scheme.CODES[code] for code in np.where(low, np.maximum(band, 2), band)]

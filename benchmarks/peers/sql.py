"""Statements as an analyst would write them for a table of points, in each database's own numbers.

Decimals are exact in DuckDB and PostgreSQL; SQLite has floats alone. `benchmarks.peers.duckdb_` has the
same on whole hundredths, for whoever stores those.
"""

from __future__ import annotations

from benchmarks import scheme

LEAST = {
    "duckdb": ("least", "greatest"),
    "sqlite": ("min", "max"),
    "postgres": ("least", "greatest"),
    "spark": ("least", "greatest"),
}


def statement(dialect: str, rounded: str = "round({}, 2)") -> str:
    """Scores, classes and refused rows of `t`."""
    least, greatest = LEAST[dialect]
    sums = ", ".join(f"{part} AS d{d}" for d, part in enumerate(scheme.sums()))
    names = ", ".join(scheme.NAMES)
    bad = f"{least}({names}) < 0 OR {greatest}({names}) > 100 OR lokasi NOT IN ('mpp', 'luring', 'daring')"
    total = " + ".join(f"{w / scheme.WHOLE} * d{d}" for d, w in enumerate(scheme.WEIGHTS))
    bonus = "CASE lokasi WHEN 'mpp' THEN 2.5 WHEN 'daring' THEN 1 ELSE 0 END"
    score = rounded.format(f"{least}({total} + {bonus}, 100)")
    cases = " ".join(
        f"WHEN q >= {edge / 100:g} THEN '{code}'"
        for edge, code in zip(scheme.EDGES, scheme.CODES, strict=False)
    )
    return (
        f"WITH s AS (SELECT {sums}, lokasi, {bad} AS bad FROM t), n AS (SELECT d0, bad, {score} AS q FROM s) "
        f"SELECT q, CASE WHEN d0 < 300 AND q >= 78 THEN 'C' ELSE CASE {cases} ELSE 'E' END END AS k, "
        "bad FROM n"
    )

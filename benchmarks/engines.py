"""`make bench-engines`: one record and whole tables, beside peers, in one process.

Each peer scores the scheme of `scheme.py`. Everything is run in turn, many times; the best and the median of
each are printed, and as ratios, which is what a machine shared with others can tell. `--write` puts the
table into docs/performance.md. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import scheme

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN = "<!-- engines: written by make bench-engines -->"
END = "<!-- end of engines -->"

Case = tuple[str, Callable[[], object], int]
"""What is measured, the call, and how many records one call scores."""


def measured(cases: list[Case], rounds: int) -> dict[str, tuple[float, float]]:
    """Best and median seconds a record, all cases in turn in every round."""
    times: dict[str, list[float]] = {title: [] for title, _, _ in cases}
    for _, call, _ in cases:
        call()
    for _ in range(rounds):
        for title, call, count in cases:
            start = time.perf_counter()
            call()
            times[title].append((time.perf_counter() - start) / count)
    return {title: (min(found), statistics.median(found)) for title, found in times.items()}


def one_by_one(rubric: Any, count: int = 300) -> tuple[list[Case], list[str]]:
    """Records as mappings, each scored by itself."""
    chance = random.Random(1)
    whole = [
        {**{name: chance.randrange(101) for name in scheme.NAMES}, "lokasi": chance.choice(scheme.PLACES)}
        for _ in range(count)
    ]
    exact = [
        {**{name: Decimal(chance.randrange(10001)) / 100 for name in scheme.NAMES}, "lokasi": one["lokasi"]}
        for one in whole
    ]
    texts = [{name: str(value) for name, value in one.items()} for one in exact]
    units = [{name: v if name == "lokasi" else v * 100 for name, v in one.items()} for one in whole]  # type: ignore[operator]
    floats = [{name: v if name == "lokasi" else float(v) for name, v in one.items()} for one in exact]  # type: ignore[arg-type]
    scope: dict[str, Any] = {}
    exec(scheme.straight(), scope)
    compiled = rubric.compile()
    for records in (whole, exact, texts):
        for record in records:
            compiled(record)

    def each(call: Callable[[Any], object], records: list[Any]) -> Callable[[], object]:
        def run() -> object:
            for record in records:
                call(record)
            return None

        return run

    cases: list[Case] = [
        ("straight-line Python on hundredths, no checks", each(scope["straight"], units), count),
        ("rubrikdsl compiled, from ints", each(compiled, whole), count),
        ("rubrikdsl compiled, from Decimal", each(compiled, exact), count),
        ("rubrikdsl compiled, from text", each(compiled, texts), count),
        ("rubrikdsl reference interpreter", each(rubric._score_or_refuse, whole[:10]), 10),
    ]
    absent: list[str] = []
    try:
        import zen

        decision = zen.ZenEngine().create_decision(scheme.zen())
        cases.append(("GoRules ZEN (floats)", each(decision.evaluate, floats[:100]), 100))
    except ImportError:
        absent.append("zen-engine")
    try:
        import cel

        program = cel.compile(scheme.expression())
        cases.append(("CEL (floats, class only)", each(program.execute, floats[:100]), 100))
    except ImportError:
        absent.append("common-expression-language")
    try:
        import rule_engine

        rule = rule_engine.Rule(scheme.expression())
        cases.append(("rule-engine (class only)", each(rule.evaluate, floats[:50]), 50))
    except ImportError:
        absent.append("rule-engine")
    return cases, absent


def tables(rubric: Any, rows: int) -> tuple[list[Case], list[str]]:
    """Columns of hundredths in memory; and a frame of whole points through `score_table`."""
    import numpy as np

    from rubrikdsl.program.columns import Columns
    from rubrikdsl.program.lower import lower
    from rubrikdsl.program.slots import Said
    from rubrikdsl.program.stored import Held

    plan = rubric.ready.plan
    every = frozenset(range(len(plan.fields)))
    program = lower(plan, Said(every, {}, always=True))
    columns = Columns(program)
    chance = np.random.default_rng(1)
    data = {name: chance.integers(0, 10001, rows, dtype=np.int32) for name in scheme.NAMES}
    place = chance.integers(0, 3, rows, dtype=np.int32)
    slots = [Held(place if slot.path == ("lokasi",) else data[slot.path[-1]]) for slot in program.slots]
    cores = os.cpu_count() or 1

    def ours() -> object:
        return columns.run(slots, rows, cores, check=True)

    kernel = _kernel()
    pointers = (ctypes.c_void_p * 40)(*(data[name].ctypes.data for name in scheme.NAMES))
    nilai, kat = np.empty(rows, np.int32), np.empty(rows, np.int8)

    def in_c() -> object:
        share = -(-rows // cores)

        def part(number: int) -> int:
            ends = number * share, min(rows, (number + 1) * share)
            return int(kernel(pointers, place.ctypes.data, *ends, nilai.ctypes.data, kat.ctypes.data))

        with ThreadPoolExecutor(cores) as pool:
            return list(pool.map(part, range(cores)))

    in_c()
    answers, _ = columns.run(slots, rows, cores)
    assert (answers[0].values == nilai).all(), "the kernel and the rubric differ"
    cases: list[Case] = [
        (f"C kernel, {cores} threads", in_c, rows),
        ("rubrikdsl columns, from hundredths", ours, rows),
    ]
    absent: list[str] = []
    try:
        import polars as pl

        frame = pl.DataFrame({**data, "lokasi": place})
        cases.append(("Polars, tuned by hand", lambda: _polars(pl, frame), rows))
        points = pl.DataFrame({name: (column // 100).astype(np.int32) for name, column in data.items()})
        words = pl.Series("lokasi", scheme.PLACES).gather(pl.Series(place))
        points = points.with_columns(words.alias("lokasi"))
        cases.append(
            ("rubrikdsl score_table, a Polars frame of points", lambda: rubric.score_table(points), rows)
        )
    except ImportError:
        absent.append("polars")
    try:
        import duckdb
        import pyarrow as pa

        link = duckdb.connect()
        link.register("t", pa.table({**data, "lokasi": place}))
        cases.append(("DuckDB, by hand", lambda: link.sql(_sql()).to_arrow_table(), rows))
    except ImportError:
        absent.append("duckdb")
    return cases, absent


def _kernel() -> Any:
    folder = Path(tempfile.mkdtemp())
    (folder / "k.c").write_text(scheme.C, encoding="utf-8")
    compiler = os.environ.get("CC", "cc")
    options = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run([compiler, *options, str(folder / "k.c"), "-o", str(folder / "k.so")], check=True)
    score = ctypes.CDLL(str(folder / "k.so")).score
    score.restype = ctypes.c_int64
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    score.argtypes = [pointer, pointer, number, number, pointer, pointer]
    return score


def _polars(pl: Any, frame: Any) -> object:
    groups = [pl.sum_horizontal([pl.col(f"i{d}_{i}") for i in range(10)]) for d in range(4)]
    checks = [pl.col(name).is_between(0, 10000).all() for name in scheme.NAMES]
    wide = frame.lazy().select("lokasi", *(g.alias(f"d{d}") for d, g in enumerate(groups)))
    total = sum(
        (pl.col(f"d{d}").cast(pl.Int64) * w for d, w in enumerate(scheme.WEIGHTS)), pl.lit(0, pl.Int64)
    )
    bonus = (
        pl.when(pl.col("lokasi") == 0)
        .then(25_000_000)
        .when(pl.col("lokasi") == 2)
        .then(10_000_000)
        .otherwise(0)
    )
    scored = wide.with_columns(
        ((pl.min_horizontal(total + bonus, 1_000_000_000) + 50_000) // 100_000).alias("nilai")
    )
    band = pl.lit(4, pl.Int8)
    for code, edge in reversed(list(enumerate(scheme.EDGES))):
        band = pl.when(pl.col("nilai") >= edge).then(pl.lit(code, pl.Int8)).otherwise(band)
    gated = pl.when((pl.col("d0") < 30_000) & (band < 2)).then(pl.lit(2, pl.Int8)).otherwise(band)
    sound = frame.lazy().select(pl.all_horizontal(checks))
    return pl.collect_all([scored.select("nilai", gated.alias("kategori")), sound])


def _sql() -> str:
    parts = scheme.sums()
    total = " + ".join(f"{w}::BIGINT * ({part})" for part, w in zip(parts, scheme.WEIGHTS, strict=True))
    bonus = "CASE lokasi WHEN 0 THEN 25000000 WHEN 2 THEN 10000000 ELSE 0 END"
    cases = " ".join(f"WHEN q >= {edge} THEN {code}" for code, edge in enumerate(scheme.EDGES))
    return (
        f"WITH s AS (SELECT {parts[0]} AS d0, (LEAST({total} + {bonus}, 1000000000) + 50000) // 100000 AS q FROM t)"
        f" SELECT q, CASE WHEN d0 < 30000 AND q >= 7800 THEN 2 ELSE CASE {cases} ELSE 4 END END AS k FROM s"
    )


def report(count: int, rows: int, rounds: int) -> str:
    """Both tables."""
    import rubrikdsl as rb

    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.rubrik"
        path.write_text(scheme.text(), encoding="utf-8")
        rubric = rb.load(str(path))
        lines = [
            f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores.",
            "",
        ]
        lines += ["| one record | best | median | against the first |", "|---|---:|---:|---:|"]
        cases, absent = one_by_one(rubric, count)
        found = measured(cases, rounds)
        first = found[cases[0][0]][0]
        for title, (best, middle) in found.items():
            lines.append(f"| {title} | {best * 1e6:.1f} µs | {middle * 1e6:.1f} µs | {best / first:.2f} × |")
        lines += [
            "",
            f"| {rows:,} rows in memory | best | median | against the first |",
            "|---|---:|---:|---:|",
        ]
        cases, more = tables(rubric, rows)
        found = measured(cases, max(3, rounds // 6))
        first = found[cases[0][0]][0]
        for title, (best, middle) in found.items():
            speed = f"{1e-6 / best:.1f} Mrow/s | {1e-6 / middle:.1f} Mrow/s"
            lines.append(f"| {title} | {speed} | {first / best:.2f} of its speed |")
    if absent + more:
        lines += ["", "Not installed, so not measured: " + ", ".join(absent + more) + "."]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    arguments = parser.parse_args()
    text = report(300, arguments.rows, arguments.rounds)
    sys.stdout.write(text)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        made = f"{BEGIN}\n{text}{END}"
        page = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: made, page, flags=re.DOTALL)
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

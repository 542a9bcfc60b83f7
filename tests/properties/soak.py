"""`make soak`: every engine on rubric after rubric, exact ties by the million, a file of 10⁸ rows.

    COMPARISONS=1000000 TIES=10000000 ROWS=100000000 SEED=0 SPARK=12 python -m tests.properties.soak

A comparison is one value, or the codes of one record, of an engine beside the reference interpreter (or of
that beside the second scorer). Seeds are taken in order; what fails is printed with its rubric and records,
and `SEED=…` goes on from there. A part whose size is 0 is left out. Spark takes seconds for a rubric, so it
has every `SPARK`th one. A database or a Spark that is not here is left out with a notice. Ctrl-C and SIGTERM
end it without leaving servers or files.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tests.properties.databases import connected
from tests.properties.engines import ENGINES
from tests.properties.engines import POSTGRES
from tests.properties.engines import Engine
from tests.properties.engines import agree
from tests.properties.engines import agree_with_the_rules
from tests.properties.engines import in_spark
from tests.properties.engines import reference
from tests.properties.engines import told
from tests.properties.postgres import MISSING
from tests.properties.scoring import space
from tests.properties.strategies import case
from tests.properties.tables import table_of
from tests.properties.ties import CODES
from tests.properties.ties import NAMES
from tests.properties.ties import TOP
from tests.properties.ties import Scheme
from tests.properties.ties import decimals
from tests.properties.ties import tied
from tests.spark.cluster import MISSING as NO_SPARK
from tests.spark.cluster import cluster

RECORDS = 120
"""Of each rubric."""
FORGET = 25
"""Rubrics after which a new workspace is begun: one keeps every text that it has read."""
EVERY = 10.0
"""Seconds between two lines of progress."""
CHUNK = 1_000_000
MOST_MEMORY = 2 * 2**30


class EndedError(BaseException):
    """Told to end by a signal."""


asked_to_end: list[int] = []
"""The signals that came: libraries that wait for a server may swallow an exception, so it is asked again."""


def _end(number: int, _frame: object) -> None:
    asked_to_end.append(number)
    raise EndedError


class Progress:
    """A line now and then: how far, how fast, how long still."""

    def __init__(self, what: str, whole: int) -> None:
        self.what, self.whole, self.done = what, whole, 0
        self._begun = self._told = time.monotonic()

    def add(self, count: int, where: str) -> None:
        """So many more are done."""
        if asked_to_end:
            raise EndedError
        self.done += count
        now = time.monotonic()
        if now - self._told > EVERY or self.done >= self.whole:
            self._told = now
            speed = self.done / (now - self._begun)
            left = max(self.whole - self.done, 0) / speed / 60
            told = f"{self.done:,} of {self.whole:,}, {speed:,.0f}/s, {left:.0f} min left"
            print(f"{self.what}: {told}; {where}", flush=True)


def compared(comparisons: int, seed: int, spark_each: int) -> Iterator[str]:
    """What does not agree, until so many comparisons are made."""
    met: Counter[str] = Counter()
    progress = Progress("comparisons", comparisons)
    with ExitStack() as stack:
        always: Mapping[str, Engine] = ENGINES
        if stack.enter_context(connected()):
            always = {**ENGINES, **POSTGRES}
        else:
            print(f"PostgreSQL is left out: it {MISSING}", flush=True)
        spark = stack.enter_context(cluster("local[2]")) if spark_each else None
        if spark is None and spark_each:
            print(f"Spark is left out: it {NO_SPARK}", flush=True)
        sometimes = {} if spark is None else in_spark(spark)
        names = ("rules", *always, *sometimes)
        try:
            while progress.done < comparisons:
                if seed % FORGET == 0:
                    space.cache_clear()
                one = case(seed, 1 + seed % 4)
                table = table_of(one, RECORDS, spoil=seed % 3 == 0)
                rows, before = reference(table), sum(met[name] for name in names)
                engines = {**always, **sometimes} if spark_each and seed % spark_each == 0 else always
                wrong = [*agree(table, rows, engines, met), *agree_with_the_rules(one, table, rows, met)]
                if wrong:
                    yield f"seed {seed}: {told(table, wrong)}"
                progress.add(sum(met[name] for name in names) - before, f"SEED={seed}")
                seed += 1
        finally:
            for name, count in sorted(met.items()):
                print(f"  {count:>12,}  {name}", flush=True)


def on_edges(rows: int, seed: int) -> Iterator[str]:
    """What is wrong on the edges of bands, until so many rows are compared."""
    progress = Progress("ties", rows)
    while progress.done < rows:
        if seed % FORGET == 0:
            space.cache_clear()
        for count, wrong in tied(seed, 200_000):
            if wrong:
                yield f"seed {seed}: {wrong}"
            progress.add(count, f"SEED={seed}")
        seed += 1


def from_file(rows: int, seed: int) -> Iterator[str]:
    """What is wrong with a file of so many rows, scored by the command in a process of its own."""
    one = Scheme((2185, 3237, 2424, 2154), 1, 2, "half-away", (3200, 5400, 7800, 8800, 9500))
    chunks = [(seed + at, min(CHUNK, rows - at * CHUNK)) for at in range(-(-rows // CHUNK))]
    with TemporaryDirectory(dir=os.environ.get("SOAK_FOLDER")) as folder:
        rubric, data, out = (Path(folder) / name for name in ("ties.rubrik", "data.parquet", "out.parquet"))
        rubric.write_text(one.text().replace(" may be not applicable", ""), "utf-8")
        schema = pa.schema([(name, pa.decimal128(5, 2)) for name in NAMES])
        with pq.ParquetWriter(data, schema, store_decimal_as_integer=True) as writer:
            for number, count in chunks:
                each = [decimals(column) for column in random_parts(number, count).T]
                table = pa.table(each, names=list(NAMES)).cast(schema)
                writer.write_table(table, row_group_size=CHUNK)
        print(f"file: {rows:,} rows, {data.stat().st_size / 2**20:,.0f} MiB", flush=True)
        begun = time.monotonic()
        command = [sys.executable, "-m", "rubrikdsl", "score", str(rubric), str(data), "-o", str(out)]
        process = subprocess.Popen(command)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:  # told to end
            process.terminate()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        memory, seconds = used.ru_maxrss * 1024, time.monotonic() - begun
        print(f"file: {rows / seconds:,.0f} rows/s, {memory / 2**20:,.0f} MiB of memory", flush=True)
        if process.returncode != 0:
            yield f"rubrik score ended with {process.returncode}"
            return
        if memory > MOST_MEMORY:
            yield f"{memory / 2**20:,.0f} MiB of memory were used, {MOST_MEMORY / 2**20:,.0f} are allowed"
        found = pq.ParquetFile(out)
        if found.metadata.num_rows != rows:
            yield f"{found.metadata.num_rows:,} rows came out"
            return
        waiting = found.iter_batches(CHUNK, columns=["kelas"])
        left: list[str] = []
        for number, count in chunks:
            while len(left) < count:
                left += next(waiting).column("kelas").to_pylist()
            units = one.units(random_parts(number, count) @ np.array(one.weights), 10_000)
            wanted = np.array(list(CODES))[np.searchsorted(np.array(one.edges), units, side="right")]
            if wrong := int((np.array(left[:count]) != wanted).sum()):
                yield f"{wrong:,} of the rows from {(number - seed) * CHUNK:,} on have another class"
            left = left[count:]


def random_parts(seed: int, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Hundredths of four parts."""
    return np.random.default_rng(seed).integers(0, TOP + 1, (count, len(NAMES)))


def main() -> int:
    """All parts; whether anything failed."""
    sizes = {"COMPARISONS": 1_000_000, "TIES": 10_000_000, "ROWS": 100_000_000, "SEED": 0, "SPARK": 12}
    asked = {name: int(os.environ.get(name) or size) for name, size in sizes.items()}
    warnings.simplefilter("ignore", FutureWarning)  # of pandas, which Spark imports
    failed = 0

    def shown(found: Iterator[str]) -> None:
        nonlocal failed
        for wrong in found:
            failed += 1
            print(f"WRONG: {wrong}", flush=True)

    try:
        if asked["COMPARISONS"]:
            shown(compared(asked["COMPARISONS"], asked["SEED"], asked["SPARK"]))
        shown(on_edges(asked["TIES"], asked["SEED"]))
        if asked["ROWS"]:
            shown(from_file(asked["ROWS"], asked["SEED"]))
    except EndedError:
        print(f"ended by {signal.Signals(asked_to_end[0]).name}; {failed} wrong so far", flush=True)
        return 128 + asked_to_end[0]
    print(f"{failed} wrong" if failed else "nothing wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _end)
    sys.exit(main())

"""What a row costs on Spark: seconds of a core of all processes, bytes in, out and shuffled, memory.

`python -m benchmarks.spark [ROWS [WAY…]]` prints lines; `docs/spark.md` shows them. Processor time is read
from Linux (/proc), so that a machine with other work to do tells the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import rubrikdsl as rb
import rubrikdsl.spark
from benchmarks import scheme

TICKS = os.sysconf("SC_CLK_TCK")
PART = 250_000
MEMBERS = 10
CITY = """\
rubric puskesmas "Puskesmas"
  score nilai "Nilai" 0 .. 100 places 2
{indicators}
rubric kota "Kota"
  collect unit "Unit" by puskesmas
  score nilai "Nilai kota" 0 .. 100 places 2
    = mean(unit.nilai)
"""


def main(rows: int, asked: list[str]) -> None:
    """Measure and print."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench, city = rubrics(folder)
        data(folder / "data", rows)
        builder = SparkSession.builder.master("local[1]").config("spark.local.dir", str(folder / "local"))
        for key, value in (
            ("ui.enabled", "false"),
            ("log.level", "ERROR"),
            ("ui.showConsoleProgress", "false"),
        ):
            builder = builder.config(f"spark.{key}", value)
        spark = builder.getOrCreate()
        frame = spark.read.parquet(str(folder / "data"))
        inside = size(folder / "data")
        print(f"{rows} rows, {inside / rows:.0f} bytes each in Parquet")
        score = rubrikdsl.spark.score
        ways: dict[str, tuple[Callable[[], Any], bool]] = {
            "read alone": (lambda: frame, False),
            "columns": (lambda: score(frame, bench, id_column="record"), True),
            "SQL": (lambda: score(frame, bench, id_column="record", engine="sql"), True),
            "members": (lambda: score(frame, city, by="kota"), True),
        }
        for way, (made, kept) in ways.items():
            if asked and way not in asked:
                continue
            costs, moved, out = [], 0, folder / "out"
            for number in range(3):
                before, shuffled = seconds(), size(folder / "local", "shuffle_*.data")
                if kept:
                    made().write.mode("overwrite").parquet(str(out))
                else:
                    made().write.format("noop").mode("overwrite").save()
                moved = max(moved, size(folder / "local", "shuffle_*.data") - shuffled)
                if number:  # the first run makes programs and compiles
                    costs.append(seconds() - before)
            print(
                f"{way:12} {min(costs) / rows * 1e6:6.2f} µs of a core a row,"
                f" {size(out) / rows if kept else 0:5.1f} bytes out, {moved / rows:5.1f} shuffled,"
                f" worker {memory():.0f} MB"
            )
        spark.stop()


def rubrics(folder: Path) -> tuple[rb.Rubric, rb.Rubric]:
    """The scheme of the other benchmarks, and units of ten questions put together."""
    names = scheme.NAMES[:10]
    indicators = "".join(f'    indicator {name} "I" weight 10% 0 .. 100 step 0.01\n' for name in names)
    (folder / "bench.rubrik").write_text(scheme.text(), "utf-8")
    (folder / "kota.rubrik").write_text(CITY.format(indicators=indicators), "utf-8")
    return rb.load(folder / "bench.rubrik"), rb.load(folder / "kota.rubrik", "kota")


def data(folder: Path, rows: int) -> None:
    """Files of Parquet: a name, a city of ten, a place, 40 decimals with two places."""
    folder.mkdir()
    random = np.random.default_rng(1)
    for start in range(0, rows, PART):
        count = min(PART, rows - start)
        number = np.arange(start, start + count)
        columns = {
            "record": pa.array([f"unit {at}" for at in number]),
            "kota": pa.array([f"kota {at}" for at in random.permutation(number) // MEMBERS]),
            "lokasi": pa.array(scheme.PLACES).take(pa.array(random.integers(0, 3, count))),
        }
        for name in scheme.NAMES:
            units = np.zeros((count, 2), np.int64)
            units[:, 0] = random.integers(0, 10_001, count)
            columns[name] = pa.Array.from_buffers(pa.decimal128(5, 2), count, [None, pa.py_buffer(units)])
        pq.write_table(pa.table(columns), folder / f"{start}.parquet")


def below(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from below(int(child))


def seconds() -> float:
    """Processor time of all processes so far."""
    total = 0
    for pid in below(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(int(fields[at]) for at in (11, 12, 13, 14))
    return total / TICKS


def memory() -> float:
    """The most that any worker of Python held, in MB."""
    found = [0]
    for pid in below(os.getpid()):
        if pid != os.getpid() and "java" not in Path(f"/proc/{pid}/comm").read_text():
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            found += [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return max(found) / 1024


def size(folder: Path, of: str = "*.parquet") -> int:
    """Bytes of files."""
    return sum(path.stat().st_size for path in folder.rglob(of)) if folder.exists() else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000, sys.argv[2:])

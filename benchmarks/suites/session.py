"""The lines of a session over few and many records: CPU seconds of each, and what the records take in memory.

Each size runs several times in a process of its own, through the shell that `rubrik repl` has, drawing
included, without a terminal.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from time import process_time

from benchmarks.measure import spread
from benchmarks.results import Found

ROOT = Path(__file__).resolve().parents[2]
SIZES = (600, 100_000)
RUBRIC = "kepatuhan.unit on 2024-12-31"
FIRST = 1.5
LINES: dict[str, tuple[str, float | None]] = {
    "data FILE": ("`data FILE`: rows read and bound", 3),
    "count by kategori": ("the first question: the rubric's text read, all records scored", FIRST),
    "find kategori is C and pengaduan.points < 5 and provinsi is P3": ("", 1),
    "find nilai > 70": ("", 1),
    "rank top 10": ("", 1),
    "what if Unit 7: input.points = 20": ("`what if Unit 7: input.points = 20`, with its rank", 1),
    "count by kategori, provinsi": ("", 1),
    "histogram nilai * 2 + 1": ("", 1),
    "scatter nilai, input.points": ("", 1),
    "compare by provinsi P1 P2": ("", 1),
    "edges within 0.1": ("", None),
    "score Unit 77": ("", 1),
}
"""Each line, what it is called (else it stands for itself), and the seconds promised at 100 000 records."""


def csv(path: Path, count: int) -> None:
    """Records of the compliance survey: a name, a place, four answers and two further columns each."""
    chance = random.Random(7)
    lines = ["record,provinsi,input.points,proses.points,output.points,pengaduan.points,tahun,jenis\n"]
    for at in range(count):
        points = ",".join(f"{chance.randint(0, most * 100) / 100:.2f}" for most in (21, 32, 24, 21))
        lines.append(f"Unit {at},P{at % 34},{points},{2022 + at % 3},{'unit' if at % 2 else 'dinas'}\n")
    path.write_text("".join(lines), encoding="utf-8")


def memory() -> float:
    """The MB that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def once(count: int) -> None:
    """Print the seconds of each line, one a row, and last the MB that the records took."""
    from rubrikdsl_repl.draw import Canvas
    from rubrikdsl_repl.draw import draw
    from rubrikdsl_repl.shell import Shell

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "units.csv")
        csv(file, count)
        shell = Shell()
        shell.handle(f"open {RUBRIC}")
        gc.collect()
        before = memory()
        for line in LINES:
            begun = process_time()
            reply = shell.handle(line.replace("FILE", str(file)))
            drawn = "".join(draw(part, Canvas("en", 96, False, True)) for part in reply.parts)
            print(process_time() - begun, flush=True)
            if reply.failed:
                raise SystemExit(f"{line}\n{drawn}")
        print(memory() - before)


def run(found: Found, seconds: float) -> None:
    """Both sizes in turn, at least twice each; titles are `line|records`."""
    taken: dict[int, list[list[float]]] = {count: [] for count in SIZES}
    started = time.perf_counter()
    _apart(SIZES[0])  # so that the grammar's tables are kept
    while len(taken[SIZES[0]]) < 2 or time.perf_counter() - started < seconds:
        for count, runs in taken.items():
            runs.append(_apart(count))
    for count, runs in taken.items():
        *lines, held = zip(*runs, strict=True)
        for line, times in zip(LINES, lines, strict=True):
            found.rows.append(spread(f"{line}|{count}", times))
        found.facts[f"memory|{count}"] = statistics.median(held)


def _apart(count: int) -> list[float]:
    """What `once` prints, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.suites.session", str(count)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)
    return [float(line) for line in ended.stdout.split()]


if __name__ == "__main__":
    once(int(sys.argv[1]))

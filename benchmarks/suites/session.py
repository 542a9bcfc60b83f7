"""The lines of a session over few and many records: CPU seconds of each, and what the records take in memory.

Each kind of records runs several times in a process of its own, through the shell that `rubrik repl` has,
drawing included, without a terminal.
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
KINDS = {
    "600": ("600 records", 600, 0),
    "100000": ("100,000 records", 100_000, 0),
    "100000 incomplete": ("100,000, a fifth of them incomplete", 100_000, 5),
}
"""How many records, and every how manieth of them lacks one of its answers."""

MANY = "100000"
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


def csv(path: Path, count: int, incomplete: int = 0) -> None:
    """Records of the compliance survey: a name, a place, four answers and two further columns each.

    Every so manieth is incomplete, if any; Units 7 and 77, which are asked about, are not of the fifths.
    """
    chance = random.Random(7)
    lines = ["record,provinsi,input.points,proses.points,output.points,pengaduan.points,tahun,jenis\n"]
    for at in range(count):
        points = [f"{chance.randint(0, most * 100) / 100:.2f}" for most in (21, 32, 24, 21)]
        if incomplete and at % incomplete == 0:
            points[at // incomplete % len(points)] = ""
        lines.append(
            f"Unit {at},P{at % 34},{','.join(points)},{2022 + at % 3},{'unit' if at % 2 else 'dinas'}\n"
        )
    path.write_text("".join(lines), encoding="utf-8")


def memory() -> float:
    """The MB that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def once(kind: str) -> None:
    """Print the seconds of each line, one a row, and last the MB that the records took."""
    from rubrikdsl_repl.draw import Canvas
    from rubrikdsl_repl.draw import draw
    from rubrikdsl_repl.shell import Shell

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "units.csv")
        csv(file, *KINDS[kind][1:])
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
    """All kinds in turn, at least twice each; titles are `line|kind`."""
    taken: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    started = time.perf_counter()
    _apart(next(iter(KINDS)))  # so that the grammar's tables are kept
    while len(taken[MANY]) < 2 or time.perf_counter() - started < seconds:
        for kind, runs in taken.items():
            runs.append(_apart(kind))
    for kind, runs in taken.items():
        *lines, held = zip(*runs, strict=True)
        for line, times in zip(LINES, lines, strict=True):
            found.rows.append(spread(f"{line}|{kind}", times))
        found.facts[f"memory|{kind}"] = statistics.median(held)


def _apart(kind: str) -> list[float]:
    """What `once` prints, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.suites.session", kind]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)
    return [float(line) for line in ended.stdout.split()]


if __name__ == "__main__":
    once(sys.argv[1])

"""`make bench-session`: what the lines of a session cost in CPU seconds, and what its records take in memory.

Each size runs several times in a process of its own, through the shell that `rubrik repl` has, drawing
included, without a terminal. The table is printed and, with `--write`, put into docs/performance.md.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN = "<!-- session: written by make bench-session -->"
END = "<!-- end of session -->"
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
"""Each line with what it is called (else it stands for itself) and the seconds promised at 100 000 records."""


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


def runs(count: int, times: int) -> list[list[float]]:
    """What `once` printed in as many processes."""
    command = [sys.executable, __file__, "--once", str(count)]
    found = []
    for _ in range(times):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            raise SystemExit(run.stdout + run.stderr)
        found.append([float(line) for line in run.stdout.split()])
    return found


def measured(times: int) -> list[str]:
    """The table."""
    by_size = []
    for count in SIZES:
        runs(count, 1)  # so that the grammar's tables are kept
        by_size.append([*zip(*runs(count, times), strict=True)])
    head = " | ".join(f"{count:,} records" for count in SIZES).replace(",", " ")
    rows = [f"| line | {head} | best | promised |", "|---|---:|---:|---:|---:|"]
    for at, (line, (title, promised)) in enumerate(LINES.items()):
        cells = [f"{statistics.median(found[at]):.2f} s" for found in by_size]
        cells.append(f"{min(by_size[-1][at]):.2f} s")
        cells.append("" if promised is None else f"{promised} s")
        rows.append(f"| {title or f'`{line}`'} | {' | '.join(cells)} |")
    held = [f"{statistics.median(found[-1]):.0f} MB" for found in by_size]
    return [*rows, f"| memory that the session holds in the end | {' | '.join(held)} | | |"]


def write(text: str) -> None:
    """Put the table into the page, in place of the one before."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="measure the lines of a session")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--once", type=int, metavar="RECORDS", help="measure one size in this process")
    options = parser.parse_args()
    if options.once:
        once(options.once)
        return
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    rows = measured(options.runs)
    text = "\n".join([f"Python {platform.python_version()}, {machine}; {options.runs} runs each.", "", *rows])
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()

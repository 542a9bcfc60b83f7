"""`make bench`: what starting, scoring and checking cost, in CPU seconds of a fresh process.

Medians of several runs after a warming run, beside bare Python on the same machine. The table is printed
and written into docs/performance.md; `--print` leaves the page alone, `--runs N` sets how many runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import answers
from generate import gated
from generate import rubric

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
STOCK = ROOT / "rubrics" / "ombudsman"
BEGIN = "<!-- measured: written by make bench -->"
END = "<!-- end -->"
INDICATORS = 1000
_SIGNS = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|[\r\n]")
ONE_UNIT = "record,input.points,proses.points,output.points,pengaduan.points\nWatdek,8.72,10.76,20.76,9.61\n"


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure: `command` gives the command of a run, `limit` the seconds promised.

    With `prompt` it runs on a terminal, and is ended (Ctrl-D) when it has shown that.
    """

    title: str
    command: Callable[[int], list[str]]
    limit: float | None = None
    prompt: bytes | None = None


def cases(folder: Path) -> list[Case]:
    """Bare Python first; the others are compared with it."""
    unit = folder / "unit.csv"
    unit.write_text(ONE_UNIT, encoding="utf-8")
    big = folder / "big.rubrik"
    big.write_text(rubric(INDICATORS), encoding="utf-8")
    many = folder / "big.csv"
    many.write_text(answers(INDICATORS), encoding="utf-8")
    script = Path(sys.executable).with_name("rubrik")
    rubrik = [str(script)] if script.exists() else [sys.executable, "-m", "rubrikdsl"]
    stock = str(STOCK / "kepatuhan_2022.rubrik")
    records = str(STOCK / "data" / "kepatuhan_2022_unit.csv")

    def never_seen(run: int) -> list[str]:
        path = folder / f"big{run}.rubrik"
        path.write_text(rubric(INDICATORS, remark=f"run {run} of {os.getpid()}"), encoding="utf-8")
        return [*rubrik, "check", str(path)]

    large = folder / "gated.rubrik"
    large.write_text(gated(), encoding="utf-8")
    pekppp = str(STOCK.parent / "panrb" / "pekppp.rubrik")

    return [
        Case("python -c pass", lambda _: [sys.executable, "-c", "pass"]),
        Case("rubrik --version", lambda _: [*rubrik, "--version"], 0.05),
        Case(
            "rubrik score, one unit, warm",
            lambda _: [
                *rubrik,
                "score",
                stock,
                str(unit),
                "--rubric",
                "kepatuhan.unit",
                "--on",
                "2024-12-31",
            ],
            0.25,
        ),
        Case(
            "rubrik repl, first prompt, rubric and data open, warm",
            lambda _: [
                *rubrik,
                "repl",
                stock,
                "--rubric",
                "kepatuhan.unit",
                "--on",
                "2024-12-31",
                "--data",
                records,
            ],
            0.4,
            b"> ",
        ),
        Case(f"rubrik check, {INDICATORS} indicators, never seen before", never_seen, 1.5),
        Case(
            f"rubrik score, {INDICATORS} indicators, one record, warm",
            lambda _: [*rubrik, "score", str(big), str(many)],
        ),
        Case(
            "rubrik verify, the 31 indicators of PEKPPP",
            lambda _: [*rubrik, "verify", pekppp, "--rubric", "pekppp.ipp"],
            5,
        ),
        Case(
            "rubrik verify, 200 indicators with bonuses, a limit and gates",
            lambda _: [*rubrik, "verify", str(large)],
            10,
        ),
    ]


def cpu(command: list[str], environment: dict[str, str], prompt: bytes | None = None) -> float:
    """CPU seconds, user and system, of a command that must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if prompt is None:
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        code, shown = run.returncode, run.stdout + run.stderr
    else:
        code, shown = on_terminal(command, environment, prompt)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != 0:
        raise SystemExit(f"{' '.join(command)} ended with {code}\n{shown}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def on_terminal(command: list[str], environment: dict[str, str], prompt: bytes) -> tuple[int, str]:
    """Run a command on a terminal until its prompt stands there, then end it; its exit code and output."""
    ours, its = os.openpty()
    termios.tcsetwinsize(its, (24, 80))
    running = subprocess.Popen(command, env=environment, stdin=its, stdout=its, stderr=its)
    os.close(its)
    shown, ended = b"", False
    while select.select([ours], [], [], 30)[0]:
        try:
            read = os.read(ours, 65536)
        except OSError:  # it has ended
            break
        shown += read
        if b"\x1b[6n" in read:  # where the cursor is: terminals tell
            os.write(ours, b"\x1b[1;1R")
        if not ended and prompt in _SIGNS.sub(b"", shown):
            os.write(ours, b"\x04")
            ended = True
    running.kill()  # no more than a precaution where it has ended
    os.close(ours)
    return running.wait(), shown.decode("utf-8", "replace")


def measure(runs: int) -> list[str]:
    """The rows of the table."""
    rows = ["| what | CPU, median | best | promised |", "|---|---:|---:|---:|"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        cache.mkdir(mode=0o700)
        environment = {**os.environ, "RUBRIK_CACHE": str(cache), "RUBRIK_STATE": str(folder / "state")}
        environment["TERM"] = "xterm-256color"
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm machine has the modules compiled
        for case in cases(folder):
            cpu(case.command(-1), environment, case.prompt)
            times = [cpu(case.command(run), environment, case.prompt) for run in range(runs)]
            promised = "" if case.limit is None else f"{case.limit * 1000:.0f} ms"
            median = statistics.median(times)
            rows.append(
                f"| {case.title} | {median * 1000:.0f} ms | {min(times) * 1000:.0f} ms | {promised} |"
            )
    return rows


def section(rows: list[str], runs: int) -> str:
    """The table with what it was measured on."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    measured = f"Python {platform.python_version()}, {machine}; {runs} runs each."
    return "\n".join([BEGIN, measured, "", *rows, END])


def write(text: str) -> None:
    """Put the section into the page, in place of the one before."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(head + text + tail, encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="measure start-up, scoring and checking")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--print", action="store_true", help="do not write docs/performance.md")
    options = parser.parse_args()
    rows = measure(options.runs)
    print("\n".join(rows))
    if not options.print:
        write(section(rows, options.runs))


if __name__ == "__main__":
    main()

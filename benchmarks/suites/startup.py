"""Commands as they are typed: what starting, scoring and checking cost, in CPU seconds of a fresh process.

Each after a warming run, beside bare Python on the same machine; user and system time, so that what others
do on the machine matters less.
"""

from __future__ import annotations

import os
import re
import resource
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import answers
from benchmarks.generate import gated
from benchmarks.generate import rubric
from benchmarks.measure import LEAST
from benchmarks.measure import spread
from benchmarks.results import Found

ROOT = Path(__file__).resolve().parents[2]
STOCK = ROOT / "rubrics" / "ombudsman"
INDICATORS = 1000
MOST = 9
_SIGNS = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|[\r\n]")
ONE_UNIT = "record,input.points,proses.points,output.points,pengaduan.points\nWatdek,8.72,10.76,20.76,9.61\n"


@dataclass(frozen=True, slots=True)
class Command:
    """Something to measure: `command` gives the command of a run.

    With `prompt` it runs on a terminal, and is ended (Ctrl-D) when it has shown that.
    """

    title: str
    command: Callable[[int], list[str]]
    prompt: bytes | None = None


def cases(folder: Path) -> list[Command]:
    """Bare Python first; the others are compared with it."""
    unit = folder / "unit.csv"
    unit.write_text(ONE_UNIT, encoding="utf-8")
    big = folder / "big" / "big.rubrik"  # in a folder of its own: neighbours of one name are read too
    big.parent.mkdir()
    big.write_text(rubric(INDICATORS), encoding="utf-8")
    many = folder / "big.csv"
    many.write_text(answers(INDICATORS), encoding="utf-8")
    script = Path(sys.executable).with_name("rubrik")
    rubrik = [str(script)] if script.exists() else [sys.executable, "-m", "rubrikdsl"]
    stock = str(STOCK / "kepatuhan_2022.rubrik")
    records = str(STOCK / "data" / "kepatuhan_2022_unit.csv")

    def never_seen(run: int) -> list[str]:
        path = folder / f"run{run}" / "big.rubrik"
        path.parent.mkdir(exist_ok=True)
        path.write_text(rubric(INDICATORS, remark=f"run {run} of {os.getpid()}"), encoding="utf-8")
        return [*rubrik, "check", str(path)]

    large = folder / "gated.rubrik"
    large.write_text(gated(), encoding="utf-8")
    pekppp = str(STOCK.parent / "panrb" / "pekppp.rubrik")

    one = [*rubrik, "score", stock, str(unit), "--rubric", "kepatuhan.unit", "--on", "2024-12-31"]
    session = [*rubrik, "repl", stock, "--rubric", "kepatuhan.unit", "--on", "2024-12-31", "--data", records]
    return [
        Command("python -c pass", lambda _: [sys.executable, "-c", "pass"]),
        Command("rubrik --version", lambda _: [*rubrik, "--version"]),
        Command("rubrik score, one unit, warm", lambda _: one),
        Command("rubrik repl, first prompt, rubric and data open, warm", lambda _: session, b"> "),
        Command(f"rubrik check, {INDICATORS} indicators, never seen before", never_seen),
        Command(
            f"rubrik score, {INDICATORS} indicators, one record, warm",
            lambda _: [*rubrik, "score", str(big), str(many)],
        ),
        Command(
            "rubrik verify, the 31 indicators of PEKPPP",
            lambda _: [*rubrik, "verify", pekppp, "--rubric", "pekppp.ipp"],
        ),
        Command(
            "rubrik verify, 200 indicators with bonuses, a limit and gates",
            lambda _: [*rubrik, "verify", str(large)],
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
        raise RuntimeError(f"ended with {code}: {shown.strip()[-200:]}")
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


def run(found: Found, seconds: float) -> None:
    """Rounds of all commands until the seconds are spent."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        cache.mkdir(mode=0o700)
        environment = {**os.environ, "RUBRIK_CACHE": str(cache), "RUBRIK_STATE": str(folder / "state")}
        environment["TERM"] = "xterm-256color"
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm machine has the modules compiled
        times: dict[str, list[float]] = {}
        commands = [each for each in cases(folder) if _warm(each, environment, found.failed)]
        started = time.perf_counter()
        for run in range(MOST):
            if run >= LEAST and time.perf_counter() - started > seconds:
                break
            for each in commands:
                taken = cpu(each.command(run), environment, each.prompt)
                times.setdefault(each.title, []).append(taken)
            found.rows[:] = [spread(title, all) for title, all in times.items()]


def _warm(command: Command, environment: dict[str, str], failed: list[str]) -> bool:
    """Run it once; whether that went well."""
    try:
        cpu(command.command(-1), environment, command.prompt)
    except RuntimeError as error:
        failed.append(f"{command.title}: {error}")
        return False
    return True

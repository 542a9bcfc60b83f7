"""`make bench`: measures, prints, keeps the figures in results.json, writes docs/performance.md.

    python -m benchmarks                     everything (ten to fifteen minutes on two quiet cores)
    python -m benchmarks records tables      only these, printed; the page stays (--keep writes them into it)
    python -m benchmarks --page              the page again, from the figures that were kept

Each suite runs in a process of its own, so that it neither sees what another left in memory nor takes the
others with it when it fails; a peer and we are always timed in the same one, in turn.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks import page
from benchmarks import peers
from benchmarks import results
from benchmarks.results import Found

ROOT = Path(__file__).resolve().parent.parent

SUITES = {
    "records": 20,
    "tables": 50,
    "ways": 15,
    "frames": 40,
    "files": 30,
    "growth": 40,
    "sql": 30,
    "spark": 30,
    "session": 30,
    "shipped": 50,
    "ties": 10,
    "limits": 15,
    "startup": 50,
}
"""The seconds that each may spend on measuring, in order; making its data comes on top."""

PATIENCE = 4
"""A suite that takes so many times its seconds, and two minutes, is ended."""


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="measure, and write docs/performance.md"
    )
    parser.add_argument(
        "suites", nargs="*", choices=[*SUITES, []], help=f"of: {', '.join(SUITES)}; without: all"
    )
    parser.add_argument("--speed", type=float, default=1, help="more or fewer seconds for each, as a factor")
    parser.add_argument("--keep", action="store_true", help="keep the figures of some suites too")
    parser.add_argument("--page", action="store_true", help="only write the page again")
    parser.add_argument("--peers", action="store_true", help="what to install for the peers")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peers:
        print("\n".join(dict.fromkeys([*peers.ONE.values(), "numba", "matplotlib"])))
        return
    if options.into is not None:
        _one(options.suites[0], options.speed, options.into)
        return
    machine, suites = results.read()
    if not options.page:
        here = results.machine()
        if options.suites and options.keep and machine not in ({}, here):
            raise SystemExit(
                "the figures that are kept are of another machine or version: measure all suites"
            )
        if not options.suites:
            suites = {}
        machine = here
        for name in options.suites or SUITES:
            suites[name] = _apart(name, options.speed)
            if options.keep or not options.suites:
                results.write(machine, suites)
        if options.suites and not options.keep:
            return
    page.write(*results.read())  # as they are kept, so that the page can be made of them again


def _apart(name: str, speed: float) -> Found:
    """A suite in a process of its own."""
    seconds = SUITES[name] * speed
    print(f"{name}: about {seconds:.0f} s …", file=sys.stderr, flush=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "found.json"
        command = [sys.executable, "-m", "benchmarks", name, "--speed", str(speed), "--into", str(into)]
        running = subprocess.Popen(command, cwd=ROOT)
        try:
            code = running.wait(120 + PATIENCE * seconds)
            failed = None if code == 0 else f"{name} ended with {code}"
        except subprocess.TimeoutExpired as error:
            failed = f"{name} was ended after {error.timeout:.0f} s"
            _end(running)
        found = results.found_of(json.loads(into.read_text(encoding="utf-8"))) if into.exists() else Found()
    if failed:
        found.failed.append(failed)
        print(failed, file=sys.stderr)
    found.seconds = time.perf_counter() - started
    print("\n".join(page.section(name, found)), "\n", flush=True)
    return found


def _end(running: subprocess.Popen[bytes]) -> None:
    """Interrupt a process, so that it stops what it has started; end it where it does not listen."""
    running.send_signal(signal.SIGINT)
    try:
        running.wait(30)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _one(name: str, speed: float, into: Path) -> None:
    warnings.simplefilter("ignore")
    found = Found()
    try:
        import_module(f"benchmarks.suites.{name}").run(found, SUITES[name] * speed)
    except KeyboardInterrupt:
        found.failed.append(f"{name} took too long; what it had found by then stands here")
    except Exception as error:  # the rows that it has found are wanted all the same
        traceback.print_exc()
        found.failed.append(f"{name} stopped: {type(error).__name__}: {error}")
    into.write_text(json.dumps(asdict(found)), encoding="utf-8")


if __name__ == "__main__":
    main()

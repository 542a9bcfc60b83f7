"""Timing calls in turn within some seconds, so that all of them meet the same weather on a shared machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 3
"""Rounds that are run whatever they cost."""

MOST = 40


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure: a call, how many records it scores, and what is done before the clock runs."""

    title: str
    call: Callable[[], object]
    count: int = 1
    before: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds a record: the best, the median, and between what half of the runs lie."""

    title: str
    best: float
    median: float
    low: float
    high: float
    runs: int
    count: int


def timed(
    cases: Sequence[Case],
    seconds: float,
    failed: list[str],
    most: int = MOST,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[Timed, ...]:
    """Every case once to warm up, then rounds of all of them, until the seconds are spent.

    A case that takes longer than that by itself is not run again, and its first run counts. One that fails is
    left out, and why is put into `failed`. `clock` may be one of CPU time, where a case has one thread.
    """
    started = time.perf_counter()
    found: dict[str, list[float]] = {}
    again = []
    for case in cases:
        try:
            first = once(case.call, clock, case.before)
        except Exception as error:  # whatever it is: the other figures are wanted all the same
            text = str(error).strip().partition("\n")[0][:200]
            failed.append(f"{case.title}: {type(error).__name__}: {text}")
            continue
        found[case.title] = [] if first < seconds else [first / case.count]
        if first < seconds:
            again.append(case)
    for done in range(most):
        if done >= LEAST and time.perf_counter() - started > seconds:
            break
        for case in again:
            found[case.title].append(once(case.call, clock, case.before) / case.count)
    counts = {case.title: case.count for case in cases}
    return tuple(spread(title, times, counts[title]) for title, times in found.items())


def once(
    call: Callable[[], object],
    clock: Callable[[], float] = time.perf_counter,
    before: Callable[[], object] | None = None,
) -> float:
    """Seconds of one call, with no garbage of the others left to be collected in it."""
    gc.collect()
    if before is not None:
        before()
    start = clock()
    call()
    return clock() - start


def spread(title: str, times: Sequence[float], count: int = 1) -> Timed:
    """What a list of times comes to."""
    middle = statistics.median(times)
    low, _, high = statistics.quantiles(times, n=4) if len(times) > 1 else (middle, middle, middle)
    low, high = max(low, min(times)), min(high, max(times))
    return Timed(title, min(times), middle, low, high, len(times), count)

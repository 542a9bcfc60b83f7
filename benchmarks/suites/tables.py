"""Whole tables in memory: columns of hundredths through the rubric, a kernel in C, numba, databases.

All of them give score and class of every row, and tell the rows with an answer beyond its range; the second
table has answers that are missing, by masks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from benchmarks import peers
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import once
from benchmarks.measure import timed
from benchmarks.peers import Table
from benchmarks.peers import kernel
from benchmarks.results import Found
from rubrikdsl.program import native

ROWS = int(os.environ.get("ROWS", "10_000_000"))
TRY = 500_000
"""Rows on which the ways of writing one peer are tried."""

OURS = "rubrikdsl, columns of hundredths"
NUMPY = "rubrikdsl, the same without the extra `fast` (NumPy)"
MASKED = "rubrikdsl, 2 % of the answers missing"
KERNEL = "C kernel"


def run(found: Found, seconds: float) -> None:
    """The fastest way of each peer, all in turn over the same rows."""
    import numpy as np

    small, data = scheme.data(TRY), scheme.data(ROWS)
    cores = os.cpu_count() or 1
    chosen = [fastest(ways) for ways in peers.whole(small, found.absent)]
    titles = {table.title for table in chosen}
    tables = [table for ways in peers.whole(data, []) for table in ways if table.title in titles]
    score, category, ours = columns(data, cores)
    cases = [
        Case(OURS, ours, ROWS),
        Case(NUMPY, _by_numpy(ours), ROWS),
        *(Case(table.title, table.run, table.rows) for table in tables),
    ]
    wrong = {}
    for table in tables:
        scores, classes = table.read(table.run())
        off = (np.asarray(scores) != score[: table.rows]) | (np.asarray(classes) != category[: table.rows])
        wrong[table.title] = int(off.sum())
    found.facts = {"rows": ROWS, "cores": cores, "rows that differ": wrong}
    found.rows += timed(cases, seconds * 0.7, found.failed, 15)
    del tables, cases
    chance = np.random.default_rng(2)
    masks = {name: chance.random(ROWS, np.float32) < 0.02 for name in scheme.NAMES}
    _, _, masked = columns(data, cores, masks)
    beside = [Case(MASKED, masked, ROWS)]
    if kernel.is_there():
        [table] = kernel.whole(data, masks)
        beside.append(Case(f"{KERNEL}, 2 % of the answers missing", table.run, ROWS))
    found.rows += timed(beside, seconds * 0.3, found.failed, 10)


def columns(data: scheme.Data, cores: int, masks: dict[str, Any] | None = None) -> tuple[Any, Any, Any]:
    """Scores and numbers of classes that the rubric gives, and the call to be measured."""
    import numpy as np

    from rubrikdsl.program.columns import Columns
    from rubrikdsl.program.lower import lower
    from rubrikdsl.program.slots import Said
    from rubrikdsl.program.stored import Held

    plan = scheme.rubric(scheme.text()).ready.plan
    every = frozenset(range(len(plan.fields)))
    program = lower(plan, Said(every, {}, always=not masks))
    made = Columns(program)
    held = []
    for slot in program.slots:
        name = slot.path[-1]
        mask = (masks or {}).get(name)
        held.append(Held(data.place if name == "lokasi" else data.columns[name], mask))
    names = [output.name for output in program.outputs]

    def call() -> Any:
        return made.run(held, len(data), cores, check=True)

    answers, _ = call()
    found = [answers[names.index(name)].values for name in ("nilai", "kategori")]
    numbers = np.array([scheme.CODES.find(word) for word in program.words])
    return found[0], numbers[found[1]], call


def _by_numpy(call: Callable[[], object]) -> Callable[[], object]:
    """The same call where machine code is not to be had."""

    def run() -> object:
        with patch.object(native, "is_here", lambda: False):
            return call()

    return run


def fastest(ways: list[Table]) -> Table:
    """The way that took the least time, of three runs after a first one."""
    if len(ways) == 1:
        return ways[0]
    for table in ways:
        table.run()
    return min(ways, key=lambda table: min(once(table.run) for _ in range(3)))

"""Random programs over numbers of any size: columns and statements say what Python's whole numbers say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from random import Random
from typing import Any
from typing import cast

import numpy as np
import pytest
from tests.program.test_columns import engine
from tests.program.test_columns import evaluated
from tests.program.test_columns import program
from tests.program.test_columns import slot

from rubrikdsl.program import ops
from rubrikdsl.program.build import Builder
from rubrikdsl.program.columns import LONG
from rubrikdsl.program.columns import Columns
from rubrikdsl.program.stored import Held
from rubrikdsl.sql import arithmetic
from rubrikdsl.sql.dialects import DIALECTS
from rubrikdsl.sql.dialects import Name

ROWS = 30
TERMS = 25
FACTORS = (-1, 1, 2, -3, 100, 10**4, 2**31, 10**9, 10**12, 2**63, 10**19)


def grown(chance: Random, inputs: list[ops.Bounds], most: int = 300) -> tuple[Builder, list[int]]:
    """Operations on operations, of all sizes up to so many bits."""
    factors = [factor for factor in FACTORS if abs(factor).bit_length() <= most // 2]
    made = Builder()
    numbers = [made.put(ops.Input(at), ends) for at, ends in enumerate(inputs)]
    truths = [made.yes]

    def one() -> int:
        return chance.choice(numbers[-12:])

    def cut(of: int) -> int:
        low, high = made.bounds[of]
        return made.whole(chance.choice([low, high, chance.randint(low, high), chance.randint(-9, 9)]))

    def positive(of: int) -> int:
        return made.add(made.most(of, made.no), made.yes)

    def grow(left: int, right: int) -> int:
        match chance.randrange(8):
            case 0:
                terms = [(chance.choice(factors), one()) for _ in range(3)]
                return made.linear(chance.choice(factors), terms)
            case 1:
                return made.multiply(left, right)
            case 2:
                return made.divide(left, positive(right))
            case 3:
                return made.divide(left, made.whole(abs(chance.choice(factors)) + 6))
            case 4:
                return made.least(left, right)
            case 5:
                return made.most(left, right)
            case 6:
                return made.pick(chance.choice(truths), left, right)
            case _:
                low, high = made.bounds[left]
                cuts = sorted({chance.randint(low, high + 1) for _ in range(chance.choice([1, 3, 20]))})
                values = [chance.choice(factors) for _ in range(len(cuts) + 1)]
                counted = made.count(chance.choice(truths))
                return made.add(made.lookup(left, tuple(cuts), tuple(values)), counted)

    for _ in range(TERMS):
        left = one()
        right = chance.choice([one(), cut(left)])
        truths.append(made.less(left, right, or_equal=chance.random() < 0.5))
        truths.append(made.choose(chance.choice(truths), made.equal(left, right), chance.choice(truths)))
        numbers.append(grow(left, right))
        over = max(abs(end) for end in made.bounds[numbers[-1]]).bit_length() - most
        if over > 0:
            numbers.append(made.divide(numbers.pop(), made.whole(2 ** (over + chance.randrange(most)))))
    return made, [*dict.fromkeys([*numbers, *truths])]


ENDS = [(0, 1), (0, 10_000), (-(10**6), 10**9), (-(10**12), 10**12), (1, 2**62)]


@pytest.mark.parametrize("name", ("numpy", "native"))
def test_any_width(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machine code takes programs without long numbers, so it is given only such."""
    engine(name, monkeypatch)
    is_native, widths, found = name == "native", set[int](), [0, 0]
    most = 42 if is_native else 300  # many numbers beyond 32 bits, and some programs not beyond 64
    ends = [(low, high) for low, high in ENDS if high.bit_length() < most]
    left = 8 if is_native else 20
    for seed in range(200):
        chance = Random(seed)
        made, asked = grown(chance, ends, most)
        ready = Columns(program([slot(a, b) for a, b in ends], made.ops, made.bounds, asked))
        if is_native and LONG in ready.widths:
            continue
        if not left:
            break
        left -= 1
        widths |= set(ready.widths)
        drawn = [[chance.choice([a, b, chance.randint(a, b)]) for _ in range(ROWS)] for a, b in ends]
        arrays: list[Any] = [
            np.array(numbers, np.int32 if b < 2**31 else np.int64)
            for numbers, (_, b) in zip(drawn, ends, strict=True)
        ]
        held = [Held(array) for array in arrays]
        answers, refer = ready.run(held, ROWS, threads=2)
        assert bool(ready._made) == is_native
        for row in range(ROWS):
            far = False
            inputs, known = [numbers[row] for numbers in drawn], list[int]()
            for op in made.ops:
                known.append(inputs[op.slot] if isinstance(op, ops.Input) else evaluated(op, known))
            for answer, at in zip(answers, asked, strict=True):
                low, high = made.bounds[at]
                assert low <= known[at] <= high
                found[abs(known[at]) >= 2**63] += 1
                if abs(known[at]) >= 2**63:
                    far = True
                else:
                    assert answer.values[row] == known[at], (seed, row, made.ops[at])
            assert refer[row] == far
    assert not left
    assert found[False] > 10 * ROWS and (found[True] > 10 * ROWS) == (not is_native)
    assert widths == ({32, 64} if is_native else {32, 64, LONG})


def by_duckdb(create: str, insert: str, rows: list[tuple[int, ...]], query: str) -> list[tuple[int, ...]]:
    import duckdb

    link = duckdb.connect()
    link.execute(create)
    link.executemany(insert, rows)
    return link.execute(query).fetchall()


def by_sqlite(create: str, insert: str, rows: list[tuple[int, ...]], query: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(":memory:")) as link:
        link.execute(create)
        link.executemany(insert, rows)
        return link.execute(query).fetchall()


@pytest.mark.parametrize(("name", "run", "most"), [("duckdb", by_duckdb, 60), ("sqlite", by_sqlite, 28)])
def test_statements(name: Name, run: Any, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands between two steps has the narrowest type too."""
    monkeypatch.setattr(arithmetic, "clause_of", lambda *_: None)
    dialect = DIALECTS[name]
    ends = [(low, high) for low, high in ENDS if high.bit_length() < most]
    kinds = [dialect.type_of(high.bit_length() + 1) for _, high in ends]
    for seed in range(4):
        chance = Random(seed)
        made, asked = grown(chance, ends, most)
        slots = [slot(low, high) for low, high in ends]
        whole = replace(program(slots, made.ops, made.bounds, asked), origins=(0,) * (len(made.ops) + 1))
        written = arithmetic.Arithmetic(cast("Any", None), whole, dialect, asked, "")
        table, steps = "t", []
        for at, layer in enumerate(written.layers()):
            columns = ", ".join(f"{node.sql(dialect=name)} AS {title}" for title, node in layer)
            steps.append(f"s{at} AS (SELECT *, {columns} FROM {table})")
            table = f"s{at}"
        said = [written.truth(at) if isinstance(made.ops[at], ops.TRUTHS) else written.of(at) for at in asked]
        results = ", ".join(node.sql(dialect=name) for node in said)
        drawn = [
            (row, *(chance.choice([a, b, chance.randint(a, b)]) for a, b in ends)) for row in range(ROWS)
        ]
        found = run(
            f"CREATE TABLE t (row_ INT, {', '.join(f'x{at} {kind}' for at, kind in enumerate(kinds))})",
            f"INSERT INTO t VALUES ({', '.join('?' * (len(ends) + 1))})",
            drawn,
            f"WITH {', '.join(steps)} SELECT {results} FROM {table} ORDER BY row_",
        )
        for (_, *inputs), answers in zip(drawn, found, strict=True):
            known = list[int]()
            for op in made.ops:
                known.append(inputs[op.slot] if isinstance(op, ops.Input) else evaluated(op, known))
            assert [int(answer) for answer in answers] == [known[at] for at in asked], seed

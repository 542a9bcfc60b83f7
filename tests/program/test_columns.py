"""Blocks by NumPy and in machine code: both read, check and compute what Python's whole numbers say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from rubrikdsl.exact import Rounding
from rubrikdsl.program import columns
from rubrikdsl.program import native
from rubrikdsl.program import ops
from rubrikdsl.program.columns import Ahead
from rubrikdsl.program.columns import Columns
from rubrikdsl.program.python import log
from rubrikdsl.program.python import power
from rubrikdsl.program.stored import Held
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import DATE
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import TEXT
from rubrikdsl.semantics.terms import TRUTH
from rubrikdsl.semantics.terms import Type
from rubrikdsl.workspace.frames import read

ENGINES = ("numpy", "native")
NO: Any = SimpleNamespace(slot=SimpleNamespace(state=None))


def engine(name: str, patch: pytest.MonkeyPatch) -> None:
    """Only this one from here on; blocks are short, so that there are several."""
    if name == "native":
        pytest.importorskip("llvmlite")
    patch.setattr(columns, "MANY", 0 if name == "native" else 10**18)
    patch.setattr(columns, "BLOCK", 64)
    patch.setattr(native, "BLOCK", 512)


def slot(
    low: int, high: int, scale: int = 1, step: int = 1, type: Type = NUMBER, silent: bool = False
) -> ops.Slot:
    return ops.Slot("field", 0, ("x",), type, scale, low, high, step, (), True, silent, False)


def program(
    slots: list[ops.Slot], made: list[ops.Op], bounds: list[ops.Bounds], roots: list[int]
) -> ops.Program:
    """A program whose outputs are these operations; none is missing."""
    no = len(made)
    outputs = tuple(
        ops.Output(
            f"o{root}", TRUTH if isinstance(made[root], ops.TRUTHS) else NUMBER, None, root, 1, None, no, no
        )
        for root in roots
    )
    return ops.Program((*made, ops.Whole(0)), (*bounds, (0, 0)), tuple(slots), (), outputs, no)


# --- reading


def decimals(values: list[str | None], type: pa.DataType) -> pa.Array:
    return pa.array([None if value is None else Decimal(value) for value in values], type)


HUNDREDTHS = slot(0, 10_000, 100)
HALVES = slot(50, 450, 100, 50)
WIDE = slot(-(10**15), 10**15, 1000)
LAW = slot(1, date(9999, 12, 31).toordinal(), type=DATE)
YES = slot(0, 1, type=TRUTH)
TEXTS: list[str | None] = ["1", None, "n/a", "", "2,5", "x", "4", "1"]
FLOATS = [0.07, None, 100.0, 0.075, float("nan"), -0.01, 1e300, 0.29]
COLUMNS: list[tuple[ops.Slot, pa.Array]] = [
    *(
        (HUNDREDTHS, pa.array([0, 100, None, 101, 7, 5, 100, 1], kind))
        for kind in (pa.int8(), pa.uint8(), pa.int16())
    ),
    (HUNDREDTHS, pa.array([0, 65_535, None, 100, 7, 5, 1, 1], pa.uint16())),
    (HUNDREDTHS, pa.array([0, -1, None, 2**31 - 1, -(2**31), 100, 101, 1], pa.int32())),
    (HUNDREDTHS, pa.array([0, 2**32 - 1, None, 100, 101, 5, 1, 1], pa.uint32())),
    (HUNDREDTHS, pa.array([0, -1, None, 2**63 - 1, -(2**63), 100, 101, 1], pa.int64())),
    (HUNDREDTHS, pa.array([0, 2**64 - 1, None, 2**63, 100, 5, 1, 1], pa.uint64())),
    (HALVES, pa.array([0, 1, None, 4, 5, 2, 3, 1], pa.int32())),
    (HALVES, pa.array([0.5, 1.25, None, 4.5, 5.0, 2.0, 3.0, 1.0])),
    (WIDE, pa.array([0, 10**12, None, 10**12 + 1, -(10**12), 5, 1, 1], pa.int64())),
    (HUNDREDTHS, pa.array(FLOATS, pa.float64())),
    (WIDE, pa.array([*FLOATS[:-1], 0.0625], pa.float64())),
    (HUNDREDTHS, decimals(["0.07", None, "100", "100.01", "-0.01", "5", "99.99", "1"], pa.decimal128(20, 2))),
    (HUNDREDTHS, decimals(["0.070", None, "100", "0.075", "-0.01", "5", "99.99", "1"], pa.decimal128(20, 3))),
    (HALVES, decimals(["0.5", None, "1.2", "4.5", "5", "1", "2", "3"], pa.decimal128(5, 1))),
    (HUNDREDTHS, decimals(["1", None, str(2**80), str(-(2**90)), "5", "6", "7", "8"], pa.decimal128(38, 2))),
    (WIDE, decimals(["1", None, str(2**200), "-3", "5", "6", "7", "8"], pa.decimal256(70, 4))),
    (HUNDREDTHS, pa.array(TEXTS)),
    (slot(0, 10_000, 100, silent=True), pa.array(TEXTS, pa.large_string())),
    (slot(0, 10_000, 100, silent=True), pa.array(TEXTS).dictionary_encode()),
    (
        HUNDREDTHS,
        pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, None] * 2, pa.uint8()), ["7", "101", None]),
    ),
    (YES, pa.array([True, False, None, True, True, False, False, True])),
    (LAW, pa.array([date(1, 1, 1), None, date(9999, 12, 31), date(2024, 2, 29)] * 2)),
    (HUNDREDTHS, pa.array([1.5, None] * 4, pa.float32())),
    (slot(0, 2**31 - 1, type=TEXT), pa.array([1, None] * 4, pa.int64())),
    (HUNDREDTHS, pa.nulls(8)),
]


def said(_name: str, text: str, _target: Any, _plan: Any) -> Any:
    """A reader of texts in place of the rubric's own."""
    if text == "n/a":
        return NOT_APPLICABLE
    try:
        return Fraction(text.replace(",", "."))
    except ValueError:
        return None


def one(slot: ops.Slot, value: Any) -> str | int:
    """What a value says to a slot: a number, or what it is in place of one."""
    if value is None or (isinstance(value, str) and not value):
        return "missing"
    if isinstance(value, str):
        value = said("", value, None, None)
        if value is NOT_APPLICABLE:
            return "silent" if slot.not_applicable else "refer"
    if isinstance(value, bool):
        return int(value) if slot.type is TRUTH else "refer"
    if isinstance(value, date):
        return value.toordinal()
    if value is None or slot.type is not NUMBER or (isinstance(value, float) and value != value):
        return "refer"
    units = Fraction(str(value)) * slot.scale
    is_sound = units.denominator == 1 and slot.low <= units <= slot.high
    return units.numerator if is_sound and (units - slot.low) % slot.step == 0 else "refer"


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("whole", (False, True))
def test_every_way_to_store_a_number(name: str, whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without nulls; in several chunks, some of which begin within a byte of their bits."""
    engine(name, monkeypatch)
    monkeypatch.setattr(read, "said", said)
    monkeypatch.setattr(read, "SHORT", 0)
    chance = Random(7)
    rows = 700
    slots, held, wanted = [], [], []
    for one_slot, few in COLUMNS:
        found = few.filter(few.is_valid()) if whole and few.null_count < len(few) else few
        places = pa.array([chance.randrange(len(found)) for _ in range(rows)])
        long = found.take(places)
        cuts = [0, *sorted(chance.sample(range(1, rows), 3)), rows]
        chunks = pa.chunked_array([long[a:b] for a, b in pairwise(cuts)])
        slots.append(one_slot)
        held.append(read.held(one_slot, chunks, "x", NO, NO, {}))
        is_narrow_float = pa.types.is_float32(few.type)
        wanted.append([
            "refer" if is_narrow_float and value is not None else one(one_slot, value)
            for value in long.to_pylist()
        ])  # fmt: skip
    made: list[ops.Op] = []
    bounds: list[ops.Bounds] = []
    for at, one_slot in enumerate(slots):
        made += [ops.Input(at), ops.Is(at, "missing"), ops.Is(at, "not-applicable")]
        bounds += [(one_slot.low, one_slot.high), (0, 1), (0, 1)]
    for at in range(len(slots)):  # each column alone, so that it is seen which one refuses
        here = slice(3 * at, 3 * at + 3)
        small = program([slots[at]], [_moved(op) for op in made[here]], bounds[here], [0, 1, 2])
        if name == "native" and at % 12:
            continue  # making code takes time; all columns together are below
        _compare(small, [held[at]], [wanted[at]], rows)
    _compare(program(slots, made, bounds, list(range(len(made)))), held, wanted, rows)


def _moved(op: ops.Op) -> ops.Op:
    assert isinstance(op, (ops.Input, ops.Is))
    return ops.Input(0) if isinstance(op, ops.Input) else ops.Is(0, op.state)


def _compare(whole: ops.Program, held: list[Any], wanted: list[list[Any]], rows: int) -> None:
    answers, refer = Columns(whole).run(held, rows, threads=2)
    for row in range(rows):
        here = [column[row] for column in wanted]
        assert refer[row] == ("refer" in here), (row, here)
        for at, value in enumerate(here):
            number, missing, silent = (answers[3 * at + part].values[row] for part in range(3))
            if value != "refer":
                assert bool(missing) == (value == "missing") and bool(silent) == (value == "silent"), (
                    at,
                    value,
                )
            assert number == value or isinstance(value, str), (at, number, value)
            assert whole.slots[at].low <= number <= whole.slots[at].high


# --- computing


def evaluated(op: ops.Op, known: list[int]) -> int:
    """What an operation means."""
    match op:
        case ops.Whole(value):
            return value
        case ops.Linear(constant, terms):
            return constant + sum(factor * known[arg] for factor, arg in terms)
        case ops.Product(left, right):
            return known[left] * known[right]
        case ops.Quotient(over, under):
            return known[over] // known[under]
        case ops.Least(left, right):
            return min(known[left], known[right])
        case ops.Most(left, right):
            return max(known[left], known[right])
        case ops.Pick(condition, then, otherwise):
            return known[then] if known[condition] else known[otherwise]
        case ops.Compare(sign, left, right):
            a, b = known[left], known[right]
            return int({"lt": a < b, "le": a <= b, "eq": a == b}[sign])
        case ops.And(args):
            return int(all(known[arg] for arg in args))
        case ops.Or(args):
            return int(any(known[arg] for arg in args))
        case ops.Not(arg):
            return int(not known[arg])
        case ops.Count(arg):
            return known[arg]
        case ops.Lookup(arg, cuts, values):
            return values[sum(cut <= known[arg] for cut in cuts)]
        case ops.Bit(arg, bit):
            return known[arg] >> bit & 1
        case ops.Size(arg):
            return known[arg].bit_count()
        case ops.Power(overs, unders, weights, top, places, mode):
            parts = [tuple(known[arg] for arg in args) for args in (overs, unders, weights)]
            return power(*parts, top, places, mode)
        case ops.Log(over, under, base_over, base_under, places, mode):
            return log(known[over], known[under], known[base_over], known[base_under], places, mode)
        case _:
            raise AssertionError(op)


ENDS = [(-50, 50), (0, 100), (1, 9), (0, 1), (-(10**10), 10**10), (0, 2**20 - 1), (1, 10**9), (-5, 10**9)]
MANY_CUTS = tuple(range(-40, 45, 2))
MODE: Rounding = "half-away"
MADE: list[tuple[ops.Op, ops.Bounds]] = [
    *((ops.Input(at), ends) for at, ends in enumerate(ENDS)),
    (ops.Whole(7), (7, 7)),  # 8
    (ops.Linear(-3, ((1, 0), (-1, 1), (25, 2))), (-153, 272)),
    (ops.Linear(0, tuple((at % 5 - 2, at % 8) for at in range(30))), (-(10**12), 10**12)),
    (ops.Product(0, 6), (-(5 * 10**10), 5 * 10**10)),
    (ops.Quotient(0, 2), (-50, 50)),
    (ops.Quotient(4, 8), (-(10**10), 10**10)),
    (ops.Quotient(1, 6), (0, 100)),
    (ops.Least(0, 4), (-(10**10), 50)),
    (ops.Most(4, 1), (0, 10**10)),
    (ops.Compare("lt", 0, 4), (0, 1)),  # 17
    (ops.Compare("le", 1, 8), (0, 1)),
    (ops.Compare("eq", 2, 1), (0, 1)),
    (ops.Compare("eq", 17, 19), (0, 1)),
    (ops.And((17, 18, 20)), (0, 1)),
    (ops.Or((19, 21)), (0, 1)),
    (ops.Not(18), (0, 1)),
    (ops.Count(23), (0, 1)),
    (ops.Pick(22, 4, 1), (-(10**10), 10**10)),
    (ops.Lookup(0, (0,), (5, 9)), (5, 9)),
    (ops.Lookup(0, (-3, 0, 7), (10**12, 2, 3, -4)), (-4, 10**12)),
    (ops.Lookup(0, MANY_CUTS, tuple(at * at for at in range(len(MANY_CUTS) + 1))), (0, 10_000)),
    (ops.Lookup(4, (-(10**9), *MANY_CUTS, 10**9), tuple(range(len(MANY_CUTS) + 3))), (0, 100)),
    (ops.Bit(5, 3), (0, 1)),
    (ops.Size(5, 20), (0, 20)),
    (ops.Power((1, 2), (8, 2), (2, 2), (3, 1), 2, MODE), (0, 10**9)),  # 32
    (ops.Linear(1, ((2, 32), (1, 0))), (-49, 3 * 10**9)),
    (ops.Power((32, 1), (8, 8), (2, 3), (1, 1), 1, MODE), (0, 10**12)),
    (ops.Log(2, 8, 2, 8, 3, MODE), (0, 10**6)),
    (ops.Least(16, 1), (0, 100)),  # narrow, of numbers that are not
    (ops.Most(15, 1), (0, 100)),
]


@pytest.mark.parametrize("name", ENGINES)
def test_every_operation(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(name, monkeypatch)
    rows = 600
    chance = Random(3)
    drawn = [
        [chance.choice([low, high, chance.randint(low, high)]) for _ in range(rows)] for low, high in ENDS
    ]
    drawn[1] = [number % 7 for number in drawn[1]]
    slots = [slot(low, high) for low, high in ENDS]
    made, bounds = [op for op, _ in MADE], [ends for _, ends in MADE]
    whole = program(slots, made, bounds, list(range(len(made))))
    held = [
        Held(np.array(numbers, np.int32) if max(map(abs, ends)) < 2**31 else np.array(numbers, np.int64))
        for numbers, ends in zip(drawn, ENDS, strict=True)
    ]
    answers, refer = Columns(whole).run(held, rows, threads=2, check=True)
    assert not refer.any()
    for row in range(rows):
        known = [numbers[row] for numbers in drawn]
        for op in made[len(ENDS) :]:
            known.append(evaluated(op, known))
        assert [int(answer.values[row]) for answer in answers] == known, row


@pytest.mark.parametrize("name", ENGINES)
def test_numbers_beyond_their_slots(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(name, monkeypatch)
    numbers = np.array([0, 5, -1, 10, 11, 2**31 - 1, -(2**31), 3] * 100, np.int32)
    none = np.arange(800) % 8 == 7
    whole = program([slot(0, 10), slot(0, 10, silent=True)], [ops.Input(0), ops.Is(1, "not-applicable")],
                    [(0, 10), (0, 1)], [0, 1])  # fmt: skip
    held = [Held(numbers), Held(np.zeros(800, np.int32), silent=none, refer=numbers == 5)]
    answers, refer = Columns(whole).run(held, 800, check=True)
    assert refer.tolist() == [False, True, True, False, True, True, True, False] * 100
    assert answers[0].values[~refer].tolist() == [0, 10, 3] * 100
    assert answers[1].values.tolist() == none.tolist()


@pytest.mark.parametrize("name", ENGINES)
def test_what_only_a_root_reads_refuses_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(name, monkeypatch)
    made: list[ops.Op] = [
        ops.Input(0), ops.Input(1), ops.Whole(1), ops.Power((0, 1), (2, 2), (2, 2), (1, 1), 1, MODE)
    ]  # fmt: skip
    whole = program([slot(1, 9), slot(1, 9), slot(1, 9)], made, [(1, 9), (1, 9), (1, 1), (0, 90)], [3])
    held = [Held(np.array(numbers, np.int32)) for numbers in ([4, 10, 4, 4], [9, 9, 0, 9], [1, 1, 1, 99])]
    answers, refer = Columns(whole).run(held, 4, check=True)
    assert refer.tolist() == [False, True, True, True] and answers[0].values[0] == 60


def test_machine_code_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once for a program and a processor; before the first record where many are known to come."""
    engine("native", monkeypatch)
    monkeypatch.setattr(columns, "MANY", 100)
    kept: dict[tuple[str, ...], bytes] = {}
    store = SimpleNamespace(
        get=lambda *name: kept.get(name), put=lambda code, *name: kept.__setitem__(name, code)
    )
    whole = program([slot(0, 10)], [ops.Input(0), ops.Linear(1, ((3, 0),))], [(0, 10), (1, 31)], [1])
    held = [Held(np.arange(8, dtype=np.int32))]
    for rows, made in ((8, 0), (100, 1), (100, 1)):
        answers, _ = Columns(whole, Ahead(rows, store)).run(held, 8)
        assert answers[0].values.tolist() == [1, 4, 7, 10, 13, 16, 19, 22] and len(kept) == made
    monkeypatch.setattr(native, "_compiled", lambda *_: pytest.fail("made again"))
    Columns(whole, Ahead(100, store)).run(held, 8)

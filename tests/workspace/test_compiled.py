"""A rubric as a function of one record: what Python holds equal is told apart, nothing is shared."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import make_dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from types import MappingProxyType
from typing import Any

import pytest

import rubrikdsl as rb
from rubrikdsl.program import memory
from rubrikdsl.workspace.compiled import Compiled
from rubrikdsl.workspace.workspace import Workspace

TEXT = """\
rubric satu "Satu"
  inputs
    ada yes or no
  score s "S" 0 .. 100 places 2
    indicator a "A" weight 20% 0 .. 10 step 0.1
    indicator b "B" weight 20% 0 .. 10 step 0.1
    indicator c "C" weight 20% 0 .. 10 step 0.1
    indicator d "D" weight 10% 0 .. 5
    indicator e "E" weight 10% 0 .. 5
    indicator f "F" weight 20% 0 .. 5 may be not applicable
    bonus ada +1 when ada
    cap 100
"""
KEYS = ("a", "b", "c", "d", "e", "f", "ada")
FORMS: tuple[object, ...] = (
    *(
        0,
        1,
        5,
        True,
        False,
        0.0,
        1.0,
        0.1,
        5.0,
        Fraction(1, 10),
        Fraction(0.1),
        Decimal("0.1"),
        Decimal.from_float(0.1),
    ),
    *(
        Decimal(1),
        Decimal("5.00"),
        "1",
        "0.1",
        "5",
        "ya",
        "no",
        "n/a",
        None,
        11,
        -1,
        5.5,
        float("nan"),
        [1],
        "",
    ),
)


@pytest.fixture(scope="module")
def rubric() -> rb.Rubric:
    from rubrikdsl.source import Source

    return rb.Rubric(Workspace().check(Source("satu.rubrik", TEXT)).rubrics[-1])


def outcome(call: Any, record: object) -> object:
    """The values with their classes, or what refused them."""
    try:
        result = call(record)
    except rb.RecordError as refused:
        return refused.problems
    return {name: (type(result[name]), result[name], result.status(name)) for name in result}, result.problems


def test_equal_values_of_other_classes_are_not_taken_for_one_another(rubric: rb.Rubric) -> None:
    """Every form in every place, each after every other form was there."""
    compiled = Compiled(rubric)
    base = {"a": 5, "b": "0.1", "c": Decimal("2.5"), "d": 3, "e": 4, "f": 2, "ada": True}
    records = [{**base, key: form} for key in KEYS for form in FORMS]
    expected = [outcome(rubric._score_or_refuse, record) for record in records]
    chance, order = Random(1), list(range(len(records)))
    for _ in range(4):
        chance.shuffle(order)
        for at in order:
            assert outcome(compiled, records[at]) == expected[at], records[at]
    unit = make_dataclass("Unit", KEYS)
    for at in order:
        assert outcome(compiled, unit(**records[at])) == expected[at], records[at]


def test_by_hand(rubric: rb.Rubric) -> None:
    """20 % of a tenth of 10 is 0.2; the weight of what is not applicable goes to the others."""
    compiled = rubric.compile()
    record = {"a": 0.1, "b": "0.1", "c": Decimal("0.1"), "d": 0, "e": 5, "f": "0", "ada": "tidak"}
    assert compiled(record)["s"] == Decimal("10.60")
    assert compiled({**record, "f": "n/a"})["s"] == Decimal("13.25")
    assert compiled({**record, "ada": True})["s"] == Decimal("11.60")
    with pytest.raises(rb.RecordError) as refused:
        compiled({**record, "a": True})
    assert [problem.code for problem in refused.value.problems] == ["value-unreadable"]


def test_any_mapping_in_any_order(rubric: rb.Rubric) -> None:
    compiled = rubric.compile()
    record = dict.fromkeys(KEYS, 3) | {"ada": "ya"}
    wanted = outcome(compiled, record)
    other = dict(reversed(record.items()))
    forms: list[Mapping[str, object]] = [other, OrderedDict(other), MappingProxyType(record)]
    for form in forms:
        assert compiled.quick(form) is not None
        assert outcome(compiled, form) == wanted
    assert outcome(compiled, [1]) == outcome(rubric._score_or_refuse, [1])


def test_a_result_is_of_what_the_record_said_then(rubric: rb.Rubric) -> None:
    record: dict[str, object] = dict.fromkeys(KEYS, 3) | {"ada": "ya"}
    result = rubric.compile()(record)
    record["a"] = 0
    assert result["s"] == result.values["s"] == 43


def test_values_are_read_without_the_reference_interpreter(rubric: rb.Rubric) -> None:
    compiled = rubric.compile()
    record: dict[str, object] = dict.fromkeys(KEYS, 3) | {"ada": "ya"}
    for said in (record, {**record, "f": "n/a"}, {"a": 1}):
        result, wanted = compiled.quick(said), rubric._score_or_refuse(said)
        assert result is not None
        assert (dict(result), len(result), result.is_final) == (dict(wanted), len(wanted), wanted.is_final)
        assert [result.status(name) for name in result] == [wanted.status(name) for name in wanted]
        assert result.get("s") == wanted.get("s") and result.get("t") is None and "t" not in result
        assert "_row" not in vars(result)


def test_many_threads_share_a_function(rubric: rb.Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of several layouts and classes at once, with memories that are emptied again and again."""
    monkeypatch.setattr(memory, "MOST_KEPT", 3)
    compiled, chance = Compiled(rubric), Random(2)
    unit = make_dataclass("Unit", KEYS)
    records: list[tuple[object, int]] = []
    for _ in range(60):
        value = chance.randrange(6)
        form = chance.choice([int, float, str, Decimal])
        record = {**{key: form(value) for key in KEYS}, "ada": False}
        records.append((chance.choice([record, unit(**record), dict(reversed(record.items()))]), value))

    def run(start: int) -> bool:
        turned = records[start:] + records[:start]
        return all(compiled(record)["s"] == 6 * value + 8 * value for record, value in turned)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(run, range(48)))


@dataclass(frozen=True, slots=True)
class Unit:
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    ada: bool


def test_it_travels_to_other_processes(rubric: rb.Rubric) -> None:
    compiled = Compiled(rubric)
    unit = Unit(1, 2, 3, 4, 5, 0, ada=False)
    result = compiled(unit)
    again = pickle.loads(pickle.dumps(compiled))
    assert again(unit)["s"] == result["s"] == pickle.loads(pickle.dumps(result))["s"] == Fraction(30)

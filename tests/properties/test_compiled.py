"""The compiled rubric against the reference interpreter: the same results, or the same refusal."""

from __future__ import annotations

from collections import Counter
from dataclasses import make_dataclass
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import settings
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.writing import cells

from rubrikdsl.workspace.api import RecordError
from rubrikdsl.workspace.api import Result

met: Counter[str] = Counter()


def told(result: Result) -> dict[str, object]:
    """Every value with its class and its status."""
    return {name: (type(result[name]), result[name], result.status(name)) for name in result}


def agree(case: Case, count: int) -> None:
    """Records with exact numbers as they come, with decimals, and with one that is out of its domain."""
    rubric = ready(case.text)
    compiled = rubric.compile()
    for filled in records(case, count):
        record = dict(cells(case.made, filled))
        decimals = {key: _decimal(value) for key, value in record.items()}
        number = next((key for key, value in record.items() if isinstance(value, Fraction)), None)
        odd = [] if number is None else [record | {number: Decimal("-7.3")}]
        for form in (record, decimals, *odd):
            try:
                wanted = rubric._score_or_refuse(form)
            except RecordError as refused:
                assert compiled.quick(form) is None
                try:
                    found = compiled(form)
                except RecordError as same:
                    assert same.problems == refused.problems
                    met["refused"] += 1
                    continue
                raise AssertionError(found) from refused
            assert told(compiled(form)) == told(wanted), (form, case.text)
            assert compiled(form).problems == wanted.problems
            if quick := compiled.quick(form):
                met["quick"] += 1
                assert told(quick) == told(wanted), (form, case.text)
            else:
                met["reference"] += 1


def _decimal(value: object) -> object:
    if isinstance(value, Fraction) and value.denominator in (1, 2, 4, 5, 10, 20, 50, 100):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def test_fixed_seeds() -> None:
    met.clear()
    for seed in range(24):
        agree(case(seed, 1 + seed % 4, collects=0), 6)
    assert met["quick"] > 100 and met["refused"] > 3, met


@settings(max_examples=5, deadline=None)
@given(cases)
def test_other_seeds(case: Case) -> None:
    agree(case, 4)


def test_a_dataclass_says_what_its_fields_say() -> None:
    text = """\
rubric a "A"
  inputs
    ada yes or no
  score s "S" 0 .. 100 places 2
    indicator x "X" weight 30% 0 .. 10
    indicator y "Y" weight 70% 0 .. 10 may be not applicable
    bonus ada +1 when ada
    cap 100
"""
    rubric = ready(text)
    compiled = rubric.compile()
    unit = make_dataclass("Unit", ["x", "y", "ada"])
    for x in (0, 1, 7, "7.0", Decimal(10), 0.0, True, 11, "3,5", None):
        for y in (0, 10, "n/a", "not applicable", "tidak", False):
            for ada in (True, False, "ya", 1, 0, "mungkin"):
                mapping = {"x": x, "y": y, "ada": ada}
                results: list[object] = []
                for form in (mapping, unit(x, y, ada)):
                    for score in (compiled, rubric._score_or_refuse if form is mapping else compiled):
                        try:
                            results.append(told(score(form)))
                        except RecordError as refused:
                            results.append(refused.problems)
                assert all(each == results[0] for each in results), (mapping, results)

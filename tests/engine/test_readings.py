"""What several readings of one record come to."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.engine.readings import agreed
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.result import value_under
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import NUMBER

A: Choice = (("x", "a"),)
B: Choice = (("x", "b"),)


def named(name: str, value: Value | None) -> Named:
    if value is None:
        return Named(name, name, "let", NUMBER, "unknown", None, (name,))
    return Named(name, name, "let", NUMBER, "final", value)


def result(**values: Value | None) -> Result:
    return Result("r", tuple(named(name, value) for name, value in values.items()), (), ())


def statuses(*found: tuple[Choice, Result]) -> dict[str, str]:
    return {value.name: value.status for value in agreed(found).values}


def test_only_what_differs_is_refused() -> None:
    found = agreed([(A, result(n=Fraction(1), m=Fraction(2))), (B, result(n=Fraction(1), m=Fraction(3)))])
    assert [(v.name, v.status, v.value) for v in found.values] == [("n", "final", 1), ("m", "differs", None)]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("reading-differs", "incomplete")
    assert "a (m 2)" in str(problem.message) and "b (m 3)" in str(problem.message)


def test_a_truth_is_no_number_and_open_is_no_value() -> None:
    assert statuses((A, result(n=Fraction(1))), (B, result(n=True))) == {"n": "differs"}
    assert statuses((A, result(n=Fraction(1))), (B, result(n=None))) == {"n": "differs"}
    assert statuses((A, result(n=None)), (B, result(n=None))) == {"n": "unknown"}


def test_a_name_that_one_reading_lacks() -> None:
    found = agreed([(A, result(n=Fraction(1))), (B, result(n=Fraction(1), m=Fraction(2)))])
    assert [v.status for v in found.values] == ["final", "differs"]
    assert "no m" in str(found.problems[0].message)


def test_only_the_ambiguities_that_decide_are_named() -> None:
    pairs = [(("x", x), ("y", y)) for x in "ab" for y in "cd"]
    rows = [(pair, result(n=Fraction(ord(pair[0][1])), m=Fraction(ord(pair[1][1])))) for pair in pairs]
    n, m = agreed(rows).values
    assert [each.choice for each in n.alternatives] == [(("x", "a"),), (("x", "b"),)]
    assert [each.choice for each in m.alternatives] == [(("y", "c"),), (("y", "d"),)]
    under = value_under(m, (("x", "b"), ("y", "d")))
    assert under is not None and under.value == ord("d")


def test_what_only_together_decides_names_both() -> None:
    pairs = [(("x", x), ("y", y)) for x in "ab" for y in "cd"]
    rows = [(pair, result(n=Fraction(pair == pairs[-1]))) for pair in pairs]
    (n,) = agreed(rows).values
    assert len(n.alternatives) == 4

"""Findings that need ranges, on models built by hand: code, severity, and what stays silent."""

from __future__ import annotations

from fractions import Fraction

from tests.engine.sketch import Sketch
from tests.engine.sketch import Twig
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op
from tests.engine.sketch import scored

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.plan.checks import check_plan
from rubrikdsl.semantics import model
from rubrikdsl.semantics.model import Interval

F = Fraction
FIVE = (
    ("88.00", "100.00", "A", None),
    ("78.00", "87.99", "B", None),
    ("54.00", "77.99", "C", None),
    ("32.00", "53.99", "D", None),
    ("0", "31.99", "E", None),
)


def found(sketch: Sketch) -> list[Diagnostic]:
    return list(check_plan(sketch.plan()))


def codes(sketch: Sketch) -> list[str]:
    return [d.code for d in found(sketch)]


def banded(*rows: tuple[str, str, str, None], places: int | None = 2) -> Sketch:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a"), places=places))
    sketch.bands("kategori", sketch.read("nilai"), rows)
    return sketch


def test_bands_that_meet_on_the_grid_of_the_score_have_no_gap() -> None:
    assert codes(banded(*FIVE)) == []


def test_the_same_bands_over_an_unrounded_score_are_one_finding() -> None:
    (one,) = found(banded(*FIVE, places=None))
    assert one.code == "band-gap" and one.severity == "error"
    assert str(one.message) == "scores between 87.99 and 88.00 belong to no band"
    assert one.message.read("id") == "skor antara 87,99 dan 88,00 tidak masuk rentang mana pun"
    assert str(one.notes[0]) == "`nilai` is not rounded, so 87.995 is a possible score"
    assert "77.99 and 78.00" in str(one.notes[1])
    assert str(one.helps[0]) == "round the score (`places 2`), or write `from 88` and `from 78`"
    assert [str(label.text) for label in (one.primary, *one.secondary)] == ["B ends here", "A starts here"]


def test_a_score_finer_than_its_bands_is_told_so() -> None:
    (one,) = found(banded(*FIVE, places=3))
    assert str(one.notes[0]) == "`nilai` is finer than the table: 87.991 is a possible score"


def test_the_zones_of_2018_have_two_gaps() -> None:
    zones = (("81", "100", "hijau", None), ("51", "80", "kuning", None), ("0", "50", "merah", None))
    for places in (2, None):
        assert {str(d.message) for d in found(banded(*zones, places=places))} == {
            "scores between 50 and 51 belong to no band",
            "scores between 80 and 81 belong to no band",
        }
    assert codes(banded(*zones, places=0)) == []


def test_a_shared_end_overlaps() -> None:
    rows = (("50", "100", "A", None), ("25", "50", "B", None), ("0", "24.99", "C", None))
    (one,) = found(banded(*rows))
    assert one.code == "band-overlap"
    assert str(one.message) == "a score of 50.00 belongs to both `B` and `A`"


def test_bands_that_share_a_stretch_overlap() -> None:
    rows = (("50", "100", "A", None), ("0", "60", "B", None))
    (one,) = found(banded(*rows))
    assert one.code == "band-overlap" and str(one.notes[0]) == "50 .. 60 lies in both"


def test_scores_below_and_above_all_bands_are_gaps() -> None:
    messages = {str(d.message) for d in found(banded(("10", "90", "A", None)))}
    assert messages == {"scores below 10 belong to no band", "scores above 90 belong to no band"}


def test_a_band_beyond_the_scale_is_a_warning() -> None:
    rows = (("50", "110", "A", None), ("0", "49.99", "B", None))
    (one,) = found(banded(*rows))
    assert (one.code, one.severity) == ("band-outside", "warning")
    assert str(one.message) == "band `A` goes to 110.00, which no score reaches"
    rows = (("101", "110", "S", None), ("0", "100", "A", None))
    (one,) = found(banded(*rows))
    assert str(one.message) == "no score can fall in band `S`"


def binned(*rows: tuple[str | None, str | None, int], high: int = 20, share: bool = False) -> Sketch:
    sketch = Sketch()
    domain = model.Domain(model.NUMBER, F(0), F(high), F(1))
    if share:
        domain = model.Domain(model.SHARE, F(0), F(1), F(1, 10000))

    def score(inner: Sketch, node: int) -> model.Expression:
        answer = inner.field("a", domain, kind="answer", owner=node)
        keys = [
            Interval(None if low is None else F(low), None if high is None else F(high))
            for low, high, _ in rows
        ]
        table = tuple(model.Row(key, F(value), -1) for key, (_, _, value) in zip(keys, rows, strict=True))
        return model.Table(answer, table, "bins", model.NUMBER)

    sketch.score(group("nilai", 1, scored("a", "100%", score, top=5), places=2))
    return sketch


def test_bins_cover_whole_numbers_and_shares_on_their_own_grid() -> None:
    assert codes(binned(("0", "0", 0), ("1", "3", 1), ("4", None, 5))) == []
    assert codes(binned((None, "0.2999", 2), ("0.3", "0.8", 3), ("0.8001", "1", 5), share=True)) == []
    (one,) = found(binned((None, "0.29", 2), ("0.3", "1", 3), share=True))
    assert one.code == "bin-gap" and str(one.message) == "values between 29% and 30% have no score"
    assert codes(binned(("0", "0", 0), ("2", None, 5))) == ["bin-gap"]
    assert codes(binned(("0", "3", 0), ("3", None, 5))) == ["bin-overlap"]
    assert codes(binned(("0", "20", 0), ("21", None, 5))) == ["bin-outside"]


def test_bins_cover_what_prerequisites_leave() -> None:
    sketch = Sketch()

    def score(inner: Sketch, node: int) -> model.Expression:
        items = tuple(
            inner.field(name, model.Domain(model.TRUTH), kind="item", owner=node)
            for name in ("kursi", "ventilasi", "ac", "tv")
        )
        both = op("and", items[0], items[1])
        rows = tuple(model.Row(Interval(F(n), F(n)), F(n - 1), -1) for n in (2, 3, 4))
        bins = model.Table(op("tally", *items), rows, "bins", model.NUMBER)
        return model.Choose((model.Branch(op("not", both), num(0)),), bins, model.NUMBER)

    sketch.score(group("nilai", 1, scored("ruang", "100%", score, top=5), places=2))
    assert codes(sketch) == []


def decided(*branches: tuple[model.Expression, int], sketch: Sketch) -> Sketch:
    chosen = model.Choose(
        tuple(model.Branch(c, num(v), sketch.clause("case", str(v))) for c, v in branches),
        num(0),
        model.NUMBER,
    )
    sketch.let("x", chosen)
    return sketch


def test_conditions_that_never_change_and_cases_that_nothing_reaches() -> None:
    def asked(*bounds: int) -> list[str]:
        sketch = Sketch()
        n = sketch.field("n", model.Domain(model.NUMBER, F(0), F(9), F(1)))
        return codes(decided(*((op("ge", n, num(b)), b) for b in bounds), sketch=sketch))

    assert asked(7, 5, 3) == []
    assert asked(10, 5) == ["always-false"]
    assert asked(0) == ["always-true"]
    assert asked(5, 7, 3) == ["unreachable"]
    assert asked(5, 0, 3) == ["always-true"]

    sketch = Sketch()
    n = sketch.field("n", model.Domain(model.NUMBER, F(0), F(9), F(1)))
    assert codes(decided((op("ge", n, num(5)), 2), (op("lt", n, num(5)), 1), sketch=sketch)) == [
        "unreachable"
    ]


def test_a_line_of_an_outcome_that_always_holds() -> None:
    sketch = banded(*FIVE)
    sketch.outcome("layak", op("ge", sketch.read("nilai"), num(0)), op("ge", sketch.read("nilai"), num(80)))
    assert codes(sketch) == ["always-true"]


def test_a_division_by_what_may_be_zero_is_an_error_unless_guarded() -> None:
    sketch = Sketch()
    n = sketch.number("n", 20)
    sketch.let("a", op("div", num(1), n))
    (one,) = found(sketch)
    assert (one.code, one.severity) == ("may-divide-by-zero", "error")
    sketch = Sketch()
    n = sketch.number("n", 20)
    sketch.let("b", op("div", num(1), op("max", num(1), n)))
    sketch.let(
        "c", model.Choose((model.Branch(op("gt", n, num(0)), op("div", num(1), n)),), num(0), model.NUMBER)
    )
    sketch.outcome("o", op("and", op("gt", n, num(0)), op("ge", op("div", num(9), n), num(2))))
    assert codes(sketch) == []


def rooted(*adjustments: tuple[str, int | str], places: int | None = 2) -> Sketch:
    sketch = Sketch()
    yes = sketch.truth("yes")
    when = {"bonus": yes, "penalty": yes}
    made = tuple(sketch.adjust(kind, amount, when.get(kind)) for kind, amount in adjustments)  # type: ignore[arg-type]
    sketch.score(group("nilai", 1, leaf("a"), adjustments=made, places=places))
    return sketch


def test_adjustments_that_leave_the_scale_need_a_cap_or_a_floor() -> None:
    (one,) = found(rooted(("bonus", "2.5")))
    assert one.code == "leaves-scale"
    assert str(one.notes[0]) == "it can reach 102.5"
    assert str(one.helps[0]) == "add `cap 100` after it"
    assert codes(rooted(("bonus", "2.5"), ("cap", 100))) == []
    assert codes(rooted(("bonus", 30), ("cap", 120))) == []
    (one,) = found(rooted(("penalty", 5)))
    assert str(one.helps[0]) == "add `floor 0` after it"
    assert codes(rooted(("penalty", 5), ("floor", 0))) == []
    assert codes(rooted(("bonus", 5), ("penalty", 4), ("cap", 100))) == []
    assert codes(rooted(("bonus", 5), ("penalty", 5), ("cap", 100))) == ["never-acts"]
    assert codes(rooted(("bonus", 5), ("cap", 100), ("bonus", 1))) == ["leaves-scale"]
    assert codes(rooted(("scale", 85))) == []


def test_a_formula_that_leaves_the_scale() -> None:
    sketch = Sketch()
    n = sketch.number("n", 200)
    sketch.score(formula("nilai", 1, n, places=2))
    assert codes(sketch) == ["leaves-scale"]


def test_a_cap_that_nothing_exceeds() -> None:
    (one,) = found(rooted(("cap", 100)))
    assert (one.code, one.severity) == ("never-acts", "warning")
    assert codes(rooted(("floor", 0))) == ["never-acts"]
    assert codes(rooted(("cap", 90), ("floor", 10))) == []


def test_conditional_weights_and_exclusive_bonuses_are_silent() -> None:
    sketch = Sketch()
    mpp = sketch.truth("mpp")
    weights: tuple[tuple[str, model.Expression | None], ...] = (("70%", mpp), ("60%", None))
    rest: tuple[tuple[str, model.Expression | None], ...] = (("30%", mpp), ("40%", None))
    adjusted = (
        sketch.adjust("bonus", 1, mpp),
        sketch.adjust("bonus", 1, op("not", mpp)),
        sketch.adjust("cap", 100),
    )
    twigs: tuple[Twig, ...] = (group("a", weights, leaf("a1")), group("b", rest, leaf("b1")))
    sketch.score(group("nilai", 1, *twigs, adjustments=adjusted, places=2))
    assert codes(sketch) == []


def test_a_filter_of_a_collection_that_never_changes() -> None:
    unit = Sketch("unit")
    unit.score(leaf("nilai", 1))
    sketch = Sketch()
    units = sketch.collect("units", unit)
    value = model.NodeReading(0, "value", model.NUMBER)
    sketch.score(formula("nilai", 1, fold("mean", units, value, op("ge", value, num(0))), places=2))
    assert codes(sketch) == ["always-true"]


def test_messages_are_short_and_in_both_languages() -> None:
    sketches = [
        banded(*FIVE, places=None),
        banded(("10", "90", "A", None)),
        rooted(("bonus", 5)),
        rooted(("cap", 100)),
        binned(("0", "3", 0), ("3", None, 5)),
    ]
    for one in (d for sketch in sketches for d in found(sketch)):
        for language in ("en", "id"):
            text = one.message.read(language)
            assert text[0].islower() or text[0] == "`"
            assert len(text) <= 72 and not text.endswith(".") and "{" not in text
        assert one.message.en != one.message.id


def test_a_mean_with_weights_of_units_stays_on_the_scale() -> None:
    unit = Sketch("unit")
    unit.score(leaf("nilai", 1))
    products = unit.field("produk", model.Domain(model.NUMBER, F(1), None, F(1)))
    value = model.NodeReading(0, "value", model.NUMBER)

    def mean(most: int) -> list[str]:
        sketch = Sketch()
        units = sketch.collect("units", unit)
        above = fold("sum", units, op("mul", value, products))
        below = fold("sum", units, products)
        sketch.score(formula("nilai", 1, op("div", above, below), top=most, places=2))
        return codes(sketch)

    assert mean(100) == []
    assert mean(90) == ["leaves-scale"]


def test_chains_of_conditions_are_checked_in_bounded_time() -> None:
    """Each would take exponential time if parts of a condition were worked out more than once."""
    sketch = Sketch()
    n, m = sketch.number("n", 20), sketch.number("m", 20)
    both = either = op("gt", n, num(1))
    for bound in range(60):
        both, either = op("and", both, op("gt", n, num(bound % 9))), op("or", either, op("gt", m, num(bound)))
    value: model.Expression = model.Choose(
        (model.Branch(both, num(1)), model.Branch(either, num(2))), num(3), model.NUMBER
    )
    for _ in range(15):
        inner = sketch.let(f"x{len(sketch.lets)}", value)
        above = op("add", inner, num(1))
        value = model.Choose(
            (model.Branch(op("gt", inner, m), above),), op("div", inner, num(2)), model.NUMBER
        )
    sketch.let("last", value)
    assert codes(sketch) == []

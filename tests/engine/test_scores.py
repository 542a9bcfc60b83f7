"""Scores worked out by hand from the settled meaning of the language."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.engine.sketch import Sketch
from tests.engine.sketch import exact
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op
from tests.engine.sketch import scored

from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.results import summarise
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value


def record(
    sketch: Sketch,
    answers: dict[str, Answer | str | int] | None = None,
    given: dict[str, Given] | None = None,
    members: dict[int, tuple[Record, ...]] | None = None,
    name: str = "unit",
) -> Record:
    """A record by names; plain texts and integers are numbers."""
    index = {field.name: field.index for field in sketch.fields}
    numbers: dict[int, Answer] = {}
    for key, value in (answers or {}).items():
        plain = isinstance(value, str) and value[0].isdigit()
        whole = isinstance(value, int) and not isinstance(value, bool)
        numbers[index[key]] = exact(str(value)) if plain or whole else value  # type: ignore[assignment]
    nodes = {sketch.node(key): value for key, value in (given or {}).items()}
    return Record(name, numbers, nodes, members or {})


def score(sketch: Sketch, of: Record) -> Result:
    return summarise(run(sketch.plan(), of))


def value(result: Result, name: str) -> Value | None:
    return next(v.value for v in result.values if v.name == name)


def three(third: bool = True) -> Sketch:
    sketch = Sketch()
    sketch.score(
        group(
            "nilai",
            1,
            leaf("a", "50%"),
            leaf("b", "30%"),
            leaf("c", "20%", not_applicable=third),
        )
    )
    return sketch


def test_weights_are_redistributed_among_applicable_siblings() -> None:
    sketch = three()
    full = score(sketch, record(sketch, {"a": 80, "b": 60, "c": 50}))
    assert value(full, "nilai") == Fraction(68)
    without = score(sketch, record(sketch, {"a": 80, "b": 60, "c": NOT_APPLICABLE}))
    assert value(without, "nilai") == Fraction("62.5") * 80 / 100 + Fraction("37.5") * 60 / 100
    assert without.is_final


def test_a_missing_answer_is_neither_zero_nor_not_applicable() -> None:
    sketch = three()
    result = score(sketch, record(sketch, {"a": 80, "b": 60}))
    assert result.values[0].status == "unknown"
    assert result.values[0].value is None
    assert result.values[0].waiting == ("c",)
    assert [p.code for p in result.problems] == ["not-answered"]


def test_a_group_of_nothing_applicable_is_not_applicable() -> None:
    sketch = Sketch()
    inner = group("inner", "40%", leaf("x", "100%", not_applicable=True))
    sketch.score(group("nilai", 1, leaf("a", "60%"), inner))
    result = score(sketch, record(sketch, {"a": 70, "x": NOT_APPLICABLE}))
    assert value(result, "nilai") == 70
    alone = Sketch()
    alone.score(group("nilai", 1, inner))
    result = score(alone, record(alone, {"x": NOT_APPLICABLE}))
    assert result.values[0].status == "not-applicable"


def test_the_rule_decides_and_not_the_unit() -> None:
    sketch = Sketch()
    respondents = sketch.number("respondents", 1000)
    few = op("lt", respondents, num(30))
    sketch.score(
        group(
            "ipp",
            1,
            leaf("f02", "75%", 5, top=5),
            leaf("f03", "25%", 70, top=5, not_applicable_when=few),
            top=5,
            places=2,
        )
    )
    assert value(score(sketch, record(sketch, {"f02": 4, "f03": 35, "respondents": 29})), "ipp") == 4
    both = score(sketch, record(sketch, {"f02": 4, "f03": 35, "respondents": 30}))
    assert value(both, "ipp") == exact("3.63")  # 3 + 0.625, half away from zero
    given = score(sketch, record(sketch, {"f02": 4, "respondents": 3}, {"f03": ("value", Fraction(2))}))
    assert value(given, "ipp") == 4
    assert [p.code for p in given.problems] == ["given-not-used"]


def dimensions() -> Sketch:
    sketch = Sketch("kepatuhan.unit")
    own = sketch.truth("clean")
    sketch.score(
        group(
            "nilai",
            1,
            group("input", "21.85%", leaf("kompetensi", assumed="no published weight")),
            group("proses", "32.37%", leaf("maklumat")),
            group("output", "24.24%", leaf("persepsi")),
            group("pengaduan", "21.54%", leaf("kelola")),
            places=2,
        )
    )
    nilai = sketch.read("nilai")
    code = sketch.bands(
        "kategori",
        nilai,
        (
            ("88", "100", "A", "hijau"),
            ("78", "87.99", "B", "hijau"),
            ("54", "77.99", "C", "kuning"),
            ("32", "53.99", "D", "merah"),
            ("0", "31.99", "E", "merah"),
        ),
        limits=(("C", op("lt", sketch.read("pengaduan"), num(30))),),
    )
    sketch.outcome("sertifikat", model.Among(code, ("A", "B"), model.TRUTH), own)
    return sketch


WATDEK: dict[str, Given] = {
    "input": ("points", exact("8.72")),
    "proses": ("points", exact("10.76")),
    "output": ("points", exact("20.76")),
    "pengaduan": ("points", exact("9.61")),
}


def test_dimensions_given_in_points() -> None:
    sketch = dimensions()
    result = score(sketch, record(sketch, {"clean": True}, WATDEK))
    assert value(result, "nilai") == exact("49.85")
    assert value(result, "kategori") == "D"
    assert value(result, "kategori.zona") == "merah"
    assert value(result, "sertifikat") is False
    assert result.is_final and not result.problems
    assert result.assumed == ()  # what lies below a given dimension was not read


def test_assumptions_are_those_read() -> None:
    sketch = dimensions()
    answers: dict[str, Answer | str | int] = {"maklumat": 50, "persepsi": 50, "kelola": 50, "clean": True}
    result = score(sketch, record(sketch, answers | {"kompetensi": 50}))
    assert [c.title for c in result.assumed] == ["kompetensi"]


def test_finality_is_per_value() -> None:
    sketch = dimensions()
    result = score(sketch, record(sketch, given={"nilai": ("value", exact("90"))}))
    status = {v.name: v.status for v in result.values}
    # the limit reads `pengaduan`, which is not stated; so the code and what reads it wait
    assert status == {
        "nilai": "final",
        "kategori": "unknown",
        "kategori.zona": "unknown",
        "sertifikat": "unknown",
    }
    waiting = {v.name: v.waiting for v in result.values}
    assert waiting["kategori"] == ("kelola",)
    assert waiting["sertifikat"] == ("clean", "kelola")


def test_a_limit_holds_a_code_down() -> None:
    sketch = dimensions()
    answers: dict[str, Answer | str | int] = {"kompetensi": 100, "maklumat": 100, "persepsi": 100}
    result = score(sketch, record(sketch, answers | {"kelola": "29.99", "clean": True}))
    assert value(result, "nilai") == exact("84.92")
    assert value(result, "kategori") == "C"
    assert value(result, "kategori.zona") == "kuning"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("points", exact("21.86")), "given-outside-scale"),
        (("share", exact("101%")), "given-outside-scale"),
        (("value", Fraction(-1)), "given-outside-scale"),
    ],
)
def test_a_given_number_that_cannot_be_refuses_the_record(given: Given, code: str) -> None:
    sketch = dimensions()
    result = score(sketch, record(sketch, {"clean": True}, WATDEK | {"input": given}))
    assert [p.code for p in result.problems] == [code]
    assert {v.status for v in result.values} == {"refused"}
    assert all(v.value is None for v in result.values)


def test_points_of_what_weighs_nothing_are_refused() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "100%"), leaf("extra", "0%")))
    result = score(sketch, record(sketch, {"a": 80}, {"extra": ("points", Fraction(1))}))
    assert [p.code for p in result.problems] == ["points-without-weight"]
    fine = score(sketch, record(sketch, {"a": 80}, {"extra": ("value", Fraction(50))}))
    assert value(fine, "nilai") == 80


def adjusted(*kinds: tuple[str, str]) -> Fraction:
    sketch = Sketch()
    steps = tuple(sketch.adjust(kind, amount) for kind, amount in kinds)  # type: ignore[arg-type]
    sketch.score(group("nilai", 1, leaf("a"), places=2, adjustments=steps))
    found = value(score(sketch, record(sketch, {"a": "98.40" if len(kinds) > 1 else 80})), "nilai")
    assert isinstance(found, Fraction)
    return found


def test_adjustments_in_the_order_written() -> None:
    assert adjusted(("scale", "85")) == 68
    assert adjusted(("cap", "85")) == 80
    assert adjusted(("bonus", "2.50"), ("cap", "100")) == 100
    assert adjusted(("cap", "100"), ("bonus", "2.50")) == exact("100.90")
    assert adjusted(("penalty", "0.9"), ("floor", "99")) == 99


def test_rounding_is_half_away_from_zero_and_last() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", step="0.001"), places=2))
    for text, wanted in (("4.505", "4.51"), ("4.765", "4.77"), ("4.504", "4.5")):
        assert value(score(sketch, record(sketch, {"a": text})), "nilai") == exact(wanted)


def ladder(sketch: Sketch, node: int) -> model.Expression:
    steps = tuple(
        sketch.field(f"step{at}", model.Domain(model.TRUTH), kind="item", owner=node) for at in range(1, 5)
    )
    level = op("add", num(1), op("streak", *steps))
    return op("mul", level, num(20))


def test_ladder_stops_at_the_first_no() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, scored("l", "100%", ladder)))
    steps: dict[str, Answer | str | int] = {"step1": True, "step2": False, "step4": True}
    result = score(sketch, record(sketch, steps))
    assert value(result, "nilai") == 40  # level 2 of 5
    assert [(p.code, p.severity, p.column) for p in result.problems] == [
        ("ladder-skips", "warning", "l.step4")
    ]
    open_ = score(sketch, record(sketch, {"step1": True, "step4": True}))
    assert open_.values[0].waiting == ("l.step2",)


def units(places: int | None) -> tuple[Sketch, Sketch]:
    unit = Sketch("unit")
    unit.score(group("nilai", 1, leaf("a", step="0.001"), places=2))
    whole = Sketch("daerah")
    at = whole.collect("units", unit)
    reading = unit.read("nilai", "value" if places == 2 else "unrounded")
    whole.score(formula("nilai", 1, fold("mean", at, reading), places=2))
    return unit, whole


@pytest.mark.parametrize(("places", "wanted"), [(2, "88.00"), (None, "87.99")])
def test_units_are_final_unless_read_unrounded(places: int | None, wanted: str) -> None:
    unit, whole = units(places)
    members = (record(unit, {"a": "87.985"}), record(unit, {"a": "87.995"}))
    result = score(whole, record(whole, members={0: members}))
    assert value(result, "nilai") == exact(wanted)


def test_an_incomplete_unit_makes_its_parent_wait() -> None:
    unit, whole = units(2)
    members = (record(unit, {"a": 80}, name="Dinas A"), record(unit, name="Dinas B"))
    result = score(whole, record(whole, members={0: members}))
    assert result.values[0].waiting == ("Dinas B: a",)


def test_too_few_units_give_no_result_with_the_reason() -> None:
    _, whole = units(2)
    result = score(whole, record(whole, members={0: ()}))
    assert [p.code for p in result.problems] == ["too-few-members"]
    assert result.values[0].status == "refused"
    silent = score(whole, record(whole))
    assert silent.values[0].waiting == ("units",)


def test_a_units_fault_is_told_of_the_unit() -> None:
    unit, whole = units(2)
    bad = record(unit, given={"nilai": ("value", Fraction(101))}, name="Dinas A")
    result = score(whole, record(whole, members={0: (bad,)}, name="Kota"))
    assert [(p.code, p.record, p.column) for p in result.problems] == [
        ("given-outside-scale", "Kota", "Dinas A: nilai")
    ]


def test_where_and_weighted_units() -> None:
    unit = Sketch("unit")
    clinic = unit.truth("clinic")
    products = unit.number("products", 1000)
    unit.score(group("nilai", 1, leaf("a"), places=2))
    whole = Sketch("daerah")
    at = whole.collect("units", unit)
    weighed = op("mul", unit.read("nilai"), products)
    whole.score(formula("nilai", 1, op("div", fold("sum", at, weighed), fold("sum", at, products)), places=2))
    whole.let("clinics", fold("count", at, None, clinic))
    members = tuple(
        record(unit, {"a": a, "products": n, "clinic": a > 70})
        for a, n in ((60, 7), (70, 3), (72, 4), (81, 3))
    )
    result = score(whole, record(whole, members={0: members}))
    assert value(result, "nilai") == exact("68.29")  # (420 + 210 + 288 + 243) / 17
    assert value(result, "clinics") == 2


def test_division_by_zero_is_told_and_only_where_it_is_read() -> None:
    sketch = Sketch()
    n = sketch.number("n")
    share = op("div", num(10), n)
    guarded = model.Choose((model.Branch(op("gt", n, num(0)), share),), num(0), model.NUMBER)
    sketch.score(group("nilai", 1, leaf("a")))
    sketch.let("guarded", guarded)
    assert value(score(sketch, record(sketch, {"a": 5, "n": 0})), "guarded") == 0
    sketch.let("bare", share)
    result = score(sketch, record(sketch, {"a": 5, "n": 0}))
    assert [p.code for p in result.problems] == ["division-by-zero"]


def test_logic_reads_from_the_left_and_stops() -> None:
    sketch = Sketch()
    a, b = sketch.truth("a"), sketch.truth("b")
    sketch.outcome("both", op("and", a, b))
    sketch.outcome("lines", a, b)
    result = score(sketch, record(sketch, {"a": False}))
    assert {v.name: (v.status, v.value) for v in result.values} == {
        "both": ("final", False),
        "lines": ("unknown", None),
    }


def test_a_default_is_used_and_told() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "50%"), leaf("b", "50%", default=40)))
    result = score(sketch, record(sketch, {"a": 80}))
    assert value(result, "nilai") == 60
    assert [(p.code, p.column) for p in result.problems] == [("default-used", "b")]
    assert result.is_final


def test_an_assumed_bonus_counts_as_read_though_its_condition_was_false() -> None:
    sketch = Sketch()
    here = sketch.truth("here")
    extra = sketch.adjust("bonus", "2.5", here, assumed="amount not published")
    sketch.score(group("nilai", 1, leaf("a"), adjustments=(extra,)))
    result = score(sketch, record(sketch, {"a": 80, "here": False}))
    assert value(result, "nilai") == 80
    assert [c.assumed for c in result.assumed] == ["amount not published"]
    given = score(sketch, record(sketch, {"here": False}, {"nilai": ("value", Fraction(80))}))
    assert given.assumed == ()


def test_conditional_weights() -> None:
    sketch = Sketch()
    mpp = sketch.truth("mpp")
    standard: tuple[tuple[str | int | Fraction, model.Expression | None], ...] = (("70%", mpp), ("60%", None))
    others: tuple[tuple[str | int | Fraction, model.Expression | None], ...] = (("30%", mpp), ("40%", None))
    sketch.score(
        group("nilai", 1, group("standar", standard, leaf("x")), group("lainnya", others, leaf("y")))
    )
    for inside, wanted in ((True, 70), (False, 60)):
        result = score(sketch, record(sketch, {"mpp": inside, "x": 100, "y": 0}))
        assert value(result, "nilai") == wanted
    unknown = score(sketch, record(sketch, {"x": 100, "y": 0}))
    assert unknown.values[0].waiting == ("mpp",)


def checklist(sketch: Sketch, node: int) -> model.Expression:
    domain = model.Domain(model.TRUTH)
    items = tuple(
        sketch.field(name, domain, kind="item", owner=node, not_applicable=True) for name in ("i", "j", "k")
    )
    held = model.Held(items, (exact("50%"), exact("30%"), exact("20%")), model.SHARE)
    return op("mul", held, num(100))


def test_items_that_are_not_applicable_are_dropped() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, scored("loket", "40%", checklist), leaf("a", "60%")))
    some = score(sketch, record(sketch, {"i": True, "j": NOT_APPLICABLE, "k": False, "a": 0}))
    assert value(some, "nilai") == 40 * Fraction(5, 7)
    none: dict[str, Answer | str | int] = dict.fromkeys(("i", "j", "k"), NOT_APPLICABLE)
    assert value(score(sketch, record(sketch, none | {"a": 30})), "nilai") == 30


def chosen(at_least: int) -> tuple[Sketch, Sketch]:
    unit = Sketch("unit")
    clinic = unit.truth("clinic")
    unit.score(group("nilai", 1, leaf("a", not_applicable=True)))
    whole = Sketch("daerah")
    at = whole.collect("units", unit, at_least, clinic)
    whole.score(formula("nilai", 1, fold("mean", at, unit.read("nilai"))))
    return unit, whole


def test_only_units_left_by_where_count() -> None:
    unit, whole = chosen(at_least=2)
    units = (
        record(unit, {"clinic": True, "a": 80}, name="A"),
        record(unit, {"clinic": False}, name="B"),
        record(unit, {"clinic": True, "a": 70}, name="C"),
    )
    assert value(score(whole, record(whole, members={0: units})), "nilai") == 75
    few = score(whole, record(whole, members={0: units[:2]}))
    assert [(p.code, p.message.read("en")) for p in few.problems] == [
        ("too-few-members", "`units` needs at least 2 members to score; here: 1")
    ]
    open_ = score(whole, record(whole, members={0: (*units[:2], record(unit, name="D"))}))
    assert open_.values[0].waiting == ("D: clinic",)


def test_an_empty_mean_and_a_unit_without_value_are_faults() -> None:
    unit, whole = chosen(at_least=0)
    empty = score(whole, record(whole, members={0: ()}))
    assert [p.code for p in empty.problems] == ["no-members-left"]
    void = record(unit, {"clinic": True, "a": NOT_APPLICABLE}, name="A")
    result = score(whole, record(whole, members={0: (void,)}))
    assert [p.code for p in result.problems] == ["member-not-applicable"]


def test_readings_of_a_node() -> None:
    sketch = Sketch()
    level = group("level", "40%", leaf("x", "100%", 4, top=5, step=1), top=5, places=0)
    sketch.score(group("nilai", 1, level, leaf("y", "60%")))
    sketch.let("share", sketch.read("level", "share"))
    sketch.let("points", sketch.read("level", "points"))
    sketch.let("unrounded", sketch.read("level", "unrounded"))
    result = score(sketch, record(sketch, {"x": 3, "y": 50}))
    # 3 of 4 is 3.75 of 5, rounded 4: a share of 80 %, worth 32 of 40
    assert value(result, "share") == exact("80%")
    assert value(result, "points") == 32
    assert value(result, "unrounded") == exact("3.75")
    assert value(result, "nilai") == 62
    stated = score(sketch, record(sketch, {"y": 50}, {"level": ("share", exact("60%"))}))
    assert value(stated, "points") == 24
    assert value(stated, "nilai") == 54


def test_points_of_a_given_node_use_the_weight_of_the_record() -> None:
    sketch = three()
    given: dict[str, Given] = {"b": ("points", Fraction(30))}
    # 30 of 37.5 is 80: without the third sibling more than 30 points are possible
    result = score(sketch, record(sketch, {"a": 80, "c": NOT_APPLICABLE}, given))
    assert value(result, "nilai") == 80
    over = score(sketch, record(sketch, {"a": 80, "c": 80}, {"b": ("points", exact("30.01"))}))
    assert [p.code for p in over.problems] == ["given-outside-scale"]


def test_own_adjustments_of_a_given_node_are_not_replayed_but_those_above_are() -> None:
    sketch = Sketch()
    inner = group("g", "100%", leaf("a"), adjustments=(sketch.adjust("bonus", 5),))
    sketch.score(group("nilai", 1, inner, adjustments=(sketch.adjust("penalty", 1),)))
    assert value(score(sketch, record(sketch, {"a": 70})), "nilai") == 74
    assert value(score(sketch, record(sketch, given={"g": ("value", Fraction(70))})), "nilai") == 69
    assert value(score(sketch, record(sketch, given={"nilai": ("value", Fraction(70))})), "nilai") == 70


def test_a_node_given_above_its_scale_where_a_cap_allows_it() -> None:
    sketch = Sketch()
    changes = (sketch.adjust("bonus", 30), sketch.adjust("cap", 120))
    sketch.score(group("rb", 1, leaf("a"), adjustments=changes))
    assert value(score(sketch, record(sketch, {"a": 100})), "rb") == 120
    assert value(score(sketch, record(sketch, given={"rb": ("value", Fraction(115))})), "rb") == 115
    over = score(sketch, record(sketch, given={"rb": ("value", Fraction(121))}))
    assert [p.code for p in over.problems] == ["given-outside-scale"]


def test_answers_after_a_failed_prerequisite_need_not_be_given() -> None:
    sketch = Sketch()

    def cases(sketch: Sketch, _node: int) -> model.Expression:
        there, done = sketch.truth("there"), sketch.number("done")
        return model.Choose(
            (model.Branch(op("not", there), num(0)), model.Branch(op("ge", done, num(50)), num(100))),
            num(40),
            model.NUMBER,
        )

    sketch.score(group("nilai", 1, scored("x", "100%", cases)))
    assert value(score(sketch, record(sketch, {"there": False})), "nilai") == 0
    assert score(sketch, record(sketch, {"there": True})).values[0].waiting == ("done",)
    assert value(score(sketch, record(sketch, {"there": True, "done": 10})), "nilai") == 40


def test_an_empty_cell_of_a_band_is_not_applicable() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a"), places=0))
    sketch.bands("kategori", sketch.read("nilai"), (("50", "100", "A", "hijau"), ("0", "49", "B", None)))
    result = score(sketch, record(sketch, {"a": 20}))
    assert [(v.name, v.status, v.value) for v in result.values[1:]] == [
        ("kategori", "final", "B"),
        ("kategori.zona", "not-applicable", None),
    ]


def test_missing_and_applicable_are_always_asked_safely() -> None:
    sketch = Sketch()
    extra = sketch.number("extra", optional=True)
    sketch.score(group("nilai", 1, leaf("a", "50%"), leaf("b", "50%", not_applicable=True)))
    missing = model.StateOf(extra, "missing", model.TRUTH)
    guarded = model.Choose((model.Branch(missing, num(0)),), extra, model.NUMBER)
    sketch.let("more", guarded)
    sketch.let("counts", model.StateOf(sketch.read("b"), "applicable", model.TRUTH))
    result = score(sketch, record(sketch, {"a": 80, "b": NOT_APPLICABLE}))
    assert (value(result, "more"), value(result, "counts")) == (0, False)
    result = score(sketch, record(sketch, {"a": 80, "b": 0, "extra": 7}))
    assert (value(result, "more"), value(result, "counts")) == (7, True)


def test_a_given_value_is_rounded_as_the_node_is() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "100%"), places=2))
    fine = score(sketch, record(sketch, given={"nilai": ("value", exact("87.99"))}))
    assert value(fine, "nilai") == exact("87.99")
    off = score(sketch, record(sketch, given={"nilai": ("value", exact("87.995"))}))
    assert [p.code for p in off.problems] == ["given-not-rounded"]
    assert value(off, "nilai") is None

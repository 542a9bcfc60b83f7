"""Accounts worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from tests.engine.sketch import Sketch
from tests.engine.sketch import exact
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op
from tests.engine.sketch import scored

from rubrikdsl.engine.explain import explain
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.explanation import Explanation
from rubrikdsl.engine.interpret import run
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record


def account(sketch: Sketch, record: Record) -> Explanation:
    return explain(run(sketch.plan(), record))


def tree(explanation: Explanation) -> Entry:
    assert explanation.tree is not None
    return explanation.tree


def points(entry: Entry) -> dict[str, Fraction | None]:
    return {below.title or below.word: below.points for below in entry.entries}


def test_bonus_and_cap_are_lines_of_their_own() -> None:
    sketch = Sketch()
    changes = (sketch.adjust("bonus", "2.50"), sketch.adjust("cap", 100))
    sketch.score(group("nilai", 1, leaf("a"), adjustments=changes, places=2))
    explanation = account(sketch, Record("u", {0: exact("98.40")}))
    assert points(tree(explanation)) == {"A": exact("98.4"), "Bonus": exact("2.5"), "Cap": exact("-0.9")}
    assert [line.answer.read("id") for line in tree(explanation).entries if line.answer] == [
        "98,4",
        "+2,5",
        "dipotong ke 100",
    ]
    assert explanation.score == 100
    assert [(entry.title, lost) for entry, lost in explanation.lost] == [
        ("A", exact("1.6")),
        ("Cap", exact("0.9")),
    ]


def test_a_change_below_the_root_counts_with_its_weight() -> None:
    sketch = Sketch()
    offline = sketch.truth("online")
    scale = sketch.adjust("scale", 4, op("not", offline))
    inner = group("standar", "60%", leaf("x", top=5), top=5, adjustments=(scale,))
    sketch.score(group("nilai", 1, inner, leaf("y", "40%")))
    explanation = account(sketch, Record("u", {0: False, 1: Fraction(80), 2: Fraction(50)}))
    first = tree(explanation).entries[0]
    # x: 60 × 0.8 = 48; rescaled × 0.8 takes 9.6
    assert points(first) == {"X": Fraction(48), "Scale": exact("-9.6")}
    assert first.points == exact("38.4")
    assert first.entries[1].answer is not None
    assert first.entries[1].answer.read("en") == "rescaled × 0.8"
    online = account(sketch, Record("u", {0: True, 1: Fraction(80), 2: Fraction(50)}))
    assert [e.word for e in tree(online).entries[0].entries] == ["indicator"]


def test_redistributed_weights_are_shown() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "50%"), leaf("b", "30%"), leaf("c", "20%", not_applicable=True)))
    entries = tree(
        account(sketch, Record("u", {0: Fraction(80), 1: Fraction(60), 2: NOT_APPLICABLE}))
    ).entries
    assert [e.weight for e in entries] == [exact("62.5%"), exact("37.5%"), None]
    assert [e.status for e in entries] == ["final", "final", "not-applicable"]
    assert [e.points for e in entries] == [Fraction(50), exact("22.5"), None]


def test_an_incomplete_record_says_what_is_known_and_invents_nothing() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, leaf("a", "50%"), group("g", "50%", leaf("b", "30%"), leaf("c", "70%"))))
    explanation = account(sketch, Record("u", {0: Fraction(80), 1: Fraction(60)}))
    root = tree(explanation)
    assert (root.status, root.points, explanation.score) == ("unknown", None, None)
    assert points(root) == {"A": Fraction(40), "G": None}
    assert points(root.entries[1]) == {"B": Fraction(9), "C": None}
    assert [(e.title, lost) for e, lost in explanation.lost] == [("A", Fraction(10)), ("B", Fraction(6))]


def test_a_given_group_counts_as_a_leaf() -> None:
    sketch = Sketch()
    sketch.score(group("nilai", 1, group("g", "40%", leaf("b")), leaf("a", "60%"), places=0))
    record = Record("u", {1: Fraction(50)}, {1: ("points", exact("30.6"))})
    entries = tree(account(sketch, record)).entries
    assert [(e.kind, e.points, e.entries) for e in entries] == [
        ("given", exact("30.6"), ()),
        ("leaf", Fraction(30), ()),
        ("line", exact("0.4"), ()),
    ]
    assert entries[0].answer is not None
    assert entries[0].answer.read("en") == "given as 30.6 points"
    assert entries[0].share == exact("76.5%")


def units() -> tuple[Sketch, Sketch]:
    unit = Sketch("unit")
    unit.score(group("nilai", 1, leaf("a", "60%"), leaf("b", "40%"), places=2))
    return unit, Sketch("daerah")


def members(*scores: str) -> dict[int, tuple[Record, ...]]:
    return {0: tuple(Record(f"unit {s}", {0: exact(s), 1: exact(s)}) for s in scores)}


def test_units_are_parts_and_bring_their_own_ledger() -> None:
    unit, whole = units()
    at = whole.collect("units", unit)
    whole.score(formula("nilai", 1, fold("mean", at, unit.read("nilai")), places=2))
    explanation = account(whole, Record("daerah", members=members("50", "60", "72.345")))
    entries = tree(explanation).entries
    assert [(e.kind, e.word, e.title, e.weight) for e in entries[:3]] == [
        ("member", "units", f"unit {s}", Fraction(1, 3)) for s in ("50", "60", "72.345")
    ]
    assert [e.points for e in entries] == [
        Fraction(50, 3),
        Fraction(20),
        exact("72.35") / 3,
        exact("60.78") - (50 + 60 + exact("72.35")) / 3,
    ]
    assert entries[3].word == "places"
    # inside the last unit: two leaves and its own rounding
    assert [(e.word, e.points) for e in entries[2].entries] == [
        ("indicator", exact("72.345") * Fraction(3, 5) / 3),
        ("indicator", exact("72.345") * Fraction(2, 5) / 3),
        ("places", exact("0.005") / 3),
    ]


def test_a_formula_that_is_not_linear_is_one_line() -> None:
    unit, whole = units()
    at = whole.collect("units", unit)
    whole.score(formula("nilai", 1, fold("min", at, unit.read("nilai"))))
    explanation = account(whole, Record("daerah", members=members("50", "60")))
    assert [(e.kind, e.word, e.points) for e in tree(explanation).entries] == [
        ("line", "formula", Fraction(50))
    ]
    assert [lost for _, lost in explanation.lost] == [50]


def test_parts_have_a_score_free_factor_and_lets_are_looked_through() -> None:
    unit, whole = units()
    at = whole.collect("units", unit)
    total = whole.let("total", fold("sum", at, unit.read("nilai")))
    spread = op("div", total, op("max", num(4), fold("count", at)))
    whole.score(formula("nilai", 1, op("add", spread, num(2))))
    explanation = account(whole, Record("daerah", members=members("50", "60")))
    assert [(e.kind, e.weight, e.points) for e in tree(explanation).entries] == [
        ("member", Fraction(1, 4), exact("12.5")),
        ("member", Fraction(1, 4), Fraction(15)),
        ("line", None, Fraction(2)),
    ]
    assert explanation.score == exact("29.5")


def test_an_incomplete_unit_is_an_entry_without_numbers() -> None:
    unit, whole = units()
    at = whole.collect("units", unit)
    whole.score(formula("nilai", 1, fold("mean", at, unit.read("nilai"))))
    record = Record("daerah", members={0: (*members("50")[0], Record("empty"))})
    entries = tree(account(whole, record)).entries
    assert [(e.title, e.status, e.points) for e in entries] == [
        ("unit 50", "final", Fraction(25)),
        ("empty", "unknown", None),
    ]


def banded(limit: bool = False) -> Sketch:
    sketch = Sketch()
    low = sketch.truth("low")
    sketch.score(group("nilai", 1, leaf("a"), places=2))
    code = sketch.bands(
        "kategori",
        sketch.read("nilai"),
        (("88", "100", "A", "hijau"), ("78", "87.99", "B", "hijau"), ("0", "77.99", "C", "kuning")),
        limits=(("C", low),) if limit else (),
    )
    sketch.outcome("layak", model.Among(code, ("A", "B"), model.TRUTH), op("not", low))
    return sketch


def test_why_this_band_and_how_far_the_next_one_is() -> None:
    why = account(banded(), Record("u", {0: False, 1: exact("80.5")})).classifications[0]
    assert (why.code, why.printed, why.value) == ("B", "78 .. 87.99", exact("80.5"))
    assert why.next is not None and (why.next.code, why.next.distance) == ("A", exact("7.5"))
    assert why.previous is not None and (why.previous.code, why.previous.distance) == ("C", exact("2.51"))
    assert not why.next.beyond and not why.previous.beyond
    top = account(banded(), Record("u", {0: False, 1: Fraction(100)})).classifications[0]
    assert top.next is None


def test_limits_that_held_and_lines_of_a_gate() -> None:
    explanation = account(banded(limit=True), Record("u", {0: True, 1: Fraction(95)}))
    why = explanation.classifications[0]
    assert (why.table_code, why.code, [c.title for c in why.limits]) == ("A", "C", ["C"])
    gate = explanation.gates[0]
    assert (gate.holds, [line.holds for line in gate.requirements]) == (False, [False, False])
    open_ = account(banded(), Record("u", {1: Fraction(95)})).gates[0]
    assert (open_.holds, [line.holds for line in open_.requirements]) == (None, [True, None])


def test_answers_in_the_authors_words() -> None:
    sketch = Sketch()
    choices = (model.Choice("ada", "Ada dan lengkap"), model.Choice("tidak", "Tidak ada"))
    code = model.Type("code", ("tidak", "ada"))

    def option(sketch: Sketch, node: int) -> model.Expression:
        answer = sketch.field("maklumat", model.Domain(code, choices=choices), kind="answer", owner=node)
        rows = (
            model.Row(frozenset({"ada"}), Fraction(100), -1),
            model.Row(frozenset({"tidak"}), Fraction(0), -1),
        )
        return model.Table(answer, rows, "options", model.NUMBER)

    def checklist(sketch: Sketch, node: int) -> model.Expression:
        items = tuple(
            sketch.field(name, model.Domain(model.TRUTH), kind="item", owner=node)
            for name in ("kursi", "laktasi", "toilet")
        )
        held = model.Held(items, (Fraction(1, 3),) * 3, model.SHARE)
        return op("mul", held, num(100))

    def counted(sketch: Sketch, node: int) -> model.Expression:
        number = model.Domain(model.NUMBER, Fraction(0), None, Fraction(1))
        answer = sketch.field("jumlah", number, kind="answer", owner=node)
        policy = sketch.truth("kebijakan")
        return model.Choose((model.Branch(policy, answer),), num(0), model.NUMBER)

    sketch.score(
        group(
            "nilai",
            1,
            scored("m", "50%", option),
            scored("loket", "40%", checklist),
            scored("unsur", "10%", counted),
        )
    )
    record = Record("u", {0: "ada", 1: True, 2: True, 3: False, 4: Fraction(4), 5: False})
    entries = tree(account(sketch, record)).entries
    assert [e.answer.read("id") for e in entries if e.answer] == [
        "Ada dan lengkap",
        "2 dari 3: Kursi, Laktasi",
        "4; Kebijakan: tidak",
    ]
    assert [e.points for e in entries] == [Fraction(50), Fraction(80, 3), Fraction(0)]


def test_a_refused_record_has_no_tree() -> None:
    explanation = account(banded(), Record("u", {0: True}, {0: ("value", Fraction(101))}))
    assert explanation.tree is None and explanation.score is None
    assert not explanation.classifications and not explanation.gates
    assert [p.code for p in explanation.problems] == ["given-outside-scale"]


def test_a_step_after_the_first_no_is_not_told_as_held() -> None:
    sketch = Sketch()

    def ladder(sketch: Sketch, node: int) -> model.Expression:
        items = tuple(
            sketch.field(name, model.Domain(model.TRUTH), kind="item", owner=node)
            for name in ("ada", "lengkap", "terbit")
        )
        return op("mul", op("streak", *items), num(20))

    sketch.score(group("nilai", 1, scored("l", "100%", ladder)))
    entry = tree(account(sketch, Record("u", {0: True, 1: False, 2: True}))).entries[0]
    assert entry.answer is not None and entry.answer.read("en") == "1 of 3: Ada"
    assert entry.value == 20


def test_a_rubric_without_a_score_has_gates_and_no_tree() -> None:
    sketch = Sketch()
    a, b = sketch.truth("a"), sketch.truth("b")
    sketch.outcome("layak", a, b)
    explanation = account(sketch, Record("u", {0: True, 1: False}))
    assert (explanation.tree, explanation.score, explanation.top) == (None, None, None)
    assert [line.holds for line in explanation.gates[0].requirements] == [True, False]


def test_units_without_a_score_of_their_own_are_parts_by_value() -> None:
    unit = Sketch("unit")
    number = unit.number("banyak")
    whole = Sketch("daerah")
    at = whole.collect("units", unit)
    whole.score(group("nilai", 1, formula("rata", "50%", fold("mean", at, number)), leaf("a", "50%")))
    units_ = {0: (Record("satu", {0: Fraction(30)}), Record("dua", {0: Fraction(60)}))}
    explanation = account(whole, Record("daerah", {0: Fraction(100)}, members=units_))
    first = tree(explanation).entries[0]
    assert [(e.title, e.value, e.weight, e.points) for e in first.entries] == [
        ("satu", Fraction(30), Fraction(1, 2), exact("7.5")),
        ("dua", Fraction(60), Fraction(1, 2), Fraction(15)),
    ]
    # what the two do not reach of the 50 points is told of the node itself
    assert [(e.title, lost) for e, lost in explanation.lost] == [("Rata", exact("27.5"))]

"""What a checked rubric becomes: scales, leaves, weights, guards, bands, examples."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.semantics.checking import Checked

from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Bands
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Fold
from rubrikdsl.semantics.model import Held
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Node
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.semantics.model import Table
from rubrikdsl.semantics.record import NOT_APPLICABLE

F = Fraction


def checked(text: str) -> Rubric:
    """The model of a text in which nothing is found."""
    found = Checked(text)
    assert [str(d.message) for d in (*found.broken, *found.findings)] == []
    return found.model


def node(rubric: Rubric, name: str) -> Node:
    """The node of that name."""
    return next(n for n in rubric.nodes if n.name == name)


def leaf(line: str, scale: str = "0 .. 100", inputs: str = "    siap yes or no\n") -> Expression:
    """The scoring of a single leaf `x`."""
    lines = "".join(f"    {text}\n" for text in line.split("\n"))
    used = "  let dipakai = if siap then 1 else 0\n"
    value = node(checked(f"rubric a\n  inputs\n{inputs}  score n {scale}\n{lines}{used}"), "x").value
    assert value is not None
    return value


def evaluate(e: Expression, answers: dict[int, object]) -> object:
    """The value of the forms that leaves become (enough arithmetic to read a test)."""
    match e:
        case Constant(value=value):
            return value
        case AnswerOf(field=field):
            return answers[field]
        case Operation(op="mul", args=(a, b)):
            return evaluate(a, answers) * evaluate(b, answers)  # type: ignore[operator]
        case Operation(op="add", args=(a, b)):
            return evaluate(a, answers) + evaluate(b, answers)  # type: ignore[operator]
        case Operation(op="streak", args=args):
            held = [evaluate(a, answers) for a in args]
            return F(held.index(False) if False in held else len(held))
        case Operation(op="tally", args=args):
            return F(sum(evaluate(a, answers) is True for a in args))
        case Operation(op="not", args=(a,)):
            return not evaluate(a, answers)
        case Held(items=items, weights=weights):
            there = [(evaluate(i, answers), w) for i, w in zip(items, weights, strict=True)]
            total = sum((w for held, w in there if held is not NOT_APPLICABLE), F(0))
            return sum((w for held, w in there if held is True), F(0)) / total
        case Table(arg=arg, rows=rows):
            read = evaluate(arg, answers)
            (found,) = [row.value for row in rows if read in row.key]
            return found
        case Choose(branches=branches, otherwise=otherwise):
            for branch in branches:
                if evaluate(branch.condition, answers):
                    return evaluate(branch.value, answers)
            return evaluate(otherwise, answers)
        case _:
            raise AssertionError(e)


# Leaves: one case a form. Field 0 is `siap`; the leaf's own fields follow.


@pytest.mark.parametrize(
    ("line", "scale", "answers", "value"),
    [
        ("indicator x weight 100% 0 .. 3", "0 .. 100", {1: F(2)}, F(200, 3)),
        ("indicator x weight 100% 1 .. 4", "25 .. 100", {1: F(2)}, F(50)),
        ("indicator x weight 100% 1 .. 5 as 0 .. 100", "0 .. 100", {1: F(3)}, F(50)),
        ("indicator x weight 100% 1 .. 5 as 20 .. 100", "0 .. 100", {1: F(3)}, F(60)),
        ("indicator x weight 100% 0% .. 100%", "0 .. 5", {1: F(1, 2)}, F(5, 2)),
        ("indicator x weight 100% 50% .. 100% as 0 .. 5", "0 .. 5", {1: F(3, 4)}, F(5, 2)),
        ("indicator x weight 100%\n  a 100\n  b 50\n  c 0", "0 .. 100", {1: "b"}, F(50)),
        ("indicator x weight 6 points 0 .. 100\n  a 100\n  b 50", "0 .. 6", {1: "a"}, F(6)),
        (
            "indicator x weight 100% checklist\n  p\n  q\n  r",
            "0 .. 100",
            {1: True, 2: False, 3: True},
            F(200, 3),
        ),
        (
            "indicator x weight 100% checklist\n  p weight 50%\n  q weight 30%\n  r weight 20%",
            "0 .. 100",
            {1: True, 2: False, 3: True},
            F(70),
        ),
        (
            "indicator x weight 100% checklist\n  p weight 50%\n"
            "  q weight 30% may be not applicable\n  r weight 20%",
            "0 .. 7",
            {1: True, 2: NOT_APPLICABLE, 3: False},
            F(5),
        ),
        (
            "indicator x weight 100% checklist\n  p\n  q\n  r\n  0 -> 0\n  1 -> 2\n  2 .. -> 5",
            "0 .. 5",
            {1: True, 2: True, 3: False},
            F(5),
        ),
        (
            "indicator x weight 100% ladder\n  p\n  q\n  r\n  s",
            "0 .. 4",
            {1: True, 2: True, 3: False, 4: True},
            F(2),
        ),
        (
            "indicator x weight 100% ladder from 1\n  p\n  q\n  r\n  s",
            "1 .. 5",
            {1: True, 2: False, 3: True, 4: True},
            F(2),
        ),
        ("indicator x weight 100% ladder\n  p\n  q", "0 .. 100", {1: True, 2: False}, F(50)),
        (
            "indicator x weight 100% ladder from 1\n  requires siap otherwise 0\n  p\n  q",
            "0 .. 3",
            {0: False},
            F(0),
        ),
        (
            "indicator x weight 100% ladder from 1\n  requires siap otherwise 0\n  p\n  q",
            "0 .. 3",
            {0: True, 1: True, 2: False},
            F(2),
        ),
        ("indicator x weight 100% 0 ..\n  0 -> 0\n  1 .. 3 -> 1\n  4 .. -> 5", "0 .. 5", {1: F(3)}, F(1)),
        ("indicator x weight 100% 0 .. step 0.1\n  .. 1 -> 5\n  above 1 -> 0", "0 .. 5", {1: F(1)}, F(5)),
        (
            "indicator x weight 100% 0% .. 100%\n  below 30% -> 2\n  from 30% -> 5",
            "0 .. 5",
            {1: F(3, 10)},
            F(5),
        ),
        ("indicator x weight 100%\n  5 when siap\n  1 otherwise", "0 .. 5", {0: False}, F(1)),
        (
            "indicator x weight 100% 0 .. 10\n  requires siap otherwise 1",
            "0 .. 100",
            {0: False, 1: F(4)},
            F(10),
        ),
        ("indicator x weight 100% 0 .. 10\n  10 when siap\n  1 otherwise", "0 .. 100", {0: False}, F(10)),
        ("indicator x weight 100% yes or no\n  100 when x\n  0 otherwise", "0 .. 100", {1: True}, F(100)),
    ],
)
def test_a_leaf_is_one_expression_on_its_own_scale(
    line: str, scale: str, answers: dict[int, object], value: F
) -> None:
    assert evaluate(leaf(line, scale), answers) == value


def test_a_range_that_is_the_scale_is_the_answer_itself() -> None:
    assert leaf("indicator x weight 100% 0 .. 5", "0 .. 5") == AnswerOf(1, NUMBER)


def test_inside_its_own_body_a_name_is_the_answer_elsewhere_the_value() -> None:
    rubric = checked(
        "rubric a\n  score n 0 .. 5\n"
        "    indicator media weight 100% any of\n      web\n      sippn\n"
        "      5 when count(media) >= 2 and sippn in media\n      0 otherwise\n"
        "  let nilai_media = media\n  let banyak_media = count(media.answer)\n  outcome ada\n"
        "    requires sippn in media.answer\n"
    )
    scoring: Any = rubric.nodes[1].value
    assert scoring.branches[0].condition.args[0].args[0].op == "size"
    assert rubric.lets[0].value == NodeReading(1, "value", NUMBER)
    counted: Any = rubric.lets[1].value
    assert counted.op == "size"


# The tree


def test_scales_kinds_and_paths() -> None:
    rubric = checked(
        "rubric a\n  score total 0 .. 100\n"
        "    component p weight 60 points\n"
        "      area satu weight 20 points 0 .. 8 step 0.01\n"
        "      area dua weight 40 points\n"
        "        indicator q weight 30% 0 .. 3\n"
        "        indicator r weight 70% 0 .. 3\n"
        "    component h weight 40 points\n"
    )
    kinds = {n.name: (n.kind, n.scale.top, n.path) for n in rubric.nodes}
    assert kinds["satu"] == ("leaf", F(20), ("p", "satu"))
    assert kinds["dua"] == ("group", F(40), ("p", "dua"))
    assert kinds["q"] == ("leaf", F(100), ("p", "dua", "q"))
    assert kinds["h"] == ("given", F(40), ("h",))
    assert kinds["total"] == ("group", F(100), ("total",))
    assert [n.weight and n.weight.kind for n in rubric.nodes] == [
        None, "points", "points", "points", "percent", "percent", "points",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "weights",
    [
        ("equal", "equal", "equal"),
        ("equal", "equal", "0%"),
        ("50%", "50%", "0 points"),
        ("70% when lokasi is mpp, 60% otherwise", "30% when lokasi is mpp, 40% otherwise", "0%"),
        (
            "50% when lokasi is mpp, 40% when lokasi is ptsp, 20% otherwise",
            "50% when lokasi in (mpp, ptsp), 80% otherwise",
            "10% when lokasi is ptsp, 0% otherwise",
        ),
        (
            "50% when umur is missing, 40% when umur > 3, 20% otherwise",
            "50% when umur is missing, 30% when umur > 3, 80% otherwise",
            "0% when umur is missing or umur <= 3, 30% otherwise",
        ),
        ("50% when luas >= 10, 30% otherwise", "50% when not luas < 10, 70% otherwise", "0%"),
        (
            "50% when siap and lokasi is mpp, 30% otherwise",
            "70% when lokasi is not mpp or siap is no, 50% otherwise",
            "0%",
        ),
    ],
)
def test_weights_that_add_up_in_every_case(weights: tuple[str, str, str]) -> None:
    lines = "".join(f"    indicator i{n} weight {w} 0 .. 3\n" for n, w in enumerate(weights))
    rubric = checked(
        "rubric a\n  inputs\n    lokasi one of mpp, ptsp, kantor\n    siap yes or no\n    luas 0 ..\n"
        "    umur 0 .. 99 optional\n"
        f"  score n 0 .. 100\n{lines}"
        "  let dipakai = if siap and lokasi is mpp and luas > 3 or umur is missing then 1 else 0\n"
    )
    if weights[0] == "equal":
        shares = [n.weight.cases[0][0] for n in rubric.nodes if n.weight]
        assert shares == ([F(1, 3)] * 3 if weights[2] == "equal" else [F(1, 2), F(1, 2), F(0)])


def test_the_missing_amount_and_the_case_are_named() -> None:
    found = Checked(
        "rubric a\n  inputs\n    lokasi one of mpp, ptsp\n  score n 0 .. 100\n"
        "    indicator x weight 70% when lokasi is mpp, 60% otherwise 0 .. 3\n"
        "    indicator y weight 30% when lokasi is mpp, 37.5% otherwise 0 .. 3\n"
    )
    (finding,) = found.findings
    assert str(finding.message) == "the weights of `n` add up to 97.5%: 2.5% missing"
    assert finding.message.read("id") == "bobot di dalam `n` berjumlah 97,5%: kurang 2,5%"
    assert str(finding.notes[0]) == "this is the case where no condition holds"


def test_both_readings_of_a_range_are_computed() -> None:
    (finding,) = Checked("rubric a\n  score n 0 .. 100\n    indicator x weight 100% 1 .. 5\n").findings
    assert [str(h) for h in finding.helps] == [
        "write `as 0 .. 100`: 3 becomes 50",
        "or `as 20 .. 100`: 3 becomes 60",
    ]


def test_needs_and_states_of_fields() -> None:
    rubric = checked(
        "rubric a\n  inputs\n    u one of p, q default q\n    v 0 .. 3 optional\n  score n 0 .. 100\n"
        "    indicator x weight 50% 0 .. 3 may be not applicable\n"
        "    indicator y weight 50% checklist may be not applicable\n      a\n      b\n"
        "    indicator z weight 0% 0 .. 3 optional\n"
        "  let w = if v is missing then 0 else if u is p then 1 else v\n"
    )
    told = {".".join(f.path) + ":" + f.kind: (f.need, f.not_applicable) for f in rubric.fields}
    assert told == {
        "u:input": ("default", False),
        "v:input": ("optional", False),
        "x:answer": ("required", True),
        "y:state": ("default", True),
        "y.a:item": ("required", False),
        "y.b:item": ("required", False),
        "z:answer": ("optional", False),
    }
    assert rubric.fields[0].default == "q"


# Guards


@pytest.mark.parametrize(
    "line",
    [
        "let z = if umur is missing then 0 else umur",
        "let z = if umur is not missing and umur > 3 then umur else 0",
        "let z = if umur is missing or umur < 3 then 0 else umur",
        "let z = if not (umur is missing) then umur else 0",
        "let z = if luas is applicable then luas else 0",
        "let z = if umur is missing or luas is not applicable then 0 else umur + luas",
        "outcome s\n  requires umur is missing or umur > 3",
        "bands k of umur\n  range code\n  from 3 A\n  below 3 B",
    ],
)
def test_guards_that_suffice(line: str) -> None:
    lines = "".join(f"  {text}\n" for text in line.split("\n"))
    checked(
        "rubric a\n  inputs\n    umur 0 .. 200 optional\n    luas 0 .. may be not applicable\n"
        + lines
        + "  let dipakai = if umur is missing or luas is not applicable then 1 else 0\n"
    )


def test_cases_and_prerequisites_guard_what_follows() -> None:
    checked(
        "rubric a\n  inputs\n    umur 0 .. 200 optional\n  score n 0 .. 5\n"
        "    indicator x weight 50%\n      0 when umur is missing\n      5 when umur > 3\n      1 otherwise\n"
        "    indicator y weight 50% of umur\n      requires umur is not missing otherwise 0\n"
        "      .. 3 -> 1\n      above 3 -> 5\n"
        "    bonus b umur / 100 when umur is not missing\n    cap 5\n"
    )


# Bands


def test_rows_run_to_the_next() -> None:
    rubric = checked(
        "rubric a\n  inputs\n    v 0 .. 100\n  bands k of v\n    range code\n"
        "    above 90 A\n    80 .. 90 B\n    from 60 C\n    below 60 D\n"
    )
    (bands,) = rubric.bands
    assert isinstance(bands, Bands)
    assert [row.interval for row in bands.rows] == [
        Interval(F(90), None, low_open=True),
        Interval(F(80), F(90)),
        Interval(F(60), F(80), high_open=True),
        Interval(None, F(60), high_open=True),
    ]
    assert rubric.bands[0].order == ("D", "C", "B", "A")


def test_bands_are_copied_with_their_clauses() -> None:
    rubric = checked(
        "rubric a.unit\n  score nilai 0 .. 100\n  bands kategori of nilai\n    range code zona\n"
        '    from 50 A hijau source "s"\n    below 50 B merah source "t"\n'
        "rubric a.daerah\n  collect units by a.unit\n  score nilai 0 .. 100\n    = mean(units.nilai)\n"
        "  bands kategori of nilai as in a.unit\n  outcome baik\n    requires kategori.zona is hijau\n"
    )
    bands = rubric.bands[0]
    assert [(row.code, rubric.clauses[row.clause].sources) for row in bands.rows] == [
        ("A", ("s",)),
        ("B", ("t",)),
    ]
    assert rubric.nodes[0].value == Fold("mean", 0, NodeReading(0, "value", NUMBER), None, NUMBER)


def test_sources_are_inherited_from_the_nearest_clause() -> None:
    rubric = checked(
        'rubric a\n  source "r"\n  score n 0 .. 100\n    dimension d weight 100% source "s"\n'
        '      indicator x weight 100% 0 .. 3 assumed "why"\n'
    )
    told = {c.title: (c.kind, c.sources, c.inherited, c.assumed) for c in rubric.clauses}
    assert told["d"] == ("dimension", ("s",), (), None)
    assert told["x"] == ("indicator", (), ("s",), "why")
    assert told["n"] == ("score", (), ("r",), None)


# Examples


def test_examples_become_records() -> None:
    rubric = checked(
        "rubric a.unit\n  score nilai 0 .. 100\n    indicator p weight 100% 0 .. 3\n"
        "rubric a.daerah\n  inputs\n    jenis one of kota, kab\n    media any of web, sippn\n"
        "  collect units by a.unit\n  score nilai 0 .. 100\n"
        "    indicator x weight 50% 0 .. 3 may be not applicable\n"
        "    indicator y weight 50% checklist\n      s\n      t\n"
        "  let z = if jenis is kota and web in media then mean(units.nilai) else 0\n"
        '  example "e" on 2024-05-01\n'
        "    given jenis = kota, media = (web, sippn), x = not applicable, y = (t)\n"
        '    given units "A" nilai = 49.85\n'
        '    given units "B" p = 3\n'
        "    expect z = 74.93 within 0.01, nilai.share = 50%\n"
    )
    (example,) = rubric.examples
    by_path = {".".join(f.path): f.index for f in rubric.fields}
    assert example.record.answers == {
        by_path["jenis"]: "kota",
        by_path["media"]: frozenset(["web", "sippn"]),
        by_path["x"]: NOT_APPLICABLE,
        by_path["y.s"]: False,
        by_path["y.t"]: True,
    }
    first, second = example.record.members[0]
    assert (first.name, first.given) == ("A", {0: ("value", F("49.85"))})
    assert (second.name, second.answers) == ("B", {0: F(3)})
    assert [(e.text, e.value, e.within) for e in example.expected] == [
        ("z", F("74.93"), F("0.01")),
        ("nilai.share", F(1, 2), F(0)),
    ]
    assert example.expected[1].target == NodeReading(0, "share", SHARE)


def test_both_vocabularies_give_one_model() -> None:
    english = checked(
        "rubric a\n  inputs\n    lokasi one of mpp, kantor\n  score nilai 0 .. 100 places 2\n"
        "    dimension d weight 100%\n      indicator x weight 100% 0 .. 2.5 step 0.5\n"
        "    bonus b 2.5 when lokasi is mpp\n    cap 100\n"
    )
    indonesian = checked(
        "rubrik a\n  isian\n    lokasi salah satu mpp, kantor\n  skor nilai 0 .. 100 desimal 2\n"
        "    dimensi d bobot 100%\n      indikator x bobot 100% 0 .. 2,5 langkah 0,5\n"
        "    bonus b 2,5 bila lokasi adalah mpp\n    batas atas 100\n"
    )
    assert english.fields == indonesian.fields
    assert english.nodes == indonesian.nodes

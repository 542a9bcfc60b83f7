"""What an edit does, against its definition: over made pairs of rubrics and made records."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.plan.ir import Bands
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.impact import Impact
from rubrikdsl.workspace.impact import impact
from rubrikdsl.workspace.workspace import Workspace

SPACE = Workspace(cache=Cache(None))

Rows = list[dict[str, str]]


@cache
def rubric(weight: int, edge: int, top: int, limited: bool) -> Rubric:
    """One of the rubrics that are compared: other weights, edges, scales, a limit or none."""
    text = f"""rubric r
  inputs
    jenis one of x, y
    bersih yes or no
  score nilai 0 .. {top} places 2
    indicator a weight {weight}% 0 .. 100 step 0.01
    indicator b weight {100 - weight}% 0 .. 100 step 0.01
  bands kelas of nilai
    range            code  warna
    from {edge}      A     hijau
    from {edge // 2} B     hijau
    below {edge // 2} C    merah
  {"limit kelas to B when not bersih" if limited else "let tak_terpakai = nilai"}
  outcome lulus
    requires kelas is A
    requires bersih
  ranking urut by nilai highest first within jenis ties share
"""
    checked = SPACE.check(Source("r.rubrik", text))
    assert not [found for found in checked.diagnostics if found.severity == "error"], checked.diagnostics
    return Rubric(checked.rubrics[0])


RUBRICS = st.builds(
    rubric,
    st.sampled_from([30, 50, 70]),
    st.sampled_from([40, 60]),
    st.sampled_from([100, 120]),
    st.booleans(),
)
ANSWERS = st.sampled_from(["0", "19.99", "20", "40", "59.995", "60", "60.01", "100", "", "900"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "jenis": st.sampled_from(["x", "y", ""]),
            "bersih": st.sampled_from(["yes", "no", ""]),
            "a": ANSWERS,
            "b": ANSWERS,
            "provinsi": st.sampled_from(["Maluku", "Riau", ""]),
        }
    ),
    max_size=8,
)


def of(old: Rubric, new: Rubric, rows: Rows, near: str = "0") -> Impact:
    named = [{"record": str(n), **row} for n, row in enumerate(rows)]
    return impact(old, new, named, per="provinsi", near=near)


@settings(deadline=None)
@given(RUBRICS, RUBRICS, ROWS)
def test_every_record_is_what_score_says(old: Rubric, new: Rubric, rows: Rows) -> None:
    found = of(old, new, rows)
    assert found.classes == ("kelas", "kelas.warna", "lulus")
    for at, row in enumerate(rows):
        unit = found.study.units[at]
        results = [next(each.score_many([{"record": str(at), **row}])) for each in (old, new)]
        assert unit.record == str(at)
        assert unit.score == tuple(result["nilai"] for result in results)
        for place, name in enumerate(found.classes):
            assert unit.classes[place] == tuple(result[name] for result in results)
        refused = [any(p.severity == "error" for p in result.problems) for result in results]
        assert [standing == "refused" for standing in unit.standing] == refused
        final = [result.is_final for result in results]
        assert [standing == "final" for standing in unit.standing] == final


@settings(deadline=None)
@given(RUBRICS, RUBRICS, ROWS)
def test_matrices_count_the_records_settled_under_both(old: Rubric, new: Rubric, rows: Rows) -> None:
    found = of(old, new, rows)
    for at, name in enumerate(found.classes):
        settled = [unit.classes[at] for unit in found.study.units if None not in unit.classes[at]]
        cells = found.matrix(name)
        assert sum(cells.values()) == len(settled)
        assert sum(count for (before, after), count in cells.items() if before != after) == len(
            found.changed(name)
        )
        told = found.to_dict()["classes"]
        assert isinstance(told, list)
        assert sum(map(sum, told[at]["matrix"])) == told[at]["settled"] == len(settled)
        assert told[at]["better"] + told[at]["worse"] + told[at]["other"] == told[at]["changed"]
    groups = found.study.groups()
    assert sum(len(units) for _, units in groups) == len(rows)


@settings(deadline=None)
@given(RUBRICS, RUBRICS, ROWS)
def test_the_way_back_is_the_way_turned_over(old: Rubric, new: Rubric, rows: Rows) -> None:
    there, back = of(old, new, rows, "5"), of(new, old, rows, "5")
    for name in there.classes:
        turned = {(after, before): count for (before, after), count in there.matrix(name).items()}
        assert back.matrix(name) == turned
    for one, other in zip(there.study.units, back.study.units, strict=True):
        assert one.move == (None if other.move is None else -other.move)
        assert [pair[::-1] for pair in one.ranks] == list(other.ranks)
        assert Counter((e.name, e.value, e.neighbour) for e in one.edges) == Counter(
            (e.name, e.value, e.neighbour) for e in other.edges
        )
    told: list[Any] = [each.to_dict()["classes"] for each in (there, back)]
    for before, after in zip(*told, strict=True):
        assert (before["better"], before["worse"]) == (after["worse"], after["better"])
        assert [list(column) for column in zip(*before["matrix"], strict=True)] == after["matrix"]


@settings(deadline=None)
@given(RUBRICS, ROWS)
def test_no_edit_moves_nothing(same: Rubric, rows: Rows) -> None:
    found = of(same, same, rows)
    assert found.changes_nothing
    assert not found.moves
    assert not any(found.changed(name) for name in found.classes)
    assert all(before == after for unit in found.study.units for before, after in unit.ranks)
    text = found.to_text()
    scored = any(unit.is_scored for unit in found.study.units)
    assert ("No record changes" in text) == scored
    assert "->" not in text


@settings(deadline=None)
@given(RUBRICS, RUBRICS, ROWS, st.randoms())
def test_the_order_of_the_data_changes_nothing(old: Rubric, new: Rubric, rows: Rows, random: Random) -> None:
    named = [{"record": str(n), **row} for n, row in enumerate(rows)]
    shuffled = list(named)
    random.shuffle(shuffled)
    one, other = (impact(old, new, each, per="provinsi", near="5") for each in (named, shuffled))
    assert {u.record: u for u in one.study.units} == {u.record: u for u in other.study.units}
    assert one.moves == other.moves
    first, second = one.to_dict(), other.to_dict()
    for told in (first, second):
        del told["rows"]
    assert first == second
    before, after = (each.to_text(top=99).partition("\nTold ")[0] for each in (one, other))
    assert before == after  # problems stand in the order of the data


@settings(deadline=None)
@given(RUBRICS, RUBRICS, ROWS, st.sampled_from(["0", "0.01", "5"]))
def test_edges_are_those_of_the_definition(old: Rubric, new: Rubric, rows: Rows, near: str) -> None:
    """Nearer than `near` to another class, or on the end of the own: found by walking over the edge."""
    found = of(old, new, rows, near)
    most = Fraction(near)
    for unit in found.study.units:
        for side, each in enumerate((old, new)):
            value = unit.score[side]
            told = {(e.neighbour, e.distance) for e in unit.edges if e.side == ("old", "new")[side]}
            if value is None:
                assert not told
                continue
            edges = [key.low for key in _ranges(each) if key.low is not None and key.low > 0]
            at = sum(value >= edge for edge in edges)
            wanted = {("CBA"[at - 1], value - edges[at - 1])} if at else set()
            if at < len(edges):
                wanted.add(("CBA"[at + 1], edges[at] - value))
            assert told == {(code, distance) for code, distance in wanted if distance <= most}


def _ranges(each: Rubric) -> list[Interval]:
    """The ranges of the bands, lowest first."""
    bands = each.ready.plan.bands[0]
    assert isinstance(bands, Bands)
    keys = [row.key for row in bands.rows if isinstance(row.key, Interval)]
    return sorted(keys, key=lambda key: key.low or 0)

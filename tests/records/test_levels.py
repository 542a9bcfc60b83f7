"""Flat rows put together in several levels, and which of several collections they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.plan import ir
from rubrikdsl.records.bind import Binding
from rubrikdsl.records.bind import bind
from rubrikdsl.records.levels import Split
from rubrikdsl.records.read import read
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import Source
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace


def from_csv(plan: ir.Plan, text: str, **options: object) -> Binding:
    """Bind a CSV text."""
    sheet = read("d.csv", text.encode())
    assert not sheet.problems
    return bind(sheet.records, plan, **options)  # type: ignore[arg-type]


LEVELS = """
rubric unit
  inputs
    jenis one of dinas, puskesmas
  score nilai 0 .. 100
    indicator a weight 100% 0 .. 100
rubric kota
  inputs
    provinsi text
    jenis one of kota, kabupaten
  collect units by unit
  score nilai 0 .. 100
    = mean(units.nilai)
  outcome x
    requires jenis is kota and count(units where jenis is dinas) > 0
rubric nasional
  inputs
    pulau yes or no
  collect kota2 "Kota" by kota
  collect lembaga by unit at least 0
  score nilai 0 .. 100
    = mean(kota2.nilai)
  outcome y
    requires pulau and count(lembaga) > 0 and any kota in kota2 has x
"""


@pytest.fixture(scope="module")
def levels() -> ir.Plan:
    shelf = Workspace(cache=Cache(None)).ready(Source("l.rubrik", LEVELS))
    return next(ready.plan for ready in shelf.rubrics if ready.name == "nasional")


def told(problems: Sequence[Problem]) -> list[tuple[str, str | None, str | None, int | None]]:
    return [(p.code, p.record, p.column, p.row) for p in problems]


def test_rows_in_levels(levels: ir.Plan) -> None:
    text = (
        "provinsi,kota,record,kota.jenis,jenis,pulau,a\n"
        "Lampung,Metro,Dinkes,kota,dinas,no,60\n"
        "Banten,Serang,Dinkes,,dinas,,1\n"
        "Lampung,Metro,Disdik,,puskesmas,,70\n"
        "Lampung,Metro,,kota,,,\n"
        "Banten,,,,,yes,\n"
    )
    first, second = from_csv(levels, text, by=["provinsi,kota"]).records
    assert (first.name, first.problems, first.record.answers) == ("Lampung", (), {0: False})
    (metro,) = first.record.members[0]
    assert (metro.name, metro.answers) == ("Metro", {0: "Lampung", 1: "kota"})
    assert [(m.name, m.answers) for m in metro.members[0]] == [
        ("Dinkes", {0: "dinas", 1: Fraction(60)}),
        ("Disdik", {0: "puskesmas", 1: Fraction(70)}),
    ]
    assert second.record.answers == {0: True} and [m.name for m in second.record.members[0]] == ["Serang"]
    assert 1 not in first.record.members  # nothing is said of it
    assert from_csv(levels, text, by=["provinsi", "kota"]).records == (first, second)


def test_a_parent_by_a_row_of_its_own_has_no_members(levels: ir.Plan) -> None:
    text = "provinsi,kota,record,kota.jenis,pulau,a\nLampung,Metro,,kota,,\nBanten,,,,no,\nBali,,,kota,,\n"
    first, second, loose = from_csv(levels, text, by=["provinsi,kota"]).records
    assert [(m.name, m.members) for m in first.record.members[0]] == [("Metro", {0: ()})]
    assert second.record.members == {0: ()}
    assert told(loose.problems) == [("key-undivided", "row 4", "kota", 4)]


def test_a_parent_that_is_given_needs_no_members(levels: ir.Plan) -> None:
    text = "provinsi,kota,record,kota.nilai\nLampung,Metro,,70\n"
    (bound,) = from_csv(levels, text, by=["provinsi,kota"]).records
    assert [(m.given, m.members) for m in bound.record.members[0]] == [({0: ("value", Fraction(70))}, {})]


def test_faults_in_levels_name_the_way(levels: ir.Plan) -> None:
    text = (
        "provinsi,kota,record,kota.jenis,a\n"
        "Lampung,Metro,Dinkes,kota,600\n"
        "Lampung,Metro,Dinkes,kabupaten,60\n"
        ",Metro,Dinkes,kota,60\n"
        "Lampung,,Dinkes,,60\n"
    )
    first, no_province, no_city = from_csv(levels, text, by=["provinsi,kota"]).records
    assert sorted(told(first.problems), key=str) == [
        ("group-disagrees", "Lampung :: Metro", "kota.jenis", 3),
        ("unit-twice", "Lampung :: Metro :: Dinkes", None, 3),
    ]
    assert told(no_province.problems) == [("key-undivided", "Dinkes", "provinsi", 4)]
    assert told(no_city.problems) == [("key-undivided", "Dinkes", "kota", 5)]
    alone = "\n".join(text.splitlines()[:2])
    (bound,) = from_csv(levels, alone, by=["provinsi,kota"]).records
    assert told(bound.problems) == [("value-outside-domain", "Lampung :: Metro :: Dinkes", "a", 2)]


@pytest.mark.parametrize(
    ("by", "collection", "names"),
    [
        (["kota"], None, None),
        (["kota"], "units", None),
        (["kota"], "lembaga", {1}),
        (["kota"], "Kota", {0}),
        (["provinsi", "kota"], "kota2.units", {0}),
        (["provinsi", "kota"], "lembaga", None),
        (["provinsi", "kota", "record"], None, None),
    ],
)
def test_which_collection(
    levels: ir.Plan, by: list[str], collection: str | None, names: set[int] | None
) -> None:
    text = "provinsi,kota,record,a\nLampung,Metro,Dinkes,60\n"
    binding = from_csv(levels, text, by=by, collection=collection)
    if names is None:
        assert [p.code for p in binding.problems] == ["collection-unclear"] and not binding.records
    else:
        (bound,) = binding.records
        assert bound.problems == () and set(bound.record.members) == names


def test_a_column_may_name_the_collection_of_each_row(levels: ir.Plan) -> None:
    text = (
        "negara,record,kumpulan,a,jenis\n"
        "RI,Metro,kota2,,kota\nRI,Polri,lembaga,60,dinas\nRI,BPN,lain,60,dinas\nRI,BKN,,60,dinas\n"
    )
    first, other, none = from_csv(levels, text, by=["negara"]).records
    assert {index: [m.name for m in held] for index, held in first.record.members.items()} == {
        0: ["Metro"],
        1: ["Polri"],
    }
    assert told(other.problems) == [("collection-unclear", "BPN", "kumpulan", 4)]
    assert told(none.problems) == [("collection-unclear", "BKN", "kumpulan", 5)]


def test_keys_divided_into_levels(levels: ir.Plan) -> None:
    text = (
        "record,a,jenis,nilai\n"
        "RI :: Metro,,kota,\n"
        "RI :: Metro :: Dinkes,60,dinas,\n"
        "RI :: Ambon,,,70\n"
        "RI :: Solo,60,,\n"
        "RI ::  :: Dinkes,60,dinas,\n"
    )
    split = Split("record")
    first, of_member, empty = from_csv(levels, text, by_split=split, collection="units").records
    metro, ambon = first.record.members[0]
    assert (metro.answers, [m.name for m in metro.members[0]]) == ({1: "kota"}, ["Dinkes"])
    assert (ambon.given, ambon.members) == ({0: ("value", Fraction(70))}, {})
    assert told(of_member.problems) == [("key-undivided", "RI :: Solo", "a", 5)]
    assert told(empty.problems) == [("key-undivided", "RI ::  :: Dinkes", "record", 6)]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_in_levels_means_nothing(levels: ir.Plan, order: list[int]) -> None:
    rows = [
        "Lampung,Metro,Dinkes,kota,dinas,,60",
        "Lampung,Metro,Disdik,,dinas,no,70",
        "Lampung,Pringsewu,Disdik,,dinas,,80",
        "Banten,Serang,Dinkes,,dinas,,90",
        "Lampung,Kosong,,kota,,,",
        "Banten,,,,,yes,",
    ]
    header = "provinsi,kota,record,kota.jenis,jenis,pulau,a"
    found = []
    for lines in (rows, [rows[at] for at in order]):
        binding = from_csv(levels, "\n".join([header, *lines]), by=["provinsi,kota"])
        found.append({bound.name: in_order(bound.record) for bound in binding.records})
    assert found[0] == found[1]


def in_order(record: Record) -> Record:
    """The record with its members by name."""
    members = {
        index: tuple(sorted(map(in_order, held), key=lambda one: one.name))
        for index, held in record.members.items()
    }
    return replace(record, members=members)

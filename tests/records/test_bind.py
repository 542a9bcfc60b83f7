"""What the columns and cells of data mean to a rubric."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.plan import ir
from rubrikdsl.records.bind import Binding
from rubrikdsl.records.bind import bind
from rubrikdsl.records.levels import Split
from rubrikdsl.records.read import read
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record


def from_csv(plan: ir.Plan, text: str, **options: object) -> Binding:
    """Bind a CSV text."""
    sheet = read("d.csv", text.encode())
    assert not sheet.problems
    return bind(sheet.records, plan, **options)  # type: ignore[arg-type]


def from_toml(plan: ir.Plan, text: str) -> Binding:
    """Bind a TOML text."""
    sheet = read("d.toml", text.encode())
    assert not sheet.problems
    return bind(sheet.records, plan)


def only(binding: Binding) -> Record:
    """The one record, without any problem."""
    (bound,) = binding.records
    assert bound.problems == () and binding.problems == ()
    return bound.record


def code(binding: Binding) -> str:
    """The code of the one problem of the one record."""
    (bound,) = binding.records
    (problem,) = bound.problems
    assert bound.is_refused
    return problem.code


def at(plan: ir.Plan, path: str) -> int:
    """The index of the field with this path."""
    return next(f.index for f in plan.fields if ".".join(f.path) == path and f.kind != "state")


def test_every_domain_is_read_from_text(unit: ir.Plan) -> None:
    record = only(
        from_csv(
            unit,
            "record;lokasi;media;selesai;tanggal;nama;tindak;biaya;input.standar;proses.standar\n"
            "Watdek;mpp;web sippn;ya;2024-12-31;Puskesmas;80,5%;49,85;3;lengkap\n",
        )
    )
    assert record.name == "Watdek"
    assert {".".join(unit.fields[i].path): v for i, v in record.answers.items()} == {
        "lokasi": "mpp",
        "media": frozenset({"web", "sippn"}),
        "selesai": True,
        "tanggal": date(2024, 12, 31),
        "nama": "Puskesmas",
        "tindak": Fraction("0.805"),
        "biaya": Fraction("49.85"),
        "input.standar": Fraction(3),
        "proses.standar": "lengkap",
    }


def test_keys_are_paths_labels_and_readings_of_both_languages(unit: ir.Plan) -> None:
    record = only(from_csv(unit, "input.points,proses.poin,output.capaian\n8.72,10.76,80%\n"))
    assert record.given == {
        1: ("points", Fraction("8.72")),
        4: ("points", Fraction("10.76")),
        6: ("share", Fraction(4, 5)),
    }
    record = only(from_csv(unit, "tempat  LAYANAN,Maklumat,Output\nkantor sendiri,TIDAK ADA,50\n"))
    assert record.answers == {at(unit, "lokasi"): "kantor", at(unit, "proses.standar"): "nihil"}
    assert record.given == {6: ("value", Fraction(50))}


def test_the_root_may_be_given(unit: ir.Plan) -> None:
    assert only(from_csv(unit, "nilai\n60.80\n")).given == {0: ("value", Fraction("60.8"))}


def test_toml_keys_dotted_nested_and_quoted_say_the_same(unit: ir.Plan) -> None:
    dotted = only(from_toml(unit, 'input.standar = 3\nproses.standar = "lengkap"\ntindak = "80%"'))
    nested = only(from_toml(unit, 'tindak = "80%"\n[input]\nstandar = 3\n[proses]\nstandar = "lengkap"'))
    quoted = only(from_toml(unit, '"input.standar" = 3\n"Maklumat" = "lengkap"\n"Tindak lanjut" = "80 %"'))
    assert dotted.answers == nested.answers == quoted.answers
    assert len(dotted.answers) == 3


def test_toml_floats_are_read_by_their_text(unit: ir.Plan) -> None:
    record = only(from_toml(unit, "biaya = 0.001\n"))
    assert record.answers == {at(unit, "biaya"): Fraction(1, 1000)}


def test_checklists_by_item_and_as_a_list(unit: ir.Plan) -> None:
    ruang, laktasi = at(unit, "input.loket.ruang"), at(unit, "input.loket.laktasi")
    assert only(from_csv(unit, "loket.ruang,laktasi\nya,tidak\n")).answers == {ruang: True, laktasi: False}
    assert only(from_csv(unit, "loket\nlaktasi\n")).answers == {ruang: False, laktasi: True}
    assert only(from_toml(unit, "input.loket = []")).answers == {ruang: False, laktasi: False}
    assert code(from_csv(unit, "loket\n2\n")) == "value-unreadable"
    assert code(from_csv(unit, "loket,laktasi\nruang,ya\n")) == "answer-twice"


def test_empty_is_missing_and_not_applicable_is_neither(unit: ir.Plan) -> None:
    assert only(from_csv(unit, "record,input.standar,lokasi\nA,,\n")).answers == {}
    record = only(from_csv(unit, "input.standar,loket\nTidak berlaku,n/a\n"))
    assert record.answers == {at(unit, "input.standar"): NOT_APPLICABLE, 10: NOT_APPLICABLE}
    assert code(from_csv(unit, "proses.standar\nn/a\n")) == "not-applicable-refused"
    assert code(from_csv(unit, "input.standar\nNA\n")) == "value-unreadable"


@pytest.mark.parametrize(
    ("column", "value", "wanted", "message"),
    [
        ("input.standar", "4", "value-outside-domain", "`4` is not a whole number from 0 to 3"),
        ("input.standar", "1.5", "value-outside-domain", "`1.5` is not a whole number from 0 to 3"),
        ("input.standar", "tiga", "value-unreadable", "`tiga` is not a number"),
        ("input.standar", "80%", "percent-without-share", "a number is wanted here, `80%` is a share"),
        ("input.standar", "1e2", "value-unreadable", "`1e2` is not a number"),
        ("lokasi", "mppp", "value-outside-domain", "`mppp` is not one of kantor, mpp"),
        ("selesai", "1", "value-outside-domain", "`1` is not yes or no"),
        ("tanggal", "31/12/2024", "value-unreadable", "`31/12/2024` is not a date such as 2024-12-31"),
        ("tindak", "80", "share-without-percent", "a share is written with `%`"),
        ("tindak", "101%", "value-outside-domain", "`101%` is not a share from 0% to 100% in steps of 0.01%"),
        ("media", "web; radio", "value-outside-domain", "`radio` is not any of web, sippn, papan"),
        ("biaya", "75.000", "two-readings", "`75.000` has two readings"),
        ("biaya", '"1.234,5"', "thousands-mark", "`1.234,5` has thousands marks"),
        ("output", "101", "given-outside-scale", "`101` is not from 0 to 100"),
        ("standar", "3", "column-ambiguous", "several things have this name"),
        ("output.share", "0.8", "share-without-percent", "a share is written with `%`"),
    ],
)
def test_a_wrong_cell_refuses_its_record_and_says_why(
    unit: ir.Plan, column: str, value: str, wanted: str, message: str
) -> None:
    binding = from_csv(unit, f"record,{column}\nA,{value}\nB,\n")
    bad, good = binding.records
    (problem,) = bad.problems
    assert (problem.code, problem.message.read("en")) == (wanted, message)
    assert (problem.record, problem.file, problem.row, problem.column) == ("A", "d.csv", 2, column)
    assert problem.value == value.strip('"')
    assert problem.message.read("id") != message
    assert bad.is_refused and not good.is_refused and good.problems == ()


@pytest.mark.parametrize(
    ("column", "value", "help"),
    [
        ("lokasi", "kantr", "did you mean `kantor`?"),
        ("selesai", "1", "write `yes` if that is meant"),
        ("tindak", "0.8", "write `80%` or `0.8%`, whichever is meant"),
        (
            "biaya",
            "75.000",
            "write `75` or `75000`, whichever is meant; one clear number in the file settles the others",
        ),
        ("tanggal", "03/04/2024", "write `2024-04-03` or `2024-03-04`"),
        ("biaya", "0.00051", "the nearest are 0 or 0.001"),
        ("standar", "3", "write `input.standar` or `proses.standar`"),
    ],
)
def test_a_wrong_cell_says_what_to_write(unit: ir.Plan, column: str, value: str, help: str) -> None:
    (bound,) = from_csv(unit, f"{column}\n{value}\n").records
    assert [h.read("en") for h in bound.problems[0].helps] == [help]


def test_decimals_where_whole_numbers_are_asked(unit: ir.Plan) -> None:
    (bound,) = from_csv(unit, "input.standar\n2.5\n").records
    near, step = bound.problems[0].helps
    assert near.read("en") == "the nearest are 2 or 3"
    assert "`step 0.01`" in step.read("en") and "`langkah 0,01`" in step.read("id")


def test_a_decimal_mark_shown_elsewhere_in_the_file_decides(unit: ir.Plan) -> None:
    biaya = at(unit, "biaya")
    points = from_csv(unit, "biaya\n75.000\n0.5\n").records
    assert [b.record.answers for b in points] == [{biaya: Fraction(75)}, {biaya: Fraction(1, 2)}]
    first, second = from_csv(unit, "biaya;output\n75.000;49,85\n75,125;\n").records
    assert [p.code for p in first.problems] == ["two-readings"]
    assert "75000" in first.problems[0].helps[0].read("en")
    assert second.record.answers == {biaya: Fraction("75.125")}


def test_a_node_and_what_lies_below_it_cannot_both_be_said(unit: ir.Plan) -> None:
    binding = from_csv(unit, "input,input.standar\n50,3\n")
    assert code(binding) == "given-twice"
    assert binding.records[0].problems[0].column == "input"
    assert code(from_csv(unit, "nilai,input.points\n50,3\n")) == "given-twice"
    assert code(from_csv(unit, "input.standar,input.standar.points\n3,3\n")) == "answer-twice"
    assert not from_csv(unit, "input,input.standar\n50,\n").records[0].problems


def test_two_columns_of_one_thing_are_refused(unit: ir.Plan) -> None:
    binding = from_csv(unit, "lokasi,Tempat layanan\nmpp,mpp\n")
    assert code(binding) == "answer-twice"


def test_columns_that_name_nothing_are_told_once_a_file(unit: ir.Plan) -> None:
    text = "record,lokassi,url,tahun\nA,mpp,x,1\nB,mpp,x,2\n"
    binding = from_csv(unit, text)
    assert [(p.code, p.severity, p.column) for p in binding.problems] == [
        ("column-unknown", "warning", "lokassi"),
        ("column-unused", "warning", None),
    ]
    assert binding.problems[0].helps[0].read("id") == "mungkin maksudnya `lokasi`?"
    assert binding.problems[1].message.read("en") == "not read: `url`, `tahun`"
    kept = from_csv(unit, text, keep=["url", "tahun", "lokassi"])
    assert kept.problems == ()
    assert dict(kept.records[1].kept) == {"url": "x", "tahun": "2", "lokassi": "mpp"}


def test_records_are_named_by_their_column_or_their_row(unit: ir.Plan) -> None:
    assert [b.name for b in from_csv(unit, "nilai\n1\n\n2\n").records] == ["row 2", "row 4"]
    assert [b.name for b in from_toml(unit, "nilai = 1\n").records] == ["#1"]
    named = from_csv(unit, "nama,nilai\nX,1\n", id_column="nama").records[0]
    assert named.name == "X" and named.record.answers == {at(unit, "nama"): "X"}
    twice = from_csv(unit, "record,nilai\nA,1\nA,2\n")
    assert [(p.code, p.row) for p in twice.problems] == [("record-twice", 3)]
    assert len(twice.records) == 2
    absent = from_csv(unit, "nilai\n1\n", id_column="nillai")
    assert [p.code for p in absent.problems] == ["column-absent"] and absent.records == ()


def test_an_uneven_row_is_one_problem_and_named(unit: ir.Plan) -> None:
    first, second = bind(read("d.csv", b"Record,input.standar\nA,4,9\nB,3\n").records, unit).records
    assert [(p.code, p.record) for p in first.problems] == [("row-uneven", "A")]
    assert second.name == "B" and second.problems == ()


def test_nested_units(region: ir.Plan) -> None:
    text = """
[[record]]
record = "Kota A"
jenis = "kota"
units = [{ record = "Dinas", nilai = 80 }, { nilai = 60.5 }]

[[record]]
record = "Kota B"
[[record.units]]
record = "Dinas"
input.points = 8.72
[[record.units]]
record = "Puskesmas"
lokasi = "mppp"
"""
    first, second = from_toml(region, text).records
    assert first.problems == ()
    assert [(m.name, m.given) for m in first.record.members[0]] == [
        ("Dinas", {0: ("value", Fraction(80))}),
        ("#2", {0: ("value", Fraction("60.5"))}),
    ]
    (problem,) = second.problems
    assert (problem.record, problem.column, problem.row) == ("Kota B :: Puskesmas", "lokasi", 7)
    assert only(from_toml(region, 'record = "C"\nunits = []')).members == {0: ()}
    assert code(from_toml(region, "units = 3")) == "data-shape"
    (rows,) = from_csv(region, "record,input.points,lokasi\nDinas,8.72,mpp\n").faults
    assert rows.code == "rows-of-members"
    assert "`--by COLUMN`" in rows.helps[0].read("en")
    wrong = from_csv(region, "record,input.points,lokasi\nDinas,8.72,mppp\n").faults
    assert [fault.code for fault in wrong] == ["no-column-read"]
    assert code(from_toml(region, "jenis = [{a = 1}]")) == "column-unknown"


def test_flat_rows_by_a_column(region: ir.Plan) -> None:
    text = (
        "kabupaten,record,jenis,nilai,input.points\n"
        "Kota A,Dinas,kota,80,\n"
        "Kota B,Dinas,kota,,8.72\n"
        "Kota A,Puskesmas,,60,\n"
    )
    first, second = from_csv(region, text, by=["kabupaten"]).records
    assert (first.name, first.row, first.problems) == ("Kota A", 2, ())
    assert first.record.answers == {0: "kota"}
    assert [(m.name, m.given) for m in first.record.members[0]] == [
        ("Dinas", {0: ("value", Fraction(80))}),
        ("Puskesmas", {0: ("value", Fraction(60))}),
    ]
    assert [m.given for m in second.record.members[0]] == [{1: ("points", Fraction("8.72"))}]


def test_rows_of_one_parent_must_agree_about_it(region: ir.Plan) -> None:
    text = "entitas,jenis,nilai\nA,kota,80\nA,kabupaten,70\n"
    (bound,) = from_csv(region, text, by=["entitas"]).records
    assert [(p.code, p.row, p.column, p.record) for p in bound.problems] == [
        ("group-disagrees", 3, "jenis", "A")
    ]


def test_flat_rows_by_a_divided_key(region: ir.Plan) -> None:
    text = "record,nilai\nKota A :: Dinas,80\nKota A :: RSUD,60\nKota B,70\n"
    first, loose = from_csv(region, text, by_split=Split("record")).records
    assert [m.name for m in first.record.members[0]] == ["Dinas", "RSUD"]
    assert [(p.code, p.row, p.record) for p in loose.problems] == [("key-undivided", 4, "Kota B")]
    assert [p.code for p in from_csv(region, text, by_split=Split("record", "")).problems] == [
        "key-undivided"
    ]
    (nested,) = from_csv(region, "record,nilai\nA :: X :: Y,80\n", by_split=Split("record")).records
    assert (nested.name, [m.name for m in nested.record.members[0]]) == ("A", ["X :: Y"])
    (twice,) = from_csv(region, "record,nilai\nA :: X,80\nA :: X,60\n", by_split=Split("record")).records
    assert [(p.code, p.record) for p in twice.problems] == [("unit-twice", "A :: X")]
    assert twice.is_refused


def test_rows_cannot_be_grouped_without_a_collection(unit: ir.Plan) -> None:
    binding = from_csv(unit, "entitas,nilai\nA,80\n", by=["entitas"])
    assert [p.code for p in binding.problems] == ["collection-unclear"] and binding.records == ()


@settings(max_examples=30, deadline=None)
@given(st.permutations(["record", "lokasi", "tindak", "biaya", "input.standar", "output", "media", "bukan"]))
def test_the_order_of_columns_means_nothing(unit: ir.Plan, order: list[str]) -> None:
    told = {
        "record": "A",
        "lokasi": "mpp",
        "tindak": "80%",
        "biaya": "75.000",
        "input.standar": "9",
        "output": "49,85",
        "media": "web|papan",
        "bukan": "x",
    }
    text = ";".join(order) + "\n" + ";".join(told[key] for key in order) + "\n"
    binding = from_csv(unit, text)
    (bound,) = binding.records
    assert dict(bound.record.answers) == {
        at(unit, "lokasi"): "mpp",
        at(unit, "tindak"): Fraction(4, 5),
        at(unit, "media"): frozenset({"web", "papan"}),
    }
    assert bound.record.given == {6: ("value", Fraction("49.85"))}
    assert {(p.code, p.column) for p in bound.problems} == {
        ("two-readings", "biaya"),
        ("value-outside-domain", "input.standar"),
    }
    assert [p.code for p in binding.problems] == ["column-unused"]

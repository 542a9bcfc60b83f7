"""Nothing is a stored answer: where a copy of the data or of a rubric changes, the results change with it."""

from __future__ import annotations

import csv
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import rubrikdsl as rb

WATDEK = "Kabupaten Maluku Tenggara 2023 :: Puskesmas Watdek"
MALRA = "Kabupaten Maluku Tenggara 2023"
RUBRIC = "ombudsman/kepatuhan_2022.rubrik"
UNITS = "ombudsman/data/kepatuhan_2022_unit.csv"
ENTITIES = "ombudsman/data/kepatuhan_2022.csv"
PUBLISHED = "Kabupaten Bungo 2022,2022,kabupaten,Jambi,80.41,B,hijau"


def replace(path: Path, old: str, new: str) -> None:
    """One change of a file, which must be there to change."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def not_agreeing(audit: Any, column: str) -> set[str]:
    """The records whose published class is not the computed one."""
    return {row.record for _, row in audit.disagreeing() if row.agrees.get(column) is False}


@pytest.fixture(scope="module")
def altered(auditor: Any, stock: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The audit of a copy with another score, another publication and another edge."""
    copy = Path(shutil.copytree(stock, tmp_path_factory.mktemp("altered") / "rubrics"))
    replace(copy / UNITS, ",8.72,10.76,20.76,9.61,", ",21.72,30.76,20.76,9.61,")
    replace(
        copy / ENTITIES,
        "Kota Metro 2023,2023,kota,Lampung,80.85,",
        "Kota Metro 2023,2023,kota,Lampung,60.85,",
    )
    replace(copy / ENTITIES, PUBLISHED, PUBLISHED.replace("hijau", "merah"))
    path = copy / RUBRIC
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("78,00 ..", "79,00 ..").replace("77,99", "78,99"), encoding="utf-8")
    return auditor.audit(copy)


def test_an_altered_score_changes_the_class_the_verdict_and_the_total(auditor: Any, altered: Any) -> None:
    rows = {row.record: row for regime in auditor.REGIMES for row in altered.rows[regime.title]}
    assert (rows[WATDEK].values["nilai"], rows[WATDEK].values["kategori"]) == ("82.85", "B")
    assert rows[WATDEK].agrees == {"zona_terbit": False}
    assert rows["Kota Metro 2023"].values["kategori"] == "C"
    assert rows["Kota Metro 2023"].agrees == {"kategori_terbit": False, "zona_terbit": False}
    total = next(total for total in altered.totals if total.record == MALRA)
    assert total.recomputed == "65.51"


def test_an_altered_publication_is_an_exception(demo: Any, found: Any, altered: Any) -> None:
    (agree, printed), (after, _) = found.count("zona_terbit"), altered.count("zona_terbit")
    new = not_agreeing(altered, "zona_terbit") - not_agreeing(found, "zona_terbit")
    assert {"Kabupaten Bungo 2022", "Kota Metro 2023", WATDEK} <= new and after == agree - len(new)
    assert "Kabupaten Bungo 2022: 80.41 is hijau, published as merah" in set(demo.exceptions(altered))
    assert f"{after} of {printed} zones" in demo.audit_line(altered)
    assert "; Kabupaten Bungo 2022;" in demo.audit_line(altered)


def test_altered_weights_change_what_points_mean(auditor: Any, copy: Path) -> None:
    path = copy / RUBRIC
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("21,85%", "25,00%").replace("32,37%", "29,22%"), encoding="utf-8")
    scored = auditor.score(copy, auditor.UNITS, "record,input,proses,output,pengaduan\nx,80,0,0,0\n")
    assert scored["x"]["nilai"] in ("20", "20.00")


def test_an_altered_edge_moves_the_rows_at_the_edge(altered: Any, found: Any) -> None:
    moved = not_agreeing(altered, "kategori_terbit") - not_agreeing(found, "kategori_terbit")
    assert {"Kabupaten Sumba Barat 2024", "Kabupaten Sumbawa Barat 2023"} <= moved
    assert "Kabupaten Bungo 2022" not in moved


def test_no_reading_of_the_printed_zones_explains_every_row(auditor: Any, found: Any) -> None:
    """Rounding first breaks Gorontalo 2017; beginning above 50 and 80 breaks Banyuasin and Buton Utara."""
    wrong: dict[str, set[str]] = {}
    for regime, row in found.disagreeing():
        if regime.data == auditor.FIRST_ZONES.data:
            wrong.setdefault(regime.options[1], set()).add(row.record)
    assert wrong == {
        "bulat": {"Provinsi Gorontalo 2017"},
        "di_atas": {"Kabupaten Banyuasin 2019", "Kabupaten Buton Utara 2019"},
    }


def test_without_a_choice_only_what_depends_on_it_is_refused(stock: Path) -> None:
    with (stock / "ombudsman/data/kepatuhan_2018.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    zones = rb.load("kepatuhan.daerah_2018")
    found = {row["record"]: zones.score({"nilai": row["nilai"]}) for row in rows}
    differing = {name for name, result in found.items() if result.status("zona") == "differs"}
    assert differing == {
        "Provinsi Gorontalo 2017",
        "Kabupaten Banyuasin 2019",
        "Kabupaten Buton Utara 2019",
    }
    assert found["Provinsi Banten 2018"]["zona"] == "hijau"


def test_the_zones_as_printed_leave_holes(stock: Path) -> None:
    """The table over the scores themselves, without the assumed rounding, must not pass."""
    text = (stock / "ombudsman/kepatuhan_2018.rubrik").read_text(encoding="utf-8")
    found = rb.check(text.replace("dari dibulatkan", "dari nilai", 1))
    errors = [finding for finding in found if finding.severity == "error"]
    assert {finding.code for finding in errors} == {"band-gap"}
    words = " ".join(
        [finding.message.read("en") for finding in errors] + [n.read("en") for f in errors for n in f.notes]
    )
    assert all(edge in words for edge in ("50", "51", "80", "81"))


def test_the_place_of_the_service_has_one_line_to_change(copy: Path) -> None:
    path = copy / "ombudsman/lokasi.rubrik"
    data = copy / "ombudsman/data/lokasi_rekaan.csv"
    with data.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def scores(name: str) -> list[object]:
        rubric = rb.load(str(path), name)
        return [rubric.score(row)["nilai"] for row in rows]

    assert scores("lokasi.bonus") == [80, Fraction("82.5"), Fraction("82.5")]
    assert scores("lokasi.bobot") == [72, 80, 80]
    replace(path, "+2,50", "+3,00")
    replace(path, "skalakan ke 90", "skalakan ke 75")
    assert scores("lokasi.bonus") == [80, 83, 83]
    assert scores("lokasi.bobot") == [60, 80, 80]

"""Data files part by part: the same results, told alike, as data that are read at once."""

from __future__ import annotations

import csv as plain_csv
from collections.abc import Callable
from datetime import date
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import ipc
from pyarrow import parquet

from rubrikdsl.cli import streaming
from rubrikdsl.cli.main import main
from rubrikdsl.workspace.streams import batches
from rubrikdsl.workspace.streams import csv
from rubrikdsl.workspace.streams import singly

RUBRIC = """\
rubric unit "Unit"
  inputs
    sejak date
    daring yes or no default no
  score nilai "Nilai" 0 .. 100 places 2
    indicator a "A" weight 40% 0 .. 100 step 0.001 may be not applicable
    indicator b "B" weight 60% 0 .. 4
    bonus daring +1.5 when daring
    cap 100
  bands kategori of nilai
    range code
    50 .. 100 tinggi
    below 50 rendah
  let lama = sejak < 2020-01-01
  let mulai = sejak
  let sisa = nilai / 7
"""

DROPPED = (
    "warnings of single records (a default that was used, an assertion that does not hold, a name that stands"
    " twice) are told of small data only\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`rubrik score unit.rubrik …` in an empty folder; with `parts` all data go part by part."""
    monkeypatch.chdir(tmp_path)
    Path("unit.rubrik").write_text(RUBRIC, encoding="utf-8")

    def typed(*words: str, parts: bool = True, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setattr(streaming, "SMALL", -1 if parts else 10**9)
        code = main(["score", "unit.rubrik", *words, "--lang", lang])
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


CSV = """\
record,Kota,a,b,sejak,daring,catatan
Dinas A,Batu,75.125,4,2019-05-01,ya,x
Dinas B,"Batu, Kota",80,2,2020-01-01,,
Dinas C,Metro,,3,2021-01-01,tidak,
Dinas D,Metro,n/a,3,2021-01-01,tidak,y
Dinas E,Metro,12.5,5,2021-01-01,tidak,
,Metro,12.5,1,31/12/2020,tidak,
Dinas G,Metro
"""


def both(run: Run, data: str, out: str, *words: str) -> tuple[int, str, str]:
    """What is said and written part by part, which is what is written at once."""
    code, _, _ = run(data, "-o", f"once-{out}", *words, parts=False)
    told = run(data, "-o", out, *words)
    assert told[0] == code
    assert Path(out).read_bytes() == Path(f"once-{out}").read_bytes() or not out.endswith(".csv")
    if out.endswith(".parquet"):
        one, other = parquet.read_table(f"once-{out}"), parquet.read_table(out)
        assert one.schema.equals(other.schema) and one.to_pylist() == other.to_pylist()
    return told


@pytest.mark.parametrize("out", ["nilai.csv", "nilai.parquet"])
@pytest.mark.parametrize("part", [40, 10**6])
def test_the_same_of_csv(run: Run, out: str, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "PART", part)
    Path("data.csv").write_text(CSV, encoding="utf-8")
    code, said, told = both(run, "data.csv", out, "--keep", "Kota", "--keep", "catatan")
    assert code == 1 and not said
    assert "error[row-uneven]: data.csv:8" in told
    assert "value-outside-domain]: data.csv:6, column `b`, record `Dinas E`: `5`" in told
    assert "incomplete[not-answered]: data.csv:4, record `Dinas C`" in told
    assert "are told of small data only" in told
    if out.endswith(".csv"):
        rows = list(plain_csv.DictReader(Path(out).read_text(encoding="utf-8").splitlines()))
        assert [row["record"] for row in rows] == [*(f"Dinas {one}" for one in "ABCDE"), "row 7", "Dinas G"]
        assert rows[0]["nilai"] == "91.55" and rows[0]["lama"] == "yes" and rows[0]["sisa"] == "1831/140"
        assert rows[1]["Kota"] == "Batu, Kota" and rows[6]["problems"] == "row-uneven"
    else:
        assert parquet.read_schema(out).field("nilai").type == pa.decimal128(38, 2)


def test_marks_are_those_of_the_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number of two readings is decided by a row that comes much later."""
    monkeypatch.setattr(csv, "PART", 64)
    lines = ["record;a;b;sejak", *(f"u{at};{at + 10}.125;3;2021-01-01" for at in range(30))]
    for last in ("u;7.5;1;2021-01-01", "u;7,5;1;2021-01-01", "u;7;1;2021-01-01"):
        Path("data.csv").write_text("\n".join([*lines, last]) + "\n", encoding="utf-8")
        code, _, _ = both(run, "data.csv", "nilai.csv")
        assert code == (0 if "." in last else 1)


def test_csv_in_any_form(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "PART", 50)
    table = [
        ["record", "a", "b", "sejak"],
        *([f"Dinas {at}", str(at), "3", "2021-01-01"] for at in range(40)),
    ]
    joined = "\n".join(";".join(row) for row in table)
    texts = {
        "tabs": "\n".join("\t".join(row) for row in table).encode(),
        "bom": b"\xef\xbb\xbf" + joined.replace(";", ",").encode(),
        "utf-16": joined.replace("Dinas", "Dinás").encode("utf-16"),
        "dos": joined.replace("\n", "\r\n").encode(),
        "old": joined.replace("\n", "\r").encode(),
        "declared": ("sep=;\n" + joined).encode(),
        "hints": joined.replace("Dinas 20", "# petunjuk;x;y;z\n\n;;;\n  Dinas 20  ").encode(),
        "lines": joined.replace("Dinas 20", '"Dinas\n20"').encode(),
    }
    for name, data in texts.items():
        Path(f"{name}.csv").write_bytes(data)
        code, said, told = both(run, f"{name}.csv", "nilai.csv")
        assert (code, said) == (0, "") and told.count("\n") == 1, (name, told)


def test_broken_files_leave_everything_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "PART", 64)
    Path("nilai.csv").write_text("earlier", encoding="utf-8")
    good = "record,a,b,sejak\n" + "x,1,2,2021-01-01\n" * 40
    for wrong in (b"\xff,1,2,2021-01-01\n", b'"x,1,2,2021-01-01\n', b"\0,1,2,2021-01-01\n"):
        Path("data.csv").write_bytes(good.encode() + wrong)
        code, _, told = run("data.csv", "-o", "nilai.csv")
        assert code == 1 and "data.csv:42" in told and "nothing was written to nilai.csv" in told
        assert Path("nilai.csv").read_text(encoding="utf-8") == "earlier"
    parquet.write_table(pa.table({"b": [1] * 1000}), "data.parquet")
    whole = Path("data.parquet").read_bytes()
    for content in (whole[:-200], b"PAR1" + whole[4:40] + b"\0" * 400 + whole[440:], b""):
        Path("data.parquet").write_bytes(content)
        code, _, told = run("data.parquet", "-o", "nilai.csv", lang="id")
        assert code in (1, 3) and "data.parquet" in told, content[:9]
        assert Path("nilai.csv").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.suffix for path in Path().iterdir()) == [".csv", ".csv", ".parquet", ".rubrik"]


def test_an_interrupted_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("nilai.parquet").write_text("earlier", encoding="utf-8")
    Path("data.csv").write_text(CSV, encoding="utf-8")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(streaming._Told, "take", stopped)
    code, said, told = run("data.csv", "-o", "nilai.parquet")
    assert (code, said) == (130, "") and "Traceback" not in told
    assert Path("nilai.parquet").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in Path().iterdir()) == ["data.csv", "nilai.parquet", "unit.rubrik"]


def test_columns_of_every_type(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BYTES", 1)
    rows = 3000
    table = pa.table({
        "unit": pa.array([f"U{at}" for at in range(rows)]).dictionary_encode(),
        "a": pa.array([at % 1000 / 10 for at in range(rows)], pa.float32()),
        "b": pa.array([None if at % 7 == 0 else at % 6 for at in range(rows)], pa.int8()),
        "sejak": pa.array([datetime(2019, 1, 1 + at % 30) for at in range(rows)], pa.timestamp("ms")),
        "daring": pa.array([at % 3 == 0 for at in range(rows)]),
        "anggaran": pa.array([Decimal(at) / 8 for at in range(rows)], pa.decimal128(12, 3)),
        "hari": pa.array([date(2020, 1, 1)] * rows),
        "sisa uang": pa.array([at / 3 for at in range(rows)]),
    })  # fmt: skip
    parquet.write_table(table, "data.parquet")
    with ipc.new_file("data.arrow", table.schema) as writer:
        writer.write_table(table, 700)
    kept = [word for name in ("anggaran", "hari", "sisa uang", "daring") for word in ("--keep", name)]
    for data in ("data.parquet", "data.arrow"):
        for out in ("nilai.parquet", "nilai.csv"):
            code, _, told = both(run, data, out, "--id", "unit", *kept)
            assert code == 1 and told.count("value-outside-domain]") == 10
            assert "858 of 3 000 records have problems; the column `problems` of" in told
            assert "429  not-answered" in told and "429  value-outside-domain" in told
    code, _, told = run("data.parquet", "-o", "nilai.arrow", "--id", "unit", lang="id")
    assert code == 1 and "858 dari 3 000 rekaman bermasalah" in told
    assert ipc.open_file("nilai.arrow").read_all().num_rows == rows


def test_several_files_have_one_schema(run: Run) -> None:
    """A column that one file has alone is missing in the others; what is carried along is text everywhere."""
    parquet.write_table(pa.table({"record": ["A"], "a": [1], "b": [2], "kode": [7]}), "one.parquet")
    Path("two.csv").write_text("record,a,b,sejak,kode\nB,1,2,2020-01-01,07\n", encoding="utf-8")
    code, _, _ = run("one.parquet", "two.csv", "-o", "nilai.parquet", "--keep", "kode")
    found = parquet.read_table("nilai.parquet")
    assert code == 1 and found.column("kode").to_pylist() == ["7", "07"]
    assert found.column("mulai").to_pylist() == [None, date(2020, 1, 1)]
    code, _, told = run("one.parquet", "two.csv", "-o", "x.parquet", "--keep", "kota")
    assert code == 1 and "there is no column `kota`" in told and not Path("x.parquet").exists()
    Path("three.csv").write_text("nama,umur\nB,1\n", encoding="utf-8")
    code, _, told = run("three.csv", "-o", "x.parquet")
    assert code == 1 and "nama" in told and not Path("x.parquet").exists()


def test_folders_and_patterns(run: Run) -> None:
    for part in ("b", "a"):
        Path("data", part).mkdir(parents=True)
        text = f"record,a,b,sejak\n{part},1,2,2020-01-01\n"
        Path("data", part, "isi.csv").write_text(text, encoding="utf-8")
    Path("data", "_SUCCESS.csv").write_text("", encoding="utf-8")
    Path("data", "BACA.txt").write_text("not data", encoding="utf-8")
    for name in ("data", "data/*/*.csv", "data/**/is[i].csv"):
        for parts in (True, False):
            code, _, told = run(name, "-o", "nilai.csv", parts=parts)
            lines = Path("nilai.csv").read_text(encoding="utf-8").splitlines()
            assert code == 0 and [line.split(",")[0] for line in lines] == ["record", "a", "b"], told
    code, _, told = run("data/*/*.csv", "-o", "data/b/isi.csv")
    assert code == 2 and "data/b/isi.csv" in told
    parquet.write_table(pa.table({"record": ["c"], "a": [1], "b": [2]}), "data/c.parquet")
    code, _, told = run("data", "data/*.json", "-o", "nilai.csv")
    assert code == 3 and "several formats (.csv, .parquet)" in told and "`data/*.csv`" in told
    assert "data/*.json: no file matches this pattern" in told
    Path("kosong").mkdir()
    code, _, told = run("kosong", "-o", "nilai.csv", lang="id")
    assert code == 3 and "kosong: folder ini tidak memuat berkas data" in told


CITIES = """\
rubric unit "Unit"
  score nilai "Nilai" 0 .. 100 places 2
    indicator a "A" weight 40% 0 .. 100
    indicator b "B" weight 60% 0 .. 4
rubric kota "Kota"
  inputs
    wilayah one of barat, timur
  collect units by unit
  score nilai "Nilai" 0 .. 100 places 2
    = mean(units.nilai)
  let jumlah = count(units)
"""


OPEN = """\
rubric unit "Unit"
  valid 2024-01-01 .. 2024-12-31
  score nilai "Nilai" 0 .. 100 places 2
    indicator a "A" weight 40% 0 .. 100
    indicator b "B" weight 60% 0 .. 4
  bands kategori of nilai
    range code
    50 .. 100 tinggi
    below 50 rendah
  ambiguity bobot "Bobot"
    reading sama "Sama"
      change weights
        a 50%
        b 50%
    reading beda "Beda"
      change weights
        a 30%
        b 70%
rubric unit "Unit"
  valid 2025-01-01 ..
  score nilai "Nilai" 0 .. 100 places 3
    indicator a "A" weight 40% 0 .. 100
    indicator b "B" weight 60% 0 .. 4
  let lebih = nilai / 7
  bands kategori of nilai
    range code
    50 .. 100 tinggi
    below 50 rendah
"""
DATED = """\
record,hari,a,b,catatan
A,2025-03-01,80,3,x
B,2024-03-01,80,,y
C,2023-03-01,80,3,
,2024-12-31,81,4,
E,kemarin,80,3,
F,,80,3,z
G,2025-01-01,90
H,2025-01-01,800,1,z
"""


@pytest.mark.parametrize("few", [2, 10**6])
def test_what_takes_records_one_by_one(run: Run, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(singly, "FEW", few)
    monkeypatch.setattr(csv, "PART", 40)
    Path("unit.rubrik").write_text(OPEN, encoding="utf-8")
    Path("data.csv").write_text(DATED, encoding="utf-8")
    dated = ("--date-column", "hari", "--keep", "catatan")
    for out in ("nilai.csv", "nilai.parquet"):
        code, said, told = both(run, "data.csv", out, *dated)
        assert code == 1 and not said and "data.csv:6" in told and "`kemarin`" in told
        both(run, "data.csv", out, *dated, "--all-readings")
        both(run, "data.csv", out, "--on", "2024-06-30", "--all-readings", "--keep", "catatan")
    both(run, "data.csv", "nilai.csv", *dated, "--partial", "--reading", "sama")
    both(run, "data.csv", "nilai.csv", "--on", "2025-06-30", "--partial")
    for words in (dated, ("--on", "2024-06-30"), ("--on", "2024-06-30", "--partial", "--all-readings")):
        both(run, "data.csv", "nilai.json", *words)
        assert Path("nilai.json").read_bytes() == Path("once-nilai.json").read_bytes()
    code, _, told = run("data.csv", "-o", "x.csv", "--date-column", "tanggal")
    assert code == 1 and "there is no column `tanggal`" in told and not Path("x.csv").exists()
    code, _, told = run("data.csv", "-o", "x.csv", "--date-column", "hari", "--reading", "lain")
    assert code == 2 and "lain" in told and not Path("x.csv").exists()


def test_levels_in_a_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(singly, "FEW", 3)
    Path("unit.rubrik").write_text(CITIES, encoding="utf-8")
    lines = ["kunci,wilayah,a,b"]
    lines += [f"Kota {at // 4} / u{at},{'timur' if at % 4 == 0 else ''},{at},{at % 5}" for at in range(20)]
    Path("data.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("--rubric", "kota", "--by-split", "kunci", " / ")
    for out in ("nilai.csv", "nilai.parquet"):
        code, _, told = both(run, "data.csv", out, *words)
        assert code == 0 and not told.replace(DROPPED, ""), told
    Path("apart.csv").write_text("\n".join([*lines, "Kota 1 / u99,,1,1"]) + "\n", encoding="utf-8")
    code, _, told = run("apart.csv", "-o", "nilai.csv", *words)
    assert code == 1 and "apart.csv:22: `Kota 1` had rows further above" in told


def test_standard_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes is there at once; a file that breaks off says that it did."""
    monkeypatch.setattr(csv, "PART", 64)
    Path("data.csv").write_text(CSV, encoding="utf-8")
    for form in ("csv", "json"):
        _, once, _ = run("data.csv", "--format", form, parts=False)
        code, parts, told = run("data.csv", "--format", form, "-o", "-")
        assert (code, parts) == (1, once) and "5 of 7" not in told
    text = "record,a,b,sejak\n" + "x,1,2,2021-01-01\n" * 40
    Path("data.csv").write_text(text, encoding="utf-8")
    code, _, told = run("data.csv", "--limit", "rows=30")
    assert code == 1 and "`-o results.csv`" in told
    Path("data.csv").write_bytes(text.encode() + b"\0,1,2,2021-01-01\n")
    code, parts, told = run("data.csv", "--format", "csv", lang="id")
    assert code == 1 and parts.startswith("record,nilai") and "hasil dari sebagian data: jangan" in told


def test_rows_of_records(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "PART", 100)
    monkeypatch.setattr(batches, "BYTES", 1)
    Path("unit.rubrik").write_text(CITIES, encoding="utf-8")
    lines = ["kota,record,wilayah,a,b,catatan"]
    lines += [
        f"Kota {at // 7},u{at},{'timur' if at % 7 == 0 else ''},{at % 90},{at % 5},c{at % 2}"
        for at in range(60)
    ]
    lines[30] = lines[30].replace(",29,", ",290,")
    Path("data.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("--rubric", "kota", "--by", "kota", "--keep", "catatan")
    for out in ("nilai.csv", "nilai.parquet"):
        code, _, told = both(run, "data.csv", out, *words)
        assert code == 1 and "`290`" in told and "Kota 4" in told, told
    rows = list(plain_csv.DictReader(Path("nilai.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["jumlah"] for row in rows] == ["7"] * 4 + [""] + ["7"] * 3 + ["4"]
    assert rows[0]["catatan"] == "c0; c1" and rows[4]["problems"] == "value-outside-domain"
    Path("apart.csv").write_text("\n".join([*lines, "Kota 1,u99,,1,1,"]) + "\n", encoding="utf-8")
    code, _, told = run("apart.csv", "-o", "nilai.csv", *words)
    assert (
        code == 1
        and "apart.csv:62: `Kota 1` had rows further above" in told
        and "sort the data by `kota`" in told
    )
    code, _, told = run("apart.csv", "-o", "nilai.csv", *words, "--limit", "rows=1000")
    assert code == 1 and "further above" not in told
    Path("uneven.csv").write_text("\n".join([*lines, "Kota 9,u99"]) + "\n", encoding="utf-8")
    code, _, told = run("uneven.csv", "-o", "nilai.csv", *words)
    assert code == 1 and "row-uneven" in told and "nothing was written" in told

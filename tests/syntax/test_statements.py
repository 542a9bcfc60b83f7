"""What lines become, in both vocabularies: one tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from textwrap import dedent

import pytest

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]

ENGLISH = dedent("""\
    # Ombudsman
    rubric kepatuhan.unit "Unit" source "S0"
      issuer "Ombudsman"
      valid 2022-01-01 .. 2024-12-31
      source "Paparan"
      note "A note"
      inputs
        nama    "Nama"   text optional
        jenis   "Jenis"  one of dinas, puskesmas "Puskesmas"
        lokasi  "Tempat" one of default mpp
          kantor "Kantor"
          mpp
        selesai "Selesai" yes or no
        media "Media" any of
          web "Situs"
          "A-" "Sippn"
        mulai "Mulai" date may be not applicable
        n "N" -5 .. 10 step 0.5 default 3
        s "S" 0% .. 100%
      let a "A" = n + 1 assumed "why"
      score nilai "Nilai" 0 .. 100 places 2 half even source "S"
        dimension input "Input" weight 21.85% source "K1" source "K2"
          aspect a weight 60% when lokasi is mpp, 40% otherwise
            indicator standar "Standar" weight equal 0 .. 3 as 20 .. 100
            item tugas 0 .. step 0.1 weight 17.5 points not applicable when n > 3
            question bebas weight 5% yes or no may be not applicable default yes
          indicator loket "Loket" checklist weight 5%
        group kosong weight 10% 0 .. 4 step 0.01 places 1 down
          bonus b "B" +2.50 when lokasi is mpp because "x"
          penalty p 0.5 * 2 note "n"
          cap 100
          floor 0 when selesai
          scale to 85 when not selesai source "PAS"
        area rumus weight 5%
          = mean(units.nilai)
      bands kategori "Kategori" of nilai
        range            code  label   zona
        88.00 .. 100.00  A     "Baik"  hijau
        78.00 –  87.99   "A-"  -       kuning source "Pasal 3"
         7.00 -  77.99   C     "C"     3
         5 s.d. 6        yes   "D"     30%
        below 5          E     "E"     merah
      bands lain of nilai.unrounded as in kepatuhan.dasar
      limit kategori to C when nilai < 30 because "complaints"
      outcome sertifikat "Layak"
        requires kategori in (A, B)
        requires selesai because "clean"
      collect units "Unit" by kepatuhan.unit at least 6 where jenis is dinas
      example "Watdek" source "web" on 2023-01-01
        given input.points = 8.72, lokasi = mpp
        given
          media = (web, "A-")
          mulai = not applicable
          nama = "W"
          n = -2
        given units "P" nilai = 3
        given units "Q"
          nilai = 4
        expect nilai = 49.85 within 0.01, kategori = D
        expect
          sertifikat = no
    """)

INDONESIAN = dedent("""\
    # Ombudsman
    rubrik kepatuhan.unit "Unit" dasar "S0"
      penerbit "Ombudsman"
      berlaku 2022-01-01 .. 2024-12-31
      dasar "Paparan"
      catatan "A note"
      isian
        nama    "Nama"   teks opsional
        jenis   "Jenis"  salah satu dinas, puskesmas "Puskesmas"
        lokasi  "Tempat" salah satu baku mpp
          kantor "Kantor"
          mpp
        selesai "Selesai" ya atau tidak
        media "Media" beberapa dari
          web "Situs"
          "A-" "Sippn"
        mulai "Mulai" tanggal boleh tidak berlaku
        n "N" -5 .. 10 langkah 0,5 baku 3
        s "S" 0% .. 100%
      misal a "A" = n + 1 asumsi "why"
      skor nilai "Nilai" 0 .. 100 desimal 2 genap terdekat dasar "S"
        dimensi input "Input" bobot 21,85% dasar "K1" sumber "K2"
          aspek a bobot 60% bila lokasi adalah mpp, 40% selainnya
            indikator standar "Standar" bobot sama 0 .. 3 sebagai 20 .. 100
            butir tugas 0 .. langkah 0,1 bobot 17,5 poin tidak berlaku bila n > 3
            pertanyaan bebas bobot 5% ya atau tidak boleh tidak berlaku baku ya
          indikator loket "Loket" daftar periksa bobot 5%
        kelompok kosong bobot 10% 0 .. 4 langkah 0,01 desimal 1 ke bawah
          bonus b "B" +2,50 bila lokasi adalah mpp karena "x"
          pengurang p 0,5 * 2 catatan "n"
          batas atas 100
          batas bawah 0 jika selesai
          skalakan ke 85 bila bukan selesai dasar "PAS"
        area rumus bobot 5%
          = rerata(units.nilai)
      rentang kategori "Kategori" dari nilai
        interval         kode  label   zona
        88,00 .. 100,00  A     "Baik"  hijau
        78,00 –  87,99   "A-"  -       kuning dasar "Pasal 3"
         7,00 -  77,99   C     "C"     3
         5 s/d 6         ya    "D"     30%
        di bawah 5       E     "E"     merah
      rentang lain dari nilai.utuh seperti kepatuhan.dasar
      batasi kategori ke C bila nilai < 30 karena "complaints"
      hasil sertifikat "Layak"
        syarat kategori termasuk (A, B)
        syarat selesai karena "clean"
      kumpulkan units "Unit" dengan kepatuhan.unit sedikitnya 6 yang jenis adalah dinas
      contoh "Watdek" dasar "web" pada 2023-01-01
        diketahui input.poin = 8,72, lokasi = mpp
        diketahui
          media = (web, "A-")
          mulai = tidak berlaku
          nama = "W"
          n = -2
        diketahui units "P" nilai = 3
        diketahui units "Q"
          nilai = 4
        diharapkan nilai = 49,85 selisih 0,01, kategori = D
        diharapkan
          sertifikat = tidak
    """)


@pytest.fixture(scope="module")
def english(read: Read) -> tree.Rubric:
    document, findings = read(ENGLISH)
    assert findings == ()
    assert document.vocabulary == "en"
    return document.file.rubrics[0]


def one(rubric: tree.Rubric, kind: type) -> object:
    """The only statement of a kind."""
    found = [line for line in rubric.body if isinstance(line, kind)]
    assert len(found) == 1
    return found[0]


def test_two_vocabularies_one_tree(read: Read, english: tree.Rubric) -> None:
    document, findings = read(INDONESIAN)
    assert findings == ()
    assert document.vocabulary == "id"
    assert document.file.rubrics == (english,)


def test_the_head_of_a_rubric(english: tree.Rubric) -> None:
    assert english.name.text == "kepatuhan.unit"
    assert english.label == tree.Quoted("Unit")
    assert english.tail.sources == (tree.Quoted("S0"),)
    assert english.body[:4] == (
        tree.Metadata("issuer", tree.Quoted("Ombudsman")),
        tree.Valid(tree.Day(date(2022, 1, 1)), tree.Day(date(2024, 12, 31))),
        tree.Metadata("source", tree.Quoted("Paparan")),
        tree.Metadata("note", tree.Quoted("A note")),
    )


def number(text: str) -> tree.Number:
    return tree.Number(Fraction(text.rstrip("%")), text.endswith("%"))


def test_inputs(english: tree.Rubric) -> None:
    block = one(english, tree.Inputs)
    assert isinstance(block, tree.Inputs)
    found = {line.name.text: line for line in block.body if isinstance(line, tree.Input)}
    assert len(found) == len(block.body) == 8
    assert found["nama"].optional
    assert found["nama"].domain == tree.SimpleDomain("text")
    assert found["jenis"].domain == tree.ChoiceDomain(
        False,
        (
            tree.Option(tree.Name("dinas")),
            tree.Option(tree.Name("puskesmas"), tree.Quoted("Puskesmas")),
        ),
    )
    assert found["lokasi"].default == tree.Ref(("mpp",))
    assert found["lokasi"].body == (
        tree.Option(tree.Name("kantor"), tree.Quoted("Kantor")),
        tree.Option(tree.Name("mpp")),
    )
    assert found["selesai"].domain == tree.SimpleDomain("truth")
    assert found["media"].body[1] == tree.Option(tree.Name("A-"), tree.Quoted("Sippn"))
    assert found["mulai"].domain == tree.SimpleDomain("date")
    assert found["mulai"].applicability == tree.Applicability(None)
    assert found["n"].domain == tree.NumberDomain(
        tree.Range("span", number("-5"), number("10")), number("0.5")
    )
    assert found["n"].default == number("3")
    assert found["s"].domain == tree.NumberDomain(tree.Range("span", number("0%"), number("100%")))


def test_the_score(english: tree.Rubric) -> None:
    score = one(english, tree.Score)
    assert isinstance(score, tree.Score)
    assert score.scale == tree.Range("span", number("0"), number("100"))
    assert score.places == tree.Places(2, "half-even")
    first, second, third = score.body
    assert isinstance(first, tree.Group)
    assert first.word == "dimension"
    assert first.tail.sources == (tree.Quoted("K1"), tree.Quoted("K2"))
    assert first.weight == tree.Weight((tree.WeightCase("percent", number("21.85%")),))
    aspect, component = first.body
    assert isinstance(aspect, tree.Group)
    assert isinstance(component, tree.Leaf)
    assert aspect.weight == tree.Weight(
        (
            tree.WeightCase("percent", number("60%"), tree.Is(tree.Ref(("lokasi",)), tree.Ref(("mpp",)))),
            tree.WeightCase("percent", number("40%")),
        )
    )
    assert [type(line) for line in aspect.body] == [tree.Leaf] * 3
    assert isinstance(second, tree.Group)
    assert second.places == tree.Places(1, "down")
    assert [line.kind for line in second.body if isinstance(line, tree.Adjustment)] == [
        "bonus",
        "penalty",
        "cap",
        "floor",
        "scale",
    ]
    assert isinstance(third, tree.Group)
    assert third.body == (tree.Formula(tree.Call("mean", (tree.Ref(("units", "nilai")),))),)


def test_the_table(english: tree.Rubric) -> None:
    table = english.body[7]
    assert isinstance(table, tree.Bands)
    assert [column.text for column in table.columns] == ["code", "label", "zona"]
    rows = [row for row in table.rows if isinstance(row, tree.BandRow)]
    assert [row.range.form for row in rows] == ["span"] * 4 + ["below"]
    assert [row.range.low for row in rows] == [
        number("88.00"),
        number("78.00"),
        number("7"),
        number("5"),
        None,
    ]
    assert rows[1].cells == (tree.Quoted("A-"), tree.Empty(), tree.Name("kuning"))
    assert rows[1].tail.sources == (tree.Quoted("Pasal 3"),)
    assert rows[3].cells == (tree.Truth(True), tree.Quoted("D"), number("30%"))
    like = english.body[8]
    assert isinstance(like, tree.Bands)
    assert like.like == tree.Name("kepatuhan.dasar")
    assert like.of == tree.Ref(("nilai",), "unrounded")


def test_the_example(english: tree.Rubric) -> None:
    example = one(english, tree.Example)
    assert isinstance(example, tree.Example)
    assert example.on == tree.Day(date(2023, 1, 1))
    assert [type(line) for line in example.given] == [tree.Assignment] * 6 + [tree.Member] * 2
    values = {line.ref.names[0]: line.value for line in example.given if isinstance(line, tree.Assignment)}
    assert values["media"] == tree.ListValue((tree.Ref(("web",)), tree.Quoted("A-")))
    assert values["mulai"] == tree.NotApplicable()
    assert values["n"] == number("-2")
    assert [line.given for line in example.given if isinstance(line, tree.Member)] == [
        (tree.Assignment(tree.Ref(("nilai",)), number("3")),),
        (tree.Assignment(tree.Ref(("nilai",)), number("4")),),
    ]
    assert example.expect == (
        tree.Assignment(tree.Ref(("nilai",)), number("49.85"), number("0.01")),
        tree.Assignment(tree.Ref(("kategori",)), tree.Ref(("D",))),
        tree.Assignment(tree.Ref(("sertifikat",)), tree.Truth(False)),
    )


LEAF = dedent("""\
    rubric r
      score s 0 .. 5
        indicator a "A" weight 50% ladder from 1
          dasar "Dasar hukum"
          hasil "Hasil" weight 30% may be not applicable
          source "Sumber" 100 source "cited"
        indicator b weight 50% of count(x) checklist
          inputs
            lengkap "Lengkap" yes or no
          requires ada and jalan otherwise 0
          below 30%  -> 2 assumed "x"
          30% .. 80% -> 3
            80.01% .. 99% -> 4
         100%        -> 5
          .. 1       -> 5
          13 ..      -> 5
          above 12   -> 0
          5 when count(b) >= 5 and sippn in b
          0 otherwise
    """)


def test_the_body_of_a_leaf(read: Read) -> None:
    document, findings = read(LEAF)
    assert findings == ()
    score = document.file.rubrics[0].body[0]
    assert isinstance(score, tree.Score)
    first, second = score.body
    assert isinstance(first, tree.Leaf)
    assert isinstance(second, tree.Leaf)
    assert (first.method, first.ladder_base) == ("ladder", 1)
    assert [line.name.text for line in first.body if isinstance(line, tree.Option)] == [
        "dasar",
        "hasil",
        "source",
    ]
    assert first.body[2] == tree.Option(
        tree.Name("source"),
        tree.Quoted("Sumber"),
        number("100"),
        tail=tree.Tail(sources=(tree.Quoted("cited"),)),
    )
    assert second.bins_of == tree.Call("count", (tree.Ref(("x",)),))
    assert [type(line).__name__ for line in second.body] == [
        "Inputs",
        "Prerequisite",
        *["Bin"] * 7,
        "Case",
        "Case",
    ]
    assert [line.range.form for line in second.body if isinstance(line, tree.Bin)] == [
        "below",
        "span",
        "span",
        "value",
        "upto",
        "open",
        "above",
    ]


def test_the_lines_of_a_document(read: Read) -> None:
    document, _ = read(LEAF)
    assert [line.depth for line in document.lines[:6]] == [0, 1, 2, 3, 3, 3]
    assert [line.start for line in document.lines[:4]] == [
        "file_line",
        "rubric_line",
        "group_line",
        "leaf_line",
    ]
    head = document.lines[2].tokens
    assert [(token.kind, token.construct) for token in head] == [
        ("INDICATOR", "indicator"),
        ("NAME", None),
        ("STRING", None),
        ("WEIGHT", "weight"),
        ("PERCENT", None),
        ("LADDER_FROM", "ladder_from"),
        ("NUMBER", None),
    ]
    assert all(LEAF[token.place.start : token.place.end] == token.text for token in head)

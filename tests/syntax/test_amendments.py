"""Amendments and ambiguities: what each line says, and what stands below it."""

from __future__ import annotations

from fractions import Fraction
from textwrap import dedent

import pytest
from tests.syntax.conftest import Read

from rubrikdsl.syntax import tree
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.translate import translate

AMENDMENT = """\
amendment of kepatuhan.unit "Perubahan 2025" valid 2025-01-01 ..  # on this line
  issued 2025-02-01
  source "Peraturan Ombudsman 61/2025"
  change weights  # a line a node
    input            20%
    output        26.61%        assumed "not published"
    proses.daring   17.5 points
    lain          equal
  change weight of input to 20% when daring, 30% otherwise assumed "not published"
  change bonus di_mpp to 3
  change penalty telat to 2 * hari
  change cap of nilai to 110
  change floor of nilai to 1
  change scale of nilai to 85
  change band A of kategori to 90.00 .. 100.00
  change band "A-" of kategori to from 90
  change option lengkap of proses.maklumat to 90
  change label of input to "Masukan"
  change places of nilai to 1 half even
  replace bands kategori of nilai
    range            code  label
    88.00 .. 100.00  A     "Kualitas Tertinggi"
     0.00 ..  87.99  B     "Kualitas Tinggi"
  replace bonus di_mpp "MPP" +2.50 when lokasi is mpp
  replace penalty telat +1 when hari > 3
    and daring
  replace indicator tugas "Tugas" weight 60% checklist
    rapi "Rapi"
    siap "Siap"
  replace input lokasi one of
    kantor "Kantor"
    mpp    "Mal"
  replace outcome lulus
    requires nilai >= 60
  add after kompetensi.tugas
    indicator baru "Baru" weight 20% 0 .. 3
    indicator lagi "Lagi" weight 20%
      lengkap "Lengkap" 100
      kurang              0
  add to maklumat
    cukup "Cukup" 70
  add after kategori."A-"
    60 .. 70  W  "w"
  add before kategori.B
    70 .. 80  X  "x"
    80 .. 90  Y  "y"
  add to lulus
    requires kategori in (A, B)
  add to inputs
    mulai "Mulai" date
  add to inputs of maklumat
    luas "Luas" 0 .. 100
  add
    let dua = nilai / 2
    example "Contoh" on 2025-01-01
      given nilai = 3
      expect dua = 1.5
  remove bonus di_dpmptsp because "no longer needed"
  remove cap of nilai
  remove item kursi of loket
  remove item kompetensi.loket
  remove input jenis
  remove limit kategori to C
  remove example "Puskesmas"
  remove ambiguity sisa_20
  rename output to keluaran
  ambiguity sisa_30 "Reports differ on the remaining 30 %" source "News"
    note "both were published"
    reading kepercayaan "Trust" source "A"
      change weight of input to 30%
    reading kepatuhan
      source  "B"
      assumed "not said which"
      change weights
        input 1%
  example "Puskesmas 2025" on 2025-02-01
    given nilai = 3
    expect nilai = 3
"""


def amended(read: Read, text: str) -> tree.Amendment:
    document, findings = read(text)
    assert [finding.code for finding in findings] == []
    (found,) = document.file.amendments
    return found


def edit(read: Read, *lines: str) -> object:
    (found,) = amended(read, "\n  ".join(["amendment of r valid 2025-01-01 ..", *lines])).body
    return found


def test_every_form_is_read_and_stands_as_it_is_laid_out(read: Read, grammar: Grammar) -> None:
    document, findings = read(AMENDMENT)
    assert [finding.code for finding in findings] == []
    assert document.file.rubrics == () and document.file.broken == ()
    assert format_document(document, grammar.lexicon) == AMENDMENT


def test_both_vocabularies_say_the_same(read: Read, grammar: Grammar) -> None:
    document, _ = read(AMENDMENT)
    text, findings = translate(document, "id", grammar)
    assert findings == ()
    indonesian, _ = read(text)
    assert indonesian.vocabulary == "id"
    assert indonesian.file.amendments == document.file.amendments
    assert translate(indonesian, "en", grammar) == (AMENDMENT, ())


def test_the_first_line_names_the_rubric_and_may_say_the_time(read: Read) -> None:
    found = amended(read, AMENDMENT)
    assert found.of == tree.Name("kepatuhan.unit")
    assert found.label == tree.Quoted("Perubahan 2025")
    assert found.valid is not None and found.valid.end is None
    assert isinstance(found.body[0], tree.Issued)


def test_the_time_may_stand_on_a_line_of_its_own(read: Read) -> None:
    found = amended(read, "perubahan atas r\n  berlaku 2025-01-01 .. 2025-12-31\n")
    assert found.valid is None
    assert isinstance(found.body[0], tree.Valid)


PERCENT = tree.Weight((tree.WeightCase("percent", tree.Number(Fraction(20), percent=True)),))


@pytest.mark.parametrize(
    ("line", "kind", "names", "of", "to"),
    [
        ("change weight of a.b to 20%", "weight", (), ("a", "b"), PERCENT),
        ("change bonus b to +3", "bonus", ("b",), (), tree.Number(Fraction(3))),
        ("change cap of s to 110", "cap", (), ("s",), tree.Number(Fraction(110))),
        ("change scale of s to 85", "scale", (), ("s",), tree.Number(Fraction(85))),
        (
            'change band "A-" of k to above 90',
            "band",
            ("A-",),
            ("k",),
            tree.Range("above", tree.Number(Fraction(90)), None),
        ),
        ("change step s of l to 2", "step", ("s",), ("l",), tree.Number(Fraction(2))),
        ('change label of s to "S"', "label", (), ("s",), tree.Quoted("S")),
        ("change places of s to 1 down", "places", (), ("s",), tree.Places(1, "down")),
    ],
)
def test_a_change_names_a_part_and_says_what_it_becomes(
    read: Read, line: str, kind: str, names: tuple[str, ...], of: tuple[str, ...], to: object
) -> None:
    assert edit(read, line) == tree.Change(tree.Target(kind, names, of), to)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("remove bonus b", tree.Target("bonus", ("b",))),
        ("remove floor of s", tree.Target("floor", (), ("s",))),
        ("remove item a.b", tree.Target("item", ("a", "b"))),
        ("remove item a of b", tree.Target("item", ("a",), ("b",))),
        ('remove option "A-" of b', tree.Target("option", ("A-",), ("b",))),
        ("remove dimension input", tree.Target("dimension", ("input",))),
        ("remove input input", tree.Target("input", ("input",))),
        ("remove raise k to C", tree.Target("raise", ("k", "C"))),
        ("remove limit k", tree.Target("limit", ("k",))),
        ('remove example "E 1"', tree.Target("example", ("E 1",))),
    ],
)
def test_what_is_removed_is_named_with_its_kind(read: Read, line: str, target: tree.Target) -> None:
    assert edit(read, line) == tree.Remove(target)


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (('      jenis "Jenis" one of a, b',), [tree.Input]),
        (('      cukup "Cukup" 70', "      rapi", "      siap weight 30%"), [tree.Option] * 3),
        (("      1 .. 3 -> 5", "      above 3 -> 0"), [tree.Bin] * 2),
        (("      5 when x > 1", "      0 otherwise"), [tree.Case] * 2),
        (('         70 .. 80 X "x"', "    80 .. 90 Y z"), [tree.BandRow] * 2),
        (("    requires x > 1", "    requires x > 1 otherwise 0"), [tree.Requirement, tree.Prerequisite]),
        (("    baik or cukup - yes -> tinggi",), [tree.DecisionRow]),
        (("    when x > 1 -> tinggi", "    otherwise -> rendah"), [tree.DecisionCase] * 2),
        (("    cap 110", "    bonus b 3"), [tree.Adjustment] * 2),
        (("    dimension d", "      indicator i 0 .. 3", "    item j checklist"), [tree.Group, tree.Leaf]),
        (
            ("    limit k to C when x > 1", "    = 3", '    source "S"'),
            [tree.Limit, tree.Formula, tree.Metadata],
        ),
    ],
)
def test_any_clause_may_be_added(read: Read, lines: tuple[str, ...], kinds: list[type]) -> None:
    found = edit(read, "add to x", *lines)
    assert isinstance(found, tree.Add)
    assert [type(line) for line in found.body] == kinds


def test_a_rubric_holds_its_date_of_issue_and_its_ambiguities(read: Read) -> None:
    document, findings = read(
        dedent("""\
        rubrik r
          ditetapkan 2024-01-01
          ketidakjelasan sisa
            tafsir satu "Satu" dasar "A"
              hapus bonus x
            tafsir dua
              ubah bobot dari a ke 30%
        """)
    )
    assert findings == ()
    issued, ambiguity = document.file.rubrics[0].body
    assert isinstance(issued, tree.Issued)
    assert isinstance(ambiguity, tree.Ambiguity)
    assert [(r.name.text, len(r.edits)) for r in ambiguity.readings if isinstance(r, tree.Alternative)] == [
        ("satu", 1),
        ("dua", 1),
    ]


def test_words_of_amendments_are_free_as_names(read: Read) -> None:
    _, findings = read(
        dedent("""\
        rubric r
          inputs
            change   0 .. 3
            option   0 .. 3
            input    0 .. 3
          score add 0 .. 100
            indicator remove 0 .. 3
              band 0
              scale 3
            indicator reading 0 .. 3
          let replace = change + input + option.answer
        amendment of issued.amendment valid 2025-01-01 ..
          change weights
            input 20%
            weights 30%
            change 50%
          add after input
            let becomes = input
          rename input to rename
        """)
    )
    assert findings == ()


def test_rubrics_and_amendments_stand_in_any_order(read: Read) -> None:
    document, findings = read(
        "amendment of r valid 2025-01-01 ..\nrubric r\namendment of r valid 2026-01-01 ..\n"
    )
    assert findings == ()
    assert len(document.file.rubrics) == 1
    assert len(document.file.amendments) == 2


def test_a_doubled_word_is_read_with_any_dash(read: Read) -> None:
    for text in ("bobot-bobot", "bobot – bobot"):
        found = amended(read, f"perubahan atas r berlaku 2025-01-01 ..\n  ubah {text}\n    a 20%\n")
        assert found.body == (tree.ChangeWeights((tree.WeightRow(tree.Ref(("a",)), PERCENT),)),)


def test_what_a_reading_cites_may_stand_on_lines_of_its_own(read: Read) -> None:
    found = amended(read, AMENDMENT)
    (ambiguity,) = (line for line in found.body if isinstance(line, tree.Ambiguity))
    assert ambiguity.tail == tree.Tail((tree.Quoted("News"),), notes=(tree.Quoted("both were published"),))
    second = ambiguity.readings[1]
    assert isinstance(second, tree.Alternative)
    assert second.tail == tree.Tail((tree.Quoted("B"),), tree.Quoted("not said which"))
    assert len(second.edits) == 1


def test_what_is_assumed_is_said_once(read: Read) -> None:
    _, findings = read(
        'rubric r\n  ambiguity a\n    reading x assumed "1"\n      assumed "2"\n    reading y\n'
    )
    assert [finding.code for finding in findings] == ["repeated-part"]


def test_a_code_with_a_sign_may_be_an_anchor(read: Read) -> None:
    found = edit(read, 'add before k."A-"', "  70 .. 80 B x")
    assert isinstance(found, tree.Add)
    assert found.anchor == tree.Ref(("k", "A-"))


def test_an_untidy_amendment_is_laid_out(read: Read, grammar: Grammar) -> None:
    document, findings = read(
        dedent("""\
        perubahan   atas r "R"  berlaku 2025-01-01 – 2025-12-31
            ditetapkan 2024-12-01
            dasar   "S"

            ubah bobot – bobot   # semua
                  a    20 %
                  bcd 7,5 %   asumsi "x"
            ubah  bobot dari a ke 20%
            tambahkan sesudah a
              indikator b  0..3
        """)
    )
    assert findings == ()
    assert format_document(document, grammar.lexicon) == dedent("""\
        perubahan atas r "R" berlaku 2025-01-01 .. 2025-12-31
          ditetapkan 2024-12-01
          dasar      "S"

          ubah bobot-bobot  # semua
            a    20%
            bcd 7,5% asumsi "x"
          ubah bobot dari a menjadi 20%
          tambah setelah a
            indikator b 0 .. 3
        """)

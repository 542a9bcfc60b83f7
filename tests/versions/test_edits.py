"""What each edit makes of a text."""

from __future__ import annotations

import pytest
from tests.versions.texts import case
from tests.versions.texts import lines
from tests.versions.texts import meaning

from rubrikdsl.workspace import pages

BASE = """rubric layanan "Layanan"
  valid 2022-01-01 ..
  source "Peraturan 1/2022"
  inputs
    lokasi "Lokasi" one of kantor, mpp, input
  score nilai "Nilai" 0 .. 100 places 2
    dimension input "Input" weight 50%
      indicator tugas    "Tugas"    weight 50% 0 .. 3
      indicator maklumat "Maklumat" weight 50%
        lengkap "Lengkap" 100
        nihil   "Nihil"     0
    dimension proses "Proses" weight 50% assumed "a guess"
      indicator kelola "Kelola" weight 100% 0 .. 3 source "Peraturan 2/2022"
    bonus di_mpp "Di MPP" +2.5 when lokasi is mpp and input > 10
    cap 100
  bands kategori "Kategori" of nilai
    range            code  label
    60.00 .. 100.00  A     "Tinggi"
     0.00 ..  59.99  B     "Rendah"
  limit kategori to B when input.tugas < 10 or proses.share < 10%
  outcome layak "Layak"
    requires kategori is A
"""
HEAD = """amendment of layanan "Perubahan" valid 2025-01-01 ..
  source "Peraturan 9/2025"
"""
CITED = 'source "Peraturan 9/2025"'


def amended(edits: str) -> tuple[list[str], list[str]]:
    """The lines that an amendment takes away, and those that it brings; nothing may be wrong with it."""
    made = case(BASE + HEAD + edits)
    old, new = made.on("2022-01-01"), made.on("2025-01-01")
    assert new.findings == (), new.findings
    before, after = lines(old), lines(new)
    end = before.index('amendment of layanan "Perubahan" valid 2025-01-01 ..')
    before, after = before[2:end], [line for line in after[2:] if line != "issued 2025-01-01"]
    meaning(new.source.text)
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.mark.parametrize(
    ("edits", "gone", "come"),
    [
        (
            "  change bonus di_mpp to 3\n",
            ['bonus di_mpp "Di MPP" +2.5 when lokasi is mpp and input > 10'],
            [f'bonus di_mpp "Di MPP" 3 when lokasi is mpp and input > 10 {CITED}'],
        ),
        ("  change cap of nilai to 99.5\n", ["cap 100"], [f"cap 99.5 {CITED}"]),
        (
            "  change option nihil of maklumat to 10\n",
            ['nihil "Nihil" 0'],
            [f'nihil "Nihil" 10 {CITED}'],
        ),
        (
            '  change label of kategori to "Kelas"\n',
            ['bands kategori "Kategori" of nilai'],
            ['bands kategori "Kelas" of nilai'],
        ),
        (
            "  remove limit kategori\n",
            ["limit kategori to B when input.tugas < 10 or proses.share < 10%"],
            [],
        ),
        ("  remove outcome layak\n", ['outcome layak "Layak"', "requires kategori is A"], []),
        ("  remove cap of nilai\n", ["cap 100"], []),
        (
            "  add to layak\n    requires tugas > 5\n",
            [],
            [f"requires tugas > 5 {CITED}"],
        ),
        (
            "  add to inputs of kelola\n    ganda yes or no\n  add\n    outcome dua\n      requires ganda\n",
            [],
            [f"ganda yes or no {CITED}", f"outcome dua {CITED}", "requires ganda"],
        ),
        (
            '  add before layak\n    let dua "Dua" = nilai * 2\n',
            [],
            [f'let dua "Dua" = nilai * 2 {CITED}'],
        ),
        (
            "  replace bonus di_mpp 4 when lokasi is kantor\n",
            ['bonus di_mpp "Di MPP" +2.5 when lokasi is mpp and input > 10'],
            [f"bonus di_mpp 4 when lokasi is kantor {CITED}"],
        ),
        (
            "  rename input to masukan\n",
            [
                'dimension input "Input" weight 50%',
                'bonus di_mpp "Di MPP" +2.5 when lokasi is mpp and input > 10',
                "limit kategori to B when input.tugas < 10 or proses.share < 10%",
            ],
            [
                'dimension masukan "Input" weight 50%',
                'bonus di_mpp "Di MPP" +2.5 when lokasi is mpp and masukan > 10',
                "limit kategori to B when masukan.tugas < 10 or proses.share < 10%",
            ],
        ),
    ],
)
def test_an_edit_changes_its_lines_only(edits: str, gone: list[str], come: list[str]) -> None:
    assert amended(edits) == (gone, come)


def test_what_is_under_a_changed_clause_keeps_its_citation() -> None:
    _, come = amended('  change weights\n    input 40%\n    proses 60% assumed "x" source "S"\n')
    assert come == [
        f'dimension input "Input" weight 40% {CITED}',
        'indicator tugas "Tugas" weight 50% 0 .. 3 source "Peraturan 1/2022"',
        'indicator maklumat "Maklumat" weight 50% source "Peraturan 1/2022"',
        'dimension proses "Proses" weight 60% assumed "x" source "S"',
    ]


def test_a_rename_reaches_every_reference_and_no_code() -> None:
    made = case(BASE + HEAD + "  rename kategori to kelas\n  rename lokasi to tempat\n").on("2025-01-01")
    text = "\n".join(lines(made))
    assert "limit kelas to B" in text
    assert "requires kelas is A" in text
    assert "tempat is mpp and input > 10" in text
    assert "kantor, mpp, input" in text
    assert [(r.old, r.new) for r in made.renamed] == [(("kategori",), ("kelas",)), (("lokasi",), ("tempat",))]
    meaning(made.source.text)


def test_an_amendment_in_the_other_vocabulary() -> None:
    made = case(
        BASE,
        """perubahan atas layanan "P" berlaku 2025-01-01 ..
  ubah bobot-bobot
    input  40,5%
    proses 59,5%
  tambah setelah layak
    hasil bersih "Bersih"
      syarat lokasi adalah mpp dan nilai >= 50,5 karena "x"
""",
    ).on("2025-01-01")
    assert made.findings == ()
    found = lines(made)
    assert 'dimension input "Input" weight 40.5%' in found
    assert 'outcome bersih "Bersih"' in found
    assert 'requires lokasi is mpp and nilai >= 50.5 because "x"' in found
    meaning(made.source.text)


def test_a_name_that_is_a_word_of_the_base_is_told() -> None:
    made = case(
        BASE,
        """perubahan atas layanan "P" berlaku 2025-01-01 ..
  tambah setelah layak
    misal not = nilai
""",
    ).on("2025-01-01")
    assert [d.code for d in made.findings] == ["reserved-word"]
    assert made.findings[0].primary.place.file == "case1.rubrik"


def test_pasted_text_is_edited_as_any_other() -> None:
    """Line ends of Windows, tabs, curly quotes, a byte-order mark, a line that continues."""
    base = BASE.replace("when lokasi is mpp and", "when lokasi is mpp\n      and").replace("  ", "\t")
    base = base.replace('"Tugas"', "“Tugas”").replace("\n", "\r\n")
    texts = "\ufeff" + base, HEAD.replace("\n", "\r\n") + "  change bonus di_mpp to 3\r\n"
    for text in (case(*texts).on("2025-01-01"), case(texts[0] + texts[1]).on("2025-01-01")):
        assert text.findings == ()
        found = lines(text)
        assert 'bonus di_mpp "Di MPP" 3 when lokasi is mpp' in found
        assert f"and input > 10 {CITED}" in found
        assert meaning(text.source.text) == meaning(BASE.replace("+2.5", "3"))
        for piece in text.origins.pieces:
            there = next(i for i in text.edition.instruments if i.source.name == piece.place.file).source.text
            assert not piece.exact or there[piece.place.start : piece.place.end].strip()


@pytest.mark.parametrize(
    "code",
    [
        "already-there",
        "ambiguous-target",
        "changed-twice",
        "name-taken",
        "unknown-target",
        "wrong-kind",
    ],
)
def test_the_pages_of_these_findings(code: str) -> None:
    page = pages.read(code)
    assert [d.code for d in case(page.example.rubric.text).on("2025-01-01").findings] == [code]
    assert case(page.repaired.rubric.text).on("2025-01-01").findings == ()

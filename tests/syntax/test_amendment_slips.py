"""Slips in amendments: each is told once, where it is, with what to write instead."""

from __future__ import annotations

import pytest
from tests.syntax.conftest import Read
from tests.syntax.test_broken import applied

from rubrikdsl.diagnostics import Language
from rubrikdsl.syntax import tree

EN = "amendment of r valid 2025-01-01 ..\n"
ID = "perubahan atas r berlaku 2025-01-01 ..\n"
HEAD = "rubric r\n"
AMBIGUITY = "rubric r\n  ambiguity a\n    reading x\n"

# head, the line, code, what the primary label marks, a word of the help or of the fix
CASES = [
    # where a line stands
    (HEAD, "  change weight of a to 20%", "misplaced-edit", "change", "amendment of"),
    (HEAD + "  score s 0 .. 100\n", "    remove bonus x", "misplaced-edit", "remove", "as it is to be"),
    (HEAD + "  ambiguity a\n", "    remove bonus x", "misplaced-edit", "remove", "reading NAME"),
    (EN + "  add\n", "    change weight of a to 20%", "misplaced-edit", "change", "align it with `add`"),
    ("rubrik r\n", "  ubah bobot dari a menjadi 20%", "misplaced-edit", "ubah", "perubahan atas"),
    (HEAD, "  reading a", "misplaced-reading", "reading", "ambiguity NAME"),
    (EN, '  reading a "A"', "misplaced-reading", "reading", "ambiguity NAME"),
    (EN, "  indicator x 0 .. 3", "clause-in-amendment", "indicator", "replace indicator"),
    (EN, "  bonus x 3", "clause-in-amendment", "bonus", "add after NAME"),
    (EN, "  cap 100", "clause-in-amendment", "cap", "add to NAME"),
    (EN, "  inputs", "clause-in-amendment", "inputs", "add to inputs"),
    (AMBIGUITY, "      let x = 3", "clause-in-amendment", "let", "replace let"),
    (ID, "  batas atas 100", "clause-in-amendment", "batas", "tambah ke NAMA"),
    ("", "remove bonus x", "outside-rubric", "remove bonus x", "amendment of NAME"),
    # the head
    ("", "amendment r valid 2025-01-01 ..", "unexpected-word", "amendment", "amendment of"),
    ("", "amandment of r valid 2025-01-01 ..", "unexpected-word", "amandment", "amendment of"),
    ("", "perubahan r berlaku 2025-01-01 ..", "unexpected-word", "perubahan", "perubahan atas"),
    ("", "amendment of r", "missing-valid", "amendment of r", "valid 2025-01-01 .."),
    ("", "amendment of r valid 2025", "unexpected-word", "2025", "2024-12-31"),
    (EN, "  valid 2025-01-01 ..", "repeated-part", "valid 2025-01-01 ..", "keep one"),
    (EN + "  issued 2025-01-01\n", "  issued 2025-01-02", "repeated-part", "issued 2025-01-02", "keep one"),
    # changes
    (EN, "  change weight input to 20%", "unexpected-word", "input", "write `of`"),
    (EN, "  change weight of input 20%", "unexpected-word", "20%", "write `to`"),
    (EN, "  change weight of input = 20%", "unexpected-word", "=", "`to`"),
    (EN, "  change weight of input to 20", "weight-unit", "20", "20 points"),
    (EN, "  change bonus x 3", "unexpected-word", "3", "write `to`"),
    (EN, "  change band A to 90 .. 100", "unexpected-word", "to", "write `of`"),
    (EN, "  change bands kategori", "unexpected-word", "bands", "`band`"),
    (EN, "  change input to 20%", "unexpected-word", "input", "change weight of NAME to 20%"),
    (EN, "  change bonus x to 3 when y", "unexpected-word", "when", "replace"),
    (EN, "  change weight", "unfinished-line", "weight", "change weights"),
    (EN, "  change weights input 20%", "unexpected-word", "input", "input 20%"),
    (EN + "  change weights\n", "    input", "unfinished-line", "input", "input 20%"),
    (EN + "  change weights\n", "    input to 20%", "unexpected-word", "to", "input 20%"),
    (EN + "  change weights\n", "    input 20", "weight-unit", "20", "20%"),
    (ID, "  ubah bobot bobot", "unexpected-word", "bobot", "bobot-bobot"),
    (ID, "  ubah bobot dari a dari 10% ke 20%", "unexpected-word", "dari", "menjadi"),
    (ID, "  ubah bobot dari a 20%", "unexpected-word", "20%", "menjadi"),
    # replacing, removing, renaming, adding
    (EN, "  replace kategori", "unexpected-word", "kategori", "replace indicator NAME"),
    (ID, "  ganti kategori", "unexpected-word", "kategori", "ganti indikator NAMA"),
    (EN, "  replace band A of k", "unexpected-word", "band", "change band"),
    (EN, "  replace inputs", "unexpected-word", "inputs", "replace input NAME"),
    (EN, "  remove weight of a", "unexpected-word", "weight", "change weight"),
    (EN, "  remove option a", "unfinished-line", "a", "`of`"),
    (EN, "  delete bonus x", "unexpected-word", "delete", "`remove`"),
    (ID, "  cabut bonus x", "unexpected-word", "cabut", "`hapus`"),
    (EN, "  rename output keluaran", "unexpected-word", "keluaran", "write `to`"),
    (EN, "  rename dimension output to keluaran", "unexpected-word", "output", "rename output"),
    (EN, "  add indicator x 0 .. 3", "unexpected-word", "indicator", "lines below"),
    (EN, "  add after bonus x", "unexpected-word", "x", "add after x"),
    (EN + "  add\n", "    indicatr y 0 .. 3", "unexpected-word", "indicatr", "indicator"),
    (EN + "  add\n", "    indicator y weigth 3% 0 .. 3", "unexpected-word", "weigth", "weight"),
    (EN + "  add\n", "    cukup Cukup 70", "unexpected-word", "Cukup", "quotation marks"),
    (EN + "  add\n", '    jenis "Jenis" optional', "missing-domain", 'jenis "Jenis" optional', "yes or no"),
    (EN + "  add to x\n", "    requires 3 x", "unexpected-word", "x", "an operator"),
    (EN + "  add to x\n", "    inputs 100 x", "unexpected-word", "100", ""),
    (EN + "  add\n", '    outcome x "', "text-without-end", '"', ""),
    # blocks
    (EN, "  change weights", "nothing-below", "change weights", "input 20%"),
    (EN, "  add after x", "nothing-below", "add after x", "indented"),
    (EN, '  ambiguity a "A"', "nothing-below", 'ambiguity a "A"', "reading NAME"),
    (ID, "  ketidakjelasan a", "nothing-below", "ketidakjelasan a", "tafsir NAMA"),
    (HEAD + "  ambiguity a\n", "    reading x", "one-reading", "ambiguity a", "without edits"),
]


@pytest.mark.parametrize(("head", "line", "code", "marked", "help"), CASES, ids=[case[1] for case in CASES])
def test_a_slip_is_told_once(read: Read, head: str, line: str, code: str, marked: str, help: str) -> None:
    text = head + line + "\n"
    _, findings = read(text)
    told = [finding for finding in findings if not (head == AMBIGUITY and finding.code == "one-reading")]
    assert [finding.code for finding in told] == [code]
    (finding,) = told
    assert text[finding.primary.place.start : finding.primary.place.end] == marked
    language: Language = "id" if text.startswith(("perubahan", "rubrik ")) else "en"
    advice = [words.read(language) for words in finding.helps]
    if finding.fix:
        advice.append(finding.fix.title.read(language))
    assert help in " ".join(advice), advice


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("  change weight input to 20%\n", "  change weight of input to 20%\n"),
        ("  rename output keluaran\n", "  rename output to keluaran\n"),
        ("  change weight of input = 20%\n", "  change weight of input to 20%\n"),
    ],
)
def test_a_word_left_out_is_put_in(read: Read, line: str, mended: str) -> None:
    _, (finding,) = read(EN + line)
    assert finding.fix is not None
    assert applied(EN + line, finding.fix) == EN + mended
    assert read(EN + mended)[1] == ()


def test_readings_beside_their_ambiguity_are_told_once_each(read: Read) -> None:
    _, findings = read("rubric r\n  ambiguity a\n  reading b\n    remove bonus x\n  reading c\n")
    assert [finding.code for finding in findings] == ["misplaced-reading", "misplaced-reading"]


def test_rows_beside_their_block_are_told_once_each(read: Read) -> None:
    _, findings = read(EN + "  change weights\n  input 20%\n  proses 80%\n")
    assert [finding.code for finding in findings] == ["unexpected-word", "unexpected-word"]


def test_a_broken_line_keeps_its_names_and_its_block(read: Read) -> None:
    document, findings = read(
        EN + "  change wieght of input to 20%\n  replace outcome lulus 3\n    requires x > 1\n"
    )
    assert [finding.code for finding in findings] == ["unexpected-word", "unexpected-word"]
    (amendment,) = document.file.amendments
    assert [type(edit) for edit in amendment.body] == [tree.Broken, tree.Broken]
    assert "input" in amendment.body[0].words  # type: ignore[union-attr]
    assert "x" in amendment.body[1].words  # type: ignore[union-attr]


def test_below_a_misspelt_head_the_rest_is_still_looked_at(read: Read) -> None:
    document, findings = read(
        "amandment of r valid 2025-01-01 ..\n  change weights\n    a 20%\n  remoev bonus x\n"
    )
    assert [finding.code for finding in findings] == ["unexpected-word", "unexpected-word"]
    assert [line.depth for line in document.lines] == [0, 1, 2, 1]


def test_words_of_the_other_vocabulary_are_mended(read: Read) -> None:
    text = EN + "  ubah bobot dari a menjadi 20%\n  ubah bobot-bobot\n    a 20%\n"
    _, findings = read(text)
    assert [finding.code for finding in findings] == ["other-vocabulary"] * 2
    for finding in reversed(findings):
        assert finding.fix is not None
        text = applied(text, finding.fix)
    assert text == EN + "  change weight of a to 20%\n  change weights\n    a 20%\n"

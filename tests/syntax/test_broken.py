"""What is wrong with a line is told once, at its place, and costs that line only."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Language
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]


def applied(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda edit: -edit.place.start):
        text = text[: edit.place.start] + edit.new + text[edit.place.end :]
    return text


HEAD = "rubric r\n"
SCORE = "rubric r\n  score s 0 .. 100\n"
LEAF = SCORE + '    indicator a "A" weight 100%\n'
BANDS = "rubric r\n  bands k of s\n    range code label\n"

# head, the line, code, what the primary label marks, a word of the help or of the fix
CASES = [
    (HEAD, '  isuer "X"', "unexpected-word", "isuer", "issuer"),
    (HEAD, "  limit k to C wen x", "unexpected-word", "wen", "when"),
    (HEAD, '  Note "x"', "unexpected-word", "Note", "note"),
    (HEAD, "  let x = 1 2", "unexpected-word", "2", "operator"),
    (HEAD, "  let x = (1 + 2", "unfinished-line", "2", "`)`"),
    (HEAD, "  let x = 1 +", "unfinished-line", "+", "a value"),
    (HEAD, "  let x = a = b", "unexpected-word", "=", "`is`"),
    (HEAD, "  let x = cuont(a)", "unknown-function", "cuont", "count"),
    (HEAD, "  let not = 1", "reserved-word", "not", "another name"),
    (HEAD, "  let x = 1,5 + 2", "decimal-mark", "1,5", "1.5"),
    (HEAD, "  let x = 75,000", "two-readings", "75,000", "75000"),
    (HEAD, "  let x = 1,234.5", "thousands-mark", "1,234.5", "1234.5"),
    (HEAD, "  let x = 1,2,3", "number-marks", "1,2,3", "space"),
    (HEAD, "  let x = 1e9", "number-exponent", "1e9", ""),
    (HEAD, "  let x = 1e99999999", "number-exponent", "1e99999999", ""),
    (HEAD, "  let x = 14komponen", "number-and-word", "14komponen", "space"),
    (HEAD, "  let x = a ; b", "unexpected-character", ";", ""),
    (HEAD, "  note 'x'", "unexpected-character", "'", "double"),
    (HEAD, '  note "x', "text-without-end", '"x', ""),
    (HEAD, "  valid 2024-02-30 ..", "not-a-date", "2024-02-30", "2024-12-31"),
    (HEAD, "  bobot 3", "unexpected-word", "bobot", ""),
    (HEAD, "  decide x first", "unexpected-word", "first", ""),
    (HEAD + "  decide x\n    a -> code\n", "    when a -> b", "cell-count", "when a -> b", ""),
    (HEAD + "  decide x first match\n    when a -> b\n", "    - -> c", "unexpected-word", "-", ""),
    (HEAD + "  decide x\n    a -> code\n", "    - - -> b", "cell-count", "- - -> b", ""),
    (HEAD + "  decide x first match\n", "    otherwise -> b c", "cell-count", "otherwise -> b c", ""),
    (HEAD, "  raise k to A", "unfinished-line", "A", "when"),
    (HEAD, "  ranking n by nilai highest first", "unfinished-line", "first", ""),
    (HEAD, "  assert", "unfinished-line", "assert", "a value"),
    (HEAD, '  assert "L": x > 3', "unexpected-character", ":", ""),
    (HEAD, "  assert x > 3 for every record when x", "unexpected-word", "when", ""),
    (HEAD, "  let x = every area in p has a >= 60%", "unexpected-word", "a", ""),
    (HEAD, "  score s 0 .. 100 by geometric mean", "unfinished-line", "mean", "`by geometric mean places 6`"),
    (HEAD, "  score s 0 .. 100 by best 0", "whole-number", "0", ""),
    (HEAD, "  score s 0 .. 100 by best 2.5", "whole-number", "2.5", ""),
    (HEAD, "  score s 0 .. 100 by min by max", "repeated-part", "by max", ""),
    (HEAD, "  score s 0 .. 100 places 1.5", "whole-number", "1.5", ""),
    (HEAD, "  score s 0 .. 100 places 2 places 3", "repeated-part", "places 3", ""),
    (SCORE, "    indicator g 0 .. from 20", "unfinished-line", "20", "`to`"),
    (SCORE, "    indicator g 0 .. from 1 to 8 log", "unfinished-line", "log", "`log places 6`"),
    (SCORE, "    dimenson g weight 30%", "unexpected-word", "dimenson", "dimension"),
    (SCORE, "    group g weight 30", "weight-unit", "30", "30 points"),
    (SCORE, "    group g weight 30% when a", "weight-cases", "weight 30% when a", "otherwise"),
    (SCORE, "    group g weight 30%, 20% otherwise", "weight-cases", "weight 30%, 20% otherwise", ""),
    (SCORE, "    group g weight 30% otherwise", "weight-cases", "weight 30% otherwise", ""),
    (SCORE, "    group g bobot 30%", "other-vocabulary", "bobot", "weight"),
    (SCORE, "    group g weight 30% = 3", "unexpected-word", "=", "on a line of its own below"),
    (SCORE, "    indicator a weight 30% = b", "unexpected-word", "=", "on a line of its own below"),
    ("rubric r\n", "  score s 0 .. 1 = b", "unexpected-word", "=", "on a line of its own below"),
    (SCORE, "    group g by geometric mean", "unfinished-line", "mean", "`by geometric mean places 6`"),
    (SCORE, "    group g by geometric mean weight 3%", "unexpected-word", "weight", "its rounding follows"),
    (SCORE, "    indicator a 0 .. from 1 to 9 log", "unfinished-line", "log", "`log places 6`"),
    (SCORE, "    group g by min checklist", "aggregate-without-parts", "by min", "drop this"),
    (SCORE, "    group g by min\n      a 1\n      b 2", "aggregate-without-parts", "by min", "drop this"),
    (
        SCORE,
        "    group g weight 30% optional default 3",
        "repeated-part",
        "group g weight 30% optional default 3",
        "",
    ),
    (SCORE, "    group g weight 30%\n      kap 5", "unexpected-word", "kap", "cap"),
    (SCORE, "    indicator g optional default 3", "repeated-part", "indicator g optional default 3", ""),
    (LEAF, '      requires "Syarat" 3', "reserved-word", "requires", ""),
    (LEAF, "      1 .. 3 ->", "unfinished-line", "->", "a number"),
    (LEAF, "      5 when x >", "unfinished-line", ">", "a value"),
    (LEAF, "      syarat x selainnya 0", "other-vocabulary", "syarat", "requires"),
    (HEAD, "  let x = 1\n      let y = 2  # far", "unexpected-indent", "let y = 2", "align"),
    (LEAF, "      a, b", "unexpected-word", ",", ""),
    (BANDS, "    88 .. 100 A", "cell-count", "88 .. 100 A", "`-`"),
    (BANDS, '    88 .. 100 A "x" y', "cell-count", '88 .. 100 A "x" y', "`-`"),
    (BANDS, "    A 88 .. 100", "unexpected-word", "A", "range"),
    ("rubric r\n  bands k of s\n", '    88 .. 100 A "x"', "missing-header", '88 .. 100 A "x"', "range"),
    ("rubric r\n  inputs\n", '    x "X" optional', "missing-domain", 'x "X" optional', "yes or no"),
    ("rubric r\n  inputs\n", '    x "X" yes', "unexpected-word", "yes", "yes or no"),
    ("rubric r\n  outcome o\n", "    requires", "unfinished-line", "requires", "a value"),
    ('rubric r\n  example "E"\n', "    given a 3", "unexpected-word", "3", "`=`"),
    ("", "score x 0 .. 3", "outside-rubric", "score x 0 .. 3", "rubric"),
    ("", "scroe x 0 .. 3", "unexpected-word", "scroe", "rubric"),
    ("rubrik r\n", "  misal x = 75.000", "two-readings", "75.000", "75000"),
    ("rubrik r\n", "  misal x = 2.5", "decimal-mark", "2.5", "2,5"),
    ("rubrik r\n", "  misal x = 1.234.567", "thousands-mark", "1.234.567", "1234567"),
    ("rubrik r\n", "  let x = 3", "other-vocabulary", "let", "misal"),
    ("rubrik r\n", "  bnds k dari s", "unexpected-word", "bnds", ""),
    ("rubrik r\n", "  pastikan x bila", "unfinished-line", "bila", ""),
    ("rubrik r\n", "  misal tidak = 3", "reserved-word", "tidak", ""),
    ("rubrik r\n", "  misal x = jika tidak daring maka 1 selain itu 0", "unexpected-word", "tidak", "bukan"),
    ("rubrik r\n", "  misal x = setiap area dalam p", "unfinished-line", "p", "memiliki"),
    ("rubrik r\n", "  misal x = ada jalan", "unexpected-word", "jalan", "operator"),
    (HEAD, "  let x = max(1, min(2, 3)", "unfinished-line", ")", "`)`"),
    (HEAD, "  let x = max(1, 2 because", "unfinished-line", "because", "before"),
    (HEAD, "  let x = max(1, 2))", "unexpected-word", ")", "drop it"),
    (HEAD, "  let x = max(1; 2)", "unexpected-character", ";", "comma"),
    (HEAD, "  let x = if a == 2 then 1 else 0", "unexpected-word", "==", "`is`"),
    (HEAD, "  let x = if a => 2 then 1 else 0", "unexpected-word", "=>", "`>=`"),
    (HEAD, "  let x = 2 // half", "unexpected-word", "//", "`#`"),
    (HEAD, "  valid 01/02/2024 ..", "unexpected-word", "01", "2024-12-31"),
    (SCORE, "    group g weight 30 percent", "unexpected-word", "30 percent", "`30%`"),
    (SCORE, "    group g Good service weight 30%", "unexpected-word", "Good", '`"Good service"`'),
    (SCORE, '    group good service "G" weight 30%', "unexpected-word", "service", "`good_service`"),
    (SCORE, '    group good-service "G" weight 30%', "unexpected-word", "service", "`good_service`"),
    (SCORE, "    1. group g weight 30%", "unexpected-word", "1", "numbering"),
    (SCORE, "    a) group g weight 30%", "unexpected-word", "a", "numbering"),
    (SCORE, "    - group g weight 30%", "unexpected-word", "-", "numbering"),
    (SCORE, "    • group g weight 30%", "unexpected-character", "•", "numbering"),
    (SCORE, "    group g: weight 30%", "unexpected-character", ":", "colon"),
    (BANDS, '    >= 88 A "x"', "unexpected-word", ">=", "`from`"),
    (BANDS, '    < 88 A "x"', "unexpected-word", "<", "`below`"),
    (BANDS, "    from 0 source", "unfinished-line", "source", '`"source"`'),
    (HEAD, "  group g weight 30%", "unexpected-word", "group", "`score`"),
    (SCORE, '    group "Good service" weight 30%', "unexpected-word", '"Good service"', "short name"),
    (SCORE, "    bonus b 2 if a", "unexpected-word", "if", "`when`"),
    (SCORE, "    group g weight 30% when a, 20% else", "unexpected-word", "else", "`otherwise`"),
    (BANDS, '    less than 60 C "x"', "unexpected-word", "less", "`below`"),
    ("rubrik r\n  hasil h\n", "    syarat a lebih dari 3", "unexpected-word", "lebih", "`>`"),
    ("rubrik r\n  hasil h\n", "    syarat a sama dengan 3", "unexpected-word", "sama", "`adalah`"),
    ("rubric r\n  bands k of s\n", "    bands code label", "unexpected-word", "bands", "`range`"),
]


def test_a_misplaced_group_costs_one_finding(read: Read) -> None:
    """What stands below it, and the groups after it, are not told to be misaligned."""
    text = (
        "rubrik r\n  skor s 0 .. 100\n    aspek a bobot 50%\n      indikator b bobot 100% 0 .. 3\n"
        "  aspek c bobot 30%\n      indikator d bobot 100% 0 .. 3\n    aspek e bobot 20%\n"
        "      indikator f bobot 100% 0 .. 3\n"
    )
    (found,) = read(text)[1]
    assert found.code == "unexpected-word"
    assert "di bawah `skor`" in found.helps[0].read("id")


@pytest.mark.parametrize(("head", "line", "code", "marked", "hint"), CASES, ids=[c[1].strip() for c in CASES])
def test_one_fault_one_finding(read: Read, head: str, line: str, code: str, marked: str, hint: str) -> None:
    text = f"{head}{line}\n"
    _, findings = read(text)
    assert [found.code for found in findings] == [code]
    (found,) = findings
    place = found.primary.place
    assert text[place.start : place.end] == marked
    told = " ".join(
        words.read("en")
        for words in (
            *found.helps,
            found.primary.text,
            *([found.fix.title] if found.fix else []),
        )
    )
    assert hint in told


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_wording_keeps_its_rules(read: Read, language: Language) -> None:
    for head, line, *_ in CASES:
        for found in read(f"{head}{line}\n")[1]:
            message, label = found.message.read(language), found.primary.text.read(language)
            assert len(message) <= 72, message
            assert not message.endswith(".") and not message[0].isupper(), message
            assert len(label.split()) <= 6, label
            assert "{" not in message + label
            for words in (*found.notes, *found.helps):
                assert words.read(language)


@pytest.mark.parametrize(("head", "line"), [(case[0], case[1]) for case in CASES])
def test_a_safe_fix_removes_its_finding(read: Read, head: str, line: str) -> None:
    text = f"{head}{line}\n"
    for found in read(text)[1]:
        if found.fix is not None and found.fix.safety == "safe":
            again = read(applied(text, found.fix))[1]
            assert found.code not in [other.code for other in again]


def test_fifty_broken_lines_give_fifty_findings(read: Read) -> None:
    lines = [
        '    indicator a "A" wieght 10% 0 .. 3',
        '    dimensi b "B" bbot 30%',
        "    bonus x",
        '    "only a text"',
        "    cap ) 3",
    ]
    text = "rubric r\n  score s 0 .. 100\n" + "\n".join(lines * 10) + "\n    cap 100\n"
    document, findings = read(text)
    assert len(findings) == 50
    score = document.file.rubrics[0].body[0]
    assert isinstance(score, tree.Score)
    assert [type(line).__name__ for line in score.body] == ["Broken"] * 50 + ["Adjustment"]


def test_what_stands_below_a_broken_line_is_still_read(read: Read) -> None:
    document, findings = read(
        dedent("""\
        rubric r
          score s 0 .. 100
            dimension d wieght 30%
              indicator a weight 100%
                tinggi "Tinggi" 3
                requires x
              indicator b weight
        """)
    )
    assert [(found.code, found.primary.place.start > 0) for found in findings] == [
        ("unexpected-word", True),
        ("unfinished-line", True),
        ("unfinished-line", True),
    ]
    score = document.file.rubrics[0].body[0]
    assert isinstance(score, tree.Score)
    (broken,) = score.body
    assert isinstance(broken, tree.Broken)
    assert {"d", "a", "tinggi", "b"} <= broken.words


def test_nothing_is_said_below_a_line_that_tells_nothing(read: Read) -> None:
    document, findings = read(
        dedent("""\
        rubric r
          blah blah
            also not 1e5
              "
          let y = 1
        """)
    )
    assert [found.code for found in findings] == ["unexpected-word"]
    assert [type(line).__name__ for line in document.file.rubrics[0].body] == ["Broken", "Let"]


def test_a_table_without_a_header_is_all_broken(read: Read) -> None:
    document, findings = read('rubric r\n  bands k of s\n    5 .. 9 A "x"\n    1 .. 4 B\n')
    assert [found.code for found in findings] == ["missing-header"]
    bands = document.file.rubrics[0].body[0]
    assert isinstance(bands, tree.Bands)
    assert bands.columns == ()
    assert [type(row) for row in bands.rows] == [tree.Broken] * 2
    assert "A" in bands.rows[0].words  # type: ignore[union-attr]


def test_an_indent_below_what_holds_nothing_is_one_finding(read: Read) -> None:
    document, findings = read("rubric r\n  let x = 1\n      let y = 2\n      let z = 3\n  let w = 4\n")
    assert [found.code for found in findings] == ["unexpected-indent"]
    assert [type(line) for line in document.file.rubrics[0].body] == [tree.Let] * 4


def test_a_line_between_two_levels_is_one_finding(read: Read) -> None:
    document, findings = read(
        "rubric r\n  score s 0 .. 5\n      group g weight 50%\n    group h weight 50%\n"
        "    group i weight 50%\n"
    )
    assert [found.code for found in findings] == ["uneven-indent"]
    score = document.file.rubrics[0].body[0]
    assert isinstance(score, tree.Score)
    assert len(score.body) == 3


@pytest.mark.parametrize("slip", range(7))
def test_a_slip_of_the_indentation_is_one_finding(read: Read, slip: int) -> None:
    """Whichever column a leaf's line stands at, the leaves after it are read."""
    document, findings = read(
        dedent(f"""\
        rubric r
          score s 0 .. 100
            dimension d weight 100%
        {" " * slip}indicator a weight 25% 0 .. 3
              indicator b weight 25%
                x "X" 1
              indicator c weight 25% 0 .. 3
              indicator d weight 25% 0 .. 3
          let y = 1
        """)
    )
    assert len(findings) <= (1 if slip else 2)  # at the margin the rubric itself ends
    assert sum(line.broken for line in document.lines) <= (1 if slip else 2)
    assert isinstance(document.file.rubrics[0].body[-1], tree.Let) or slip == 0


def test_a_leaf_indented_into_the_one_before_is_one_finding(read: Read) -> None:
    document, findings = read(
        dedent("""\
        rubric r
          score s 0 .. 100
            indicator a weight 50%
              x "X" 1
              indicator b weight 50%
                y "Y" 1
            indicator c weight 0% 0 .. 3
        """)
    )
    assert [found.code for found in findings] == ["unexpected-indent"]
    score = document.file.rubrics[0].body[0]
    assert isinstance(score, tree.Score)
    assert [line.name.text for line in score.body if isinstance(line, tree.Leaf)] == ["a", "b", "c"]


def test_words_of_the_other_vocabulary_are_read(read: Read) -> None:
    text = (
        "rubric r\n  skor s 0 .. 5 desimal 2\n    kelompok g weight 100% bila lokasi is mpp, 20% selainnya\n"
    )
    document, findings = read(text)
    assert [found.code for found in findings] == ["other-vocabulary"] * 2
    for found in reversed(findings):
        assert found.fix is not None
        text = applied(text, found.fix)
    again, none = read(text)
    assert none == ()
    assert again.file == document.file


def test_a_broken_first_word_lets_the_lines_vote(read: Read) -> None:
    document, findings = read('rubrk r\n  penerbit "X"\n  skor s 0 .. 2,5\n  misal x = 1,5\n')
    assert document.vocabulary == "id"
    assert [found.code for found in findings] == ["unexpected-word"]
    document, findings = read('rubrc r\n  issuer "X"\n  score s 0 .. 2.5\n')
    assert document.vocabulary == "en"
    assert len(document.file.broken) == 1


def test_a_list_comma_is_mended_and_read(read: Read) -> None:
    text = "rubric r\n  inputs\n    x one of a,b, c\n"
    document, findings = read(text)
    assert [(found.code, found.severity) for found in findings] == [("comma-space", "warning")]
    assert findings[0].fix is not None
    assert applied(text, findings[0].fix) == text.replace("a,b", "a, b")
    assert read(text.replace("a,b", "a, b"))[0].file == document.file


def test_a_comma_in_a_list_of_numbers_is_not_mended_alone(read: Read) -> None:
    _, findings = read("rubric r\n  let x = a in (1,5)\n")
    (found,) = findings
    assert found.code == "decimal-mark"
    assert found.fix is not None
    assert found.fix.safety == "unsafe"
    assert any("space after the comma" in words.read("en") for words in found.helps)


def test_a_lost_first_line_is_one_finding(read: Read) -> None:
    document, findings = read(
        '  issuer "X"\n  inputs\n    a yes or no\n  score s 0 .. 100\n    group g weight 100%\n  let y = 1\n'
    )
    assert [found.code for found in findings] == ["outside-rubric"]
    assert document.file.rubrics == ()
    assert {"a", "s", "g", "y"} <= frozenset().union(*(line.words for line in document.file.broken))


def test_a_file_of_nothing_has_no_rubric(read: Read) -> None:
    for text in ("", "\n\n", "# only a comment\n", "\ufeff"):
        assert [found.code for found in read(text)[1]] == ["no-rubric"]


def test_a_broken_line_before_the_header_of_a_table(read: Read) -> None:
    """The header is still the header, and the rows are read with it; a broken header costs itself."""
    head = "rubric r\n  score s 0 .. 100\n  bands k of s\n"
    rows = "    50 .. 100 A hijau\n    below 50 B merah\n"
    document, findings = read(f"{head}    ) )\n    range code zona\n{rows}")
    assert [found.code for found in findings] == ["unexpected-word"]
    (table,) = [line for line in document.file.rubrics[0].body if isinstance(line, tree.Bands)]
    assert [column.text for column in table.columns] == ["code", "zona"]
    assert [type(row) for row in table.rows] == [tree.Broken, tree.BandRow, tree.BandRow]
    assert len(read(f"{head}    range ) zona\n{rows}")[1]) == 1


def test_a_file_that_begins_in_the_other_language_costs_one_word(read: Read) -> None:
    text = (
        'rubric r\n  penerbit "X"\n  skor s 0 .. 100 desimal 2\n    aspek a bobot 50,5%\n'
        "    aspek b bobot 49,5%\n  hasil h\n    syarat s >= 50\n"
    )
    (found,) = read(text)[1]
    assert found.code == "other-vocabulary"
    assert found.fix is not None
    assert [edit.new for edit in found.fix.edits] == ["rubrik"]


def test_a_header_that_no_row_fits_costs_one_finding(read: Read) -> None:
    text = 'rubric r\n  bands k of s\n    range label\n    50 .. 100 A "a"\n    0 .. 49 B "b"\n'
    (found,) = read(text)[1]
    assert found.code == "cell-count"
    assert text[found.primary.place.start :].startswith("range label")
    (short,) = read(text.replace("range label", "range code label").replace('"b"', ""))[1]
    assert text[short.primary.place.start - 5 :].startswith("0 .. 49 B")


def test_lines_of_a_leaf_without_indentation_are_its_own(read: Read) -> None:
    text = "rubric r\n  score s 0 .. 100\n    indicator a weight 100%\n    full 100\n    none 0\n"
    document, findings = read(text)
    assert [found.code for found in findings] == ["unexpected-word"] * 2
    (score,) = document.file.rubrics[0].body
    assert isinstance(score, tree.Score)
    (leaf,) = score.body
    assert isinstance(leaf, tree.Leaf)
    assert len(leaf.body) == 2


def test_a_line_too_deep_keeps_what_stands_below_it(read: Read) -> None:
    text = "rubric r\n  let a = 1\n      outcome o\n    requires a is 1\n    requires a > 0\n  let b = 2\n"
    document, findings = read(text)
    assert [found.code for found in findings] == ["unexpected-indent"]
    assert [type(line).__name__ for line in document.file.rubrics[0].body] == ["Let", "Outcome", "Let"]


def test_a_file_without_indentation_costs_one_finding(read: Read) -> None:
    text = 'rubric r\nissuer "X"\ninputs\na yes or no\nscore s 0 .. 100\nindicator b weight 100% 0 .. 3\n'
    assert [found.code for found in read(text)[1]] == ["outside-rubric"]

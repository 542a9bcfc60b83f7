"""Texts as people have them: odd spaces, line ends, tabs, comments, continued lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]

TEXT = """\
# first
rubric r "R"  # head

  let x = if a
      and b
    then 1  # one
    # between
    else 2
  score s 0 .. 100
    bonus m "M # not a comment" +2.50
"""


def test_lines_comments_and_blanks(read: Read) -> None:
    document, findings = read(TEXT)
    assert findings == ()
    assert [(line.number, line.last, line.depth) for line in document.lines] == [
        (2, 2, 0),
        (4, 8, 1),
        (9, 9, 1),
        (10, 10, 2),
    ]
    assert document.blanks == {3}
    assert [(c.number, c.text, c.own) for c in document.comments] == [
        (1, "# first", True),
        (7, "# between", True),
    ]
    assert [c.text for line in document.lines for c in line.trailing] == ["# head", "# one"]
    let = document.lines[1]
    assert [let.tokens[at].text for at in let.starts] == ["and", "then", "else"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" +", "\u202f+").replace(" ..", "\u2009..\u200b"),
        lambda text: text.replace('"', "“", 1).replace('"', "”", 1),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", " \t\n").replace("\t", ""),
        lambda text: text.replace("..", "…"),
    ],
    ids=["bom", "crlf", "cr", "nbsp", "thin", "curly", "no-end", "trailing", "ellipsis"],
)
def test_what_people_paste_means_the_same(read: Read, change: Callable[[str], str]) -> None:
    expected = read(TEXT)[0]
    found, findings = read(change(TEXT))
    assert findings == ()
    same = found.file.rubrics[0].body
    assert same[0] == expected.file.rubrics[0].body[0]
    assert [line.number for line in found.lines] == [line.number for line in expected.lines]
    if "\u00a0" not in change(TEXT):
        assert found.file == expected.file


def test_lone_carriage_returns_end_lines_in_drawings_too(read: Read) -> None:
    text = 'rubric r\r  isuer "X"\r'
    (found,) = read(text)[1]
    source = Source("a", text)
    assert source.position(found.primary.place.start) == (2, 3)
    assert source.line(2) == '  isuer "X"'
    assert source.line_count == 3


def test_tabs_are_read_told_and_mended(read: Read) -> None:
    text = 'rubric r\n\tscore s\t0 .. 5\n\t\tgroup g "A\tB"\tweight 100%\t# c\td\n'
    document, findings = read(text)
    assert [(found.code, found.severity) for found in findings] == [("tab", "warning")]
    assert findings[0].message.read("en") == "tabs stand where spaces should, on 2 lines"
    for found in reversed(findings):
        assert found.fix is not None
        assert found.fix.safety == "safe"
        for edit in reversed(found.fix.edits):
            text = text[: edit.place.start] + edit.new + text[edit.place.end :]
    assert text == 'rubric r\n    score s 0 .. 5\n        group g "A\tB" weight 100% # c\td\n'
    again, none = read(text)
    assert none == ()
    assert again.file == document.file


def test_continuing_words_of_both_vocabularies(read: Read) -> None:
    english = read("rubric r\n  let x = if a\n  or b\nthen 1\n      else 2\n")
    indonesian = read("rubrik r\n  misal x = jika a\n  atau b\nmaka 1\n      selain itu 2\n")
    assert english[1] == indonesian[1] == ()
    assert english[0].file.rubrics == indonesian[0].file.rubrics


def test_nothing_else_continues_a_line(read: Read) -> None:
    document, findings = read("rubric r\n  let x = max(1,\n    2)\n  let y = 1\n")
    assert [found.code for found in findings] == ["unfinished-line"]
    assert isinstance(document.file.rubrics[0].body[-1], tree.Let)


def test_a_row_never_opens_a_block(read: Read) -> None:
    document, findings = read(
        "rubric r\n  bands k of s\n    range code\n       5 .. 9 A\n      10 .. 19 B\n    20 .. 29 C\n"
        "  let x = 1\n"
    )
    assert findings == ()
    bands, let = document.file.rubrics[0].body
    assert isinstance(bands, tree.Bands)
    assert isinstance(let, tree.Let)
    assert len(bands.rows) == 3


@pytest.mark.parametrize("mark", ["..", "–", "-", "—", "−", "s.d.", "s.d", "s/d", "…", "..."])
def test_range_marks(read: Read, mark: str) -> None:
    document, findings = read(f"rubric r\n  bands k of s\n    range code\n    78.00 {mark} 87.99 A\n")
    assert findings == ()
    bands = document.file.rubrics[0].body[0]
    assert isinstance(bands, tree.Bands)
    (row,) = bands.rows
    assert isinstance(row, tree.BandRow)
    assert row.range.form == "span"
    assert document.lines[-1].tokens[1].kind == "DOTS"
    assert document.lines[-1].tokens[1].text == mark


def test_names_in_any_script(read: Read) -> None:
    names = ["nilai", "été", "評価", "оценка", "ꦱꦏꦺꦴꦭꦃ", "मूल्यांकन", "_x1"]
    text = "rubric r\n" + "".join(f"  let {name} = {name}\n" for name in names)
    document, findings = read(text)
    assert findings == ()
    assert [line.name.text for line in document.file.rubrics[0].body if isinstance(line, tree.Let)] == names

"""Any text ends in a report; sound texts come back from formatting and translating with the same tree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.scoring import FILE
from tests.properties.scoring import checked
from tests.properties.scoring import space
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases

from rubrikdsl import assets
from rubrikdsl.diagnostics.render import render
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.translate import translate
from rubrikdsl.workspace.checked import Checked

SHIPPED = sorted(Path(str(assets.folder("rubrics"))).rglob("*.rubrik"))
TEXTS = [path.read_text("utf-8") for path in SHIPPED]
STRANGE = [
    "\t",
    "\r",
    "\u00a0",
    "\ufeff",
    "\x00",
    "\ud800",
    "“",
    '"',
    "#",
    "(",
    ")",
    "->",
    "..",
    "–",
    "%",
    ",",
    "9" * 60,
]


def test_there_are_shipped_rubrics() -> None:
    assert len(SHIPPED) > 5


def formatted(text: str) -> str:
    document, _ = space().read(Source(FILE, text))
    return format_document(document, space().grammar.lexicon)


def file_of(text: str) -> tree.File:
    document, findings = space().read(Source(FILE, text))
    assert [found for found in findings if found.severity == "error"] == []
    return document.file


def codes(found: Checked) -> list[tuple[str, str]]:
    return sorted((each.code, each.severity) for each in found.diagnostics)


@settings(max_examples=30, deadline=None)
@given(cases)
@example(case(316112, 3))  # a remark below a table whose last row begins further right
def test_formatting_keeps_the_tree_and_twice_is_once(case: Case) -> None:
    laid_out = formatted(case.text)
    assert file_of(laid_out) == file_of(case.text)
    assert formatted(laid_out) == laid_out
    assert sorted(c.text for c in space().read(Source(FILE, laid_out))[0].comments) == sorted(
        c.text for c in space().read(Source(FILE, case.text))[0].comments
    )


@settings(max_examples=20, deadline=None)
@given(cases)
@example(case(7983885, 3))
def test_translating_there_and_back(case: Case) -> None:
    document, _ = space().read(Source(FILE, case.text))
    other: tree.Vocabulary = "id" if case.vocabulary == "en" else "en"
    there, clashes = translate(document, other, space().grammar)
    assert clashes == ()
    assert replace(file_of(there), vocabulary=case.vocabulary) == document.file
    back, clashes = translate(space().read(Source(FILE, there))[0], case.vocabulary, space().grammar)
    assert clashes == ()
    assert back == formatted(case.text)


def ends_in_a_report(text: str) -> None:
    """Checked, drawn, formatted and checked again: no exception, and the same findings."""
    found = checked(text)
    for language in ("en", "id"):
        assert isinstance(render(found.diagnostics, {FILE: found.source}, language=language), str)
    if not any(line.broken for line in found.document.lines):
        again = checked(formatted(text))
        told = [pair for pair in codes(found) if pair not in codes(again)]
        assert not [code for code, severity in told if severity == "error" and code not in LAYOUT], text
        assert not [pair for pair in codes(again) if pair not in codes(found)], text


LAYOUT = ("tab", "uneven-indent", "unexpected-indent", "other-vocabulary")
"""Faults of layout and spelling, which laying out mends."""


def damaged(text: str, random: Random) -> str:
    """A text with a few tokens or lines lost, doubled, exchanged or replaced."""
    for _ in range(random.randint(1, 4)):
        unit = random.choice(["line", "word", "sign"])
        if unit == "sign":
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice([*STRANGE, ""]) + text[at + random.randrange(3) :]
            continue
        mark = "\n" if unit == "line" else " "
        parts = text.split(mark)
        one, two = random.randrange(len(parts)), random.randrange(len(parts))
        match random.randrange(4):
            case 0:
                del parts[one]
            case 1:
                parts.insert(two, parts[one])
            case 2:
                parts[one], parts[two] = parts[two], parts[one]
            case _:
                parts[one] = random.choice(STRANGE) if unit == "word" else parts[one].lstrip()
        text = mark.join(parts)
    return text


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(max_size=120),
    head=st.sampled_from(["", "rubric r\n  score s 0 .. 100\n    ", "rubrik r\n  "]),
)
@example(text="\ud800", head='rubric r\n  note "')
def test_any_characters(text: str, head: str) -> None:
    ends_in_a_report(head + text)


@settings(max_examples=30, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_a_damaged_made_rubric(case: Case, seed: int) -> None:
    ends_in_a_report(damaged(case.text, Random(seed)))


@settings(max_examples=15, deadline=None)
@given(which=st.integers(0, len(TEXTS) - 1), seed=st.integers(0, 2**32))
def test_a_damaged_shipped_rubric(which: int, seed: int) -> None:
    text = TEXTS[which]
    if len(text) > 6000:  # a piece is as good, and quicker
        lines = text.split("\n")
        start = Random(seed).randrange(len(lines) - 40)
        text = "\n".join(
            [lines[0] if lines[0].startswith("rubri") else "rubrik r", *lines[start : start + 40]]
        )
    ends_in_a_report(damaged(text, Random(seed)))


def statements(node: object) -> list[tree.Broken]:
    """Every broken line of a tree."""
    found = [node] if isinstance(node, tree.Broken) else []
    for below in (
        *getattr(node, "body", ()),
        *getattr(node, "rubrics", ()),
        *getattr(node, "broken", ()),
        *getattr(node, "rows", ()),
    ):
        found += statements(below)
    return found


@settings(max_examples=30, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_a_broken_line_costs_exactly_itself(case: Case, seed: int) -> None:
    """A line that cannot be read is put in: one finding, and all else is still there."""
    random = Random(seed)
    lines = formatted(case.text).splitlines()
    at = random.randrange(1, len(lines) + 1)
    indent = len(lines[at - 1]) - len(lines[at - 1].lstrip())
    if at < len(lines) and lines[at].strip():  # never between a line and what stands below it
        indent = len(lines[at]) - len(lines[at].lstrip())
    bad = random.choice([") ) 5", "@@@ ???", "= = =", "-> -> ..", "%% 7 8"])
    text = "\n".join([*lines[:at], " " * indent + bad, *lines[at:]]) + "\n"
    before, _ = space().read(Source(FILE, "\n".join(lines) + "\n"))
    after, findings = space().read(Source(FILE, text))
    assert len([found for found in findings if found.severity == "error"]) == 1, text
    (found,) = [found for found in findings if found.severity == "error"]
    assert text.count("\n", 0, found.primary.place.start) == at
    kept = [
        (line.start, line.depth, [token.text for token in line.tokens])
        for line in after.lines
        if not line.broken
    ]
    assert kept == [(line.start, line.depth, [token.text for token in line.tokens]) for line in before.lines]
    assert [code for code, severity in codes(checked(text)) if severity == "error"] == [found.code]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_rubrics_translate_there_and_back(path: Path) -> None:
    text = path.read_text("utf-8")
    document, _ = space().read(Source(FILE, text))
    other: tree.Vocabulary = "id" if document.vocabulary == "en" else "en"
    there, clashes = translate(document, other, space().grammar)
    assert clashes == ()
    again, clashes = translate(space().read(Source(FILE, there))[0], document.vocabulary, space().grammar)
    assert (again, clashes) == (formatted(text), ())

"""Findings about a consolidated text are told where its words come from, or at the edit that caused them."""

from __future__ import annotations

import pytest
from tests.versions.texts import case
from tests.versions.texts import space

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.source import Source

BASE = """rubric layanan "Layanan"
  valid 2022-01-01 ..
  source "Peraturan 1/2022"
  score nilai "Nilai" 0 .. 100 places 2
    indicator tugas  "Tugas"  weight 50% 0 .. 3
    indicator kelola "Kelola" weight 50% 0 .. 3
  bands kategori "Kategori" of nilai
    range            code
    60.00 .. 100.00  A
     0.00 ..  59.99  B
  outcome layak "Layak"
    requires kategori is A
    requires tugas > 10
"""
HEAD = 'amendment of layanan "A" valid 2025-01-01 ..\n  source "Peraturan 9/2025"\n'
OTHER = 'amendment of layanan "B" valid 2026-01-01 ..\n  source "Peraturan 8/2026"\n'


def told(text: str, day: str = "2025-01-01") -> list[tuple[str, str, list[str]]]:
    """The errors of a day's text: their codes, what is pointed at first, and what else is."""
    made = case(text).on(day)
    assert made.findings == ()
    source = made.edition.base.source
    assert isinstance(source, Source)

    def at(label: Label) -> str:
        assert label.place.file == source.name
        return source.text[label.place.start : label.place.end]

    findings = [made.origins.diagnostic(found) for found in space().check(made.source).diagnostics]
    return [
        (d.code, at(d.primary), [at(label) for label in d.secondary])
        for d in findings
        if d.severity == "error"
    ]


@pytest.mark.parametrize(
    ("edits", "code", "first"),
    [
        ("  change weight of tugas to 40%\n", "weights-do-not-sum", "change weight of tugas to 40%"),
        ("  change weights\n    kelola 60%\n", "weights-do-not-sum", "kelola 60%"),
        ("  remove indicator kelola\n", "weights-do-not-sum", "remove indicator kelola"),
        (
            "  change band A of kategori to 70 .. 100\n",
            "band-gap",
            "change band A of kategori to 70 .. 100",
        ),
        ("  remove band A of kategori\n", "unknown-option", "remove band A of kategori"),
        ("  remove bands kategori\n", "unknown-name", "remove bands kategori"),
        ("  change places of nilai to 3\n", "band-gap", "change places of nilai to 3"),
    ],
)
def test_what_an_edit_causes_is_told_at_the_edit(edits: str, code: str, first: str) -> None:
    found = told(BASE + HEAD + edits)
    assert (code, first) in [each[:2] for each in found]


def test_what_an_edit_brings_is_told_in_its_own_words() -> None:
    text = BASE + HEAD + "  add\n    outcome dua\n      requires tugs > 10\n"
    assert told(text) == [("unknown-name", "tugs", [])]
    text = BASE + HEAD + "  change band A of kategori to 60 .. 99\n"
    assert told(text) == [("band-gap", "99", [])]


def test_of_two_amendments_the_newest_that_touched_the_clause_is_told() -> None:
    text = (
        BASE
        + HEAD
        + '  change label of tugas to "Tugas pokok"\n'
        + OTHER
        + '  change label of layak to "Baik"\n  change weight of kelola to 40%\n'
    )
    (found,) = told(text, "2026-01-01")
    assert found[:2] == ("weights-do-not-sum", "weight of kelola to 40%")
    assert "weight 50%" in " ".join(found[2])


def _finding(file: str, text: str, *edits: tuple[str, str]) -> Diagnostic:
    """A made-up finding about the first place that says something, with a fix."""

    def place(said: str) -> Place:
        start = text.index(said)
        return Place(file, start, start + len(said))

    words = say("x", "x")
    fix = Fix(words, tuple(Edit(place(old), new) for old, new in edits), "safe")
    return Diagnostic("x", "error", words, Label(place(edits[0][0]), words), fix=fix)


def test_a_repair_goes_where_its_words_are_or_is_dropped() -> None:
    made = case(BASE + HEAD + "  change weight of tugas to 40%\n").on("2025-01-01")
    name, text, origins = made.source.name, made.source.text, made.origins
    kept = origins.placed(_finding(name, text, ("kelola", "urus"))).fix
    assert kept is not None
    (edit,) = kept.edits
    assert BASE[edit.place.start : edit.place.end] == "kelola"
    within = origins.placed(_finding(name, text, ("59.9", "60.0"))).fix
    assert within is not None
    assert BASE[within.edits[0].place.start : within.edits[0].place.end] == "59.9"
    both = _finding(name, text, ("40%", "50%"), ("kelola", "urus"))
    assert origins.placed(both).fix is not None  # one file holds both
    assert origins.placed(_finding(name, text, ("weight 40%", "weight 50%"))).fix is None  # `weight` was made
    elsewhere = case(BASE, HEAD + "  change weight of tugas to 40%\n").on("2025-01-01")
    both = _finding(elsewhere.source.name, elsewhere.source.text, ("40%", "50%"), ("kelola", "urus"))
    assert elsewhere.origins.placed(both).fix is None


def test_a_base_alone_is_its_own_text() -> None:
    made = case(BASE + HEAD + "  change weight of tugas to 40%\n").on("2024-12-31")
    assert made.source is made.edition.base.source
    assert made.document is made.edition.base.document
    place = Place(made.source.name, 3, 9)
    assert made.origins.place(place) == place

"""The cheat sheets: sound, laid out, and the same construct for construct in both vocabularies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubrikdsl.source import Source
from rubrikdsl.syntax.format import format_document
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace

DOCS = Path(__file__).parent.parent.parent / "docs"
SPACE = Workspace(cache=Cache(None))


def sheet(language: str) -> Source:
    page = (DOCS / f"cheatsheet.{language}.md").read_text("utf-8")
    (rubric,) = re.findall(r"^```rubrik\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return Source(f"cheatsheet.{language}", rubric)


def constructs(source: Source) -> list[list[str]]:
    document, _ = SPACE.read(source)
    return [[token.construct for token in line.tokens if token.construct] for line in document.lines]


@pytest.mark.parametrize("language", ["en", "id"])
def test_it_is_sound_and_laid_out(language: str) -> None:
    source = sheet(language)
    checked = SPACE.check(source)
    assert checked.diagnostics == ()
    assert {offer.name for offer in checked.offers} and len(checked.outcomes) == 1
    document, _ = SPACE.read(source)
    assert document.vocabulary == language
    assert format_document(document, SPACE.grammar.lexicon) == source.text


def test_both_say_the_same() -> None:
    english, indonesian = constructs(sheet("en")), constructs(sheet("id"))
    assert len(english) > 80
    assert english == indonesian


def test_it_shows_most_of_the_language_on_one_page() -> None:
    shown = {construct for line in constructs(sheet("en")) for construct in line}
    assert len(shown) > 0.55 * len(SPACE.grammar.lexicon.spellings)
    assert max(map(len, sheet("en").text.splitlines())) <= 130

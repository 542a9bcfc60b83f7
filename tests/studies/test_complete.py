"""Nothing of a model is forgotten: every field of it is compared, or said here not to be."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from tests.properties.scoring import space

from rubrikdsl import assets
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.semantics import model
from rubrikdsl.semantics import terms
from rubrikdsl.source import Source
from rubrikdsl.studies.diff import problems
from rubrikdsl.studies.diff.changes import changes

PLACES = {"place", "ends", "clause"}
"""Where things stand, and what they cite: told with every part."""

COMPARED: dict[type, set[str]] = {
    model.Weight: {"kind", "cases"},
    model.Places: {"count", "mode"},
    model.Aggregate: {"kind", "best", "places"},
    model.Adjustment: {"kind", "name", "label", "amount", "when"},
    model.Node: {
        "word", "name", "label", "parent", "children", "scale", "weight", "fields", "value",
        "not_applicable_when", "adjustments", "places", "aggregate", "shown", "counted",
    },
    model.Let: {"name", "label", "value"},
    model.Band: {"code", "interval", "attributes"},
    model.Limit: {"code", "when", "kind"},
    model.Bands: {"name", "label", "of", "columns", "types", "rows", "limits", "lower"},
    model.Decided: {"code", "attributes"},
    model.Decide: {
        "name", "label", "value", "inputs", "columns", "types", "rows", "order", "limits", "ranked",
    },
    model.Requirement: {"condition"},
    model.Outcome: {"name", "label", "requirements"},
    model.Assertion: {"label", "condition", "when"},
    model.Collection: {"name", "label", "member", "at_least", "where"},
    model.Key: {"of", "lowest"},
    model.Ranking: {"name", "label", "by", "within", "ties", "keys"},
    model.Rubric: {
        "name", "label", "issuer", "valid_from", "valid_to", "clauses", "fields", "nodes", "lets", "bands",
        "outcomes", "collections", "rankings", "assertions", "former", "unheard",
    },
    terms.Field: {
        "name", "path", "label", "domain", "kind", "need", "default", "not_applicable", "owner", "counted",
    },
    terms.Domain: {"type", "low", "high", "step", "choices"},
    terms.Choice: {"code", "label"},
    terms.Row: {"key", "value"},
    terms.Case: {"tests", "code"},
    terms.Test: {"intervals", "values", "missing"},
    terms.Clause: {"sources", "assumed", "because", "notes"},
}  # fmt: skip

LEFT: dict[type, set[str]] = {
    model.Node: {"index", "path", "kind"},  # follow from parents, names and scoring
    model.Band: {"printed"},
    model.Bands: {"of_text", "order"},  # the order of bands is that of their edges
    model.Decided: {"printed"},
    model.Requirement: {"text"},
    model.Assertion: {"text"},
    model.Key: {"text"},
    model.Rubric: {
        "sources",
        "notes",
        "vocabulary",
        "file",
        "examples",
        "order",
    },  # the first two are a clause's
    terms.Field: {"index"},
    terms.Clause: {"kind", "title", "inherited"},
}


@pytest.mark.parametrize("kind", COMPARED, ids=lambda kind: str(kind.__name__))
def test_every_field_is_compared_or_left_on_purpose(kind: type) -> None:
    have = {field.name for field in fields(kind)} - PLACES
    assert have == COMPARED[kind] | LEFT.get(kind, set()), (
        "say in `studies.diff` what it means for a difference"
    )


def test_words_of_the_language_are_its_own() -> None:
    """What is printed of conditions and values can be read in a rubric of either vocabulary."""
    known = tomllib.loads((assets.folder("grammars") / "vocabulary.toml").read_text("utf-8"))
    rows = {**known["keywords"], **known["functions"], **known["quantifiers"]}
    spelt = {(en, id) for row in rows.values() for en in row["en"] for id in row["id"]}
    own = {"none"}  # the one word that no rubric writes
    for key, words in problems.WORDS.items():
        assert key in own or (words.en, words.id) in spelt, key


def test_both_languages_say_something_of_their_own() -> None:
    tables = (problems.ASPECTS, problems.ABSENT, problems.KINDS, problems.METHODS, problems.FLAGS)
    for table in tables:
        assert all(isinstance(words, Words) and words.en and words.id for words in table.values())


SHIPPED = Path(str(assets.folder("rubrics")))
PAIRS = sorted(path for path in SHIPPED.rglob("*.rubrik") if path.parent.name == "en")


def test_some_shipped_rubrics_are_in_both_vocabularies() -> None:
    assert len(PAIRS) >= 4


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
def test_translations_mean_the_same(path: Path) -> None:
    old = path.parent.parent / path.name
    one, other = (space().check(Source(str(file), file.read_text("utf-8"))) for file in (old, path))
    assert not one.has_errors
    assert not other.has_errors
    for before, after in zip(one.models, other.models, strict=True):
        assert [change for change in changes(before, after) if change.about == "meaning"] == []

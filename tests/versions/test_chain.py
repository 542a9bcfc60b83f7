"""A chain of random amendments means what the amended rubric means, written anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.made import Made
from tests.properties.strategies import Case
from tests.properties.strategies import case as made_case
from tests.properties.writing import Vocabulary
from tests.properties.writing import Writer
from tests.versions.amending import Amender
from tests.versions.texts import case
from tests.versions.texts import meaning
from tests.versions.texts import modelled
from tests.versions.texts import space

from rubrikdsl.source import Source
from rubrikdsl.studies.diff.changes import changes
from rubrikdsl.syntax.format import format_document
from rubrikdsl.versions.consolidate import Consolidated

HEADS: dict[Vocabulary, str] = {
    "en": 'amendment of made.rubric "{label}" valid {start} ..\n  source "{label}"\n',
    "id": 'perubahan atas made.rubric "{label}" berlaku {start} ..\n  dasar "{label}"\n',
}


def chain_texts(base: Case, vocabularies: Sequence[Vocabulary]) -> tuple[list[str], Made, list[str]]:
    """A base and an amendment a vocabulary, from 2025 on; what they make; the kinds of their edits."""
    texts, made, kinds = [base.text], base.made, []
    for number, vocabulary in enumerate(vocabularies):
        amender = Amender(vocabulary, Random(f"{base.seed} {number}"), f"{number}")
        made, lines, done = amender.edits(made, 4)
        kinds += done
        head = HEADS[vocabulary].format(label=f"A{number}", start=f"{2025 + number}-01-01")
        texts.append(head + "".join(f"  {line}\n" for line in lines))
    return texts, made, kinds


def chain(seed: int, size: int, vocabularies: list[Vocabulary]) -> tuple[Consolidated, str, list[str]]:
    """A chain consolidated; the rubric that it has to mean; the kinds of edits."""
    base = made_case(seed, size, plain=True, collects=False)
    texts, made, kinds = chain_texts(base, vocabularies)
    last = f"{2025 + len(vocabularies)}-01-01"
    return case(*texts).on(last), Writer(base.vocabulary).rubric(made), kinds


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(1, 4),
    st.lists(st.sampled_from(["en", "id"]), min_size=1, max_size=3),
)
def test_a_consolidated_text_means_what_the_amended_rubric_means(
    seed: int, size: int, vocabularies: list[Vocabulary]
) -> None:
    found, wanted, kinds = chain(seed, size, vocabularies)
    assert found.findings == ()
    assert meaning(found.source.text) == meaning(wanted), kinds
    _is_a_text_by_itself(found)
    _knows_its_places(found)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_the_difference_names_the_amended_clauses_and_nothing_else(seed: int, size: int) -> None:
    base = made_case(seed, size, plain=True, collects=False)
    amender = Amender("en", Random(seed), "x")
    _, lines, kinds = amender.edits(base.made, 4)
    text = HEADS["en"].format(label="A", start="2025-01-01") + "".join(f"  {line}\n" for line in lines)
    law = case(base.text, text)
    found = changes(modelled(law.on("2024-12-31")), modelled(law.on("2025-01-01")))
    named: set[str] = set()
    for change in found:
        names = {part.name for part in change.subject} & amender.touched
        outside = (change.about, [part.kind for part in change.subject]) == ("description", ["rubric"])
        assert names or outside, (kinds, change)  # the period is the rubric's own
        named |= names
    renamed = {part.name for change in found if change.what == "renamed" for part in change.subject[-1:]}
    assert renamed == {name for name in amender.touched if name.startswith("other_x")}
    assert amender.touched - named == amender.old_names


def _is_a_text_by_itself(found: Consolidated) -> None:
    document, unread = space().read(Source("again.rubrik", found.source.text))
    assert unread == ()
    assert document.file.rubrics[0] == found.rubric
    assert format_document(document, space().grammar.lexicon) == found.source.text


def _knows_its_places(found: Consolidated) -> None:
    """Every word of the text stands where it is said to come from; one that was made stands nowhere so."""
    sources = {each.source.name: each.source for each in found.edition.instruments}
    text = found.source.text
    tokens = [token for line in found.document.lines for token in line.tokens]
    assert [token.place.start for token in tokens] == [piece.start for piece in found.origins.pieces]
    for piece in found.origins.pieces:
        there = sources[piece.place.file].text[piece.place.start : piece.place.end]
        if piece.exact:
            assert "".join(there.split()) == "".join(text[piece.start : piece.end].split())


def test_every_kind_of_edit_is_met() -> None:
    met: Counter[str] = Counter()
    wanted = {"weights", "weight", "places", "option", "replace", "bands", "remove", "add", "rename"}
    for seed in range(60):
        base = made_case(seed, 1 + seed % 4, plain=True, collects=False)
        met.update(Amender("en", Random(seed), "x").edits(base.made, 4)[2])
    assert set(met) == wanted

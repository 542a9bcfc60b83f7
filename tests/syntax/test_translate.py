"""The same rubric in the other vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl import assets
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse
from rubrikdsl.syntax.translate import translate
from rubrikdsl.syntax.tree import Vocabulary

ENGLISH = dedent(
    """\
    # Rubrik percobaan: weight, score and 1.5 stay
    rubric a.b "score of 1.5"
      inputs
        lokasi "one of" one of mpp, kantor  # source
        daring yes or no

      score nilai 0 .. 100 places 2
        dimension input "Input" weight 21.85%
          indicator x weight 100% 0 .. 100 step 0.01
        dimension proses weight 78.15%

        bonus b +2.50 when lokasi in (mpp, kantor) and max(1, 5.5) > 0.5
        scale to 85 when not daring

      bands kategori of nilai
        range            code  label  zona
        50.00 .. 100.00  A     "code" merah
        below 50         B     "x"    -

      let y = if nilai.points is missing
        or lokasi is not mpp
        then 1.5 else 0
    """
)

INDONESIAN = dedent(
    """\
    # Rubrik percobaan: weight, score and 1.5 stay
    rubrik a.b "score of 1.5"
      isian
        lokasi "one of" salah satu mpp, kantor  # source
        daring          ya atau tidak

      skor nilai 0 .. 100 desimal 2
        dimensi input "Input" bobot 21,85%
          indikator x bobot 100% 0 .. 100 langkah 0,01
        dimensi proses bobot 78,15%

        bonus b +2,50 bila lokasi termasuk (mpp, kantor) dan maks(1, 5,5) > 0,5
        skalakan ke 85 bila bukan daring

      rentang kategori dari nilai
        interval         kode  label   zona
        50,00 .. 100,00  A     "code"  merah
        di bawah 50      B     "x"     -

      misal y = jika nilai.poin kosong
        atau lokasi bukan mpp
        maka 1,5 selain itu 0
    """
)


@cache
def grammar() -> Grammar:
    folder = assets.folder("grammars")
    return Grammar.build({path.name: path.read_text("utf-8") for path in folder.iterdir()})


def read(text: str) -> Document:
    document, found = parse(Source("a.rubrik", text), grammar())
    assert [each for each in found if each.severity == "error"] == []
    return document


def test_english_to_indonesian() -> None:
    assert translate(read(ENGLISH), "id", grammar()) == (INDONESIAN, ())


def test_and_back() -> None:
    back, found = translate(read(INDONESIAN), "en", grammar())
    assert (back, found) == (format_document(read(ENGLISH), grammar().lexicon), ())


def test_to_its_own_vocabulary_it_is_formatted() -> None:
    text, found = translate(read(ENGLISH), "en", grammar())
    assert (text, found) == (format_document(read(ENGLISH), grammar().lexicon), ())


SHIPPED = sorted(assets.folder("rubrics").rglob("*.rubrik"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rubrics_there_and_back(path: Path) -> None:
    original = read(path.read_text("utf-8"))
    other: Vocabulary = "en" if original.vocabulary == "id" else "id"
    text, found = translate(original, other, grammar())
    assert [each.primary for each in found] == []
    translated = read(text)
    assert replace(translated.file, vocabulary=original.vocabulary) == original.file
    assert translate(translated, original.vocabulary, grammar()) == (
        format_document(original, grammar().lexicon),
        (),
    )


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([ENGLISH, INDONESIAN]), st.integers(0, 2**32))
def test_comments_anywhere_survive_there_and_back(text: str, seed: int) -> None:
    random = Random(seed)
    lines = []
    for number, line in enumerate(text.splitlines()):
        if random.random() < 0.3:
            lines.append(" " * random.randrange(8) + f"# own {number} 1.5 weight")
        lines.append(line + random.choice(["", "", f"   # trailing {number} 2,5 bobot"]) * ("#" not in line))
    original = read("\n".join(lines))
    other: Vocabulary = "en" if original.vocabulary == "id" else "id"
    there, found = translate(original, other, grammar())
    assert found == ()
    comments = re.compile(r"# (?:own|trailing|source|Rubrik percobaan).*")
    assert comments.findall(there) == comments.findall("\n".join(lines))
    assert translate(read(there), original.vocabulary, grammar()) == (
        format_document(original, grammar().lexicon),
        (),
    )


def clash(line: str, *, vocabulary: Vocabulary = "en") -> tuple[str, str]:
    """The code, and the words at the place, of the one finding that a line gives when translated."""
    to: Vocabulary = "id" if vocabulary == "en" else "en"
    document = read(line)
    _, [found] = translate(document, to, grammar())
    _, start, end = found.primary.place
    assert found.helps
    return found.code, document.source.text[start:end]


def test_a_name_that_is_a_keyword_there() -> None:
    assert clash("rubric r\n  inputs\n    bukan 0 .. 3\n  let y = 1 + bukan\n") == (
        "name-becomes-keyword",
        "bukan",
    )
    assert clash("rubric r\n  let y = jika + 1\n") == ("name-becomes-keyword", "jika")


def test_a_name_that_is_a_truth_there() -> None:
    assert clash("rubric r\n  let y = if tidak then 1 else 2\n") == ("name-becomes-keyword", "tidak")


def test_a_column_that_is_a_keyword_there() -> None:
    text = "rubric r\n  bands k of n\n    range  code  kode\n    0 .. 1  A  b\n"
    assert clash(text) == ("name-becomes-keyword", "kode")


def test_an_option_that_would_continue_the_line_before() -> None:
    text = "rubric r\n  inputs\n    a one of\n      x\n      dan\n      y\n"
    assert clash(text) == ("name-becomes-keyword", "dan")


def test_from_indonesian() -> None:
    assert clash("rubrik r\n  misal y = if + 1\n", vocabulary="id") == ("name-becomes-keyword", "if")


def test_a_name_that_is_a_keyword_elsewhere_is_free() -> None:
    text = 'rubric r\n  inputs\n    hasil 0 .. 3\n    skor "bobot" yes or no\n  let kode = hasil + 1\n'
    translated, found = translate(read(text), "id", grammar())
    assert found == ()
    assert "hasil         0 .. 3" in translated


def test_a_list_of_numbers_stays_a_list() -> None:
    text = "rubric r\n  let y = x in (1, 5, 2.5) or max(1, 5) > 0\n"
    translated, found = translate(read(text), "id", grammar())
    assert found == ()
    assert translated == "rubrik r\n  misal y = x termasuk (1, 5, 2,5) atau maks(1, 5) > 0\n"


def test_both_languages_say_what_clashes() -> None:
    _, [found] = translate(read("rubric r\n  let y = jika + 1\n"), "id", grammar())
    assert found.message.read("en") == "`jika` is a word of the language in Indonesian"
    assert found.message.read("id") == "`jika` adalah kata kunci dalam kosakata Indonesia"

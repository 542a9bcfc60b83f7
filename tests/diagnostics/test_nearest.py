"""Suggestions are near or absent."""

from __future__ import annotations

import pytest

from rubrikdsl.diagnostics.nearest import nearest


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("katgori", ["nilai", "kategori"], "kategori"),
        ("wieght", ["height", "weight"], "weight"),
        ("NILAI", ["nilei", "nilai"], "nilai"),
        ("nilai", ["skor"], None),
        ("x", ["y"], None),
        ("ab", ["ac"], None),
        ("bbot", ["bobot"], "bobot"),
        ("", ["a"], None),
    ],
)
def test_the_nearest_word(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(word, candidates) == expected


def test_a_long_word_is_cheap_and_far_words_are_not_suggested() -> None:
    assert nearest("a" * 5_000, ["weight", "bands"]) is None

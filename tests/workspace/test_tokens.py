"""Words of a line that is being typed: kinds and places, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubrikdsl as rb


def kinds(text: str, language: str = "en", *names: str) -> list[tuple[str, str]]:
    found = rb.tokens(text, "id" if language == "id" else "en", names)
    return [(token.kind, token.text) for token in found]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("nilai >= 88,5", "id", ["keyword", "sign", "number"]),
        ("mean(x) is not missing", "en", ["function", "sign", "name", "sign", "keyword"]),
        ("mean is 80%", "en", ["name", "keyword", "number"]),
        ('label is "Good', "en", ["keyword", "keyword", "text"]),
        ("valid 2024-12-31 # a day", "en", ["keyword", "date", "remark"]),
        ("a ? b", "en", ["name", "unreadable", "name"]),
        ("service.score < 1", "en", ["name", "sign", "name", "sign", "number"]),
        ("every unit in units has share >= 1", "en", ["keyword", "name", "keyword", "name", "keyword"]),
    ],
)
def test_kinds(text: str, language: str, wanted: list[str]) -> None:
    assert [kind for kind, _ in kinds(text, language)][: len(wanted)] == wanted


def test_words_of_two_words_are_one_token() -> None:
    assert kinds("x selain itu tidak kosong", "id") == [
        ("name", "x"),
        ("keyword", "selain itu"),
        ("keyword", "tidak kosong"),
    ]


def test_names_of_the_rubric_are_names() -> None:
    assert kinds("input < 3", "en", "input")[0] == ("name", "input")
    assert kinds("input < 3", "en")[0] == ("keyword", "input")


@given(st.text(max_size=60), st.sampled_from(["en", "id"]))
def test_any_text_has_tokens_in_order_that_are_parts_of_it(text: str, language: str) -> None:
    at = 0
    for token in rb.tokens(text, "id" if language == "id" else "en"):
        assert at <= token.start < token.end
        assert text[token.start : token.end] == token.text
        at = token.end

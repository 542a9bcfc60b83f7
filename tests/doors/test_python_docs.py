"""The examples of the API's page and of its docstrings run."""

from __future__ import annotations

import doctest
from pathlib import Path
from types import ModuleType

import pytest

import rubrikdsl as rb
from rubrikdsl.cli import score
from rubrikdsl.workspace import api
from rubrikdsl.workspace import assumptions
from rubrikdsl.workspace import library
from rubrikdsl.workspace import population
from rubrikdsl.workspace import questions
from rubrikdsl.workspace import trying

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "python.md"


def test_page() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 15
    assert failed == 0


@pytest.mark.parametrize(
    "module",
    [api, assumptions, library, population, questions, score, trying],
    ids=lambda module: module.__name__,
)
def test_docstrings(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert tried > 0
    assert failed == 0


def test_page_names_everything_public() -> None:
    text = PAGE.read_text("utf-8")
    for name in rb.__all__:
        assert name in text, name
        assert getattr(rb, name) is not None

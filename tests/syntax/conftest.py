"""The grammar, built once, and ways to read a text with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rubrikdsl.assets import folder
from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar.build(
        {
            path.name: path.read_text(encoding="utf-8")
            for path in folder("grammars").iterdir()
            if path.suffix in {".lark", ".toml"}
        }
    )


@pytest.fixture(scope="session")
def read(grammar: Grammar) -> Read:
    """The document of a text and its findings."""
    return lambda text: parse(Source("a.rubrik", text), grammar)

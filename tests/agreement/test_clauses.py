"""Whatever a clause may be has a word in both languages: the language's own where it has one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args
from typing import get_type_hints

from rubrikdsl.records.headings import CLAUSES
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent.parent
GRAMMARS = ROOT / "grammars"
RUBRICS = ROOT / "rubrics"
OTHERS = {"option", "step", "bin", "case", "input", "formula", "band", "item", "row", "scale"}
"""Kinds of clause that no single keyword begins, or that are told by another word."""


def test_the_words_of_clauses_are_those_of_the_language() -> None:
    keywords = tomllib.loads((GRAMMARS / "vocabulary.toml").read_text("utf-8"))["keywords"]
    told = {kind: (words.en, words.id) for kind, words in CLAUSES.items() if kind not in OTHERS}
    assert told == {kind: (keywords[kind]["en"][0], keywords[kind]["id"][0]) for kind in told}


def test_every_kind_of_node_and_adjustment_has_a_word() -> None:
    keywords = list(tomllib.loads((GRAMMARS / "vocabulary.toml").read_text("utf-8"))["keywords"])
    nodes = keywords[keywords.index("dimension") : keywords.index("weight")]
    assert (nodes[0], nodes[-1]) == ("dimension", "question")
    assert {*nodes, *get_args(get_type_hints(tree.Adjustment)["kind"])} <= set(CLAUSES)


def test_every_kind_of_clause_that_shipped_rubrics_have_has_a_word() -> None:
    found, workspace = set(), Workspace(cache=Cache(None))
    for path in sorted(RUBRICS.rglob("*.rubrik")):
        checked = workspace.check(Source(path.name, path.read_text("utf-8")))
        found |= {clause.kind for plan in checked.plans for clause in plan.clauses}
    assert {"rubric", "bonus", "bin", "bands", "band"} <= found <= set(CLAUSES)

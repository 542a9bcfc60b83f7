"""What a statement is and what it is called: how edits find the clauses of a text."""

from __future__ import annotations

from typing import Any

from rubrikdsl.syntax import tree
from rubrikdsl.syntax.build import Header
from rubrikdsl.syntax.vocabulary import NODES

SCORED = frozenset({"score", *NODES})
"""Kinds of clauses that are nodes of the score."""

NAMED = SCORED | {"input", "let", "bands", "decide", "outcome", "collect", "ranking"}
"""Kinds of clauses whose names are names of the rubric: what a reference may read."""

PARTS = frozenset({"option", "band", "row"})
"""Kinds of lines that are called by a code, which is one only inside the clause around them."""


def kind_of(node: Any) -> str:
    """The kind of a statement, by construct; empty where edits cannot name it."""
    match node:
        case tree.Group() | tree.Leaf():
            return node.word
        case tree.Adjustment() | tree.Limit() | tree.Metadata():
            return node.kind
        case tree.DecisionRow() | tree.DecisionCase():
            return "row"
        case _:
            return _KINDS.get(type(node), "")


_KINDS: dict[type, str] = {
    tree.Rubric: "rubric",
    tree.Amendment: "amendment",
    tree.Valid: "valid",
    tree.Issued: "issued",
    tree.Inputs: "inputs",
    tree.Input: "input",
    tree.Option: "option",
    tree.Score: "score",
    tree.Formula: "formula",
    tree.Bin: "bin",
    tree.Case: "case",
    tree.Prerequisite: "requires",
    tree.Requirement: "requires",
    tree.Let: "let",
    tree.Bands: "bands",
    tree.BandRow: "band",
    tree.Decide: "decide",
    tree.Outcome: "outcome",
    tree.Collect: "collect",
    tree.Ranking: "ranking",
    tree.Assertion: "assert",
    tree.Example: "example",
    tree.Ambiguity: "ambiguity",
    tree.Alternative: "reading",
    Header: "header",
}


def name_of(node: Any, header: Header | None = None) -> str:
    """What a statement is called; empty where it has no name. `header` is that of the table of a row."""
    match node:
        case tree.Rubric() | tree.Input() | tree.Option() | tree.Score() | tree.Group() | tree.Leaf():
            return node.name.text
        case tree.Let() | tree.Bands() | tree.Decide() | tree.Outcome() | tree.Collect() | tree.Ranking():
            return node.name.text
        case tree.Ambiguity() | tree.Alternative():
            return node.name.text
        case tree.Adjustment(name=name):
            return name.text if name is not None else ""
        case tree.Limit():
            return node.bands.text
        case tree.Assertion(label=label):
            return label.text if label is not None else ""
        case tree.Example():
            return node.title.text
        case tree.BandRow(cells=cells):
            columns = [column.text for column in header.columns] if header is not None else []
            at = columns.index("code") if "code" in columns else 0
            return _cell(cells[at]) if at < len(cells) else ""
        case tree.DecisionRow(cells=cells) | tree.DecisionCase(cells=cells):
            return _cell(cells[0])
        case _:
            return ""


def _cell(cell: tree.Cell) -> str:
    return cell.text if isinstance(cell, tree.Name | tree.Quoted) else ""

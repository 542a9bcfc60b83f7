"""Warnings about what is allowed and likely a slip: inputs never read, numbers without a source."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.model import TEXT
from rubrikdsl.semantics.model import Field
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

_Citing = tree.Group | tree.Leaf | tree.Adjustment | tree.BandRow | tree.DecisionRow


def unused_inputs(
    context: Context, fields: Sequence[Field], places: Sequence[Place], read: frozenset[int]
) -> None:
    """An input that no rule reads (a text is only a label, and is never read)."""
    for made in fields:
        unread = made.kind == "input" and made.index not in read and made.domain.type != TEXT
        if unread:
            context.add(problems.unused_input(".".join(made.path), places[made.index]))


def uncited(context: Context, rubric: tree.Rubric) -> None:
    """A number without a source among siblings of which one has its own."""
    for line in rubric.body:
        match line:
            case tree.Score():
                _node(context, line)
            case tree.Bands():
                _siblings(context, [row for row in line.rows if isinstance(row, tree.BandRow)])
            case tree.Decide():
                _siblings(context, [row for row in line.rows if isinstance(row, tree.DecisionRow)])
            case _:
                pass


def _node(context: Context, node: tree.Score | tree.Group) -> None:
    below = [line for line in node.body if isinstance(line, tree.Group | tree.Leaf)]
    _siblings(context, below)
    _siblings(context, [line for line in node.body if isinstance(line, tree.Adjustment)])
    for child in below:
        if isinstance(child, tree.Group):
            _node(context, child)


def _siblings(context: Context, lines: Iterable[_Citing]) -> None:
    lines = list(lines)
    citing = next((line for line in lines if _sources(line)), None)
    silent = [line for line in lines if not _sources(line) and not _assumed(line)]
    if citing is not None and silent:
        first = silent[0]
        context.add(
            problems.uncited(
                _name(context, first), _at(first), _name(context, citing), _at(citing), len(silent)
            )
        )


def _sources(line: _Citing) -> bool:
    if line.tail.sources:
        return True
    body = line.body if isinstance(line, tree.Group) else ()
    return any(isinstance(inner, tree.Metadata) and inner.kind == "source" for inner in body)


def _assumed(line: _Citing) -> bool:
    if line.tail.assumed is not None:
        return True
    body = line.body if isinstance(line, tree.Group) else ()
    return any(isinstance(inner, tree.Metadata) and inner.kind == "assumed" for inner in body)


def _at(line: _Citing) -> Place:
    match line:
        case tree.Group() | tree.Leaf():
            return line.weight.place if line.weight else line.name.place
        case tree.Adjustment():
            return line.amount.place
        case tree.BandRow():
            return line.range.place
        case tree.DecisionRow():
            return line.tests[0].place


def _name(context: Context, line: _Citing) -> str:
    match line:
        case tree.Group() | tree.Leaf():
            return line.name.text
        case tree.Adjustment():
            return line.name.text if line.name else context.text(line.amount.place)
        case tree.BandRow():
            return context.text(line.range.place)
        case tree.DecisionRow():
            return context.text(line.cells[0].place)

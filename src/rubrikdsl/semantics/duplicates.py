"""Names declared twice: side by side, or as an input and as something scored."""

from __future__ import annotations

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.syntax import tree

_Seen = dict[str, tuple[str, tree.Name]]


def check_duplicates(context: Context, rubric: tree.Rubric) -> None:
    """Report every second declaration of a name in one scope.

    The names of a rubric are one scope, and no node may share one of them, so that a short name has one
    meaning. Nodes in different groups may share a name: their paths tell them apart.
    """
    top: _Seen = {}
    for line in rubric.body:
        match line:
            case tree.Inputs():
                _inputs(context, line, top)
            case tree.Score():
                _declare(context, top, "score", line.name)
            case tree.Let():
                _declare(context, top, "let", line.name)
            case tree.Bands():
                _declare(context, top, "bands", line.name)
            case tree.Decide():
                _declare(context, top, "decide", line.name)
            case tree.Outcome():
                _declare(context, top, "outcome", line.name)
            case tree.Collect():
                _declare(context, top, "collect", line.name)
            case tree.Ranking():
                _declare(context, top, "ranking", line.name)
            case tree.Metadata() | tree.Valid() | tree.Issued() | tree.Ambiguity():
                pass
            case tree.Limit() | tree.Assertion() | tree.Example() | tree.Broken():
                pass
    for line in rubric.body:
        if isinstance(line, tree.Score):
            _below(context, line, top)


def _below(context: Context, node: tree.Score | tree.Group | tree.Leaf, top: _Seen) -> None:
    here: _Seen = {}
    for line in node.body:
        match line:
            case tree.Group() | tree.Leaf():
                clash = top.get(line.name.text)
                if clash is not None:
                    context.doubled.add(line.name.text)
                    context.add(
                        problems.duplicate_name(
                            line.name.text, line.word, line.name.place, clash[0], clash[1].place
                        )
                    )
                else:
                    _declare(context, here, line.word, line.name)
                _below(context, line, top)
            case tree.Inputs():
                _inputs(context, line, here)
            case tree.Option() if isinstance(node, tree.Leaf) and node.method is not None:
                _declare(context, here, "item", line.name)
            case _:
                pass


def _inputs(context: Context, block: tree.Inputs, seen: _Seen) -> None:
    for line in block.body:
        if isinstance(line, tree.Input):
            _declare(context, seen, "input", line.name)


def _declare(context: Context, seen: _Seen, word: str, name: tree.Name) -> None:
    first = seen.setdefault(name.text, (word, name))
    if first[1] is not name:
        context.doubled.add(name.text)
        context.add(problems.duplicate_name(name.text, word, name.place, first[0], first[1].place))

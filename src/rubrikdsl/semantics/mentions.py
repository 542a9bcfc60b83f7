"""What expressions mention, read off the tree alone."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.syntax import tree


def refs_of(e: tree.Expression, calls: bool = True) -> Iterator[tree.Ref]:
    """The references in an expression, in the order written; those in functions inside it with `calls`."""
    for part in outer(e):
        if isinstance(part, tree.Ref):
            yield part
        elif calls:
            for arg in part.args:
                yield from refs_of(arg)


def outer(e: tree.Expression) -> Iterator[tree.Ref | tree.Call]:
    """The references and functions in an expression, in the order written; nothing inside functions."""
    stack: list[tree.Expression] = [e]
    while stack:
        part = stack.pop()
        match part:
            case tree.Ref() | tree.Call():
                yield part
            case tree.Negative() | tree.Not() | tree.State():
                stack.append(part.operand)
            case tree.Arith() | tree.Compare() | tree.Is() | tree.Logic():
                stack += (part.right, part.left)
            case tree.Among():
                stack.append(part.left)
            case tree.Contains():
                stack.append(part.container)
            case tree.Between():
                stack += (part.high, part.low, part.operand)
            case tree.Quantified():
                stack += (part.condition, part.group)
            case tree.QuantifiedMembers():
                stack.append(part.group)
            case tree.If():
                stack += (part.otherwise, part.then, part.condition)
            case tree.Number() | tree.Truth() | tree.Day() | tree.Quoted() | tree.Own():
                pass


def asks_itself(leaf: tree.Leaf) -> bool:
    """Whether a range on the line is the domain of the leaf's own answer, not that of the values below.

    With cases, or bins of something else, it is the answer's only where the body reads the leaf's own name.
    """
    cases = any(isinstance(line, tree.Case) for line in leaf.body)
    if leaf.bins_of is None and not cases:
        return True
    own = leaf.name.text
    return any(ref.names[-1] == own for e in _expressions(leaf) for ref in refs_of(e))


def _expressions(leaf: tree.Leaf) -> Iterator[tree.Expression]:
    if leaf.bins_of is not None:
        yield leaf.bins_of
    for line in leaf.body:
        match line:
            case tree.Case(when=when) if when is not None:
                yield when
            case tree.Prerequisite():
                yield line.condition
            case _:
                pass

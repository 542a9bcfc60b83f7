"""Short names for the nodes of a statement's tree that the other modules put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import cast

from sqlglot import exp

Node = exp.Expression


def column(name: str, *, quoted: bool = False) -> Node:
    """A column."""
    return exp.column(exp.to_identifier(name, quoted=quoted))


def number(value: int | str) -> Node:
    """A number as it is written; a negative one in brackets."""
    text = str(value)
    if text.startswith("-"):
        return exp.Paren(this=exp.Neg(this=exp.Literal.number(text[1:])))
    return exp.Literal.number(text)


def text(value: str) -> Node:
    """A text."""
    return exp.Literal.string(value)


def truth(value: bool) -> Node:
    """Yes or no."""
    return exp.true() if value else exp.false()


def binary(kind: type[Any], left: Node, right: Node) -> Node:
    """An operator between two operands."""
    return cast("Node", kind(this=atom(left), expression=atom(right)))


def atom(node: Node) -> Node:
    """The same, in brackets where it is put together from several."""
    return exp.Paren(this=node) if isinstance(node, (exp.Binary, exp.Not, exp.Neg, exp.In)) else node


def joined(kind: type[Any], parts: Sequence[Node]) -> Node:
    """Parts joined by an operator for which brackets make no difference; as a flat tree, for long sums."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return cast("Node", kind(this=joined(kind, parts[:half]), expression=joined(kind, parts[half:])))


def every(parts: Sequence[Node]) -> Node:
    """Whether all hold."""
    if not parts:
        return truth(True)
    return joined(exp.And, [exp.Paren(this=one) if isinstance(one, exp.Or) else one for one in parts])


def some(parts: Sequence[Node]) -> Node:
    """Whether any holds."""
    return joined(exp.Or, parts) if parts else truth(False)


def negated(part: Node) -> Node:
    """Whether it does not hold."""
    return exp.Not(this=atom(part))


def case(branches: Sequence[tuple[Node, Node]], otherwise: Node | None = None) -> Node:
    """The value of the first branch that holds."""
    ifs = [exp.If(this=condition, true=value) for condition, value in branches]
    return exp.Case(ifs=ifs, default=otherwise)


def cast_to(node: Node, kind: str) -> Node:
    """The same as another type of column."""
    return exp.Cast(this=node, to=exp.DataType.build(kind))


def call(name: str, *args: Node) -> Node:
    """A function by its very name."""
    return exp.Anonymous(this=name, expressions=list(args))


def is_null(node: Node) -> Node:
    """Whether nothing is there."""
    return exp.Is(this=atom(node), expression=exp.Null())


def among(node: Node, values: Sequence[Node]) -> Node:
    """Whether it is one of these."""
    return exp.In(this=atom(node), expressions=list(values))


def equal(left: Node, right: Node) -> Node:
    """Whether both are the same."""
    return binary(exp.EQ, left, right)


def named(node: Node, name: str, *, quoted: bool = False) -> Node:
    """A column of a result."""
    return exp.Alias(this=node, alias=exp.to_identifier(name, quoted=quoted))

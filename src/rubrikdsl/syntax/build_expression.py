"""From reductions to the expressions of the tree: literals, names, operators, calls.

Each function builds the value of one production from the values of its symbols; keywords and signs are not
among them, since the production says what they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from typing import Literal
from unicodedata import normalize

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.automaton import Action
from rubrikdsl.syntax.document import Token
from rubrikdsl.syntax.lexer import number_value


class RefusedError(Exception):
    """A line that is well formed and still says something impossible; never leaves this room."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


_value = lru_cache(maxsize=4096)(number_value)


def spelt(token: Token) -> str:
    """A name as it counts: composed, so that equal looks are equal names."""
    return token.text if token.text.isascii() else normalize("NFC", token.text)


def name(token: Token) -> tree.Name:
    """A single name."""
    return tree.Name(spelt(token), token.place)


def quoted(children: Sequence[Any], place: Place) -> tree.Quoted:
    """A text without its marks."""
    return tree.Quoted(children[0].text[1:-1], place)


def dotted(children: Sequence[Any], place: Place) -> tree.Name:
    """The name of a rubric."""
    return tree.Name(".".join(spelt(token) for token in children), place)


def number_of(token: Token) -> tree.Number:
    """A number or a percentage."""
    return tree.Number(_value(token.text), token.kind == "PERCENT", token.place)


def _number(children: Sequence[Any], _: Place) -> tree.Number:
    return number_of(children[0])


def _minus(children: Sequence[Any], place: Place) -> tree.Number:
    return tree.Number(-children[0].value, children[0].percent, place)


def _day(children: Sequence[Any], place: Place) -> tree.Day:
    try:
        return tree.Day(date.fromisoformat(children[0].text), place)
    except ValueError:
        raise RefusedError(problems.not_a_date(place, children[0].text)) from None


def _truth(value: bool) -> Action:
    return lambda _, place: tree.Truth(value, place)


def _ref(children: Sequence[Any], place: Place) -> tree.Ref:
    return tree.Ref(tuple(spelt(token) for token in children), None, place)


def _ref_reading(children: Sequence[Any], place: Place) -> tree.Ref:
    return tree.Ref(tuple(spelt(token) for token in children[:-1]), children[-1], place)


def construct(children: Sequence[Any], _: Place) -> Any:
    """The construct of the one keyword of a production."""
    return children[0].construct


def only(children: Sequence[Any], _: Place) -> Any:
    """What the parentheses hold."""
    return children[0]


def _arith(op: tree.Arithmetic) -> Action:
    return lambda children, place: tree.Arith(op, children[0], children[1], place)


def _compare(op: tree.Comparison) -> Action:
    return lambda children, place: tree.Compare(op, children[0], children[1], place)


def _logic(op: Literal["and", "or"]) -> Action:
    return lambda children, place: tree.Logic(op, children[0], children[1], place)


def _is(negated: bool) -> Action:
    return lambda children, place: tree.Is(children[0], children[1], negated, place)


def _among(negated: bool) -> Action:
    return lambda children, place: tree.Among(children[0], tuple(children[1:]), negated, place)


def _contains(negated: bool) -> Action:
    return lambda children, place: tree.Contains(children[0], children[1], negated, place)


def _state(state: Literal["missing", "applicable"], negated: bool) -> Action:
    return lambda children, place: tree.State(children[0], state, negated, place)


def _own(children: Sequence[Any], place: Place) -> tree.Own:
    reading = children[0].construct
    return tree.Own(None if reading == "value" else reading, place)


def _quantified(children: Sequence[Any], place: Place) -> tree.Quantified:
    quantity, word, group, condition = children
    return tree.Quantified(quantity, word.construct, group, condition, place)


def _quantified_members(children: Sequence[Any], place: Place) -> tree.QuantifiedMembers:
    quantity, word, group, *rest = children
    where = rest[0].value if isinstance(rest[0], Where) else None
    named = tree.Name(word.construct or spelt(word), word.place)
    construct = word.construct is not None
    return tree.QuantifiedMembers(quantity, named, construct, group, where, rest[-1], place)


def _call(children: Sequence[Any], place: Place) -> tree.Call:
    condition = children[-1].value if isinstance(children[-1], Where) else None
    args = tuple(children[1:-1] if condition is not None else children[1:])
    return tree.Call(children[0], args, condition, place)


class Where:
    """The condition of `where`, told apart from an argument."""

    __slots__ = ("value",)

    def __init__(self, value: tree.Expression) -> None:
        self.value = value


EXPRESSIONS: dict[str, Action] = {
    "if_else": lambda children, place: tree.If(children[0], children[1], children[2], place),
    "logic_or": _logic("or"),
    "logic_and": _logic("and"),
    "logic_not": lambda children, place: tree.Not(children[0], place),
    "less": _compare("<"),
    "at_most": _compare("<="),
    "greater": _compare(">"),
    "not_less": _compare(">="),
    "equals": _is(False),
    "differs": _is(True),
    "among": _among(False),
    "not_among": _among(True),
    "contains": _contains(False),
    "contains_not": _contains(True),
    "between": lambda children, place: tree.Between(children[0], children[1], children[2], place),
    "missing": _state("missing", False),
    "not_missing": _state("missing", True),
    "applicable": _state("applicable", False),
    "inapplicable": _state("applicable", True),
    "add": _arith("+"),
    "subtract": _arith("-"),
    "multiply": _arith("*"),
    "divide": _arith("/"),
    "negative": lambda children, place: tree.Negative(children[0], place),
    "parenthesis": only,
    "call": _call,
    "where": lambda children, _: Where(children[0]),
    "function": construct,
    "reading": construct,
    "own": _own,
    "quantity": construct,
    "node_word": only,
    "quantified": _quantified,
    "quantified_members": _quantified_members,
    "ref": _ref,
    "ref_reading": _ref_reading,
    "quoted": quoted,
    "number": _number,
    "percent": _number,
    "minus": _minus,
    "yes": _truth(True),
    "no": _truth(False),
    "day": _day,
    "dotted": dotted,
}

"""From reductions to the statements of the tree: what one line says, without what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.automaton import Action
from rubrikdsl.syntax.build_edit import EDITS
from rubrikdsl.syntax.build_expression import EXPRESSIONS
from rubrikdsl.syntax.build_expression import RefusedError
from rubrikdsl.syntax.build_expression import construct
from rubrikdsl.syntax.build_expression import name
from rubrikdsl.syntax.build_parts import PARTS
from rubrikdsl.syntax.build_parts import Part
from rubrikdsl.syntax.build_parts import gather

_SCORING = frozenset({"method", "bins_of", "goalposts", "optional", "default"})
"""Parts that only a node that is scored itself can have."""

# Lines that are no node of their own


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table, without its range column."""

    columns: tuple[tree.Name, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DecisionHeader:
    """The header row of a decision table: what it asks, and the columns of what it gives."""

    inputs: tuple[tree.Ref, ...]
    columns: tuple[tree.Name, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Assignments:
    """One or more assignments on a line."""

    items: tuple[tree.Assignment, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Given:
    """A `given` line."""

    items: tuple[tree.Assignment | tree.Member | tree.Broken, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Expect:
    """An `expect` line."""

    items: tuple[tree.Assignment | tree.Broken, ...]
    place: Place


# Lines


def _metadata(kind: Literal["issuer", "source", "note", "assumed"]) -> Action:
    return lambda children, place: tree.Metadata(kind, children[0], place)


def _input(children: Sequence[Any], place: Place) -> tree.Input:
    parts = gather(children[1:])
    if "domain" not in parts:
        raise RefusedError(problems.missing_domain(place))
    _need_once(parts, place)
    return tree.Input(
        children[0],
        parts.get("label"),
        parts["domain"],
        parts.get("optional", False),
        parts.get("default"),
        parts.get("applicability"),
        parts["tail"],
        place=place,
    )


def _need_once(parts: dict[str, Any], place: Place) -> None:
    if "optional" in parts and "default" in parts:
        raise RefusedError(problems.need_said_twice(place))


def _rubric(children: Sequence[Any], place: Place) -> tree.Rubric:
    parts = gather(children[1:])
    return tree.Rubric(children[0], parts.get("label"), (), parts["tail"], place)


def _let(children: Sequence[Any], place: Place) -> tree.Let:
    label, expression, rest = _around(children[1:])
    parts = gather(rest)
    return tree.Let(children[0], label, expression, parts["tail"], place)


def _around(children: Sequence[Any]) -> tuple[tree.Quoted | None, Any, Sequence[Any]]:
    """An optional label, the one value after it, and the parts after that."""
    label: tree.Quoted | None = None
    if getattr(children[0], "kind", None) == "label":
        label, children = children[0].value, children[1:]
    return label, children[0], children[1:]


def _limit(kind: Literal["limit", "raise"]) -> Action:
    def build(children: Sequence[Any], place: Place) -> tree.Limit:
        return tree.Limit(children[0], children[1], children[2], gather(children[3:])["tail"], place, kind)

    return build


def _requirement(children: Sequence[Any], place: Place) -> tree.Requirement:
    return tree.Requirement(children[0], gather(children[1:])["tail"], place)


def _outcome(children: Sequence[Any], place: Place) -> tree.Outcome:
    parts = gather(children[1:])
    return tree.Outcome(children[0], parts.get("label"), (), parts["tail"], place)


def _assertion(children: Sequence[Any], place: Place) -> tree.Assertion:
    label, condition, rest = _around(children)
    parts = gather(rest)
    return tree.Assertion(label, condition, parts.get("when"), parts["tail"], place)


def _collect(children: Sequence[Any], place: Place) -> tree.Collect:
    label, by, rest = _around(children[1:])
    parts = gather(rest)
    return tree.Collect(
        children[0], label, by, parts.get("at_least"), parts.get("where"), parts["tail"], place
    )


def _ranking(children: Sequence[Any], place: Place) -> tree.Ranking:
    label, by, rest = _around(children[1:])
    parts = gather(rest)
    return tree.Ranking(children[0], label, by, parts.get("inside", ()), parts["ties"], parts["tail"], place)


def _key(lowest: bool) -> Action:
    return lambda children, place: tree.Key(children[0], lowest, place)


def _ties(kind: Literal["share", "dense", "distinct"]) -> Action:
    return lambda children, place: Part("ties", tree.Ties(kind, tuple(children), place), place)


def _group(children: Sequence[Any], place: Place) -> tree.Group | tree.Leaf:
    """A line that begins with the word of a group; one that says how it is scored is a leaf."""
    parts = gather(children[2:])
    if _SCORING & parts.keys() or isinstance(parts.get("domain"), tree.ChoiceDomain | tree.SimpleDomain):
        if "aggregate" in parts:
            raise RefusedError(problems.aggregate_of_scored(parts["aggregate"].place))
        return _leaf(children, place)
    return tree.Group(
        children[0],
        children[1],
        parts.get("label"),
        parts.get("weight"),
        parts.get("domain"),
        parts.get("onto"),
        parts.get("aggregate"),
        parts.get("places"),
        parts.get("shown"),
        parts.get("applicability"),
        parts["tail"],
        place=place,
    )


def _leaf(children: Sequence[Any], place: Place) -> tree.Leaf:
    parts = gather(children[2:])
    _need_once(parts, place)
    method, base = parts.get("method", (None, 0))
    return tree.Leaf(
        children[0],
        children[1],
        parts.get("label"),
        parts.get("weight"),
        parts.get("domain"),
        method,
        base,
        parts.get("bins_of"),
        parts.get("goalposts"),
        parts.get("onto"),
        parts.get("places"),
        parts.get("applicability"),
        parts.get("optional", False),
        parts.get("default"),
        parts["tail"],
        place=place,
        shown=parts.get("shown"),
    )


def _adjustment(kind: Literal["bonus", "penalty", "cap", "floor", "scale"]) -> Action:
    def build(children: Sequence[Any], place: Place) -> tree.Adjustment:
        named: tree.Name | None = None
        if kind in ("bonus", "penalty"):
            named, children = children[0], children[1:]
        label, amount, rest = _around(children)
        parts = gather(rest)
        return tree.Adjustment(kind, named, label, amount, parts.get("when"), parts["tail"], place)

    return build


def _score(children: Sequence[Any], place: Place) -> tree.Score:
    parts = gather(children[1:])
    return tree.Score(
        children[0],
        parts.get("label"),
        parts.get("scale"),
        parts.get("aggregate"),
        parts.get("places"),
        parts.get("shown"),
        parts["tail"],
        place=place,
    )


def _formula(children: Sequence[Any], place: Place) -> tree.Formula:
    return tree.Formula(children[0], gather(children[1:])["tail"], place)


def _option(children: Sequence[Any], place: Place) -> tree.Option:
    parts = gather(children[1:])
    return tree.Option(
        children[0],
        parts.get("label"),
        parts.get("value"),
        parts.get("weight"),
        parts.get("applicability"),
        parts["tail"],
        place,
    )


def _bin(children: Sequence[Any], place: Place) -> tree.Bin:
    return tree.Bin(children[0], children[1], gather(children[2:])["tail"], place)


def _case_when(children: Sequence[Any], place: Place) -> tree.Case:
    return tree.Case(children[0], children[1], gather(children[2:])["tail"], place)


def _case_otherwise(children: Sequence[Any], place: Place) -> tree.Case:
    return tree.Case(children[0], None, gather(children[1:])["tail"], place)


def _prerequisite(children: Sequence[Any], place: Place) -> tree.Prerequisite:
    return tree.Prerequisite(children[0], children[1], gather(children[2:])["tail"], place)


def _bands(children: Sequence[Any], place: Place) -> tree.Bands:
    label, of, rest = _around(children[1:])
    like: tree.Name | None = None
    if rest and isinstance(rest[0], tree.Name):
        like, rest = rest[0], rest[1:]
    parts = gather(rest)
    lower = parts.get("lower", False)
    return tree.Bands(children[0], label, of, like, (), (), parts["tail"], place, lower)


def _column(children: Sequence[Any], place: Place) -> tree.Name:
    token = children[0]
    return tree.Name(token.construct, place) if token.construct else name(token)


def _band_row(children: Sequence[Any], place: Place) -> tree.BandRow:
    cells = [child for child in children[1:] if isinstance(child, _CELLS)]
    return tree.BandRow(children[0], tuple(cells), gather(children[1 + len(cells) :])["tail"], place)


_CELLS = (tree.Name, tree.Quoted, tree.Number, tree.Truth, tree.Empty)


def _decide(children: Sequence[Any], place: Place) -> tree.Decide:
    parts = gather(children[1:])
    ranked, first = parts.get("ranked", ()), parts.get("first", False)
    return tree.Decide(children[0], parts.get("label"), ranked, first, tail=parts["tail"], place=place)


def _decision_header(children: Sequence[Any], place: Place) -> DecisionHeader:
    inputs = tuple(child for child in children if isinstance(child, tree.Ref))
    return DecisionHeader(inputs, tuple(children[len(inputs) :]), place)


def _decision_row(children: Sequence[Any], place: Place) -> tree.DecisionRow:
    tests = tuple(child for child in children if isinstance(child, tree.Test))
    cells, tail = _given_cells(children[len(tests) :])
    return tree.DecisionRow(tests, cells, tail, place)


def _decision_case(children: Sequence[Any], place: Place) -> tree.DecisionCase:
    cells, tail = _given_cells(children[1:])
    return tree.DecisionCase(children[0], cells, tail, place)


def _decision_rest(children: Sequence[Any], place: Place) -> tree.DecisionCase:
    cells, tail = _given_cells(children)
    return tree.DecisionCase(None, cells, tail, place)


def _given_cells(children: Sequence[Any]) -> tuple[tuple[tree.Cell, ...], tree.Tail]:
    cells = tuple(child for child in children if isinstance(child, _CELLS))
    return cells, gather(children[len(cells) :])["tail"]


def _example(children: Sequence[Any], place: Place) -> tree.Example:
    parts = gather(children[1:])
    return tree.Example(children[0], parts.get("on"), (), (), parts["tail"], place)


def _assignment(children: Sequence[Any], place: Place) -> tree.Assignment:
    return tree.Assignment(children[0], children[1], children[2] if len(children) > 2 else None, place)


def _member(children: Sequence[Any], place: Place) -> tree.Member:
    return tree.Member(children[0], children[1], tuple(children[2:]), place)


STATEMENTS: dict[str, Action] = {
    "rubric": _rubric,
    "issuer": _metadata("issuer"),
    "source_line": _metadata("source"),
    "note_line": _metadata("note"),
    "assumed_line": _metadata("assumed"),
    "valid": lambda children, place: tree.Valid(children[0], children[1], place),
    "valid_from": lambda children, place: tree.Valid(children[0], None, place),
    "valid_upto": lambda children, place: tree.Valid(None, children[0], place),
    "inputs": lambda _, place: tree.Inputs((), place),
    "input": _input,
    "let": _let,
    "limit": _limit("limit"),
    "raise": _limit("raise"),
    "outcome": _outcome,
    "requirement": _requirement,
    "assertion": _assertion,
    "every_record": lambda _, place: Part("every record", True, place),
    "collect": _collect,
    "ranking": _ranking,
    "key": _key(False),
    "key_highest": _key(False),
    "key_lowest": _key(True),
    "inside": lambda children, place: Part("inside", tuple(children), place),
    "ties_share": _ties("share"),
    "ties_dense": _ties("dense"),
    "ties_by": _ties("share"),
    "ties_distinct": _ties("distinct"),
    "score": _score,
    "group": _group,
    "leaf": _leaf,
    "group_word": construct,
    "leaf_word": construct,
    "bonus": _adjustment("bonus"),
    "penalty": _adjustment("penalty"),
    "cap": _adjustment("cap"),
    "floor": _adjustment("floor"),
    "scale": _adjustment("scale"),
    "formula": _formula,
    "option": _option,
    "bin": _bin,
    "case_when": _case_when,
    "case_otherwise": _case_otherwise,
    "prerequisite": _prerequisite,
    "bands": _bands,
    "bands_like": _bands,
    "lower": lambda _, place: Part("lower", True, place),
    "header": lambda children, place: Header(tuple(children), place),
    "column": _column,
    "band_row": _band_row,
    "empty": lambda _, place: tree.Empty(place),
    "decide": _decide,
    "ranked": lambda children, place: Part("ranked", tuple(children), place),
    "first_match": lambda _, place: Part("first", True, place),
    "decision_header": _decision_header,
    "decision_row": _decision_row,
    "decision_case": _decision_case,
    "decision_rest": _decision_rest,
    "test": lambda children, place: tree.Test(tuple(children), place),
    "absent": lambda _, place: tree.Absent(place),
    "example": _example,
    "given": lambda children, place: Given(tuple(children), place),
    "member": _member,
    "expect": lambda children, place: Expect(tuple(children), place),
    "assignments": lambda children, place: Assignments(tuple(children), place),
    "assignment": _assignment,
    "not_applicable": lambda _, place: tree.NotApplicable(place),
    "list_value": lambda children, place: tree.ListValue(tuple(children), place),
}


def actions(unreadable: frozenset[str]) -> dict[str, Action]:
    """What every production of the grammar builds; a name among `unreadable` words is refused."""

    def declared(children: Sequence[Any], place: Place) -> tree.Name:
        found = name(children[0])
        if found.text in unreadable:
            raise RefusedError(problems.reserved_word(place, found.text))
        return found

    return {**EXPRESSIONS, **PARTS, **STATEMENTS, **EDITS, "name": declared, "code": declared}

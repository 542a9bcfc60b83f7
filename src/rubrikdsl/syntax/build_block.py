"""From a line and the lines below it to a whole node.

What may stand below a line is told by its node. Children are not looked at beyond what their kind is: meaning
is for the next room.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.build import Assignments
from rubrikdsl.syntax.build import DecisionHeader
from rubrikdsl.syntax.build import Expect
from rubrikdsl.syntax.build import Given
from rubrikdsl.syntax.build import Header

_Scoring = tree.Option | tree.Bin | tree.Case | tree.Prerequisite


_BELOW: Mapping[type, str] = {
    tree.Rubric: "rubric_line",
    tree.Amendment: "amendment_line",
    tree.Ambiguity: "ambiguity_line",
    tree.Alternative: "reading_line",
    tree.ChangeWeights: "weight_line",
    tree.Add: "added_line",
    tree.Inputs: "input_line",
    tree.Input: "option_line",
    tree.Score: "group_line",
    tree.Group: "group_line",
    tree.Leaf: "leaf_line",
    tree.Bands: "row_line",
    tree.Decide: "decide_row",
    tree.Outcome: "outcome_line",
    tree.Example: "example_line",
    Given: "given_line",
    tree.Member: "given_line",
    Expect: "expect_line",
}


def below(node: object) -> str:
    """The start symbol of the lines below this one; empty where it takes none."""
    match node:
        case tree.Replace(clause=clause):
            return below(clause)
        case tree.Input(domain=domain) if not isinstance(domain, tree.ChoiceDomain):
            return ""
        case tree.Bands(like=like) if like is not None:
            return ""
        case _:
            return _BELOW.get(type(node), "")


def with_children(node: Any, children: Sequence[Any]) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The node with the lines below it, and what only both together can get wrong."""
    lacking = _lacking(node, children)
    if not children:
        return node, lacking
    match node:
        case tree.Bands():
            return _table(node, children)
        case tree.Decide():
            return _decision(node, children)
        case tree.Outcome():
            return replace(node, requirements=tuple(children)), ()
        case tree.Example():
            return _filled(node, children), ()
        case Given():
            return replace(node, items=node.items + _flat(children)), ()
        case Expect():
            expected = [item for item in _flat(children) if not isinstance(item, tree.Member)]
            return replace(node, items=node.items + tuple(expected)), ()
        case tree.Member():
            return replace(node, given=node.given + _flat(children)), ()
        case tree.Group() if any(isinstance(child, _Scoring) for child in children):
            return _scored(node, children)
        case tree.Score() | tree.Group() | tree.Add():
            return replace(node, body=tuple(_adopted(children))), ()
        case tree.Replace(clause=clause):
            whole, findings = with_children(clause, children)
            return replace(node, clause=whole), findings
        case tree.ChangeWeights():
            return replace(node, rows=tuple(children)), ()
        case tree.Ambiguity():
            tail, readings, findings = _tailed(node.tail, children)
            return replace(node, readings=readings, tail=tail), findings + lacking
        case tree.Alternative():
            tail, edits, findings = _tailed(node.tail, children)
            return replace(node, edits=edits, tail=tail), findings + lacking
        case _:
            return replace(node, body=tuple(children)), lacking


def may_be_scored(node: object, children: Sequence[Any]) -> bool:
    """Whether the lines below may yet say how this node is scored: none is a part of it."""
    if isinstance(node, tree.Replace):
        node = node.clause
    return isinstance(node, tree.Group) and all(
        isinstance(child, tree.Inputs | tree.Broken) for child in children
    )


def _scored(group: tree.Group, children: Sequence[Any]) -> tuple[tree.Leaf, tuple[Diagnostic, ...]]:
    """A node with the word of a group whose lines say how it is scored."""
    leaf = tree.Leaf(
        group.word,
        group.name,
        group.label,
        group.weight,
        group.domain,
        onto=group.onto,
        places=group.places,
        applicability=group.applicability,
        tail=group.tail,
        body=tuple(children),
        place=group.place,
        shown=group.shown,
    )
    if group.aggregate is None:
        return leaf, ()
    return leaf, (problems.aggregate_of_scored(group.aggregate.place),)


def _lacking(node: object, children: Sequence[Any]) -> tuple[Diagnostic, ...]:
    """What a block lacks: an amendment its time, an ambiguity a choice, lines within them what they head."""
    match node:
        case tree.Amendment(valid=valid):
            return _times(node.place, valid, children) + _empty(children)
        case tree.Rubric() | tree.Alternative():
            return _empty(children)
        case tree.Ambiguity():
            readings = [line for line in children if not isinstance(line, tree.Metadata)]
            if len(readings) == 1 and isinstance(readings[0], tree.Alternative):
                return (problems.one_reading(node.place, readings[0].place),)
            return ()
        case _:
            return ()


def _empty(lines: Sequence[Any]) -> tuple[Diagnostic, ...]:
    """Lines that only head others, without any; a broken line after one was probably to stand below it."""
    found: list[Diagnostic] = []
    for line, after in pairwise((*lines, None)):
        match line:
            case _ if isinstance(after, tree.Broken):
                pass
            case tree.ChangeWeights(rows=()):
                found.append(problems.nothing_below(line.place, problems.WEIGHT_ROWS))
            case tree.Add(body=()):
                found.append(problems.nothing_below(line.place, problems.ADDED_LINES))
            case tree.Ambiguity(readings=()):
                found.append(problems.nothing_below(line.place, problems.READINGS))
            case _:
                pass
    return tuple(found)


def _tailed(
    tail: tree.Tail, children: Sequence[Any]
) -> tuple[tree.Tail, tuple[Any, ...], tuple[Diagnostic, ...]]:
    """`source`, `note` and `assumed` on lines of their own say what they say at the end of the first line."""
    sources, notes, assumed = tail.sources, tail.notes, tail.assumed
    rest: list[Any] = []
    found: list[Diagnostic] = []
    for line in children:
        match line:
            case tree.Metadata(kind="source", value=value):
                sources += (value,)
            case tree.Metadata(kind="note", value=value):
                notes += (value,)
            case tree.Metadata(kind="assumed", value=value):
                if assumed is not None:
                    found.append(problems.repeated_line(line.place, assumed.place))
                assumed = assumed or value
            case _:
                rest.append(line)
    if len(rest) == len(children):
        return tail, tuple(rest), ()
    return tree.Tail(sources, assumed, tail.because, notes), tuple(rest), tuple(found)


def _times(place: Place, valid: tree.Valid | None, children: Sequence[Any]) -> tuple[Diagnostic, ...]:
    """An amendment says once when it is valid, and at most once when it was issued."""
    told = [line for line in (valid, *children) if isinstance(line, tree.Valid)]
    issued = [line for line in children if isinstance(line, tree.Issued)]
    if not told and not any(isinstance(line, tree.Broken) for line in children):
        return (problems.missing_valid(place),)
    return tuple(
        problems.repeated_line(line.place, lines[0].place) for lines in (told, issued) for line in lines[1:]
    )


def _adopted(children: Sequence[Any]) -> list[Any]:
    """Broken lines after a leaf that says nothing of its scoring are probably that, not indented."""
    found: list[Any] = []
    for child in children:
        leaf = found[-1] if found else None
        if isinstance(child, tree.Broken) and isinstance(leaf, tree.Leaf) and _expects_lines(leaf):
            found[-1] = replace(leaf, body=(*leaf.body, child))
        else:
            found.append(child)
    return found


def _expects_lines(leaf: tree.Leaf) -> bool:
    return leaf.domain is None and all(isinstance(line, tree.Broken) for line in leaf.body)


def _flat(children: Sequence[Any]) -> tuple[tree.Assignment | tree.Member | tree.Broken, ...]:
    found: list[tree.Assignment | tree.Member | tree.Broken] = []
    for child in children:
        if isinstance(child, Assignments):
            found.extend(child.items)
        else:
            found.append(child)
    return tuple(found)


def _filled(node: tree.Example, children: Sequence[Any]) -> tree.Example:
    given: list[tree.Assignment | tree.Member | tree.Broken] = []
    expect: list[tree.Assignment | tree.Broken] = []
    for child in children:
        match child:
            case Given():
                given.extend(child.items)
            case Expect():
                expect.extend(child.items)
            case _:
                given.append(child)
    return replace(node, given=tuple(given), expect=tuple(expect))


def _table(node: tree.Bands, children: Sequence[Any]) -> tuple[tree.Bands, tuple[Diagnostic, ...]]:
    """A table with its header; rows that do not fit it are broken, all of them where there is none."""
    header = next((child for child in children if isinstance(child, Header)), None)
    width = len(header.columns) if header else -1
    rows = [child for child in children if child is not header]
    uneven = [row for row in rows if isinstance(row, tree.BandRow) and len(row.cells) != width]
    found: list[Diagnostic] = []
    if header is not None:
        widths = {len(row.cells) for row in rows if isinstance(row, tree.BandRow)}
        if len(uneven) > 1 and len(widths) == 1:  # rows that agree are right, and the header is not
            found.append(problems.column_count(header.place, width, len(uneven[0].cells), uneven[0].place))
        else:
            found += [problems.cell_count(r.place, len(r.cells), width, header.place) for r in uneven]
    rows = [_broken(row) if row in uneven else row for row in rows]
    return replace(node, columns=header.columns if header else (), rows=tuple(rows)), tuple(found)


def _decision(node: tree.Decide, children: Sequence[Any]) -> tuple[tree.Decide, tuple[Diagnostic, ...]]:
    """A decision with its header, if it has one; rows that do not fit it are broken."""
    header = next((child for child in children if isinstance(child, DecisionHeader)), None)
    asks = len(header.inputs) if header else 0
    gives = len(header.columns) if header else 1
    rows: list[tree.DecisionRow | tree.DecisionCase | tree.Broken] = []
    found: list[Diagnostic] = []
    for row in children:
        match row:
            case DecisionHeader():
                continue
            case tree.DecisionRow(tests=tests, cells=cells) if (len(tests), len(cells)) != (asks, gives):
                if header is not None:
                    given, wanted = len(tests) + len(cells), asks + gives
                    found.append(problems.decision_cells(row.place, given, wanted, header.place))
                row = _broken(row)
            case tree.DecisionCase(cells=cells) if len(cells) != gives:
                place = header.place if header else None
                found.append(problems.decision_cells(row.place, len(cells), gives, place))
                row = _broken(row)
            case _:
                pass
        rows.append(row)
    inputs, columns = (header.inputs, header.columns) if header else ((), ())
    return replace(node, inputs=inputs, columns=columns, rows=tuple(rows)), tuple(found)


def _broken(row: tree.BandRow | tree.DecisionRow | tree.DecisionCase) -> tree.Broken:
    words = frozenset(cell.text for cell in row.cells if isinstance(cell, tree.Name | tree.Quoted))
    return tree.Broken(words, row.place)

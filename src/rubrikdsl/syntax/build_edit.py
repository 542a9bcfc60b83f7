"""From reductions to amendments and readings: what each line edits, without what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import Literal

from rubrikdsl.source import Place
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.automaton import Action
from rubrikdsl.syntax.build_expression import spelt
from rubrikdsl.syntax.build_parts import Part
from rubrikdsl.syntax.build_parts import gather
from rubrikdsl.syntax.document import Token


def _amendment(children: Sequence[Any], place: Place) -> tree.Amendment:
    valid = [child for child in children[1:] if isinstance(child, tree.Valid)]
    told = [Part("valid", line, line.place) for line in valid]
    parts = gather([*told, *(child for child in children[1:] if not isinstance(child, tree.Valid))])
    return tree.Amendment(children[0], parts.get("label"), parts.get("valid"), (), parts["tail"], place)


def _ambiguity(children: Sequence[Any], place: Place) -> tree.Ambiguity:
    parts = gather(children[1:])
    return tree.Ambiguity(children[0], parts.get("label"), (), parts["tail"], place)


def _alternative(children: Sequence[Any], place: Place) -> tree.Alternative:
    parts = gather(children[1:])
    return tree.Alternative(children[0], parts.get("label"), (), parts["tail"], place)


def _change(children: Sequence[Any], place: Place) -> tree.Change:
    return tree.Change(children[0], children[1], gather(children[2:])["tail"], place)


def _weight_row(children: Sequence[Any], place: Place) -> tree.WeightRow:
    return tree.WeightRow(children[0], children[1], gather(children[2:])["tail"], place)


def _path(children: Sequence[Any], place: Place) -> tree.Ref:
    """Names from the outside in; a code at the end may be in quotation marks."""
    names = (child.text[1:-1] if child.kind == "STRING" else spelt(child) for child in children)
    return tree.Ref(tuple(names), None, place)


def _add(where: Literal["after", "before", "to", "inputs", "end"]) -> Action:
    return lambda children, place: tree.Add(where, children[0] if children else None, (), place)


def _remove(children: Sequence[Any], place: Place) -> tree.Remove:
    return tree.Remove(children[0], gather(children[1:])["tail"], place)


def _rename(children: Sequence[Any], place: Place) -> tree.Rename:
    return tree.Rename(children[0], children[1], gather(children[2:])["tail"], place)


def _target(children: Sequence[Any], place: Place) -> tree.Target:
    """The word first, then names; those after `of` are what the named is a part of."""
    names: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    part = False
    for child in children[1:]:
        match child:
            case Token(construct=construct):
                part = construct == "of"
            case tree.Ref(names=found) if part:
                of = found
            case tree.Ref(names=found):
                names = found
            case tree.Name(text=text) | tree.Quoted(text=text):
                names = (*names, text)
            case _:
                raise TypeError(child)
    return tree.Target(children[0].construct, names, of, place)


EDITS: dict[str, Action] = {
    "amendment": _amendment,
    "issued": lambda children, place: tree.Issued(children[0], place),
    "ambiguity": _ambiguity,
    "alternative": _alternative,
    "change": _change,
    "path": _path,
    "change_weights": lambda children, place: tree.ChangeWeights((), gather(children)["tail"], place),
    "weight_row": _weight_row,
    "replace": lambda children, place: tree.Replace(children[0], place),
    "add_after": _add("after"),
    "add_before": _add("before"),
    "add_to": _add("to"),
    "add_input": _add("inputs"),
    "add_end": _add("end"),
    "remove": _remove,
    "rename": _rename,
    "target": _target,
}

"""The names of a checked rubric, for those that read its units."""

from __future__ import annotations

from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.facts import Fact
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import facts
from rubrikdsl.semantics.facts import lacking
from rubrikdsl.semantics.facts import vanishing
from rubrikdsl.semantics.model import Bands
from rubrikdsl.semantics.model import Classes
from rubrikdsl.semantics.model import Collection
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.names import BandsSymbol
from rubrikdsl.semantics.names import CollectionSymbol
from rubrikdsl.semantics.names import Column
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import LetSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.names import OutcomeSymbol
from rubrikdsl.source import Place


def names_of(rubric: Rubric) -> Names:
    """Every name of a checked rubric."""

    def let_type(index: int, _: Place) -> Type | None:
        return rubric.lets[index].value.type

    def classified(index: int, _: Place) -> Expression | None:
        bands = rubric.bands[index]
        return bands.of if isinstance(bands, Bands) else None

    def place(clause: int) -> Place:
        return rubric.clauses[clause].place

    names = Names(let_type, classified)
    fields = [_field(f, place(f.clause)) for f in rubric.fields]
    for f in rubric.fields:
        if f.kind in ("input", "item"):
            names.add(fields[f.index])
    vanished, lacked = _absent(rubric)
    kept = frozenset(node.index for node in rubric.nodes if node.counted is not None)
    for node in rubric.nodes:
        own = {rubric.fields[i].kind: fields[i] for i in node.fields}
        lacks: Facts = frozenset([("present", "node", node.index)] if node.index in lacked else [])
        vanishes: Facts = frozenset([("applicable", "node", node.index)] if node.index in vanished else [])
        names.add(
            NodeSymbol(
                index=node.index,
                path=node.path,
                place=node.place,
                word=node.word,
                scale=node.scale,
                answer=own.get("answer"),
                state=own.get("state"),
                items=tuple(fields[i] for i in node.fields if rubric.fields[i].kind == "item"),
                parent=node.parent,
                counts=False,
                absent=lacks if node.index in kept else lacks | vanishes,
                unanswered=lacks | vanishes,
            )
        )
    for i, let in enumerate(rubric.lets):
        names.add(LetSymbol(i, (let.name,), place(let.clause)))
    for i, bands in enumerate(rubric.bands):
        names.add(BandsSymbol(i, (bands.name,), bands.place, Type("code", bands.order), _columns(bands)))
    for i, outcome in enumerate(rubric.outcomes):
        names.add(OutcomeSymbol(i, (outcome.name,), place(outcome.clause)))
    for i, collection in enumerate(rubric.collections):
        names.add(collection_symbol(i, collection, place(collection.clause)))
    if rubric.unheard:
        names.turn_back(rubric.former[-rubric.unheard :])
    for old, new in reversed(rubric.former):
        names.also(old, new)
    return names


def collection_symbol(index: int, collection: Collection, place: Place) -> CollectionSymbol:
    """A collection with the names of its members."""
    inner = names_of(collection.member)
    where = collection.where
    kept = NOTHING if where is None else facts(where, True, inner.owners)
    return CollectionSymbol(
        index, (collection.name,), place, inner, collection.at_least, kept, collection.member.name
    )


def _field(f: Field, place: Place) -> FieldSymbol:
    absent: list[Fact] = []
    if f.need == "optional":
        absent.append(("present", "field", f.index))
    if f.not_applicable:
        absent.append(("applicable", "field", f.index))
    return FieldSymbol(
        f.index, f.path, place, f.kind, f.domain, f.not_applicable, frozenset(absent), f.counted
    )


def _absent(rubric: Rubric) -> tuple[frozenset[int], frozenset[int]]:
    """The nodes that may be not applicable, and those that may be missing."""
    own, optional = [], []
    for node in rubric.nodes:
        fields = [rubric.fields[i] for i in node.fields]
        items = [f for f in fields if f.kind == "item"]
        optional.append(any(f.need == "optional" for f in fields))
        own.append(
            node.not_applicable_when is not None
            or any(f.not_applicable for f in fields if f.kind != "item")
            or (bool(items) and all(f.not_applicable and f.counted is None for f in items))
        )
    weightless = [n.weight is not None and not any(a for a, _ in n.weight.cases) for n in rubric.nodes]
    children = [n.children for n in rubric.nodes]
    kept = [node.counted is not None for node in rubric.nodes]
    return vanishing(children, own, weightless, kept), lacking(children, optional, weightless)


def _columns(bands: Classes) -> tuple[Column, ...]:
    columns = []
    for i, (name, kind) in enumerate(zip(bands.columns, bands.types, strict=True)):
        given = {row.code: row.attributes[i] for row in bands.rows}
        empty = next((code for code in bands.order if given.get(code) is None), None)
        columns.append(Column(name, kind, empty))
    return tuple(columns)

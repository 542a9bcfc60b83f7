"""Examples: what is given becomes a record, what is expected becomes expressions with values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.domains import as_day
from rubrikdsl.semantics.domains import typed
from rubrikdsl.semantics.domains import value_of
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Example
from rubrikdsl.semantics.model import Expected
from rubrikdsl.semantics.names import CollectionSymbol
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.names import Symbol
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.references import find
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree


def example(context: Context, names: Names, written: tree.Example) -> Example:
    """One example of the rubric."""
    lines = [line for line in written.given if not isinstance(line, tree.Broken)]
    record = _record(context, names, "", lines)
    expected = [_expected(context, names, e) for e in written.expect if isinstance(e, tree.Assignment)]
    if not written.expect and len(lines) == len(written.given):  # a line that was not read may expect
        context.add(problems.expects_nothing(written.title.place))
    return Example(
        title=written.title.text,
        on=as_day(written.on),
        record=record,
        expected=tuple(e for e in expected if e is not None),
        sources=tuple(source.text for source in written.tail.sources),
        place=written.title.place,
    )


def given(context: Context, names: Names, lines: Sequence[tree.Assignment | tree.Member]) -> Record:
    """What assignments say of a record, as the lines of an example do."""
    return _record(context, names, "", lines)


@dataclass(slots=True)
class _Making:
    """A record being made, with the place of every statement in it."""

    answers: dict[int, Answer] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    members: dict[int, list[Record]] = field(default_factory=dict)
    stated: dict[tuple[str, int], Place] = field(default_factory=dict)


def _record(
    context: Context, names: Names, name: str, lines: Sequence[tree.Assignment | tree.Member]
) -> Record:
    making = _Making()
    for line in lines:
        if isinstance(line, tree.Member):
            _member(context, names, making, line)
        else:
            _assign(context, names, making, line)
    _nothing_below(context, names, making)
    members = {index: tuple(records) for index, records in making.members.items()}
    return Record(name, making.answers, making.given, members)


def _member(context: Context, names: Names, making: _Making, line: tree.Member) -> None:
    found = names.find((line.collection.text,))
    if len(found) != 1 or not isinstance(found[0], CollectionSymbol):
        if line.collection.text not in context.mentioned:
            context.add(
                problems.unknown_collection(
                    line.collection.text, line.collection.place, list(names.collections)
                )
            )
        return
    collection = found[0]
    context.means(names, line.collection.place, (line.collection.text,), collection.path)
    inside = [a for a in line.given if not isinstance(a, tree.Broken)]
    record = _record(context, collection.names, line.name.text, inside)
    making.members.setdefault(collection.index, []).append(record)


def _assign(context: Context, names: Names, making: _Making, line: tree.Assignment) -> None:
    ref = line.ref
    symbol = _symbol(context, names, ref)
    text = ".".join(ref.names)
    match symbol:
        case FieldSymbol():
            if ref.reading is not None:
                context.add(problems.no_reading(text, context.text(ref.place), ref.place))
            elif _once(context, making, ("field", symbol.index), text, ref.place):
                _answer(context, making, symbol, line, text)
        case NodeSymbol() if text in context.mentioned:
            pass
        case NodeSymbol():
            if _once(context, making, ("node", symbol.index), text, ref.place):
                _node(context, making, symbol, line, text)
        case CollectionSymbol():
            context.add(problems.collection_alone(text, ref.place))
        case None:
            pass
        case _:
            context.add(problems.not_given(text, ref.place))


def _symbol(context: Context, names: Names, ref: tree.Ref) -> Symbol | None:
    symbol = find(Reader(context, names), ref.names, ref)
    if symbol is None and not context.mentioned.intersection(ref.names):
        context.add(
            problems.unknown_name(".".join(ref.names), ref.names[-1], ref.place, names.words(), False)
        )
    return symbol


def _once(context: Context, making: _Making, key: tuple[str, int], text: str, place: Place) -> bool:
    first = making.stated.setdefault(key, place)
    if first != place:
        context.add(problems.given_twice(text, place, first))
    return first == place


def _answer(context: Context, making: _Making, symbol: FieldSymbol, line: tree.Assignment, text: str) -> None:
    value = value_of(context, line.value, symbol.domain, text, symbol.not_applicable)
    if value is not None:
        making.answers[symbol.index] = value


def _node(context: Context, making: _Making, symbol: NodeSymbol, line: tree.Assignment, text: str) -> None:
    """A node is given by a reading, answered, or (a checklist, a ladder) answered by the items that hold."""
    reading = line.ref.reading
    own = symbol.answer
    if reading == "unrounded" or (reading == "answer" and own is None):
        context.add(problems.not_given(context.text(line.ref.place), line.ref.place))
    elif own is not None and reading in (None, "answer"):
        _answer(context, making, own, line, text)
    elif symbol.state is not None and isinstance(line.value, tree.NotApplicable):
        _answer(context, making, symbol.state, line, text)
    elif symbol.items and isinstance(line.value, tree.ListValue):
        _held(context, making, symbol, line.value, text)
    else:
        _given(context, making, symbol, line, text)


def _held(context: Context, making: _Making, symbol: NodeSymbol, written: tree.ListValue, text: str) -> None:
    items = {item.path[-1]: item.index for item in symbol.items}
    held: set[str] = set()
    for item in written.items:
        name = ".".join(item.names) if isinstance(item, tree.Ref) else context.text(item.place)
        if name in items:
            held.add(name)
        else:
            context.add(problems.unknown_option(name, item.place, text, tuple(items)))
    making.answers.update({index: name in held for name, index in items.items()})


def _given(context: Context, making: _Making, symbol: NodeSymbol, line: tree.Assignment, text: str) -> None:
    reading = line.ref.reading
    kind = SHARE if reading == "share" else NUMBER
    value = typed(context, line.value, kind, context.text(line.ref.place))
    if not isinstance(value, Fraction):
        return
    match reading:
        case "share":
            domain = Domain(SHARE, Fraction(0), Fraction(1))
        case "points":
            domain = Domain(NUMBER, Fraction(0), None)
        case _:
            domain = Domain(NUMBER, symbol.scale.floor, symbol.scale.top)
    if (domain.low is not None and value < domain.low) or (domain.high is not None and value > domain.high):
        place = line.value.place
        context.add(problems.given_outside_scale(context.text(place), place, text, domain))
        return
    match reading:
        case "share" | "points":
            making.given[symbol.index] = (reading, value)
        case _:
            making.given[symbol.index] = ("value", value)


def _nothing_below(context: Context, names: Names, making: _Making) -> None:
    """A given node is final: what is stated below it would never be read."""
    for index in making.given:
        path = _outline(names, index)
        for other in making.given:
            if other != index and path[0] in _outline(names, other)[1:]:
                _report_below(context, names, making, index, ("node", other))
        for answer in making.answers:
            owner = names.owners.get(answer)
            if owner is not None and index in _outline(names, owner):
                key = ("node", owner) if ("node", owner) in making.stated else ("field", answer)
                _report_below(context, names, making, index, key)


def _report_below(
    context: Context, names: Names, making: _Making, index: int, below: tuple[str, int]
) -> None:
    name = names.nodes[index].path[-1]
    place = making.stated.get(below)
    if place is not None:
        context.add(problems.given_below(name, context.text(place), place, making.stated["node", index]))


def _outline(names: Names, index: int) -> list[int]:
    """A node and the nodes above it."""
    found = [index]
    parent = names.nodes[index].parent
    while parent is not None:
        found.append(parent)
        parent = names.nodes[parent].parent
    return found


def _expected(context: Context, names: Names, written: tree.Assignment) -> Expected | None:
    reader = Reader(context, names)
    reader.tests = True
    target = reader.unguarded(written.ref)
    if target is None:
        return None
    text = context.text(written.ref.place)
    skipped = isinstance(written.value, tree.NotApplicable)
    if written.within is not None and (skipped or target.type not in (NUMBER, SHARE)):
        context.add(problems.within_what(written.within.place))
        return None
    if skipped:
        return Expected(target, text, NOT_APPLICABLE, Fraction(0), written.place)
    value = typed(context, written.value, target.type, text)
    within = Fraction(0)
    if written.within is not None:
        tolerance = typed(context, written.within, target.type, text)
        if not isinstance(tolerance, Fraction):
            return None
        within = tolerance
    if value is None:
        return None
    return Expected(target, text, value, within, written.place)

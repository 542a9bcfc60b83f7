"""How a leaf is scored: every form becomes one expression on the leaf's own scale.

The base is a table (options, bins), a choice (cases), the share of a checklist, the level of a ladder or
the answer itself. Prerequisites stand before it. What has a range of its own is then stretched onto the
scale, where that has only one meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.expressions import negation
from rubrikdsl.semantics.facts import UNREAD
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.functions import item_truths
from rubrikdsl.semantics.functions import tally
from rubrikdsl.semantics.goalposts import goalposts
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Branch
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Held
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Row
from rubrikdsl.semantics.model import Table
from rubrikdsl.semantics.ranges import amount
from rubrikdsl.semantics.ranges import end_places
from rubrikdsl.semantics.ranges import fits
from rubrikdsl.semantics.ranges import intervals
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.shape import Draft
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

_Scored = tuple[Expression, "_Span | None"]
_Span = tuple[Fraction, Fraction]
"""The range of an expression that is yet to be stretched onto the scale."""


def leaf_value(reader: Reader, draft: Draft, known: Facts) -> Expression | None:
    """The scoring of a leaf, or of a group that has a range and nothing below it."""
    node = draft.tree
    assert not isinstance(node, tree.Score)
    if not _one_way(reader, draft):
        return None
    before = [line for line in node.body if isinstance(line, tree.Prerequisite)]
    if draft.broken:
        known |= UNREAD
    branches, known = _prerequisites(reader, before, known)
    base = _base(reader, draft, known)
    if draft.broken or base is None or branches is None:
        return None
    value, span = base
    ranged = span is not None
    if value.type == SHARE and span is not None:
        stretched = _onto(reader, draft, value, span)
        if stretched is None:
            return None
        value, span = stretched, None
    written = [line.otherwise for line in before]
    if isinstance(node, tree.Leaf) and node.method == "ladder" and span is not None and draft.values is None:
        span = min(span[0], *(line.value for line in written)) if written else span[0], span[1]
    _check_values(reader, draft, written, span)
    if branches:
        value = Choose(tuple(branches), value, value.type, node.place)
    if span is not None:
        return _onto(reader, draft, value, span)
    if node.onto is not None and not ranged:
        reader.context.add(problems.as_without_range(draft.name, node.onto.place))
        return None
    return value


def _one_way(reader: Reader, draft: Draft) -> bool:
    """Whether the body scores the leaf in one way only."""
    body = draft.tree.body
    ways = [
        next((line for line in body if isinstance(line, tree.Option) and line.value is not None), None),
        next((line for line in body if isinstance(line, tree.Bin)), None),
        next((line for line in body if isinstance(line, tree.Case)), None),
    ]
    places = [way.place for way in ways if way is not None]
    leaf = draft.tree
    if isinstance(leaf, tree.Leaf) and leaf.goalposts is not None:
        places.append(leaf.goalposts.place)
        if leaf.method is not None:
            places.append(leaf.name.place)
        if leaf.bins_of is not None and draft.values is not None and leaf.domain is not None:
            places.append(leaf.domain.place)
    places.sort(key=lambda place: place.start)
    if len(places) > 1:
        reader.context.add(problems.scored_twice(draft.name, places[1], places[0]))
        return False
    return True


def _prerequisites(
    reader: Reader, lines: Sequence[tree.Prerequisite], known: Facts
) -> tuple[list[Branch] | None, Facts]:
    branches: list[Branch] = []
    fine = True
    for line in lines:
        condition = reader.truth(line.condition, known)
        if line.otherwise.percent:
            reader.context.add(problems.value_is_share(line.otherwise.place))
        known = reader.after(condition, known)
        if condition is None:
            fine = False
            continue
        otherwise = Constant(line.otherwise.value, NUMBER, line.otherwise.place)
        clause = reader.context.clause(line.place)
        branches.append(Branch(negation(condition, line.condition.place), otherwise, clause))
    return (branches if fine else None), known


def _base(reader: Reader, draft: Draft, known: Facts) -> _Scored | None:
    node, body = draft.tree, draft.tree.body
    bins = [line for line in body if isinstance(line, tree.Bin)]
    cases = [line for line in body if isinstance(line, tree.Case)]
    options = [line for line in body if isinstance(line, tree.Option)]
    stated = _stated(draft)
    leaf = node if isinstance(node, tree.Leaf) else None
    if leaf is not None and leaf.goalposts is not None:
        subject = _subject(reader, draft, known)
        reached = None if subject is None else goalposts(reader, draft, leaf.goalposts, subject, known)
        return (reached, (Fraction(0), Fraction(1))) if reached is not None else None
    if leaf is not None and leaf.bins_of is not None and not bins and not draft.broken:
        reader.context.add(problems.no_bins(draft.name, leaf.bins_of.place))
        return None
    if cases:
        value = _cases(reader, draft, cases, known)
        return (value, stated) if value is not None else None
    if bins:
        value = _bins(reader, draft, bins, known)
        return (value, stated) if value is not None else None
    if leaf is not None and leaf.method is not None:
        return _items(reader, draft, leaf)
    if draft.faulty or draft.broken:
        return None
    answer = draft.answer
    if answer is None:
        reader.context.add(problems.no_scoring(draft.name, node.name.place))
        return None
    reader.reads.append(Read("field", answer.index, node.place))
    own = AnswerOf(answer.index, answer.domain.type, node.place)
    if any(option.value is not None for option in options):
        return _options(reader, draft, own, options, stated)
    domain = answer.domain
    if domain.type not in (NUMBER, SHARE) or domain.low is None:
        reader.context.add(problems.answer_not_scored(draft.name, node.name.place, domain.type))
        return None
    if domain.high is None:
        reader.context.add(problems.open_range(draft.name, node.place))
        return None
    if domain.low < 0:
        reader.context.add(problems.negative_range(draft.name, node.place))
        return None
    return own, (domain.low, domain.high)


def _stated(draft: Draft) -> _Span | None:
    """The range that the leaf states for the values in its body."""
    values = draft.values
    if values is None or values.low is None or values.high is None:
        return None
    return values.low, values.high


# The forms


def _options(
    reader: Reader, draft: Draft, own: AnswerOf, options: Sequence[tree.Option], stated: _Span | None
) -> _Scored | None:
    rows = []
    for option in options:
        if option.value is None:
            reader.context.add(problems.option_without_value(option.name.text, option.place))
            return None
        if option.weight is not None:
            reader.context.add(problems.weighted_option(option.name.text, option.weight.place))
        key = frozenset([option.name.text])
        clause = reader.context.clause(option.place)
        rows.append(Row(key, option.value.value, clause, option.name.place))
    _check_values(reader, draft, [o.value for o in options if o.value is not None], stated)
    return Table(own, tuple(rows), "options", NUMBER, draft.tree.place), stated


def _bins(reader: Reader, draft: Draft, bins: Sequence[tree.Bin], known: Facts) -> Expression | None:
    subject = _subject(reader, draft, known)
    if subject is None:
        return None
    ranges = [line.range for line in bins]
    if not fits(reader.context, ranges, subject.type, draft.name):
        return None
    _check_values(reader, draft, [line.value for line in bins], _stated(draft))
    rows = tuple(
        Row(
            key, line.value.value, reader.context.clause(line.place), line.range.place, end_places(line.range)
        )
        for line, key in zip(bins, intervals(ranges), strict=True)
    )
    return Table(subject, rows, "bins", NUMBER, draft.tree.place)


def _subject(reader: Reader, draft: Draft, known: Facts) -> Expression | None:
    """What is classified or measured: an expression, a count, the level of a ladder, or the answer."""
    node = draft.tree
    place = node.name.place
    if isinstance(node, tree.Leaf) and node.bins_of is not None:
        subject = reader.read(node.bins_of, known)
        if subject is not None and subject.type not in (NUMBER, SHARE):
            text = reader.context.text(node.bins_of.place)
            reader.context.add(problems.not_a_number(text, node.bins_of.place, subject.type))
            return None
        return subject
    if draft.items:
        assert reader.own is not None
        assert isinstance(node, tree.Leaf)
        held = tally(reader, reader.own, place)
        return held if node.method == "checklist" else _level(node, held, place)
    if draft.answer is None or draft.faulty:
        if not draft.faulty and not draft.broken:
            reader.context.add(problems.no_scoring(draft.name, place))
        return None
    reader.reads.append(Read("field", draft.answer.index, place))
    own = AnswerOf(draft.answer.index, draft.answer.domain.type, place)
    match own.type.kind:
        case "number" | "share":
            return own
        case "set":
            return Operation("size", (own,), NUMBER, place)
        case _:
            reader.context.add(problems.answer_not_scored(draft.name, place, own.type))
            return None


def _cases(reader: Reader, draft: Draft, cases: Sequence[tree.Case], known: Facts) -> Expression | None:
    _check_values(reader, draft, [case.value for case in cases], _stated(draft))
    branches: list[Branch] = []
    otherwise: Constant | None = None
    last = -1
    fine = True
    for case in cases:
        value = Constant(case.value.value, NUMBER, case.value.place)
        if otherwise is not None:
            reader.context.add(problems.after_otherwise(case.place, otherwise.place))
            return None
        if case.when is None:
            otherwise = value
            last = reader.context.clause(case.place)
            continue
        condition = reader.truth(case.when, known)
        known = reader.after(condition, known, False)
        if condition is None:
            fine = False
            continue
        branches.append(Branch(condition, value, reader.context.clause(case.place)))
    if otherwise is None:
        if not draft.broken:
            reader.context.add(problems.no_otherwise(draft.name, cases[-1].place))
        return None
    return Choose(tuple(branches), otherwise, NUMBER, draft.tree.place, last) if fine else None


def _items(reader: Reader, draft: Draft, leaf: tree.Leaf) -> _Scored | None:
    if not draft.items:
        return None
    assert reader.own is not None
    answers = item_truths(reader, reader.own, leaf.place)
    if leaf.method == "ladder":
        level = _level(leaf, Operation("tally", answers, NUMBER, leaf.place), leaf.place)
        base = Fraction(leaf.ladder_base)
        return level, _stated(draft) or (base, base + len(draft.items))
    weights = _item_weights(reader, draft, leaf)
    if weights is None:
        return None
    return Held(answers, weights, SHARE, leaf.place), (Fraction(0), Fraction(1))


def _level(leaf: tree.Leaf, held: Operation, place: Place) -> Expression:
    """The number before the first no, counted from the ladder's base."""
    streak = Operation("streak", held.args, NUMBER, place)
    if leaf.ladder_base == 0:
        return streak
    base = Constant(Fraction(leaf.ladder_base), NUMBER, place)
    return Operation("add", (base, streak), NUMBER, place)


def _item_weights(reader: Reader, draft: Draft, leaf: tree.Leaf) -> tuple[Fraction, ...] | None:
    """The weights of a checklist's items: all equal, or all stated and adding up to 100 %."""
    items = [line for line in leaf.body if isinstance(line, tree.Option)]
    weighted = [item for item in items if item.weight is not None]
    if not weighted:
        return (Fraction(1, len(items)),) * len(items)
    if len(weighted) < len(items):
        bare = next(item for item in items if item.weight is None)
        reader.context.add(problems.weight_missing(draft.name, bare.name.text, bare.place))
        return None
    amounts = []
    for item in items:
        assert item.weight is not None
        case = item.weight.cases[0]
        if len(item.weight.cases) > 1 or case.kind != "percent" or case.amount is None:
            reader.context.add(problems.item_weight(item.weight.place))
            return None
        amounts.append(case.amount.value / 100)
    total = sum(amounts, Fraction(0))
    if total != 1 and not draft.broken:
        places = [item.weight.place for item in items if item.weight is not None]
        reader.context.add(
            problems.weights_do_not_sum(
                draft.name, total * 100, Fraction(100), "percent", places, None, alike=False
            )
        )
        return None
    return tuple(amounts)


# Onto the scale


def _check_values(reader: Reader, draft: Draft, values: Sequence[tree.Number], stated: _Span | None) -> None:
    """Written values lie on the leaf's own scale, or in the range that it states for them."""
    low, high = stated or (draft.scale.floor, draft.scale.top)
    for value in values:
        text = reader.context.text(value.place)
        if value.percent:
            reader.context.add(problems.value_is_share(value.place))
        elif not low <= value.value <= high:
            reader.context.add(
                problems.value_outside_scale(text, value.place, draft.name, low, high, stated is not None)
            )


def _onto(reader: Reader, draft: Draft, value: Expression, span: _Span) -> Expression | None:
    """Stretch a value of the range `span` onto the node's scale (semantics B1)."""
    node = draft.tree
    assert not isinstance(node, tree.Score)
    low, high = span
    floor, top = draft.scale.floor, draft.scale.top
    if node.onto is None:
        if low * top != high * floor:
            place = _range_place(node)
            reader.context.add(
                problems.range_needs_as(draft.name, place, low, high, floor, top, value.type == SHARE)
            )
            return None
        return affine(value, top / high, Fraction(0), node.place)
    onto = node.onto
    onto_low, onto_high = amount(onto.low), amount(onto.high)
    if (
        onto.form != "span"
        or onto_low is None
        or onto_high is None
        or not floor <= onto_low < onto_high <= top
    ):
        reader.context.add(problems.bad_as(draft.name, onto.place, floor, top))
        return None
    factor = (onto_high - onto_low) / (high - low)
    return affine(value, factor, onto_low - low * factor, node.place)


def affine(value: Expression, factor: Fraction, offset: Fraction, place: Place) -> Expression:
    """`value` × factor + offset, a plain number, without operations that change nothing."""
    if factor != 1 or value.type == SHARE:
        value = Operation("mul", (value, Constant(factor, NUMBER, place)), NUMBER, place)
    if offset != 0:
        value = Operation("add", (value, Constant(offset, NUMBER, place)), NUMBER, place)
    return value


def _range_place(node: tree.Group | tree.Leaf) -> Place:
    domain = node.domain
    return domain.place if domain is not None else node.name.place

"""Changes inside expressions: a comparison, an edge of bins, a rounding, a fold. One at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final
from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.exact import Rounding
from rubrikdsl.semantics import model
from rubrikdsl.source import Place
from rubrikdsl.studies.mutation import tables
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.model import Change
from rubrikdsl.studies.mutation.model import Kind
from rubrikdsl.studies.mutation.model import with_one
from rubrikdsl.studies.mutation.tables import last_decimal

MODES: Final[tuple[Rounding, ...]] = ("half-away", "half-even", "down", "up")
STRICT: Final[dict[model.Operator, model.Operator]] = {"lt": "le", "le": "lt", "gt": "ge", "ge": "gt"}
FOLDS: Final[dict[model.FoldKind, tuple[model.FoldKind, ...]]] = {
    "mean": ("median", "min", "max"),
    "median": ("mean",),
    "min": ("max",),
    "max": ("min",),
    "every": ("any",),
    "any": ("every",),
}


class Changes:
    """The changes of the expressions of a rubric, whose grids of answers say how far an edge is moved."""

    def __init__(self, rubric: model.Rubric) -> None:
        self.rubric = rubric

    def of(self, found: model.Expression) -> Iterator[Change]:
        """Every change of an expression, in it or in its parts."""
        yield from self._own(found)
        match found:
            case model.Operation(args=args):
                for at, inner in self._in_each(args):
                    yield replace(inner, after=replace(found, args=with_one(args, at, inner.after)))
            case (
                model.Rounded(arg=arg)
                | model.Logarithm(arg=arg)
                | model.Table(arg=arg)
                | model.Among(arg=arg)
            ):
                for inner in self.of(arg):
                    yield replace(inner, after=replace(found, arg=inner.after))
            case model.Choose(branches, otherwise):
                for at, branch in enumerate(branches):
                    for inner in self.of(branch.condition):
                        changed = with_one(branches, at, replace(branch, condition=inner.after))
                        yield replace(inner, after=replace(found, branches=changed))
                    for inner in self.of(branch.value):
                        changed = with_one(branches, at, replace(branch, value=inner.after))
                        yield replace(inner, after=replace(found, branches=changed))
                for inner in self.of(otherwise):
                    yield replace(inner, after=replace(found, otherwise=inner.after))
            case model.Decision(args=args):
                for at, inner in self._in_each(args):
                    yield replace(inner, after=replace(found, args=with_one(args, at, inner.after)))
            case model.Fold(value=value, where=where) if not found.below:
                member = Changes(self.rubric.collections[found.collection].member)
                for inner in member.of(value) if value is not None else ():
                    yield replace(inner, after=replace(found, value=inner.after))
                for inner in member.of(where) if where is not None else ():
                    yield replace(inner, after=replace(found, where=inner.after))
            case model.Quantified(asked=asked):
                for at, one in enumerate(asked[:1]):
                    for number, inner in enumerate(self.of(one.condition)):
                        every = [list(self.of(each.condition))[number].after for each in asked]
                        changed_ = tuple(replace(o, condition=c) for o, c in zip(asked, every, strict=True))
                        yield replace(inner, after=replace(found, asked=changed_))
                    assert at == 0
            case _:
                pass

    def _in_each(self, several: tuple[model.Expression, ...]) -> Iterator[tuple[int, Change]]:
        for at, one in enumerate(several):
            for inner in self.of(one):
                yield at, inner

    def _own(self, found: model.Expression) -> Iterator[Change]:
        match found:
            case model.Operation("lt" | "le" | "gt" | "ge" as op, (left, right)):
                yield self._change("comparison", words.strictness(op), found, replace(found, op=STRICT[op]))
                for at, (one, other) in enumerate(((left, right), (right, left))):
                    if isinstance(one, model.Constant) and isinstance(one.value, Fraction):
                        step = self.grid(other, one.value, one.type)
                        for sign in (1, -1):
                            moved = replace(one, value=one.value + sign * step)
                            what = words.moved(one.value, one.value + sign * step, one.type)
                            after = replace(found, args=with_one((left, right), at, moved))
                            yield self._change("edge", what, found, after)
            case model.Table(arg, rows, "bins"):
                step_ = self.grid(arg, *_ends(rows)) if _ends(rows) else None
                for what, place, changed in moved_rows(rows, step_, arg.type):
                    yield Change("edge", what, place, replace(found, rows=changed))
                yield from tables.row_values(found)
            case model.Table(what="options"):
                yield from tables.row_values(found)
            case model.Choose():
                yield from tables.cases(found)
            case model.Decision():
                yield from tables.decision(found, self.grid)
            case model.Held():
                yield from tables.items(found)
            case model.Operation("streak"):
                yield from tables.steps(found)
            case model.Rounded(mode=mode) | model.Logarithm(mode=mode):
                for other_mode in MODES:
                    if other_mode != mode:
                        what = words.rounding(mode, other_mode)
                        yield self._change("rounding", what, found, replace(found, mode=other_mode))
            case model.Fold(kind=kind):
                for other_kind in FOLDS.get(kind, ()):
                    what = words.aggregate(kind, other_kind)
                    yield self._change("aggregate", what, found, replace(found, kind=other_kind))
            case model.Quantified(kind=quantifier):
                swapped: Literal["every", "any"] = "any" if quantifier == "every" else "every"
                what = words.aggregate(quantifier, swapped)
                yield self._change("aggregate", what, found, replace(found, kind=swapped))
            case _:
                pass

    def _change(self, kind: Kind, what: Words, at: model.Expression, after: model.Expression) -> Change:
        return Change(kind, what, at.place, after)

    def grid(self, of: model.Expression, edge: Fraction, *more: object) -> Fraction:
        """How far an edge is moved: one step of what is compared with it, else one of its last decimals."""
        match of:
            case model.AnswerOf(field):
                step = self.rubric.fields[field].domain.step
                if step is not None:
                    return step
            case model.NodeReading(node, "value"):
                places = self.rubric.nodes[node].places
                if places is not None:
                    return Fraction(1, 10**places.count)
            case model.Operation("size" | "tally" | "streak") | model.Fold("count"):
                return Fraction(1)
            case _:
                pass
        return last_decimal((edge, *(one for one in more if isinstance(one, Fraction))), of.type)


def moved_rows(
    rows: tuple[model.Row, ...], step: Fraction | None, type: model.Type
) -> Iterator[tuple[Words, Place, tuple[model.Row, ...]]]:
    """The rows with one edge between two of them moved, both its sides together."""
    order = sorted(
        (i for i, row in enumerate(rows) if isinstance(row.key, model.Interval)), key=lambda i: _low(rows[i])
    )
    for below, above in pairwise(order):
        under, over = rows[below].key, rows[above].key
        assert isinstance(under, model.Interval) and isinstance(over, model.Interval)
        if under.high is None or over.low is None or step is None:
            continue
        for sign in (1, -1):
            by = sign * step
            lower, upper = replace(under, high=under.high + by), replace(over, low=over.low + by)
            if _holds_none(lower) or _holds_none(upper):
                continue
            what = words.moved(over.low, over.low + by, type)
            changed = with_one(
                with_one(rows, below, replace(rows[below], key=lower)), above, replace(rows[above], key=upper)
            )
            yield what, rows[above].place, changed
        if under.high == over.low and under.high_open != over.low_open:
            lower = replace(under, high_open=not under.high_open)
            upper = replace(over, low_open=not over.low_open)
            if not _holds_none(lower) and not _holds_none(upper):
                changed = with_one(
                    with_one(rows, below, replace(rows[below], key=lower)),
                    above,
                    replace(rows[above], key=upper),
                )
                yield words.edge_side(over.low, type), rows[above].place, changed


def _holds_none(interval: model.Interval) -> bool:
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    return low > high or (low == high and (interval.low_open or interval.high_open))


def _low(row: model.Row) -> tuple[bool, Fraction, bool]:
    assert isinstance(row.key, model.Interval)
    return row.key.low is not None, row.key.low or Fraction(0), row.key.low_open


def _ends(rows: tuple[model.Row, ...]) -> tuple[Fraction, ...]:
    keys = [row.key for row in rows if isinstance(row.key, model.Interval)]
    return tuple(end for key in keys for end in (key.low, key.high) if end is not None)

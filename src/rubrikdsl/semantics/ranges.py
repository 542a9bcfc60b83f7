"""Ranges of rows, as intervals: of bins and of bands, by the same rule (semantics C6).

`a .. b`, `a ..`, `.. b` and a single value say both their ends. `from a` and `above a` run up to the next
row, `below b` runs down to the one before; at the ends of the table they are open. Whether the rows then
cover every value exactly once is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Interval
from rubrikdsl.semantics.model import Type
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree


def fits(context: Context, rows: Sequence[tree.Range], kind: Type, of: str) -> bool:
    """Whether the rows' numbers are of the type they classify and not upside down; reports what is not."""
    fine = True
    for row in rows:
        ends = [end for end in (row.low, row.high) if end is not None]
        wrong = next((end for end in ends if end.percent != (kind == SHARE)), None)
        if wrong is not None:
            context.add(problems.wrong_value(context.text(wrong.place), wrong.place, of, kind))
            fine = False
        elif row.low is not None and row.high is not None and row.low.value > row.high.value:
            context.add(problems.reversed_range(row.place, row.low.value, row.high.value))
            fine = False
    return fine


def intervals(rows: Sequence[tree.Range]) -> tuple[Interval, ...]:
    """The interval of each row, in the order given."""
    own = [_own(row) for row in rows]
    starts = sorted(
        (
            (i.low, i.low_open)
            for i, row in zip(own, rows, strict=True)
            if i.low is not None and row.form != "upto"
        ),
    )
    ends = sorted(
        ((i.high, not i.high_open) for i in own if i.high is not None),
        reverse=True,
    )
    return tuple(
        _up_to_next(interval, starts)
        if row.form in ("from", "above")
        else _down_to_last(interval, ends)
        if row.form == "below"
        else interval
        for row, interval in zip(rows, own, strict=True)
    )


def _own(row: tree.Range) -> Interval:
    """What the row says by itself."""
    low, high = amount(row.low), amount(row.high)
    return Interval(low, high, row.form == "above", row.form == "below")


def _up_to_next(row: Interval, starts: Sequence[tuple[Fraction, bool]]) -> Interval:
    assert row.low is not None
    for low, low_open in starts:
        if (low, low_open) > (row.low, row.low_open):
            return Interval(row.low, low, row.low_open, not low_open)
    return row


def _down_to_last(row: Interval, ends: Sequence[tuple[Fraction, bool]]) -> Interval:
    assert row.high is not None
    for high, closed in ends:
        if (high, closed) < (row.high, False):
            return Interval(high, row.high, closed, True)
    return row


def amount(number: tree.Number | None) -> Fraction | None:
    """The value of a number as written; a share as a fraction of one."""
    if number is None:
        return None
    return number.value / 100 if number.percent else number.value


def end_places(row: tree.Range) -> tuple[Place | None, Place | None]:
    """Where the lower and the upper number of a row stand."""
    return row.low.place if row.low else None, row.high.place if row.high else None

"""What a missing answer may still be, and how that is cut into smaller parts.

A box is one thing (a value, not applicable, missing), an enclosure of several, or the sets between two sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final
from typing import TypeGuard
from typing import Union

from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import numbers as num
from rubrikdsl.plan.enclosure import Enclosure
from rubrikdsl.plan.enclosure import has_numbers
from rubrikdsl.plan.enclosure import wide
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval

NOTHING: Final = Missing(frozenset())
"""An optional answer that stays missing."""

FAR: Final = Fraction(1024)
"""How far beyond its lowest number an open domain is tried first."""


@dataclass(frozen=True, slots=True)
class Subsets:
    """The sets that hold all of `must` and nothing but `may`; or missing, or not applicable."""

    must: frozenset[str]
    may: frozenset[str]
    missing: bool = False
    not_applicable: bool = False


Box = Union[Found, Enclosure, Subsets]


def is_single(box: Box) -> TypeGuard[Found]:
    """Whether this is one thing."""
    return not isinstance(box, (Enclosure, Subsets))


def enclosure_of(box: Box) -> Enclosure:
    """The same as an enclosure; a fault has no value."""
    if isinstance(box, Enclosure):
        return box
    if isinstance(box, Subsets):
        return Enclosure(None, box.missing, box.not_applicable)
    if isinstance(box, Missing):
        return Enclosure(frozenset(), missing=True)
    if isinstance(box, Fault):
        return Enclosure(frozenset())
    if box is NOT_APPLICABLE:
        return Enclosure(frozenset(), not_applicable=True)
    return Enclosure(frozenset((box,)))


def boxed(enclosure: Enclosure) -> Box:
    """The enclosure, or the one thing that it holds."""
    values = enclosure.values
    if values is None or isinstance(values, Span):
        return enclosure
    if len(values) + enclosure.missing + enclosure.not_applicable != 1:
        return enclosure
    if enclosure.missing:
        return NOTHING
    return NOT_APPLICABLE if enclosure.not_applicable else next(iter(values))


def parts(box: Box, cuts: tuple[Fraction, ...] = ()) -> list[Box]:
    """Smaller boxes that together are this one; `cuts` are numbers at which something changes."""
    match box:
        case Enclosure(values, missing, not_applicable):
            inner = _pieces(values, cuts)
        case Subsets(must, may, missing, not_applicable):
            inner = _subsets(must, may)
        case _:
            return [box]
    states: list[Box] = [NOTHING] * missing
    states += [NOT_APPLICABLE] * not_applicable
    return [*inner, *states]


def samples(box: Box, cuts: tuple[Fraction, ...] = ()) -> list[Found]:
    """Some of what a box holds: the ends first, then what lies beside the cuts."""
    match box:
        case Enclosure(values, missing, not_applicable):
            found = _chosen(values, cuts)
        case Subsets(must, may, missing, not_applicable):
            found = [must, may, *(must | {code} for code in sorted(may - must))]
        case _:
            return [box]
    states: list[Found] = [NOTHING] * missing
    states += [NOT_APPLICABLE] * not_applicable
    return [*dict.fromkeys(found), *states]


def _chosen(values: Span | frozenset[Value] | None, cuts: tuple[Fraction, ...]) -> list[Found]:
    if values is None:
        return []
    if isinstance(values, Span) or (values and has_numbers(values)):
        numbers = Enclosure(values).numbers
        found: list[Found] = list(_ends(numbers))
        for cut in cuts:
            near = (
                Interval(None, cut, high_open=True),
                Interval(cut, cut),
                Interval(cut, None, low_open=True),
            )
            for at, side in enumerate(near):
                inside = num.restrict(numbers, side)
                if inside:
                    ends = _ends(inside)
                    found.append(ends[0] if at else ends[-1])
        return found
    return list(ordered(values))


def ordered(values: Iterable[Value]) -> list[Value]:
    """Values of one type in an order of their own."""
    return sorted(
        values, key=lambda value: (str(type(value)), value if isinstance(value, bool) else str(value))
    )


def _pieces(values: Span | frozenset[Value] | None, cuts: tuple[Fraction, ...]) -> list[Box]:
    if values is None:
        return [Enclosure(None)]
    if not isinstance(values, Span) and not (values and has_numbers(values)):
        return list(ordered(values))
    numbers = Enclosure(values).numbers
    around = num.bounds(numbers)
    within = [c for c in cuts if _inside(c, around)]
    if within:
        cut = within[len(within) // 2]
        sides = (Interval(None, cut, high_open=True), Interval(cut, cut), Interval(cut, None, low_open=True))
        pieces = [num.restrict(numbers, side) for side in sides]
    else:
        pieces = _narrower(numbers)
    return [boxed(Enclosure(wide(piece))) for piece in pieces if piece]


def _inside(cut: Fraction, around: Interval) -> bool:
    """Whether a cut leaves something on one of its sides."""
    single = around.low is not None and around.low == around.high
    return cut in around and not single


def _narrower(numbers: Numbers) -> list[Numbers]:
    """The ends, and two halves of what is between."""
    ends = _ends(numbers)
    rest = num.without(numbers, frozenset(ends))
    if not rest or (isinstance(rest, frozenset) and len(rest) == 1):
        return [*(frozenset((end,)) for end in ends), rest]
    around = num.bounds(rest)
    if around.low is not None and around.high is not None:
        middle = (around.low + around.high) / 2
    elif around.low is not None:
        middle = max(around.low, Fraction(0)) * 2 + FAR
    elif around.high is not None:
        middle = min(around.high, Fraction(0)) * 2 - FAR
    else:
        middle = Fraction(0)
    halves = (Interval(None, middle), Interval(middle, None, low_open=True))
    return [*(frozenset((end,)) for end in ends), *(num.restrict(rest, half) for half in halves)]


def _ends(numbers: Numbers) -> tuple[Fraction, ...]:
    """The lowest and the highest number, where there are; where there are none, one inside."""
    if not isinstance(numbers, Span):
        return (min(numbers), max(numbers)) if len(numbers) > 1 else tuple(numbers)
    around = numbers.interval
    low = None if around.low is None or around.low_open else around.low
    high = None if around.high is None or around.high_open else around.high
    found = [end for end in (low, high) if end is not None and num.holds(numbers, end)]
    if high is None and around.high is None:
        far = (around.low or Fraction(0)) + FAR
        inside = num.witness(numbers, Interval(far, None))
        found += [] if inside is None else [inside]
    if not found:
        inside = num.witness(numbers)
        found += [] if inside is None else [inside]
    return tuple(dict.fromkeys(found))


def _subsets(must: frozenset[str], may: frozenset[str]) -> list[Box]:
    """With and without one of the codes that are open."""
    code = min(may - must)
    with_, without = Subsets(must | {code}, may), Subsets(must, may - {code})
    return [box.must if box.must == box.may else box for box in (with_, without)]

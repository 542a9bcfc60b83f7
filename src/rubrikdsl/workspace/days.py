"""Records that each have a day of their own: every one through the text of its day.

Days on which nothing changes share a text, so many days need few plans. A record whose day cannot be read, or
has no text, is refused; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.bind import Bound
from rubrikdsl.records.bind import is_bound
from rubrikdsl.records.bind import told_of
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import shown
from rubrikdsl.records.values import is_missing
from rubrikdsl.records.values import read_day
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import has_reading
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import bound
from rubrikdsl.workspace.scoring import refused
from rubrikdsl.workspace.scoring import scored
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Variant

Scorers = Callable[[Variant], Callable[[Bound], Row]]
"""What scores the records of a text under a reading."""


def each_by_run(variant: Variant) -> Callable[[Bound], Row]:
    """By the reference interpreter."""
    return lambda bound: scored(variant.ready, bound, variant.choice)


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A record under each reading of the text of its day; `dated` None where it was refused for its day."""

    rows: tuple[Row, ...]
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class Editions:
    """What the texts of a column of days mean: stretches of days of the law, or why none.

    `used` are in the order of their days; `variants` by the `id` of each. Where no text is a day with an
    edition, the last one stands for all, so that records have columns.
    """

    days: Mapping[str, Dated | Problem]
    used: tuple[Dated, ...]
    variants: Mapping[int, tuple[Variant, ...]]


def editions(offer: Offer, readings: Sequence[str], texts: Iterable[str]) -> Editions:
    """The editions that these texts name; raises `MomentError`.

    A choice of readings counts where the text of the day leaves it open; it must do so on some day.
    """
    usable = offer.usable
    if not usable:
        raise MomentError(*problems.no_days(offer))
    for text in readings:
        if not any(has_reading(one, text) for one in usable):
            chosen(next((one for one in usable if one.open), usable[-1]), (text,))
    days = {text: _meant(offer, text) for text in texts}
    used = tuple(one for one in usable if any(found is one for found in days.values())) or (usable[-1],)
    return Editions(days, used, {id(one): _variants(one, readings) for one in used})


def score_by_day(
    offer: Offer,
    readings: Sequence[str],
    column: str,
    raw: Sequence[RawRecord],
    reading: Reading,
    *,
    whole: bool = True,
    scorer: Scorers = each_by_run,
    known: Editions | None = None,
) -> tuple[tuple[DatedRow, ...], tuple[Problem, ...]]:
    """Every record scored by the text of the day in its `column`; raises `MomentError`.

    `known` are the editions of data that these records are a part of.
    """
    if known is None:
        texts = {shown(each.cells.get(column, "")).strip() for each in raw}
        known = editions(offer, readings, texts)
    days, used, variants = known.days, known.used, known.variants
    carried = replace(reading, keep=tuple(dict.fromkeys((*reading.keep, column))))
    held = {
        key: tuple(bound(each.ready, raw, carried, whole=whole) for each in under)
        for key, under in variants.items()
    }
    scorers = {key: [scorer(variant) for variant in under] for key, under in variants.items()}
    every = [binding for each in held.values() for binding in each]
    if not is_bound(every):
        return (), told_of(every)
    found: list[DatedRow] = []
    for at, first in enumerate(held[id(used[0])][0].records):
        day = days.get(first.kept[column].strip()) or problems.days_differ(first.kept[column])
        one = used[0] if isinstance(day, Problem) else day
        rows = [
            score(_uncarried(binding.records[at], column, reading.keep))
            for score, binding in zip(scorers[id(one)], held[id(one)], strict=True)
        ]
        if isinstance(day, Problem):
            found.append(DatedRow((refused(rows[0], replace(day, record=first.name, column=column)),), None))
        else:
            found.append(DatedRow(tuple(rows), day))
    return tuple(found), told_of(every)


def score_on_day(
    one: Dated,
    variants: Sequence[Variant],
    raw: Sequence[RawRecord],
    reading: Reading,
    *,
    whole: bool = True,
    scorer: Scorers = each_by_run,
) -> tuple[tuple[DatedRow, ...], tuple[Problem, ...]]:
    """Every record scored by the text of one day, under each of its variants."""
    bindings = [bound(variant.ready, raw, reading, whole=whole) for variant in variants]
    if not is_bound(bindings):
        return (), told_of(bindings)
    columns = [
        list(map(scorer(variant), binding.records))
        for variant, binding in zip(variants, bindings, strict=True)
    ]
    return tuple(DatedRow(rows, one) for rows in zip(*columns, strict=True)), told_of(bindings)


def _meant(offer: Offer, text: str) -> Dated | Problem:
    """The stretch of days of a cell."""
    if is_missing(text):
        return problems.day_missing()
    day = read_day(text)
    if isinstance(day, Problem):
        return replace(day, value=text)
    try:
        return dated(offer, day)
    except MomentError as none:
        return problems.day_without_edition(none.message, none.help, text)


def _variants(one: Dated, readings: Sequence[str]) -> tuple[Variant, ...]:
    return chosen(one, [text for text in readings if has_reading(one, text)])


def _uncarried(bound: Bound, column: str, keep: Sequence[str]) -> Bound:
    """The record without the column of days, unless that was to be carried along."""
    if column in keep:
        return bound
    return replace(bound, kept={name: text for name, text in bound.kept.items() if name != column})

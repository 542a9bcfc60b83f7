"""A law: all instruments of one rubric's name, and which of them make its text on which days.

An instrument is a base (a `rubric`) or an `amendment of` it. An edition is a longest stretch of days on which
the same instruments apply, so a law has one text an edition (semantics H1). Nothing here reads a clock: a day
is asked for, never today.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import pairwise

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.versions import problems

FIRST = date.min
"""Stands for an open start in comparisons."""

LAST = date.max
"""Stands for an open end in comparisons."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included; None is open."""

    start: date | None = None
    end: date | None = None

    @property
    def first(self) -> date:
        """The start, for comparing."""
        return self.start or FIRST

    @property
    def last(self) -> date:
        """The end, for comparing."""
        return self.end or LAST

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def meets(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return max(self.first, other.first) <= min(self.last, other.last)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A base or an amendment; `place` is its head line.

    It is `known` from the day of its issue, else from its start; None: always.
    """

    source: Source
    place: Place
    label: str
    period: Period
    known: date | None
    document: Document = field(compare=False, repr=False)
    tree: tree.Rubric | tree.Amendment = field(compare=False, repr=False)

    @property
    def order(self) -> tuple[date, date]:
        """How instruments follow each other: by start, then by issue."""
        return self.period.first, self.known or FIRST


@dataclass(frozen=True, slots=True)
class Edition:
    """A stretch of days with the instruments that make its text: the base, then its amendments in order."""

    period: Period
    instruments: tuple[Instrument, ...]

    @property
    def base(self) -> Instrument:
        """The instrument that the others amend."""
        return self.instruments[0]

    @property
    def amendments(self) -> tuple[Instrument, ...]:
        """The amendments, as they apply."""
        return self.instruments[1:]


@dataclass(frozen=True, slots=True)
class Law:
    """All instruments of one name: bases and amendments, each in the order in which they start."""

    name: str
    bases: tuple[Instrument, ...]
    amendments: tuple[Instrument, ...]

    def base_of(self, amendment: Instrument) -> Instrument | None:
        """The base that an amendment belongs to: the one that started last when it starts."""
        started = [base for base in self.bases if base.period.first <= amendment.period.first]
        return started[-1] if started else None


def instruments(source: Source, document: Document) -> tuple[tuple[str, Instrument], ...]:
    """The instruments of a file, each with the name of its law."""
    found: list[tuple[str, Instrument]] = []
    for rubric in document.file.rubrics:
        found.append((rubric.name.text, _instrument(source, document, rubric)))
    for amendment in document.file.amendments:
        found.append((amendment.of.text, _instrument(source, document, amendment)))
    return tuple(found)


def law(name: str, instruments: Sequence[Instrument]) -> tuple[Law, tuple[Diagnostic, ...]]:
    """The law that these instruments make, and what keeps them from going together."""
    ordered = sorted(instruments, key=lambda each: each.order)
    made = Law(
        name,
        tuple(each for each in ordered if isinstance(each.tree, tree.Rubric)),
        tuple(each for each in ordered if isinstance(each.tree, tree.Amendment)),
    )
    findings = (*_of_each(ordered), *_of_bases(made), *_of_amendments(made), *_of_ambiguities(ordered))
    return made, findings


def editions(law: Law, known: date | None = None) -> tuple[Edition, ...]:
    """The editions of a law in order of time, under what was known on a day (None: under all of it).

    An amendment of a base applies until the next base starts, even where its own period goes on.
    """
    bases = [base for base in law.bases if _is_known(base, known)]
    found: list[Edition] = []
    for base, following in pairwise((*bases, None)):
        assert base is not None
        until = _before(following.period.first) if following else LAST
        amending = [a for a in law.amendments if law.base_of(a) == base and _is_known(a, known)]
        found += _of_base(base, amending, until)
    return tuple(found)


def edition_on(found: Sequence[Edition], day: date) -> Edition | None:
    """The edition in force on a day; None where none is."""
    return next((edition for edition in found if day in edition.period), None)


def ambiguities(edition: Edition) -> tuple[tree.Ambiguity, ...]:
    """The ambiguities of an edition, in the order of its instruments, but for those removed later."""
    found: dict[str, tree.Ambiguity] = {}
    for instrument in edition.instruments:
        for line in instrument.tree.body:
            match line:
                case tree.Ambiguity() | tree.Replace(clause=tree.Ambiguity()):
                    one = line if isinstance(line, tree.Ambiguity) else line.clause
                    assert isinstance(one, tree.Ambiguity)
                    found[one.name.text] = one
                case tree.Add(body=body):
                    found.update((one.name.text, one) for one in body if isinstance(one, tree.Ambiguity))
                case tree.Remove(target=tree.Target(kind="ambiguity", names=(name,))):
                    found.pop(name, None)
                case _:
                    pass
    return tuple(found.values())


# What keeps instruments from going together


def _of_each(ordered: Sequence[Instrument]) -> Iterator[Diagnostic]:
    for each in ordered:
        start, end, written = each.period.start, each.period.end, each.tree
        valid = _valid(written)
        if start is not None and end is not None and end < start and isinstance(written, tree.Amendment):
            yield problems.reversed_period(valid.place if valid else each.place, start, end)
        edited = any(isinstance(line, _EFFECTIVE) for line in written.body)
        if isinstance(written, tree.Amendment) and not edited:
            yield problems.nothing_edited(each.place)


def _of_bases(law: Law) -> Iterator[Diagnostic]:
    for earlier, later in pairwise(law.bases):
        if earlier.period.meets(later.period):
            yield problems.overlapping(later.place, earlier.place, law.name, later.period.start)


def _of_amendments(law: Law) -> Iterator[Diagnostic]:
    for amendment in law.amendments:
        base = law.base_of(amendment)
        if base is None:
            if law.bases and _valid(amendment.tree) is not None:
                first = law.bases[0]
                yield problems.starts_before_base(amendment.place, first.place, first.period.start)
        elif amendment.known is not None and base.known is not None and amendment.known < base.known:
            yield problems.issued_before_base(amendment.place, amendment.known, base.place, base.known)
    for one, other in pairwise(law.amendments):
        if one.order == other.order and law.base_of(one) == law.base_of(other):
            yield problems.same_order(other.place, one.place, one.period.start)


def _of_ambiguities(ordered: Sequence[Instrument]) -> Iterator[Diagnostic]:
    for each in ordered:
        for line in each.tree.body:
            if isinstance(line, tree.Ambiguity):
                readings = [one for one in line.readings if isinstance(one, tree.Alternative)]
                first: dict[str, Place] = {}
                for one in readings:
                    place = first.setdefault(one.name.text, one.name.place)
                    if place != one.name.place:
                        yield problems.twice("reading", one.name.text, one.name.place, place)


_EFFECTIVE = (
    tree.Change,
    tree.ChangeWeights,
    tree.Replace,
    tree.Add,
    tree.Remove,
    tree.Rename,
    tree.Ambiguity,
    tree.Broken,
)
"""What makes an amendment say something; a line that could not be read may have."""


# Parts


def _valid(written: tree.Rubric | tree.Amendment) -> tree.Valid | None:
    if isinstance(written, tree.Amendment) and written.valid is not None:
        return written.valid
    return next((line for line in written.body if isinstance(line, tree.Valid)), None)


def _instrument(source: Source, document: Document, written: tree.Rubric | tree.Amendment) -> Instrument:
    valid = _valid(written)
    start = valid.start.value if valid is not None and valid.start is not None else None
    end = valid.end.value if valid is not None and valid.end is not None else None
    issued = next((line.day.value for line in written.body if isinstance(line, tree.Issued)), start)
    name = written.name if isinstance(written, tree.Rubric) else written.of
    label = written.label.text if written.label is not None else name.text
    return Instrument(source, written.place, label, Period(start, end), issued, document, written)


def _is_known(instrument: Instrument, known: date | None) -> bool:
    return known is None or instrument.known is None or instrument.known <= known


def _of_base(base: Instrument, amending: Sequence[Instrument], until: date) -> Iterator[Edition]:
    """The editions of one base with its amendments, up to a day."""
    begins = {each.period.first for each in (base, *amending)}
    begins |= {_after(each.period.last) for each in (base, *amending) if each.period.last < LAST}
    days = sorted(day for day in begins if day <= until)
    open_one: Edition | None = None
    for day, following in pairwise((*days, None)):
        assert day is not None
        applying = [each for each in amending if day in each.period]
        last = until if following is None else min(until, _before(following))
        if not applying and day not in base.period:
            continue
        edition = Edition(_period(day, last), (base, *applying))
        if open_one is not None and _goes_on(open_one, edition):
            open_one = Edition(Period(open_one.period.start, edition.period.end), edition.instruments)
            continue
        if open_one is not None:
            yield open_one
        open_one = edition
    if open_one is not None:
        yield open_one


def _goes_on(earlier: Edition, later: Edition) -> bool:
    same = earlier.instruments == later.instruments
    return same and earlier.period.last < LAST and _after(earlier.period.last) == later.period.first


def _period(first: date, last: date) -> Period:
    return Period(None if first == FIRST else first, None if last == LAST else last)


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _before(day: date) -> date:
    return day if day == FIRST else day - timedelta(days=1)

"""What a rubric is on which days: its law with all that it collects, cut into stretches without a change.

A rubric that collects another changes whenever that one does, so its days are cut at the editions of both.
Each stretch has one text of every rubric in it, apart from what its ambiguities leave open; a choice of
readings settles that too. Nothing is checked here (`workspace.checking` does), and no clock is read.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import product
from typing import Union

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.lookup import MOST_RUBRICS
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.versions.law import FIRST
from rubrikdsl.versions.law import LAST
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Law
from rubrikdsl.versions.law import Period
from rubrikdsl.versions.law import ambiguities
from rubrikdsl.versions.law import editions
from rubrikdsl.versions.law import instruments
from rubrikdsl.versions.law import law
from rubrikdsl.workspace.library import Files
from rubrikdsl.workspace.library import Library

MOST_COMBINATIONS = 64
"""Combinations of readings of one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A law with what keeps its instruments from going together."""

    law: Law
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one edition is in force and nothing that it names changes.

    `below` are the rubrics that it names, each with its own stretch then, or why there is none.
    """

    period: Period
    edition: Edition
    below: tuple[tuple[str, Union[Stretch, Unfound]], ...]

    @property
    def source(self) -> Source:
        """The file of its base, from which names of other rubrics are looked up."""
        return self.edition.base.source

    @property
    def lacking(self) -> str | None:
        """A rubric that it names and that is not in force on these days."""
        for name, found in self.below:
            if isinstance(found, Unfound):
                if found.reason == "outside":
                    return name
            elif found.lacking is not None:
                return found.lacking
        return None

    @property
    def open(self) -> dict[str, tuple[str, ...]]:
        """The ambiguities of its text and of all that it names, each with its readings."""
        found: dict[str, tuple[str, ...]] = {}
        for ambiguity in ambiguities(self.edition):
            names = tuple(one.name.text for one in ambiguity.readings if isinstance(one, tree.Alternative))
            found[ambiguity.name.text] = names
        for _, below in self.below:
            if isinstance(below, Stretch):
                for name, readings in below.open.items():
                    found[name] = tuple(dict.fromkeys((*found.get(name, ()), *readings)))
        return found

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every combination of its readings; the first `MOST_COMBINATIONS` where there are more."""
        pairs = [[(name, reading) for reading in readings] for name, readings in self.open.items()]
        found: list[Choice] = []
        for choice in product(*pairs):
            if len(found) == MOST_COMBINATIONS:
                break
            found.append(choice)
        return tuple(found)

    @property
    def has_more_choices(self) -> bool:
        """Whether there are more combinations than are looked at."""
        count = 1
        for readings in self.open.values():
            count *= len(readings)
        return count > MOST_COMBINATIONS


class Laws:
    """Laws by name, as seen from the file that asks; each is put together once."""

    def __init__(
        self,
        library: Library,
        read: Callable[[Source], Document],
        names: Callable[[Edition], Sequence[str]],
    ) -> None:
        """`read` parses a file, `names` are the rubrics that the texts of an edition name."""
        self._library = library
        self._read = read
        self._names = names
        self._files: dict[tuple[str, Source | None], Files] = {}
        self._laws: dict[tuple[str, tuple[tuple[Source, ...], ...], tuple[Source, ...]], Found | Unfound] = {}
        self._editions: dict[tuple[int, date | None], tuple[Edition, ...]] = {}
        self._stretches: dict[tuple[str, Source | None, date | None], tuple[Stretch, ...]] = {}
        self._alike: dict[tuple[Instrument, ...], Edition] = {}
        self._needed: dict[tuple[str, Source | None], dict[tuple[str, Source | None], None]] = {}
        self._open: list[tuple[str, Source]] = []
        self._circles = 0
        self._back: set[tuple[str, Source]] = set()

    def needed(
        self, names: Iterable[str], asker: Source | None
    ) -> Iterator[tuple[str, Source | None, Files]]:
        """Laws and all that they name: who asked for which, and the files looked at; who asks comes first."""
        todo = [(name, asker) for name in names]
        seen = dict.fromkeys(todo)
        while todo:
            one = todo.pop(0)
            if one in self._files:
                yield (*one, self._files[one])
            fresh = [below for below in self._needed.get(one, ()) if below not in seen]
            seen.update(dict.fromkeys(fresh))
            todo += fresh

    def law(self, name: str, asker: Source | None) -> Found | Unfound:
        """The law of that name as a file sees it (None: as the stock library has it)."""
        key = (name, asker)
        if key not in self._files:
            self._files[key] = self._library.law(name, asker)
        files = self._files[key]
        whole = (name, files.bases, tuple(s for place in files.amendments for s in place))
        if whole not in self._laws:
            known = self._library.known(asker) if not files.bases else ()
            self._laws[whole] = self._law(name, files) if files.bases else Unfound("unknown", known)
        return self._laws[whole]

    def editions(self, found: Found, known: date | None) -> tuple[Edition, ...]:
        """The editions of a law; the same objects each time."""
        key = (id(found), known)
        if key not in self._editions:
            self._editions[key] = editions(found.law, known)
            for edition in self._editions[key]:
                self._alike.setdefault(edition.instruments, edition)
        return self._editions[key]

    def like(self, edition: Edition) -> Edition:
        """An edition of the same instruments that is known already, else this one."""
        return self._alike.get(edition.instruments, edition)

    def stretches(
        self, name: str, asker: Source | None, known: date | None = None
    ) -> tuple[Stretch, ...] | Unfound:
        """The stretches of a law over all its days, in order."""
        key = (name, asker, known)
        if key in self._stretches:
            return self._stretches[key]
        found = self.law(name, asker)
        if isinstance(found, Unfound):
            return found
        if len(self._open) >= MOST_RUBRICS:
            return Unfound("deep")
        circles = self._circles
        made: list[Stretch] = []
        for edition in self.editions(found, known):
            asking = (name, edition.base.source)
            names = self._needed.setdefault((name, asker), {})
            if asking in self._open:
                self._circles += 1
                self._back.add(asking)
                return Unfound("circular")
            self._open.append(asking)
            try:
                asked = [(n, edition.base.source) for n in self._names(edition)]
                names.update(dict.fromkeys(asked))
                below = [(n, self._below(n, by, known, asking)) for n, by in asked]
            finally:
                self._open.pop()
            made += _cut(edition, below)
        if not self._open or circles == self._circles:  # else it depends on who asks
            self._stretches[key] = tuple(made)
        return tuple(made)

    def _below(
        self, name: str, by: Source, known: date | None, asking: tuple[str, Source]
    ) -> tuple[Stretch, ...] | Unfound:
        """What a rubric names; a circle is told where it is entered, whichever of its rubrics that is."""
        found = self.stretches(name, by, known)
        if asking in self._back:
            self._back.discard(asking)
            return Unfound("circular")
        return found

    def _law(self, name: str, files: Files) -> Found | Unfound:
        amendments: list[Instrument] = []
        for place in files.amendments:
            found = [e for s in place for e in self._of(name, s) if isinstance(e.tree, tree.Amendment)]
            held = {each.order for each in amendments}
            amendments += [each for each in found if each.order not in held]
        bases: list[Instrument] = []
        for far, place in enumerate(files.bases):
            covered = _covered(name, bases, amendments)
            if not _leave_days(covered):
                break  # nothing there counts, so it need not be read
            taken, clashing = self._bases(name, place, covered)
            if clashing and far == 0:
                return Unfound("ambiguous", clashing)
            bases += taken
        return Found(*law(name, (*bases, *amendments))) if bases else Unfound("broken")

    def _bases(
        self, name: str, place: Sequence[Source], covered: Sequence[Period]
    ) -> tuple[list[Instrument], tuple[str, ...]]:
        """The bases of a place for days that are not covered yet, and files that have a text for one day."""
        taken: list[Instrument] = []
        clashing: dict[str, None] = {}
        for source in place:
            for one in self._of(name, source):
                if isinstance(one.tree, tree.Amendment) or any(one.period.meets(p) for p in covered):
                    continue
                rivals = [other for other in taken if other.period.meets(one.period)]
                if not rivals:
                    taken.append(one)
                elif any(other.source != source for other in rivals):  # in one file it is told there
                    clashing.update(dict.fromkeys(each.source.name for each in (*rivals, one)))
        return [one for one in taken if one.source.name not in clashing], tuple(clashing)

    def _of(self, name: str, source: Source) -> list[Instrument]:
        return [each for of, each in instruments(source, self._read(source)) if of == name]


def _covered(name: str, bases: Sequence[Instrument], amendments: Sequence[Instrument]) -> tuple[Period, ...]:
    """The days that instruments have a text for."""
    made, _ = law(name, (*bases, *amendments))
    return tuple(edition.period for edition in editions(made))


def _leave_days(covered: Sequence[Period]) -> bool:
    """Whether there are days outside all of these periods, which are in order of time."""
    following = FIRST
    for period in covered:
        if period.first > following:
            return True
        if period.last == LAST:
            return False
        following = max(following, period.last + timedelta(days=1))
    return True


def holds(instrument: Instrument, place: Place) -> bool:
    """Whether a place stands in what an instrument says: from its head to that of the next in its file."""
    if place.file != instrument.source.name or place.start < instrument.place.start:
        return False
    file = instrument.document.file
    heads = [each.place.start for each in file.rubrics] + [each.place.start for each in file.amendments]
    return all(head <= instrument.place.start or place.start < head for head in heads)


def _cut(edition: Edition, below: Sequence[tuple[str, tuple[Stretch, ...] | Unfound]]) -> Iterator[Stretch]:
    """An edition cut wherever something that it names changes."""
    days = {edition.period.first}
    for _, found in below:
        for one in found if not isinstance(found, Unfound) else ():
            begins = [one.period.first]
            if one.period.last < LAST:
                begins.append(one.period.last + timedelta(days=1))
            days.update(day for day in begins if day in edition.period)
    ordered = sorted(days)
    made: list[Stretch] = []
    for number, day in enumerate(ordered):
        last = ordered[number + 1] - timedelta(days=1) if number + 1 < len(ordered) else edition.period.last
        there = tuple((name, _on(found, day)) for name, found in below)
        if made and all(a[1] is b[1] for a, b in zip(made[-1].below, there, strict=True)):
            day = made.pop().period.first
        start = edition.period.start if day == edition.period.first else day
        end = edition.period.end if last == edition.period.last else last
        made.append(Stretch(Period(start, end), edition, there))
    yield from made


_OUTSIDE = Unfound("outside")


def _on(found: tuple[Stretch, ...] | Unfound, day: date) -> Stretch | Unfound:
    if isinstance(found, Unfound):
        return found
    return next((one for one in found if day in one.period), _OUTSIDE)

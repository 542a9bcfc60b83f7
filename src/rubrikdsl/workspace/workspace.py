"""The facade: opens rubric files, checks them, and makes them ready to score.

`Workspace` remembers every text it read, so that findings can be drawn, and keeps what is costly in a
cache by content: the grammar's tables and the plans of rubrics without errors. From a warm cache a rubric
is ready without its text being parsed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.cache import default_folder
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_source
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.moments import ANY
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import parted
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Shelf
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.shelf import digests

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.semantics import model
    from rubrikdsl.semantics.from_tree import Resolved
    from rubrikdsl.syntax.document import Document
    from rubrikdsl.syntax.grammar import Grammar
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.checking import Checker
    from rubrikdsl.workspace.laws import Stretch
    from rubrikdsl.workspace.timeline import History


@dataclass(frozen=True, slots=True)
class Held:
    """The rubrics behind a name: those of a file, or the one of the stock library that was `meant`.

    `on` is the day that was named with it, `readings` are the readings.
    """

    file: str
    offers: tuple[Offer, ...]
    meant: str | None
    on: date | None = None
    readings: tuple[str, ...] = ()

    def moment(self, when: Moment) -> Moment:
        """What was named with it and what was asked for besides, together."""
        return Moment(self.on or when.on, when.known, (*self.readings, *when.readings))


@dataclass(frozen=True, slots=True)
class Studied:
    """Rubrics as models, and the name of the one that was `meant`, where it was named."""

    file: str
    rubrics: tuple[model.Rubric, ...]
    meant: str | None
    absent: Mapping[str, MomentError]
    """Why there is none of a name that the file has."""


class FaultyError(Exception):
    """A rubric with errors cannot be used; `diagnostics` are all findings of its file."""

    def __init__(self, file: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(file)
        self.file = file
        self.diagnostics = diagnostics


class Workspace:
    """Rubrics and the files that they come from.

    `given` are files among which rubrics named by others are looked up first.
    """

    def __init__(
        self, limits: Limits | None = None, *, given: Sequence[str] = (), cache: Cache | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.cache = cache or Cache(default_folder(os.environ))
        self.library = Library(given, self.limits.bytes)
        self.sources: dict[str, Source] = {}
        self._checker: Checker | None = None

    def open(self, name: str) -> Source:
        """The text of a file (`-`: standard input); raises `FileError`."""
        if name not in self.sources:
            self.sources[name] = read_source(name, self.limits.bytes)
        return self.sources[name]

    def find(self, name: str) -> tuple[Source, str | None]:
        """A file, or the stock file that declares the rubric `name` together with that name.

        Raises `FileError` where there is neither.
        """
        if _is_file(name):
            return self.open(name), None
        source = self.library.stock(name)
        if source is None:
            raise FileError(name, problems.no_rubric_called(name, self.library.stock_names()))
        self.sources[source.name] = source
        return source, name

    @property
    def grammar(self) -> Grammar:
        """The grammar that texts are read with."""
        return self._checks().grammar

    def read(self, source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
        """The lines and the tree of a text, and what could not be read. For formatting and translating."""
        return self._checks().document(source)

    def check(self, source: Source) -> Checked:
        """Everything there is to find in a text."""
        return self._checks().check(source)

    def stretches(self, name: str, source: Source, known: date | None = None) -> tuple[Stretch, ...]:
        """The stretches of a law over all its days, as a file sees it; none where it cannot be found."""
        found = self._checks().laws.stretches(name, source, known)
        return found if isinstance(found, tuple) else ()

    def as_known(self, checked: Checked, day: date | None) -> Checked:
        """A checked file with the texts of its laws as they were known on a day (None: with all of them)."""
        if day is None:
            return checked
        checks = self._checks()
        names = tuple(offer.name for offer in checked.offers)
        offers, _ = checks.offers(names, checked.source, day)
        models = tuple(checks.models[id(ready)] for offer in offers for ready in offer.ready)
        return replace(checked, offers=offers, models=models)

    def held(self, name: str, known: date | None = None, *, fresh: bool = False) -> Held:
        """The rubrics behind a file or a stock name, `NAME@DATE+READING` too, under what was known on a day.

        `fresh`: checked anew, so that there are models too. Raises `FileError` where there is no such file
        or name, `FaultyError` where it has an error.
        """
        plain, when = (name, ANY) if Path(name).exists() else parted(name)
        if not _is_file(plain):
            files = self.library.law(plain, None).all
            if not files:
                self._refuse_day(plain)
                raise FileError(plain, problems.no_rubric_called(plain, self.library.stock_names()))
            shelf = self._law(plain, files, known, fresh=fresh)
            return Held(plain, shelf.offers, plain, when.on, when.readings)
        if not Path(plain).exists():
            self._refuse_day(plain)
        source = self.open(plain)
        return Held(plain, self.ready(source, known, fresh=fresh).offers, None, when.on, when.readings)

    def _refuse_day(self, name: str) -> None:
        """Raises `FileError` where a name would be one but for what stands after its `@`."""
        head, mark, tail = name.rpartition("@")
        if mark and head and (Path(head).exists() or self.library.law(head, None).all):
            raise FileError(name, problems.not_a_day(head, tail))

    def ready(self, source: Source, known: date | None = None, *, fresh: bool = False) -> Shelf:
        """The rubrics of a file, ready to score; raises `FaultyError` where it has an error."""
        key = ("plans", source.name, source.text, repr(self.limits), str(known))
        found = None if fresh else self._shelved(key, source)
        if found is not None:
            return found
        checks = self._checks()
        checked = self._faultless(source)
        offers = checked.offers
        if known is not None:
            offers, findings = checks.offers(tuple(offer.name for offer in offers), source, known)
            _refuse(source.name, findings)
        return self._put(key, offers, source)

    def _law(self, name: str, files: Sequence[Source], known: date | None, *, fresh: bool) -> Shelf:
        """A whole law of the stock library."""
        texts = (part for file in files for part in (file.name, file.text))
        key = ("plans", f"law {name}", *texts, repr(self.limits), str(known))
        found = None if fresh else self._shelved(key, None)
        if found is not None:
            return found
        for file in files:
            self.sources[file.name] = file
            self._faultless(file)
        offers, findings = self._checks().offers((name,), None, known)
        _refuse(name, findings)
        return self._put(key, offers, None)

    def _faultless(self, source: Source) -> Checked:
        checked = self.check(source)
        _refuse(source.name, checked.diagnostics)
        for file in checked.beside:
            self.sources.setdefault(file.name, file)
            _refuse(file.name, self.check(file).diagnostics)
        if not checked.offers:
            _refuse(source.name, checked.elsewhere)
        return checked

    def _put(self, key: tuple[str, ...], offers: tuple[Offer, ...], asker: Source | None) -> Shelf:
        shelf = Shelf(offers, self._checks().used(tuple(offer.name for offer in offers), asker))
        self.cache.put(shelf.dump(), *key)
        return shelf

    def studied(self, name: str, when: Moment) -> Studied:
        """The rubrics behind a file or a name as models, each in the one text that is meant.

        Raises what `held` raises, and `MomentError`; of several rubrics those that are not in force are left
        out.
        """
        held = self.held(name, when.known, fresh=True)
        when = held.moment(when)
        found: list[model.Rubric] = []
        absent: dict[str, MomentError] = {}
        for offer in held.offers:
            try:
                variants = chosen(dated(offer, when.on), when.readings)
            except MomentError as none:
                if not none.absent:
                    raise
                absent[offer.name] = none
                continue
            if len(variants) > 1:
                raise MomentError(*problems.choose_reading(offer.name, variants))
            found.append(self._checks().models[id(variants[0].ready)])
        if absent and not found:
            raise next(iter(absent.values()))
        return Studied(held.file, tuple(found), held.meant, absent)

    def readable(self, name: str, rubric: str, when: Moment) -> tuple[tuple[Variant, Resolved], ...]:
        """A rubric as the one behind a file or a name, each of its texts with its model and its names.

        Raises what `held` raises, and `MomentError`.
        """
        held = self.held(name, when.known, fresh=True)
        offer = next(each for each in held.offers if each.name == rubric)
        variants = chosen(dated(offer, when.on), when.readings)
        checks = self._checks()
        found = ((variant, checks.resolved(variant.ready)) for variant in variants)
        return tuple((variant, resolved) for variant, resolved in found if resolved is not None)

    def shown(self, held: Held, offer: Offer, when: Moment) -> str:
        """The text of a rubric on a day, with what is open left open; raises `MomentError`."""
        from rubrikdsl.workspace.timeline import text_on

        source = None if held.meant is not None else self.open(held.file)
        return text_on(self._checks(), offer, source, held.moment(when))

    def history(self, held: Held, offer: Offer) -> History:
        """The instruments of a rubric in order of time, and what each of them changed."""
        from rubrikdsl.workspace.timeline import history

        source = None if held.meant is not None else self.open(held.file)
        return history(self._checks(), offer, source)

    def origin(self, place: Place) -> Place:
        """Where the words at a place of a consolidated text come from; any other place is its own."""
        return place if self._checker is None else self._checker.origin(place)

    def _shelved(self, key: tuple[str, ...], asker: Source | None) -> Shelf | None:
        """The cached plans, if every law that went into them still stands in the same texts."""
        content = self.cache.get(*key)
        shelf = Shelf.restore(content) if content is not None else None
        if shelf is None:
            return None
        known: dict[str, Source | None] = {"" if asker is None else asker.name: asker}
        for used in shelf.used:
            if used.asker not in known:
                return None
            files = self.library.law(used.name, known[used.asker]).all
            if digests(files) != used.files:
                return None
            known.update({file.name: file for file in files})
        return shelf

    def _checks(self) -> Checker:
        if self._checker is None:
            from rubrikdsl.workspace.checking import Checker

            self._checker = Checker(self.limits, self.cache, self.library, self.sources)
        return self._checker


def _is_file(name: str) -> bool:
    return name == STDIN or "/" in name or os.sep in name or name.endswith(".rubrik") or Path(name).exists()


def _refuse(name: str, findings: Sequence[Diagnostic]) -> None:
    if any(found.severity == "error" for found in findings):
        raise FaultyError(name, tuple(findings))

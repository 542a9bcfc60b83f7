"""A file through all checks: words and layout, names and types, ranges, examples.

Each room finds what it can know (`docs/architecture.md`); this only leads texts through them in order. A
later room is asked only about rubrics without errors from the earlier ones, so one fault is told once; of a
rubric with errors, the tables that stand by themselves are still checked.

A file is checked by the texts that its instruments have a part in: every edition of each of its laws, under
every reading. What is found in a text is told where its words come from, in the file that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import MutableMapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from rubrikdsl import assets
from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Report
from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.checks import check_plan
from rubrikdsl.plan.from_model import lower_placed
from rubrikdsl.plan.ir import Plan
from rubrikdsl.plan.steps import answers_of_members
from rubrikdsl.semantics import model
from rubrikdsl.semantics.from_tree import Resolved
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.problems import duplicate_name
from rubrikdsl.semantics.problems import rubric_unfound
from rubrikdsl.semantics.sketch import FINDINGS
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse
from rubrikdsl.versions.consolidate import Consolidated
from rubrikdsl.versions.consolidate import consolidate
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Period
from rubrikdsl.versions.law import ambiguities
from rubrikdsl.versions.law import instruments
from rubrikdsl.workspace import examples
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.laws import MOST_COMBINATIONS
from rubrikdsl.workspace.laws import Laws
from rubrikdsl.workspace.laws import Stretch
from rubrikdsl.workspace.laws import holds
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Used
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.shelf import digests
from rubrikdsl.workspace.texts import Bound
from rubrikdsl.workspace.texts import Texts


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file: its rubrics without errors, and what became of their examples."""

    source: Source
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    offers: tuple[Offer, ...]
    outcomes: tuple[examples.Outcome, ...]
    models: tuple[model.Rubric, ...] = ()
    """The models of these texts."""
    beside: tuple[Source, ...] = ()
    """Other files whose instruments have a part in its texts."""
    elsewhere: tuple[Diagnostic, ...] = ()
    """The errors of its texts that stand in other files: an amendment that does not fit this base."""

    @property
    def rubrics(self) -> tuple[Ready, ...]:
        """Every text without errors, ready to score."""
        return tuple(ready for offer in self.offers for ready in offer.ready)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans of these."""
        return tuple(ready.plan for ready in self.rubrics)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(found.severity == "error" for found in self.diagnostics)

    @property
    def errors_but_examples(self) -> tuple[Diagnostic, ...]:
        """The errors that keep examples from being run."""
        return tuple(d for d in self.diagnostics if d.severity == "error" and d.code != "example-fails")


@dataclass(frozen=True, slots=True)
class _Tried:
    """A text that was led through the checks: its findings in its own places, its plan if it has no error."""

    bound: Bound
    findings: tuple[Diagnostic, ...]
    rubric: model.Rubric | None
    ready: Ready | None


@dataclass(frozen=True, slots=True)
class _Checking:
    """One text of a law: the stretch and the choice that it is the text of."""

    stretch: Stretch
    choice: Choice
    tried: _Tried


class Checker:
    """Checks files, and the texts of rubrics that they name; each text is read once."""

    def __init__(
        self, limits: Limits, cache: Cache, library: Library, sources: MutableMapping[str, Source]
    ) -> None:
        self.limits = limits
        self._cache = cache
        self._sources = sources
        self._documents: dict[Source, tuple[Document, tuple[Diagnostic, ...]]] = {}
        self.texts = Texts(self._text, self._is_whole)
        self.laws = Laws(library, self._tree, self.texts.names)
        self._tried: dict[int, _Tried] = {}
        self._consolidated: dict[str, Consolidated] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """The shipped grammar: its tables from the cache, else built and put there."""
        content = self._cache.get("grammar")
        if content is not None:
            try:
                return Grammar.restore(content)
            except ValueError:  # a damaged copy is as good as none
                pass
        folder = assets.folder("grammars")
        files = (path for path in folder.iterdir() if path.suffix in (".lark", ".toml"))
        grammar = Grammar.build({path.name: path.read_text("utf-8") for path in files})
        self._cache.put(grammar.dump(), "grammar")
        return grammar

    def document(self, source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
        """The text as lines and tree, and what could not be read."""
        if source not in self._documents:
            self._sources[source.name] = source
            self._documents[source] = parse(source, self.grammar, self.limits.of_texts())
        return self._documents[source]

    def _tree(self, source: Source) -> Document:
        return self.document(source)[0]

    def check(self, source: Source) -> Checked:
        """All findings of a file, in the order of their places, and its usable rubrics."""
        document, unread = self.document(source)
        report = Report()
        report.extend(unread)
        report.extend(tuple(_twice(source, document)))
        made: list[tuple[str, tuple[Stretch, ...], tuple[_Checking, ...]]] = []
        outcomes: list[examples.Outcome] = []
        for name, first in _laws_of(document.file).items():
            found = self.laws.law(name, source)
            if isinstance(found, Unfound):
                if isinstance(first, tree.Amendment):
                    report.add(rubric_unfound(name, found, first.of.place))
                continue
            here = [d for d in found.findings if d.primary.place.file == source.name]
            report.extend(tuple(here))
            if any(found.severity == "error" for found in here):
                continue
            stretches = self.laws.stretches(name, source)
            if isinstance(stretches, Unfound):
                continue
            part = _part(stretches, source)
            made.append((name, part, tuple(self._each(part))))
            if all(one.tried.ready is not None for one in made[-1][2]):
                outcomes += self._examples(name, source)
        all_plans = [one.tried.ready.plan for _, _, ones in made for one in ones if one.tried.ready]
        asked = _asked(all_plans)
        unasked = any(
            isinstance(line, tree.Collect)
            for _, _, ones in made
            for one in ones
            if one.tried.ready is None
            for line in one.tried.bound.text.rubric.body
        )
        for _, _, ones in made:
            for finding in self._told(ones, source, asked, unasked):
                report.add(finding)
            if any(one.stretch.has_more_choices for one in ones):
                report.add(problems.many_readings(_first_ambiguity(ones, source), MOST_COMBINATIONS))
        for outcome in outcomes:
            report.extend(outcome.findings)
        offers = tuple(_offer(*one) for one in made if any(each.tried.ready for each in one[2]))
        every = (i.source for _, part, _ in made for one in part for i in one.edition.instruments)
        beside = tuple(dict.fromkeys(file for file in every if file != source))
        told = report.sorted()
        models = tuple(self.models[id(ready)] for offer in offers for ready in offer.ready)
        elsewhere = tuple(
            dict.fromkeys(
                placed
                for _, _, ones in made
                for one in ones
                if one.tried.ready is None
                for _, placed in self._placed(one)
                if placed.severity == "error" and placed.primary.place.file != source.name
            )
        )
        return Checked(source, document, told, offers, tuple(outcomes), models, beside, elsewhere)

    def offers(
        self, names: Sequence[str], source: Source | None, known: date | None
    ) -> tuple[tuple[Offer, ...], tuple[Diagnostic, ...]]:
        """Laws as they were known on a day, and what is wrong with their texts then.

        Of a file: what its instruments have a part in; of the stock library (`source` None): all of them.
        """
        found: list[Offer] = []
        report = Report()
        for name in names:
            stretches = self.laws.stretches(name, source, known)
            if isinstance(stretches, Unfound):
                continue
            part = _part(stretches, source)
            ones = tuple(self._each(part))
            found.append(_offer(name, part, ones))
            for one in ones:
                report.extend(tuple(placed for _, placed in self._placed(one)))
        return tuple(found), report.sorted()

    def used(self, names: Sequence[str], asker: Source | None) -> tuple[Used, ...]:
        """What laws were made of, as a file sees them (None: as the stock library has them)."""
        return tuple(
            Used(name, "" if by is None else by.name, digests(files.all))
            for name, by, files in self.laws.needed(names, asker)
        )

    @property
    def models(self) -> dict[int, model.Rubric]:
        """The models of the texts tried so far, by the identity of what is ready to score."""
        return {id(one.ready): one.rubric for one in self._tried.values() if one.ready and one.rubric}

    def resolved(self, ready: Ready) -> Resolved | None:
        """The model and the names of a text tried so far, by what is ready to score."""
        found = next((one.bound for one in self._tried.values() if one.ready is ready), None)
        return None if found is None else self.texts.resolved(found)

    def origin(self, place: Place) -> Place:
        """Where the words at a place come from."""
        text = self._consolidated.get(place.file)
        return place if text is None else text.origins.place(place)

    # Texts

    def _text(self, edition: Edition, choice: Choice) -> Consolidated:
        """The text of an edition; what its references stand for is asked on its first day."""

        def find(name: str) -> model.Rubric | Unfound:
            found = self.laws.stretches(name, edition.base.source)
            if isinstance(found, Unfound):
                return found
            then = [one for one in found if edition.period.first in one.period] or found[:1]
            if not then:
                return Unfound("broken")
            bound = self.texts.bound(then[0], then[0].choices[0])
            return self.texts.resolved(bound).rubric or Unfound("broken")

        made = consolidate(edition, choice, self.grammar, self.limits.of_texts(), find)
        if made.origins.pieces:
            self._consolidated.setdefault(made.source.name, made)
            self._sources.setdefault(made.source.name, made.source)
        return made

    def _is_whole(self, text: Consolidated) -> bool:
        """Whether every instrument of a text could be read, and all edits could be made."""
        if any(found.severity == "error" for found in text.findings):
            return False
        return not any(
            found.severity == "error" and holds(instrument, found.primary.place)
            for instrument in text.edition.amendments
            for found in self.document(instrument.source)[1]
        )

    def _each(self, stretches: Sequence[Stretch]) -> Iterator[_Checking]:
        """The texts to check: days on which something is lacking count where an edition has no others."""
        whole = {id(one.edition) for one in stretches if one.lacking is None}
        for stretch in stretches:
            if stretch.lacking is not None and id(stretch.edition) in whole:
                continue
            for choice in stretch.choices:
                yield _Checking(stretch, choice, self.attempt(self.texts.bound(stretch, choice)))

    def attempt(self, bound: Bound) -> _Tried:
        """A text through the checks, apart from its examples."""
        if id(bound) not in self._tried:
            self._tried[id(bound)] = self._led_through(bound)
        return self._tried[id(bound)]

    def _led_through(self, bound: Bound) -> _Tried:
        resolved = self.texts.resolved(bound)
        own = bound.text.document
        findings = tuple(found for found in resolved.findings if not _told_beside(found, own))
        rubric = resolved.rubric
        if rubric is None:
            return _Tried(bound, (*findings, *_tables(resolved.sketch)), None, None)
        plan, places = lower_placed(rubric)
        ranges = tuple(check_plan(plan, places))
        faulty = any(found.severity == "error" for found in ranges) or not self._is_whole(bound.text)
        ready = None if faulty else Ready(plan)
        return _Tried(bound, (*findings, *ranges), rubric, ready)

    # Findings

    def _told(
        self, ones: Sequence[_Checking], source: Source, asked: Sequence[Place], unasked: bool
    ) -> Iterator[Diagnostic]:
        """The findings of all texts of a law that stand in this file, each once."""
        found: dict[object, tuple[Diagnostic, list[_Checking]]] = {}
        for one in ones:
            for finding, placed in self._placed(one):
                place = finding.primary.place
                if finding.code == "unused-input" and (unasked or any(p.covers(place) for p in asked)):
                    continue
                if placed.primary.place.file == source.name:
                    key = (placed.primary.place, placed.code, placed.message)
                    found.setdefault(key, (placed, []))[1].append(one)
        for placed, where in found.values():
            yield problems.in_texts(placed, *_concerned(placed, where, ones))
        if any(placed.severity == "error" for placed, _ in found.values()):
            return
        for one in ones:
            base = one.stretch.edition.base
            for amendment in one.stretch.edition.amendments:
                written = amendment.tree
                if amendment.source != source or base.source == source or self._stands(one, base):
                    continue
                if isinstance(written, tree.Amendment):
                    yield rubric_unfound(written.of.text, Unfound("broken"), written.of.place)
                    return

    def _stands(self, one: _Checking, base: Instrument) -> bool:
        """Whether the base of a text has no errors of its own, on the first of its own days."""
        assert isinstance(base.tree, tree.Rubric)
        found = self.laws.stretches(base.tree.name.text, base.source)
        stretches = () if isinstance(found, Unfound) else found
        own = next((each for each in stretches if base.period.first in each.period), one.stretch)
        alone = Edition(one.stretch.edition.period, (base,))
        tried = self.attempt(self.texts.beside(self.texts.text(alone, ()), own, own.choices[0]))
        return tried.ready is not None or bool(ambiguities(alone))

    def _placed(self, one: _Checking) -> Iterator[tuple[Diagnostic, Diagnostic]]:
        """The findings of a text, each with itself where its words come from.

        What came with an amendment or a reading is told at the edit that brought it.
        """
        text = one.tried.bound.text
        yield from ((found, found) for found in text.findings)
        if not text.origins.pieces:
            yield from ((found, found) for found in one.tried.findings)
            return
        layers = []
        for edition, choice in self.texts.layers(one.stretch.edition, one.choice):
            layer = self.texts.text(self.laws.like(edition), choice)
            tried = self.attempt(self.texts.beside(layer, one.stretch, one.choice))
            layers.append((layer, {_essence(layer.origins.placed(f)): f for f in tried.findings}))
        for finding in one.tried.findings:
            key = _essence(text.origins.placed(finding))
            for number, (layer, known) in enumerate(layers):
                if key in known:
                    origins = layer.origins
                    met = known[key]
                    if number == 0:
                        yield finding, origins.placed(met)
                    elif finding.code not in _OF_BASES:
                        yield finding, origins.diagnostic(met)
                    break

    # Examples

    def _examples(self, name: str, source: Source) -> Iterator[examples.Outcome]:
        """The examples of a file's instruments of a law, each on its own day (semantics H3)."""
        found = self.laws.law(name, source)
        if isinstance(found, Unfound):
            return
        law = found.law
        for instrument in sorted((*law.bases, *law.amendments), key=lambda each: each.tree.place):
            if instrument.source == source:
                for written, reading in _written(instrument.tree.body):
                    yield self._outcome(name, instrument, written, reading, bool(law.amendments))

    def _outcome(
        self, name: str, instrument: Instrument, written: tree.Example, reading: Choice, amended: bool
    ) -> examples.Outcome:
        """What became of an example; `reading` is the one that it belongs to, if it is one's."""
        day = None if written.on is None else written.on.value
        on = self._then(name, instrument, day, instrument.known)
        if not on and not amended:  # what it collects may have come later than itself
            on = self._then(name, instrument, day, None)
        if not on:
            outside = problems.example_outside(name, written, day)
            return examples.Outcome(name, written.title.text, written.title.place, (outside,))
        told: dict[Diagnostic, list[Choice]] = {}
        ran: list[examples.Ran] = []
        choices = [choice for choice in on[0].choices if set(reading) <= set(choice)]
        for choice in choices:
            tried = self.attempt(self.texts.bound(on[0], choice))
            for finding in self._fails(_Checking(on[0], choice, tried), name, written, day, ran):
                told.setdefault(finding, []).append(choice)
        findings = tuple(
            problems.in_texts(finding, None, where[0] if len(where) < len(choices) else ())
            for finding, where in told.items()
        )
        return examples.Outcome(name, written.title.text, written.title.place, findings, tuple(ran))

    def _then(self, name: str, instrument: Instrument, day: date | None, known: date | None) -> list[Stretch]:
        """The stretches with a day (None: with an instrument), under what was known."""
        stretches = self.laws.stretches(name, instrument.source, known)
        return [
            one
            for one in (() if isinstance(stretches, Unfound) else stretches)
            if one.lacking is None
            and (instrument in one.edition.instruments if day is None else day in one.period)
        ]

    def _fails(
        self, one: _Checking, name: str, written: tree.Example, day: date | None, ran: list[examples.Ran]
    ) -> Iterator[Diagnostic]:
        """What an example does not find in a text, told where it is written; adds that it `ran`."""
        tried, text = one.tried, one.tried.bound.text
        if tried.rubric is None or tried.ready is None:
            yield from (placed for _, placed in self._placed(one) if placed.severity == "error")
            return
        for number, example in enumerate(tried.rubric.examples):
            if text.origins.place(example.place) == written.title.place:
                found = examples.run_example(tried.rubric, tried.ready.plan, number)
                told = tuple(text.origins.placed(finding) for finding in found.findings())
                labels = tuple(instrument.label for instrument in one.stretch.edition.instruments)
                on = day or one.stretch.period.start
                ran.append(replace(found, text=examples.TextOf(on, labels, one.choice), told=told))
                yield from told
                return
        yield problems.example_outside(name, written, day)


_OF_BASES = frozenset({"uncited"})
"""Findings that an amendment never causes: it cites its own source, whatever the base does."""


def _written(lines: Sequence[object], reading: Choice = ()) -> Iterator[tuple[tree.Example, Choice]]:
    """The examples among the lines of an instrument, with the reading that they belong to."""
    for line in lines:
        match line:
            case tree.Example():
                yield line, reading
            case tree.Replace(clause=clause):
                yield from _written((clause,), reading)
            case tree.Add(body=body):
                yield from _written(body, reading)
            case tree.Ambiguity(name=name, readings=readings):
                for one in readings:
                    if isinstance(one, tree.Alternative):
                        yield from _written(one.edits, ((name.text, one.name.text),))
            case _:
                pass


def _laws_of(file: tree.File) -> dict[str, tree.Rubric | tree.Amendment]:
    """The laws that a file has a part in, in its order, each with what it says first of it."""
    written: list[tuple[str, tree.Rubric | tree.Amendment]] = [(r.name.text, r) for r in file.rubrics]
    written += [(a.of.text, a) for a in file.amendments]
    found: dict[str, tree.Rubric | tree.Amendment] = {}
    for name, line in sorted(written, key=lambda pair: pair[1].place.start):
        found.setdefault(name, line)
    return found


def _twice(source: Source, document: Document) -> Iterator[Diagnostic]:
    """Rubrics of one name that are in force at the same time: only the first of them counts."""
    first: dict[str, list[Instrument]] = {}
    for name, one in instruments(source, document):
        if not isinstance(one.tree, tree.Rubric):
            continue
        before = first.setdefault(name, [])
        rivals = [other.tree for other in before if other.period.meets(one.period)]
        if rivals and isinstance(rivals[0], tree.Rubric):
            again, first_place = one.tree.name.place, rivals[0].name.place
            yield problems.same_days(duplicate_name(name, "rubric", again, "rubric", first_place))
        else:
            before.append(one)


def _offer(name: str, stretches: Sequence[Stretch], ones: Sequence[_Checking]) -> Offer:
    """What a law has to score with: stretches whose texts have errors are left out."""
    dated: list[Dated] = []
    by_stretch: dict[int, list[_Checking]] = {id(stretch): [] for stretch in stretches}
    for one in ones:
        by_stretch[id(one.stretch)].append(one)
    for stretch in stretches:
        same = by_stretch[id(stretch)]
        variants = tuple(Variant(one.choice, one.tried.ready) for one in same if one.tried.ready is not None)
        labels = tuple(instrument.label for instrument in stretch.edition.instruments)
        period = stretch.period
        if len(variants) == len(same):
            more = stretch.has_more_choices
            dated.append(Dated(period.start, period.end, labels, variants, stretch.lacking, more))
    return Offer(name, tuple(dated))


def _part(stretches: Sequence[Stretch], source: Source | None) -> tuple[Stretch, ...]:
    """The stretches that an instrument of a file has a part in."""
    return tuple(
        one
        for one in stretches
        if source is None or any(each.source == source for each in one.edition.instruments)
    )


def _concerned(
    placed: Diagnostic, where: Sequence[_Checking], ones: Sequence[_Checking]
) -> tuple[Period | None, Choice]:
    """The days and the readings that a finding is about, where it is not in every text of its instrument."""
    place = placed.primary.place
    could = [one for one in ones if any(holds(i, place) for i in one.stretch.edition.instruments)] or ones
    if len(where) >= len(could):
        return None, ()
    first = where[0]
    days = {id(one.stretch) for one in where}
    stretch = first.stretch.period if len(days) < len({id(one.stretch) for one in could}) else None
    same = [one for one in could if one.stretch is first.stretch]
    under = [one for one in where if one.stretch is first.stretch]
    return stretch, first.choice if len(under) < len(same) else ()


def _essence(finding: Diagnostic) -> object:
    return finding.code, finding.primary.place, finding.message


def _first_ambiguity(ones: Sequence[_Checking], source: Source) -> Place:
    """Where a file first leaves something open, else its first instrument."""
    own = _own(ones, source)
    every = (line.name.place for i in own for line in i.tree.body if isinstance(line, tree.Ambiguity))
    return next(every, own[0].place)


def _own(ones: Sequence[_Checking], source: Source) -> tuple[Instrument, ...]:
    """The instruments of a file among those of some texts, each once."""
    every = (instrument for one in ones for instrument in one.stretch.edition.instruments)
    return tuple({id(i): i for i in every if i.source == source}.values())


def _tables(sketch: model.Rubric | None) -> tuple[Diagnostic, ...]:
    """Gaps and overlaps in the tables of a rubric that has other errors."""
    if sketch is None:
        return ()
    plan, places = lower_placed(sketch)
    return tuple(found for found in check_plan(plan, places) if found.code in FINDINGS)


def _asked(plans: Sequence[Plan]) -> tuple[Place, ...]:
    """The inputs that rubrics read of their units, in places of the units' texts."""
    return tuple(
        {
            member.clauses[member.fields[field].clause].place: None
            for plan in plans
            for member, field in answers_of_members(plan)
        }
    )


def _told_beside(finding: Diagnostic, document: Document) -> bool:
    """Whether it only says that another rubric of the same text has errors, which are findings themselves."""
    place = finding.primary.place
    named = document.source.text[place.start : place.end]
    return finding.code == "broken-rubric" and any(r.name.text == named for r in document.file.rubrics)

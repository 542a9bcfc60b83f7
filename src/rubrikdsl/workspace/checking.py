"""A file through all checks: words and layout, names and types, ranges, examples.

Each room finds what it can know (`docs/architecture.md`); this only leads texts through them in order. A
later room is asked only about rubrics without errors from the earlier ones, so one fault is told once; of a
rubric with errors, the tables that stand by themselves are still checked.

A file is checked by the texts that its instruments have a part in: every edition of each of its laws, under
every reading. What is found in a text is told where its words come from, in the file that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from rubrikdsl.plan.checks import check_plan
from rubrikdsl.plan.from_model import lower_placed
from rubrikdsl.semantics import model
from rubrikdsl.semantics.from_tree import Resolved
from rubrikdsl.semantics.lookup import Unfound
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
from rubrikdsl.versions.law import ambiguities
from rubrikdsl.workspace import examples
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.checked import Checked
from rubrikdsl.workspace.checked import Checking
from rubrikdsl.workspace.checked import Tried
from rubrikdsl.workspace.checked import offer_of
from rubrikdsl.workspace.checked import part_of
from rubrikdsl.workspace.concerning import asked_inputs
from rubrikdsl.workspace.concerning import concerned
from rubrikdsl.workspace.concerning import essence
from rubrikdsl.workspace.concerning import first_ambiguity
from rubrikdsl.workspace.concerning import laws_of
from rubrikdsl.workspace.concerning import told_beside
from rubrikdsl.workspace.concerning import twice
from rubrikdsl.workspace.laws import MOST_COMBINATIONS
from rubrikdsl.workspace.laws import Laws
from rubrikdsl.workspace.laws import Stretch
from rubrikdsl.workspace.laws import holds
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Used
from rubrikdsl.workspace.shelf import digests
from rubrikdsl.workspace.texts import Bound
from rubrikdsl.workspace.texts import Texts


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
        self._vocabularies: dict[str, tree.Vocabulary] = {}
        self._tried: dict[int, Tried] = {}
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
            document, found = parse(source, self.grammar, self.limits.of_texts())
            self._vocabularies[source.name] = document.file.vocabulary
            self._documents[source] = document, self._spelt(found)
        return self._documents[source]

    def _spelt(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings with the words of the file that they are about."""
        known = self._vocabularies
        return tuple(
            found.spelt(known[found.primary.place.file]) if found.primary.place.file in known else found
            for found in findings
        )

    def _tree(self, source: Source) -> Document:
        return self.document(source)[0]

    def check(self, source: Source) -> Checked:
        """All findings of a file, in the order of their places, and its usable rubrics."""
        document, unread = self.document(source)
        report = Report()
        report.extend(unread)
        report.extend(tuple(twice(source, document)))
        made: list[tuple[str, tuple[Stretch, ...], tuple[Checking, ...]]] = []
        outcomes: list[examples.Outcome] = []
        for name, first in laws_of(document.file).items():
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
            part = part_of(stretches, source)
            made.append((name, part, tuple(self._each(part))))
            if all(one.tried.ready is not None for one in made[-1][2]):
                outcomes += (
                    replace(outcome, findings=self._spelt(outcome.findings))
                    for outcome in self._examples(name, source)
                )
        all_plans = [one.tried.ready.plan for _, _, ones in made for one in ones if one.tried.ready]
        asked = asked_inputs(all_plans)
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
                report.add(problems.many_readings(first_ambiguity(ones, source), MOST_COMBINATIONS))
        for outcome in outcomes:
            report.extend(outcome.findings)
        offers = tuple(offer_of(*one) for one in made if any(each.tried.ready for each in one[2]))
        every = (i.source for _, part, _ in made for one in part for i in one.edition.instruments)
        beside = tuple(dict.fromkeys(file for file in every if file != source))
        told = self._spelt(report.sorted())
        models = tuple(self.models[id(ready)] for offer in offers for ready in offer.ready)
        elsewhere = self._spelt(
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
            part = part_of(stretches, source)
            ones = tuple(self._each(part))
            found.append(offer_of(name, part, ones))
            for one in ones:
                report.extend(tuple(placed for _, placed in self._placed(one)))
        return tuple(found), self._spelt(report.sorted())

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

    def _each(self, stretches: Sequence[Stretch]) -> Iterator[Checking]:
        """The texts to check: days on which something is lacking count where an edition has no others."""
        whole = {id(one.edition) for one in stretches if one.lacking is None}
        for stretch in stretches:
            if stretch.lacking is not None and id(stretch.edition) in whole:
                continue
            for choice in stretch.choices:
                yield Checking(stretch, choice, self.attempt(self.texts.bound(stretch, choice)))

    def attempt(self, bound: Bound) -> Tried:
        """A text through the checks, apart from its examples."""
        if id(bound) not in self._tried:
            self._tried[id(bound)] = self._led_through(bound)
        return self._tried[id(bound)]

    def _led_through(self, bound: Bound) -> Tried:
        resolved = self.texts.resolved(bound)
        own = bound.text.document
        findings = tuple(found for found in resolved.findings if not told_beside(found, own))
        rubric = resolved.rubric
        if rubric is None:
            return Tried(bound, (*findings, *_tables(resolved.sketch)), None, None)
        plan, places = lower_placed(rubric)
        ranges = tuple(check_plan(plan, places))
        faulty = any(found.severity == "error" for found in ranges) or not self._is_whole(bound.text)
        ready = None if faulty else Ready(plan)
        return Tried(bound, (*findings, *ranges), rubric, ready)

    # Findings

    def _told(
        self, ones: Sequence[Checking], source: Source, asked: Sequence[Place], unasked: bool
    ) -> Iterator[Diagnostic]:
        """The findings of all texts of a law that stand in this file, each once."""
        found: dict[object, tuple[Diagnostic, list[Checking]]] = {}
        for one in ones:
            for finding, placed in self._placed(one):
                place = finding.primary.place
                if finding.code == "unused-input" and (unasked or any(p.covers(place) for p in asked)):
                    continue
                if placed.primary.place.file == source.name:
                    key = (placed.primary.place, placed.code, placed.message)
                    found.setdefault(key, (placed, []))[1].append(one)
        for placed, where in found.values():
            yield problems.in_texts(placed, *concerned(placed, where, ones))
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

    def _stands(self, one: Checking, base: Instrument) -> bool:
        """Whether the base of a text has no errors of its own, on the first of its own days."""
        assert isinstance(base.tree, tree.Rubric)
        found = self.laws.stretches(base.tree.name.text, base.source)
        stretches = () if isinstance(found, Unfound) else found
        own = next((each for each in stretches if base.period.first in each.period), one.stretch)
        alone = Edition(one.stretch.edition.period, (base,))
        tried = self.attempt(self.texts.beside(self.texts.text(alone, ()), own, own.choices[0]))
        return tried.ready is not None or bool(ambiguities(alone))

    def _placed(self, one: Checking) -> Iterator[tuple[Diagnostic, Diagnostic]]:
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
            layers.append((layer, {essence(layer.origins.placed(f)): f for f in tried.findings}))
        for finding in one.tried.findings:
            key = essence(text.origins.placed(finding))
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
            for finding in self._fails(Checking(on[0], choice, tried), name, written, day, ran):
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
        self, one: Checking, name: str, written: tree.Example, day: date | None, ran: list[examples.Ran]
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


def _tables(sketch: model.Rubric | None) -> tuple[Diagnostic, ...]:
    """Gaps and overlaps in the tables of a rubric that has other errors."""
    if sketch is None:
        return ()
    plan, places = lower_placed(sketch)
    return tuple(found for found in check_plan(plan, places) if found.code in FINDINGS)

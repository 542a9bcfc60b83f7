"""Examples written into the text of a file: what `rubrik test --write` shows and adds.

Each text of a law (an edition, a reading) gets the examples that its own changes need, below the examples
of the instrument that made it, or in its reading. The result is checked before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.semantics import model
from rubrikdsl.source import Source
from rubrikdsl.studies.mutation.blocks import Blocks
from rubrikdsl.studies.mutation.model import Judged
from rubrikdsl.studies.mutation.mutants import mutants
from rubrikdsl.studies.mutation.proposal import Proposal
from rubrikdsl.studies.mutation.proposal import Proposed
from rubrikdsl.studies.mutation.proposal import Tell
from rubrikdsl.studies.mutation.proposal import propose
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.format import STEP
from rubrikdsl.syntax.format import format_document
from rubrikdsl.versions.law import Instrument
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.checked import Checked
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Written:
    """The examples for one text of a rubric, as lines of its file.

    `refused` says why there are none although there may be changes that go unnoticed.
    """

    rubric: str
    text: str
    plan: Plan
    lines: tuple[str, ...] = ()
    count: int = 0
    changes: int = 0
    left: tuple[Judged, ...] = ()
    refused: Words | None = None
    unsound: bool = False
    """Whether they could not be written although they belong here."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A file with the examples that were written into it."""

    before: Source
    after: Source
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where examples go: below which physical line, how deep, on which day, what is opened before them."""

    line: int
    depth: int
    on: date | None
    opening: tuple[str, ...] = ()


def write(space: Workspace, checked: Checked, only: str | None = None, tell: Tell | None = None) -> Writing:
    """The examples that would notice what those of a file do not, one text of its rubrics after the other."""
    after = checked.source
    found: list[Written] = []
    several = {offer.name: len(offer.ready) > 1 for offer in checked.offers}
    for name, dated, variant in _texts(checked, only):
        said = [dated.start.isoformat()] if several[name] and dated.start else []
        said += [f"{ambiguity}.{reading}" for ambiguity, reading in variant.choice]
        empty = Written(name, f"{name} ({', '.join(said)})" if said else name, variant.ready.plan)
        written, after = _Text(space, space.check(after), name, dated, variant, tell).written(empty)
        found.append(written)
    return Writing(checked.source, after, tuple(found))


class _Text:
    """One text of a rubric, in a file as it is by now."""

    def __init__(
        self, space: Workspace, checked: Checked, name: str, dated: Dated, variant: Variant, tell: Tell | None
    ) -> None:
        self.space, self.checked, self.name = space, checked, name
        self.dated, self.variant, self.tell = dated, variant, tell

    def written(self, empty: Written) -> tuple[Written, Source]:
        """The examples of this text, and the file with them."""
        source = self.checked.source
        place = _same_text(self.checked, self.name, self.dated, self.variant)
        spot = self.below()
        if not isinstance(spot, _Spot):
            return replace(empty, refused=spot), source
        if place is None:
            return replace(empty, refused=problems.unwritten_unsound(), unsound=True), source
        rubric, ready = place
        proposal = propose(rubric, ready.ready.plan, mutants(rubric, ready.ready.plan), self.tell)
        made = replace(empty, plan=proposal.plan, changes=proposal.changes, left=proposal.left)
        if not proposal.examples:
            return made, source
        same = proposal.examples if not self.variant.choice else self.common(proposal, spot)
        rest = tuple(one for one in proposal.examples if not any(one is other for other in same))
        lines, after = self.inserted(self.checked, proposal.plan, same, spot)
        if rest:
            inner = self.reading()
            if not isinstance(inner, _Spot):
                return replace(empty, refused=inner), source
            more, after = self.inserted(self.space.check(after), proposal.plan, rest, inner)
            remark = STEP * 3 + "# " + ".".join(self.variant.choice[0])
            lines = (*lines, remark, *more)
        if not self.sound(after, len(proposal.examples)):
            return replace(empty, refused=problems.unwritten_unsound(), unsound=True), source
        return replace(made, lines=lines, count=len(proposal.examples)), after

    # Where they go

    def below(self) -> _Spot | Words:
        """Below the examples of the last instrument of the text, or why that is not in this file."""
        last, on = self.instrument()
        if last.source != self.checked.source:
            return problems.unwritten_elsewhere(last.source.name)
        examples = [line for line in last.tree.body if isinstance(line, tree.Example)]
        start = (examples[-1] if examples else last.tree).place.start
        return _Spot(_last_line(self.checked.document, start), 1, on)

    def instrument(self) -> tuple[Instrument, date | None]:
        """The last instrument of the text; the day that an example must name to run on it."""
        source, name = self.checked.source, self.name
        stretch = next(
            one for one in self.space.stretches(name, source) if self.dated.start == one.period.start
        )
        last = stretch.edition.instruments[-1]
        known = self.space.stretches(name, source, last.known)
        own = [one for one in known if last in one.edition.instruments]
        return last, None if own and own[0].period.start == self.dated.start else self.dated.start

    def common(self, proposal: Proposal, spot: _Spot) -> tuple[Proposed, ...]:
        """The examples that hold under every reading, so that they need not stand in one."""
        taken = self.taken(self.checked)
        found = proposal.examples
        for _ in range(2):  # names that only one reading has are errors elsewhere: then without these
            titles = self.blocks(self.checked, proposal.plan, spot).titles(found, taken)
            _, tried = self.inserted(self.checked, proposal.plan, found, spot)
            now = self.space.check(tried)
            wrong = _with_errors(now)
            held = {one.title for one in now.outcomes if one.rubric == self.name and one.passed and one.ran}
            good = wrong.isdisjoint(titles)
            kept = held if good else set(titles) - wrong
            found = tuple(one for one, title in zip(found, titles, strict=True) if title in kept)
            if good:
                return found
        return ()

    def reading(self) -> _Spot | Words:
        """In the reading that the text is of."""
        if len(self.variant.choice) > 1:
            return problems.unwritten_readings()
        ((ambiguity, reading),) = self.variant.choice
        last, on = self.instrument()
        for line in last.tree.body:
            if isinstance(line, tree.Ambiguity) and line.name.text == ambiguity:
                for one in line.readings:
                    if isinstance(one, tree.Alternative) and one.name.text == reading:
                        document = self.checked.document
                        add = self.space.grammar.lexicon.spelling("add", document.vocabulary)
                        last_line = _last_line(document, one.place.start)
                        return _Spot(last_line, 4, on, (STEP * 3 + add,))
        return problems.unwritten_open(ambiguity)

    # The text

    def blocks(self, checked: Checked, plan: Plan, spot: _Spot) -> Blocks:
        """How examples are written there."""
        return Blocks(plan, self.space.grammar.lexicon, checked.document.vocabulary, spot.depth)

    def taken(self, checked: Checked) -> set[str]:
        """The titles that the rubric's examples have."""
        return {outcome.title for outcome in checked.outcomes if outcome.rubric == self.name}

    def inserted(
        self, checked: Checked, plan: Plan, examples: Sequence[Proposed], spot: _Spot
    ) -> tuple[tuple[str, ...], Source]:
        """The lines of the examples, and the file with them."""
        document, source = checked.document, checked.source
        if not examples:
            return (), source
        written = self.blocks(checked, plan, spot).lines(examples, self.taken(checked), spot.on)
        lines = list(spot.opening)
        for number, block in enumerate(written):
            lines += ["", *block] if document.blanks and (number or not spot.opening) else block
        end = "\r\n" if "\r\n" in source.text else "\n"
        physical = source.text.splitlines(keepends=True)
        if not physical[spot.line - 1].endswith(("\n", "\r")):
            physical[spot.line - 1] += end
        text = [*physical[: spot.line], *(line + end for line in lines), *physical[spot.line :]]
        after = Source(source.name, "".join(text))
        lexicon = self.space.grammar.lexicon
        if format_document(document, lexicon) == source.text:
            after = Source(source.name, format_document(self.space.read(after)[0], lexicon))
        return tuple(lines[1:] if lines[0] == "" else lines), after

    def sound(self, after: Source, count: int) -> bool:
        """Whether the file is still checked as before, and the new examples run and hold."""
        now, before = self.space.check(after), self.checked
        known = {(found.code, str(found.message)) for found in before.diagnostics}
        new = [found for found in now.diagnostics if (found.code, str(found.message)) not in known]
        own = [[one for one in each.outcomes if one.rubric == self.name] for each in (before, now)]
        return (
            not new and all(one.passed and one.ran for one in own[1]) and len(own[1]) == len(own[0]) + count
        )


def _texts(checked: Checked, only: str | None) -> Iterator[tuple[str, Dated, Variant]]:
    for offer in checked.offers:
        if only in (None, offer.name):
            for dated in offer.usable:
                for variant in dated.variants:
                    yield offer.name, dated, variant


def _same_text(
    checked: Checked, name: str, dated: Dated, variant: Variant
) -> tuple[model.Rubric, Variant] | None:
    """The same text in the file as it is now."""
    models = {id(plan): one for plan, one in zip(checked.plans, checked.models, strict=True)}
    offers = [offer for offer in checked.offers if offer.name == name]
    for one in (each for offer in offers for each in offer.usable):
        for other in one.variants:
            if one.start == dated.start and other.choice == variant.choice:
                return models[id(other.ready.plan)], other
    return None


def _with_errors(checked: Checked) -> set[str]:
    """The titles of the examples that errors stand in."""
    document = checked.document
    nodes: list[tree.Rubric | tree.Amendment] = [*document.file.rubrics, *document.file.amendments]
    every = [line for node in nodes for line in node.body if isinstance(line, tree.Example)]
    written = sorted((line.title.place.start, line.title.text) for line in every)
    places = [found.primary.place.start for found in checked.errors_but_examples]
    return {next((title for start, title in reversed(written) if start <= at), "") for at in places}


def _last_line(document: Document, start: int) -> int:
    """The last physical line of the block whose head begins there."""
    at = next(
        i for i, line in enumerate(document.lines) if line.tokens and line.tokens[-1].place.start >= start
    )
    head = document.lines[at]
    last = head.last
    for line in document.lines[at + 1 :]:
        if line.depth <= head.depth:
            break
        last = line.last
    return last

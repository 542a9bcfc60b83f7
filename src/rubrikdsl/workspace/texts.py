"""The texts of laws and their models: an edition under a choice of readings, with what it names beside it.

Nothing is told here; `workspace.checking` asks for models and leads them through the later checks.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Union

from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.checks import check_plan
from rubrikdsl.plan.from_model import lower_placed
from rubrikdsl.semantics import model
from rubrikdsl.semantics.from_tree import Resolved
from rubrikdsl.semantics.from_tree import resolve
from rubrikdsl.semantics.lookup import MOST_RUBRICS
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.tables import own_table
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.versions.consolidate import Consolidated
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Period
from rubrikdsl.versions.law import ambiguities
from rubrikdsl.versions.rename import former
from rubrikdsl.workspace.laws import MOST_COMBINATIONS
from rubrikdsl.workspace.laws import Stretch


@dataclass(frozen=True, slots=True)
class Bound:
    """A text with the texts that it names, or why there is none of a name."""

    text: Consolidated
    asker: Source
    below: tuple[tuple[str, Union[Bound, Unfound]], ...]


class Texts:
    """Every text and every model is made once."""

    def __init__(
        self,
        make: Callable[[Edition, Choice], Consolidated],
        is_whole: Callable[[Consolidated], bool],
    ) -> None:
        """`make` puts a text together; `is_whole` is whether all of it could be read and put together."""
        self._make = make
        self._is_whole = is_whole
        self._texts: dict[tuple[tuple[Instrument, ...], Period | None, Choice], Consolidated] = {}
        self._bounds: dict[tuple[int, tuple[int, ...]], Bound] = {}
        self._models: dict[int, Resolved] = {}
        self._faulty: dict[int, bool] = {}

    def text(self, edition: Edition, choice: Choice) -> Consolidated:
        """The text of an edition; of the choice counts what the edition itself leaves open."""
        own = {one.name.text for one in ambiguities(edition)}
        part = tuple(pair for pair in choice if pair[0] in own)
        changed = len(edition.instruments) > 1 or bool(part)
        key = (edition.instruments, edition.period if changed else None, part)
        if key not in self._texts:
            self._texts[key] = self._make(edition, part)
        return self._texts[key]

    def names(self, edition: Edition) -> tuple[str, ...]:
        """The rubrics that the texts of an edition name, under any reading."""
        pairs = [
            [
                (ambiguity.name.text, one.name.text)
                for one in ambiguity.readings
                if isinstance(one, tree.Alternative)
            ]
            for ambiguity in ambiguities(edition)
        ]
        found: dict[str, None] = {}
        for number, choice in enumerate(product(*pairs)):
            if number == MOST_COMBINATIONS:
                break
            found.update(dict.fromkeys(_named(self.text(edition, choice).rubric)))
        return tuple(found)

    def layers(self, edition: Edition, choice: Choice) -> Iterator[tuple[Edition, Choice]]:
        """How a text comes about: the base, then with each instrument and the readings of what that says."""
        last: tuple[int, Choice] | None = None
        for count in range(len(edition.instruments)):
            part = Edition(edition.period, edition.instruments[: count + 1])
            before = Edition(edition.period, edition.instruments[:count]) if count else None
            for settled in (before, part):
                own = {one.name.text for one in ambiguities(settled)} if settled else set()
                chosen = tuple(pair for pair in choice if pair[0] in own)
                if (count, chosen) != last:
                    last = (count, chosen)
                    yield part, chosen

    def bound(self, stretch: Stretch, choice: Choice) -> Bound:
        """The text of a stretch with the texts that it names."""
        return self.beside(self.text(stretch.edition, choice), stretch, choice)

    def beside(self, text: Consolidated, stretch: Stretch, choice: Choice) -> Bound:
        """A text with the texts that a stretch names."""
        below = tuple(
            (name, found if isinstance(found, Unfound) else self.bound(found, choice))
            for name, found in stretch.below
        )
        key = (id(text), tuple(id(found) for _, found in below))
        if key not in self._bounds:
            self._bounds[key] = Bound(text, stretch.source, below)
        return self._bounds[key]

    def resolved(self, bound: Bound) -> Resolved:
        """The model of a text, and the findings about it (in places of that text)."""
        if id(bound) not in self._models:
            text, found = bound.text, dict(bound.below)

            def find(name: str) -> model.Rubric | Unfound:
                below = found.get(name, Unfound("unknown"))
                return below if isinstance(below, Unfound) else self._usable(below, text.edition)

            vocabulary = text.document.file.vocabulary
            made = resolve(text.rubric, vocabulary, text.source, find)
            if made.rubric is not None and text.renamed:
                names = tuple((one.old, one.new) for one in text.renamed)
                made = replace(made, rubric=replace(made.rubric, former=names))
            self._models[id(bound)] = made
        return self._models[id(bound)]

    def _usable(self, bound: Bound, reader: Edition) -> model.Rubric | Unfound:
        """The model of a rubric that another one names, if it has no error.

        What was renamed since the reader was written has its old name for it, too.
        """
        rubric = self.resolved(bound).rubric if self._is_whole(bound.text) else None
        if rubric and _brought(rubric) > MOST_RUBRICS:
            return Unfound("deep")
        if rubric and (bound.asker == reader.base.source or not self._out_of_range(bound, rubric)):
            if not rubric.former:
                return rubric
            old = former(bound.text.renamed, reader.base)
            unheard = min(len(former(bound.text.renamed, each)) for each in reader.instruments)
            return replace(rubric, former=old, unheard=unheard)
        return Unfound("broken")

    def _out_of_range(self, bound: Bound, rubric: model.Rubric) -> bool:
        """Whether a rubric of another file has errors that only its ranges show (its own file tells them)."""
        if id(bound) not in self._faulty:
            found = check_plan(*lower_placed(rubric))
            self._faulty[id(bound)] = any(each.severity == "error" for each in found)
        return self._faulty[id(bound)]


def _named(rubric: tree.Rubric) -> Iterator[str]:
    """The other rubrics that a rubric names."""
    for line in rubric.body:
        match line:
            case tree.Collect(by=by):
                yield by.text
            case tree.Bands(like=tree.Name(text)) if own_table(line, rubric.body) is None:
                yield text
            case _:
                pass


def _brought(rubric: model.Rubric) -> int:
    """A rubric and all that it brings along; none of those brings along more than can be handled."""
    return 1 + sum(_brought(collection.member) for collection in rubric.collections)

"""What two rubrics say differently: meaning first, then names and what is asserted, then what it cites.

Nothing counts that has no meaning: layout, comments, the vocabulary, the order of what has no order. What a
rubric computes with is compared as resolved: what stands for the same thing is the same, whatever its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import model
from rubrikdsl.studies.diff.matching import Matching
from rubrikdsl.studies.diff.matching import match
from rubrikdsl.studies.diff.matching import match_lines
from rubrikdsl.studies.diff.outline import outline
from rubrikdsl.studies.diff.outline import words_asked
from rubrikdsl.studies.diff.parts import ORDERED
from rubrikdsl.studies.diff.parts import About
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Kind
from rubrikdsl.studies.diff.parts import Part

What = Literal["changed", "added", "removed", "renamed", "moved", "reordered", "inside"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `subject` leads from the rubric to the part that differs, which is its last, as the new rubric has it (the
    old one for what was removed); `before` and `after` are that part in either rubric. What is `changed` says
    which facet in `old` and `new` (None: it says nothing of the kind). What is `reordered` has the parts in
    their old and in their new order. `inside` stands for all that differs in a member's rubric, where that is
    told elsewhere.
    """

    what: What
    about: About
    subject: tuple[Part, ...]
    before: Part | None
    after: Part | None
    old: Facet | None = None
    new: Facet | None = None
    orders: tuple[tuple[Part, ...], tuple[Part, ...]] = ((), ())


def changes(old: model.Rubric, new: model.Rubric) -> tuple[Change, ...]:
    """All that two rubrics say differently, part by part in the order of the new one."""
    words = words_asked(old) | words_asked(new)
    before, after = outline(old, words), outline(new, words)
    known = len(old.former) if new.former[: len(old.former)] == old.former else 0
    return tuple(_Comparing(match(before, after, new.former[known:])).of(before, after, ()))


def differs(found: Sequence[Change]) -> bool:
    """Whether any of these changes a meaning."""
    return any(change.about == "meaning" for change in found)


class _Comparing:
    def __init__(self, matching: Matching) -> None:
        self.matching = matching

    def of(self, old: Part, new: Part, above: tuple[Part, ...]) -> Iterator[Change]:
        """The differences of two parts that are the same one."""
        subject = (*above, new)
        if old.path in self.matching.moved:
            yield Change("moved", _of(new), subject, old, new)
        elif old.path and old.path[-1] != new.path[-1]:
            yield Change("renamed", _of(new), subject, old, new)
        yield from self._facets(old, new, subject)
        yield from self._below(old, new, subject)

    def _facets(self, old: Part, new: Part, subject: tuple[Part, ...]) -> Iterator[Change]:
        before = {(f.aspect, f.of): f for f in old.facets}
        after = {(f.aspect, f.of): f for f in new.facets}
        for key in dict.fromkeys((*before, *after)):
            one, other = before.get(key), after.get(key)
            if one is None or other is None:
                told = not _inherits(one or other)
            else:
                told = not self._equal(one, other)
            if told:
                about = _about(new, one, other)
                yield Change("changed", about, subject, old, new, one, other)

    def _equal(self, one: Facet, other: Facet) -> bool:
        if one.alike is not None and one.alike == other.alike:
            return True
        return self.matching.translated(one.value) == other.value

    def _below(self, old: Part, new: Part, subject: tuple[Part, ...]) -> Iterator[Change]:
        lines = match_lines(
            [p for p in old.parts if not p.path], [p for p in new.parts if not p.path], self.matching
        )
        of_line = {id(other): one for one, other in lines if other is not None}
        together: list[tuple[Part, Part]] = []
        for other in new.parts:
            one = self.matching.before.get(other.path) if other.path else of_line.get(id(other))
            if one is not None:
                together.append((one, other))
                yield from self.of(one, other, subject)
            else:
                yield Change("added", _of(other), (*subject, other), None, other)
                yield from self._moved_into(other, (*subject, other))
        gone = {id(one) for one, other in lines if other is None}
        for one in old.parts:
            if id(one) in gone or (one.path and one.path not in self.matching.after):
                yield Change("removed", _of(one), (*subject, one), one, None)
        yield from self._order(old, new, together, subject)

    def _moved_into(self, part: Part, subject: tuple[Part, ...]) -> Iterator[Change]:
        """What a new part has below it that stood elsewhere before."""
        for below in part.parts:
            old = self.matching.before.get(below.path) if below.path else None
            if old is None:
                yield from self._moved_into(below, (*subject, below))
            else:
                yield from self.of(old, below, subject)

    def _order(
        self, old: Part, new: Part, together: Sequence[tuple[Part, Part]], subject: tuple[Part, ...]
    ) -> Iterator[Change]:
        """Whether what has an order stands in another one."""
        at = {id(part): index for index, part in enumerate(old.parts)}
        for kinds in _ordered(new):
            pairs = [(one, other) for one, other in together if other.kind in kinds and id(one) in at]
            places = [at[id(one)] for one, _ in pairs]
            if places != sorted(places):
                before = tuple(sorted((one for one, _ in pairs), key=lambda part: at[id(part)]))
                after = tuple(other for _, other in pairs)
                yield Change("reordered", "meaning", subject, old, new, orders=(before, after))


def _inherits(only: Facet | None) -> bool:
    """Whether a part cites only what is cited around it, which is told there."""
    return only is not None and only.aspect == "source" and only.alike == ("texts",)


def _of(part: Part) -> About:
    """Whether a part has a say in the meaning: what is asserted of a rubric changes no result of it."""
    return "description" if part.kind == "assert" else "meaning"


def _about(part: Part, one: Facet | None, other: Facet | None) -> About:
    """A facet is of the meaning where either side says so."""
    abouts = [facet.about for facet in (one, other) if facet is not None]
    return _of(part) if "meaning" in abouts else abouts[0]


def _ordered(part: Part) -> Iterator[frozenset[Kind]]:
    yield from ORDERED
    if part.kind == "decide" and any(facet.aspect == "first" for facet in part.facets):
        yield frozenset({"row"})

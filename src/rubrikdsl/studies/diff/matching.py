"""Which part of one rubric is which part of another.

By kind and name in the same place first. What is left is renamed only where it says the same, or has the same
label, in the same place and nothing else there does; a node or input of the same name in another place has
moved. Parts without a name go together where they say the same, then where they share something, in the order
written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from rubrikdsl.frozen import dataclass
from rubrikdsl.studies.diff.parts import Aspect
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Part
from rubrikdsl.studies.diff.parts import Path
from rubrikdsl.studies.diff.parts import Ref

_RICH = 2
"""So many named parts below tell a part as well as a label does."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The named parts of two rubrics that are the same: `after` by the old path, `before` by the new one.

    `moved` are the old paths of those that stand in another place, `renamed` the new paths of all others.
    """

    after: Mapping[Path, Part]
    before: Mapping[Path, Part]
    moved: frozenset[Path]
    renamed: Mapping[Path, Path]

    def translated(self, form: Form) -> Form:
        """A form of the old rubric as the new one would say it."""
        return translate(form, self.renamed) if self.renamed else form


def translate(form: Form, renamed: Mapping[Path, Path]) -> Form:
    """A form with references to other paths."""
    match form:
        case Ref(path=path):
            return Ref(renamed[path], form.name) if path in renamed else form
        case tuple():
            return tuple(translate(part, renamed) for part in form)
        case frozenset():
            return frozenset(translate(part, renamed) for part in form)
        case _:
            return form


Renames = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
"""Paths of names that are known to have been renamed, old and new, in that order."""


def match(old: Part, new: Part, renames: Renames = ()) -> Matching:
    """The named parts of two rubrics that go together."""
    return _Matcher(old, new, renames).matching()


def _key(part: Part) -> tuple[str, str]:
    return part.path[-1] if part.path else (part.kind, part.name)


class _Matcher:
    def __init__(self, old: Part, new: Part, renames: Renames) -> None:
        self.old, self.new = old, new
        self.renames = renames
        self.known = {p.path for p in _named(old)} & {p.path for p in _named(new)}
        self.after: dict[Path, Part] = {}
        self.before: dict[Path, Part] = {}
        self.moved: set[Path] = set()
        self.lost: list[Part] = []
        self.fresh: list[Part] = []

    def matching(self) -> Matching:
        self._pair(self.old, self.new)
        self._moves()
        renamed = {path: part.path for path, part in self.after.items() if path != part.path}
        return Matching(self.after, self.before, frozenset(self.moved), renamed)

    def _pair(self, old: Part, new: Part) -> None:
        self.after[old.path] = new
        self.before[new.path] = old
        before = {_key(p): p for p in old.parts if p.path}
        after = {_key(p): p for p in new.parts if p.path}
        told = list(self._told(tuple(before.values()), tuple(after.values())))
        for one, other in told:  # first: the old name may be another's now
            self._pair(one, other)
            del before[_key(one)], after[_key(other)]
        both = [key for key in before if key in after]
        for key in both:
            self._pair(before[key], after[key])
        lost = [p for key, p in before.items() if key not in after]
        fresh = [p for key, p in after.items() if key not in before]
        for one, other in self._renames(lost, fresh):
            self._pair(one, other)
            lost.remove(one)
            fresh.remove(other)
        self.lost += lost
        self.fresh += fresh

    def _told(self, before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
        """What is known to have been renamed."""
        for one in before:
            now = self._now(one)
            yield from ((one, p) for p in after if (_names(p.path), p.kind) == (now, one.kind))

    # Renamed in its place

    def _renames(self, lost: Sequence[Part], fresh: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
        left, right = list(lost), list(fresh)
        if not left or not right:
            return
        said = {id(p): (p.path[-1][0], self._content(p)) for p in (*left, *right)}

        def both(part: Part) -> object:
            return None if part.label is None else (said[id(part)], part.label)

        def label(part: Part) -> object:
            return None if part.label is None else (part.path[-1][0], part.label)

        def content(part: Part) -> object:
            return said[id(part)]

        for mark in (both, label, content):
            for one, other in _alone(left, right, mark):
                if _may_be(one, other):
                    left.remove(one)
                    right.remove(other)
                    yield one, other

    def _now(self, part: Part) -> tuple[str, ...] | None:
        """What the names of a part are known to have become."""
        names = before = _names(part.path)
        for old, new in self.renames:
            if names[: len(old)] == old:
                names = (*new, *names[len(old) :])
            elif names[: len(new)] == new:
                return None  # it was removed, and its name is another's from here on
        return None if names == before else names

    def _content(self, part: Part) -> object:
        """What a part says but its own name, and the names of what only one of the rubrics has."""
        return self._said(part, part.path)

    def _said(self, part: Part, own: Path) -> object:
        facets = frozenset(
            (f.aspect, f.of, self._masked(f.value if f.alike is None else f.alike, own))
            for f in part.facets
            if f.about == "meaning"
        )
        below = Counter((p.kind, _key(p)[1] if p.path else "", self._said(p, own)) for p in part.parts)
        return facets, frozenset(below.items())

    def _masked(self, form: Form, own: Path) -> Form:
        match form:
            case Ref(path=path):
                if path[: len(own)] == own:
                    return ("within", *(part for step in path[len(own) :] for part in step))
                return form if path in self.known else ("unknown", path[-1][0])
            case tuple():
                return tuple(self._masked(part, own) for part in form)
            case frozenset():
                return frozenset(self._masked(part, own) for part in form)
            case _:
                return form

    # Moved to another place

    def _moves(self) -> None:
        """Nodes and inputs below what is lost, again among what is new, by a name that is there only once."""
        found = True
        while found:
            found = False
            before = _movable(self.lost, self.after)
            after = _movable(self.fresh, self.before)
            for key, one in before.items():
                other = after.get(key)
                if one is None or other is None or not self._same(one, other):
                    continue
                if one in self.lost:
                    self.lost.remove(one)
                if other in self.fresh:
                    self.fresh.remove(other)
                self.moved.add(one.path)
                self._pair(one, other)
                found = True
                break

    def _same(self, one: Part, other: Part) -> bool:
        if one.label is not None and one.label == other.label:
            return True
        return _may_be(one, other) and self._content(one) == self._content(other)


def _names(path: Path) -> tuple[str, ...]:
    """A path as names, as rubrics write it: the score's own name stands alone only."""
    names = tuple(name for _, name in path)
    return names[1:] if len(path) > 1 and path[0][0] == "node" else names


def _named(part: Part) -> Iterator[Part]:
    if part.path:
        yield part
    for below in part.parts:
        yield from _named(below)


def _movable(roots: Sequence[Part], done: Container[Path]) -> dict[object, Part | None]:
    """Nodes and inputs by their rubric, kind and name; None where a name is there twice."""
    found: dict[object, Part | None] = {}
    for root in roots:
        for part in _named(root):
            if part.kind in ("node", "input") and part.path not in done:
                key = (_rubric_of(part.path), _key(part))
                found[key] = None if key in found else part
    return found


def _rubric_of(path: Path) -> Path:
    """The path of the member's rubric that a part is in; empty for the rubric itself."""
    ends = [at for at, (kind, _) in enumerate(path) if kind == "member"]
    return path[: ends[-1] + 1] if ends else ()


def _alone(
    left: Sequence[Part], right: Sequence[Part], mark: Callable[[Part], object]
) -> list[tuple[Part, Part]]:
    """Pairs of the same mark, where nothing else on either side has it."""
    counts = Counter(map(mark, left)), Counter(map(mark, right))
    ones = {mark(p): p for p in left if counts[0][mark(p)] == 1}
    return [
        (ones[mark(p)], p)
        for p in right
        if mark(p) is not None and counts[1][mark(p)] == 1 and mark(p) in ones
    ]


def _may_be(one: Part, other: Part) -> bool:
    """Whether the labels let these be the same thing: equal, not written, or outweighed by what is below."""
    if one.label is None or other.label is None or one.label == other.label:
        return True
    return sum(1 for part in one.parts if part.path) >= _RICH


# Parts without a name

_TELLING: tuple[frozenset[Aspect], ...] = (
    frozenset({"condition", "asserts", "asks", "range"}),
    frozenset({"value", "code", "amount"}),
    frozenset(),
)
"""What tells parts without a name apart, the most telling first."""


def match_lines(
    old: Sequence[Part], new: Sequence[Part], matching: Matching
) -> list[tuple[Part | None, Part | None]]:
    """Parts without a name that go together; None on one side of what was removed or added."""
    lines = _Lines(old, new, matching)
    for aspects in (None, *_TELLING):
        lines.pair(aspects)
    return [*lines.pairs, *((one, None) for one in lines.left), *((None, other) for other in lines.right)]


class _Lines:
    def __init__(self, old: Sequence[Part], new: Sequence[Part], matching: Matching) -> None:
        self.left, self.right = list(old), list(new)
        self.pairs: list[tuple[Part | None, Part | None]] = []
        self.said = {id(part): _said(part, matching) for part in old}
        self.said |= {id(part): _said(part, None) for part in new}

    def pair(self, aspects: frozenset[Aspect] | None) -> None:
        """Put together, in the order written, what says the same of these aspects (None: of all).

        What says the same of nothing goes together where it alone of its kind is left on both sides.
        """
        waiting: dict[object, list[Part]] = {}
        for part in self.right:
            waiting.setdefault(self._mark(part, aspects), []).append(part)
        kinds = Counter(p.kind for p in self.left), Counter(p.kind for p in self.right)
        left, taken = [], set()
        for one in self.left:
            others = waiting.get(self._mark(one, aspects), [])
            alone = kinds[0][one.kind] == kinds[1][one.kind] == 1
            if others and (aspects != frozenset() or alone):
                taken.add(id(others[0]))
                self.pairs.append((one, others.pop(0)))
            else:
                left.append(one)
        self.left, self.right = left, [part for part in self.right if id(part) not in taken]

    def _mark(self, part: Part, aspects: frozenset[Aspect] | None) -> object:
        said = self.said[id(part)]
        kept = [(key, value) for key, value in said.items() if aspects is None or key[0] in aspects]
        return part.kind, frozenset(kept)


def _said(part: Part, matching: Matching | None) -> dict[tuple[Aspect, str], Form]:
    return {
        (f.aspect, f.of): matching.translated(f.value) if matching else f.value
        for f in part.facets
        if f.about == "meaning"
    }

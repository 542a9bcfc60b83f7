"""Two files of rubrics side by side: compared by name; one with one whatever their names are."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import model
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.changes import changes
from rubrikdsl.studies.diff.changes import differs
from rubrikdsl.studies.diff.parts import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """A rubric as it was and as it is, and all that differs."""

    old: str
    new: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rubrics of two files: those compared, and the names of those that only one of the files has."""

    pairs: tuple[Pair, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything means something else."""
        return bool(self.added or self.removed) or any(differs(pair.changes) for pair in self.pairs)


def compare(old: Sequence[model.Rubric], new: Sequence[model.Rubric]) -> Comparison:
    """The rubrics of two files by name."""
    if len(old) == len(new) == 1:
        return Comparison((_pair(old[0], new[0], {}),))
    before, after = {r.name: r for r in old}, {r.name: r for r in new}
    return Comparison(
        tuple(_pair(before[name], rubric, before) for name, rubric in after.items() if name in before),
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
    )


def _pair(old: model.Rubric, new: model.Rubric, compared: Mapping[str, model.Rubric]) -> Pair:
    return Pair(old.name, new.name, tuple(_told_once(changes(old, new), compared)))


def _told_once(found: Sequence[Change], compared: Mapping[str, model.Rubric]) -> list[Change]:
    """Without what a member's rubric says differently, where that is told under its own name."""
    kept: list[Change] = []
    done: set[Path] = set()
    for change in found:
        at = next((n for n, part in enumerate(change.subject) if part.kind == "member"), None)
        member = None if at is None else change.subject[at]
        if at is None or member is None or member.word not in compared or _another(change):
            kept.append(change)
        elif change.about == "meaning" and member.path not in done:
            done.add(member.path)
            kept.append(Change("inside", "meaning", change.subject[: at + 1], member, member))
    return kept


def _another(change: Change) -> bool:
    """Whether a collection has another rubric's units now."""
    return change.subject[-1].kind == "member" and change.new is not None and change.new.aspect == "name"

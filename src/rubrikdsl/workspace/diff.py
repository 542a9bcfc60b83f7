"""What two rubrics mean differently, from files and names: what the command line and Python share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from os import PathLike
from os import fspath
from typing import TYPE_CHECKING
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.studies.diff.comparison import Comparison
from rubrikdsl.studies.diff.comparison import compare
from rubrikdsl.studies.diff.report import Sides
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.api import RubricError
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.library import stock_name
from rubrikdsl.workspace.moments import ANY
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Workspace

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.semantics import model
    from rubrikdsl.source import Place
    from rubrikdsl.studies.diff.changes import Change

    Models = tuple[model.Rubric, ...]


Asked = Union[str, PathLike[str], Rubric]
"""A file, the name of a stock rubric, or a rubric that was loaded."""


class UnknownNameError(Exception):
    """A file has no rubric of the name asked for; `names` are those that it has."""

    def __init__(self, file: str, name: str, names: tuple[str, ...]) -> None:
        super().__init__(file)
        self.file = file
        self.name = name
        self.names = names


@dataclass(frozen=True, slots=True)
class Opened:
    """The rubrics of a file, and the name of the one that was meant, where it was named."""

    file: str
    rubrics: Models
    meant: str | None
    absent: Mapping[str, MomentError] = field(default_factory=dict)

    def named(self, name: str) -> Models:
        """The rubric of this name alone; raises `UnknownNameError`, `MomentError` (not in force)."""
        found = tuple(rubric for rubric in self.rubrics if rubric.name == name)
        if name in self.absent:
            raise self.absent[name]
        if not found:
            raise UnknownNameError(self.file, name, tuple(rubric.name for rubric in self.rubrics))
        return found


def opened(name: str, space: Workspace, when: Moment = ANY) -> Opened:
    """The rubrics behind a file or a name; raises `FileError`, `FaultyError` and `MomentError`."""
    found = space.studied(name, when)
    return Opened(found.file, found.rubrics, found.meant, found.absent)


def chosen(old: Opened, new: Opened, name: str | None) -> tuple[Models, Models]:
    """The rubrics to compare: those of one name, or all; raises `UnknownNameError`.

    A stock name means one rubric, on the other side too where that holds several.
    """
    before = name or old.meant or (new.meant if len(old.rubrics) > 1 else None)
    after = name or new.meant or (old.meant if len(new.rubrics) > 1 else None)
    return (
        old.rubrics if before is None else old.named(before),
        new.rubrics if after is None else new.named(after),
    )


def sides(old: Workspace, new: Workspace) -> Sides:
    """How places of texts that workspaces have read are told."""

    def where(space: Workspace, place: Place) -> tuple[str, int]:
        place = space.origin(place)
        return stock_name(place.file), space.sources[place.file].position(place.start)[0]

    return Sides(partial(where, old), partial(where, new))


class Diff:
    """What two rubrics, or two files of rubrics, mean differently. Make one with `diff`.

    `comparison` holds all of it as data.
    """

    def __init__(self, comparison: Comparison, sides: Sides) -> None:
        self.comparison = comparison
        self._sides = sides

    def __repr__(self) -> str:
        return f"<Diff: {len(self.changes)} changes of meaning>"

    @property
    def differs(self) -> bool:
        """Whether any record could score otherwise, or is asked otherwise."""
        return self.comparison.differs

    @property
    def changes(self) -> tuple[Change, ...]:
        """The differences in meaning, of all rubrics that both files have."""
        every = [change for pair in self.comparison.pairs for change in pair.changes]
        return tuple(change for change in every if change.about == "meaning")

    def lines(self, language: Language = "en") -> tuple[str, ...]:
        """The differences in meaning, each a sentence with what it is of."""
        from rubrikdsl.studies.diff.report import sentence

        return tuple(sentence(change, language) for change in self.changes)

    def to_text(self, language: Language = "en", *, citations: bool = False) -> str:
        """The differences as `rubrik diff` prints them."""
        from rubrikdsl.studies.diff.report import to_text

        return to_text(self.comparison, self._sides, language, citations=citations)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """As the object of JSON that `rubrik diff --format json` writes."""
        from rubrikdsl.studies.diff.write import to_object

        return to_object(self.comparison, self._sides, language)


def diff(old: Asked, new: Asked, name: str | None = None) -> Diff:
    """What two rubrics mean differently; each is a file, the name of a stock rubric, or one that was loaded.

    Files of several rubrics are compared name by name; `name` chooses one. Raises `RubricError`.

    >>> import rubrikdsl as rb
    >>> rb.diff("kepatuhan.unit@2024-12-31", rb.load("kepatuhan.unit", on="2024-12-31")).differs
    False
    """
    (first, before), (second, after) = _asked(old), _asked(new)
    try:
        rubrics = chosen(before, after, name)
    except MomentError as wrong:
        raise RubricError(str(wrong)) from None
    except UnknownNameError as wrong:
        raise RubricError(str(problems.choose_rubric(wrong.file, wrong.name, wrong.names))) from None
    return Diff(compare(*rubrics), sides(first, second))


def _asked(rubric: Asked) -> tuple[Workspace, Opened]:
    if isinstance(rubric, Rubric) and rubric._origin is not None:
        space, name, when = rubric._origin
        found = opened(name, space, when)
        return space, Opened(found.file, found.rubrics, rubric.name)
    assert not isinstance(rubric, Rubric), "a rubric that was not loaded"
    space = Workspace()
    try:
        return space, opened(fspath(rubric), space)
    except (FileError, MomentError) as fault:
        raise RubricError(str(fault)) from None
    except FaultyError as faulty:
        from rubrikdsl.diagnostics.render import render

        raise RubricError(render(faulty.diagnostics, space.sources).rstrip(), faulty.diagnostics) from None

"""The result of a record of a population of which only the values are there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rubrikdsl.engine.result import Named
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.results import settled
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import is_known
from rubrikdsl.records.bind import Bound
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import _plain
from rubrikdsl.workspace.scoring import Row

if TYPE_CHECKING:
    from rubrikdsl.workspace.api import Plain
    from rubrikdsl.workspace.population import Population


class Kept(Result):
    """A result of which only the values are there; why they are so is found when it is asked for."""

    def __init__(self, people: Population, at: int, values: Sequence[Found]) -> None:
        self._people, self._at, self._found = people, at, values

    def __reduce__(self) -> tuple[type[Result], tuple[Row]]:
        return Result, (self._row,)

    @property
    def _bound(self) -> tuple[Bound, str]:  # type: ignore[override]
        people = self._people
        return people._bindings[0].records[self._at], people.rubric.ready.digest

    @property
    def record(self) -> str:
        """The record's name."""
        return self._people.names[self._at]

    @property
    def carried(self) -> dict[str, str]:
        """The columns carried along."""
        return dict(self._people._bindings[0].records[self._at].kept)

    @property
    def is_final(self) -> bool:
        """Whether every value is."""
        return not any(isinstance(value, Missing) for value in self._found)

    def __getitem__(self, name: str) -> Plain | None:
        """The value of that name; `KeyError` where nothing has it."""
        value = self._found[self._people._places[name]]
        return _plain(value) if is_known(value) else None

    def __contains__(self, name: object) -> bool:
        return name in self._people._places

    def get(self, name: str) -> Plain | None:
        """The value of that name; None where there is none."""
        place = self._people._places.get(name)
        return None if place is None else self[name]

    @cached_property
    def _named(self) -> dict[str, Named]:
        blank = named_steps(self._people.rubric.ready.plan)
        return {
            named.name: settled(named, value) for (named, _), value in zip(blank, self._found, strict=True)
        }

    @cached_property
    def _row(self) -> Row:  # type: ignore[override]
        return self._people._row(self._at)

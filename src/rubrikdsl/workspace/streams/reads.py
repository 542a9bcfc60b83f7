"""Which columns of a file say something: to the rubric, or of a record's name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.bind import ID
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.values import fold


class Reads:
    """The names of several texts of a rubric, and of their members."""

    def __init__(self, plans: Iterable[Plan], id_column: str | None) -> None:
        self._names = [names_of(each) for plan in plans for each in _plans(plan)]
        self._id = id_column or ID

    def ids(self, columns: Sequence[str]) -> list[str]:
        """The columns with the names of records."""
        own = [name for name in columns if name == self._id]
        return own or [name for name in columns if fold(name) == fold(self._id)]

    def __call__(self, column: str) -> bool:
        """Whether a column names anything of the rubric."""
        return fold(column) != fold(ID) and any(names.resolve(column) for names in self._names)

    def is_number(self, column: str) -> bool:
        """Whether it names a number."""
        found = [names.resolve(column) for names in self._names]
        return any(isinstance(each, Target) and each.is_number for each in found)


def _plans(plan: Plan) -> Iterator[Plan]:
    """A plan and those of its members."""
    yield plan
    for collection in plan.collections:
        yield from _plans(collection.plan)

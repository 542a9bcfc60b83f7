"""A part of a data file at a time, as a table of Arrow: never more of it in memory than is worked on."""

from __future__ import annotations

from abc import ABC
from abc import abstractmethod
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.tree import from_mapping

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

ROWS: Final = 131_072
"""Rows of a part at most. With more of them, fresh memory costs more than calls."""

BYTES: Final = 64 * 2**20
"""A part has so few rows that it takes about so much memory."""


class BrokenError(Exception):
    """A data file that cannot be read to its end: `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a file: their columns, their numbers in the file, and those whose cells cannot be trusted.

    `done` says how much of the file was read, as a share of 1.
    """

    file: str
    table: pa.Table
    rows: NDArray[np.int64]
    done: float
    unsound: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)

    def part(self, start: int, end: int) -> Batch:
        """The rows from one place to before another."""
        unsound = {at - start: found for at, found in self.unsound.items() if start <= at < end}
        table = self.table.slice(start, end - start)
        return Batch(self.file, table, self.rows[start:end], self.done, unsound)

    def raw(self, wanted: Sequence[int]) -> tuple[RawRecord, ...]:
        """Some of its rows as records of a file."""
        import pyarrow as pa

        cells: list[Mapping[str, Any]] = self.table.take(pa.array(wanted, pa.int64())).to_pylist()
        found = [
            from_mapping(each, self.file, int(self.rows[at])) for at, each in zip(wanted, cells, strict=True)
        ]
        return tuple(
            RawRecord(each.file, each.row, each.cells, each.members, self.unsound.get(at, each.problems))
            for at, each in zip(wanted, found, strict=True)
        )


class Opened(ABC):
    """A data file that can be read part by part; `columns` are known before its rows.

    `problems` are what is worth telling of the file as a whole, `size` its bytes, `rows` how many it
    says that it has.
    """

    file: str
    columns: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    size: int
    rows: int = 0

    @abstractmethod
    def batches(self, wanted: Collection[str], names: Collection[str] = ()) -> Iterator[Batch]:
        """All rows, with the columns of these that there are; raises `BrokenError` and `FileError`.

        Texts come as dictionaries, but for those of `names`, which are all different.
        """

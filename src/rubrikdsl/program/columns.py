"""A program over columns: the same operations on blocks of many records at once, on all cores.

Each operation has the narrowest of 32 and 64 bits that hold it and all that it is put together from; what
needs more is `LONG`: Python's own whole numbers in columns of NumPy. That is decided when a program is made,
never while it runs. Blocks are run by NumPy (`program.blocks`), or where LLVM is installed, the records are
many and no number is long by machine code (`program.native`), with the same results.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import native
from rubrikdsl.program import ops
from rubrikdsl.program.blocks import block_of
from rubrikdsl.program.stored import Column
from rubrikdsl.program.stored import Piece
from rubrikdsl.program.stored import Stored
from rubrikdsl.program.stored import read
from rubrikdsl.program.stored import segments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32] | NDArray[np.int64]
    Truths = NDArray[np.bool_]

BLOCK = 262_144
"""Records of a block by NumPy. With fewer, threads wait for each other between its calls."""

MANY = 1_000_000
"""From so many records on machine code is worth the quarter of a second that making it takes."""

SMALL: Final = 75
"""Operations of a program to which this applies; making the code of a larger one takes longer by as much."""

Width = Literal[32, 64, 128]
LONG: Final = 128
"""The width of numbers that 64 bits do not hold, however long they are."""

Run = Callable[[int, int], None]
"""Score the records from one place of a segment to another."""


class TooWideError(Exception):
    """A program that reads numbers which 64 bits do not hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An output over all records: numbers or truths, over what (None: its scale), and where it has none."""

    values: Numbers | Truths
    unders: Numbers | None
    missing: Truths
    silent: Truths


@dataclass(frozen=True, slots=True)
class _Result:
    """A column that a program gives; a settled one is the same in every row."""

    op: int
    is_truth: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is known before the first record: how many there are at least, and where machine code is kept."""

    rows: int = 0
    store: native.Store | None = None


NOTHING: Final = Ahead()


class Columns:
    """A program, ready to run over columns."""

    def __init__(self, program: ops.Program, ahead: Ahead = NOTHING) -> None:
        if program.groups:
            raise TooWideError("members")
        program = self.program = _over_one(program)
        self.widths = tuple(_width(program, index) for index in range(len(program.ops)))
        self._is_long = LONG in self.widths
        if any(isinstance(op, ops.Input) and self.widths[at] == LONG for at, op in enumerate(program.ops)):
            raise TooWideError("input")
        self._results = tuple(_results(program, self.widths))
        self._block = block_of(program, self.widths)
        self._made: dict[object, native.Native] = {}
        self._ahead, self._seen = ahead, 0

    def run(
        self, slots: Sequence[Column], rows: int, threads: int = 1, *, check: bool = False
    ) -> tuple[tuple[Answer, ...], Truths]:
        """Every output of every record, and which records are for the reference interpreter.

        These are also the few whose result, in lowest terms, 64 bits do not hold.
        With `check` a number of `Held` beyond the bounds of its slot makes its record one of these; without,
        there must be none. What is `Stored` is always checked.
        """
        import numpy as np

        found = [self._empty(one, rows) for one in self._results]
        refer = np.zeros(rows, np.bool_)
        self._seen += rows
        enough = MANY * max(1, len(self.program.ops) // SMALL)
        is_worth = max(self._seen, self._ahead.rows) >= enough and not self._is_long and native.is_here()
        made = self._native(slots, check) if is_worth else None
        length = BLOCK if made is None else native.BLOCK
        asked = [array for array, one in zip(found, self._results, strict=True) if not one.is_settled]
        work: list[Callable[[], None]] = []
        for first, end, places in segments(slots, rows):
            if made is None:
                run = self._by_numpy(slots, places, first, found, refer, check)
            else:
                run = made.over(slots, places, first, asked, refer)
            work += [partial(run, at, min(at + length, end)) for at in range(first, end, length)]
        if threads == 1 or len(work) == 1:
            for one in work:
                one()
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(threads) as pool:
                for _ in pool.map(lambda one: one(), work):
                    pass
        return self._answers(found), refer

    def _empty(self, one: _Result, rows: int) -> Any:
        """Room for a result; a settled one stands there already."""
        import numpy as np

        op = self.program.ops[one.op]
        dtype = np.bool_ if one.is_truth else native.dtype_of(self.program, self.widths, one.op)
        if not (one.is_settled and isinstance(op, ops.Whole)):
            return np.empty(rows, dtype)
        return np.full(rows, op.value, dtype) if op.value else np.zeros(rows, dtype)

    def _by_numpy(
        self,
        slots: Sequence[Column],
        places: Sequence[tuple[Piece, int]],
        start: int,
        found: Sequence[Any],
        refer: Truths,
        check: bool,
    ) -> Run:
        """The records of a segment, which starts at `start`."""

        def run(first: int, end: int) -> None:
            part = slice(first, end)
            parts: list[tuple[Any, Any, Any]] = []
            for column, slot, (piece, at) in zip(slots, self.program.slots, places, strict=True):
                here = slice(at + first - start, at + end - start)
                numbers, missing, silent, off = read(column, slot, piece, here)
                parts.append((numbers, missing, silent))
                if off is not None:
                    refer[part] |= off
            if check:
                self._check(parts, slots, refer[part])
            refused, *results = self._block(parts)
            refer[part] |= refused
            for array, one, result in zip(found, self._results, results, strict=True):
                if not one.is_settled:
                    array[part] = result

        return run

    def _check(self, parts: list[tuple[Any, Any, Any]], columns: Sequence[Column], refer: Truths) -> None:
        """Mark the records with a number beyond its slot, where the lowest one then stands."""
        import numpy as np

        for at, (slot, column) in enumerate(zip(self.program.slots, columns, strict=True)):
            numbers, missing, silent = parts[at]
            if isinstance(column, Stored) or _all_within(numbers, slot.low, slot.high):
                continue
            out = (numbers < slot.low) | (numbers > slot.high)
            parts[at] = np.where(out, numbers.dtype.type(slot.low), numbers), missing, silent
            refer |= out

    def _native(self, slots: Sequence[Column], check: bool) -> native.Native:
        """The machine code for columns that come as these do."""
        sources = native.sources_of(slots, check=check)
        if sources not in self._made:
            asked = [one.op for one in self._results if not one.is_settled]
            self._made[sources] = native.Native(self.program, self.widths, sources, asked, self._ahead.store)
        return self._made[sources]

    def _answers(self, found: Sequence[Any]) -> tuple[Answer, ...]:
        rest = iter(found)
        return tuple(
            Answer(
                values=next(rest),
                missing=next(rest),
                silent=next(rest),
                unders=None if output.under is None else next(rest),
            )
            for output in self.program.outputs
        )


def _results(program: ops.Program, widths: Sequence[Width]) -> Iterator[_Result]:
    """What a block gives, in its order."""

    def is_whole(index: int) -> bool:
        return isinstance(program.ops[index], ops.Whole)

    for output in program.outputs:
        under = [] if output.under is None else [output.under]
        is_long = any(widths[part] == LONG for part in (output.value, *under))  # cancelled row by row
        settled = is_whole(output.value) and not is_long
        yield _Result(output.value, output.type.kind == "truth", settled)
        for state in (output.missing, output.not_applicable):
            yield _Result(state, True, is_whole(state))
        for part in under:
            yield _Result(part, False, is_whole(part) and not is_long)


def _over_one(program: ops.Program) -> ops.Program:
    """The same; an output that may be long has its scale below the line, so that it can be cancelled."""
    made, bounds, outputs = list(program.ops), list(program.bounds), list(program.outputs)

    def is_long(index: int | None) -> bool:
        return index is not None and _width(program, index) == LONG

    for at, output in enumerate(outputs):
        if not (is_long(output.value) or is_long(output.under)):
            continue
        scale, under = output.scale, output.under
        low, high = (1, 1) if under is None else program.bounds[under]
        made.append(ops.Whole(scale) if under is None else ops.Linear(0, ((scale, under),)))
        bounds.append((scale * low, scale * high))
        outputs[at] = replace(output, scale=1, under=len(made) - 1)
    return replace(program, ops=tuple(made), bounds=tuple(bounds), outputs=tuple(outputs))


def _all_within(numbers: Numbers, low: int, high: int) -> bool:
    """Whether none lies beyond; from 0 on in one pass: without its sign, what is below 0 is large."""
    import numpy as np

    if not len(numbers):
        return True
    if low == 0:
        bare = np.uint32 if numbers.dtype == np.int32 else np.uint64
        return int(numbers.view(bare).max()) <= high
    return int(numbers.min()) >= low and int(numbers.max()) <= high


def _width(program: ops.Program, index: int) -> Width:
    """The bits of an operation: those of its value and of everything that is computed on the way to it."""
    low, high = program.bounds[index]
    most = max(abs(low), abs(high))
    match program.ops[index]:
        case ops.Linear(constant, terms):
            sizes = (abs(factor) * max(map(abs, program.bounds[arg])) for factor, arg in terms)
            most = max(most, abs(constant) + sum(sizes))
        case _:
            pass
    if most < 2**31:
        return 32
    return 64 if most < 2**63 else LONG

"""A program over columns: the same operations on blocks of many records at once, by NumPy.

Each operation has the narrowest of 32 and 64 bits that hold it and all that it is put together from; a
program whose numbers need more is refused when it is made (`TooWideError`), never while it runs. A block is
small enough for the processor's caches, and long enough that the calls of NumPy, which work without Python's
lock, keep all cores busy.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal
from typing import assert_never
from typing import cast

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.python import log
from rubrikdsl.program.python import power
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
"""Records of a block. With fewer, threads wait for each other between the calls of NumPy."""

FEW: Final = 12
"""Up to so many cuts are compared one after the other."""

Width = Literal[32, 64]


class TooWideError(Exception):
    """A program with numbers that 64 bits do not hold; its text is how many bits they need."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An output over all records: numbers or truths, over what (None: its scale), and where it has none."""

    values: Numbers | Truths
    unders: Numbers | None
    missing: Truths
    silent: Truths


class Columns:
    """A program, ready to run over columns."""

    def __init__(self, program: ops.Program) -> None:
        if program.groups:
            raise TooWideError("members")
        self.program = program
        self.widths = tuple(_width(program, index) for index in range(len(program.ops)))
        self._block = _function(program, self.widths)

    def run(
        self, slots: Sequence[Column], rows: int, threads: int = 1, *, check: bool = False
    ) -> tuple[tuple[Answer, ...], Truths]:
        """Every output of every record, and which records are for the reference interpreter.

        With `check` a number of `Held` beyond the bounds of its slot makes its record one of these; without,
        there must be none. What is `Stored` is always checked.
        """
        import numpy as np

        found = [
            Answer(
                np.empty(rows, self._dtype(output.value)),
                None if output.under is None else np.empty(rows, self._dtype(output.under)),
                np.empty(rows, np.bool_),
                np.empty(rows, np.bool_),
            )
            for output in self.program.outputs
        ]
        refer = np.zeros(rows, np.bool_)

        def block(first: int, end: int, places: Sequence[tuple[Piece, int]]) -> None:
            part = slice(first, end)
            parts: list[tuple[Any, Any, Any]] = []
            for column, slot, (piece, at) in zip(slots, self.program.slots, places, strict=True):
                numbers, missing, silent, off = read(column, slot, piece, slice(at, at + end - first))
                parts.append((numbers, missing, silent))
                if off is not None:
                    refer[part] |= off
            if check:
                self._check(parts, slots, refer[part])
            results = self._block(parts)
            refer[part] |= results[0]
            at = 1
            for answer in found:
                answer.values[part] = results[at]
                answer.missing[part] = results[at + 1]
                answer.silent[part] = results[at + 2]
                at += 3
                if answer.unders is not None:
                    answer.unders[part] = results[at]
                    at += 1

        blocks = [
            (at, min(at + BLOCK, end), [(piece, place + at - first) for piece, place in places])
            for first, end, places in segments(slots, rows)
            for at in range(first, end, BLOCK)
        ]
        if threads == 1 or len(blocks) == 1:
            for one in blocks:
                block(*one)
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(threads) as pool:
                for _ in pool.map(lambda one: block(*one), blocks):
                    pass
        return tuple(found), refer

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

    def _dtype(self, index: int) -> Any:
        import numpy as np

        if isinstance(self.program.ops[index], ops.TRUTHS):
            return np.bool_
        return np.int32 if self.widths[index] == 32 else np.int64


def _all_within(numbers: Numbers, low: int, high: int) -> bool:
    """Whether none lies beyond; from 0 on in one pass: without its sign, what is below 0 is large."""
    import numpy as np

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
    if most < 2**63:
        return 64
    raise TooWideError(str(most.bit_length() + 1))


class _Writer:
    """The lines of a block's function. Constants stay Python numbers wherever NumPy takes them."""

    def __init__(self, program: ops.Program, widths: Sequence[Width]) -> None:
        self.program, self.widths = program, widths
        self.lines: list[str] = []
        self.scope: dict[str, object] = {}
        self._said: dict[int, str] = {}

    def of(self, index: int) -> str:
        """The name or constant of an operation."""
        found = self._said.get(index)
        if found is None:
            op = self.program.ops[index]
            if isinstance(op, ops.Whole):
                found = str(op.value)
            elif isinstance(op, ops.Input):
                found = f"x{op.slot}"
            else:
                text = self._text(index, op)
                self.lines.append(f"v{index} = {text}")
                found = f"v{index}"
            self._said[index] = found
        return found

    def truth(self, index: int) -> str:
        """The same where a truth is wanted."""
        op = self.program.ops[index]
        return str(bool(op.value)) if isinstance(op, ops.Whole) else self.of(index)

    def _type(self, index: int) -> str:
        return "_i32" if self.widths[index] == 32 else "_i64"

    def _text(self, index: int, op: ops.Op) -> str:
        of, dtype = self.of, self._type(index)
        match op:
            case ops.Whole() | ops.Input():
                raise AssertionError(op)
            case ops.Is(slot, "yes"):
                return f"x{slot} != 0"
            case ops.Is(slot, "missing"):
                return f"m{slot}"
            case ops.Is(slot, _):
                return f"n{slot}"
            case ops.Linear():
                return self._linear(index, op)
            case ops.Product(left, right):
                return f"_multiply({of(left)}, {of(right)}, dtype={dtype})"
            case ops.Quotient(over, under):
                wide = "_i64" if 64 in (self.widths[over], self.widths[under]) else "_i32"
                return f"_divide({of(over)}, {of(under)}, dtype={wide}).astype({dtype}, copy=False)"
            case ops.Least(left, right):
                return f"_least({of(left)}, {of(right)}, dtype={dtype})"
            case ops.Most(left, right):
                return f"_most({of(left)}, {of(right)}, dtype={dtype})"
            case ops.Pick(condition, then, otherwise):
                sides = f"{self._typed(then, dtype)}, {self._typed(otherwise, dtype)}"
                return f"_where({self.truth(condition)}, {sides})"
            case ops.Compare("eq", left, right) if self._truths(left, right):
                return f"({self.truth(left)} == {self.truth(right)})"
            case ops.Compare(sign, left, right):
                return f"({of(left)} {_SIGNS[sign]} {of(right)})"
            case ops.And(args):
                return " & ".join(map(self.truth, args))
            case ops.Or(args):
                return " | ".join(map(self.truth, args))
            case ops.Not(arg):
                return f"~{of(arg)}"
            case ops.Count(arg):
                return f"{of(arg)}.astype({dtype})"
            case ops.Lookup(arg, cuts, values):
                return self._lookup(index, arg, cuts, values)
            case ops.Bit(arg, bit):
                return f"({of(arg)} >> {bit} & 1).astype(_bool)"
            case ops.Size(arg, _):
                return f"_bits({of(arg)}).astype({dtype})"
            case ops.Power():
                name = self._put(_powers(op, dtype))
                args = (*op.overs, *op.unders, *op.weights)
                return f"{name}({', '.join(map(of, args))})"
            case ops.Log():
                name = self._put(_logs(op, dtype))
                return f"{name}({', '.join(map(of, ops.reads(op)))})"
            case _:
                assert_never(op)

    def _truths(self, *args: int) -> bool:
        return any(isinstance(self.program.ops[arg], ops.TRUTHS) for arg in args)

    def _typed(self, index: int, dtype: str) -> str:
        return (
            f"{dtype}({self.of(index)})" if isinstance(self.program.ops[index], ops.Whole) else self.of(index)
        )

    def _linear(self, index: int, op: ops.Linear) -> str:
        """A running sum: numbers of factor 1 are added as they are."""
        dtype, name = self._type(index), f"v{index}"
        first, *rest = sorted(op.terms, key=lambda term: term[0] != 1)
        factor, arg = first
        if factor == 1 and rest and rest[0][0] == 1:
            self.lines.append(f"{name} = _add({self.of(arg)}, {self.of(rest[0][1])}, dtype={dtype})")
            rest = rest[1:]
        elif factor == 1 and op.constant:
            self.lines.append(f"{name} = _add({self.of(arg)}, {op.constant}, dtype={dtype})")
            op = ops.Linear(0, op.terms)
        else:
            self.lines.append(f"{name} = _multiply({self.of(arg)}, {factor}, dtype={dtype})")
        for factor, arg in rest:
            text = self.of(arg)
            if factor in (1, -1):
                self.lines.append(f"_{'add' if factor == 1 else 'take'}({name}, {text}, out={name})")
            else:
                product = f"_multiply({text}, {factor}, dtype={dtype})"
                self.lines.append(f"_add({name}, {product}, out={name})")
        if op.constant:
            self.lines.append(f"_add({name}, {op.constant}, out={name})")
        return name

    def _lookup(self, index: int, arg: int, cuts: tuple[int, ...], values: tuple[int, ...]) -> str:
        dtype, text = self._type(index), self.of(arg)
        if len(cuts) == 1:
            low, high = (f"{dtype}({value})" for value in values)
            return f"_where({text} < {cuts[0]}, {low}, {high})"
        table = self._put(("values", values, dtype))
        if len(cuts) > FEW:
            ends = self._put(("values", cuts, self._type(arg)))
            return f"{table}.take(_search({ends}, {text}, side='right'))"
        row = f"r{index}"
        self.lines.append(f"{row} = ({text} >= {cuts[0]}).view(_byte)")
        self.lines += [f"_add({row}, {text} >= {cut}, out={row}, casting='unsafe')" for cut in cuts[1:]]
        return f"{table}.take({row})"

    def _put(self, value: object) -> str:
        name = f"_t{len(self.scope)}"
        self.scope[name] = value
        return name


_SIGNS = {"lt": "<", "le": "<=", "eq": "=="}


Block = Callable[[Sequence[tuple[Any, Any, Any]]], list[Any]]


def _function(program: ops.Program, widths: Sequence[Width]) -> Block:
    """The function of one block: (numbers, missing, silent) a slot in, `refer` and the outputs out."""
    import numpy as np

    writer = _Writer(program, widths)
    lines: list[str] = []
    for at, slot in enumerate(program.slots):
        lines.append(f"x{at}, m{at}, n{at} = s[{at}]")
        none = f"_none(x{at}.shape, _bool)"
        lines += [f"if m{at} is None: m{at} = {none}"] if slot.missing else []
        lines += [f"if n{at} is None: n{at} = {none}"] if slot.not_applicable else []
    results = [writer.truth(program.refer)]
    for output in program.outputs:
        is_truth = output.type.kind == "truth"
        results.append(writer.truth(output.value) if is_truth else writer.of(output.value))
        results += [writer.truth(output.missing), writer.truth(output.not_applicable)]
        results += [] if output.under is None else [writer.of(output.under)]
    lines += [*writer.lines, f"return [{', '.join(results)}]"]
    scope: dict[str, object] = {
        "_i32": np.int32, "_i64": np.int64, "_bool": np.bool_, "_byte": np.uint8,
        "_add": np.add, "_take": np.subtract, "_multiply": np.multiply, "_divide": np.floor_divide,
        "_least": np.minimum, "_most": np.maximum, "_where": np.where, "_search": np.searchsorted,
        "_bits": np.bitwise_count, "_none": np.zeros,
    }  # fmt: skip
    for name, value in writer.scope.items():
        if isinstance(value, tuple):
            _, numbers, dtype = value
            value = np.array(numbers, dtype=np.int32 if dtype == "_i32" else np.int64)
        scope[name] = value
    body = "\n  ".join(lines)
    exec(compile(f"def block(s):\n  {body}\n", "<program>", "exec"), scope)
    return cast("Block", scope["block"])


def _powers(op: ops.Power, dtype: str) -> Callable[..., Any]:
    """A geometric mean of columns: each different row of a block once, by the exact rule."""
    sides = len(op.overs)

    def run(*columns: Any) -> Any:
        def each(*row: int) -> int:
            parts = row[:sides], row[sides : 2 * sides], row[2 * sides :]
            return power(*parts, op.top, op.places, op.mode)

        return _by_row(each, columns, dtype)

    return run


def _logs(op: ops.Log, dtype: str) -> Callable[..., Any]:
    def run(*columns: Any) -> Any:
        return _by_row(lambda a, b, c, d: log(a, b, c, d, op.places, op.mode), columns, dtype)

    return run


def _by_row(each: Callable[..., int], columns: Sequence[Any], dtype: str) -> Any:
    import numpy as np

    rows = np.broadcast_arrays(*columns)
    table = np.column_stack([np.asarray(column, np.int64) for column in rows])
    different, back = np.unique(table, axis=0, return_inverse=True)
    found = [each(*map(int, row)) for row in different.tolist()]
    return np.array(found, np.int32 if dtype == "_i32" else np.int64)[back.reshape(-1)]

"""A block of columns by NumPy: a program's operations as calls on arrays.

A number that 64 bits do not hold is Python's own, in an array of such. Constants stay Python numbers
wherever NumPy takes them. Roots and logarithms that floats leave open (`program.roots`) are taken once for
each different row by the exact rule.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from functools import partial
from typing import Any
from typing import Final
from typing import assert_never
from typing import cast

from rubrikdsl.program import ops
from rubrikdsl.program import roots
from rubrikdsl.program.python import settled

FEW: Final = 12
"""Up to so many cuts are compared one after the other."""

Block = Callable[[Sequence[tuple[Any, Any, Any]]], list[Any]]
"""The function of a block: (numbers, missing, silent) a slot in, `refer` and the outputs out."""

Taken = Callable[..., Any]
"""A root or logarithm of columns."""


class _Writer:
    """The lines of a block's function. Constants stay Python numbers wherever NumPy takes them."""

    def __init__(self, program: ops.Program, widths: Sequence[int]) -> None:
        self.program, self.widths = program, widths
        self.lines: list[str] = []
        self.scope: dict[str, tuple[str, Any, str]] = {}
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
        return _TYPES[self.widths[index]]

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
                return self._narrowed("_divide", index, over, under)
            case ops.Least(left, right):
                return self._narrowed("_least", index, left, right)
            case ops.Most(left, right):
                return self._narrowed("_most", index, left, right)
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
            case ops.Power() | ops.Log():
                is_long = any(self._type(arg) == "_long" for arg in ops.reads(op))
                name = self._put(("each" if is_long else "taken", op, dtype))
                return f"{name}({', '.join(map(of, ops.reads(op)))})"
            case _:
                assert_never(op)

    def _narrowed(self, name: str, index: int, left: int, right: int) -> str:
        """What may be narrower than the numbers that it is made of."""
        wide = self._type(max(left, right, key=self.widths.__getitem__))
        found = f"{name}({self.of(left)}, {self.of(right)}, dtype={wide})"
        return found if wide == self._type(index) else f"{found}.astype({self._type(index)})"

    def _truths(self, *args: int) -> bool:
        return any(isinstance(self.program.ops[arg], ops.TRUTHS) for arg in args)

    def _typed(self, index: int, dtype: str) -> str:
        text = self.of(index)
        return self._constant(text, dtype) if isinstance(self.program.ops[index], ops.Whole) else text

    def _constant(self, text: str, dtype: str) -> str:
        """A number that keeps its type where all else beside it are numbers too."""
        return f"_alone({text})" if dtype == "_long" else f"{dtype}({text})"

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
            low, high = (self._constant(str(value), dtype) for value in values)
            return f"_where({text} < {cuts[0]}, {low}, {high})"
        table = self._put(("values", values, dtype))
        if len(cuts) > FEW:
            ends = self._put(("values", cuts, self._type(arg)))
            return f"{table}.take(_search({ends}, {text}, side='right'))"
        row = f"r{index}"
        self.lines.append(f"{row} = ({text} >= {cuts[0]}).view(_byte)")
        self.lines += [f"_add({row}, {text} >= {cut}, out={row}, casting='unsafe')" for cut in cuts[1:]]
        return f"{table}.take({row})"

    def _put(self, value: tuple[str, Any, str]) -> str:
        name = f"_t{len(self.scope)}"
        self.scope[name] = value
        return name


_SIGNS = {"lt": "<", "le": "<=", "eq": "=="}

_TYPES = {32: "_i32", 64: "_i64", 128: "_long"}
"""By the bits of a number; a long one is Python's own."""


def block_of(program: ops.Program, widths: Sequence[int]) -> Block:
    """A program's function."""
    import numpy as np

    writer = _Writer(program, widths)
    lines: list[str] = []
    for at, slot in enumerate(program.slots):
        lines.append(f"x{at}, m{at}, n{at} = s[{at}]")
        none = f"_none(x{at}.shape, _bool)"
        lines += [f"if m{at} is None: m{at} = {none}"] if slot.missing else []
        lines += [f"if n{at} is None: n{at} = {none}"] if slot.not_applicable else []
    refer, results = writer.truth(program.refer), list[str]()
    for at, output in enumerate(program.outputs):
        is_truth = output.type.kind == "truth"
        value = writer.truth(output.value) if is_truth else writer.of(output.value)
        under = [] if output.under is None else [writer.of(output.under)]
        states = [writer.truth(output.missing), writer.truth(output.not_applicable)]
        if any(widths[each] > 64 for each in (output.value, output.under or 0)):
            gone = " | ".join(states)
            writer.lines.append(f"y{at}, u{at}, far{at} = _lowest({value}, {', '.join(under)}, {gone})")
            refer, value, under = f"{refer} | far{at}", f"y{at}", [f"u{at}"]
        results += [value, *states, *under]
    lines += [*writer.lines, f"return [{', '.join([refer, *results])}]"]
    scope: dict[str, object] = {
        "_i32": np.int32, "_i64": np.int64, "_long": np.object_, "_bool": np.bool_, "_byte": np.uint8,
        "_alone": partial(np.array, dtype=np.object_), "_lowest": _lowest,
        "_add": np.add, "_take": np.subtract, "_multiply": np.multiply, "_divide": np.floor_divide,
        "_least": np.minimum, "_most": np.maximum, "_where": np.where, "_search": np.searchsorted,
        "_bits": np.bitwise_count, "_none": np.zeros,
    }  # fmt: skip
    for name, (kind, held, dtype) in writer.scope.items():
        type = cast("Any", scope[dtype])
        scope[name] = (
            np.array(held, type) if kind == "values" else taken(held, type, by_floats=kind == "taken")
        )
    body = "\n  ".join(lines)
    exec(compile(f"def block(s):\n  {body}\n", "<program>", "exec"), scope)
    return cast("Block", scope["block"])


def _lowest(over: Any, under: Any, gone: Any) -> tuple[Any, Any, Any]:
    """Quotients in lowest terms, and where 64 bits do not hold them; 0 where one is gone."""
    import numpy as np

    over, under, gone = np.broadcast_arrays(np.array(over, np.object_, ndmin=1), under, gone)
    over, under = np.where(gone, 0, over), np.where(gone, 1, under)
    common = np.gcd(over, under)
    over, under = over // common, under // common
    far = (abs(over) >= 2**63) | (under >= 2**63)
    return np.where(far, 0, over).astype(np.int64), np.where(far, 1, under).astype(np.int64), far


def taken(op: ops.Power | ops.Log, dtype: Any, *, by_floats: bool = True) -> Taken:
    """The function of a root or logarithm: columns of what it reads in, one column out.

    Floats may look first where no number has more than 63 bits.
    """

    def run(*columns: Any) -> Any:
        import numpy as np

        if not by_floats:
            return _by_row(op, np.broadcast_arrays(*columns), dtype)
        numbers, open_ = roots.power(op, columns) if isinstance(op, ops.Power) else roots.log(op, columns)
        found = numbers.astype(dtype)
        if open_.any():
            rows = [column[open_] for column in np.broadcast_arrays(open_, *columns)[1:]]
            found[open_] = _by_row(op, rows, dtype)
        return found

    return run


def _by_row(op: ops.Power | ops.Log, columns: Sequence[Any], dtype: Any) -> Any:
    """Each different row once, by the exact rule."""
    import numpy as np

    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    known = {row: settled(op, row) for row in dict.fromkeys(rows)}
    return np.array([known[row] for row in rows], dtype)

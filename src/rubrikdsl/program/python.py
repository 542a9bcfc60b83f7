"""A program as Python: straight lines of whole-number arithmetic.

An operation that is read once stands inside what reads it; any other has a variable. So what only one branch
of a `Pick` reads is computed only there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final
from typing import assert_never

from rubrikdsl.exact import Rounding
from rubrikdsl.powers import rounded_log
from rubrikdsl.powers import rounded_power
from rubrikdsl.program import ops

DEEPEST: Final = 12
"""How many operations may stand inside one another."""

DENSE: Final = 1024
"""The most entries of a table that is looked up by position."""

FEW: Final = 6
"""Up to so many cuts are compared one after the other."""


class Text:
    """The text of a program's operations: `of` gives expressions, `lines` the variables in them.

    `inputs` is the expression of each slot's number; `states` of its states; `roots` are the operations that
    are asked for. What the expressions name beside these is in `names`.
    """

    def __init__(
        self,
        program: ops.Program,
        inputs: Sequence[str],
        states: dict[tuple[int, str], str],
        roots: Sequence[int],
    ) -> None:
        self.program, self.inputs, self.states = program, inputs, states
        self.lines: list[str] = []
        self.names: dict[str, object] = {"_bisect": bisect_right, "_power": power, "_log": log}
        self._uses = [0] * len(program.ops)
        for op in program.ops:
            for arg in ops.reads(op):
                self._uses[arg] += 2 if isinstance(op, _COMPARED) else 1
        for root in roots:
            self._uses[root] += 1
        self._said: dict[int, tuple[str, int]] = {}

    def of(self, index: int) -> str:
        """The expression of an operation; lines that it needs are written first."""
        return self._say(index)[0]

    def _say(self, index: int) -> tuple[str, int]:
        found = self._said.get(index)
        if found is not None:
            return found
        op = self.program.ops[index]
        depth = 1 + max((self._say(arg)[1] for arg in ops.reads(op)), default=0)
        text = self._expression(op)
        simple = isinstance(op, (ops.Whole, ops.Input, ops.Is))
        if not simple and (self._uses[index] > 1 or depth > DEEPEST):
            self.lines.append(f"v{index} = {text}")
            text, depth = f"v{index}", 0
        self._said[index] = (text, depth)
        return self._said[index]

    def _expression(self, op: ops.Op) -> str:
        of = self.of
        match op:
            case ops.Whole(value):
                return str(value) if value >= 0 else f"({value})"
            case ops.Input(slot):
                return self.inputs[slot]
            case ops.Is(slot, state):
                return self.states[slot, state]
            case ops.Linear(constant, terms):
                return self._linear(constant, terms)
            case ops.Product(left, right):
                return f"{of(left)}*{of(right)}"
            case ops.Quotient(over, under):
                return f"({of(over)}//{of(under)})"
            case ops.Least(left, right):
                return f"({of(left)} if {of(left)} < {of(right)} else {of(right)})"
            case ops.Most(left, right):
                return f"({of(left)} if {of(left)} > {of(right)} else {of(right)})"
            case ops.Pick(condition, then, otherwise):
                return f"({of(then)} if {of(condition)} else {of(otherwise)})"
            case ops.Compare(op_, left, right):
                return f"({of(left)} {_SIGNS[op_]} {of(right)})"
            case ops.And(args):
                return "(" + " and ".join(map(of, args)) + ")"
            case ops.Or(args):
                return "(" + " or ".join(map(of, args)) + ")"
            case ops.Not(arg):
                return f"(not {of(arg)})"
            case ops.Count(arg):
                return f"(1 if {of(arg)} else 0)"
            case ops.Lookup(arg, cuts, values):
                return self._lookup(arg, cuts, values)
            case ops.Bit(arg, bit):
                return f"({of(arg)} >> {bit} & 1)"
            case ops.Size(arg):
                return f"{of(arg)}.bit_count()"
            case ops.Power(overs, unders, weights, top, places, mode):
                parts = [f"({', '.join(map(of, each))},)" for each in (overs, unders, weights)]
                return f"_power({', '.join(parts)}, {top}, {places}, {mode!r})"
            case ops.Log(over, under, base_over, base_under, places, mode):
                parts = [of(each) for each in (over, under, base_over, base_under)]
                return f"_log({', '.join(parts)}, {places}, {mode!r})"
            case _:
                assert_never(op)

    def _linear(self, constant: int, terms: tuple[tuple[int, int], ...]) -> str:
        parts: list[str] = []
        for factor, arg in terms:
            size = self.of(arg) if abs(factor) == 1 else f"{abs(factor)}*{self.of(arg)}"
            parts.append(("-" if factor < 0 else "+") + size)
        if constant:
            parts.append(f"{constant:+d}")
        return "(" + "".join(parts).removeprefix("+") + ")"

    def _lookup(self, arg: int, cuts: tuple[int, ...], values: tuple[int, ...]) -> str:
        text = self.of(arg)
        low, high = self.program.bounds[arg]
        if len(cuts) > FEW and high - low < DENSE:
            table = tuple(values[bisect_right(cuts, at)] for at in range(low, high + 1))
            return f"{self._name(table)}[{text}{-low:+d}]" if low else f"{self._name(table)}[{text}]"
        if len(cuts) > FEW:
            return f"{self._name(values)}[_bisect({self._name(cuts)}, {text})]"
        chain = str(values[-1])
        for cut, value in zip(reversed(cuts), reversed(values[:-1]), strict=True):
            chain = f"{value} if {text} < {cut} else {chain}"
        return f"({chain})"

    def _name(self, value: object) -> str:
        for name, known in self.names.items():
            if known == value:
                return name
        name = f"_t{len(self.names)}"
        self.names[name] = value
        return name


_COMPARED = (ops.Lookup, ops.Least, ops.Most)
"""What reads its arguments more than once: a call of `min` takes longer than a comparison."""

_SIGNS = {"lt": "<", "le": "<=", "eq": "=="}


@lru_cache(maxsize=4096)
def power(
    overs: tuple[int, ...],
    unders: tuple[int, ...],
    weights: tuple[int, ...],
    top: tuple[int, int],
    places: int,
    mode: Rounding,
) -> int:
    """The meaning of `ops.Power`."""
    total = sum(weights)
    parts = [
        (Fraction(over, under), Fraction(weight, total))
        for over, under, weight in zip(overs, unders, weights, strict=True)
        if weight
    ]
    if any(share <= 0 for share, _ in parts):
        return 0
    return int(rounded_power(parts, Fraction(*top), places, mode) * 10**places)


@lru_cache(maxsize=4096)
def log(over: int, under: int, base_over: int, base_under: int, places: int, mode: Rounding) -> int:
    """The meaning of `ops.Log`; 0 where nothing asks for it."""
    if over <= 0 or base_over <= 0:
        return 0
    one, value, base = Fraction(1), Fraction(over, under), Fraction(base_over, base_under)
    if base == 1 or not min(base, one) <= value <= max(base, one):
        return 0
    return int(rounded_log(value, base, places, mode) * 10**places)


def settled(op: ops.Power | ops.Log, read: Sequence[int]) -> int:
    """A root or logarithm of the numbers that it reads."""
    if isinstance(op, ops.Log):
        over, under, base_over, base_under = read
        return log(over, under, base_over, base_under, op.places, op.mode)
    sides = len(op.overs)
    parts = tuple(read[:sides]), tuple(read[sides : 2 * sides]), tuple(read[2 * sides :])
    return power(*parts, op.top, op.places, op.mode)

"""The operations of a program as expressions; what several read has a name, step by step.

Every operation has the narrowest type that holds it and all that it is put together from, by the bounds of
the program: nothing can overflow, whatever the table holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Final
from typing import assert_never

from sqlglot import exp

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.parts import Columns
from rubrikdsl.sql.problems import Obstacle
from rubrikdsl.sql.problems import ObstacleError
from rubrikdsl.sql.problems import What
from rubrikdsl.sql.problems import clause_of
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import atom
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import joined
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import truth

DEEPEST: Final = 10
"""How many operations may stand inside one another."""

_SIGNS: Final[dict[str, type[exp.Binary]]] = {"lt": exp.LT, "le": exp.LTE, "eq": exp.EQ}


class Arithmetic:
    """The expressions of one program; `layers` are the named ones, each on those before.

    All names end in `suffix`.
    """

    def __init__(
        self, plan: ir.Plan, program: ops.Program, dialect: Dialect, roots: Iterable[int], suffix: str
    ) -> None:
        self.plan, self.program, self.dialect, self.suffix = plan, program, dialect, suffix
        self._uses = [0] * len(program.ops)
        for op in program.ops:
            for arg in ops.reads(op):
                self._uses[arg] += 2 if isinstance(op, (ops.Lookup, ops.Size)) else 1
        for root in roots:
            self._uses[root] += 2
        self._depth: list[int] = []
        self._level: list[int] = []
        self._bits = [self._own_bits(index) for index in range(len(program.ops))]
        for index in range(len(program.ops)):
            self._place(index)

    def layers(self) -> list[Columns]:
        """The operations with a name: first those that stand on slots alone."""
        found: list[list[int]] = [[] for _ in range(max(self._level, default=0))]
        for index, depth in enumerate(self._depth):
            if depth == 0 and not self._simple(index) and self._uses[index]:
                found[self._level[index] - 1].append(index)
        return [[(self._named(index), self.expression(index)) for index in layer] for layer in found if layer]

    def of(self, index: int) -> Node:
        """An operation by its name, or put in place."""
        if self._simple(index):
            op = self.program.ops[index]
            return number(op.value) if isinstance(op, ops.Whole) else column(self._name(index))
        return column(self._named(index)) if self._depth[index] == 0 else self.expression(index)

    def truth(self, index: int) -> Node:
        """The same where a truth is wanted."""
        op = self.program.ops[index]
        return truth(bool(op.value)) if isinstance(op, ops.Whole) else self.of(index)

    def _simple(self, index: int) -> bool:
        return isinstance(self.program.ops[index], (ops.Whole, ops.Input, ops.Is))

    def _named(self, index: int) -> str:
        return f"v{index}{self.suffix}"

    def _name(self, index: int) -> str:
        op = self.program.ops[index]
        if isinstance(op, ops.Is) and op.state != "yes":
            return f"{'m' if op.state == 'missing' else 'n'}{op.slot}{self.suffix}"
        assert isinstance(op, (ops.Input, ops.Is))
        return f"x{op.slot}{self.suffix}"

    def _place(self, index: int) -> None:
        """Whether an operation has a name (depth 0), and in which layer it or its place is."""
        args = ops.reads(self.program.ops[index])
        below = max((self._level[arg] for arg in args), default=0)
        depth = 1 + max((self._depth[arg] for arg in args), default=0)
        if self._simple(index):
            depth, level = 0, 0
        elif self._uses[index] > 1 or depth > DEEPEST:
            depth, level = 0, below + 1
        else:
            level = below
        self._depth.append(depth)
        self._level.append(level)

    def _own_bits(self, index: int) -> int:
        """The bits of an operation with its sign: of its value and of what is computed on the way to it."""
        op = self.program.ops[index]
        low, high = self.program.bounds[index]
        most = max(abs(low), abs(high))
        match op:
            case ops.Linear(constant, terms):
                sizes = (abs(factor) * max(map(abs, self.program.bounds[arg])) for factor, arg in terms)
                most = max(most, abs(constant) + sum(sizes))
            case ops.Power() | ops.Log():
                what: What = "power" if isinstance(op, ops.Power) else "log"
                raise ObstacleError(Obstacle(what, self._clause(index)))
            case _:
                pass
        bits = most.bit_length() + 1
        if bits > self.dialect.bits:
            raise self.too_wide(index, bits)
        return bits

    def _clause(self, index: int) -> Clause | None:
        return clause_of(self.plan, self.program.origins[index])

    def bits(self, index: int, more: int = 0) -> int:
        """The bits of an operation, and of a sum of so many that it takes `more`; none may be too wide."""
        bits = self._bits[index] + more
        if bits > self.dialect.bits:
            raise self.too_wide(index, bits)
        return bits

    def too_wide(self, index: int, bits: int) -> ObstacleError:
        """What stops a statement where an operation needs so many bits."""
        return ObstacleError(Obstacle("wide", self._clause(index), bits))

    def _working(self, index: int) -> int:
        """The bits that an operation is computed in: at least those of the numbers that it reads."""
        args = ops.reads(self.program.ops[index])
        return max([self._bits[index], *(self._bits[arg] for arg in args)])

    def _back(self, index: int, node: Node) -> Node:
        """A number that was computed in a wider type than its own."""
        own, working = self._bits[index], self._working(index)
        if self.dialect.type_of(own) == self.dialect.type_of(working):
            return node
        return self.dialect.cast(node, own)

    def _wide(self, arg: int, bits: int) -> Node:
        """An operand in the type that holds so many bits."""
        if self.dialect.type_of(self._bits[arg]) == self.dialect.type_of(bits):
            return self.of(arg)
        return self.dialect.cast(self.of(arg), bits)

    def expression(self, index: int) -> Node:
        """An operation on others."""
        op = self.program.ops[index]
        of = self.of
        match op:
            case ops.Whole() | ops.Input() | ops.Is():
                return of(index)
            case ops.Linear(constant, terms):
                return self._linear(index, constant, terms)
            case ops.Product(left, right):
                bits = self._bits[index]
                return binary(exp.Mul, self._wide(left, bits), self._wide(right, bits))
            case ops.Quotient(over, under):
                negative = self.program.bounds[over][0] < 0
                working = self._working(index)
                return self._back(
                    index, self.dialect.quotient(of(over), of(under), working, negative=negative)
                )
            case ops.Least(left, right):
                return self._back(index, case([(binary(exp.LT, of(left), of(right)), of(left))], of(right)))
            case ops.Most(left, right):
                return self._back(index, case([(binary(exp.LT, of(left), of(right)), of(right))], of(left)))
            case ops.Pick(condition, then, otherwise):
                return self._back(index, case([(self.truth(condition), of(then))], of(otherwise)))
            case ops.Compare("eq", left, right) if self._truths(left, right):
                return equal(self.truth(left), self.truth(right))
            case ops.Compare(sign, left, right):
                return binary(_SIGNS[sign], of(left), of(right))
            case ops.And(args):
                return every([self.truth(arg) for arg in args])
            case ops.Or(args):
                return some([self.truth(arg) for arg in args])
            case ops.Not(arg):
                return negated(self.truth(arg))
            case ops.Count(arg):
                return case([(self.truth(arg), number(1))], number(0))
            case ops.Lookup(arg, cuts, values):
                *some_values, last = values
                steps = [
                    (binary(exp.LT, of(arg), number(cut)), number(value))
                    for cut, value in zip(cuts, some_values, strict=True)
                ]
                return case(steps, number(last))
            case ops.Bit(arg, bit):
                return self._bit(arg, bit)
            case ops.Size(arg, bits):
                held = [case([(self._bit(arg, bit), number(1))], number(0)) for bit in range(bits)]
                return joined(exp.Add, held)
            case ops.Power() | ops.Log():
                raise AssertionError(op)
            case _:
                assert_never(op)

    def _bit(self, arg: int, bit: int) -> Node:
        return binary(exp.NEQ, binary(exp.BitwiseAnd, self.of(arg), number(1 << bit)), number(0))

    def _truths(self, *args: int) -> bool:
        return any(isinstance(self.program.ops[arg], ops.TRUTHS) for arg in args)

    def _linear(self, index: int, constant: int, terms: Sequence[tuple[int, int]]) -> Node:
        bits = self._bits[index]
        parts: list[Node] = []
        for factor, arg in terms:
            operand = self._wide(arg, bits)
            parts.append(operand if factor == 1 else binary(exp.Mul, number(factor), operand))
        if constant:
            parts.append(number(constant))
        return joined(exp.Add, [part if isinstance(part, exp.Mul) else atom(part) for part in parts])

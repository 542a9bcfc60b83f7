"""Expressions: from names and operators as written to typed expressions of the model.

A `Reader` stands at one place of the rubric: it knows which node it is in, and what is known there of
missing and not applicable values (`known`). What could not be read is None; it has been reported once,
and whatever contains it stays silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from typing import Final
from typing import Literal
from typing import assert_never

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.collected import Way
from rubrikdsl.semantics.collected import members
from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.facts import UNREAD
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import facts
from rubrikdsl.semantics.functions import call
from rubrikdsl.semantics.model import DATE
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import Among
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Branch
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Operator
from rubrikdsl.semantics.model import StateOf
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.quantified import own
from rubrikdsl.semantics.quantified import quantified
from rubrikdsl.semantics.references import Site
from rubrikdsl.semantics.references import Viewpoint
from rubrikdsl.semantics.references import refer
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

MAX_DEPTH: Final = 100
"""How deep an expression may nest, what it reads by name included."""

_ARITHMETIC: Final[dict[tree.Arithmetic, Operator]] = {"+": "add", "-": "sub", "*": "mul", "/": "div"}
_COMPARISON: Final[dict[tree.Comparison, Operator]] = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


@dataclass(slots=True)
class Reader(Viewpoint):
    """Reads expressions at one place. `reads` collects what they read, for cycles and unused inputs.

    `deepest` is how deep the deepest of them nests by itself.
    """

    deepest: int = 0
    _depth: int = 0
    _whole: Place = NOWHERE

    # What callers ask for

    def truth(self, expression: tree.Expression, known: Facts = NOTHING) -> Expression | None:
        """A condition."""
        read = self.read(expression, known)
        if read is None:
            return None
        if read.type != TRUTH:
            self.context.add(problems.not_a_condition(self._text(expression), expression.place, read.type))
            return None
        return read

    def number(self, expression: tree.Expression, known: Facts = NOTHING) -> Expression | None:
        """A plain number (not a share)."""
        read = self.read(expression, known)
        if read is None:
            return None
        if read.type != NUMBER:
            self.context.add(problems.not_a_number(self._text(expression), expression.place, read.type))
            return None
        return read

    def unguarded(self, ref: tree.Ref) -> Expression | None:
        """A reference that is only classified or asked for, so that its absence needs no guard."""
        return refer(self, ref, None)

    def inside(self, way: Way, part: Literal["where", "value"]) -> Reader:
        """A reader among the names of a collection's members."""
        around = self.site
        own = around is None or (around.own and way.written[: len(around.prefix)] == around.prefix)
        return Reader(self.context, way.last.names, site=Site(way.written, part, own))

    def after(self, condition: Expression | None, known: Facts, holds: bool = True) -> Facts:
        """What is known once the condition held (or did not); None is one that could not be read."""
        if condition is None:
            return known | UNREAD
        return known | facts(condition, holds, self.names.owners)

    def read(self, expression: tree.Expression, known: Facts = NOTHING) -> Expression | None:
        """Any expression."""
        if self._depth == 0:
            self._whole = expression.place
        if self.context.depth >= MAX_DEPTH:
            self.context.add(problems.too_deep(self._whole, MAX_DEPTH))
            return None
        self._depth += 1
        self.context.depth += 1
        self.deepest = max(self.deepest, self._depth)
        try:
            return self._read(expression, known)
        finally:
            self._depth -= 1
            self.context.depth -= 1

    # One method a form

    def _read(self, e: tree.Expression, known: Facts) -> Expression | None:
        match e:
            case tree.Number():
                return number(e)
            case tree.Truth():
                return Constant(e.value, TRUTH, e.place)
            case tree.Day():
                return Constant(e.value, DATE, e.place)
            case tree.Quoted():
                self.context.add(problems.text_alone(e.place))
                return None
            case tree.Ref():
                return refer(self, e, known)
            case tree.Negative():
                operand = self.amount(e.operand, known)
                return operand and Operation("neg", (operand,), operand.type, e.place)
            case tree.Arith():
                return self._arithmetic(e, known)
            case tree.Compare():
                return self._comparison(e, known)
            case tree.Is():
                return self._equality(e, known)
            case tree.Among():
                return self._among(e, known)
            case tree.Contains():
                return self._contains(e, known)
            case tree.Between():
                return self._between(e, known)
            case tree.State():
                return self._state(e)
            case tree.Not():
                inner = self.truth(e.operand, known)
                return inner and negation(inner, e.place)
            case tree.Logic():
                left = self.truth(e.left, known)
                right = self.truth(e.right, self.after(left, known, e.op == "and"))
                if left is None or right is None:
                    return None
                return Operation(e.op, (left, right), TRUTH, e.place)
            case tree.Call():
                return call(self, e, known)
            case tree.If():
                return self._if(e, known)
            case tree.Own():
                return own(self, e)
            case tree.Quantified():
                return quantified(self, e, known)
            case tree.QuantifiedMembers():
                return members(self, e, known)
            case _:
                assert_never(e)

    def amount(self, e: tree.Expression, known: Facts) -> Expression | None:
        """A number or a share."""
        read = self.read(e, known)
        if read is not None and read.type not in (NUMBER, SHARE):
            self.context.add(problems.not_a_number(self._text(e), e.place, read.type))
            return None
        return read

    def _arithmetic(self, e: tree.Arith, known: Facts) -> Expression | None:
        left, right = self.amount(e.left, known), self.amount(e.right, known)
        if left is None or right is None:
            return None
        shares = (left.type == SHARE, right.type == SHARE)
        if e.op in "+-":
            if left.type != right.type:
                self.mismatch(e.left, e.right, left.type, right.type)
                return None
            result = left.type
        elif e.op == "*":
            result = SHARE if all(shares) else NUMBER
        else:
            result = SHARE if shares == (True, False) else NUMBER
        return Operation(_ARITHMETIC[e.op], (left, right), result, e.place)

    def _comparison(self, e: tree.Compare, known: Facts) -> Expression | None:
        left, right = self._ordered(e.left, known), self._ordered(e.right, known)
        if left is None or right is None:
            return None
        if left.type != right.type:
            self.mismatch(e.left, e.right, left.type, right.type)
            return None
        return Operation(_COMPARISON[e.op], (left, right), TRUTH, e.place)

    def _ordered(self, e: tree.Expression, known: Facts) -> Expression | None:
        read = self.read(e, known)
        if read is not None and read.type not in (NUMBER, SHARE, DATE):
            self.context.add(problems.not_ordered(self._text(e), e.place, read.type))
            return None
        return read

    def _between(self, e: tree.Between, known: Facts) -> Expression | None:
        parts = [self._ordered(part, known) for part in (e.operand, e.low, e.high)]
        operand, low, high = parts
        if operand is None or low is None or high is None:
            return None
        for bound, written in ((low, e.low), (high, e.high)):
            if bound.type != operand.type:
                self.mismatch(e.operand, written, operand.type, bound.type)
                return None
        above = Operation("ge", (operand, low), TRUTH, e.place)
        return Operation("and", (above, Operation("le", (operand, high), TRUTH, e.place)), TRUTH, e.place)

    def _equality(self, e: tree.Is, known: Facts) -> Expression | None:
        left = self.read(e.left, known)
        if left is None:
            return None
        right = self._member(e.right, left, e.left, known)
        if right is None:
            return None
        return Operation("ne" if e.negated else "eq", (left, right), TRUTH, e.place)

    def _member(
        self, e: tree.Expression, left: Expression, written: tree.Expression, known: Facts
    ) -> Expression | None:
        """The right side of `is`, or an item of `in (…)`: a code or a value of the type of the left side."""
        if left.type.kind in ("text", "set"):
            self.context.add(problems.not_compared(self._text(written), written.place, left.type))
            return None
        if left.type.kind == "code" and isinstance(e, tree.Ref | tree.Quoted):
            return self._code(e, left.type, self._text(written))
        right = self.read(e, known)
        if right is None:
            return None
        if right.type != left.type:
            self.mismatch(written, e, left.type, right.type)
            return None
        return right

    def _code(self, e: tree.Ref | tree.Quoted, kind: Type, of: str) -> Constant | None:
        code = e.text if isinstance(e, tree.Quoted) else ".".join(e.names)
        if code in kind.codes:
            return Constant(code, kind, e.place)
        if code not in self.context.mentioned:
            self.context.add(problems.unknown_option(code, e.place, of, kind.codes))
        return None

    def _among(self, e: tree.Among, known: Facts) -> Expression | None:
        left = self.read(e.left, known)
        if left is None:
            return None
        values = []
        for item in e.items:
            read = self._member(item, left, e.left, known)
            match read:
                case None:
                    return None
                case Constant(value=value):
                    values.append(value)
                case Operation(op="neg", args=(Constant(value=Fraction() as amount),)):
                    values.append(-amount)
                case _:
                    self.context.add(problems.not_constant(self._text(item), item.place))
                    return None
        among = Among(left, tuple(values), TRUTH, e.place)
        return negation(among, e.place) if e.negated else among

    def _contains(self, e: tree.Contains, known: Facts) -> Expression | None:
        container = refer(self, e.container, known)
        if container is None:
            return None
        if container.type.kind != "set":
            self.context.add(problems.not_a_set(self._text(e.container), e.container.place, container.type))
            return None
        if not isinstance(e.item, tree.Ref | tree.Quoted):
            self.context.add(
                problems.unknown_option(
                    self._text(e.item), e.item.place, self._text(e.container), container.type.codes
                )
            )
            return None
        item = self._code(e.item, container.type, self._text(e.container))
        if item is None:
            return None
        has = Operation(
            "has", (container, replace(item, type=Type("code", container.type.codes))), TRUTH, e.place
        )
        return negation(has, e.place) if e.negated else has

    def _state(self, e: tree.State) -> Expression | None:
        arg = refer(self, e.operand, None)
        if arg is None:
            return None
        if not isinstance(arg, AnswerOf | NodeReading):
            self.context.add(problems.no_state(self._text(e.operand), e.operand.place))
            return None
        state = StateOf(arg, e.state, TRUTH, e.place)
        return negation(state, e.place) if e.negated else state

    def _if(self, e: tree.If, known: Facts) -> Expression | None:
        condition = self.truth(e.condition, known)
        then = self.read(e.then, self.after(condition, known))
        otherwise = self.read(e.otherwise, self.after(condition, known, False))
        if condition is None or then is None or otherwise is None:
            return None
        if then.type != otherwise.type:
            self.mismatch(e.then, e.otherwise, then.type, otherwise.type)
            return None
        return Choose((Branch(condition, then),), otherwise, then.type, e.place)

    # Words

    def mismatch(self, left: tree.Expression, right: tree.Expression, a: Type, b: Type) -> None:
        """Report two sides that do not go together."""
        self.context.add(
            problems.type_mismatch(self._text(left), left.place, a, self._text(right), right.place, b)
        )

    def _text(self, e: tree.Expression) -> str:
        return self.context.text(e.place)


def number(e: tree.Number) -> Constant:
    """A number as written; `60%` is the share 3/5."""
    return Constant(e.value / 100, SHARE, e.place) if e.percent else Constant(e.value, NUMBER, e.place)


def negation(inner: Expression, place: Place) -> Expression:
    """The opposite of a truth."""
    return Operation("not", (inner,), TRUTH, place)

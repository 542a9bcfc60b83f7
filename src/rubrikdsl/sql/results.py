"""Outputs of a program as columns of the result: exact decimals where the dialect has them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from sqlglot import exp

from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.program import ops
from rubrikdsl.sql.arithmetic import Arithmetic
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import cast_to
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import text

FIRST: Final = date(1970, 1, 1).toordinal()


def value(output: ops.Output, arithmetic: Arithmetic) -> Node:
    """The value of an output, where it has one."""
    program, dialect = arithmetic.program, arithmetic.dialect
    found = arithmetic.of(output.value)
    low, high = program.bounds[output.value]
    match output.type.kind:
        case "number" | "share":
            return _number(output, arithmetic)
        case "truth":
            return arithmetic.truth(output.value)
        case "date":
            return _date(found, dialect)
        case "set":
            return _set(output, found)
        case _:
            words = [(at, word) for at, word in enumerate(program.words) if low <= at <= high]
            return case([(equal(found, number(at)), text(word)) for at, word in words])


def _number(output: ops.Output, arithmetic: Arithmetic) -> Node:
    """A decimal, exact; a text with numerator and denominator where it does not end."""
    dialect, found = arithmetic.dialect, arithmetic.of(output.value)
    places = decimal_places(Fraction(1, output.scale))
    most = max(map(abs, arithmetic.program.bounds[output.value]))
    if output.under is None and places is not None:
        factor = 10**places // output.scale
        digits = len(str(most * factor))
        if not places:
            return found
        if dialect.digits and digits + places + 1 <= dialect.digits and places <= dialect.places:
            unit = fixed(Fraction(1, output.scale), places)
            wide = cast_to(found, dialect.decimal(digits, 0))
            return binary(exp.Mul, wide, cast_to(text(unit), dialect.decimal(places + 1, places)))
        if not dialect.digits and (most * factor).bit_length() < dialect.bits:
            units = found if factor == 1 else binary(exp.Mul, number(factor), found)
            return _digits(units, places)
    over, under = cast_to(found, "TEXT"), number(output.scale)
    if output.under is not None:
        bits = (max(map(abs, arithmetic.program.bounds[output.under])) * output.scale).bit_length() + 1
        if bits > dialect.bits:
            return _joined(over, text("/"), cast_to(arithmetic.of(output.under), "TEXT"),
                           text(f"/{output.scale}"))  # fmt: skip
        under = dialect.cast(arithmetic.of(output.under), bits)
        under = under if output.scale == 1 else binary(exp.Mul, number(output.scale), under)
    return _joined(over, text("/"), cast_to(under, "TEXT"))


def _digits(units: Node, places: int) -> Node:
    """The text of a decimal, from its whole number of units."""
    size = call("ABS", units)
    whole = exp.Div(this=size, expression=number(10**places), typed=True, safe=False)
    rest = exp.Mod(this=size.copy(), expression=number(10**places))
    padded = exp.Substring(
        this=exp.Paren(this=_joined(text("0" * places), cast_to(rest, "TEXT"))),
        start=number(-places),
    )
    sign = case([(binary(exp.LT, units, number(0)), text("-"))], text(""))
    return _joined(sign, cast_to(whole, "TEXT"), text("."), padded)


def _joined(*parts: Node) -> Node:
    found, *rest = parts
    for part in rest:
        found = exp.DPipe(this=found, expression=part)
    return found


def _date(found: Node, dialect: Dialect) -> Node:
    if dialect.name == "sqlite":
        return call("DATE", binary(exp.Add, found, number("1721424.5")))
    first = cast_to(text("1970-01-01"), "DATE")
    days = binary(exp.Sub, found, number(FIRST))
    if dialect.name == "spark":
        return call("DATE_ADD", first, days)
    if dialect.name == "bigquery":
        return call("DATE_ADD", first, exp.Interval(this=exp.Paren(this=days), unit=exp.var("DAY")))
    return binary(exp.Add, first, cast_to(days, "INT"))


def _set(output: ops.Output, found: Node) -> Node:
    """The codes in order, with `; ` between them, as in other tables."""
    parts: list[Node] = []
    for code in sorted(output.type.codes):
        bit = binary(exp.BitwiseAnd, found, number(1 << output.type.codes.index(code)))
        parts.append(case([(binary(exp.NEQ, bit, number(0)), text(f"; {code}"))], text("")))
    return exp.Substring(this=exp.Paren(this=_joined(*parts)), start=number(3)) if parts else text("")

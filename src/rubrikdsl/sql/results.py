"""Outputs of a program as columns of the result: exact decimals where the dialect has them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import gcd
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

DIGITS: Final = 38
"""Of a decimal in a column of results, as in other tables."""

FIRST: Final = date(1970, 1, 1).toordinal()


def value(output: ops.Output, arithmetic: Arithmetic, places: int | None) -> Node:
    """The value of an output, where it has one; `places` are a number's decimals (None: it is a text)."""
    program, dialect = arithmetic.program, arithmetic.dialect
    found = arithmetic.of(output.value)
    low, high = program.bounds[output.value]
    match output.type.kind:
        case "number" | "share":
            return _number(output, arithmetic, places)
        case "truth":
            return arithmetic.truth(output.value)
        case "date":
            return _date(found, dialect)
        case "set":
            return _set(output, found)
        case _:
            words = [(at, word) for at, word in enumerate(program.words) if low <= at <= high]
            return case([(equal(found, number(at)), text(word)) for at, word in words])


def _number(output: ops.Output, arithmetic: Arithmetic, places: int | None) -> Node:
    """A decimal, exact; a text where the rubric may give it any number of decimals."""
    dialect, found = arithmetic.dialect, arithmetic.of(output.value)
    if places is not None:
        units, digits = _units(output, arithmetic, places)
        return _decimal(units, digits, places, dialect) if dialect.digits else _digits(units, places)
    ending = decimal_places(Fraction(1, output.scale))
    if output.under is None and ending is not None:
        units, digits = _units(output, arithmetic, ending)
        if not dialect.digits:
            return _shortest(_digits(units, ending), ending, dialect)
        # outside ANSI mode Spark writes smaller ones as `1E-7`; a numerator and denominator stay exact
        most = 6 if dialect.name == "spark" else dialect.places
        if digits + ending < dialect.digits and ending <= most:
            shown = cast_to(_times_unit(units, digits, ending, dialect), "TEXT")
            return shown if dialect.name == "bigquery" else _shortest(shown, ending, dialect)
    over, under = cast_to(found, "TEXT"), number(output.scale)
    if output.under is not None:
        bits = (max(map(abs, arithmetic.program.bounds[output.under])) * output.scale).bit_length() + 1
        if bits > dialect.bits:
            return _joined(over, text("/"), cast_to(arithmetic.of(output.under), "TEXT"),
                           text(f"/{output.scale}"))  # fmt: skip
        under = dialect.cast(arithmetic.of(output.under), bits)
        under = under if output.scale == 1 else binary(exp.Mul, number(output.scale), under)
    return _joined(over, text("/"), cast_to(under, "TEXT"))


def _units(output: ops.Output, arithmetic: Arithmetic, places: int) -> tuple[Node, int]:
    """A number times 10 ** places, which is whole, and the digits that it may have."""
    program, dialect = arithmetic.program, arithmetic.dialect
    common = gcd(10**places, output.scale)
    factor, divisor = 10**places // common, output.scale // common
    low, high = program.bounds[output.value]
    bits = arithmetic.bits(output.value, factor.bit_length())
    over = dialect.cast(arithmetic.of(output.value), bits)
    over = over if factor == 1 else binary(exp.Mul, number(factor), over)
    most = max(-low, high) * factor // divisor
    if output.under is not None:
        wide = (divisor * program.bounds[output.under][1]).bit_length() + 1
        if wide > dialect.bits:
            raise arithmetic.too_wide(output.value, wide)
        under = dialect.cast(arithmetic.of(output.under), max(bits, wide))
        under = under if divisor == 1 else binary(exp.Mul, number(divisor), under)
        return dialect.quotient(over, under, max(bits, wide), negative=low < 0), len(str(most))
    if divisor != 1:
        over = dialect.quotient(over, number(divisor), bits, negative=low < 0)
    return over, len(str(most))


def _decimal(units: Node, digits: int, places: int, dialect: Dialect) -> Node:
    """A whole number of units as a decimal."""
    wide = dialect.decimal(min(DIGITS, dialect.digits), places)
    return cast_to(_times_unit(units, min(digits, DIGITS - places), places, dialect), wide)


def _times_unit(units: Node, digits: int, places: int, dialect: Dialect) -> Node:
    if not places:
        return cast_to(units, dialect.decimal(digits, 0))
    unit = cast_to(text(fixed(Fraction(1, 10**places), places)), dialect.decimal(places + 1, places))
    return binary(exp.Mul, cast_to(units, dialect.decimal(digits, 0)), unit)


def _shortest(node: Node, places: int, dialect: Dialect) -> Node:
    """The text of a decimal without zeros at its end."""
    for mark in "0.":
        if not places:
            break
        if dialect.name == "spark":  # whose RTRIM takes what is cut off first
            node = exp.Trim(this=node, expression=text(mark), position="TRAILING")
        else:
            node = call("RTRIM", node, text(mark))
    return node


def _digits(units: Node, places: int) -> Node:
    """The text of a decimal, from its whole number of units."""
    if not places:
        return cast_to(units, "TEXT")
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

"""Nested keys and values (TOML, JSON, a Python mapping) to raw records.

One assessment is a mapping; several stand under `record`, or in a list. A key inside a table is joined to
the table's with a dot, so that dotted, nested and quoted keys say the same. A list of tables is a collection.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import MAX_DIGITS
from rubrikdsl.records import problems
from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.rows import Sheet

SEVERAL = "record"


class _RefusedError(Exception):
    """Carries a problem out of the nesting; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def from_tree(file: str, document: object, limits: Limits, rows: Sequence[int] = ()) -> Sheet:
    """The records of a document; `rows` are the lines on which its `[[record]]`s begin, where known."""
    tables: Sequence[object]
    match document:
        case Mapping() if _is_tables(document.get(SEVERAL)):
            tables = document[SEVERAL]
            beside = [str(key) for key in document if key != SEVERAL]
            if beside:
                return Sheet(problems=(problems.beside_records(file, beside[0]),))
        case Mapping():
            tables = (document,) if document else ()
        case list() | tuple() if _is_tables(document) or any(isinstance(item, Mapping) for item in document):
            tables = document
        case _:
            return Sheet(problems=(problems.no_records(file),))
    if not tables:
        return Sheet(problems=(problems.empty_file(file),))
    if len(tables) > limits.rows:
        return Sheet(problems=(problems.too_many_rows(file, None, limits.rows),))
    places: Sequence[int | None] = rows if len(rows) == len(tables) else [None] * len(tables)
    found = []
    for table, row in zip(tables, places, strict=True):
        try:
            found.append(_one(table, file, row, limits))
        except _RefusedError as refused:
            return Sheet(problems=(refused.problem,))
    return Sheet(tuple(found))


def from_mapping(
    table: object, file: str = "", row: int | None = None, limits: Limits | None = None
) -> RawRecord:
    """One record from a mapping, as Python hands it in; whatever else it is has a problem."""
    try:
        return _one(table, file, row, limits or Limits())
    except _RefusedError as refused:
        return RawRecord(file, row, {}, problems=(refused.problem,))


def number(text: str) -> Raw:
    """The exact number that a TOML or JSON numeral writes; its text where that is none or too long.

    >>> number("49.85"), number("nan"), number("1e999999999")
    (Fraction(997, 20), 'nan', '1e999999999')
    """
    if len(text) > MAX_DIGITS:
        return text
    value = Decimal(text)
    if not value.is_finite() or abs(value.as_tuple().exponent) > MAX_DIGITS:  # type: ignore[arg-type]
        return text
    return Fraction(value)


def _one(table: object, file: str, row: int | None, limits: Limits) -> RawRecord:
    if isinstance(table, Mapping):
        return _record(table, file, row, limits)
    return RawRecord(file, row, {}, problems=(problems.no_record(file, row),))


def _record(table: Mapping[str, object], file: str, row: int | None, limits: Limits) -> RawRecord:
    cells: dict[str, Raw] = {}
    members: dict[str, tuple[RawRecord, ...]] = {}
    faults: list[Problem] = []
    for key, value in _flat(table, "", file, limits.nesting):
        if key in cells or key in members:
            faults.append(problems.key_twice(file, row, key))
        elif isinstance(value, (list, tuple)) and value and _is_tables(value):
            deeper = Limits(limits.csv_bytes, limits.tree_bytes, limits.rows, limits.nesting - 1)
            members[key] = tuple(_record(item, file, row, deeper) for item in value)
        elif isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) for item in value):
            faults.append(problems.mixed_list(file, row, key))
        else:
            cells[key] = cell(value, file, limits.nesting)
    return RawRecord(file, row, cells, members, tuple(faults))


def _is_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, Mapping) for item in value)


def _flat(table: Mapping[str, object], before: str, file: str, depth: int) -> Iterator[tuple[str, object]]:
    if depth <= 0:
        raise _RefusedError(problems.too_deep(file))
    for key, value in table.items():
        path = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}.", file, depth - 1)
        else:
            yield path, value


def _sized(value: Fraction) -> Raw:
    """A number, or the text of one that is too long to be printed."""
    most = 10**MAX_DIGITS
    if abs(value.numerator) < most and value.denominator < most:
        return value
    digits = str(Decimal(value.numerator))  # unlike `int`, of any length
    return digits if value.denominator == 1 else f"{digits}/{Decimal(value.denominator)}"


def cell(value: object, file: str, depth: int) -> Raw:
    """A value of Python as a cell."""
    if depth <= 0:
        raise _RefusedError(problems.too_deep(file))
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return value
        case Figure() | Broken():  # of a sheet, as `read_data` gives its rows
            return value
        case int() | Fraction():
            return _sized(Fraction(value))
        case float() | Decimal():
            return number(float.__repr__(value) if isinstance(value, float) else str(value))
        case datetime() | time():
            return value.isoformat()
        case date():
            return value
        case list() | tuple():
            return tuple(cell(item, file, depth - 1) for item in value)
        case set() | frozenset():
            return tuple(cell(item, file, depth - 1) for item in sorted(value, key=str))
        case _:
            return str(value)

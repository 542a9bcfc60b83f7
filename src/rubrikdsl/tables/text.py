"""Tables as text: CSV, JSON and TOML for machines, Markdown for people.

For machines numbers are exact texts with a point. What does not end is a fraction (`42561/700`), and what is
not there is an empty cell of CSV, `null` of JSON, and no key of TOML.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.tables import problems
from rubrikdsl.tables.model import Cell
from rubrikdsl.tables.model import Column
from rubrikdsl.tables.model import Table
from rubrikdsl.tables.model import plain

_FORMULA = re.compile(r"[\s\0]*[=+\-@\t\r]")
"""How a text begins that a spreadsheet would take for a formula."""


def to_csv(table: Table, *, guarded: bool = False) -> str:
    """Rows below their headings. `guarded`: a text that a spreadsheet would run as a formula gets a `'`."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_csv(column.name, guarded) for column in table.columns])
    writer.writerows([_csv(cell, guarded) for cell in row] for row in table.rows)
    return out.getvalue()


def _csv(cell: Cell, guarded: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Fraction():
            return to_text(cell)
        case date():
            return cell.isoformat()
        case str():
            return f"'{cell}" if guarded and _FORMULA.match(cell) else cell


def to_json(table: Table) -> str:
    """An array with an object for each row."""
    import json

    names = table.names()
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_toml(table: Table) -> str:
    """A `[[row]]` for each row; days are dates of TOML."""
    import tomli_w

    names = table.names()
    rows = [
        {
            name: cell if isinstance(cell, date) else plain(cell)
            for name, cell in zip(names, row, strict=True)
            if cell is not None
        }
        for row in table.rows
    ]
    return tomli_w.dumps({"row": rows}, multiline_strings=False)


def to_markdown(table: Table, language: Language = "en") -> str:
    """A table of Markdown in the reader's language, its title above it."""
    heads = [_escaped(column.name) for column in table.columns]
    places = [table.places(at) if column.is_number else 0 for at, column in enumerate(table.columns)]
    lines = [[*heads]]
    for row in table.rows:
        cells = zip(row, table.columns, places, strict=True)
        lines.append([_escaped(readable(cell, column, least, language)) for cell, column, least in cells])
    rule = ["---:" if column.is_number else "---" for column in table.columns]
    drawn = [f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:])]
    title = [f"**{_escaped(table.title)}**", ""] if table.title else []
    return "\n".join((*title, *drawn)) + "\n"


def readable(cell: Cell, column: Column, places: int, language: Language) -> str:
    """A cell as people read it, with the decimals of its column; all of a number, unless print is rounded.

    >>> readable(Fraction(42561, 700), Column("nilai", "number"), 2, "id")
    '42561/700 ≈ 60,8014'
    """
    match cell:
        case None:
            return ""
        case bool():
            return (problems.YES if cell else problems.NO).read(language)
        case Fraction():
            sign = "%" if column.kind == "share" else ""
            return _number(cell * 100 if sign else cell, column.places, places, language) + sign
        case date():
            return cell.isoformat()
        case str():
            return cell


def _number(value: Fraction, shown: int | None, places: int, language: Language) -> str:
    mark: Mark = "," if language == "id" else "."
    if shown is not None:
        return fixed(value, shown, mark)
    all_of_it = decimal_places(value)
    if all_of_it is None:
        return f"{to_text(value)} ≈ {fixed(value, 4, mark)}"
    return fixed(value, max(all_of_it, places), mark)


def _escaped(text: str) -> str:
    text = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", text)

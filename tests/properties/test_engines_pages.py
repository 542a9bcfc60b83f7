"""The cases of the language pages through every engine: their results are written by hand there.

`tests/language` holds the reference to the pages, word by word; here every other engine is held to the
reference on the very same records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from decimal import InvalidOperation
from pathlib import Path

import pytest
from tests.language import specification
from tests.properties.databases import Row
from tests.properties.databases import fits
from tests.properties.databases import kind_of
from tests.properties.databases import one_reading
from tests.properties.engines import ENGINES
from tests.properties.engines import agree
from tests.properties.engines import reference
from tests.properties.engines import told
from tests.properties.tables import Table

from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.read import read
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.values import FALSE
from rubrikdsl.records.values import TRUE
from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Rubric

NUMERAL = re.compile(r"[0-9]+,[0-9]+ ?%?\Z")
PAGES = sorted((Path(__file__).resolve().parents[1] / "language").glob("*.md"))


def tables(page: Path) -> Iterator[tuple[str, Table]]:
    """Every case with records that a table can hold, on no day and under no reading of its own."""
    for case in specification.cases(page):
        several = [block for block in case.blocks if block.kind == "rubrik" and block.word]
        workspace = specification._together(several) if several else specification._workspace()
        rubric, data = None, ""
        for block in case.blocks:
            if block.kind == "rubrik":
                checked = workspace.check(Source(block.word or specification.FILE, block.text))
                rubric = Rubric(checked.rubrics[-1]) if checked.rubrics else None
                text = block.text
            elif block.kind == "data" and not block.word:
                data = block.text
            elif block.kind == "scores" and rubric is not None and data and not block.word:
                table = table_of(rubric, text, read("-", data.encode()).records)
                if table is not None:
                    yield f"{page.stem}: {case.title}", table


def table_of(rubric: Rubric, text: str, records: Sequence[RawRecord]) -> Table | None:
    """The records as rows of typed columns; None where a column does not name one thing."""
    plan, keys = rubric.ready.plan, dict.fromkeys(key for raw in records for key in raw.cells)
    keys.pop("record", None)
    found = [names_of(plan).resolve(key) for key in keys]
    if any(raw.members for raw in records) or not all(isinstance(target, Target) for target in found):
        return None
    if one_reading(plan, keys) != list(keys):
        return None
    kinds = {key: kind_of(plan, key) for key in keys}
    rows: list[Row] = []
    for at, raw in enumerate(records):
        try:
            rows.append(
                {"record": f"r{at}"} | {key: typed(kinds[key], raw.cells.get(key, "")) for key in keys}
            )
        except (ValueError, InvalidOperation):
            continue  # no column of this type holds it
    return Table(rubric, text, kinds, rows) if rows else None


def typed(kind: str, cell: object) -> object:
    """A cell as its column holds it; `ValueError` where it cannot."""
    text = "; ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell).strip()
    if kind == "TEXT":
        return text.replace(",", ".") if NUMERAL.match(text) else text  # the mark of a database
    if not text:
        return None
    if kind == "DATE":
        return date.fromisoformat(text)
    if kind == "BOOLEAN":
        if text.casefold() not in TRUE | FALSE:
            raise ValueError
        return text.casefold() in TRUE
    value = Decimal(text.replace(",", "."))
    if not value.is_finite() or not fits(kind, int(value)) or value != round(value, 8):
        raise ValueError
    return value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path) -> None:
    met: Counter[str] = Counter()
    for title, table in tables(page):
        wrong = list(agree(table, reference(table), ENGINES, met))
        assert not wrong, f"{title}: {told(table, wrong)}"
    assert all(met[name] for name in ENGINES) or page.stem in WITHOUT, met


WITHOUT = (
    *("11_collections", "12_examples", "15_rankings", "19_amendments", "20_versions_and_dates"),
    *("21_readings", "22_incomplete_records", "23_nested_collections", "24_assertions"),
)
"""Pages whose records have members, or no scores of their own."""

"""A session whose records are held by column prints what one of the reference interpreter prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from rubrikdsl import Population
from rubrikdsl.records import bind
from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.shell import Shell

DATA = Path("rubrics/ombudsman/data").resolve()
QUESTIONS = (
    "count by kategori",
    "count by kategori, {column} where nilai > 50",
    "count kategori is B",
    "find nilai >= 60 and kategori is not A",
    "find {column} is not missing and nilai < 80",
    "rank",
    "rank top 3",
    "rank within {column}",
    "rank setempat",
    "histogram nilai",
    "histogram nilai / 2 + 1",
    "scatter nilai, nilai * 2",
    "edges within 2",
    "what if {unit}: nilai = 77",
    "compare by {column} {values}",
    "score {unit}",
    "explain {unit}",
)


@contextmanager
def by_reference() -> Iterator[None]:
    """Every row read, bound and scored by itself, by the reference interpreter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bind, "_rows", lambda rows, **_: list(rows))
        patch.setattr(Population, "_held", None)
        patch.setattr(Population, "_runners", None)
        yield


def session(*lines: str) -> list[str]:
    """What lines of a session print."""
    shell = Shell("en")
    return [
        "".join(draw(part, Canvas("en", 100, False, True)) for part in shell.handle(line).parts)
        for line in lines
    ]


def alike(opening: list[str], **names: str) -> list[str]:
    """What the questions print, which is the same by column and by reference."""
    lines = [*opening, *(line.format(**names) for line in QUESTIONS)]
    found = session(*lines)
    with by_reference():
        wanted = session(*lines)
    assert found == wanted
    return found


@pytest.mark.parametrize(
    ("rubric", "file", "unit", "column", "values"),
    [
        ("kepatuhan.unit on 2024-12-31", "kepatuhan_2022_unit.csv", "Watdek", "tahun", "2022 2023"),
        ("kepatuhan.unit on 2025-06-30", "kepatuhan_2025_unit.csv", "Dinas", "jenis", "unit dinas"),
        ("kepatuhan.daerah on 2022-12-31", "kepatuhan_2022.csv", "Kota Metro", "jenis", "kota kabupaten"),
        ("kepatuhan.peringkat", "kepatuhan_2022.csv", "Kota Metro", "jenis", "kota kabupaten"),
    ],
)
def test_published_data(rubric: str, file: str, unit: str, column: str, values: str) -> None:
    found = alike([f"open {rubric}", f'data "{DATA / file}"'], unit=unit, column=column, values=values)
    assert len(set(found)) > 4, found


POINTS = (
    "",
    "",
    "10",
    "12.5",
    "7,25",
    "0",
    "15.00",
    "33.333",
    "  9.1 ",
    "20%",
    "n/a",
    "?",
    "1.000",
    "99",
    "-1",
)
COLUMNS = (
    "input.points",
    "proses.points",
    "output.points",
    "pengaduan.points",
    "nilai",
    "input",
    "proses.share",
)


def messy(random: Random) -> list[list[str]]:
    """A table as people have them: cells missing or unreadable, rows too short or too long, names twice."""
    columns = random.sample(COLUMNS, random.randint(1, 5))
    beside = random.sample(("provinsi", "tahun", "nilia", ""), random.randint(0, 3))
    header = random.sample(["record", *columns, *beside], 1 + len(columns) + len(beside))
    usual = POINTS[: random.choice((3, 6, 9, len(POINTS)))]
    lines = [header]
    for at in range(random.randint(0, 30)):
        cells = []
        for name in header:
            if name == "record":
                cells.append(random.choice((f"Unit {at}", f"Unit {at}", f"Unit {at // 2}", "")))
            elif name in COLUMNS:
                cells.append(random.choice(usual))
            else:
                cells.append(random.choice(("P1", "P2", "2022", "", "3,5")))
        if not random.randrange(12):
            cells = random.choice((cells[:-1], [*cells, ""], [*cells, "more"]))
        lines.append(cells)
    return lines


def saved(lines: list[list[str]], file: Path) -> None:
    """The table as a file of the kind that its name says; all but CSV have what fits under a name."""
    if file.suffix == ".csv":
        file.write_text("".join(";".join(line) + "\n" for line in lines), "utf-8")
        return
    names = [name for name in lines[0] if name]
    rows = [dict(zip(lines[0], [*line, *lines[0]], strict=False)) for line in lines[1:]]
    if file.suffix == ".json":
        file.write_text(json.dumps([{name: row[name] for name in names} for row in rows]), "utf-8")
    elif file.suffix == ".parquet":
        table = pa.table({name: pa.array([row[name] or None for row in rows], pa.string()) for name in names})
        parquet.write_table(table, file)
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.append(names)
        for row in rows:
            book.active.append(
                [float(v) if (v := row[name]) in ("10", "12.5", "99") else v for name in names]
            )
        book.save(file)


@pytest.mark.parametrize("seed", range(10))
def test_files_as_people_have_them(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    files = []
    for at in range(random.choice((1, 1, 2))):
        file = tmp_path / f"units{at}.{random.choice(('csv', 'csv', 'json', 'parquet', 'xlsx'))}"
        saved(messy(random), file)
        files.append(f'"{file}"')
    rubric = random.choice(("kepatuhan.unit on 2024-12-31", "kepatuhan.peringkat"))
    opening = [f"open {rubric}", f"data {', '.join(files)}"]
    alike(opening, unit="Unit 3", column=random.choice(("provinsi", "tahun", "input.points")), values="P1 P2")

"""Compare the published results with what the shipped rubrics make of them.

Everything is computed, by the `rubrik` command, from the rubrics and data of a folder laid out like
`rubrics/`; nothing is remembered. What does not follow is reported, never smoothed over.
"""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

RUBRICS = Path(__file__).resolve().parent.parent / "rubrics"

Values = Mapping[str, str]
"""Texts by name; what is not final is no text."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A data file, the rubric that scores it, and which published column answers to which value."""

    title: str
    rubric: str
    file: str
    data: str
    score: str
    published: Mapping[str, str]
    options: tuple[str, ...] = ()
    """The day and the reading, where the rubric has several."""
    is_alternative: bool = False
    """Data that another regime scores too, read otherwise: not counted twice."""


ZONES = {"zona_terbit": "zona"}
ZONES_2018 = {"predikat_terbit": "zona.predikat", "zona_terbit": "zona"}
CATEGORIES = {"kategori_terbit": "kategori", "zona_terbit": "kategori.zona"}

REGIMES = (
    Regime(
        "2015–2019: zones, rounded to whole numbers first",
        "kepatuhan.daerah_2018",
        "ombudsman/kepatuhan_2018.rubrik",
        "ombudsman/data/kepatuhan_2018.csv",
        "nilai",
        ZONES_2018,
        ("--reading", "bulat"),
    ),
    Regime(
        "2015–2019: zones, read as above 50 and above 80",
        "kepatuhan.daerah_2018",
        "ombudsman/kepatuhan_2018.rubrik",
        "ombudsman/data/kepatuhan_2018.csv",
        "nilai",
        ZONES_2018,
        ("--reading", "di_atas"),
        is_alternative=True,
    ),
    Regime(
        "2017: police units, 110-point scale",
        "kepatuhan.vertikal_2017",
        "ombudsman/kepatuhan_2018.rubrik",
        "ombudsman/data/kepatuhan_2017_vertikal.csv",
        "nilai",
        ZONES,
    ),
    Regime(
        "2021: zones, two decimals",
        "kepatuhan.daerah_2021",
        "ombudsman/kepatuhan_2021.rubrik",
        "ombudsman/data/kepatuhan_2021.csv",
        "nilai",
        ZONES_2018,
    ),
    Regime(
        "2022–2024: ministries, agencies, local governments",
        "kepatuhan.daerah",
        "ombudsman/kepatuhan_2022.rubrik",
        "ombudsman/data/kepatuhan_2022.csv",
        "nilai",
        CATEGORIES,
        ("--on", "2024-12-31"),
    ),
    Regime(
        "2022–2024: units of local governments",
        "kepatuhan.unit",
        "ombudsman/kepatuhan_2022.rubrik",
        "ombudsman/data/kepatuhan_2022_unit.csv",
        "nilai",
        CATEGORIES,
        ("--on", "2024-12-31"),
    ),
    Regime(
        "2022–2024: police and land offices",
        "kepatuhan.unit",
        "ombudsman/kepatuhan_2022.rubrik",
        "ombudsman/data/kepatuhan_2022_vertikal.csv",
        "nilai",
        CATEGORIES,
        ("--on", "2024-12-31"),
    ),
    Regime(
        "2025: local governments, opinion",
        "kepatuhan.daerah",
        "ombudsman/opini_2025.rubrik",
        "ombudsman/data/kepatuhan_2025.csv",
        "nilai",
        {"opini_terbit": "opini.label", "kualitas_terbit": "kategori.label"},
        ("--on", "2025-12-31"),
    ),
    Regime(
        "2025: units of local governments",
        "kepatuhan.unit",
        "ombudsman/opini_2025.rubrik",
        "ombudsman/data/kepatuhan_2025_unit.csv",
        "nilai",
        {"kualitas_terbit": "kategori.label"},
        ("--on", "2025-12-31"),
    ),
    Regime(
        "2025: units of Kota Metro, by the city's own classes",
        "metro.evaluasi",
        "kota_metro/evaluasi.rubrik",
        "kota_metro/data/evaluasi_2025.csv",
        "indeks",
        {"kode_terbit": "kota", "label_terbit": "kota.label"},
        is_alternative=True,
    ),
    Regime(
        "Public-service index (IPP)",
        "pekppp.ipp",
        "panrb/pekppp.rubrik",
        "panrb/data/ipp.csv",
        "ipp",
        {"kode_terbit": "predikat", "label_terbit": "predikat.label"},
    ),
)


def _regime(data: str, *options: str) -> Regime:
    return next(r for r in REGIMES if r.data.endswith(f"/{data}") and set(options) <= set(r.options))


FIRST_ZONES = _regime("kepatuhan_2018.csv", "bulat")
ENTITIES = _regime("kepatuhan_2022.csv")
UNITS = _regime("kepatuhan_2022_unit.csv")
MADE_FROM_UNITS = (
    (ENTITIES, UNITS),
    (_regime("kepatuhan_2025.csv"), _regime("kepatuhan_2025_unit.csv")),
)
"""Entities with published totals, and their units."""


@dataclass(frozen=True, slots=True)
class Row:
    """A published result and what the rubric gives; `agrees` per published value that was printed."""

    record: str
    published: Mapping[str, str]
    values: Values
    agrees: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """A published total beside the one made from the numbers published below it."""

    record: str
    published: str
    recomputed: str
    parts: int
    kind: str


@dataclass(frozen=True, slots=True)
class Audit:
    """All that was found."""

    rows: Mapping[str, tuple[Row, ...]]
    between: tuple[Row, ...]
    """Rows of the first zones whose score the printed whole-number table leaves out."""
    contradictions: tuple[tuple[Row, Row], ...]
    """Pairs of one regime: the first has the lower score and the higher zone."""
    totals: tuple[Difference, ...]
    """Entities with a published total and listed units, whether or not they agree."""
    dimensions: tuple[Difference, ...]
    """Units with published dimensions, whether or not they agree."""

    def count(self, *columns: str) -> tuple[int, int]:
        """How many published values of these columns agree, of how many printed."""
        verdicts = [
            agrees
            for regime in REGIMES
            if not regime.is_alternative
            for row in self.rows[regime.title]
            for column, agrees in row.agrees.items()
            if column in columns
        ]
        return sum(verdicts), len(verdicts)

    def disagreeing(self) -> tuple[tuple[Regime, Row], ...]:
        """Rows with a published value that the rubric does not give."""
        return tuple(
            (regime, row)
            for regime in REGIMES
            for row in self.rows[regime.title]
            if not all(row.agrees.values())
        )


def score(
    folder: Path, regime: Regime, data: Path | str, extra: Sequence[str] = (), rubric: str = ""
) -> dict[str, Values]:
    """What `rubrik score` gives for each record of a data file (or of CSV text)."""
    text = None if isinstance(data, Path) else data
    command = [
        *(sys.executable, "-m", "rubrikdsl", "score", str(folder / regime.file)),
        *("-" if isinstance(data, str) else str(data), "--rubric", rubric or regime.rubric),
        *("--format", "json", *regime.options, *extra),
    ]
    run = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode not in (0, 1) or not run.stdout.strip():
        raise SystemExit(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
    return {result["record"]: result["values"] for result in json.loads(run.stdout)}


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a data file as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def says_the_same(published: str, given: str) -> bool:
    """Equal, apart from case and the word that sources leave out of "Pelayanan Prima"."""
    return published.casefold() in (given.casefold(), given.removeprefix("Pelayanan ").casefold())


def audit(folder: Path = RUBRICS) -> Audit:
    """Score every data file of the folder and compare."""
    rows = {regime.title: _rows(folder, regime) for regime in REGIMES}
    return Audit(
        rows=rows,
        between=_between(folder, rows[FIRST_ZONES.title]),
        contradictions=_contradictions(rows[FIRST_ZONES.title]),
        totals=tuple(_totals(folder)),
        dimensions=_dimensions(rows[UNITS.title]),
    )


def _rows(folder: Path, regime: Regime) -> tuple[Row, ...]:
    path = folder / regime.data
    found = score(folder, regime, path)
    rows = []
    for published in read(path):
        values = found.get(published["record"], {})
        agrees = {
            column: says_the_same(published[column], values.get(name) or "")
            for column, name in regime.published.items()
            if published[column]
        }
        rows.append(Row(published["record"], published, values, agrees))
    return tuple(rows)


def _between(folder: Path, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A score lies in a hole of the printed table where the whole numbers beside it have other zones."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["record", "nilai"])
    for row in rows:
        nilai = Decimal(row.published["nilai"])
        writer.writerow([f"below {row.record}", math.floor(nilai)])
        writer.writerow([f"above {row.record}", math.ceil(nilai)])
    zones = score(folder, FIRST_ZONES, text.getvalue())
    return tuple(
        row for row in rows if zones[f"below {row.record}"]["zona"] != zones[f"above {row.record}"]["zona"]
    )


def _contradictions(rows: tuple[Row, ...]) -> tuple[tuple[Row, Row], ...]:
    """No table of zones can give both rows of such a pair."""
    rank: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: Decimal(row.published["nilai"])):
        rank.setdefault(row.values.get("zona", ""), len(rank))
    return tuple(
        (low, high)
        for low in rows
        for high in rows
        if Decimal(low.published["nilai"]) < Decimal(high.published["nilai"])
        and rank.get(low.published["zona_terbit"], -1) > rank.get(high.published["zona_terbit"], len(rank))
    )


def _totals(folder: Path) -> Iterator[Difference]:
    for entities, parts in MADE_FROM_UNITS:
        path = folder / parts.data
        recomputed = score(folder, parts, path, ("--by-split", "record", " :: "), entities.rubric)
        units = [row["record"].split(" :: ")[0] for row in read(path)]
        for row in read(folder / entities.data):
            if row["record"] in recomputed:
                yield Difference(
                    record=row["record"],
                    published=row["nilai"],
                    recomputed=recomputed[row["record"]]["nilai"],
                    parts=units.count(row["record"]),
                    kind="listed units",
                )


def _dimensions(rows: tuple[Row, ...]) -> tuple[Difference, ...]:
    return tuple(
        Difference(row.record, row.published["nilai_terbit"], row.values["nilai"], 4, "dimensions")
        for row in rows
        if row.published["input.poin"]
    )

"""`make demo`: the published results scored with the shipped rubrics, one explained, what does not follow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal

from audit import REGIMES
from audit import RUBRICS
from audit import UNITS
from audit import Audit
from audit import Difference
from audit import Regime
from audit import Row
from audit import audit

EXPLAINED = "Kabupaten Maluku Tenggara 2023 :: Puskesmas Watdek"
NOT_PRINTED = "-"


def main() -> None:
    """Print the tables, the explained unit and the audit."""
    found = audit()
    for regime in REGIMES:
        print(f"\n{regime.title}   [{regime.rubric}, rubrics/{regime.data}]")
        print_table(
            ["record", "score", "class", "zone", "published", ""], table(regime, found.rows[regime.title])
        )
    print(f"\nOne unit explained   [rubrik explain … --record '{EXPLAINED}']\n", flush=True)
    explain()
    print("\nWhat does not follow")
    for line in exceptions(found):
        print(f"  {line}")
    print(f"\n{audit_line(found)}")


def table(regime: Regime, rows: Iterable[Row]) -> Iterable[list[str]]:
    """Each record with its score and classes as computed, what was printed, and whether that agrees."""
    for row in rows:
        classes = [row.values[name] for name in regime.published.values()]
        printed = " ".join(row.published[column] for column in regime.published if row.published[column])
        verdict = "" if not row.agrees else "agrees" if all(row.agrees.values()) else "DIFFERS"
        kind, zone = classes if len(classes) == 2 else ("", *classes)
        yield [row.record, row.values[regime.score], kind, zone, printed or NOT_PRINTED, verdict]


def print_table(header: list[str], rows: Iterable[list[str]]) -> None:
    """Columns as wide as their widest cell; scores to the right."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        cells = [
            cell.rjust(width) if column == 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print(("  " + "  ".join(cells)).rstrip())


def explain() -> None:
    """The command that a user would type, on the unit whose dimensions are published."""
    command = [
        *(sys.executable, "-m", "rubrikdsl", "explain", str(RUBRICS / UNITS.file), str(RUBRICS / UNITS.data)),
        *("--rubric", UNITS.rubric, "--record", EXPLAINED, "--lang", "en"),
    ]
    run = subprocess.run(command, check=False)
    if run.returncode != 0:
        raise SystemExit(run.returncode)


def exceptions(found: Audit) -> Iterable[str]:
    """A line for everything published that the rubrics do not give."""
    for regime, row in found.disagreeing():
        for column, agrees in row.agrees.items():
            if not agrees:
                given = row.values[regime.published[column]]
                printed = row.published[column]
                yield f"{row.record}: {row.values[regime.score]} is {given}, published as {printed}"
    for row in found.between:
        yield (
            f"{row.record}: {row.published['nilai']} lies between two zones as printed (whole numbers); "
            f"published as {row.published['zona_terbit']}"
        )
    for low, high in found.contradictions:
        yield (
            f"{low.record} and {high.record} contradict each other: {low.published['nilai']} "
            f"{low.published['zona_terbit']}, {high.published['nilai']} {high.published['zona_terbit']}"
        )
    for total in found.totals:
        if differs(total):
            yield (
                f"{total.record}: {total.recomputed} from its {total.units} listed units, "
                f"{total.published} published"
            )
    for unit in found.dimensions:
        if differs(unit):
            yield f"{unit.record}: {unit.recomputed} from its dimensions, {unit.published} published"


def differs(difference: Difference) -> bool:
    """Whether published and recomputed are different numbers (60.8 and 60.80 are not)."""
    return Decimal(difference.published) != Decimal(difference.recomputed)


def audit_line(found: Audit) -> str:
    """How much of what was published follows."""
    counts = {
        "categories": found.count("kategori_terbit"),
        "predicates before 2022": found.count("predikat_terbit"),
        "zones": found.count("zona_terbit"),
        "index codes": found.count("kode_terbit"),
        "index labels": found.count("label_terbit"),
    }
    parts = [f"{agree} of {printed} {what}" for what, (agree, printed) in counts.items()]
    closing = sum(not differs(total) for total in found.totals)
    return (
        f"audit: {', '.join(parts)} agree; {closing} of {len(found.totals)} published totals follow "
        "from their listed units"
    )


if __name__ == "__main__":
    main()

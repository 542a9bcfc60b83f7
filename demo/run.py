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
NOT_FINAL = "(open)"


def main() -> None:
    """Print the tables, the explained unit and the audit."""
    found = audit()
    for regime in REGIMES:
        named = " ".join((regime.rubric, *regime.options))
        print(f"\n{regime.title}   [{named}, rubrics/{regime.data}]")
        header = ["record", regime.score, *regime.published.values(), "published", ""]
        print_table(header, table(regime, found.rows[regime.title]))
    print("\nTotals made again from what was published below them")
    print_table(["record", "made again", "published", ""], totals(found))
    print(f"\nOne unit explained   [rubrik explain … --record '{EXPLAINED}']\n", flush=True)
    explain()
    print("\nWhat does not follow")
    for line in exceptions(found):
        print(f"  {line}")
    print(f"\n{audit_line(found)}")


def table(regime: Regime, rows: Iterable[Row]) -> Iterable[list[str]]:
    """Each record with its score and classes as computed, what was printed, and whether that agrees."""
    for row in rows:
        printed = " ".join(row.published[column] for column in regime.published if row.published[column])
        verdict = "" if not row.agrees else "agrees" if all(row.agrees.values()) else "DIFFERS"
        classes = [row.values[name] or NOT_FINAL for name in regime.published.values()]
        yield [row.record, two_places(row.values[regime.score]), *classes, printed or NOT_PRINTED, verdict]


def totals(found: Audit) -> Iterable[list[str]]:
    """Local governments from their listed units, units from their dimensions."""
    for total in (*found.totals, *found.dimensions):
        verdict = "agrees" if not differs(total) else "within 0.01" if is_close(total) else "DIFFERS"
        made = f"{two_places(total.recomputed)} from {total.parts} {total.kind}"
        yield [total.record, made, two_places(total.published), verdict]


def two_places(number: str) -> str:
    """A score as such scores are printed; what has more than two places stays as it is."""
    exponent = Decimal(number).as_tuple().exponent
    return f"{Decimal(number):.2f}" if isinstance(exponent, int) and exponent >= -2 else number


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
        *("--rubric", UNITS.rubric, *UNITS.options, "--record", EXPLAINED, "--lang", "en"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    print(run.stdout, end="")
    if run.returncode != 0:
        raise SystemExit(run.stderr)


def exceptions(found: Audit) -> Iterable[str]:
    """A line for everything published that the rubrics do not give."""
    for regime, row in found.disagreeing():
        for column, agrees in row.agrees.items():
            if not agrees:
                given = row.values[regime.published[column]]
                printed = row.published[column]
                how = f" (read as `{regime.options[1]}`)" if "--reading" in regime.options else ""
                yield f"{row.record}: {row.values[regime.score]} is {given}{how}, published as {printed}"
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
    for total in (*found.totals, *found.dimensions):
        if differs(total):
            yield (
                f"{total.record}: {two_places(total.recomputed)} from its {total.parts} {total.kind}, "
                f"{two_places(total.published)} published"
            )


def differs(difference: Difference) -> bool:
    """Whether published and recomputed are different numbers (60.8 and 60.80 are not)."""
    return Decimal(difference.published) != Decimal(difference.recomputed)


def is_close(difference: Difference) -> bool:
    """Whether the rounding of what was published may be all that differs."""
    return abs(Decimal(difference.published) - Decimal(difference.recomputed)) <= Decimal("0.01")


def audit_line(found: Audit) -> str:
    """How much of what was published follows, and the names of what does not."""
    categories = found.count("kategori_terbit", "predikat_terbit")
    zones = found.count("zona_terbit")
    index = found.count("kode_terbit", "label_terbit")
    opinions = found.count("opini_terbit", "kualitas_terbit")
    closing = sum(not differs(total) for total in found.totals)
    names = [row.record for regime, row in found.disagreeing() if not regime.is_alternative]
    names += [total.record for total in (*found.totals, *found.dimensions) if differs(total)]
    pairs = [f"{low.record} with {high.record}" for low, high in found.contradictions]
    return (
        f"audit: {categories[0]} of {categories[1]} published categories, {zones[0]} of {zones[1]} zones, "
        f"{opinions[0]} of {opinions[1]} opinions and {index[0]} of {index[1]} index labels agree; "
        f"{closing} of {len(found.totals)} totals follow from their listed units; "
        f"{len(found.between)} scores lie in a hole of the printed 2015–2019 table.\n"
        f"  do not follow: {'; '.join(names) or 'none'}\n"
        f"  contradict each other: {'; '.join(pairs) or 'none'}"
    )


if __name__ == "__main__":
    main()

"""docs/performance.md from the figures: a table for each suite, between marks that stand in the page.

What the figures mean is written by hand around the marks; nothing between them is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from benchmarks import goals
from benchmarks import plots
from benchmarks.measure import Timed
from benchmarks.results import Found
from benchmarks.suites import files
from benchmarks.suites import frames
from benchmarks.suites import records
from benchmarks.suites import session
from benchmarks.suites import tables

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
MARKED = re.compile(r"<!-- bench:(\w+) -->.*?<!-- end -->", re.DOTALL)


def write(machine: Mapping[str, str], suites: Mapping[str, Found]) -> None:
    """Put every section between its marks; a suite that was never measured leaves what stands there."""
    made = {name: section(name, found) for name, found in suites.items()}
    made["goals"] = ["| promised | | measured | |", "|---|---:|---:|---|"]
    made["goals"] += [promise.row(suites) for promise in goals.PROMISES]
    made["machine"] = [named(machine)]

    def put(match: re.Match[str]) -> str:
        lines = made.get(match[1])
        return (
            match[0] if lines is None else "\n".join([f"<!-- bench:{match[1]} -->", *lines, "<!-- end -->"])
        )

    plots.draw(suites)
    PAGE.write_text(MARKED.sub(put, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def named(machine: Mapping[str, str]) -> str:
    """The machine and its versions, in a sentence."""
    about = dict(machine)
    first = [about.pop(name) for name in ("processor", "cores", "memory", "system", "python")]
    tools = ", ".join(f"{name} {version}" for name, version in about.items())
    return f"{first[0]}, {first[1]} cores, {first[2]}, {first[3]}, Python {first[4]}; {tools}."


def section(name: str, found: Found) -> list[str]:
    """The table of a suite, and what was not measured."""
    lines = _TABLES[name](found)
    if found.absent:
        lines += ["", "Not installed, so not measured: " + ", ".join(dict.fromkeys(found.absent)) + "."]
    if found.failed:
        lines += ["", "Failed:", "", *(f"- {one}" for one in found.failed)]
    return lines


def _records(found: Found) -> list[str]:
    first = found.best(records.STRAIGHT)
    lines = _times("one record", found.rows, first, "of the first", _ratio)
    agree = ", ".join(f"{name} {count}" for name, count in found.facts.get("classes that agree", {}).items())
    return [*lines, "", f"Of {found.facts.get('records')} random records, the same class as ours: {agree}."]


def _tables(found: Found) -> list[str]:
    kernel = min((row.best for row in found.rows if row.title.startswith(tables.KERNEL)), default=None)
    title = f"{found.facts.get('rows', 0):,} rows in memory"
    lines = _speeds(title, found.rows, kernel, "of C")
    wrong = ", ".join(f"{name} {count:,}" for name, count in found.facts.get("rows that differ", {}).items())
    return [*lines, "", f"Rows with another score or class than ours: {wrong}."]


def _ways(found: Found) -> list[str]:
    title = f"{found.facts.get('rows', 0):,} rows in memory"
    lines = _speeds(title, found.rows, found.best(tables.OURS), "of ours")
    wrong = sum(found.facts.get("rows that differ", {}).values())
    return [*lines, "", f"Rows with another score or class than ours: {wrong:,}."]


def _frames(found: Found) -> list[str]:
    title = f"{found.facts.get('rows', 0):,} rows of its own types"
    lines = _speeds(title, found.rows, found.best(frames.HAND), "of Polars")
    held = found.facts.get("memory", {})
    lines += [
        "",
        "| memory | frame | taken beyond it | of that results | all, over the frame |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, each in held.items():
        size, beyond, results = (each[part] / 1e6 for part in ("input", "beyond", "results"))
        lines.append(
            f"| {name} | {size:,.0f} MB | {beyond:,.0f} MB | {results:,.0f} MB | {1 + beyond / size:.2f} × |"
        )
    return lines


def _files(found: Found) -> list[str]:
    title = f"a file of {found.facts.get('rows', 0):,} rows, start of the process included"
    lines = _speeds(title, found.rows, found.best(files.HAND), "of Polars")
    wrong = found.facts.get("rows that differ")
    return lines if wrong is None else [*lines, "", f"Rows with another score or class: {wrong:,}."]


def _spark(found: Found) -> list[str]:
    """Rows a second, and what a row costs a core."""
    rows, cores = found.facts.get("rows", 0), found.facts.get("cores", 1)
    lines = _speeds(f"{rows:,} rows on {cores} cores", found.rows, None, "")
    costs = [f"{row.title}: {_second(row.best * cores)}" for row in found.rows]
    return [*lines, "", f"A row costs a core: {'; '.join(costs)}."] if costs else lines


def _sql(found: Found) -> list[str]:
    rows = ", ".join(f"{name} {count:,}" for name, count in found.facts.get("rows", {}).items())
    return [*_speeds("a statement, results kept as a table", found.rows, None, ""), "", f"Rows: {rows}."]


def _shipped(found: Found) -> list[str]:
    lines = ["| rubric | what it has | answers | one record | table | by the reference | DuckDB |"]
    lines.append("|---|---|---:|---:|---:|---:|---:|")
    for name, about in found.facts.get("rubrics", {}).items():
        one, table, base = (found.best(f"{name}: {way}") for way in ("one", "table", "DuckDB"))
        share = f"{100 * about['reference']:.0f} %" if "reference" in about else ""
        figures = [
            "" if one is None else _second(one),
            "" if table is None else _speed(table),
            share,
            "" if base is None else _speed(base),
        ]
        kinds = ", ".join(about.get("kinds", []))
        lines.append(f"| {name} | {kinds} | {about.get('answers', '')} | {' | '.join(figures)} |")
    return lines


def _session(found: Found) -> list[str]:
    """A line of a session a row, the kinds of records beside each other."""
    times = {row.title: row for row in found.rows}
    kinds = {kind: title for kind, (title, *_) in session.KINDS.items() if f"memory|{kind}" in found.facts}
    head = " | ".join(kinds.values())
    lines = [f"| line | {head} | best of 100,000 | promised |", f"|---|{'---:|' * len(kinds)}---:|---:|"]
    for line, (title, promised) in session.LINES.items() if times else ():
        cells = [_second(times[f"{line}|{kind}"].median) for kind in kinds]
        cells.append(_second(times[f"{line}|{session.MANY}"].best))
        lines.append(
            f"| {title or f'`{line}`'} | {' | '.join(cells)} | {promised or ''}{' s' if promised else ''} |"
        )
    held = [f"{found.facts[f'memory|{kind}']:.0f} MB" for kind in kinds]
    return [*lines, f"| memory that the session holds in the end | {' | '.join(held)} | | |"]


def _ties(found: Found) -> list[str]:
    lines = ["| exact ties at a band's edge | wrong class | of |", "|---|---:|---:|"]
    for name, each in found.facts.get("wrong", {}).items():
        lines.append(f"| {name} | {100 * each['wrong'] / each['of']:.1f} % | {each['of']:,} |")
    return lines


def _growth(found: Found) -> list[str]:
    """A row an axis and engine, a time for each size."""
    lines = ["| what grows | whose | time a row, by size |", "|---|---|---|"]
    for axis, lines_of in plots.series(found).items():
        for who, points in lines_of.items():
            said = ", ".join(f"{size:,}: {_second(best)}" for size, best in points)
            lines.append(f"| {axis} | {who} | {said} |")
    return lines


def _plain(found: Found) -> list[str]:
    return _times("what", found.rows, None, "", str)


def _times(
    title: str, rows: Sequence[Timed], first: float | None, beside: str, said: Callable[[float], str]
) -> list[str]:
    """Seconds: best, median, what half of the runs lie between; and beside the first."""
    head = ["best", "median", "half of the runs", *([beside] if beside else [])]
    lines = [f"| {title} | {' | '.join(head)} |", "|---|" + "---:|" * len(head)]
    for row in rows:
        cells = [_second(row.best), _second(row.median), f"{_second(row.low)} – {_second(row.high)}"]
        cells += [said(row.best / first) if first else ""] if beside else []
        lines.append(f"| {row.title} | {' | '.join(cells)} |")
    return lines


def _speeds(title: str, rows: Sequence[Timed], first: float | None, beside: str) -> list[str]:
    """The same as rows a second."""
    head = ["best", "median", "half of the runs", *([beside] if beside else [])]
    lines = [f"| {title} | {' | '.join(head)} |", "|---|" + "---:|" * len(head)]
    for row in rows:
        cells = [_speed(row.best), _speed(row.median), f"{_speed(row.high)} – {_speed(row.low)}"]
        cells += [f"{first / row.best:.2f}" if first else ""] if beside else []
        lines.append(f"| {row.title} | {' | '.join(cells)} |")
    return lines


def _ratio(ratio: float) -> str:
    return f"{ratio:,.2f} ×" if ratio < 100 else f"{ratio:,.0f} ×"


def _second(seconds: float) -> str:
    """A time with three digits."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs"), (1e9, "ns")):
        if seconds * factor >= 1 or unit == "ns":
            return f"{_digits(seconds * factor)} {unit}"
    raise AssertionError(seconds)


def _speed(seconds: float) -> str:
    """Rows a second of seconds a row."""
    rows = 1 / seconds
    return f"{_digits(rows / 1e6)} Mrow/s" if rows >= 1e6 else f"{_digits(rows / 1e3)} krow/s"


def _digits(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


_TABLES: dict[str, Callable[[Found], list[str]]] = {
    "records": _records,
    "tables": _tables,
    "ways": _ways,
    "frames": _frames,
    "growth": _growth,
    "files": _files,
    "sql": _sql,
    "spark": _spark,
    "session": _session,
    "shipped": _shipped,
    "ties": _ties,
    "limits": _plain,
    "startup": _plain,
}

"""The figures as pictures, files beside the page: bars of records, tables and ties, lines of what grows."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import Timed
from benchmarks.results import Found

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "performance"
OURS, OTHERS = "#1f6f8b", "#b8b8b8"
LINES = ("#1f6f8b", "#d1495b", "#8d8d8d")

AXES = {
    "rows": ("rows of a table", "million rows a second"),
    "indicators": ("indicators of a rubric", "million answers a second"),
    "members": ("members of each collection", "million members a second"),
    "cores": ("cores", "million rows a second"),
}


def draw(suites: Mapping[str, Found]) -> None:
    """Each picture whose figures are there; nothing where matplotlib is not installed."""
    try:
        import matplotlib
    except ImportError:
        return
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "rubrikdsl", "font.size": 10})
    FOLDER.mkdir(exist_ok=True)
    if "records" in suites:
        rows = suites["records"].rows
        _bars("records", [(row.title, row.best * 1e6) for row in rows], "microseconds a record", log=True)
    if "tables" in suites:
        _bars(
            "tables", [(row.title, _million(row)) for row in suites["tables"].rows], "million rows a second"
        )
    if "ties" in suites:
        wrong = suites["ties"].facts["wrong"]
        shares = [(title, 100 * each["wrong"] / each["of"]) for title, each in wrong.items()]
        _bars("ties", shares, "% in the wrong class")
    if "growth" in suites:
        _growth(suites["growth"])


def series(found: Found) -> dict[str, dict[str, list[tuple[int, float]]]]:
    """What grows, by axis and engine: sizes with the best time a row."""
    lines: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for row in found.rows:
        axis, who, size = row.title.split("|")
        lines.setdefault(axis, {}).setdefault(who, []).append((int(size), row.best))
    return lines


def _million(row: Timed) -> float:
    return 1e-6 / row.best


def _bars(name: str, rows: Sequence[tuple[str, float]], unit: str, *, log: bool = False) -> None:
    """A bar a row, its number beside it; ours in colour."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8.5, 0.36 * len(rows) + 0.9), layout="constrained")
    titles = [title for title, _ in rows][::-1]
    sizes = [size for _, size in rows][::-1]
    colours = [OURS if title.startswith("rubrikdsl") else OTHERS for title in titles]
    bars = axes.barh(titles, sizes, color=colours, height=0.68)
    axes.bar_label(bars, [_number(size) for size in sizes], padding=4, fontsize=9)
    if log:
        axes.set_xscale("log")
        axes.set_xlim(left=1)
    axes.set_xlabel(f"{unit}{' (logarithmic)' if log else ''}")
    axes.margins(x=0.1)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _save(figure, name)


def _growth(found: Found) -> None:
    """A panel an axis, logarithmic both ways, so that a straight line is a power."""
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(2, 2, figsize=(9, 6.4), layout="constrained")
    for axes, (axis, lines) in zip(panels.flat, series(found).items(), strict=False):
        label, unit = AXES[axis]
        for (who, points), colour in zip(lines.items(), LINES, strict=False):
            sizes = [size for size, _ in points]
            scale = sizes if axis == "indicators" else [1] * len(sizes)
            speeds = [1e-6 * times / best for (_, best), times in zip(points, scale, strict=True)]
            axes.plot(sizes, speeds, "o-", color=colour, label=who)
        if axis == "cores":
            axes.set_xticks(sizes)
        else:
            axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.set_xlabel(label)
        axes.set_ylabel(unit)
        axes.legend(frameon=False, fontsize=9)
        axes.spines[["top", "right"]].set_visible(False)
    for axes in list(panels.flat)[len(series(found)) :]:
        axes.set_visible(False)
    _save(figure, "growth")


def _number(size: float) -> str:
    return f"{size:,.0f}" if size >= 100 or size == 0 else f"{size:.3g}"


def _save(figure: Any, name: str) -> None:
    """Without the day and the version, so that the same figures make the same file."""
    from matplotlib import pyplot

    about = {"Date": None, "Creator": None}
    figure.savefig(FOLDER / f"{name}.svg", metadata=about, facecolor="white")
    pyplot.close(figure)

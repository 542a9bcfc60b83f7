"""What is promised, and whether the figures keep it: each promise reads the results, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.results import Found
from benchmarks.suites import files
from benchmarks.suites import limits
from benchmarks.suites import records
from benchmarks.suites import tables
from benchmarks.suites.shipped import GENERATED

Results = Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised; `measured` gives a number, which may be at most, or must be at least, `bound`."""

    what: str
    bound: float
    unit: str
    measured: Callable[[Results], float | None]
    least: bool = False

    def row(self, results: Results) -> str:
        """A line of the table."""
        found = self.measured(results)
        sign = "≥" if self.least else "≤"
        promised = f"{sign} {self.bound:g}{self.unit}"
        if found is None:
            return f"| {self.what} | {promised} | not measured | |"
        kept = found >= self.bound if self.least else found <= self.bound
        return (
            f"| {self.what} | {promised} | {_said(found)}{self.unit} | {'kept' if kept else '**missed**'} |"
        )


def _time(suite: str, title: str, factor: float = 1) -> Callable[[Results], float | None]:
    def found(results: Results) -> float | None:
        best = results[suite].best(title) if suite in results else None
        return None if best is None else best * factor

    return found


def _over(suite: str, title: str, beside: str) -> Callable[[Results], float | None]:
    """The time of one over that of another; `beside` is how the other's title begins."""

    def found(results: Results) -> float | None:
        one = _time(suite, title)(results)
        rows = results[suite].rows if suite in results else []
        others = [row.best for row in rows if row.title.startswith(beside)]
        return None if one is None or not others else one / min(others)

    return found


def _inverse(one: Callable[[Results], float | None]) -> Callable[[Results], float | None]:
    def found(results: Results) -> float | None:
        value = one(results)
        return None if value is None else 1 / value

    return found


def _wrong(results: Results) -> float | None:
    """Of all rows with an exact tie, those with a wrong class from one of our ways."""
    if "ties" not in results or not results["ties"].facts:
        return None
    wrong = results["ties"].facts["wrong"]
    return float(sum(each["wrong"] for title, each in wrong.items() if title.startswith("rubrikdsl")))


def _memory(results: Results) -> float | None:
    """The worst frame: what the call takes beyond its input, over the input, and the input itself."""
    held = results["frames"].facts.get("memory", {}) if "frames" in results else {}
    shares = [1 + each["beyond"] / each["input"] for each in held.values()]
    return max(shares, default=None)


def _said(number: float) -> str:
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def _reference(results: Results) -> float | None:
    """The greatest share of rows of a shipped rubric that the reference interpreter scored."""
    about = results["shipped"].facts.get("rubrics", {}) if "shipped" in results else {}
    shares = [one["reference"] for name, one in about.items() if "reference" in one and name != GENERATED]
    return 100 * max(shares) if shares else None


def _startup(title: str) -> Callable[[Results], float | None]:
    return _time("startup", title, 1000)


PROMISES = (
    Promise(
        "one record from int, beside straight lines without checks",
        2,
        " ×",
        _over("records", records.INTS, records.STRAIGHT),
    ),
    Promise(
        "one record from Decimal, the same", 4, " ×", _over("records", records.DECIMALS, records.STRAIGHT)
    ),
    Promise("one record from text, the same", 4, " ×", _over("records", records.TEXTS, records.STRAIGHT)),
    Promise(
        "one record from Decimal, every object new",
        4,
        " ×",
        _over("records", records.NEW_DECIMALS, records.STRAIGHT),
    ),
    Promise(
        "one record from text, every object new",
        4,
        " ×",
        _over("records", records.NEW_TEXTS, records.STRAIGHT),
    ),
    Promise(
        "one record from int, as fast as GoRules ZEN",
        40,
        " ×",
        _inverse(_over("records", records.INTS, "GoRules ZEN")),
        least=True,
    ),
    Promise(
        "function of 40 indicators made, first record scored",
        50,
        " ms",
        _time("limits", limits.COMPILE, 1000),
    ),
    Promise(
        "whole tables in memory, of the speed of a C kernel",
        0.6,
        " ×",
        _inverse(_over("tables", tables.OURS, tables.KERNEL)),
        least=True,
    ),
    Promise(
        "whole tables in memory, of the speed of tuned Polars",
        2,
        " ×",
        _inverse(_over("tables", tables.OURS, "Polars")),
        least=True,
    ),
    Promise("first table of a new rubric", 1000, " ms", _time("limits", limits.FIRST, 1000)),
    Promise("memory while a frame is scored, over the frame's (worst kind)", 1.3, " ×", _memory),
    Promise(
        "Parquet to Parquet, of the speed of tuned Polars",
        1,
        " ×",
        _inverse(_over("files", files.OURS, files.HAND)),
        least=True,
    ),
    Promise("wrong classes on exact ties", 0, "", _wrong),
    Promise("rows of shipped rubrics that need the reference interpreter", 0, " %", _reference),
    Promise("`rubrik --version`, CPU", 50, " ms", _startup("rubrik --version")),
    Promise("`rubrik score`, one unit, CPU", 250, " ms", _startup("rubrik score, one unit, warm")),
    Promise(
        "`rubrik repl` to its prompt, CPU",
        400,
        " ms",
        _startup("rubrik repl, first prompt, rubric and data open, warm"),
    ),
    Promise(
        "`rubrik check`, 1000 indicators never seen, CPU",
        1500,
        " ms",
        _startup("rubrik check, 1000 indicators, never seen before"),
    ),
    Promise(
        "`rubrik verify`, 31 indicators of PEKPPP, CPU",
        5000,
        " ms",
        _startup("rubrik verify, the 31 indicators of PEKPPP"),
    ),
    Promise(
        "`rubrik verify`, 200 indicators, CPU",
        10000,
        " ms",
        _startup("rubrik verify, 200 indicators with bonuses, a limit and gates"),
    ),
)

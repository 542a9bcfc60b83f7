"""What was measured, as data: `benchmarks/results.json` holds it, and page and plots are made of it alone."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measure import Timed

FILE = Path(__file__).with_name("results.json")

TOOLS = (
    "numpy",
    "polars",
    "duckdb",
    "pyarrow",
    "numba",
    "zen-engine",
    "common-expression-language",
    "rule-engine",
    "openfisca-core",
    "pyspark",
)


@dataclass(slots=True)
class Found:
    """What a suite found: times, other figures by name, peers that were not there, cases that failed."""

    rows: list[Timed] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0

    def best(self, title: str) -> float | None:
        """The best time of a row; None where it was not measured."""
        return next((row.best for row in self.rows if row.title == title), None)


def machine() -> dict[str, str]:
    """What this machine is, without anything that tells whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: found for name in TOOLS if (found := _version(name))},
    }


def _processor() -> str:
    """The processor's name."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def read(file: Path = FILE) -> tuple[dict[str, str], dict[str, Found]]:
    """The machine and what each suite found on it; both empty where nothing was measured."""
    if not file.exists():
        return {}, {}
    held = json.loads(file.read_text(encoding="utf-8"))
    return held["machine"], {name: found_of(each) for name, each in held["suites"].items()}


def found_of(held: Mapping[str, Any]) -> Found:
    """A suite's finds from JSON."""
    return Found(**{**held, "rows": [Timed(**row) for row in held["rows"]]})


def write(name: Mapping[str, str], suites: Mapping[str, Found], file: Path = FILE) -> None:
    """All of it, numbers with four digits: no clock knows more."""
    held = {"machine": dict(name), "suites": {suite: asdict(found) for suite, found in suites.items()}}
    file.write_text(json.dumps(_short(held), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _short(held: Any) -> Any:
    match held:
        case dict():
            return {name: _short(each) for name, each in held.items()}
        case list() | tuple():
            return [_short(each) for each in held]
        case float():
            return float(f"{held:.4g}")
        case _:
            return held

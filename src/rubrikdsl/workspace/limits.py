"""What a file may cost before it is refused, and how to change that.

Every limit has a name, a default, an environment variable (`RUBRIK_MAX_ROWS`) and a place in the flag
`--limit rows=1000`. `docs/cli.md` lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass

if TYPE_CHECKING:
    from rubrikdsl.records.rows import Limits as DataLimits
    from rubrikdsl.syntax.parse import Limits as TextLimits


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits, by the names that users write."""

    bytes: int = 2_000_000
    """Of one rubric file."""
    depth: int = 60
    """Steps of the outline."""
    line: int = 10_000
    """Characters of one line."""
    digits: int = 400
    """Of one number."""
    operations: int = 200
    """Signs and parentheses of one line."""
    findings: int = 5_000
    """That one file may have before the rest of it is left unread."""
    rows: int = 200_000
    """Of one data file."""
    data: int = 64 * 2**20
    """Bytes of a CSV, Parquet or unpacked Excel file; TOML and JSON, slower to read, have an eighth."""

    def of_texts(self) -> TextLimits:
        """Those of the parser."""
        from rubrikdsl.syntax.parse import Limits as TextLimits

        return TextLimits(
            max_bytes=self.bytes,
            max_line=self.line,
            max_depth=self.depth,
            max_digits=self.digits,
            max_operations=self.operations,
            max_findings=self.findings,
        )

    def of_data(self) -> DataLimits:
        """Those of the readers of data."""
        from rubrikdsl.records.rows import Limits as DataLimits

        return DataLimits(csv_bytes=self.data, tree_bytes=self.data // 8, rows=self.rows)


NAMES = tuple(field.name for field in fields(Limits))


class LimitError(ValueError):
    """A limit that is not NAME=N; `text` as it was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def limits(environment: Mapping[str, str], flags: Iterable[str] = ()) -> Limits:
    """The defaults, changed by the environment, changed by flags; raises `LimitError`."""
    found = Limits()
    for name in NAMES:
        variable = f"RUBRIK_MAX_{name.upper()}"
        if environment.get(variable):
            found = _changed(found, name, environment[variable], f"{variable}={environment[variable]}")
    for flag in flags:
        name, _, number = flag.partition("=")
        found = _changed(found, name.strip(), number.strip(), flag)
    return found


def _changed(found: Limits, name: str, number: str, text: str) -> Limits:
    if name not in NAMES or not number.isascii() or not number.isdigit() or len(number) > 15:
        raise LimitError(text)
    if int(number) == 0:
        raise LimitError(text)
    return replace(found, **{name: int(number)})

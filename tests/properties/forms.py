"""Records as files: TOML, JSON and CSV as people write them."""

from __future__ import annotations

from fractions import Fraction

from tests.properties.writing import decimal

Row = dict[str, object]


def as_toml(rows: list[Row]) -> str:
    """Several records under `[[record]]`, units under `[[record.units]]`."""
    lines = []
    for row in rows:
        lines += ["[[record]]", *_toml(row, "record")]
    return "\n".join(lines) + "\n"


def _toml(row: Row, table: str) -> list[str]:
    lines = [f'"{key}" = {_plain(value)}' for key, value in row.items() if key != "units"]
    units = row.get("units")
    if isinstance(units, list):
        for unit in units:
            lines += [f"[[{table}.units]]", *_toml(unit, f"{table}.units")]
    return lines


def as_json(rows: list[Row]) -> str:
    """An array of objects."""
    return "[" + ",\n".join(_object(row) for row in rows) + "]"


def _object(row: Row) -> str:
    parts = []
    for key, value in row.items():
        text = "[" + ", ".join(map(_object, value)) + "]" if isinstance(value, list) else _plain(value)
        parts.append(f'"{key}": {text}')
    return "{" + ", ".join(parts) + "}"


def _plain(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return decimal(value)
        case frozenset():
            return "[" + ", ".join(f'"{code}"' for code in sorted(value)) + "]"
        case _:
            return f'"{value}"'


def as_csv(rows: list[Row], separator: str, mark: str) -> str:
    """A row a record; what a record is silent about is an empty cell."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    lines = [["record", *keys]]
    for number, row in enumerate(rows):
        lines.append([f"#{number + 1}", *(_cell(row.get(key, ""), mark) for key in keys)])
    return "".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in line) + "\n" for line in lines
    )


def _cell(value: object, mark: str) -> str:
    match value:
        case bool():
            return "ya" if value else "tidak"
        case Fraction():
            whole, _, places = decimal(value).partition(".")
            places += "0" * (len(places) == 3)  # or the mark may be one of thousands
            return f"{whole}{mark}{places}" if places else whole
        case frozenset():
            return "; ".join(sorted(value)) or "none"
        case _:
            return str(value).replace(".", mark) if str(value).endswith("%") else str(value)

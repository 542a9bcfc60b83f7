"""Where the shipped data lives: `grammars/` and `rubrics/`.

In a wheel both lie inside the package; in a checkout they lie beside `src/`. Nothing else may assume
either.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `grammars` or `rubrics`, wherever this copy of the package keeps it."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent.parent / name

"""Colours of a terminal."""

from __future__ import annotations

from typing import Literal

Style = Literal["plain", "bold", "error", "warning", "gutter"]

_CODES: dict[Style, str] = {"plain": "", "bold": "1", "error": "1;31", "warning": "1;33", "gutter": "1;34"}


def paint(text: str, style: Style, color: bool) -> str:
    """`text` in a style, or as it is where there are no colours."""
    code = _CODES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if color and code and text else text

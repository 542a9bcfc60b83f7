"""Lines filled to a width: they end between words, and names, paths and numbers stay whole."""

from __future__ import annotations

import re
from typing import Final

from rubrikdsl.diagnostics.render.columns import width as columns

_PAINT: Final = re.compile("\x1b\\[[0-9;]*m")


def filled(line: str, width: int, indent: str = "") -> list[str]:
    """A line as lines of at most this width, the further ones indented; colours take no room.

    >>> filled("sort the data by `kota`, see docs/data-of-any-size.md", 24, "  ")
    ['sort the data by `kota`,', '  see', '  docs/data-of-any-size.md']
    """
    own = line[: len(line) - len(line.lstrip(" "))]
    lines: list[str] = []
    now = own
    for word in line.split():
        longer = f"{now} {word}" if now.strip() else now + word
        if now.strip() and columns(_PAINT.sub("", longer)) > width:
            lines.append(now)
            longer = indent + word
        now = longer
    return [*lines, now]


def on_screen(text: str, width: int) -> str:
    """Sentences for a terminal; what goes on in a further line stands behind its own beginning."""
    lines: list[str] = []
    for line in text.splitlines():
        own = line[: len(line) - len(line.lstrip(" "))]
        lines += filled(line, width, own + "    ") if columns(_PAINT.sub("", line)) > width else [line]
    return "".join(f"{line}\n" for line in lines)

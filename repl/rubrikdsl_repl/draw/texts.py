"""Sentences, filled to the width; lines that begin with a blank keep their indentation."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rubrikdsl_repl.reply import Text

if TYPE_CHECKING:
    from rubrikdsl_repl.draw import Canvas

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def draw_text(part: Text, canvas: Canvas) -> str:
    """A sentence or several lines."""
    said = part.text if isinstance(part.text, str) else part.text.read(canvas.language)
    if part.style == "verbatim":
        return said if said.endswith("\n") else f"{said}\n"
    text = "\n".join(_filled(line, canvas.width) for line in said.split("\n"))
    if canvas.colour and part.style != "plain":
        text = f"{_BOLD if part.style == 'heading' else _DIM}{text}{_PLAIN}"
    return f"{text}\n"


def _filled(line: str, width: int) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    lines = wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,  # names, paths and numbers stay whole
        break_on_hyphens=False,
    )
    return "\n".join(lines) or line

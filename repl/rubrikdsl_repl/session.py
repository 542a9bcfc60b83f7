"""A session as text: what was asked, line by line, never what was answered.

The first line says that it is one, and in which language it was held; the rest can be typed, piped or read
by anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rubrikdsl import Language
from rubrikdsl_repl.pieces import whole

_FIRST = re.compile(r"# rubrik session (en|id)\b")


def to_text(lines: Iterable[str], language: Language) -> str:
    """The text of a session that began in a language.

    >>> print(to_text(["open unit.rubrik", "score Kota Metro"], "en"), end="")
    # rubrik session en
    open unit.rubrik
    score Kota Metro
    """
    return f"# rubrik session {language}\n" + "".join(f"{_as_typed(line)}\n" for line in lines)


def from_text(text: str) -> tuple[Language, tuple[str, ...]] | None:
    """The language and the lines of a session; None where the text is none."""
    first = _FIRST.match(text.removeprefix("\ufeff"))
    if first is None:
        return None
    return "id" if first[1] == "id" else "en", tuple(whole(text.splitlines()[1:]))


def _as_typed(line: str) -> str:
    """A line of several rows as it stands where it is read as one again, else in one row."""
    return line if tuple(whole(line.splitlines())) == (line,) else " ".join(line.split("\n"))

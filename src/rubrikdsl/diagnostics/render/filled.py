"""Lines filled to a width: they end between words, and names, paths and numbers stay whole."""

from __future__ import annotations

from collections.abc import Iterable


def filled(line: str, width: int, indent: str = "") -> list[str]:
    """A line as lines of at most this width, the further ones indented.

    >>> filled("sort the data by `kota`, see docs/data-of-any-size.md", 24, "  ")
    ['sort the data by `kota`,', '  see', '  docs/data-of-any-size.md']
    """
    from textwrap import wrap

    return wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]


def on_screen(lines: Iterable[str], width: int) -> str:
    """Sentences for a terminal; what goes on in a further line stands behind its own beginning."""
    every: list[str] = []
    for line in lines:
        own = line[: len(line) - len(line.lstrip())]
        every += [line] if len(line) <= width else filled(line, width, own + "    ")
    return "".join(f"{line}\n" for line in every)

"""How wide text is on a screen, and text made safe to show there.

A column is one cell of a fixed-width font: East Asian wide characters take two, combining marks none.
"""

from __future__ import annotations

from unicodedata import category
from unicodedata import east_asian_width

TAB = 4
"""A tab reaches to the next multiple of this many columns."""

_INVISIBLE = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """The columns that `text` takes.

    >>> width("Kota"), width("評価"), width("e\\u0301")
    (4, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def clean(text: str) -> str:
    """`text` with what could move the cursor or turn the reading direction made visible.

    >>> clean("a\\x1b[31mb\\u202ec")
    'a␛[31mb�c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def cells(line: str) -> tuple[list[str], list[int]]:
    """The characters of `line` as they are shown, and the column where each begins (one more for its end).

    >>> cells("\\ta")
    (['    ', 'a'], [0, 4, 5])
    """
    shown: list[str] = []
    columns = [0]
    for char in line:
        at = columns[-1]
        text = " " * (TAB - at % TAB) if char == "\t" else _visible(char)
        shown.append(text)
        columns.append(at + width(text))
    return shown, columns


def _width(char: str) -> int:
    if category(char) in _INVISIBLE:
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if char == "\x7f":
        return "␡"
    hidden = 0x80 <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    unwritable = 0xD800 <= code <= 0xDFFF or code in (0x2028, 0x2029)
    return "�" if hidden or unwritable else char

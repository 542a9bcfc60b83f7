"""How a picture is to look, and the characters that it is drawn with."""

from __future__ import annotations

from typing import Literal

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.frozen import dataclass

Tone = Literal["plain", "title", "good", "bad", "faint", "mark"]

_CODES: dict[Tone, str] = {
    "plain": "",
    "title": "1",
    "good": "32",
    "bad": "31",
    "faint": "2",
    "mark": "1;36",
}
_ASCII = str.maketrans({"≈": "~", "…": "~"})

EIGHTHS = " ▏▎▍▌▋▊▉"
"""A cell filled from the left by so many eighths."""


@dataclass(frozen=True, slots=True)
class Look:
    """Columns to draw on, the reader's language, and what their screen can show."""

    width: int = 80
    language: Language = "en"
    color: bool = False
    unicode: bool = True

    def sign(self, unicode: str, ascii: str) -> str:
        """The character that the screen can show."""
        return unicode if self.unicode else ascii

    def paint(self, text: str, tone: Tone) -> str:
        """`text` in a tone, where there are colours."""
        code = _CODES[tone]
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code and text.strip() else text

    def own(self, text: str) -> str:
        """Text that was made here, in characters that the screen can show."""
        return text if self.unicode else text.translate(_ASCII)

    def label(self, text: str, most: int) -> str:
        """A label of a person's, safe to show, and cut where it is wider than `most`."""
        return cut(" ".join(clean(text.replace("\n", " ")).split()), most, self.sign("…", "~"))

    def title(self, text: str) -> list[str]:
        """The heading of a picture, where it has one."""
        shown = self.label(text, self.width)
        return [self.paint(shown, "title")] if shown else []


def cut(text: str, most: int, sign: str) -> str:
    """`text` in at most so many columns, a sign at its end where there is more of it.

    >>> cut("Maklumat pelayanan", 10, "…")
    'Maklumat …'
    """
    if width(text) <= most:
        return text
    if most < 1:
        return ""
    kept = ""
    for char in text:
        if width(kept + char) > most - 1:
            break
        kept += char
    return kept + sign


def padded(text: str, wide: int, *, right: bool = False) -> str:
    """`text` in so many columns."""
    space = " " * max(wide - width(text), 0)
    return space + text if right else text + space

"""A page of SVG that grows downwards: shapes and texts with classes, and what a reader of screens hears.

Nobody knows the width of a letter in the reader's font. Texts get a little more room than they need in common
ones, and are cut with `…` where they would run into something.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import Literal

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import fixed
from rubrikdsl.pictures import words
from rubrikdsl.pictures.text.look import cut

WIDTH = 760
MARGIN = 20
SIZE = 13
"""Of letters; a line takes two."""

LETTER = Fraction(13, 20)
"""Of its size that a letter is wide, more than common fonts take on average."""

Anchor = Literal["start", "middle", "end"]

STYLE = """
.page { fill: #ffffff }
text { font: 13px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: #1c2128 }
.title { font-size: 16px; font-weight: 600 } .faint { fill: #57606a } .strong { font-weight: 600 }
.plain { fill: #3f7cbf } .mark { fill: #1f4e8c } .good { fill: #2e7d32 } .bad { fill: #c62828 }
.track { fill: #e4e8ed } .odd { fill: #dbe7f4 } .even { fill: #c3d7ec } .line { stroke: #8c959f; fill: none }
@media (prefers-color-scheme: dark) {
.page { fill: #15191f } text { fill: #e6eaf0 } .faint { fill: #a9b4c0 }
.plain { fill: #6aa5e4 } .mark { fill: #a8cdf7 } .good { fill: #6fbf73 } .bad { fill: #ff8a80 }
.track { fill: #2b323b } .odd { fill: #24364b } .even { fill: #31496a } .line { stroke: #6e7985 }
}
""".strip()


class Page:
    """What is drawn so far; `at` is where the next line begins."""

    def __init__(self) -> None:
        self.at = Fraction(MARGIN)
        self._shapes: list[str] = []
        self._heard: list[str] = []
        self._title = ""

    def title(self, text: str) -> None:
        """A heading; the first is that of the page."""
        self._title = self._title or _clean(text)
        if text:
            self.text(text, Fraction(MARGIN), self.at + SIZE, "title", most=Fraction(WIDTH - 2 * MARGIN))
            self.at += 2 * SIZE + 4

    def nothing(self, language: Language) -> None:
        """Say that there is nothing to draw."""
        said = words.NOTHING.read(language)
        self.hear(said)
        self.text(said, Fraction(MARGIN), self.at + SIZE, "faint")
        self.at += 2 * SIZE

    def hear(self, text: str) -> None:
        """What a reader of screens says of the picture."""
        self._heard.append(_clean(text))

    def text(
        self,
        text: str,
        x: Fraction,
        y: Fraction,
        style: str = "",
        anchor: Anchor = "start",
        most: Fraction | None = None,
    ) -> None:
        """A text with its foot on `y`; where it is wider than `most` it is cut, and whole when pointed at."""
        whole = shown = _clean(text)
        if most is not None:
            shown = cut(shown, int(most / (SIZE * LETTER)), "…")
        told = f"<title>{escape(whole)}</title>" if shown != whole else ""
        about = f' class="{style}"' if style else ""
        about += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._shapes.append(f'<text x="{_n(x)}" y="{_n(y)}"{about}>{told}{escape(shown)}</text>')

    def box(self, x: Fraction, y: Fraction, wide: Fraction, high: Fraction, style: str) -> None:
        """A filled rectangle."""
        self._shapes.append(
            f'<rect class="{style}" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"/>'
        )

    def line(self, x: Fraction, y: Fraction, to_x: Fraction, to_y: Fraction) -> None:
        """A thin line."""
        self._shapes.append(f'<path class="line" d="M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}"/>')

    def arrow(self, x: Fraction, y: Fraction) -> None:
        """A small triangle that points upwards to a place."""
        corners = f"M{_n(x)} {_n(y)}L{_n(x - 5)} {_n(y + 9)}L{_n(x + 5)} {_n(y + 9)}Z"
        self._shapes.append(f'<path class="mark" d="{corners}"/>')

    def dot(self, x: Fraction, y: Fraction, radius: int, style: str, label: str) -> None:
        """A round dot that says its label when it is pointed at."""
        self._shapes.append(
            f'<circle class="{style}" fill-opacity="0.7" cx="{_n(x)}" cy="{_n(y)}" r="{radius}">'
            f"<title>{escape(_clean(label))}</title></circle>"
        )

    def finished(self) -> str:
        """The whole file."""
        high = _n(self.at + MARGIN)
        said = escape(" ".join(self._heard))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}"'
            f' height="{high}" role="img" aria-labelledby="title desc">\n'
            f'<title id="title">{escape(self._title)}</title>\n<desc id="desc">{said}</desc>\n'
            f'<style>\n{STYLE}\n</style>\n<rect class="page" width="{WIDTH}" height="{high}"/>\n'
            + "\n".join(self._shapes)
            + "\n</svg>\n"
        )


def room(text: str) -> Fraction:
    """The width that a text takes, a little more than less."""
    return width(_clean(text)) * SIZE * LETTER


def _clean(text: str) -> str:
    """A text of a person's in one line, without what XML cannot hold."""
    return " ".join(clean(text.replace("\n", " ")).split())


def _n(number: Fraction) -> str:
    text = fixed(number, 2)
    return text.rstrip("0").rstrip(".")

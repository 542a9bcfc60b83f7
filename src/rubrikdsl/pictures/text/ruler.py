"""A scale cut into zones, with pointers below it.

D         C         B       A
├─────────┼─────────┼───────┤
0         50        80      100
                     ▲ Kota Metro 80,85
"""

from __future__ import annotations

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.figures import alike
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.model import Pointer
from rubrikdsl.pictures.model import Ruler
from rubrikdsl.pictures.text.look import Look


def draw_ruler(picture: Ruler, look: Look) -> list[str]:
    """Names of the zones, the scale, its edges, and a line for each pointer."""
    title = look.title(picture.title)
    if not picture.zones:
        return [*title, words.NOTHING.read(look.language)]
    low, high = picture.zones[0].low, picture.zones[-1].high
    span = Span(low, high, max(look.width - 4, 16))
    edges = [span.cell(zone.low) for zone in picture.zones] + [span.size - 1]
    names, values = _Line(look.width), _Line(look.width)
    for at, zone in enumerate(picture.zones):
        room = edges[at + 1] - edges[at] - 1
        name = look.label(zone.label, max(room, 1))
        names.put(edges[at] + 1 + max(room - width(name), 0) // 2, name)
    every = (*(zone.low for zone in picture.zones), high)
    for at, edge in zip(edges, every, strict=True):
        values.put(at, look.own(figure(edge, look.language)))
    scale = [look.sign("─", "-")] * span.size
    for at in edges:
        scale[at] = look.sign("┼", "+")
    scale[0], scale[-1] = look.sign("├", "+"), look.sign("┤", "+")
    places = alike(tuple(pointer.at for pointer in picture.pointers), picture.places)
    pointers = [_pointer(pointer, span, places, look) for pointer in picture.pointers]
    return [*title, str(names), "".join(scale), str(values), *pointers]


def _pointer(pointer: Pointer, span: Span, places: int | None, look: Look) -> str:
    """An arrow below its place; the label where there is room, else left of it."""
    at = span.cell(pointer.at)
    inside = span.low <= pointer.at <= span.high
    told = look.own(figure(pointer.at, look.language, places))
    if not inside:
        told += f" ({words.OUTSIDE.read(look.language)})"
    arrow = look.paint(look.sign("▲", "^"), "mark")
    behind = look.width - at - 2
    whole = f"{look.label(pointer.label, max(look.width - width(told) - 5, 4))} {told}".strip()
    if width(whole) <= behind:
        return f"{' ' * at}{arrow} {whole}"
    if width(whole) < at:
        return f"{' ' * (at - width(whole) - 1)}{whole} {arrow}"
    label = look.label(pointer.label, max(max(behind, at - 1) - width(told) - 1, 1))
    short = f"{label} {told}"
    if behind >= at:
        return f"{' ' * at}{arrow} {short}"
    return f"{' ' * max(at - width(short) - 1, 0)}{short} {arrow}"


class _Line:
    """A line that texts are put on; one that would touch another, or stand out, is moved left or left out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._text = ""

    def put(self, at: int, text: str) -> None:
        """Write a text from a column on."""
        at = min(at, self._most - width(text))
        used = width(self._text)
        if at < used + (used > 0):
            return
        self._text += " " * (at - used) + text

    def __str__(self) -> str:
        return self._text

"""Two values against each other: a field of signs, more for more records in one place."""

from __future__ import annotations

from collections import Counter

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures import words
from rubrikdsl.pictures.figures import Span
from rubrikdsl.pictures.figures import figure
from rubrikdsl.pictures.model import Dot
from rubrikdsl.pictures.model import Scatter
from rubrikdsl.pictures.text.look import Look
from rubrikdsl.pictures.text.look import padded

HIGH, LOW = 18, 8
"""Lines of the field on a wide screen and on a narrow one."""

SOME, MANY = 2, 5


def draw_scatter(picture: Scatter, look: Look) -> list[str]:
    """The field between its axes, and what the signs mean."""
    title = look.title(picture.title)
    if not picture.dots:
        return [*title, words.NOTHING.read(look.language)]
    across = {id(dot.x): dot.x for dot in picture.dots}  # few objects, slow to compare and to hash
    up = {id(dot.y): dot.y for dot in picture.dots}
    (low, high), (first, last) = ((min(each.values()), max(each.values())) for each in (up, across))
    bottom, top, left, right = (look.own(figure(end, look.language)) for end in (low, high, first, last))
    side = max(width(bottom), width(top))
    x = Span(first, last, max(look.width - side - 2, 8))
    y = Span(low, high, max(LOW, min(HIGH, look.width // 5)) if low < high else 1)
    columns = {key: x.cell(value) for key, value in across.items()}
    rows = {key: y.cell(value) for key, value in up.items()}
    cells = Counter((columns[id(dot.x)], rows[id(dot.y)]) for dot in picture.dots)
    marked = {(columns[id(dot.x)], rows[id(dot.y)]) for dot in picture.dots if dot.is_marked}
    few, some, many = look.sign("·", "."), look.sign("•", "o"), look.sign("●", "@")
    mark = look.paint(look.sign("◆", "X"), "mark")
    lines = [look.label(words.up(picture.y).read(look.language), look.width)]
    for row in reversed(range(y.size)):
        name = top if row == y.size - 1 else bottom if row == 0 else ""
        signs = []
        for column in range(x.size):
            count = cells[column, row]
            sign = few if count == 1 else some if count < MANY else many
            signs.append(mark if (column, row) in marked else sign if count else " ")
        lines.append(f"{padded(name, side, right=True)} {look.sign('│', '|')}{''.join(signs).rstrip()}")
    lines.append(" " * (side + 1) + look.sign("└", "+") + look.sign("─", "-") * x.size)
    room = max(x.size - width(left) - width(right), 1)
    lines.append(" " * (side + 2) + left + " " * room + right)
    lines.append(look.label(words.to_the_right(picture.x).read(look.language), look.width))
    if max(cells.values()) >= SOME:
        lines.append(look.label(words.several(few, some, many).read(look.language), look.width))
    lines += [_marked(dot, mark, look) for dot in picture.dots if dot.is_marked]
    if picture.without:
        lines.append(look.label(words.without(picture.without).read(look.language), look.width))
    return [*title, *lines]


def _marked(dot: Dot, mark: str, look: Look) -> str:
    told = look.own(f"{figure(dot.x, look.language)}; {figure(dot.y, look.language)}")
    return f"{mark} {look.label(dot.label, max(look.width - width(told) - 4, 4))} ({told})"

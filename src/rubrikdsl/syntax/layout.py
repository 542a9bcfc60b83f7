"""Tokens of a line as text, and neighbouring lines of one kind in columns.

What a line is divided into is told here, once, for the whole language: `divided` gives the cells of a line
and the kind of lines that it stands in columns with. How a single token is written is the caller's (`Spell`).
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from itertools import takewhile
from typing import Union

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.document import Token

Spell = Callable[[Token], str]
"""How a token is written."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands to the right of its column."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A range whose ends stand to the right of columns of their own; an open end is empty."""

    low: str
    mark: str
    high: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A word in place of everything that a table asks: it takes all columns before the arrow."""

    text: str


Cell = Union[str, Figure, Span, Rest]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line; lines of the same `kind` stand in columns (None: in none)."""

    kind: str | None
    cells: tuple[Cell, ...]


TABLES = frozenset({"table", "bin", "decision", "case"})
"""The kinds whose lines are rows of one table, blank lines between them or not."""

WIDEST = 60
"""A wider cell does not widen its column: what follows it in its own line moves instead."""

_FUNCTIONS = frozenset({"COUNT", "SUM", "MEAN", "MEDIAN", "MIN", "MAX", "ABS", "ROUND"})
_FIGURES = frozenset({"NUMBER", "PERCENT"})
_OPERANDS = _FIGURES | {
    "NAME",
    "STRING",
    "DAY",
    "RPAR",
    "YES",
    "NO",
    "SHARE",
    "POINTS",
    "ANSWER",
    "UNROUNDED",
}
_ROWS = frozenset({"row_line", "decide_header", "decide_row", "decide_case"})
_BOUNDS = frozenset({"FROM", "ABOVE", "BELOW"})
_TAILS = frozenset({"SOURCE", "ASSUMED", "BECAUSE", "NOTE"})
_METADATA = _TAILS | {"ISSUER", "VALID", "ISSUED"}
_HEADED = frozenset({"rubric_line", "group_line", "amendment_line", "ambiguity_line", "reading_line"})
_ADJUSTMENTS = frozenset({"BONUS", "PENALTY"})


def joined(tokens: Sequence[Token], spell: Spell) -> str:
    """The tokens with the space that belongs between them."""
    out: list[str] = []
    before, glued = "", True
    amount = _amount(tokens)
    for index, token in enumerate(tokens):
        if not glued and not _close(before, token.kind):
            out.append(" ")
        out.append(spell(token))
        sign = token.kind == "NEGATIVE" or (
            token.kind == "PLUS" and (before not in _OPERANDS or index == amount)
        )
        before, glued = token.kind, sign
    return "".join(out)


def _amount(tokens: Sequence[Token]) -> int:
    """Where the amount of a bonus or penalty begins, after its name and label; 0 in any other line."""
    kinds = [token.kind for token in tokens[:5]]
    named = int(kinds[:1] == ["REPLACE"])
    if kinds[named : named + 1] and kinds[named] in _ADJUSTMENTS:
        return named + 2 + _has(kinds, named + 2, "STRING")
    return 0


def _close(before: str, kind: str) -> bool:
    """Whether nothing stands between a token of one kind and the next."""
    if before in ("LPAR", "DOT") or kind in ("RPAR", "COMMA", "DOT"):
        return True
    return kind == "LPAR" and before in _FUNCTIONS


def is_row(line: Line) -> bool:
    """Whether the line is a row of a table, which may stand at any column."""
    arrow = any(token.kind == "ARROW" for token in line.tokens)
    return line.start in _ROWS or (line.start == "leaf_line" and arrow)


def divided(line: Line, spell: Spell) -> Row:
    """The cells of a line that is written on one physical line."""
    tokens = line.tokens
    kinds = [token.kind for token in tokens]

    def cells(kind: str, *cuts: int) -> Row:
        """The line cut before the tokens of these indices."""
        ends = (*cuts, len(tokens))
        parts = [tokens[start:end] for start, end in zip((0, *cuts), ends, strict=True)]
        return Row(kind, tuple(_cell(part, spell) for part in parts))

    match line.start, kinds:
        case ("header_line", _):
            return cells("table", *range(1, len(tokens)))
        case ("row_line", _):
            start = _range_end(kinds)
            tail = next((i for i in range(start, len(kinds)) if kinds[i] in _TAILS), len(kinds))
            row = cells("table", *range(start, tail), *([tail] if tail < len(kinds) else []))
            return Row(row.kind, (_span(tokens[:start], spell), *row.cells[1:]))
        case ("decide_header", _):
            arrow = kinds.index("ARROW")
            return cells("decision", *_ref_starts(kinds[:arrow]), arrow, *range(arrow + 2, len(kinds)))
        case ("decide_row", [first, *_]) if first != "OTHERWISE":
            cuts, arrow = _take_starts(kinds), kinds.index("ARROW")
            row = cells("decision", *cuts[1:], arrow, *_after(kinds, arrow))
            takes = [tokens[a:b] for a, b in zip(cuts, (*cuts[1:], arrow), strict=True)]
            return Row(row.kind, (*(_take(take, spell) for take in takes), *row.cells[len(cuts) :]))
        case ("decide_row", [_, *_]):
            row = cells("decision", 1, *_after(kinds, 1))
            return Row(row.kind, (Rest(spell(tokens[0])), *row.cells[1:]))
        case ("decide_case", _):
            arrow = kinds.index("ARROW")
            return cells("case", arrow, *_after(kinds, arrow))
        case ("leaf_line", _) if is_row(line):
            arrow = kinds.index("ARROW")
            row = cells("bin", arrow, arrow + 2)
            return Row(row.kind, (_span(tokens[:arrow], spell), *row.cells[1:]))
        case ("option_line" | "leaf_line", ["NAME" | "STRING", *_]):
            label = 1 + _has(kinds, 1, "STRING")
            return cells("option", 1, label, label + _has(kinds, label, *_FIGURES))
        case ("input_line", _):
            return cells("input", 1, 1 + _has(kinds, 1, "STRING"))
        case (start, [word, *_]) if start in _HEADED and word in _METADATA:
            return cells("metadata", 1)
        case ("group_line", [word, "NAME", *_]) if word in _ADJUSTMENTS:
            label = 2 + _has(kinds, 2, "STRING")
            when = next((i for i in range(label, len(kinds)) if kinds[i] in _TAILS | {"WHEN"}), len(kinds))
            return cells(word, 2, label, when)
        case ("weight_line", _):
            weight = 1
            while kinds[weight] == "DOT":
                weight += 2
            tail = next((i for i in range(weight, len(kinds)) if kinds[i] in _TAILS), len(kinds))
            return cells("weight", weight, weight + 1, tail)
        case ("group_line", [_, "NAME", *_]):
            label = 2 + _has(kinds, 2, "STRING")
            weight = label
            if _has(kinds, label, "WEIGHT"):
                weight = label + 2 + _has(kinds, label + 2, "POINTS")
            return cells("node", 2, label, weight)
        case _:
            return Row(None, (joined(tokens, spell),))


def aligned(rows: Sequence[Row]) -> list[str]:
    """Rows of one kind as text in columns; a column that is empty in all of them takes no room."""
    asked = max(sum(1 for _ in takewhile(_asks, row.cells)) for row in rows)
    cells = [_spread(row.cells, asked) for row in rows]
    breadth = max(map(len, cells))
    filled = [row + ("",) * (breadth - len(row)) for row in cells]
    columns = list(filter(None, map(_column, zip(*filled, strict=True))))
    gap = "  " if rows[0].kind in ("table", "decision") else " "
    return [gap.join(texts).rstrip() for texts in zip(*columns, strict=True)]


def _asks(cell: Cell) -> bool:
    """Whether a cell stands before the arrow of a decision."""
    return not (isinstance(cell, str) and cell.startswith("->"))


def _spread(cells: tuple[Cell, ...], asked: int) -> tuple[Cell, ...]:
    """The cells of a row, a `Rest` over all columns that a table asks."""
    if not isinstance(cells[0], Rest):
        return cells
    return (cells[0].text, *("",) * (asked - 1), *cells[1:])


def _column(cells: Sequence[Cell]) -> list[str]:
    """The cells of a column, padded to one width; nothing where all are empty."""
    low = max((width(cell.low) for cell in cells if isinstance(cell, Span)), default=0)
    high = max((width(cell.high) for cell in cells if isinstance(cell, Span)), default=0)
    figure = max((width(cell.text) for cell in cells if isinstance(cell, Figure)), default=0)
    texts = []
    for cell in cells:
        match cell:
            case Span():
                ends = (_right(cell.low, low), cell.mark, _right(cell.high, high) if cell.high else "")
                texts.append(" ".join(filter(None, ends)))
            case Figure():
                texts.append(_right(cell.text, figure))
            case Rest(text=text):
                texts.append(text)
            case str():
                texts.append(cell)
    if not any(texts):
        return []
    widths = [width(text) for text in texts]
    most = max((columns for columns in widths if columns <= WIDEST), default=0)
    return [text + " " * (most - columns) for text, columns in zip(texts, widths, strict=True)]


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def _cell(tokens: Sequence[Token], spell: Spell) -> Cell:
    text = joined(tokens, spell)
    if len(tokens) == 1 and tokens[0].kind in _FIGURES:
        return Figure(text)
    if len(tokens) == 2 and tokens[0].kind in ("PLUS", "NEGATIVE") and tokens[1].kind in _FIGURES:
        return Figure(text)
    return text


def _span(tokens: Sequence[Token], spell: Spell) -> Cell:
    kinds = [token.kind for token in tokens]
    if kinds[0] in _BOUNDS:
        return joined(tokens, spell)
    mark = next((i for i, kind in enumerate(kinds) if kind in ("DOTS", "OPEN")), len(kinds))
    parts = (tokens[:mark], tokens[mark : mark + 1], tokens[mark + 1 :])
    return Span(*(joined(part, spell) for part in parts))


def _ref_starts(kinds: Sequence[str]) -> list[int]:
    """Where the names of a header begin, but for the first."""
    return [i for i in range(1, len(kinds)) if "DOT" not in (kinds[i], kinds[i - 1])]


def _take_starts(kinds: Sequence[str]) -> list[int]:
    """Where the cells before the arrow of a decision begin: ranges and words, listed with `or`."""
    starts, at = [], 0
    while kinds[at] != "ARROW":
        starts.append(at)
        at += _range_end(kinds[at:])
        while kinds[at] == "OR":
            at += 1 + _range_end(kinds[at + 1 :])
    return starts


def _take(tokens: Sequence[Token], spell: Spell) -> Cell:
    """A cell before the arrow."""
    ranged = tokens[0].kind in _FIGURES | _BOUNDS | {"NEGATIVE"} and all(t.kind != "OR" for t in tokens)
    return _span(tokens, spell) if ranged else joined(tokens, spell)


def _after(kinds: Sequence[str], arrow: int) -> list[int]:
    """Where the cells after a code begin, and the tail."""
    tail = next((i for i in range(arrow + 2, len(kinds)) if kinds[i] in _TAILS), len(kinds))
    return [*range(arrow + 2, tail), *([tail] if tail < len(kinds) else [])]


def _range_end(kinds: Sequence[str]) -> int:
    """Where the range at the start of a row ends."""
    at = int(kinds[0] in _BOUNDS)
    at = _signed_end(kinds, at)
    if _has(kinds, at, "DOTS", "OPEN"):
        at = _signed_end(kinds, at + 1) if kinds[at] == "DOTS" else at + 1
    return max(at, 1)


def _signed_end(kinds: Sequence[str], at: int) -> int:
    number = at + _has(kinds, at, "NEGATIVE")
    return number + 1 if _has(kinds, number, *_FIGURES) else at


def _has(kinds: Sequence[str], at: int, *wanted: str) -> int:
    """1 if a token of a wanted kind stands at this index, else 0."""
    return int(at < len(kinds) and kinds[at] in wanted)

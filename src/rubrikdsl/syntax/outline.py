"""Which line stands below which: nesting by indentation, and nodes completed when their block ends.

Only a line that may hold others opens a block. A row of a table never does, however it is aligned. A line
that is indented below one that holds nothing costs one finding and stands where that one stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.build_block import may_be_scored
from rubrikdsl.syntax.build_block import with_children
from rubrikdsl.syntax.statement import Statement

_ROW_PLACES = frozenset({"leaf_line", "row_line", "added_line"})
_TABLES = frozenset({"row_line", "decide_row", "decide_case"})


@dataclass(slots=True)
class _Frame:
    """An open block: the line that heads it and the lines below it so far.

    `base` is where its line should have begun: the column of the lines around it, if they begin further left.
    `header_seen`: a line stood where the header of a table does; `header_read`: one was a header.
    `words` collects what a broken line and everything below it mention; None below sound lines.
    """

    column: int
    base: int
    depth: int
    start: str
    node: Any = None
    skips: bool = False
    owns_words: bool = False
    words: set[str] | None = None
    indent: int | None = None
    stray: int | None = None
    header_seen: bool = False
    header_read: bool = False
    children: list[Any] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether lines may stand below it, read or not."""
        return bool(self.start) or self.skips

    def ends_at(self, column: int) -> bool:
        """Whether a line that begins there is no longer below it."""
        return column <= self.base or column == self.column


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands. `start` is what it is read from; `quiet` where nothing is said about it."""

    start: str
    depth: int
    findings: tuple[Diagnostic, ...]
    quiet: bool
    row: bool


class Outline:
    """The open blocks of a file, and what has been completed."""

    def __init__(self, max_depth: int, head: str, amendment: str, header: str) -> None:
        self.rubrics: list[tree.Rubric] = []
        self.amendments: list[tree.Amendment] = []
        self.broken: list[tree.Broken] = []
        self.findings: list[Diagnostic] = []
        self._max_depth, self._header = max_depth, header
        self._head, self._amendment = head, amendment
        self._too_deep = self._outside = False
        self._open = [_Frame(-1, -1, -1, "file_line")]

    @property
    def is_outside(self) -> bool:
        """Whether the next line stands in no rubric, after that was told."""
        return self._outside and len(self._open) == 1

    def spot(
        self, column: int, is_row: Callable[[], bool], is_case: Callable[[], bool], place: Place
    ) -> Spot:
        """Where the next line stands; blocks that it ends are completed.

        Whether it looks like a row matters below tables only, and the first line below a `decide` tells
        whether a table or cases stand there.
        """
        while self._open[-1].ends_at(column):
            self._complete()
        findings: list[Diagnostic] = []
        row = self._holder().start in _ROW_PLACES and is_row()
        if not self._open[-1].holds:
            while not self._open[-1].holds:
                self._complete()
            if not row:
                findings.append(problems.unexpected_indent(place))
        top = self._open[-1]
        if not row and top.start not in _TABLES and not top.skips and top.words is None:
            self._align(top, column, place, findings)
        start = top.start
        if start == "row_line":
            if row and not top.header_seen:
                findings.append(problems.missing_header(place, self._header))
            elif not row and not top.header_read:
                start = "header_line"
            top.header_seen = True
        elif start == "decide_row" and not top.header_seen:
            top.header_seen = True
            cases = is_case()
            top.start = "decide_case" if cases else top.start
            start = "decide_case" if cases else "decide_header"
        depth = top.depth + 1
        quiet = top.skips
        if depth > self._max_depth:
            quiet, start = True, ""
            if not self._too_deep:
                self._too_deep = True
                findings.append(problems.too_deep(place, self._max_depth))
        return Spot(start, depth, () if top.skips else tuple(findings), quiet, row or top.start in _TABLES)

    def _align(self, top: _Frame, column: int, place: Place, findings: list[Diagnostic]) -> None:
        """The lines of a block begin in one column; a stretch of others costs one finding."""
        if top.indent is None:
            top.indent = column
        elif column == top.indent:
            top.stray = None
        else:
            if top.stray is None and not findings:
                findings.append(problems.uneven_indent(place))
            top.stray = column

    def elsewhere(self, home: str, column: int, misspelt: bool) -> list[tuple[str, int]]:
        """Where else a line may be read that cannot be read at its spot: from what, how many blocks out.

        A node inside a leaf is a slip of the indentation, and every node after it would be another; so it
        is read in the blocks around, and so is any line that is aligned with theirs. Below a broken line
        the place is a guess, and a line may as well stand where its first word is at home. Below the word of
        a group the first line may say how that is scored, unless it is only `misspelt`, and so do all
        that follow it.
        """
        found: list[tuple[str, int]] = []
        top = self._open[-1]
        guess = top.words is not None or may_be_scored(top.node, top.children)
        if top.start == "group_line" and not misspelt and guess:
            found.append(("leaf_line", 0))
        if top.start == "leaf_line" and isinstance(top.node, tree.Group) and top.indent == column:
            return []  # a part among the lines that say how it is scored, no slip of the indentation
        for out, frame in enumerate(reversed(self._open)):
            if out and frame.start and (home == "group_line" or frame.indent == column):
                found.append((frame.start, out))
        if home and self._open[-1].words is not None:
            found.append((home, 0))
        if len(self._open) == 1:
            found += [("rubric_line", 0), ("amendment_line", 0)]
        return found

    def move(self, spot: Spot, start: str, out: int, column: int, place: Place) -> Spot:
        """The spot of a line that is read elsewhere; the blocks inside that one are completed."""
        if not out and start == "leaf_line":
            self._open[-1].start = start if self._open[-1].words is None else "group_line"
            return replace(spot, start=start)
        if not out:
            outside = len(self._open) == 1 and not self._outside
            self._outside = self._outside or outside
            told: tuple[Diagnostic, ...] = ()
            if outside and start == "amendment_line":
                told = (problems.unrooted(place, self._amendment),)
            elif outside:
                told = (problems.outside_rubric(place, self._head),)
            return replace(spot, start=start, findings=told, row=False)
        for _ in range(out):
            self._complete()
        top = self._open[-1]
        findings: tuple[Diagnostic, ...] = ()
        if column != top.indent:
            if top.stray is None:
                findings = (problems.unexpected_indent(place),)
            top.stray = column
        return Spot(start, top.depth + 1, findings, quiet=False, row=False)

    def add(self, spot: Spot, column: int, statement: Statement) -> None:
        """Put a line where it stands."""
        top = self._open[-1]
        words = top.words
        if words is not None:
            words.update(token.text for token in statement.tokens if token.kind in ("WORD", "NAME"))
        if spot.start == "header_line" and not statement.broken:
            top.header_read = True
        if spot.row and not top.skips:
            if words is None:
                top.children.append(statement.node)
            return
        outside = len(self._open) == 1 and not isinstance(statement.node, tree.Rubric | tree.Amendment)
        owns = words is None and (statement.broken or outside)
        self._open.append(
            _Frame(
                column,
                column if top.indent is None else min(column, top.indent),
                spot.depth,
                statement.opens,
                statement.node,
                statement.skips or spot.quiet,
                owns,
                {t.text for t in statement.tokens if t.kind in ("WORD", "NAME")} if owns else words,
            )
        )

    def close(self) -> None:
        """Complete every block."""
        while len(self._open) > 1:
            self._complete()

    def _holder(self) -> _Frame:
        top = self._open[-1]
        return top if top.holds else next(frame for frame in reversed(self._open) if frame.holds)

    def _complete(self) -> None:
        frame = self._open.pop()
        node = frame.node
        if frame.words is not None:
            if not frame.owns_words:
                return
            node = tree.Broken(frozenset(frame.words), node.place)
        else:
            node, findings = with_children(node, frame.children)
            self.findings.extend(findings)
        parent = self._open[-1]
        if len(self._open) > 1:
            parent.children.append(node)
        elif isinstance(node, tree.Rubric):
            self.rubrics.append(node)
        elif isinstance(node, tree.Amendment):
            self.amendments.append(node)
        else:
            self.broken.append(node)

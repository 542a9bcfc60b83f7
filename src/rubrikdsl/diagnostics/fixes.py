"""Repairs put into a text, and the difference that they make."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import unified_diff
from typing import Literal

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Edit
from rubrikdsl.source import Place
from rubrikdsl.source import Source


def apply(
    source: Source, diagnostics: Iterable[Diagnostic], safety: Literal["safe", "unsafe"] = "safe"
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with the fixes put in, and the findings whose fixes those were.

    `unsafe` puts in safe fixes too; a fix to `display` is never put in. A fix is put in whole or not at
    all: one that overlaps an earlier one, or that reaches into another file, is left (check the new text
    and apply again). The earlier fix is the one whose first edit comes first.
    """
    wanted = ("safe",) if safety == "safe" else ("safe", "unsafe")
    edits: list[Edit] = []
    applied: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=_first):
        fix = diagnostic.fix
        if fix is None or not fix.edits or fix.safety not in wanted:
            continue
        if any(edit.place.file != source.name for edit in fix.edits):
            continue
        if any(_overlap(new.place, old.place) for new in fix.edits for old in edits):
            continue
        edits += fix.edits
        applied.append(diagnostic)
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.place):
        parts += (source.text[at : edit.place.start], edit.new)
        at = edit.place.end
    return "".join((*parts, source.text[at:])), tuple(applied)


def diff(old: str, new: str, name: str) -> str:
    """The difference of two texts in the unified format; empty where there is none."""
    lines = unified_diff(_lines(old), _lines(new), name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    # only a line end ends a line here: `str.splitlines` would also split at form feeds and the like
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _first(diagnostic: Diagnostic) -> tuple[Place, str]:
    fix = diagnostic.fix
    place = fix.edits[0].place if fix and fix.edits else diagnostic.primary.place
    return place, diagnostic.code


def _overlap(a: Place, b: Place) -> bool:
    # two insertions at one point, or one at the start of a replaced stretch, have no order of their own
    return a.start == b.start or (a.start < b.end and b.start < a.end)

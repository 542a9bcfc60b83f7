"""What one value of one key says by itself, whatever else its record holds."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from rubrikdsl.exact import Mark
from rubrikdsl.plan import ir
from rubrikdsl.records.cells import Cell
from rubrikdsl.records.cells import fill
from rubrikdsl.records.names import Target
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.records.values import is_missing
from rubrikdsl.semantics.record import Answer

_MARKS: Final[tuple[Mark | None, ...]] = (None, ".", ",")


def said(key: str, value: object, target: Target, plan: ir.Plan) -> Answer | Fraction | None:
    """The answer, or the number given for a node; None where that takes more than this value to tell.

    It does where there is anything wrong with it, where it is missing, and where the decimal mark that the
    other numbers of its record show decides what it means.
    """
    raw = from_mapping({key: value})
    cell = raw.cells.get(key)
    if cell is None or raw.problems or raw.members or is_missing(cell):
        return None
    found: list[Answer | Fraction] = []
    for mark in _MARKS:
        filled = fill((Cell(key, cell, target, "", raw.file, raw.row, mark),), plan)
        if filled.problems or len(filled.answers) + len(filled.given) != 1:
            return None
        found += filled.answers.values()
        found += (number for _, number in filled.given.values())
    alike = all(each == found[0] and type(each) is type(found[0]) for each in found)
    return found[0] if alike else None

"""How findings repeat what was written; what they have in common."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.source import Place

LONGEST = 24
"""Characters of the user's text that a message repeats."""


def short(text: str) -> str:
    """A stretch of the user's text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def finding(
    code: str,
    place: Place,
    message: Words,
    label: Words,
    *,
    severity: Severity = "error",
    secondary: tuple[Label, ...] = (),
    notes: tuple[Words, ...] = (),
    helps: tuple[Words, ...] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """A finding with its primary label at `place`."""
    return Diagnostic(code, severity, message, Label(place, label), secondary, notes, helps, fix)

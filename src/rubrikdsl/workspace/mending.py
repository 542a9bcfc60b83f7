"""Safe fixes put into a text until none is left to put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.diagnostics import fixes
from rubrikdsl.source import Source

if TYPE_CHECKING:
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.workspace import Workspace

ROUNDS = 20
"""A fix may uncover another finding; a text that still changes after this many rounds is left as it is."""


def mended(space: Workspace, checked: Checked) -> Checked:
    """The text with its safe fixes put in, checked again."""
    for _ in range(ROUNDS):
        text, applied = fixes.apply(checked.source, checked.diagnostics)
        if not applied or text == checked.source.text:
            break
        checked = space.check(Source(checked.source.name, text))
    return checked

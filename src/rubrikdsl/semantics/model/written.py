"""Where a part of a model is written: a place, which takes no part in comparing."""

from __future__ import annotations

from rubrikdsl.frozen import field
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place


def nowhere() -> Place:
    """A field for it: nowhere, unless it is said."""
    return field(default=NOWHERE, compare=False, repr=False)

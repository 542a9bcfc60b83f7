"""Where a node stands: no part of what it says."""

from __future__ import annotations

from rubrikdsl.frozen import field
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place


def placed() -> Place:
    """The default of a node's `place`."""
    return field(default=NOWHERE, compare=False, repr=False)

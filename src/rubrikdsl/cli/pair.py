"""Two rubrics to compare, as the studies take them: OLD and NEW, files or names."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.cli.console import Console
from rubrikdsl.cli.scoring import held_by
from rubrikdsl.cli.scoring import pick
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.workspace import Held
from rubrikdsl.workspace.workspace import Workspace


def chosen_pair(
    old: str, new: str, names: Sequence[str], space: Workspace, console: Console
) -> tuple[Ready, Ready] | None:
    """The two rubrics; None after telling why there is none; raises `UsageError`.

    `names` choose where a file holds several: one name for both, or one for each. Where only one side says
    which is meant, the other is the rubric of the same name.
    """
    before, after = held_by(old, space, console), held_by(new, space, console)
    if before is None or after is None:
        return None
    first = names[0] if names else _same(before, after)
    second = names[-1] if names else _same(after, before)
    return pick(before, first), pick(after, second)


def _same(held: Held, other: Held) -> str | None:
    """The rubric of the name that the other side means, where only that side is clear."""
    if held.meant is not None or len(held.offers) < 2:
        return None
    wanted = other.meant or (other.offers[0].name if len(other.offers) == 1 else None)
    return wanted if wanted in {offer.name for offer in held.offers} else None

"""A claim before it is decided: what it says, and the goals whose fate decides it."""

from __future__ import annotations

from typing import Literal

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.verify.claims import Topic
from rubrikdsl.studies.verify.goals import Goal


@dataclass(frozen=True, slots=True)
class Question:
    """Goals of which each is to be reached (`each`), or of which none may be (`none`).

    `why` is told where the claim is proved for every record (`none`) by enclosures. A case of a question
    that is `complete` answers everything; of another only what its goal reads.
    """

    topic: Topic
    code: str
    subject: str
    says: Words
    kind: Literal["each", "none"]
    goals: tuple[Goal, ...]
    why: Words
    told: tuple[Words, ...] = ()
    """What each goal is, for a claim with several of them."""
    required: bool = True
    complete: bool = False
    place: Place = NOWHERE

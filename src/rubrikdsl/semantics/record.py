"""What is known of one unit, in the indices of a rubric's model.

A record is silent about what it does not hold: a field without an entry is missing, which is neither
zero nor not applicable. Readers of data and the examples of a rubric both end here, and every engine
starts here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final
from typing import Literal
from typing import Union

Value = Union[Fraction, bool, str, frozenset[str], date]
"""An exact number, a truth, a code or text, a set of codes, a date."""


class Silence(Enum):
    """Answers that are no value."""

    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE: Final = Silence.NOT_APPLICABLE
Answer = Union[Value, Literal[Silence.NOT_APPLICABLE]]

Given = tuple[Literal["value", "share", "points"], Fraction]
"""A scored node stated instead of what lies below it: by which reading, and the number."""


BETWEEN: Final = " :: "
"""Between a record's name and that of a member of it, wherever both are written."""


@dataclass(frozen=True)
class Record:
    """One unit: answers by field index, given nodes by node index, members by collection index.

    Members are records in the indices of the member's own model.
    """

    name: str = ""
    answers: Mapping[int, Answer] = field(default_factory=dict)
    given: Mapping[int, Given] = field(default_factory=dict)
    members: Mapping[int, tuple[Record, ...]] = field(default_factory=dict)

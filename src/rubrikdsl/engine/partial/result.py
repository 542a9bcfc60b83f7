"""What a value that is not final can still become."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.engine.run import Found
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included where the bound is exact; None: no bound on that side."""

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A code or a truth among these, in the order of the rubric; none where it cannot have a value."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """A text, a date or a set, which has no bounds."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A completion: what is answered where, by path."""

    answers: tuple[tuple[str, Found], ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a named value can be over all completions of its record.

    `not_applicable` is whether it may turn out not to apply. `exact`: every end and every value is attained
    by a completion, else all completions lie within, and perhaps closer. `deciding` are the answers of which
    one alone can still change a class or truth, the one that tells most first; `deciding_exact` is whether
    each was seen to. `attained` pairs each end or value with a completion that gives it.
    """

    name: str
    label: str
    kind: Literal["score", "let", "code", "attribute", "outcome"]
    type: Type
    can_be: Union[Between, OneOf, Anything]
    not_applicable: bool
    exact: bool
    deciding: tuple[str, ...] = ()
    deciding_exact: bool = True
    attained: tuple[tuple[Found, Answered], ...] = ()

    @property
    def decides(self) -> bool:
        """Whether it is a class or a truth, which answers decide."""
        return self.type.kind in ("code", "truth")

    @property
    def is_certain(self) -> bool:
        """Whether every completion gives the same: already certain, which is not yet final."""
        match self.can_be:
            case Between(low, high):
                return low is not None and low == high and not self.not_applicable
            case OneOf(values):
                return len(values) + self.not_applicable == 1
            case Anything():
                return False

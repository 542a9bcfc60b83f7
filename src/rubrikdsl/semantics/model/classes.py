"""How scores are classified: bands and decisions, with their codes, attributes and limits."""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics.model.expressions import Expression
from rubrikdsl.semantics.model.written import nowhere
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.semantics.terms import Type
from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a band table as printed, with its attributes in the order of `Bands.columns`.

    `place` and `ends` are those of its range, as in `Row`.
    """

    code: str
    printed: str
    interval: Interval
    attributes: tuple[Value | None, ...]
    clause: int
    place: Place = nowhere()
    ends: tuple[Place | None, Place | None] = field(default=(None, None), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit NAME to CODE when …`: at most this code; `raise`: at least."""

    code: str
    when: Expression
    clause: int
    kind: Literal["limit", "raise"] = "limit"


@dataclass(frozen=True, slots=True)
class Bands:
    """A band table. `rows` as printed; `columns` but range and code, with their `types`; `of` is classified.

    Codes rank as their ranges, the worst first, in `order`: that of the lowest range, or of the highest where
    `lower` is better.
    """

    name: str
    label: str
    of: Expression
    of_text: str
    columns: tuple[str, ...]
    types: tuple[Type, ...]
    rows: tuple[Band, ...]
    order: tuple[str, ...]
    limits: tuple[Limit, ...]
    clause: int
    place: Place = nowhere()
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A row of a decision: what it asks as written, its code and its attributes."""

    code: str
    printed: str
    attributes: tuple[Value | None, ...]
    clause: int
    place: Place = nowhere()


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision: `value` gives the code of one of `rows`; `inputs` are its columns as written, with values,
    `columns` those that it gives beside the code, with their `types`.

    Codes listed in `one of` are `ranked`, lowest first, in `order`; else they stand there as met.
    """

    name: str
    label: str
    value: Expression
    inputs: tuple[tuple[str, Expression], ...]
    columns: tuple[str, ...]
    types: tuple[Type, ...]
    rows: tuple[Decided, ...]
    order: tuple[str, ...]
    limits: tuple[Limit, ...]
    clause: int
    ranked: bool = False
    place: Place = nowhere()


Classes = Union[Bands, Decide]
"""What gives a code with attributes."""

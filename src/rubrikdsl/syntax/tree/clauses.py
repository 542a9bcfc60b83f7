"""The other clauses of a rubric: named values, limits, outcomes, collections, rankings."""

from __future__ import annotations

from typing import Literal

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.syntax.tree.expressions import Expression
from rubrikdsl.syntax.tree.expressions import Name
from rubrikdsl.syntax.tree.expressions import Quoted
from rubrikdsl.syntax.tree.expressions import Ref
from rubrikdsl.syntax.tree.parts import Tail
from rubrikdsl.syntax.tree.place import placed
from rubrikdsl.syntax.tree.score import Broken


@dataclass(frozen=True, slots=True)
class Let:
    """`let x "…" = expression`."""

    name: Name
    label: Quoted | None
    expression: Expression
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit kategori to C when … because "…"`, or `raise` in place of `limit`."""

    bands: Name
    code: Name
    when: Expression
    tail: Tail = Tail()
    place: Place = placed()
    kind: Literal["limit", "raise"] = "limit"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A `requires` line of an outcome."""

    condition: Expression
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`outcome sertifikat "…"` with its `requires` lines."""

    name: Name
    label: Quoted | None
    requirements: tuple[Requirement | Broken, ...]
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Assertion:
    """`assert "…" condition when …`: said of every record, or of those that `when` holds of."""

    label: Quoted | None
    condition: Expression
    when: Expression | None
    tail: Tail = Tail()
    place: Place = placed()

    @property
    def said(self) -> Place:
        """Where all stands that it says."""
        return self.condition.place if self.when is None else self.condition.place.to(self.when.place)


@dataclass(frozen=True, slots=True)
class Collect:
    """`collect units "…" by kepatuhan.unit at least 6 where …`, in either order."""

    name: Name
    label: Quoted | None
    by: Name
    at_least: int | None
    where: Expression | None
    tail: Tail = Tail()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Key:
    """What a ranking orders by: a reference, highest first unless `lowest`."""

    of: Ref
    lowest: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Ties:
    """How equals are ranked: `share` (1 2 2 4), `dense` (1 2 2 3), or each by itself (`distinct`).

    `keys` tell equals apart first: `ties by x` shares what they leave, `ties distinct by x` refuses it.
    """

    kind: Literal["share", "dense", "distinct"]
    keys: tuple[Key, ...] = ()
    place: Place = placed()


@dataclass(frozen=True, slots=True)
class Ranking:
    """`ranking nasional "…" by nilai highest first within jenis, provinsi ties share`."""

    name: Name
    label: Quoted | None
    by: Key
    within: tuple[Ref, ...]
    ties: Ties
    tail: Tail = Tail()
    place: Place = placed()

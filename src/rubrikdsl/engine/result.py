"""What scoring one record gives.

A value is final when everything that it reads is known, whatever else the record lacks. One that is not
final has no value here: a bound or a guess is never presented as a result.
"""

from __future__ import annotations

from typing import Literal

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Type


@dataclass(frozen=True, slots=True)
class Named:
    """One named result: the score, a `let`, a band code, its attributes, an outcome.

    `name` is as a rule would read it (`nilai`, `kategori`, `kategori.zona`, `sertifikat`). `value` is
    None unless `status` is `final`. `waiting` are the paths of missing answers that it reads; `shown`
    are the decimals in print.
    """

    name: str
    label: str
    kind: Literal["score", "let", "code", "attribute", "outcome"]
    type: Type
    status: Literal["final", "unknown", "not-applicable", "refused"]
    value: Value | None
    waiting: tuple[str, ...] = ()
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """All named results of one record, what they rest on, and what was wrong.

    A record with a problem of severity `error` is refused: its values have status `refused`. `assumed`
    are the clauses marked `assumed` that evaluation read, in the order of the rubric.
    """

    record: str
    values: tuple[Named, ...]
    assumed: tuple[Clause, ...]
    problems: tuple[Problem, ...]

    @property
    def is_final(self) -> bool:
        """Whether every named result is final (or not applicable) and nothing was refused."""
        return all(v.status in ("final", "not-applicable") for v in self.values)

"""What scoring one record gives.

A value is final when everything that it reads is known, whatever else the record lacks. One that is not
final has no value here: a bound or a guess is never presented as a result.
"""

from __future__ import annotations

from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Type

Status = Literal["final", "unknown", "not-applicable", "differs", "refused"]
"""Why a value is there: it is known. Why not: it waits for answers, does not apply, depends on the reading of
the rubric, or its record was refused."""

Choice = tuple[tuple[str, str], ...]
"""A reading for each ambiguity that stands open, by the names of both."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a value is under some readings; None where there is no value of that name under them."""

    choice: Choice
    named: Union[Named, None]


@dataclass(frozen=True, slots=True)
class Named:
    """One named result: the score, a `let`, a band code, its attributes, an outcome.

    `name` is as a rule would read it (`nilai`, `kategori`, `kategori.zona`, `sertifikat`). `value` is
    None unless `status` is `final`. `waiting` are the paths of missing answers that it reads; `shown`
    are the decimals in print; `alternatives` what it is under each reading, where that `differs`.
    """

    name: str
    label: str
    kind: Literal["score", "let", "code", "attribute", "outcome"]
    type: Type
    status: Status
    value: Value | None
    waiting: tuple[str, ...] = ()
    shown: int | None = None
    alternatives: tuple[Alternative, ...] = ()


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


def titled(choice: Choice) -> str:
    """A choice in one word: the reading, or where several ambiguities are open, each with its reading.

    >>> titled((("sisa", "percaya"),)), titled((("sisa", "percaya"), ("zona", "bulat")))
    ('percaya', 'sisa.percaya + zona.bulat')
    """
    if len(choice) == 1:
        return choice[0][1]
    return " + ".join(f"{ambiguity}.{reading}" for ambiguity, reading in choice)


def value_under(named: Named, choice: Choice) -> Named | None:
    """What a value is under the readings of a choice (which may say more than the value depends on)."""
    held = set(choice)
    for alternative in named.alternatives:
        if held.issuperset(alternative.choice):
            return alternative.named
    return named

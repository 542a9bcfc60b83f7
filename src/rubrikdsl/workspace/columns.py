"""Which columns of data mean something to a rubric, and which are carried along beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.flat import typical
from rubrikdsl.records.names import names_of
from rubrikdsl.records.numerals import Numeral
from rubrikdsl.records.numerals import numeral
from rubrikdsl.records.numerals import shown_mark
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.values import FALSE
from rubrikdsl.records.values import TRUE
from rubrikdsl.records.values import answer
from rubrikdsl.records.values import fold
from rubrikdsl.records.values import read_day
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import DATE
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import SHARE
from rubrikdsl.semantics.terms import TEXT
from rubrikdsl.semantics.terms import TRUTH
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field
from rubrikdsl.semantics.terms import Type
from rubrikdsl.workspace.scoring import Reading


def known(raw: Sequence[RawRecord], plan: Plan, reading: Reading) -> set[str]:
    """The columns of the data that mean something to a rubric, nested ones with those above them."""
    grouped = bool(reading.by) or reading.by_split is not None
    return set(_columns(typical(raw), list(_with_members(plan)) if grouped else [plan]))


def beside(raw: Sequence[RawRecord], plans: Sequence[Plan], reading: Reading) -> tuple[str, ...]:
    """The columns that mean nothing to any of the rubrics and name no record, in the order of the data."""
    split = () if reading.by_split is None else (reading.by_split.column,)
    read = {reading.id_column or "record", *reading.by, *split}
    for plan in plans:
        read |= known(raw, plan, reading)
    return tuple(dict.fromkeys(key for record in typical(raw) for key in record.cells if key not in read))


def _with_members(plan: Plan) -> Iterator[Plan]:
    """A rubric and those of its units, their units included."""
    yield plan
    for collection in plan.collections:
        yield from _with_members(collection.plan)


def _columns(raw: Iterable[RawRecord], plans: Sequence[Plan]) -> Iterator[str]:
    names = [names_of(plan) for plan in plans]
    seen: set[str] = set()
    for record in raw:
        for key in (*record.cells, *record.members):
            if key not in seen:
                seen.add(key)
                if any(each.resolve(key) is not None for each in names):
                    yield key
        for key, members in record.members.items():
            for collection in plans[0].collections:
                if collection.name == key:
                    yield from (f"{key}.{inner}" for inner in _columns(members, [collection.plan]))


@dataclass(frozen=True, slots=True)
class Column:
    """A column carried along as a question reads it: what it is called in the data, and as what answer."""

    heading: str
    field: Field
    mark: Mark | None

    def answer(self, text: str) -> Value | None:
        """What a text of the column says; None where it says nothing."""
        if not text.strip():
            return None
        if self.field.domain.type.kind in ("code", "text"):
            return text.strip()
        read = answer(text, self.field, self.mark)
        return None if isinstance(read, (Problem, Silence)) else read


def as_answers(columns: Mapping[str, Sequence[str]], first: int) -> tuple[Column, ...]:
    """The columns that a question can name; `first` is the index of the first of their answers.

    What a column holds its texts say: numbers where all of them are, else truths, days, or codes. What cannot
    stand in a name is `_` in the question.
    """
    found: dict[str, tuple[str, Domain, Mark | None]] = {}
    for heading, texts in columns.items():
        name = re.sub(r"\W+", "_", heading.strip())
        if name and not name[0].isdigit():
            found.setdefault(name, (heading, *_domain(texts)))
    return tuple(
        Column(heading, _field(first + at, name, heading, domain), mark)
        for at, (name, (heading, domain, mark)) in enumerate(found.items())
    )


def _field(index: int, name: str, heading: str, domain: Domain) -> Field:
    from rubrikdsl.plan.growing import NO_CLAUSE  # with the model, which running a plan does without

    return Field(index, name, (name,), heading, domain, "input", "optional", None, False, None, NO_CLAUSE)


def _domain(texts: Sequence[str]) -> tuple[Domain, Mark | None]:
    """What the texts of a column are, and the decimal mark that they show."""
    distinct = dict.fromkeys(text.strip() for text in texts if text.strip())
    if not distinct:
        return Domain(TEXT), None
    mark = shown_mark(distinct)
    numbers = [numeral(text, mark) for text in distinct]
    percents = {number.percent for number in numbers if isinstance(number, Numeral)}
    if not any(isinstance(number, Problem) for number in numbers) and len(percents) == 1:
        return Domain(SHARE if percents.pop() else NUMBER), mark
    if all(fold(text) in TRUE | FALSE for text in distinct):
        return Domain(TRUTH), None
    if all(isinstance(read_day(text), date) for text in distinct):
        return Domain(DATE), None
    return Domain(Type("code", tuple(sorted(distinct)))), None

"""Why not another class: how far it is, which single answer would be enough, and what can be had at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.engine.classes import classification
from rubrikdsl.engine.interpret import run as evaluate
from rubrikdsl.engine.partial.bounds import bounds_of
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.singles import Single
from rubrikdsl.engine.singles import singles
from rubrikdsl.exact import Number
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Value
from rubrikdsl.workspace.api import Plain
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import _plain
from rubrikdsl.workspace.scoring import scored

if TYPE_CHECKING:
    from rubrikdsl.workspace.scoring import Row


@dataclass(frozen=True, slots=True)
class Way:
    """A single answer that would be enough: what it is called, what it was (None: not answered) and would be.

    `text` is the assumption as `Rubric.assume` takes it (for a member's answer: as its own rubric would), and
    `result` what it gives.
    """

    name: str
    label: str
    before: Plain | None
    after: Plain
    text: str
    result: Result


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What stands between a record and a class.

    `now` is its class, `short` how far the classified value is from the `edge` of the class asked for (None:
    it is no class of ranges, or the value is not known). `ways` are the answers of which one alone is enough.
    `possible` are the classes that some answers give, whatever the present ones are (inputs stay), `best` and
    `worst` the ends of the score over them; empty and None where they could not be told.
    """

    name: str
    code: str
    now: str | None
    edge: Number | None
    short: Number | None
    ways: tuple[Way, ...]
    possible: tuple[str, ...]
    worst: Number | None
    best: Number | None


def why_not(result: Result, code: str, name: str | None = None) -> WhyNot:
    """What stands between a record and a class; `KeyError` where there is no such class.

    `name` says which classification, where several have the code. Where the rubric leaves a reading open, ask
    each of `result.under`.
    """
    row = result._row.under[0] if len(result._row.under) == 1 else result._row
    plan = row.ready.plan
    bands = next((b for b in plan.bands if name in (None, b.name) and code in plan.types[b.code].codes), None)
    if bands is None or row.under:
        raise KeyError(code if bands is None else "a reading must be chosen")
    order = plan.types[bands.code].codes
    ranked = isinstance(bands, ir.Bands) or bands.ranked

    def met(run: Run) -> bool:
        found = run.values[bands.code]
        if not isinstance(found, str) or found not in order:
            return False
        return order.index(found) >= order.index(code) if ranked else found == code

    found = () if met(row.run) else singles(row.run, met)
    now = row.run.values[bands.code]
    edge, short = _distance(row.run, bands, code)
    possible, worst, best = _possible(row.run, bands)
    return WhyNot(
        bands.name,
        code,
        now if isinstance(now, str) else None,
        edge,
        short,
        tuple(_way(row, each) for each in found),
        possible,
        worst,
        best,
    )


def _distance(run: Run, bands: ir.Classes, code: str) -> tuple[Number | None, Number | None]:
    """The nearest edge of the class, and how far the classified value is from it."""
    if not isinstance(bands, ir.Bands):
        return None, None
    held = classification(run, bands)
    rows = [row.key for row in bands.rows if row.value == code]
    if held is None or not rows or isinstance(rows[0], frozenset):
        return None, None
    ends = [end for end in (rows[0].low, rows[0].high) if end is not None]
    edge = min(ends, key=lambda end: abs(end - held.value), default=None)
    return (None, None) if edge is None else (Number(edge), Number(abs(edge - held.value)))


def _possible(run: Run, bands: ir.Classes) -> tuple[tuple[str, ...], Number | None, Number | None]:
    """What some answers could give: every answer open but the inputs of the rubric itself."""
    record = run.record
    if record.members:
        return (), None, None
    kept = {index: answer for index, answer in record.answers.items() if run.plan.fields[index].owner is None}
    open_ = evaluate(run.plan, Record(record.name, kept))
    found = {bounds.name: bounds for bounds in bounds_of(open_)}
    classes = found.get(bands.name)
    codes = classes.can_be.values if classes is not None and isinstance(classes.can_be, OneOf) else ()
    score = found.get(run.plan.nodes[0].name) if run.plan.nodes else None
    ends = score.can_be if score is not None and isinstance(score.can_be, Between) else Between(None, None)
    texts = tuple(value for value in codes if isinstance(value, str))
    return texts, _number(ends.low), _number(ends.high)


def _number(end: Fraction | None) -> Number | None:
    return None if end is None else Number(end)


def _way(row: Row, found: Single) -> Way:
    path = ".".join(found.path)
    own = path if found.reading in (None, "value") else f"{path}.{found.reading}"
    name = ": ".join((*found.members, own))
    bound = replace(row.bound, record=found.run.record)
    return Way(
        name,
        found.label,
        None if found.before is None else _plain(found.before),
        _plain_value(found.after),
        f"{own} = {_written(found.after)}",
        Result(scored(row.ready, bound, row.choice)),
    )


def _plain_value(value: Value) -> Plain:
    return Number(value) if isinstance(value, Fraction) else value


def _written(value: Value) -> str:
    """A value as an example has it, in the English vocabulary."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return to_text(value)
        case frozenset():
            return f"({', '.join(sorted(value))})"
        case str():
            return value
        case _:
            return value.isoformat()

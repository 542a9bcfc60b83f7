"""What a formula is made of, where it is made of parts.

A part is a score-free factor times one reading of a score: a node of the same rubric, or a unit of a
collection. `mean(units.nilai)`, `sum(u.nilai * u.produk) / sum(u.produk)`, `0.4 * a + 0.6 * b` are made of
parts; whatever else a formula does is told as one remainder.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rubrikdsl.engine.folds import collections
from rubrikdsl.engine.folds import kept
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import number
from rubrikdsl.engine.trace import trace
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir


@dataclass(frozen=True, slots=True)
class Part:
    """`factor` × `value` of the formula's value.

    `run` and `node` say which node is read, `node` None where a unit is read as a whole by an expression,
    which `inner` parts make up as far as they go; `final` is False for a reading before the node's own
    rounding. `way` leads to the unit, each with its collection; it is empty for a node of the formula's own
    rubric. `value` is None while it is not known.
    """

    factor: Fraction
    value: Fraction | None
    run: Run
    node: int | None
    final: bool = True
    way: tuple[tuple[ir.Collection, Run], ...] = ()
    inner: tuple[Part, ...] = ()


def parts(run: Run, step: int) -> tuple[Part, ...]:
    """The parts of a step's value; nothing of what is no part."""
    read = _node_read(run, step)
    if read is not None:
        return (read,)
    match run.plan.steps[step]:
        case ir.Operation("add", args):
            return tuple(part for arg in args for part in parts(run, arg))
        case ir.Operation("sub", (left, right)):
            return (*parts(run, left), *_scaled(parts(run, right), Fraction(-1)))
        case ir.Operation("neg", (arg,)):
            return _scaled(parts(run, arg), Fraction(-1))
        case ir.Operation("mul", args):
            return _product(run, args)
        case ir.Operation("div", (over, under)) if _score_free(run, under):
            divisor = number(run.values[under])
            return _scaled(parts(run, over), 1 / divisor) if divisor else ()
        case ir.Choose(branches, otherwise):
            return _chosen(run, branches, otherwise)
        case ir.OnlyIf(_, value):
            return parts(run, value)
        case ir.Fold("sum" | "mean") as fold:
            return _members(run, fold)
        case _:
            return ()


def _node_read(run: Run, step: int) -> Part | None:
    for node in run.plan.nodes:
        if step in (node.result, node.unrounded):
            return Part(Fraction(1), number(run.values[step]), run, node.index, step == node.result)
    return None


def _score_free(run: Run, step: int) -> bool:
    """Whether a step was found without reading any score."""
    return not any(
        isinstance(read.run.plan.steps[index], ir.Stated)
        for read in trace(run, (step,))
        for index in read.steps
    )


def _scaled(scaled: tuple[Part, ...], factor: Fraction) -> tuple[Part, ...]:
    return tuple(replace(part, factor=part.factor * factor) for part in scaled)


def _product(run: Run, args: tuple[int, ...]) -> tuple[Part, ...]:
    """A product with exactly one factor that reads a score."""
    scores = [arg for arg in args if not _score_free(run, arg)]
    if len(scores) != 1:
        return ()
    factor = Fraction(1)
    for arg in args:
        if arg not in scores:
            known = number(run.values[arg])
            if known is None:
                return ()
            factor *= known
    return _scaled(parts(run, scores[0]), factor)


def _chosen(run: Run, branches: tuple[tuple[int, int], ...], otherwise: int) -> tuple[Part, ...]:
    """The branch taken, where no score took part in choosing it."""
    for condition, value in branches:
        if not _score_free(run, condition):
            return ()
        if run.values[condition] is True:
            return parts(run, value)
        if run.values[condition] is not False:
            return ()
    return parts(run, otherwise)


def _members(run: Run, fold: ir.Fold) -> tuple[Part, ...]:
    ways = kept(fold, run, _found)
    if not isinstance(ways, tuple) or fold.value is None:
        return ()
    factor = Fraction(1, len(ways)) if fold.kind == "mean" and ways else Fraction(1)
    through = tuple(collections(run.plan, fold))
    return tuple(_member(tuple(zip(through, way, strict=True)), fold.value, factor) for way in ways)


def _member(way: tuple[tuple[ir.Collection, Run], ...], step: int, factor: Fraction) -> Part:
    """A unit: by the one node that it is read by, else by the value of the whole expression."""
    member = way[-1][1]
    inner = parts(member, step)
    value = number(member.values[step])
    if len(inner) == 1 and inner[0].run is member:
        only = inner[0]
        if only.value is None or only.factor * only.value == value:
            return replace(only, factor=only.factor * factor, way=way)
    return Part(factor, value, member, None, way=way, inner=inner)


def _found(of: Run, step: int) -> Found:
    return of.values[step]

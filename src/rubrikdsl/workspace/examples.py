"""Running the examples of a rubric: what each expectation found, and what decided it.

An example that fails is a finding like any other; `rubrik test` shows the same comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.engine.interpret import row_of
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.workspace import problems

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """One `expect`: what was wanted, what was found, and the clauses that decided it."""

    text: str
    wanted: Value
    within: Fraction
    type: model.Type
    found: Found
    deciding: tuple[model.Clause, ...]
    place: Place

    @property
    def holds(self) -> bool:
        """Whether what was found is what was wanted, within the tolerance."""
        if isinstance(self.found, Fraction) and isinstance(self.wanted, Fraction):
            return abs(self.found - self.wanted) <= self.within
        return self.found == self.wanted and type(self.found) is type(self.wanted)

    @property
    def difference(self) -> Fraction | None:
        """Found less wanted, where both are numbers."""
        if isinstance(self.found, Fraction) and isinstance(self.wanted, Fraction):
            return self.found - self.wanted
        return None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An example that was run."""

    example: model.Example
    comparisons: tuple[Comparison, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation holds."""
        return all(comparison.holds for comparison in self.comparisons)


def run_examples(rubric: model.Rubric, plan: ir.Plan) -> tuple[Outcome, ...]:
    """Every example of a rubric, in its order."""
    return tuple(
        Outcome(example, tuple(_compared(run(plan, example.record), example, wanted)))
        for example, wanted in zip(rubric.examples, plan.expected, strict=True)
    )


def findings(outcomes: tuple[Outcome, ...]) -> Iterator[Diagnostic]:
    """A finding for every expectation that does not hold."""
    for outcome in outcomes:
        for comparison in outcome.comparisons:
            if not comparison.holds:
                yield problems.example_fails(outcome.example.title, comparison)


def _compared(found: Run, example: model.Example, wanted: tuple[ir.Expected, ...]) -> Iterator[Comparison]:
    for expected, written in zip(wanted, example.expected, strict=True):
        yield Comparison(
            expected.text,
            expected.value,
            expected.within,
            found.plan.types[expected.step],
            found.values[expected.step],
            tuple(_deciding(found, expected.step)),
            written.place,
        )


def _deciding(found: Run, step: int) -> Iterator[model.Clause]:
    """The band row and the limits behind a code or attribute; the changes on the way to a number."""
    plan = found.plan
    for bands in plan.bands:
        if step == bands.code or step in bands.attributes:
            yield from _band(found, bands)
    for node in plan.nodes:
        if step in (node.result, node.unrounded):
            for stage in node.stages:
                if stage.clause >= 0 and found.values[stage.before] != found.values[stage.after]:
                    yield plan.clauses[stage.clause]
    for outcome in plan.outcomes:
        if step == outcome.step:
            for requirement, _, clause in outcome.requirements:
                if found.values[requirement] is False:
                    yield plan.clauses[clause]


def _band(found: Run, bands: ir.Bands) -> Iterator[model.Clause]:
    plan = found.plan
    table, value = plan.steps[bands.table], found.values[bands.of]
    if isinstance(table, ir.Table) and not isinstance(value, Missing | Fault | Silence):
        row = row_of(table, value)
        if row is not None and row.clause >= 0:
            yield plan.clauses[row.clause]
    for condition, _, _, clause in bands.limits:
        if found.values[condition] is True:
            yield plan.clauses[clause]

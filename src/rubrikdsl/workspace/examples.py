"""Running the examples of a rubric: what each expectation found, and what decided it.

An example that fails is a finding like any other, and so is one that breaks what its author asserts; `rubrik
test` shows the same comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.engine.decide import clause_of
from rubrikdsl.engine.interpret import row_of
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Answer
from rubrikdsl.workspace import problems

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.wording import Words
    from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause that had a part in a value, and which."""

    clause: model.Clause
    part: Words


@dataclass(frozen=True, slots=True)
class Comparison:
    """One `expect`: what was wanted, what was found, and the clauses that decided it."""

    text: str
    wanted: Answer
    within: Fraction
    type: model.Type
    found: Found
    deciding: tuple[Reason, ...]
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
class TextOf:
    """Which text of a law an example ran on: a day of it (None: from ever), its instruments, its readings."""

    day: date | None
    instruments: tuple[str, ...]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Ran:
    """An example that was run on a text."""

    example: model.Example
    comparisons: tuple[Comparison, ...]
    run: Run
    text: TextOf | None = None
    told: tuple[Diagnostic, ...] = ()
    """Its findings where its words stand."""

    @property
    def broken(self) -> tuple[ir.Assertion, ...]:
        """What the author asserts and this example does not keep."""
        return tuple(one for one in self.run.plan.assertions if self.run.values[one.holds] is False)

    def findings(self) -> Iterator[Diagnostic]:
        """A finding for every expectation and every assertion that does not hold, in places of that text."""
        for comparison in self.comparisons:
            if not comparison.holds:
                yield problems.example_fails(self.example.title, comparison)
        for assertion in self.broken:
            clause = self.run.plan.clauses[assertion.clause]
            yield problems.example_breaks(self.example.title, self.example.place, assertion, clause.place)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an example; `findings` are what of it does not hold, as it is told.

    It ran on one text or, where readings are open, on one for each.
    """

    rubric: str
    title: str
    place: Place
    findings: tuple[Diagnostic, ...] = ()
    ran: tuple[Ran, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every expectation holds, and all that is asserted."""
        return not self.findings


def run_example(rubric: model.Rubric, plan: ir.Plan, number: int) -> Ran:
    """One example of a rubric."""
    example, wanted = rubric.examples[number], plan.expected[number]
    found = run(plan, example.record)
    return Ran(example, tuple(_compared(found, example, wanted)), found)


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


def _deciding(found: Run, step: int) -> Iterator[Reason]:
    """The band row and limits behind a class; the parts of a number; the requirements that fail, or hold."""
    for bands in found.plan.bands:
        if step == bands.code or step in bands.attributes:
            yield from _band(found, bands)
    for node in found.plan.nodes:
        if step in (node.result, node.unrounded):
            yield from _parts(found, node)
    for outcome in found.plan.outcomes:
        if step == outcome.step:
            for requirement, _, clause in outcome.requirements:
                if found.values[step] is True:
                    yield Reason(found.plan.clauses[clause], problems.FULFILLED)
                elif found.values[requirement] is False:
                    yield Reason(found.plan.clauses[clause], problems.FAILS)


def _band(found: Run, bands: ir.Classes) -> Iterator[Reason]:
    plan = found.plan
    table = plan.steps[bands.table]
    if isinstance(bands, ir.Decision):
        clause = clause_of(plan, table, lambda step: found.values[step])
        if clause >= 0:
            yield Reason(plan.clauses[clause], problems.DECIDES)
    elif isinstance(table, ir.Table) and is_known(value := found.values[bands.of]):
        row = row_of(table, value)
        if row is not None and row.clause >= 0:
            yield Reason(plan.clauses[row.clause], problems.holds(value, plan.types[bands.of]))
    for condition, _, _, clause in bands.limits:
        if found.values[condition] is True:
            yield Reason(plan.clauses[clause], problems.APPLIES)


def _parts(found: Run, node: ir.Node) -> Iterator[Reason]:
    """What each child adds on the scale of the node, then what each change adds."""
    plan, values = found.plan, found.values
    for child in (plan.nodes[index] for index in node.children):
        share, value = values[child.effective], values[child.result]
        if isinstance(share, Fraction) and isinstance(value, Fraction) and child.clause >= 0:
            adds = share * value / child.scale.top * node.scale.top
            yield Reason(plan.clauses[child.clause], problems.adds(adds))
    for stage in node.stages:
        before, after = values[stage.before], values[stage.after]
        if stage.clause < 0 or before == after:
            continue
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            part = problems.rounds if stage.kind == "places" else problems.adds
            yield Reason(plan.clauses[stage.clause], part(after - before))

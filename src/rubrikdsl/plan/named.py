"""Lowering what stands around the score: `let`, band tables and decisions with their limits, outcomes."""

from __future__ import annotations

from collections.abc import Callable

from rubrikdsl.plan import ir
from rubrikdsl.plan.growing import Growing
from rubrikdsl.semantics import model


class NamedResults:
    """The steps of the named results of one rubric.

    `expression` and `condition` lower what stands in a line, under the clause of that line.
    """

    def __init__(
        self,
        rubric: model.Rubric,
        grow: Growing,
        expression: Callable[[model.Expression, int], int],
        condition: Callable[[model.Expression, int], int],
    ) -> None:
        self.rubric = rubric
        self.grow = grow
        self.expression = expression
        self.condition = condition

    def let(self, index: int) -> int:
        """A named value."""
        let = self.rubric.lets[index]
        return self.grow.once(
            "let", index, lambda: self.grow.under(let.clause, self.expression(let.value, let.clause))
        )

    def table(self, index: int) -> int:
        """The code that a band table or a decision gives, before limits."""
        bands = self.rubric.bands[index]

        def build() -> int:
            if isinstance(bands, model.Decide):
                return self.expression(bands.value, bands.clause)
            arg = self.expression(bands.of, bands.clause)
            return self.grow.emit(
                ir.Table(arg, self.rows(bands), "bands"), self.code_type(bands), bands.clause
            )

        return self.grow.once("table", index, build)

    def rows(self, bands: model.Bands) -> tuple[model.Row, ...]:
        return tuple(
            model.Row(band.interval, band.code, band.clause, band.place, band.ends) for band in bands.rows
        )

    def code_type(self, bands: model.Classes) -> model.Type:
        return model.Type("code", bands.order)

    def limits(self, index: int) -> tuple[tuple[int, int, str, int], ...]:
        bands = self.rubric.bands[index]
        type = self.code_type(bands)
        at = self.table(index)
        lowered: list[tuple[int, int, str, int]] = []
        for limit in bands.limits:
            when = self.condition(limit.when, limit.clause)
            bounded = ir.AtMost if limit.kind == "limit" else ir.AtLeast
            held = self.grow.emit(bounded(at, limit.code, bands.order), type, limit.clause)
            at = self.grow.emit(ir.Choose(((when, held),), at), type, limit.clause)
            lowered.append((when, at, limit.code, limit.clause))
        return tuple(lowered)

    def code(self, index: int) -> int:
        """The code after limits."""

        def build() -> int:
            limits = self.limits(index)
            return limits[-1][1] if limits else self.table(index)

        return self.grow.once("code", index, build)

    def attribute(self, index: int, column: int, type: model.Type) -> int:
        """A further column, found by the code."""
        bands = self.rubric.bands[index]
        first: dict[str, model.Band | model.Decided] = {}
        for row in bands.rows:  # rows of a decision may share a code, and then say the same
            first.setdefault(row.code, row)
        rows = tuple(
            model.Row(frozenset((band.code,)), value, band.clause, band.place)
            for band in first.values()
            if (value := band.attributes[column]) is not None
        )
        return self.grow.emit(ir.Table(self.code(index), rows, "attribute"), type, bands.clause)

    def bands(self, index: int) -> ir.Classes:
        """A band table or a decision with its steps."""
        bands = self.rubric.bands[index]
        attributes = tuple(self.attribute(index, column, type) for column, type in enumerate(bands.types))
        if isinstance(bands, model.Decide):
            return ir.Decision(
                name=bands.name,
                label=bands.label,
                inputs=tuple((text, self.expression(arg, bands.clause)) for text, arg in bands.inputs),
                table=self.table(index),
                limits=self.limits(index),
                code=self.code(index),
                columns=bands.columns,
                attributes=attributes,
                clause=bands.clause,
                ranked=bands.ranked,
            )
        return ir.Bands(
            name=bands.name,
            label=bands.label,
            of=self.expression(bands.of, bands.clause),
            of_text=bands.of_text,
            table=self.table(index),
            limits=self.limits(index),
            code=self.code(index),
            rows=self.rows(bands),
            printed=tuple(band.printed for band in bands.rows),
            columns=bands.columns,
            attributes=attributes,
            clause=bands.clause,
            lower=bands.lower,
        )

    def requirements(self, index: int) -> tuple[tuple[int, str, int], ...]:
        return tuple(
            (self.condition(r.condition, r.clause), r.text, r.clause)
            for r in self.rubric.outcomes[index].requirements
        )

    def outcome_truth(self, index: int) -> int:
        """Whether every line of an outcome holds."""

        def build() -> int:
            args = tuple(step for step, _, _ in self.requirements(index))
            return self.grow.emit(ir.All(args), model.TRUTH, self.rubric.outcomes[index].clause)

        return self.grow.once("outcome", index, build)

    def outcome(self, index: int) -> ir.Outcome:
        """An outcome with its steps."""
        outcome = self.rubric.outcomes[index]
        return ir.Outcome(
            outcome.name,
            outcome.label,
            self.outcome_truth(index),
            self.requirements(index),
            outcome.clause,
        )

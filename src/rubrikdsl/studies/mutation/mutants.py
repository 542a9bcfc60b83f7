"""Every small change of a rubric's meaning that an example should notice.

A change is made in the model, which cannot be broken, never in the text: weights move from one sibling to the
next so that they still add up, an edge moves with both its sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.exact import decimal_places
from rubrikdsl.plan import ir
from rubrikdsl.plan.enclosures import enclose
from rubrikdsl.plan.numbers import Span
from rubrikdsl.semantics import model
from rubrikdsl.studies.mutation import words
from rubrikdsl.studies.mutation.expressions import MODES
from rubrikdsl.studies.mutation.expressions import Changes
from rubrikdsl.studies.mutation.expressions import moved_rows
from rubrikdsl.studies.mutation.model import Change
from rubrikdsl.studies.mutation.model import Mutant
from rubrikdsl.studies.mutation.model import with_one
from rubrikdsl.studies.mutation.rankings import changes
from rubrikdsl.studies.mutation.tables import last_decimal

YES = model.Constant(True, model.TRUTH)


def mutants(rubric: model.Rubric, plan: ir.Plan) -> tuple[Mutant, ...]:
    """The changes of a rubric, in the order of its lines; `plan` is its plan."""
    found = _Mutants(rubric, plan).all()
    return tuple(sorted(found, key=lambda one: (one.place.file, one.place.start)))


class _Mutants:
    def __init__(self, rubric: model.Rubric, plan: ir.Plan) -> None:
        self.rubric = rubric
        self.plan = plan
        self.changes = Changes(rubric)

    def all(self) -> Iterator[Mutant]:
        for node in self.rubric.nodes:
            yield from self.weights(node)
            yield from self.node(node)
            yield from self.adjustments(node)
        for index, let in enumerate(self.rubric.lets):
            for change in self.changes.of(let.value):
                lets = with_one(self.rubric.lets, index, replace(let, value=change.after))
                yield self.mutant(change, replace(self.rubric, lets=lets), said=let.label or let.name)
        for index, bands in enumerate(self.rubric.bands):
            yield from self.classes(index, bands)
        for index, outcome in enumerate(self.rubric.outcomes):
            yield from self.outcome(index, outcome)
        for index, collection in enumerate(self.rubric.collections):
            yield from self.collection(index, collection)
        for index, ranking in enumerate(self.rubric.rankings):
            place, name = self.rubric.clauses[ranking.clause].place, ranking.label or ranking.name
            for what, changed in changes(ranking):
                rankings = with_one(self.rubric.rankings, index, changed)
                made = replace(self.rubric, rankings=rankings)
                yield Mutant("ranking", words.within(name, what), place, made, words.named(name))

    def mutant(self, change: Change, rubric: model.Rubric, clause: int = -1, said: str = "") -> Mutant:
        place = self.rubric.clauses[clause].place if clause >= 0 else change.place
        title = said or (self.rubric.clauses[clause].title if clause >= 0 else "")
        what = words.within(title, change.what) if title else change.what
        return Mutant(change.kind, what, place, rubric, words.named(title) if title else change.what)

    def with_node(self, node: model.Node) -> model.Rubric:
        return replace(self.rubric, nodes=with_one(self.rubric.nodes, node.index, node))

    # The score

    def weights(self, group: model.Node) -> Iterator[Mutant]:
        """A step of weight from a child to the next one, in the case that both have."""
        children = [self.rubric.nodes[child] for child in group.children]
        weights = [child.weight for child in children]
        if len(children) < 2 or any(w is None or w.kind == "equal" for w in weights):
            return
        known = [w for w in weights if w is not None]
        scale = 1 if known[0].kind == "points" else 100
        written = [amount * scale for w in known for amount, _ in w.cases]
        step = Fraction(1, scale * 10 ** max(decimal_places(amount) or 0 for amount in written))
        seen: set[tuple[Fraction, ...]] = set()
        for at, child in enumerate(children):
            other = children[(at + 1) % len(children)]
            first, second = known[at], known[(at + 1) % len(children)]
            if len(first.cases) != len(second.cases):
                continue
            for case in range(len(first.cases)):
                for sign in (1, -1):
                    moved, rest = _stepped(first, case, sign * step), _stepped(second, case, -sign * step)
                    if moved is None or rest is None:
                        continue
                    nodes = with_one(self.rubric.nodes, child.index, replace(child, weight=moved))
                    nodes = with_one(nodes, other.index, replace(other, weight=rest))
                    amounts = tuple(a for n in group.children if (w := nodes[n].weight) for a, _ in w.cases)
                    if amounts in seen:
                        continue
                    seen.add(amounts)
                    what = words.weight(
                        child.label, first.cases[case][0], moved.cases[case][0], other.label, first.kind
                    )
                    place = self.rubric.clauses[child.clause].place
                    about = words.weight_of(child.label)
                    yield Mutant("weight", what, place, replace(self.rubric, nodes=nodes), about)

    def node(self, node: model.Node) -> Iterator[Mutant]:
        if node.places is not None:
            for mode in MODES:
                if mode != node.places.mode:
                    what = words.rounding(node.places.mode, mode)
                    changed = self.with_node(replace(node, places=replace(node.places, mode=mode)))
                    place = self.rubric.clauses[node.clause].place
                    yield Mutant("rounding", what, place, changed, words.rounding_of(node.label))
        yield from self.applicability(node)
        if node.aggregate is not None:
            yield from self.aggregate(node, node.aggregate)
        if node.value is not None:
            for change in self.changes.of(node.value):
                yield self.mutant(change, self.with_node(replace(node, value=change.after)), said=node.label)
        if node.not_applicable_when is not None:
            for change in self.changes.of(node.not_applicable_when):
                yield self.mutant(
                    change, self.with_node(replace(node, not_applicable_when=change.after)), said=node.label
                )

    def applicability(self, node: model.Node) -> Iterator[Mutant]:
        """What becomes of the weight of a node that does not apply: it falls to the others, or it counts."""
        skipped = node.not_applicable_when is not None or any(
            self.rubric.fields[field].not_applicable
            for field in node.fields
            if self.rubric.fields[field].kind in ("answer", "state")
        )
        if not skipped or node.weight is None:
            return
        for other in (None, "full", "zero"):
            if other != node.counted:
                what = words.counts(node.label, node.counted, other)
                changed = self.with_node(replace(node, counted=other))
                place = self.rubric.clauses[node.clause].place
                yield Mutant("applicability", what, place, changed, words.skipped(node.label))

    def aggregate(self, node: model.Node, aggregate: model.Aggregate) -> Iterator[Mutant]:
        place = self.rubric.clauses[node.clause].place
        others: list[tuple[str, model.Aggregate | None]] = [("mean", None)]
        others += [(kind, model.Aggregate(kind)) for kind in ("min", "max") if kind != aggregate.kind]
        for name, other in others:
            what = words.aggregate(aggregate.kind, name)
            changed = self.with_node(replace(node, aggregate=other))
            yield Mutant("aggregate", what, place, changed, words.named(node.label))

    def adjustments(self, node: model.Node) -> Iterator[Mutant]:
        listed = node.adjustments
        for at, one in enumerate(listed):
            place = self.rubric.clauses[one.clause].place
            title = words.adjustment(one.kind, one.label or one.name or "")
            less = replace(node, adjustments=(*listed[:at], *listed[at + 1 :]))
            yield Mutant("adjustment", words.off(title), place, self.with_node(less), title)
            if one.when is not None:
                always = with_one(listed, at, replace(one, when=YES))
                changed = self.with_node(replace(node, adjustments=always))
                yield Mutant("adjustment", words.always(title), place, changed, title)
                for change in self.changes.of(one.when):
                    held = with_one(listed, at, replace(one, when=change.after))
                    yield self.mutant(change, self.with_node(replace(node, adjustments=held)), one.clause)
            if isinstance(one.amount, model.Constant) and isinstance(amount := one.amount.value, Fraction):
                step = last_decimal((amount,), one.amount.type)
                for by in (step, -step):
                    what = words.of_adjustment(title, words.moved(amount, amount + by, one.amount.type))
                    if amount + by >= 0:
                        moved = with_one(
                            listed, at, replace(one, amount=replace(one.amount, value=amount + by))
                        )
                        changed = self.with_node(replace(node, adjustments=moved))
                        yield Mutant("amount", what, place, changed, title)
            for change in self.changes.of(one.amount):
                other = with_one(listed, at, replace(one, amount=change.after))
                yield self.mutant(change, self.with_node(replace(node, adjustments=other)), one.clause)
            if at + 1 < len(listed):
                after = listed[at + 1]
                swapped = (*listed[:at], after, one, *listed[at + 2 :])
                other_title = words.adjustment(after.kind, after.label or after.name or "")
                what, about = words.swapped(title, other_title), words.order_of(title, other_title)
                yield Mutant("order", what, place, self.with_node(replace(node, adjustments=swapped)), about)

    # Classes and outcomes

    def classes(self, index: int, bands: model.Classes) -> Iterator[Mutant]:
        def mutated(changed: model.Classes) -> model.Rubric:
            return replace(self.rubric, bands=with_one(self.rubric.bands, index, changed))

        if isinstance(bands, model.Bands):
            rows = tuple(model.Row(b.interval, b.code, b.clause, b.place) for b in bands.rows)
            for what, place, changed in moved_rows(rows, self.grid(index, bands), bands.of.type):
                keys = [row.key for row in changed]
                made = tuple(
                    replace(band, interval=key)
                    for band, key in zip(bands.rows, keys, strict=True)
                    if isinstance(key, model.Interval)
                )
                yield Mutant(
                    "edge",
                    words.of_table(bands.name, what),
                    place,
                    mutated(replace(bands, rows=made)),
                    words.edge_of(bands.name),
                )
            for change in self.changes.of(bands.of):
                yield self.mutant(change, mutated(replace(bands, of=change.after)), bands.clause)
        else:
            for change in self.changes.of(bands.value):
                decided = mutated(replace(bands, value=change.after))
                yield self.mutant(change, decided, said=bands.label or bands.name)
        for at, limit in enumerate(bands.limits):
            place = self.rubric.clauses[limit.clause].place
            title = words.limit(bands.name, limit.code)
            less = (*bands.limits[:at], *bands.limits[at + 1 :])
            yield Mutant("limit", words.off(title), place, mutated(replace(bands, limits=less)), title)
            always = with_one(bands.limits, at, replace(limit, when=YES))
            yield Mutant("limit", words.always(title), place, mutated(replace(bands, limits=always)), title)
            rank = bands.order.index(limit.code) if limit.code in bands.order else -1
            for other in (rank - 1, rank + 1):
                if rank >= 0 and 0 <= other < len(bands.order):
                    code = bands.order[other]
                    what = words.of_adjustment(title, words.code(limit.code, code))
                    moved = with_one(bands.limits, at, replace(limit, code=code))
                    yield Mutant("limit", what, place, mutated(replace(bands, limits=moved)), title)
            for change in self.changes.of(limit.when):
                held = with_one(bands.limits, at, replace(limit, when=change.after))
                yield self.mutant(change, mutated(replace(bands, limits=held)), limit.clause)

    def collection(self, index: int, collection: model.Collection) -> Iterator[Mutant]:
        """Which members count, and how many there must be."""

        def mutated(changed: model.Collection) -> model.Rubric:
            return replace(self.rubric, collections=with_one(self.rubric.collections, index, changed))

        place = self.rubric.clauses[collection.clause].place
        least, more = collection.at_least, replace(collection, at_least=collection.at_least + 1)
        about = words.named(collection.label or collection.name)
        if least > 1:
            what = words.moved(Fraction(least), Fraction(least + 1), model.NUMBER)
            yield Mutant("units", words.at_least(collection.name, what), place, mutated(more), about)
        if collection.where is None:
            return
        every = mutated(replace(collection, where=None))
        yield Mutant("units", words.every_unit(collection.name), place, every, about)
        for change in Changes(collection.member).of(collection.where):
            changed = mutated(replace(collection, where=change.after))
            yield replace(self.mutant(change, changed, collection.clause), about=about)

    def grid(self, index: int, bands: model.Bands) -> Fraction | None:
        """One step of what is classified, else of the last decimal of the table."""
        lowered = self.plan.bands[index]
        assert isinstance(lowered, ir.Bands)
        inner = enclose(self.plan)[lowered.of].numbers
        if isinstance(inner, Span) and inner.unit:
            return inner.unit
        ends = [end for b in bands.rows for end in (b.interval.low, b.interval.high) if end is not None]
        return last_decimal(tuple(ends), bands.of.type) if ends else None

    def outcome(self, index: int, outcome: model.Outcome) -> Iterator[Mutant]:
        def mutated(lines: tuple[model.Requirement, ...]) -> model.Rubric:
            changed = replace(outcome, requirements=lines)
            return replace(self.rubric, outcomes=with_one(self.rubric.outcomes, index, changed))

        lines = outcome.requirements
        for at, line in enumerate(lines):
            place = self.rubric.clauses[line.clause].place
            less = mutated((*lines[:at], *lines[at + 1 :]))
            yield Mutant("requirement", words.dropped(line.text), place, less, words.named(line.text))
            for change in self.changes.of(line.condition):
                changed = with_one(lines, at, replace(line, condition=change.after))
                yield self.mutant(change, mutated(changed), line.clause, line.text)


def _stepped(weight: model.Weight, case: int, by: Fraction) -> model.Weight | None:
    amount, when = weight.cases[case]
    if amount + by < 0 or amount == 0:
        return None
    return replace(weight, cases=with_one(weight.cases, case, (amount + by, when)))

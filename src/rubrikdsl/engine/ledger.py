"""The ledger of contributions: entries that add up exactly, at every level and in total.

A node starts from its children (or the parts of its formula); each change on the way to its result is a
line worth W × δ ÷ top × root top. An entry's points are then the sum of the entries below it, without a
rule per operation. What is not known has no numbers.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine import problems
from rubrikdsl.engine.answers import words_of
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.formula import Part
from rubrikdsl.engine.formula import parts
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import number
from rubrikdsl.engine.trace import fields_read
from rubrikdsl.engine.trace import trace
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import BETWEEN
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.terms import Counted

Status = Literal["final", "unknown", "not-applicable", "zero-weight"]


def ledger(run: Run) -> Entry:
    """The tree of a run, from the score down."""
    return _Ledger(run, run.plan.nodes[0].scale.top).node(0, Fraction(1), Fraction(1))


def losses(entry: Entry) -> list[tuple[Entry, Fraction]]:
    """What each leaf, given node, unit and line costs, in the order of the tree; a gain is negative.

    Without unknown entries these add up to what the entry lacks of its most.
    """
    if entry.points is None or entry.most is None:
        return [found for below in entry.entries for found in losses(below)]
    if not entry.entries:
        return [(entry, entry.most - entry.points)]
    found: list[tuple[Entry, Fraction]] = []
    rest = entry.most
    formula = entry
    for below in entry.entries:
        if below.kind != "line" or below.most is not None:
            found += losses(below)
            rest -= (below.points if below.most is None else below.most) or 0
        elif below.word == "formula":
            formula = below
            rest -= below.points or 0
        elif below.points is not None:
            found.append((below, -below.points))
    return [*found, (formula, rest)] if rest else found


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Builds the entries of one run; `total` is the top of the score that everything adds to."""

    run: Run
    total: Fraction

    def node(self, index: int, weight: Fraction | None, total_weight: Fraction | None) -> Entry:
        """A node with what is below it; `total_weight` is W as it counts in the whole."""
        node = self.run.plan.nodes[index]
        value = number(self.run.values[node.result])
        status = self.status(node, total_weight)
        given = self.run.record.given.get(index)
        entries: tuple[Entry, ...] = ()
        kind: Literal["group", "leaf", "given"] = "group"
        if status == "not-applicable":
            weight, total_weight, value = None, None, None
        if given is not None:
            kind = "given"
        elif node.kind in ("leaf", "given"):
            kind = "given" if node.kind == "given" else "leaf"
        elif status != "not-applicable":
            entries = (*self.below(node, total_weight), *self.lines(node, total_weight))
        return Entry(
            kind=kind,
            word=node.word,
            title=node.label or node.name,
            path=node.path,
            status=status,
            weight=weight,
            total_weight=total_weight,
            answer=problems.given_as(given) if given is not None else self.answer(node),
            value=value,
            top=node.scale.top,
            share=None if value is None else value / node.scale.top,
            points=self.points(value, node, total_weight),
            most=None if total_weight is None else total_weight * self.total,
            clause=self.run.plan.clauses[node.clause],
            entries=entries,
            shown=node.shown,
        )

    def status(self, node: ir.Node, total_weight: Fraction | None) -> Status:
        values = self.run.values
        if values[node.applicable] is False or values[node.result] is NOT_APPLICABLE:
            return "not-applicable"
        if total_weight == 0:
            return "zero-weight"
        return (
            "final" if isinstance(values[node.result], Fraction) and total_weight is not None else "unknown"
        )

    def points(self, value: Fraction | None, node: ir.Node, total_weight: Fraction | None) -> Fraction | None:
        """What a value or a change on the node's scale adds to the total; nothing where W is 0."""
        if total_weight == 0:
            return Fraction(0)
        if value is None or total_weight is None:
            return None
        return total_weight * value / node.scale.top * self.total

    def answer(self, node: ir.Node) -> Words | None:
        """The record's answers to a leaf: its own, and whatever else its scoring read."""
        if node.kind != "leaf" or node.base is None:
            return None
        run = self.run
        own = [f for f in node.fields if run.plan.fields[f].kind != "state"]
        read = trace(run, (node.base,))[0]
        fields = fields_read(read)
        if any(isinstance(run.plan.steps[step], ir.Stated) for step in read.steps):
            fields = [f for f in fields if f in own]
        return words_of(run, own, fields)

    def below(self, node: ir.Node, total_weight: Fraction | None) -> tuple[Entry, ...]:
        """The children, or the parts of a formula and what is left of it."""
        if node.kind == "group":
            entries: list[Entry] = []
            for child in node.children:
                below = self.run.plan.nodes[child]
                weight = number(self.run.values[below.effective])
                entry = self.node(child, weight, _times(total_weight, weight))
                entries.append(entry)
                if entry.status == "not-applicable" and below.counted is not None:
                    entries.append(self.counted(below, below.counted, _times(total_weight, weight)))
            return tuple(entries)
        if node.base is None:
            return ()
        made_of = parts(self.run, node.base)
        base = number(self.run.values[node.base])
        entries = [self.part(part, self.run.plan, node, total_weight) for part in made_of]
        if base is not None:
            rest = base - sum((p.factor * p.value for p in made_of if p.value is not None), Fraction(0))
            if rest:
                clause = self.run.plan.clause_of[node.base]
                entries.append(self.line("formula", "", node, rest, total_weight, None, clause))
        return tuple(entries)

    def counted(self, node: ir.Node, counted: Counted, total_weight: Fraction | None) -> Entry:
        """The line of a node that is not applicable and counts all the same (semantics D2)."""
        value = number(self.run.values[node.result])
        line = self.line(
            f"counts-{counted}", node.label or node.name, node, value, total_weight, None, node.clause
        )
        return replace(line, most=None if total_weight is None else total_weight * self.total)

    def part(self, part: Part, whose: ir.Plan, node: ir.Node, total_weight: Fraction | None) -> Entry:
        """A node that a formula of a plan reads, or a unit of one of its collections."""
        if part.node is None:
            entry = self.whole(part, node, total_weight)
        else:
            entry = self.read(part, part.node, node, total_weight)
        if not part.way:
            return entry
        names = [member.record.name for _, member in part.way]
        title = BETWEEN.join(names)
        if part.node:  # not the member's score: which of its parts is read
            inner = part.run.plan.nodes[part.node]
            title = f"{title} / {inner.label or inner.name}"
        collection = part.way[-1][0]
        holder = part.way[-2][1].plan if len(part.way) > 1 else whose
        return replace(
            entry,
            word=collection.name,
            title=title,
            path=tuple(name for one, member in part.way for name in (one.name, member.record.name)),
            clause=holder.clauses[collection.clause],
        )

    def read(self, part: Part, index: int, node: ir.Node, total_weight: Fraction | None) -> Entry:
        """A part that is a node: a unit's final value brings its own ledger.

        A node of the same rubric is told in its own place, and a value before its rounding has no ledger.
        """
        top = part.run.plan.nodes[index].scale.top
        weight = part.factor * top / node.scale.top
        inside = _Ledger(part.run, self.total)
        entry = replace(inside.node(index, weight, _times(total_weight, weight)), kind="member")
        if part.final and part.way:
            return entry
        return replace(
            entry,
            value=part.value,
            share=None if part.value is None else part.value / top,
            points=self.points(_times(part.value, part.factor), node, total_weight),
            entries=(),
        )

    def whole(self, part: Part, node: ir.Node, total_weight: Fraction | None) -> Entry:
        """A unit that is read by more than one node, or by none: its value has no scale of its own.

        What it could be at most is told as far as its parts tell it.
        """
        inner = [replace(each, factor=each.factor * part.factor) for each in part.inner]
        entries = [self.part(each, part.run.plan, node, total_weight) for each in inner]
        points = self.points(_times(part.value, part.factor), node, total_weight)
        if entries and part.value is not None:
            known = sum((p.factor * p.value for p in inner if p.value is not None), Fraction(0))
            rest = part.factor * part.value - known
            if rest:
                entries.append(self.line("formula", "", node, rest, total_weight, None, -1))
        reach = [entry.points if entry.most is None else entry.most for entry in entries]
        full = [each for each in reach if each is not None]
        return Entry(
            kind="member",
            word="",
            title="",
            path=(),
            status="zero-weight" if total_weight == 0 else "unknown" if part.value is None else "final",
            weight=part.factor,
            total_weight=None,
            answer=None,
            value=part.value,
            top=None,
            share=None,
            points=points,
            most=sum(full, Fraction(0)) if entries and len(full) == len(reach) else None,
            clause=None,
            entries=tuple(entries),
        )

    def lines(self, node: ir.Node, total_weight: Fraction | None) -> tuple[Entry, ...]:
        """The changes on the way to the result: those that acted, and those not decided yet."""
        values = self.run.values
        entries: list[Entry] = []
        for stage in node.stages:
            if stage.when is not None and values[stage.when] is False:
                continue
            before, after = number(values[stage.before]), number(values[stage.after])
            change = None if before is None or after is None else after - before
            if not change and stage.kind in ("aggregate", "cap", "floor", "places"):
                continue
            said = self.said(stage, node.scale.top)
            step = self.run.plan.steps[stage.after]
            word = step.kind if isinstance(step, ir.Aggregate) else stage.kind
            entries.append(self.line(word, stage.title, node, change, total_weight, said, stage.clause))
        return tuple(entries)

    def said(self, stage: ir.Stage, top: Fraction) -> Words | None:
        """What a stage does, in words."""
        if stage.amount is None:
            match self.run.plan.steps[stage.after]:
                case ir.Rounded(_, places, _):
                    return problems.rounded_to(places)
                case ir.Aggregate(best=int(best)):
                    return problems.best_of(best)
                case ir.Aggregate(places=int(places)):
                    return problems.rounded_to(places)
                case _:
                    return None
        amount = number(self.run.values[stage.amount])
        if amount is None:
            return None
        match stage.kind:
            case "bonus":
                return problems.added(amount)
            case "penalty":
                return problems.subtracted(amount)
            case "cap":
                return problems.capped(amount)
            case "floor":
                return problems.raised(amount)
            case "scale":
                return problems.rescaled(amount / top)
            case "aggregate" | "places":
                return None
            case _:
                assert_never(stage.kind)

    def line(
        self,
        word: str,
        title: str,
        node: ir.Node,
        change: Fraction | None,
        total_weight: Fraction | None,
        said: Words | None,
        clause: int,
    ) -> Entry:
        return Entry(
            kind="line",
            word=word,
            title=title,
            path=node.path,
            status="unknown" if change is None else "final",
            weight=None,
            total_weight=total_weight,
            answer=said,
            value=change,
            top=node.scale.top,
            share=None,
            points=None if change is None else self.points(change, node, total_weight),
            most=None,
            clause=self.run.plan.clauses[clause] if clause >= 0 else None,
        )


def _times(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """A product; 0 where either is 0, whatever the other may be."""
    if left == 0 or right == 0:
        return Fraction(0)
    return None if left is None or right is None else left * right

"""The rank of every record by a ranking of the rubric, as `engine.ranking` has it: a window over all rows.

Numbers over varying denominators are ordered by a whole number: what differs at all differs by at least one
unit of the square of the highest denominator, so that its floor tells any two apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from rubrikdsl.plan import ir
from rubrikdsl.program import ops
from rubrikdsl.sql.levels import Scored
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import text
from rubrikdsl.sql.tree import truth


def steps_of(plan: ir.Plan, ranking: ir.Ranking) -> tuple[int, ...]:
    """The steps that a program must give for a ranking; texts are read from their columns."""
    keys = (ranking.by, *ranking.keys)
    return (
        *(key.step for key in keys),
        *(step for step in ranking.within if plan.types[step].kind != "text"),
    )


class Ranks:
    """A ranking of the records of `one`; `outputs` are what the program gives for it, `raw` names texts."""

    def __init__(self, ranking: ir.Ranking, one: Scored, outputs: Sequence[ops.Output], raw: str) -> None:
        self.ranking, self.one, self.raw = ranking, one, raw
        self.keys = (ranking.by, *ranking.keys)
        self.ordered, self.alike = outputs[: len(self.keys)], outputs[len(self.keys) :]

    def rank(self, sound: Sequence[Node]) -> Node:
        """The rank; null where a record has none. `sound` is what records that are scored fulfil."""
        assert self.one.arithmetic is not None
        texts = [step for step in self.ranking.within if self.one.plan.types[step].kind == "text"]
        groups = [self.one.arithmetic.of(output.value) for output in self.alike]
        known = [*sound, *self._known()]
        for step in texts:
            held, conditions = self._text(step)
            groups.append(held)
            known += conditions
        ok = every(known)
        among = [case([(ok, number(1))], number(0)), *groups]
        places = [self._place(key, output) for key, output in zip(self.keys, self.ordered, strict=True)]
        order = exp.Order(
            expressions=[
                exp.Ordered(this=place, desc=not key.lowest, nulls_first=key.lowest)
                for key, place in zip(self.keys, places, strict=True)
            ]
        )
        how = "DENSE_RANK" if self.ranking.ties == "dense" else "RANK"
        found: Node = exp.Window(this=call(how), partition_by=among, order=order)
        if self.ranking.ties == "distinct":
            equals = exp.Window(this=exp.Count(this=exp.Star()), partition_by=[*among, *places])
            ok = every([*known, equal(equals, number(1))])
        return case([(ok, found)])

    def _known(self) -> list[Node]:
        """Whether everything that the ranking reads has a value."""
        arithmetic = self.one.arithmetic
        assert arithmetic is not None
        return [
            negated(arithmetic.truth(state))
            for output in (*self.ordered, *self.alike)
            for state in (output.missing, output.not_applicable)
            if arithmetic.program.ops[state] != ops.Whole(0)
        ]

    def _text(self, step: int) -> tuple[Node, list[Node]]:
        """A text that the record says, and whether it does."""
        asked = self.one.plan.steps[step]
        assert isinstance(asked, ir.Answer)
        found = self.one.reads.get(("field", asked.field))
        if found is None:
            return text(""), [truth(False)]
        at, read = found
        held: Node = column(f"{self.raw}{at}")
        default = self.one.plan.fields[asked.field].default
        if default is not None:
            held = call("COALESCE", held, text(str(default)))
        states = [] if default is not None else [negated(column(f"m{at}"))]
        states += [] if read.silent is None else [negated(column(f"n{at}"))]
        return held, states

    def _place(self, key: ir.Key, output: ops.Output) -> Node:
        """A whole number that is the higher, the higher what it stands for."""
        arithmetic = self.one.arithmetic
        assert arithmetic is not None
        program, dialect = arithmetic.program, arithmetic.dialect
        found = arithmetic.of(output.value)
        if output.type.kind not in ("number", "share"):
            words = {word: at for at, word in enumerate(program.words)}
            codes = self.one.plan.types[key.step].codes
            places = [(equal(found, number(words[code])), number(at)) for at, code in enumerate(codes)]
            return case(places, number(-1))
        if output.under is None:
            return found
        most = program.bounds[output.under][1]
        bits = arithmetic.bits(output.value, (most * most).bit_length())
        over = binary(exp.Mul, number(most * most), dialect.cast(found, bits))
        under = dialect.cast(arithmetic.of(output.under), bits)
        return dialect.quotient(over, under, bits, negative=program.bounds[output.value][0] < 0)

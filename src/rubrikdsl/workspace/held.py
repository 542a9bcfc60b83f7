"""What programs have of the records of a population, column by column.

None in place of a record's value says that it takes more than arithmetic: the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from rubrikdsl.engine.classes import standing
from rubrikdsl.engine.explanation import Standing
from rubrikdsl.engine.ranking import Placed
from rubrikdsl.engine.ranking import Ranked
from rubrikdsl.engine.results import named_steps
from rubrikdsl.plan import ir
from rubrikdsl.program.lists import values
from rubrikdsl.program.many import Known
from rubrikdsl.program.many import Many
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Silence


class Held:
    """The records of one plan by what they say (`many`), and what comes of it."""

    def __init__(self, plan: ir.Plan, many: Many) -> None:
        self._plan = plan
        self.many = many
        self._steps = {step: named.name for named, step in named_steps(plan)}
        self._places = {named.name: at for at, (named, _) in enumerate(named_steps(plan))}

    @cached_property
    def found(self) -> tuple[Known, ...] | None:
        """The named values of all records."""
        return values(self._plan, self.many)

    def known(self, name: str) -> Known | None:
        """A named value of every record."""
        place = self._places.get(name)
        return None if self.found is None or place is None else self.found[place]

    def of_step(self, step: int) -> Known | None:
        """What a step of the plan comes to in every record."""
        name = self._steps.get(step)
        if name is not None:
            return self.known(name)
        asked = self._plan.steps[step]
        if isinstance(asked, ir.Answer):
            return self.many.answers(asked.field)
        found = values(self._plan, self.many, step)
        return None if found is None else found[0]

    def standings(self) -> Iterable[tuple[Standing, ...] | None] | None:
        """The classes by ranges of every record."""
        columns: list[Iterable[Standing | None]] = []
        for bands in self._plan.bands:
            if not isinstance(bands, ir.Bands):
                continue
            of, code = self.of_step(bands.of), self.of_step(bands.code)
            if of is None or code is None:
                return None
            pairs = list(zip(of.at, code.at, strict=True))
            once = {
                pair: _standing(bands, of.different[pair[0]], code.different[pair[1]])
                for pair in dict.fromkeys(pairs)
            }
            columns.append(map(once.__getitem__, pairs))
        if not columns:
            return [()] * self.many.count
        each = zip(*columns, strict=True)
        return (tuple(one for one in row if one is not None) if None not in row else None for row in each)

    def placed(self, ranking: ir.Ranking, names: Sequence[str]) -> Iterable[Placed | None] | None:
        """Every record as a ranking needs it."""
        keys = (ranking.by, *ranking.keys)
        steps = (*ranking.within, *(key.step for key in keys))
        known = [one for step in steps if (one := self.of_step(step)) is not None]
        if len(known) < len(steps) or not self.found:
            return None
        within = len(ranking.within)
        codes = (self._plan.types[key.step].codes for key in keys)
        orders = [_order(*each) for each in zip(known[within:], keys, codes, strict=True)]
        return self._each_placed(names, known, within, orders)

    def _each_placed(
        self, names: Sequence[str], known: Sequence[Known], within: int, orders: Sequence[Sequence[int]]
    ) -> Iterator[Placed | None]:
        assert self.found is not None
        for at, name in enumerate(names):
            row = [one.different[one.at[at]] for one in known]
            said = [value for value in row if value is not None and not isinstance(value, Silence)]
            refused = all(one.different[one.at[at]] is None for one in self.found)
            if refused or len(said) < len(row):
                yield None
                continue
            ranked = Ranked(at, name, None, said[within], tuple(said[:within]), tuple(said[within + 1 :]))
            pairs = zip(orders, known[within:], strict=True)
            yield Placed(ranked, tuple(order[one.at[at]] for order, one in pairs))


def _standing(bands: ir.Bands, value: Answer | None, code: Answer | None) -> Standing | None:
    if isinstance(value, Fraction) and isinstance(code, str):
        return standing(bands, value, code)
    return None


def _order(known: Known, key: ir.Key, codes: Sequence[str]) -> list[int]:
    """For each different value its place among them, the first in the order of the key first."""
    amounts = [_amount(value, codes) for value in known.different]
    places = {amount: at for at, amount in enumerate(sorted(set(amounts), reverse=not key.lowest))}
    return [places[amount] for amount in amounts]


def _amount(value: Answer | None, codes: Sequence[str]) -> Fraction:
    """A number by itself, a code by its row."""
    if isinstance(value, str):
        return Fraction(codes.index(value))
    return value if isinstance(value, Fraction) else Fraction(0)

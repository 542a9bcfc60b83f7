"""What programs have of the records of a population, column by column.

None in place of a record's value says that it takes more than arithmetic: the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from rubrikdsl.engine import problems
from rubrikdsl.engine.classes import standing
from rubrikdsl.engine.explanation import Standing
from rubrikdsl.engine.ranking import Placed
from rubrikdsl.engine.ranking import Ranked
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.plan import ir
from rubrikdsl.program.many import Known
from rubrikdsl.program.many import Many
from rubrikdsl.program.waiting import told
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence


class Held:
    """The records of one plan by what they say (`many`), and what comes of it; `record` gives one of them."""

    def __init__(self, plan: ir.Plan, many: Many, record: Callable[[int], Record]) -> None:
        self._plan = plan
        self.many = many
        self._record = record
        self._steps = {step: named.name for named, step in named_steps(plan)}
        self._places = {named.name: at for at, (named, _) in enumerate(named_steps(plan))}

    @cached_property
    def found(self) -> tuple[Known, ...] | None:
        """The named values of all records."""
        return told(self._plan, self.many, self._record)

    def at(self, at: int) -> tuple[Found, ...] | None:
        """The named values of a record, or what they wait for; None where it takes more."""
        found: list[Found] = []
        for known in self.found or ():
            place = known.at[at]
            value = known.different[place]
            if value is None and place not in known.waiting:
                return None
            found.append(Missing(frozenset(known.waiting[place])) if value is None else value)
        return tuple(found)

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
            return self.many.answers(self._plan.fields[asked.field])
        found = told(self._plan, self.many, self._record, (step,))
        return None if found is None else found[0]

    def standings(self) -> Iterable[tuple[Standing, ...] | None] | None:
        """The classes by ranges of every record."""
        columns: list[Iterable[tuple[Standing, ...] | None]] = []
        for bands in self._plan.bands:
            if not isinstance(bands, ir.Bands):
                continue
            of, code = self.of_step(bands.of), self.of_step(bands.code)
            if of is None or code is None:
                return None
            pairs = list(zip(of.at, code.at, strict=True))
            once = {pair: _standings(bands, of, code, pair) for pair in dict.fromkeys(pairs)}
            columns.append(map(once.__getitem__, pairs))
        if not columns:
            return [()] * self.many.count
        each = zip(*columns, strict=True)
        return (None if None in row else tuple(one for some in row for one in some or ()) for row in each)

    def placed(self, ranking: ir.Ranking, names: Sequence[str]) -> Iterable[Placed | Ranked | None] | None:
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
    ) -> Iterator[Placed | Ranked | None]:
        assert self.found is not None
        first = self.found[0]  # open of any record that is refused
        for at, name in enumerate(names):
            row = [one.different[one.at[at]] for one in known]
            said = [value for value in row if value is not None and not isinstance(value, Silence)]
            if first.is_open(at):
                yield None
                continue
            if len(said) < len(row):
                yield None if any(one.is_open(at) for one in known) else _waits(at, name, known, within)
                continue
            ranked = Ranked(at, name, None, said[within], tuple(said[:within]), tuple(said[within + 1 :]))
            pairs = zip(orders, known[within:], strict=True)
            yield Placed(ranked, tuple(order[one.at[at]] for order, one in pairs))


def _standings(bands: ir.Bands, of: Known, code: Known, at: tuple[int, int]) -> tuple[Standing, ...] | None:
    """The class of a value, if it has both; None where that takes more."""
    if at[0] in of.waiting or at[1] in code.waiting:
        return ()
    value, found = of.different[at[0]], code.different[at[1]]
    one = standing(bands, value, found) if isinstance(value, Fraction) and isinstance(found, str) else None
    return None if one is None else (one,)


def _waits(at: int, name: str, known: Sequence[Known], within: int) -> Ranked | None:
    """A record without a place because it lacks answers; None of one to which a key does not apply."""
    waiting = sorted({path for one in known for path in one.waiting.get(one.at[at], ())})
    if not waiting:
        return None
    row = [one.different[one.at[at]] for one in known]
    value, *others = (None if isinstance(each, Silence) else each for each in row[within:])
    among = tuple(None if isinstance(each, Silence) else each for each in row[:within])
    problem = problems.open_unranked(name, tuple(waiting))
    return Ranked(at, name, None, value, among, tuple(others), problem)


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

"""Examples that would notice what no example of a rubric notices: as few and as short as can be found.

Each change that goes unnoticed has a record that tells it. One record often tells several, so few are kept:
greedily those that tell the most, then none that the others make superfluous. So none can be left out.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics import model
from rubrikdsl.semantics.record import Record
from rubrikdsl.studies.mutation.compare import Pair
from rubrikdsl.studies.mutation.compare import Told
from rubrikdsl.studies.mutation.compare import holds
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Judged
from rubrikdsl.studies.mutation.model import Killed
from rubrikdsl.studies.mutation.model import Mutant
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.model import Undecided
from rubrikdsl.studies.mutation.model import Unnoticed
from rubrikdsl.studies.mutation.shorter import shorter
from rubrikdsl.studies.mutation.study import judge
from rubrikdsl.studies.mutation.study import noticed
from rubrikdsl.studies.mutation.study import passing

Tell = Callable[[int, int], None]
"""How far the work is: so many done, of so many."""

PLACES: Final = 6
"""Decimals of an expected number whose own do not end; half of the last one is the tolerance."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An example to be: what is given, what is expected, and the changes that it alone would notice.

    `shows` is the expectation that the first of these would turn.
    """

    title: Words
    record: Record
    expected: tuple[ir.Expected, ...]
    shows: ir.Expected | None
    notices: tuple[Mutant, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The examples for one text of a rubric; `left` are the changes that they do not notice either."""

    plan: ir.Plan
    examples: tuple[Proposed, ...]
    changes: int
    """How many changes they notice that no example of the rubric does."""
    left: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A record with what it gives: `made` for this change, which turns the expectation `shows`."""

    made: Mutant
    shows: str
    record: Record
    values: tuple[Found, ...]
    expected: tuple[ir.Expected, ...]


def propose(
    rubric: model.Rubric, plan: ir.Plan, mutants: Sequence[Mutant], tell: Tell | None = None
) -> Proposal:
    """Examples that notice every change that some record tells and no example of the rubric does."""
    held = passing(rubric, plan)
    mutants = [mutant for mutant in mutants if mutant.kind != "ranking"]  # no example tells an order
    candidates: list[_Candidate] = []
    open_: list[Mutant] = []
    left: list[Judged] = []
    for number, mutant in enumerate(mutants):
        if tell is not None:
            tell(number, 2 * len(mutants))
        pair = Pair(plan, lower(mutant.rubric))
        if any(_tells(pair, candidate) for candidate in candidates):
            if noticed(rubric, pair, held) is None:
                open_.append(mutant)
            continue
        judged = Judged(mutant, judge(rubric, pair, held))
        match judged.verdict:
            case Unnoticed(record):
                found = _candidate(pair, mutant, record)
                if found is None:
                    left.append(judged)
                else:
                    candidates.append(found)
                    open_.append(mutant)
            case Killed() | Equivalent() | Ordered():
                pass
            case Undecided():
                left.append(judged)
    told: list[frozenset[int]] = []
    for number, mutant in enumerate(open_):
        if tell is not None:
            tell(2 * len(mutants) - len(open_) + number, 2 * len(mutants))
        pair = Pair(plan, lower(mutant.rubric))
        told.append(frozenset(at for at, one in enumerate(candidates) if _tells(pair, one)))
    kept = _irreducible(candidates, told)
    examples = tuple(_proposed(candidates[at], at, open_, told, kept) for at in sorted(kept))
    return Proposal(plan, examples, len(open_), tuple(left))


def _candidate(pair: Pair, mutant: Mutant, record: Record) -> _Candidate | None:
    """A record as an example that tells a change; None where no value that an example can expect does."""
    both = pair.both(record)
    differing = [told for told in pair.touched if both.differs(told)]
    headline = set(_headline(pair.plan))
    first = next((one for one in differing if one.before in headline), None) or next(iter(differing), None)
    if first is None:
        return None
    short = shorter(pair, first, record)
    values = run(pair.plan, short).values
    expected = tuple(_expected(pair, values, short, first))
    candidate = _Candidate(mutant, first.text, short, values, expected)
    return candidate if _tells(pair, candidate) else None


def _headline(plan: ir.Plan) -> Iterator[int]:
    """The values that a reader looks for: the score, the classes, the outcomes."""
    yield from (node.result for node in plan.nodes[:1])
    yield from (bands.code for bands in plan.bands)
    yield from (outcome.step for outcome in plan.outcomes)


def _expected(pair: Pair, values: Sequence[Found], record: Record, also: Told) -> Iterator[ir.Expected]:
    """What an example expects: what a reader looks for, as far as it is known and not just what is given."""
    given = {pair.plan.nodes[node].result for node in record.given}
    wanted = {*_headline(pair.plan), also.before} - given
    for told in pair.told:
        found = values[told.before]
        if told.before not in wanted or isinstance(found, (Missing, Fault)):
            continue
        within = Fraction(0)
        if isinstance(found, Fraction) and decimal_places(found) is None:
            found, within = round_to(found, PLACES), Fraction(1, 2 * 10**PLACES)
        yield ir.Expected(told.before, told.text, found, within)


def _tells(pair: Pair, candidate: _Candidate) -> bool:
    """Whether an example fails with a change."""
    after = {told.text: told.after for told in pair.told}
    changed = [one for one in candidate.expected if pair.to[after[one.text]] != pair.same[one.step]]
    if not changed:
        return False
    both = pair.both(candidate.record, candidate.values)
    return any(not holds(both.after(after[one.text]), one) for one in changed)


def _irreducible(candidates: Sequence[_Candidate], told: Sequence[frozenset[int]]) -> frozenset[int]:
    """Candidates that tell every change, none of which can be left out; short ones rather than long ones."""

    def length(at: int) -> int:
        record = candidates[at].record
        return len(record.answers) + len(record.given) + 3 * sum(map(len, record.members.values()))

    kept: set[int] = set()
    open_ = [some for some in told if some]
    while open_:
        counts = {at: sum(at in some for some in open_) for some in open_ for at in some}
        best = min(counts, key=lambda at: (-counts[at], length(at), at))
        kept.add(best)
        open_ = [some for some in open_ if best not in some]
    for at in sorted(kept, key=lambda at: (-length(at), at)):
        if all(some & kept != {at} for some in told):
            kept.remove(at)
    return frozenset(kept)


def _proposed(
    candidate: _Candidate,
    at: int,
    mutants: Sequence[Mutant],
    told: Sequence[frozenset[int]],
    kept: frozenset[int],
) -> Proposed:
    own = tuple(mutant for mutant, some in zip(mutants, told, strict=True) if some & kept == {at})
    own_made = any(mutant is candidate.made for mutant in own)
    shows = [one for one in candidate.expected if one.text == candidate.shows and own_made]
    about = candidate.made.about if shows else own[0].about
    shows = shows or [one for one in candidate.expected if one.text in about.read("en").split()]
    return Proposed(about, candidate.record, candidate.expected, shows[0] if shows else None, own)

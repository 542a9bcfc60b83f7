"""The cases that a set of conditions can be in together.

Conditions on one input are not independent: `lokasi is mpp` and `lokasi is dpmptsp` never hold at once. So
the answers of each input are tried (numbers: around every bound that is compared), and what is no plain
question about one input is taken as free to hold or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from rubrikdsl.semantics.model import Among
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Domain
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import StateOf
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Value

MAX_CASES: Final = 4096

Case = Mapping[Expression, bool]


def cases_of(conditions: Sequence[Expression], fields: Sequence[Field]) -> Iterator[Case] | None:
    """Every case, as the truth of each atomic condition; None where there are more than `MAX_CASES`."""
    atoms: dict[Expression, None] = {}
    for condition in conditions:
        _collect(condition, atoms)
    by_field: dict[int, list[Expression]] = {}
    free: list[Expression] = []
    for atom in atoms:
        asked = _asked(atom)
        if asked is None:
            free.append(atom)
        else:
            by_field.setdefault(asked, []).append(atom)
    groups: list[list[tuple[tuple[Expression, bool], ...]]] = [
        [((atom, True),), ((atom, False),)] for atom in free
    ]
    for index, group in by_field.items():
        values = _values(group, fields[index])
        ways = {tuple((atom, _holds(atom, value)) for atom in group): None for value in values}
        groups.append(list(ways))
    count = 1
    for ways_of_one in groups:
        count *= len(ways_of_one)
        if count > MAX_CASES:
            return None
    return ({atom: truth for part in way for atom, truth in part} for way in product(*groups))


def truth_in(condition: Expression, case: Case) -> bool:
    """Whether a condition holds in a case."""
    match condition:
        case Operation(op="and", args=(left, right)):
            return truth_in(left, case) and truth_in(right, case)
        case Operation(op="or", args=(left, right)):
            return truth_in(left, case) or truth_in(right, case)
        case Operation(op="not", args=(inner,)):
            return not truth_in(inner, case)
        case Constant(value=bool() as value):
            return value
        case _:
            return case[condition]


def _collect(condition: Expression, atoms: dict[Expression, None]) -> None:
    match condition:
        case Operation(op="and" | "or" | "not", args=args):
            for arg in args:
                _collect(arg, atoms)
        case Constant():
            pass
        case _:
            atoms[condition] = None


def _asked(atom: Expression) -> int | None:
    """The field that an atom asks about, where it asks about nothing else."""
    match atom:
        case AnswerOf(field=field):
            return field
        case Among(arg=AnswerOf(field=field)) | StateOf(arg=AnswerOf(field=field)):
            return field
        case Operation(op="eq" | "ne" | "lt" | "le" | "gt" | "ge", args=(AnswerOf(field=field), Constant())):
            return field
        case _:
            return None


def _values(atoms: Sequence[Expression], field: Field) -> list[Answer | None]:
    """Answers that tell the atoms apart in every way that answers can; None is a missing one."""
    if any(isinstance(atom, StateOf) for atom in atoms):
        stateless = [atom for atom in atoms if not isinstance(atom, StateOf)]
        states: list[Answer | None] = [None, NOT_APPLICABLE] if field.not_applicable else [None]
        return [*states, *_values(stateless, field)]
    domain = field.domain
    match domain.type.kind:
        case "truth":
            return [True, False]
        case "code":
            return list(domain.type.codes)
        case _:
            return [*_around(_compared(atoms), domain)]


def _compared(atoms: Sequence[Expression]) -> list[Value]:
    found: list[Value] = []
    for atom in atoms:
        match atom:
            case Among(values=values):
                found.extend(values)
            case Operation(args=(_, Constant(value=value))):
                found.append(value)
            case _:
                pass
    return found


def _around(bounds: Sequence[Value], domain: Domain) -> list[Value]:
    numbers = sorted({bound for bound in bounds if isinstance(bound, Fraction)})
    if len(numbers) < len(set(bounds)):
        return list(bounds)
    low = domain.low if domain.low is not None else (numbers[0] - 1 if numbers else Fraction(0))
    step = domain.step or Fraction(1)
    found: set[Fraction] = {low}
    if domain.high is not None:
        found.add(domain.high)
    for number in numbers:
        below = low + ((number - low) // step) * step
        found.update((below - step, below, below + step))
    last = domain.high
    return [n for n in sorted(found) if n >= low and (last is None or n <= last)]


def _holds(atom: Expression, value: Answer | None) -> bool:
    match atom:
        case StateOf(state="missing"):
            return value is None
        case StateOf():
            return value is not NOT_APPLICABLE
        case Among() | Operation() if value is None or value is NOT_APPLICABLE:
            return False
        case Among(values=values):
            return value in values
        case Operation(op="eq", args=(_, Constant(value=bound))):
            return value == bound
        case Operation(op="ne", args=(_, Constant(value=bound))):
            return value != bound
        case Operation(op=op, args=(_, Constant(value=Fraction() as bound))) if isinstance(value, Fraction):
            return {"lt": value < bound, "le": value <= bound, "gt": value > bound, "ge": value >= bound}[op]
        case _:
            return value is True

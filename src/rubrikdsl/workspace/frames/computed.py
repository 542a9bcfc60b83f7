"""What a rubric's text under one reading computed of a table, and what the texts under all readings agree on.

A value that is the same under every reading is as good as any other; one that is not is none
(`engine.readings` has the meaning). Values are compared as what they stand for, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from rubrikdsl.frozen import dataclass
from rubrikdsl.program.columns import Answer
from rubrikdsl.program.ops import Output
from rubrikdsl.program.slots import FIRST_TEXT
from rubrikdsl.program.values import value_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

LARGE: Final = 2**62
"""Beyond this, products are compared as numbers of Python."""


@dataclass(frozen=True, slots=True)
class Value:
    """A named result of every record: numbers, and what they stand for."""

    output: Output
    answer: Answer
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """The values of records by name; `refer` are the records for the reference interpreter.

    `waiting` are those with a value that waits for answers, `differing` those with one that depends on the
    reading.
    """

    values: Mapping[str, Value]
    refer: Mask
    waiting: Mask
    differing: Mask


def valued(output: Output, answer: Answer, words: Sequence[str], texts: Sequence[str]) -> Value:
    """A result; `texts` are those of records that are no words of the program."""
    import numpy as np

    at = answer.values
    if output.type.kind not in ("text", "code") or int(at.max(initial=0)) < FIRST_TEXT:
        return Value(output, answer, tuple(words))
    at = np.where(at >= FIRST_TEXT, at - FIRST_TEXT + len(words), np.maximum(at, 0))
    return Value(output, replace(answer, values=at), (*words, *texts))


def computed(values: Sequence[Value], refer: Mask, named: int) -> Computed:
    """The values under one reading; the first so many are the named results."""
    import numpy as np

    waiting = np.zeros(len(refer), np.bool_)
    for value in values[:named]:
        waiting |= value.answer.missing
    return Computed({value.output.name: value for value in values}, refer, waiting, np.zeros_like(waiting))


def agreed(each: Sequence[Computed]) -> Computed:
    """What the values under all readings come to."""
    import numpy as np

    first, *others = each
    if not others:
        return first
    refer, waiting = first.refer.copy(), first.waiting.copy()
    for other in others:
        refer |= other.refer
        waiting |= other.waiting
    differing = np.zeros(len(refer), np.bool_)
    values: dict[str, Value] = {}
    for name in dict.fromkeys(name for one in each for name in one.values):
        held = [one.values[name] for one in each if name in one.values]
        differs = np.full(len(refer), len(held) < len(each), np.bool_)
        for value in held[1:]:
            differs |= _differs(held[0], value, ~(refer | differs))
        differing |= differs
        answer = held[0].answer
        values[name] = replace(held[0], answer=replace(answer, silent=answer.silent | differs))
    return Computed(values, refer, waiting, differing)


def _differs(one: Value, two: Value, asked: Mask) -> Mask:
    """The records, of those asked for, of which two results are not the same."""
    a, b = one.answer, two.answer
    found: Mask = (a.missing != b.missing) | ((a.silent != b.silent) & ~a.missing)
    both = asked & ~found & ~a.missing & ~a.silent
    if both.any():
        found[both] = _compared(one, two, both)
    return found


def _compared(one: Value, two: Value, which: Mask) -> Mask:
    kinds = {value.output.type.kind for value in (one, two)}
    if kinds <= {"number", "share"}:
        return _unequal(one, two, which)
    if kinds == {"truth"} or kinds == {"date"}:
        return _unlike(one.answer.values[which], two.answer.values[which])
    known: dict[object, int] = {}
    left, right = (_numbered(value, which, known) for value in (one, two))
    return _unlike(left, right)


def _unlike(left: Any, right: Any) -> Mask:
    """Where two columns are not the same."""
    found: Mask = left != right
    return found


def _unequal(one: Value, two: Value, which: Mask) -> Mask:
    """The same of numbers: multiplied crosswise, where 64 bits hold that."""
    import numpy as np

    sides: list[Any] = []
    most = 0
    for value, other in ((one, two), (two, one)):
        numbers = value.answer.values[which].astype(np.int64)
        unders = other.answer.unders
        scales = np.ones(1, np.int64) if unders is None else unders[which].astype(np.int64)
        reach = max(abs(int(numbers.max())), abs(int(numbers.min())))
        most = max(most, reach * int(scales.max()) * other.output.scale)
        sides += [numbers, scales, other.output.scale]
    if most < LARGE:
        return _unlike(sides[0] * (sides[1] * sides[2]), sides[3] * (sides[4] * sides[5]))
    known: dict[object, int] = {}
    left, right = (_numbered(value, which, known) for value in (one, two))
    return _unlike(left, right)


def _numbered(value: Value, which: Mask, known: dict[object, int]) -> Numbers:
    """The values of some records, each different one by its number."""
    import numpy as np

    numbers = value.answer.values[which].astype(np.int64)
    unders = value.answer.unders
    pairs = np.stack([numbers, np.ones_like(numbers) if unders is None else unders[which]], axis=1)
    different, back = np.unique(pairs, axis=0, return_inverse=True)
    found = [known.setdefault(_key(value, over, under), len(known)) for over, under in different.tolist()]
    codes: Numbers = np.array(found, np.int64)[back.reshape(-1)]
    return codes


def _key(value: Value, over: int, under: int) -> object:
    """What a number stands for; a truth is no number."""
    found = value_of(value.output, over, value.output.scale * under, value.words)
    return (isinstance(found, Fraction), type(found) is bool, found)

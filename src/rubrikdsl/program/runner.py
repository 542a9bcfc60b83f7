"""Bound records through a program, one by one: members first, then what holds them.

A program that was made once serves any record that says no more than it was made for.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from itertools import repeat
from typing import Union
from typing import assert_never
from typing import cast

from rubrikdsl.program import ops
from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.admit import taken
from rubrikdsl.program.folds import MOST_MEMBERS
from rubrikdsl.program.python import Text
from rubrikdsl.program.slots import Said
from rubrikdsl.semantics.record import Record

Found = tuple[Union[int, bool, str, None], ...]
"""Three entries an output: its number or truth, over what, and "missing", "not-applicable" or None."""


class Runner:
    """The records of one plan. Call it with one; None where it is for the reference interpreter."""

    def __init__(self, program: ops.Program, said: Said) -> None:
        self._program, self._said = program, said
        self._words = {text: at for at, text in enumerate(program.words)}
        self._members = _members(program, self._words, said)
        self._call = _function(program, ops.results_of(program), _result(program))

    def __call__(self, record: Record) -> Found | None:
        """What the outputs come to."""
        try:
            totals = [members(record) for members in self._members]
            slots = taken(self._program, record, self._said, totals, self._words)
        except BeyondError:
            return None
        return cast("Found | None", self._call(*slots))

    def of_columns(self, columns: Sequence[Iterable[Taken]], count: int) -> list[Found | None]:
        """The same of so many records without members, whose slots are held by column."""
        found = map(self._call, *columns) if columns else repeat(self._call())
        return cast("list[Found | None]", list(islice(found, count)))


def _members(program: ops.Program, words: Mapping[str, int], said: Said) -> tuple[_Members, ...]:
    return tuple(_Members(group, words, said.members[group.collection]) for group in program.groups)


class _Members:
    """The totals of one group."""

    def __init__(self, group: ops.Group, words: Mapping[str, int], said: Said) -> None:
        program = group.program
        self._group, self._said, self._words = group, said, words
        self._program = program
        self._below = _members(program, words, said)
        roots = [total.of for total in group.totals]
        self._call = _function(program, roots, lambda text: f"({', '.join(map(text.of, roots))},)")

    def __call__(self, record: Record) -> tuple[int, ...]:
        members = record.members.get(self._group.collection, ())
        if len(members) > MOST_MEMBERS:
            raise BeyondError
        each: list[Sequence[int]] = []
        for member in members:
            below = [inner(member) for inner in self._below]
            slots = taken(self._program, member, self._said, below, self._words)
            each.append(cast("Sequence[int]", self._call(*slots)))
        columns = zip(*each, strict=True) if each else [()] * len(self._group.totals)
        return tuple(
            made(total, column) if column else total.none
            for total, column in zip(self._group.totals, columns, strict=True)
        )


def made(total: ops.Total, numbers: Sequence[int]) -> int:
    """A total of members' numbers."""
    match total.kind:
        case "sum":
            return sum(numbers)
        case "least":
            return min(numbers)
        case "median":
            taking = sorted(number for number in numbers if 2 * number != total.none)
            return taking[(len(taking) - 1) // 2] + taking[len(taking) // 2] if taking else total.none
        case _:
            assert_never(total.kind)


def _result(program: ops.Program) -> Callable[[Text], str]:
    def text_of(text: Text) -> str:
        results: list[str] = []
        for output in program.outputs:
            silent = f"'not-applicable' if {text.of(output.not_applicable)} else None"
            under = "1" if output.under is None else text.of(output.under)
            results += [text.of(output.value), f"{output.scale}*{under}"]
            results.append(f"'missing' if {text.of(output.missing)} else {silent}")
        return f"None if {text.of(program.refer)} else ({', '.join(results)},)"

    return text_of


def _function(
    program: ops.Program, roots: Sequence[int], result: Callable[[Text], str]
) -> Callable[..., object]:
    """A Python function of the slots of a program: a number each, None where missing, `...` where silent."""
    names = [f"x{at}" for at in range(len(program.slots))]
    states: dict[tuple[int, str], str] = {}
    lines: list[str] = []
    for at, slot in enumerate(program.slots):
        states[at, "missing"] = f"m{at}"
        states[at, "not-applicable"] = f"n{at}"
        states[at, "yes"] = f"(x{at} == 1)"
        if slot.missing or slot.not_applicable:
            lines += [f"m{at} = x{at} is None", f"n{at} = x{at} is ..."]
            lines.append(f"if m{at} or n{at}: x{at} = {slot.low}")
    text = Text(program, names, states, roots)
    given = result(text)
    body = "\n  ".join([*lines, *text.lines, f"return {given}"])
    scope = dict(text.names)
    exec(compile(f"def run({', '.join(names)}):\n  {body}\n", "<program>", "exec"), scope)
    return cast("Callable[..., object]", scope["run"])

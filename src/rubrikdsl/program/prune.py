"""Keeps what the results of a program read, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.program import ops
from rubrikdsl.program.ops import Op
from rubrikdsl.program.ops import results_of


def pruned(program: ops.Program) -> ops.Program:
    """The same program without the operations, slots and totals that nothing reads."""
    found, at = _kept(program, results_of(program))
    return replace(
        found,
        outputs=tuple(
            replace(
                output,
                value=at[output.value],
                under=None if output.under is None else at[output.under],
                missing=at[output.missing],
                not_applicable=at[output.not_applicable],
            )
            for output in program.outputs
        ),
        refer=at[program.refer],
        causes=tuple((code, at[truth]) for code, truth in program.causes),
    )


def _kept(program: ops.Program, roots: Sequence[int]) -> tuple[ops.Program, dict[int, int]]:
    """What the roots read, and where each operation now stands; what is said of results is left as it was."""
    needed: set[int] = set()
    waiting = list(roots)
    while waiting:
        index = waiting.pop()
        if index not in needed:
            needed.add(index)
            waiting += ops.reads(program.ops[index])
    kept = sorted(needed)
    at = {index: number for number, index in enumerate(kept)}
    used = sorted({op.slot for i in kept if isinstance(op := program.ops[i], (ops.Input, ops.Is))})
    slots = {slot: number for number, slot in enumerate(used)}
    held = [program.slots[slot] for slot in used]
    groups: list[ops.Group] = []
    for number, group in enumerate(program.groups):
        asked = sorted({slot.index for slot in held if slot.group == number})
        if not asked:
            continue
        inner, inside = _kept(group.program, [group.totals[total].of for total in asked])
        totals = tuple(replace(group.totals[total], of=inside[group.totals[total].of]) for total in asked)
        held = [
            replace(slot, index=asked.index(slot.index), group=len(groups)) if slot.group == number else slot
            for slot in held
        ]
        groups.append(replace(group, program=replace(inner, refer=0), totals=totals))
    found = replace(
        program,
        ops=tuple(renamed(program.ops[index], at, slots) for index in kept),
        bounds=tuple(program.bounds[index] for index in kept),
        slots=tuple(held),
        groups=tuple(groups),
        origins=tuple(program.origins[index] for index in kept),
    )
    return found, at


def renamed(op: Op, at: dict[int, int], slots: dict[int, int]) -> Op:
    """The same operation on others, and on other slots."""

    def each(args: Sequence[int]) -> tuple[int, ...]:
        return tuple(at[arg] for arg in args)

    match op:
        case ops.Whole():
            return op
        case ops.Input(slot) | ops.Is(slot):
            return replace(op, slot=slots[slot])
        case ops.Linear(constant, terms):
            return ops.Linear(constant, tuple((factor, at[arg]) for factor, arg in terms))
        case ops.Product(left, right) | ops.Least(left, right) | ops.Most(left, right):
            return replace(op, left=at[left], right=at[right])
        case ops.Compare(_, left, right):
            return replace(op, left=at[left], right=at[right])
        case ops.Quotient(over, under):
            return ops.Quotient(at[over], at[under])
        case ops.Pick(condition, then, otherwise):
            return ops.Pick(at[condition], at[then], at[otherwise])
        case ops.And(args) | ops.Or(args):
            return replace(op, args=each(args))
        case ops.Not(arg) | ops.Count(arg) | ops.Lookup(arg) | ops.Bit(arg) | ops.Size(arg):
            return replace(op, arg=at[arg])
        case ops.Power(overs, unders, weights):
            return replace(op, overs=each(overs), unders=each(unders), weights=each(weights))
        case ops.Log(over, under, base_over, base_under):
            return replace(
                op, over=at[over], under=at[under], base_over=at[base_over], base_under=at[base_under]
            )

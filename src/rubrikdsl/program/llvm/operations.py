"""Operations of a program as instructions of LLVM.

Numbers have the bits that their bounds ask for, so nothing overflows; `i1` is a truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from typing import assert_never

from rubrikdsl.program import ops
from rubrikdsl.program.llvm.loops import Loop
from rubrikdsl.program.llvm.loops import Type
from rubrikdsl.program.llvm.loops import Writer

FEW: Final = 24
"""Up to so many cuts are compared one after the other."""


def operation(w: Writer, loop: Loop, index: int, op: ops.Op) -> str:
    type, put = w.type_of(index), loop.put
    match op:
        case ops.Whole() | ops.Input() | ops.Power() | ops.Log() | ops.Is(_, "missing" | "not-applicable"):
            raise AssertionError(op)
        case ops.Is(slot, _):
            held = w.stored(("x", slot))
            return put(f"icmp ne {held} {w.of(loop, ('x', slot))}, 0")
        case ops.Linear(constant, terms):
            return _linear(w, loop, type, constant, terms)
        case ops.Product(left, right):
            return put(f"mul {type} {w.as_(loop, left, type)}, {w.as_(loop, right, type)}")
        case ops.Quotient(over, under):
            return _quotient(w, loop, type, over, under)
        case ops.Least(left, right) | ops.Most(left, right):
            wide = _wide(w, left, right)
            one, other = w.as_(loop, left, wide), w.as_(loop, right, wide)
            sign = "slt" if isinstance(op, ops.Least) else "sgt"
            which = put(f"icmp {sign} {wide} {one}, {other}")
            return _to(loop, put(f"select i1 {which}, {wide} {one}, {wide} {other}"), wide, type)
        case ops.Pick(condition, then, otherwise):
            sides = f"{type} {w.as_(loop, then, type)}, {type} {w.as_(loop, otherwise, type)}"
            return put(f"select i1 {w.as_(loop, condition, 'i1')}, {sides}")
        case ops.Compare(sign, left, right):
            wide = _wide(w, left, right)
            if sign == "eq" and "i1" in (w.type_of(left), w.type_of(right)):
                wide = "i1"
            return put(f"icmp {_SIGNS[sign]} {wide} {w.as_(loop, left, wide)}, {w.as_(loop, right, wide)}")
        case ops.And(args):
            return _joined(w, loop, "and", args)
        case ops.Or(args):
            return _joined(w, loop, "or", args)
        case ops.Not(arg):
            return put(f"xor i1 {w.as_(loop, arg, 'i1')}, true")
        case ops.Count(arg):
            return put(f"zext i1 {w.as_(loop, arg, 'i1')} to {type}")
        case ops.Lookup(arg, cuts, values):
            return _lookup(w, loop, type, arg, cuts, values)
        case ops.Bit(arg, bit):
            wide = w.type_of(arg)
            moved = put(f"lshr {wide} {w.as_(loop, arg, wide)}, {bit}")
            return put(f"trunc {wide} {moved} to i1")
        case ops.Size(arg, _):
            wide = w.type_of(arg)
            found = put(f"call {wide} @llvm.ctpop.{wide}({wide} {w.as_(loop, arg, wide)})")
            return _to(loop, found, wide, type)
        case _:
            assert_never(op)


def _wide(w: Writer, *args: int) -> Type:
    return "i64" if any(w.type_of(arg) == "i64" for arg in args) else "i32"


def _to(loop: Loop, name: str, have: Type, type: Type) -> str:
    if have == type:
        return name
    return loop.put(f"{'sext' if type == 'i64' else 'trunc'} {have} {name} to {type}")


def _linear(w: Writer, loop: Loop, type: Type, constant: int, terms: Sequence[tuple[int, int]]) -> str:
    found = str(constant)
    for factor, arg in terms:
        one = w.as_(loop, arg, type)
        if abs(factor) != 1:
            one = loop.put(f"mul {type} {one}, {factor}")
        found = loop.put(f"{'sub' if factor == -1 else 'add'} {type} {found}, {one}")
    return found


def _quotient(w: Writer, loop: Loop, type: Type, over: int, under: int) -> str:
    """Rounded down. What is divided by is seen to be above 0: if not, the processor would stop."""
    put, wide = loop.put, _wide(w, over, under)
    top, bottom = w.as_(loop, over, wide), w.as_(loop, under, wide)
    if bottom.startswith("%"):
        sound = put(f"icmp sgt {wide} {bottom}, 0")
        bottom = put(f"select i1 {sound}, {wide} {bottom}, {wide} 1")
    if w.program.bounds[over][0] >= 0:
        return _to(loop, put(f"udiv {wide} {top}, {bottom}"), wide, type)
    found = put(f"sdiv {wide} {top}, {bottom}")
    back = put(f"mul {wide} {found}, {bottom}")
    is_above = put(f"icmp sgt {wide} {back}, {top}")
    less = put(f"sext i1 {is_above} to {wide}")
    return _to(loop, put(f"add {wide} {found}, {less}"), wide, type)


def _joined(w: Writer, loop: Loop, word: str, args: Sequence[int]) -> str:
    found, *rest = (w.as_(loop, arg, "i1") for arg in args)
    for one in rest:
        found = loop.put(f"{word} i1 {found}, {one}")
    return found if found.startswith("%") else loop.put(f"or i1 {found}, false")


def _lookup(w: Writer, loop: Loop, type: Type, arg: int, cuts: Sequence[int], values: Sequence[int]) -> str:
    put, wide = loop.put, w.type_of(arg)
    name, (least, most) = w.as_(loop, arg, wide), w.program.bounds[arg]
    here = [at for at, cut in enumerate(cuts) if least < cut <= most]
    below = sum(cut <= least for cut in cuts)
    if len(here) <= FEW:
        found = str(values[below])
        for at in here:
            reached = put(f"icmp sge {wide} {name}, {cuts[at]}")
            found = put(f"select i1 {reached}, {type} {values[at + 1]}, {type} {found}")
        return found if found.startswith("%") else put(f"add {type} {found}, 0")
    steps = 1 << len(here).bit_length()
    last = 2 ** (int(wide[1:]) - 1) - 1
    ends = [cuts[at] for at in here] + [last] * (steps - len(here))
    kept = [values[below], *(values[at + 1] for at in here)]
    kept += [kept[-1]] * (steps - len(here))
    cut_table, value_table = w.table(wide, ends), w.table(type, kept)
    place, step = "0", steps // 2
    while step:  # the place is a sum of halves: as many cuts as are at most the number
        probe = put(f"add i64 {place}, {step - 1}")
        cut = w.entry_of(loop, cut_table, wide, probe)
        reached = put(f"icmp sle {wide} {cut}, {name}")
        more = put(f"select i1 {reached}, i64 {step}, i64 0")
        place, step = put(f"add i64 {place}, {more}"), step // 2
    return w.entry_of(loop, value_table, type, place)


_SIGNS = {"lt": "slt", "le": "sle", "eq": "eq"}

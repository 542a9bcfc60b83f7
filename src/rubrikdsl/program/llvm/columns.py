"""What a column says to a slot, in LLVM's text: its stored values read, checked and turned into numbers."""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack
from typing import Final
from typing import assert_never

from rubrikdsl.program import ops
from rubrikdsl.program.llvm.loops import Loop
from rubrikdsl.program.llvm.loops import Type
from rubrikdsl.program.llvm.loops import Writer
from rubrikdsl.program.stored import BLANK
from rubrikdsl.program.stored import EXACT
from rubrikdsl.program.stored import REFER
from rubrikdsl.program.stored import SILENT
from rubrikdsl.program.stored import Form
from rubrikdsl.program.stored import ends
from rubrikdsl.program.stored import is_narrow

POINTERS: Final = 4
"""Of each slot: its values, where there are none, and two tables (or where it is not applicable)."""


def slot_of(w: Writer, loop: Loop, at: int) -> tuple[str, str, str]:
    """The number of a slot, and whether it is missing, or not applicable."""
    slot, source = w.program.slots[at], w.sources[at]
    wide: Type = "i32" if is_narrow(slot) else "i64"
    data, none = loop.pointer(POINTERS * at), loop.pointer(POINTERS * at + 1)
    first, second = loop.pointer(POINTERS * at + 2), loop.pointer(POINTERS * at + 3)
    form = source.form
    if form is None:
        number = w.load(loop, data, wide)
        if source.check:
            out = _beyond(loop, number, wide, slot.low, slot.high)
            number = _marked(loop, slot, wide, number, [out])
        missing = w.load(loop, none, "i1") if source.missing else "false"
        return number, missing, w.load(loop, first, "i1") if source.silent else "false"
    missing = "false"
    if form.nulls:
        has = w.load(loop, _unpacked(w, loop, none), "i1")
        missing = loop.put(f"xor i1 {has}, true")
    if form.kind == "code":
        return _code(w, loop, form, data, first, second, wide, missing)
    bad: list[str] = []
    match form.kind:
        case "bits":
            number = loop.put(f"zext i1 {w.load(loop, _unpacked(w, loop, data), 'i1')} to {wide}")
        case "whole":
            number = _whole(w, loop, slot, form, data, wide, bad)
        case "real":
            number = _real(w, loop, slot, data, wide, bad)
        case _:
            assert_never(form.kind)
    if slot.step != 1:
        above = loop.put(f"sub {wide} {number}, {slot.low}")
        rest = loop.put(f"urem {wide} {above}, {slot.step}")
        bad.append(loop.put(f"icmp ne {wide} {rest}, 0"))
    if form.nulls:
        bad = [loop.put(f"and i1 {one}, {has}") for one in bad]
        number = loop.put(f"select i1 {has}, {wide} {number}, {wide} {slot.low}")
    return _marked(loop, slot, wide, number, bad), missing, "false"


def _marked(loop: Loop, slot: ops.Slot, wide: Type, number: str, bad: Sequence[str]) -> str:
    """A number, where it is not refused; then the lowest one, and the record is."""
    if not bad:
        return number
    found, *rest = bad
    for one in rest:
        found = loop.put(f"or i1 {found}, {one}")
    loop.bad.append(found)
    return loop.put(f"select i1 {found}, {wide} {slot.low}, {wide} {number}")


def _unpacked(w: Writer, loop: Loop, pointer: str) -> str:
    """A byte a record where there is a bit, in the scratch: eight of them at a time, before the loop."""
    name, n = f"%u{len(w.regions)}", f"w{len(loop.before)}"
    w.regions.append((name, 1))
    loop.before += [
        f"%{n}.first = lshr i64 %first, 3", f"%{n}.up = add i64 %count, 7", f"%{n}.end = lshr i64 %{n}.up, 3",
        f"%{n}.from = getelementptr i8, ptr {pointer}, i64 %{n}.first",
        f"br label %{n}.begin", f"{n}.begin:", f"br label %{n}.loop", f"{n}.loop:",
        f"%{n}.i = phi i64 [ 0, %{n}.begin ], [ %{n}.next, %{n}.loop ]",
        f"%{n}.a = getelementptr i8, ptr %{n}.from, i64 %{n}.i", f"%{n}.b = load i8, ptr %{n}.a",
        f"%{n}.z = zext i8 %{n}.b to i64", f"%{n}.m = mul i64 %{n}.z, {0x0101010101010101}",
        f"%{n}.n = and i64 %{n}.m, {0x8040201008040201 - 2**64}",
        f"%{n}.p = add i64 %{n}.n, {0x7F7F7F7F7F7F7F7F}", f"%{n}.s = lshr i64 %{n}.p, 7",
        f"%{n}.o = and i64 %{n}.s, {0x0101010101010101}",
        f"%{n}.to = getelementptr i64, ptr {name}, i64 %{n}.i", f"store i64 %{n}.o, ptr %{n}.to",
        f"%{n}.next = add i64 %{n}.i, 1", f"%{n}.c = icmp eq i64 %{n}.next, %{n}.end",
        f"br i1 %{n}.c, label %{n}.done, label %{n}.loop", f"{n}.done:",
    ]  # fmt: skip
    return name


def _beyond(loop: Loop, name: str, type: str, low: int, high: int) -> str:
    """Whether a number lies beyond its ends; in one comparison: what is below the lower one wraps."""
    above = loop.put(f"sub {type} {name}, {low}") if low else name
    return loop.put(f"icmp ugt {type} {above}, {high - low}")


def _whole(w: Writer, loop: Loop, slot: ops.Slot, form: Form, data: str, wide: Type, bad: list[str]) -> str:
    bits, signed = int(form.type[1:]) * 8, form.type[0] == "i"
    value = w.load(loop, data, f"i{bits}", form.words)
    for word in range(1, form.words):
        upper = _word(w, loop, data, form.words, word)
        sign = loop.put(f"ashr i64 {value}, 63")
        bad.append(loop.put(f"icmp ne i64 {upper}, {sign}"))
    least, most = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    low, high = ends(slot, form)
    low, high = max(low, least), min(high, most)
    if low > high:
        bad.append("true")
        return str(slot.low)
    if (low, high) != (least, most):
        bad.append(_beyond(loop, value, f"i{bits}", low, high))
    work = "i64" if form.divisor != 1 or form.factor >= 2**31 else wide
    size = int(work[1:])
    if size != bits:
        how = "trunc" if size < bits else "sext" if signed else "zext"
        value = loop.put(f"{how} i{bits} {value} to {work}")
    if form.factor != 1:
        value = loop.put(f"mul {work} {value}, {form.factor}")
    if form.divisor != 1:
        over = value
        value = loop.put(f"sdiv i64 {over}, {form.divisor}")
        back = loop.put(f"mul i64 {value}, {form.divisor}")
        bad.append(loop.put(f"icmp ne i64 {back}, {over}"))
    if work != wide:
        value = loop.put(f"trunc i64 {value} to {wide}")
    return loop.put(f"add {wide} {value}, {form.shift}") if form.shift else value


def _word(w: Writer, loop: Loop, data: str, words: int, word: int) -> str:
    at = loop.put(f"getelementptr i64, ptr {w.at(loop, data, 'i64', words)}, i64 {word}")
    return loop.put(f"load i64, ptr {at}, align 1, !llvm.access.group !0")


def _real(w: Writer, loop: Loop, slot: ops.Slot, data: str, wide: Type, bad: list[str]) -> str:
    value = w.load(loop, data, "double")
    scale = _double(slot.scale)
    units = loop.put(f"fmul double {value}, {scale}")
    near = loop.put(f"call double @llvm.rint.f64(double {units})")
    low = loop.put(f"fcmp oge double {near}, {_double(max(slot.low, 1 - EXACT))}")
    high = loop.put(f"fcmp ole double {near}, {_double(min(slot.high, EXACT - 1))}")
    within = loop.put(f"and i1 {low}, {high}")
    back = loop.put(f"fdiv double {near}, {scale}")
    same = loop.put(f"fcmp oeq double {back}, {value}")
    bad.append(loop.put(f"xor i1 {loop.put(f'and i1 {within}, {same}')}, true"))
    safe = loop.put(f"select i1 {within}, double {near}, double {_double(0)}")
    return loop.put(f"fptosi double {safe} to {wide}")


def _code(
    w: Writer, loop: Loop, form: Form, data: str, numbers: str, flags: str, wide: Type, missing: str
) -> tuple[str, str, str]:
    bits = int(form.type[1:]) * 8
    at = w.load(loop, data, f"i{bits}")
    if bits < 64:
        at = loop.put(f"{'sext' if form.type[0] == 'i' else 'zext'} i{bits} {at} to i64")
    if form.nulls:  # what null stands for is last, which is before the first
        at = loop.put(f"select i1 {missing}, i64 -1, i64 {at}")
    number = w.entry_of(loop, numbers, wide, at)
    if not form.flags:
        return number, "false", "false"
    flag = w.entry_of(loop, flags, "i8", at)
    found = []
    for bit in (BLANK, SILENT, REFER):
        one = loop.put(f"and i8 {flag}, {bit}")
        found.append(loop.put(f"icmp ne i8 {one}, 0"))
    loop.bad.append(found[2])
    return number, found[0], found[1]


def _double(number: int) -> str:
    """A whole number of at most 53 bits as LLVM takes it without rounding."""
    return "0x" + pack(">d", float(number)).hex().upper()

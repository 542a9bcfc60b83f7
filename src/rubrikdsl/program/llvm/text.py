"""A program over columns as text for LLVM: reads, checks and scores blocks of records as they are stored.

One function goes through its records in tiles that fit the processor's caches, and through each tile in a few
loops; each reads only so many columns as the processor can fetch ahead of. What a later loop needs of an
earlier one stands in a scratch of the tile. Loops have no branches, so that LLVM can take several records in
one instruction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Final

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.llvm.columns import POINTERS
from rubrikdsl.program.llvm.columns import slot_of
from rubrikdsl.program.llvm.loops import Key
from rubrikdsl.program.llvm.loops import Loop
from rubrikdsl.program.llvm.loops import Source
from rubrikdsl.program.llvm.loops import Writer
from rubrikdsl.program.llvm.operations import operation

STREAMS: Final = 10
"""Columns that one loop reads at most."""

LONGEST: Final = 160
"""Operations of one loop; LLVM takes more than twice as long for twice as many."""

SCRATCH: Final = 192 * 1024
"""Bytes of a tile's scratch, so that it stays in the second cache."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a function, the records of a tile, and the bytes of its scratch.

    The function takes how many records there are, the pointers of the slots and of `given`, the pointers of
    what is asked for (`refer` first), and the scratch.
    """

    text: str
    tile: int
    scratch: int


def text_of(
    program: ops.Program,
    widths: Sequence[int],
    sources: Sequence[Source],
    roots: Sequence[int],
    given: Sequence[int],
    refuse: int | None = None,
) -> Text:
    """The function that finds `roots`, where the operations `given` are known, and what it refuses.

    That are records with a value that has no number, and those of the truth `refuse`.
    """
    return _Function(program, widths, sources, roots, given, refuse).text()


class _Function(Writer):
    """A function in the making."""

    def text(self) -> Text:
        for key in self._order():
            self._write(key)
        self._results()
        each = sum(size for _, size in self.regions)
        tile = max(256, min(2048, SCRATCH // max(each, 1))) // 64 * 64
        at = 0
        places: dict[str, int] = {}
        for name, size in self.regions:
            places[name] = at
            at += size * tile
        return Text(self._function(tile, places), tile, max(at, 64))

    def _order(self) -> Iterable[Key]:
        """What is needed, each behind what it reads and near what is read with it."""
        seen: set[Key] = set()
        asked: list[Key] = list(self.roots)
        if (
            self.refuse is not None
        ):  # a value refuses its record even where nothing that is asked for reads it
            asked += [self.refuse, *(("x", at) for at in range(len(self.sources)))]
        for root in asked:
            todo: list[tuple[Key, bool]] = [(root, False)]
            while todo:
                key, is_ready = todo.pop()
                if is_ready:
                    yield key
                elif key not in seen:
                    seen.add(key)
                    todo.append((key, True))
                    todo += [(one, False) for one in reversed(self._reads(key)) if one not in seen]

    def _reads(self, key: Key) -> Sequence[Key]:
        if isinstance(key, tuple) or key in self.given:
            return ()
        op = self.ops[key]
        match op:
            case ops.Input(slot) | ops.Is(slot):
                return (("x", slot),)
            case ops.Linear(constant, terms) if len(terms) > STREAMS:
                rest, few = len(self.ops), STREAMS - 1  # all but the last few are an operation of their own
                self.ops.append(ops.Linear(constant, terms[:-few]))
                self.widths.append(self.widths[key])
                self.ops[key] = ops.Linear(0, ((1, rest), *terms[-few:]))
                return self._reads(key)
            case _:
                return ops.reads(op)

    def _write(self, key: Key) -> None:
        if isinstance(key, int) and key not in self.given:
            op = self.ops[key]
            if isinstance(op, (ops.Whole, ops.Input)) or (isinstance(op, ops.Is) and op.state != "yes"):
                return  # said where it is read
        loop = self.loops[-1]
        reads = isinstance(key, tuple) or key in self.given
        if (reads and loop.streams >= STREAMS) or len(loop.lines) > LONGEST:
            loop = Loop(len(self.loops))
            self.loops.append(loop)
        loop.streams += reads
        if isinstance(key, tuple):
            number, missing, silent = slot_of(self, loop, key[1])
            for mark, name in (("x", number), ("m", missing), ("n", silent)):
                self.home[mark, key[1]] = loop.number
                loop.known[mark, key[1]] = name
            return
        self.home[key] = loop.number
        if key in self.given:
            at, type = POINTERS * len(self.sources) + self.given[key], self.type_of(key)
            loop.known[key] = self.load(loop, loop.pointer(at), type)
        else:
            loop.known[key] = operation(self, loop, key, self.ops[key])

    def _results(self) -> None:
        """Stores of what is asked for, each in the loop where it is known."""
        for number, root in enumerate(self.roots, start=1):
            key = self.key_of(root)
            loop = self.loops[self.home[key]] if key is not None else self.loops[-1]
            type = self.type_of(root)
            name = self.as_(loop, root, type)
            self.store(loop, name, type, loop.pointer(number, "out"))
        last = self.loops[-1]
        if self.refuse is not None and (refused := self.as_(last, self.refuse, "i1")) != "false":
            last.bad.append(refused)
        marked = False
        for loop in self.loops:
            if not loop.bad:
                continue
            found = loop.bad[0]
            for more in loop.bad[1:]:
                found = loop.put(f"or i1 {found}, {more}")
            if marked:
                before = self.load(loop, "%bad", "i1")
                found = loop.put(f"or i1 {found}, {before}")
            elif loop is not last:
                self.regions.append(("%bad", 1))
            marked = True
            if loop is last:
                self.store(loop, found, "i1", last.pointer(0, "out"))
            else:
                self.store(loop, found, "i1", "%bad")
        if not last.bad and marked:
            self.store(last, self.load(last, "%bad", "i1"), "i1", last.pointer(0, "out"))

    def _function(self, tile: int, places: Mapping[str, int]) -> str:
        loops = [line for loop in self.loops for line in _written(loop, places)]
        given = "i64 %first, i64 %count, ptr %in, ptr %out, ptr %scratch"
        calls = [f"call void @loop{loop.number}({given})" for loop in self.loops]
        kinds = [f"!{n + 4} = distinct !{{!{n + 4}, !1, !2}}" for n in range(len(self.loops))]
        return "\n".join([
            *self.tables,
            "declare double @llvm.rint.f64(double)",
            "declare i32 @llvm.ctpop.i32(i32)", "declare i64 @llvm.ctpop.i64(i64)", *loops,
            "define void @block(i64 %rows, ptr %in, ptr %out, ptr %scratch) {", "entry:", "br label %tile",
            "tile:", "%first = phi i64 [ 0, %entry ], [ %second, %tile ]",
            "%left = sub i64 %rows, %first", f"%is.last = icmp ult i64 %left, {tile}",
            f"%count = select i1 %is.last, i64 %left, i64 {tile}",
            *calls, f"%second = add i64 %first, {tile}", "%more = icmp ult i64 %second, %rows",
            "br i1 %more, label %tile, label %done", "done:", "ret void", "}",
            "!0 = distinct !{}", '!1 = !{!"llvm.loop.parallel_accesses", !0}',
            '!2 = !{!"llvm.loop.vectorize.enable", i1 true}',
            *kinds, "",
        ])  # fmt: skip


def _written(loop: Loop, places: Mapping[str, int]) -> list[str]:
    """A loop as a function of its own: what LLVM does to functions takes longer the longer they are."""
    used = dict.fromkeys(name for line in (*loop.before, *loop.lines) for name in _SCRATCH.findall(line))
    return [
        f"define internal void @loop{loop.number}"
        "(i64 %first, i64 %count, ptr %in, ptr %out, ptr %scratch) noinline {",
        "entry:", *(line for pair in loop.pointers.values() for line in pair),
        *(f"{name} = getelementptr i8, ptr %scratch, i64 {places[name]}" for name in used),
        *(f"%first{words} = mul i64 %first, {words}" for words in (2, 4)),
        *loop.tiles.values(), *loop.before, "br label %begin", "begin:", "br label %loop", "loop:",
        "%i = phi i64 [ 0, %begin ], [ %i.next, %loop ]", *loop.lines,
        "%i.next = add nuw nsw i64 %i, 1", "%i.done = icmp eq i64 %i.next, %count",
        f"br i1 %i.done, label %end, label %loop, !llvm.loop !{loop.number + 4}", "end:", "ret void", "}",
    ]  # fmt: skip


_SCRATCH = re.compile(r"%(?:k|u)\d+(?![\d.])|%bad(?![\w.])")
"""Names of what stands in the scratch."""

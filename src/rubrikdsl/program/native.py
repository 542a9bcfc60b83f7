"""A program over columns in machine code: what `program.llvm` writes, made by LLVM and called.

Roots and logarithms have no instructions: what they are taken of is found for a block first, then they are
taken by the exact rule, and what is left goes on from there.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any
from typing import Final
from typing import Protocol

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.blocks import taken
from rubrikdsl.program.llvm.columns import POINTERS
from rubrikdsl.program.llvm.loops import Source
from rubrikdsl.program.llvm.text import Text
from rubrikdsl.program.llvm.text import text_of
from rubrikdsl.program.stored import Column
from rubrikdsl.program.stored import Held
from rubrikdsl.program.stored import Piece
from rubrikdsl.program.stored import bits
from rubrikdsl.program.stored import is_narrow

BLOCK: Final = 65_536
"""Records of one call, a multiple of eight."""

TUNING: Final = "3 loops"
"""How LLVM is asked to make code: what was made in another way is not taken for it."""


class Store(Protocol):
    """Where machine code is kept, by what it was made from; what it gives back is run."""

    def get(self, kind: str, *made_from: str) -> bytes | None:
        """What was kept, if anything."""

    def put(self, content: bytes, kind: str, *made_from: str) -> None:
        """Keep it, if that is possible."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function in memory. `engine` holds the memory."""

    call: Callable[..., None]
    scratch: int
    engine: object

    def __call__(self, ins: Sequence[int], rows: int, outs: Sequence[int]) -> None:
        """Run it on addresses of columns and results."""
        import numpy as np

        given, asked = np.array(ins, np.intp), np.array(outs, np.intp)
        scratch = np.empty(self.scratch, np.uint8)
        self.call(rows, address(given), address(asked), address(scratch))


@cache
def is_here() -> bool:
    """Whether LLVM is installed, and this machine lets programs make code."""
    if find_spec("llvmlite") is None:
        return False
    import llvmlite.binding as llvm

    try:
        llvm.check_jit_execution()
    except OSError:
        return False
    return True


def sources_of(columns: Sequence[Column], *, check: bool) -> tuple[Source, ...]:
    """How columns come; with `check` numbers are compared with the ends of their slots."""
    return tuple(
        Source(None, column.missing is not None, column.silent is not None, check)
        if isinstance(column, Held)
        else Source(column.form, False, False, True)
        for column in columns
    )


class Native:
    """A program's functions for columns that come in one way: one a depth of roots, one for results."""

    def __init__(
        self,
        program: ops.Program,
        widths: Sequence[int],
        sources: Sequence[Source],
        results: Sequence[int],
        store: Store | None = None,
    ) -> None:
        self.program, self._widths = program, widths
        self._steps: list[tuple[Function, list[int], list[int]]] = []
        known: list[int] = []
        for roots in _depths(program, results):
            asked = list(dict.fromkeys(arg for op in roots for arg in ops.reads(program.ops[op])))
            self._steps.append((_made(text_of(program, widths, sources, asked, known), store), asked, roots))
            known += roots
        self._last = _made(text_of(program, widths, sources, results, known, program.refer), store)

    def over(
        self,
        columns: Sequence[Column],
        places: Sequence[tuple[Piece, int]],
        start: int,
        found: Sequence[Any],
        refer: Any,
    ) -> Callable[[int, int], None]:
        """What scores records of a segment, which starts at `start`, from one to another."""
        slots = self.program.slots
        inputs = [
            each
            for column, slot, (piece, at) in zip(columns, slots, places, strict=True)
            for each in _inputs(column, slot, piece, at)
        ]
        outputs = [(address(array), array.itemsize) for array in (refer, *found)]

        def run(first: int, end: int) -> None:
            kept, ins = [], []
            for array, base, eighths, at in inputs:
                begin = at + first - start
                if eighths == 1 and begin % 8:  # bits that begin within a byte
                    kept.append(_packed(array, begin, end - first))
                    ins.append(address(kept[-1]))
                else:
                    ins.append(base + begin * eighths // 8)
            self._run(ins, end - first, [base + first * size for base, size in outputs])
            for column in columns:
                if isinstance(column, Held) and column.refer is not None:
                    refer[first:end] |= column.refer[first:end]

        return run

    def _run(self, ins: list[int], rows: int, outs: list[int]) -> None:
        """Score records, from the addresses of their columns to those of what is asked for."""
        import numpy as np

        given: list[Any] = []
        for function, asked, roots in self._steps:
            args = {op: np.empty(rows, dtype_of(self.program, self._widths, op)) for op in asked}
            refused = np.empty(rows, np.bool_)
            function([*ins, *map(address, given)], rows, [address(refused), *map(address, args.values())])
            for root in roots:
                op, dtype = self.program.ops[root], dtype_of(self.program, self._widths, root)
                assert isinstance(op, (ops.Power, ops.Log))
                given.append(taken(op, dtype)(*(args[arg] for arg in ops.reads(op))))
        self._last([*ins, *map(address, given)], rows, outs)


def dtype_of(program: ops.Program, widths: Sequence[int], index: int) -> Any:
    """How NumPy holds what an operation gives."""
    import numpy as np

    if isinstance(program.ops[index], ops.TRUTHS):
        return np.bool_
    return np.int32 if widths[index] == 32 else np.int64


def address(array: Any) -> int:
    """Where an array's first element is."""
    found: int = array.__array_interface__["data"][0]
    return found


Input = tuple[Any, int, int, int]
"""An array, where it is, the eighths of a byte that a record takes of it, and the first record's place."""


def _inputs(column: Column, slot: ops.Slot, piece: Piece, at: int) -> list[Input]:
    """What a function reads of a slot (see `POINTERS`)."""
    import numpy as np

    arrays: list[tuple[Any, int]]
    if isinstance(column, Held):
        narrow = np.int32 if is_narrow(slot) else np.int64
        numbers = np.ascontiguousarray(column.numbers, narrow)
        masks = (
            None if mask is None else np.ascontiguousarray(mask) for mask in (column.missing, column.silent)
        )
        arrays = [(numbers, 8 * numbers.itemsize), *((mask, 8) for mask in masks)]
    else:
        form = column.form
        size = 1 if form.kind == "bits" else 8 * piece.data.itemsize * form.words
        valid = piece.valid
        if form.nulls and valid is None:  # they are in other pieces
            valid = np.full(-(-piece.rows // 8), 255, np.uint8)
        arrays = [(piece.data, size), (valid, 1)]
        if form.kind == "code":  # what null stands for is put before the first
            arrays += [(_turned(piece.numbers), 0), (_turned(piece.flags), 0)]
    found = []
    for array, eighths in arrays:
        if array is None:
            found.append((None, 0, 0, 0))
        else:  # what a table has before its first entry is read at -1
            found.append((array, address(array) + (0 if eighths else array.itemsize), eighths, at))
    return found + [(None, 0, 0, 0)] * (POINTERS - len(found))


def _turned(table: Any) -> Any:
    import numpy as np

    return np.concatenate([table[-1:], table])


def _packed(map: Any, first: int, rows: int) -> Any:
    """Bits of a map as a map of their own."""
    import numpy as np

    return np.packbits(bits(map, slice(first, first + rows)), bitorder="little")


def _depths(program: ops.Program, results: Sequence[int]) -> list[list[int]]:
    """The roots and logarithms that results need, each behind those that it is taken of."""
    depth = [0] * len(program.ops)
    for at, op in enumerate(program.ops):
        below = max((depth[arg] for arg in ops.reads(op)), default=0)
        depth[at] = below + isinstance(op, (ops.Power, ops.Log))
    needed: set[int] = set()
    todo = [program.refer, *results]
    while todo:
        at = todo.pop()
        if at not in needed:
            needed.add(at)
            todo += ops.reads(program.ops[at])
    taken = [at for at in sorted(needed) if isinstance(program.ops[at], (ops.Power, ops.Log))]
    return [[at for at in taken if depth[at] == level] for level in range(1, max(depth, default=0) + 1)]


def _made(text: Text, store: Store | None) -> Function:
    """The function of a text, from the store where an earlier process made it for the same processor."""
    import llvmlite
    import llvmlite.binding as llvm

    target = _target()
    machine = target.triple, llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    made_from = text.text, *machine, str(llvmlite.__version__), TUNING
    code = None if store is None else store.get("code", *made_from)
    if code is None:
        code = _compiled(text.text, target)
        if store is not None:
            store.put(code, "code", *made_from)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    kind = ctypes.CFUNCTYPE(None, ctypes.c_int64, *[ctypes.c_void_p] * 3)
    return Function(kind(engine.get_function_address("block")), text.scratch, engine)


def _compiled(text: str, target: Any) -> bytes:
    """The machine code, as an object file."""
    import llvmlite.binding as llvm

    module = llvm.parse_assembly(text)
    module.triple, module.data_layout = target.triple, str(target.target_data)
    tuning = llvm.create_pipeline_tuning_options(speed_level=3)
    tuning.loop_vectorization = True
    tuning.slp_vectorization = False
    builder = llvm.create_pass_builder(target, tuning)
    builder.getModulePassManager().run(module, builder)
    return bytes(target.emit_object(module))


def _target() -> Any:
    """The machine that this runs on; an engine takes it for its own, so each has one."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=3
    )

"""Loops of a function in LLVM's text: what each one knows, and how it comes by what others do.

Every name in a loop stands for one record's value. What a loop needs of an earlier one is stored there, in a
scratch of the tile, and loaded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.stored import Form
from rubrikdsl.program.stored import is_narrow

Type = Literal["i1", "i32", "i64"]
Key = Union[int, tuple[str, int]]
"""An operation, or the number (`x`), missing (`m`) or not applicable (`n`) of a slot."""


@dataclass(frozen=True, slots=True)
class Source:
    """How a slot's column comes: stored in a form, or (None) as numbers, with masks of a byte each."""

    form: Form | None
    missing: bool
    silent: bool
    check: bool


class Loop:
    """The lines of a loop, before it (once a tile) and within it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.before: list[str] = []
        self.pointers: dict[str, tuple[str, str]] = {}
        self.tiles: dict[str, str] = {}
        self.lines: list[str] = []
        self.streams = 0
        self.known: dict[object, str] = {}
        self.bad: list[str] = []
        self._names = 0

    def pointer(self, at: int, side: Literal["in", "out"] = "in") -> str:
        """The name of a column's address, which the loop's function takes from a list."""
        name = f"%{side}{at}"
        self.pointers[name] = (
            f"{name}.at = getelementptr ptr, ptr %{side}, i64 {at}",
            f"{name} = load ptr, ptr {name}.at",
        )
        return name

    def put(self, text: str) -> str:
        """The name of what an instruction gives."""
        self._names += 1
        name = f"%v{self._names}"
        self.lines.append(f"{name} = {text}")
        return name


class Writer:
    """What is known in which loop, and how a loop comes by it."""

    def __init__(
        self,
        program: ops.Program,
        widths: Sequence[int],
        sources: Sequence[Source],
        roots: Sequence[int],
        given: Sequence[int],
        refuse: int | None,
    ) -> None:
        self.program, self.sources, self.roots, self.refuse = program, sources, roots, refuse
        self.ops = list(program.ops)
        self.widths = list(widths)
        self.given = {op: at for at, op in enumerate(given)}
        self.tables: list[str] = []
        self.loops = [Loop(0)]
        self.home: dict[Key, int] = {}
        self.kept: dict[Key, int] = {}
        self.regions: list[tuple[str, int]] = []

    def key_of(self, index: int) -> Key | None:
        """What an operation stands for; None: a constant."""
        if index in self.given:
            return index
        match self.ops[index]:
            case ops.Whole():
                return None
            case ops.Input(slot):
                return ("x", slot)
            case ops.Is(slot, "missing"):
                return ("m", slot)
            case ops.Is(slot, "not-applicable"):
                return ("n", slot)
            case _:
                return index

    def type_of(self, index: int) -> Type:
        if isinstance(self.ops[index], ops.TRUTHS):
            return "i1"
        return "i32" if self.widths[index] == 32 else "i64"

    def stored(self, key: Key) -> Type:
        if isinstance(key, int):
            return self.type_of(key)
        if key[0] != "x":
            return "i1"
        return "i32" if is_narrow(self.program.slots[key[1]]) else "i64"

    def of(self, loop: Loop, key: Key) -> str:
        """The name of what is known, in a loop: its own, or read from the tile's scratch."""
        found = loop.known.get(key)
        if found is None:
            type = self.stored(key)
            home = self.loops[self.home[key]]
            name = home.known[key]
            if not name.startswith("%"):
                return name  # a constant
            if key not in self.kept:
                self.kept[key] = len(self.regions)
                self.regions.append((f"%k{len(self.regions)}", {"i1": 1, "i32": 4, "i64": 8}[type]))
                self.store(home, name, type, self.regions[self.kept[key]][0])
            found = self.load(loop, self.regions[self.kept[key]][0], type)
            loop.known[key] = found
        return found

    def as_(self, loop: Loop, index: int, type: Type) -> str:
        """An operation's name or constant, as a type."""
        op = self.ops[index]
        if isinstance(op, ops.Whole):
            return ("true" if op.value else "false") if type == "i1" else str(op.value)
        key = self.key_of(index)
        assert key is not None
        have, name = self.stored(key), self.of(loop, key)
        if have == type or not name.startswith("%"):
            return name
        known = loop.known.get((key, type))
        if known is None:
            how = "zext" if have == "i1" else "sext" if type == "i64" else "trunc"
            known = loop.put(f"{how} {have} {name} to {type}")
            loop.known[key, type] = known
        return known

    def at(self, loop: Loop, pointer: str, type: str, each: int = 1) -> str:
        """Where a record's value is: in a column from the tile's first record on, else in the scratch."""
        if pointer.startswith(("%in", "%out")):
            name = f"%t.{pointer[1:]}"
            first = "%first" if each == 1 else f"%first{each}"
            loop.tiles[name] = f"{name} = getelementptr {type}, ptr {pointer}, i64 {first}"
            pointer = name
        index = "%i" if each == 1 else loop.put(f"mul i64 %i, {each}")
        return loop.put(f"getelementptr {type}, ptr {pointer}, i64 {index}")

    def load(self, loop: Loop, pointer: str, type: str, each: int = 1) -> str:
        wide = "i8" if type == "i1" else type
        found = loop.put(
            f"load {wide}, ptr {self.at(loop, pointer, wide, each)}, align 1, !llvm.access.group !0"
        )
        return found if type != "i1" else loop.put(f"icmp ne i8 {found}, 0")

    def store(self, loop: Loop, name: str, type: str, pointer: str) -> None:
        if type == "i1":
            name, type = loop.put(f"zext i1 {name} to i8"), "i8"
        loop.lines.append(
            f"store {type} {name}, ptr {self.at(loop, pointer, type)}, align 1, !llvm.access.group !0"
        )

    def table(self, type: Type, numbers: Sequence[int]) -> str:
        name = f"@t{len(self.tables)}"
        inside = ", ".join(f"{type} {number}" for number in numbers)
        self.tables.append(f"{name} = private constant [{len(numbers)} x {type}] [{inside}]")
        return name

    def entry_of(self, loop: Loop, table: str, type: str, at: str) -> str:
        place = loop.put(f"getelementptr {type}, ptr {table}, i64 {at}")
        return loop.put(f"load {type}, ptr {place}, align 1, !llvm.access.group !0")

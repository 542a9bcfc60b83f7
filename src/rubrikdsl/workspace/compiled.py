"""A rubric as a function of plain records: the same results as scoring, at the speed of the arithmetic.

What a record says is read by the very rules of `records`; what the fast way does not take (a value out of
its domain, a key that names nothing, members) is scored by the reference interpreter, which also gives
problems and explanations where they are asked for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Final
from typing import Union
from typing import cast

from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.admit import number
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.ops import Program
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.scalar import Function
from rubrikdsl.program.scalar import Raw
from rubrikdsl.program.scalar import function
from rubrikdsl.program.slots import Reading
from rubrikdsl.program.slots import Said
from rubrikdsl.records.bind import ID
from rubrikdsl.records.names import Names
from rubrikdsl.records.names import Target
from rubrikdsl.records.names import names_of
from rubrikdsl.records.single import said
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.workspace.api import Plain
from rubrikdsl.workspace.api import Result
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.api import _plain
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Variant

if TYPE_CHECKING:
    from rubrikdsl.plan import ir

MOST_LAYOUTS: Final = 32
"""Sets of keys that a rubric keeps a function for."""

Key = Union[tuple[object, ...], type]


class Functions:
    """The functions of one plan, one a set of keys that records come with."""

    def __init__(self, plan: ir.Plan) -> None:
        self.plan = plan
        self._names: Names = names_of(plan)
        self._made: dict[Key, Function | None] = {}

    def of(self, record: object) -> Function | None:
        """The function for records like this one; None where they are for the reference interpreter."""
        if isinstance(record, dict):
            key: Key = tuple(record)
        elif dataclasses.is_dataclass(record):
            key = type(record)
        else:
            return None
        if key not in self._made:
            if len(self._made) >= MOST_LAYOUTS:
                return None
            self._made[key] = self._make(key)
        return self._made[key]

    def _make(self, key: Key) -> Function | None:
        if isinstance(key, type):
            keys = [field.name for field in dataclasses.fields(key)]
            access: Callable[[str], str] = "r.{}".format
        else:
            keys, access = [str(name) for name in key], "r[{!r}]".format
        if not isinstance(key, type) and not all(isinstance(name, str) for name in key):
            return None
        fields: dict[int, str] = {}
        nodes: dict[int, tuple[Reading, str]] = {}
        for name in keys:
            if name == ID:
                continue
            target = self._names.resolve(name)
            if fold(name) == fold(ID) or not isinstance(target, Target) or target.slot.state is not None:
                return None
            if target.reading != "answer" and target.slot.node is not None:
                nodes[target.slot.node.index] = (target.reading, name)
            elif target.slot.field is not None:
                fields[target.slot.field.index] = name
            else:
                return None
        named = [key for key in keys if key != ID]
        if len(fields) + len(nodes) != len(named) or self._crossed(fields, nodes):
            return None
        readings = {node: reading for node, (reading, _) in nodes.items()}
        try:
            program = lower(self.plan, Said(frozenset(fields), readings, always=True))
        except UnloweredError:
            return None
        if program.groups:
            return None
        found = [
            fields[slot.index] if slot.kind == "field" else nodes[slot.index][1] for slot in program.slots
        ]
        reads = [self._read(program, slot, name) for slot, name in zip(program.slots, found, strict=True)]
        # a key that no result reads is checked all the same: its value may be one to refuse
        unread = [(access(name), self._said(name)) for name in named if name not in found]
        size = None if isinstance(key, type) else len(keys)
        return function(program, [access(name) for name in found], reads, unread, size)

    def _crossed(self, fields: Iterable[int], nodes: Collection[int]) -> bool:
        """Whether a node is given and something below it is said too."""
        owners = [self.plan.fields[field].owner for field in fields]
        owners += [self.plan.nodes[node].parent for node in nodes]
        for at in owners:
            while at is not None:
                if at in nodes:
                    return True
                at = self.plan.nodes[at].parent
        return False

    def _said(self, name: str) -> Callable[[object], Answer]:
        """What a key's value says, alone."""
        target = self._names.resolve(name)
        assert isinstance(target, Target)

        def read(value: object) -> Answer:
            found = said(name, value, target, self.plan)
            if found is None:
                raise BeyondError
            return found

        return read

    def _read(self, program: Program, slot: Slot, name: str) -> Callable[[object], Taken]:
        """A slot's number of a value."""
        words = {text: at for at, text in enumerate(program.words)}
        meant = self._said(name)

        def read(value: object) -> Taken:
            plain = _plainly(slot, value)
            if plain is not None:
                return number(slot, plain, words)
            found = meant(value)
            return ... if found is NOT_APPLICABLE else number(slot, found, words)

        return read


def _plainly(slot: Slot, value: object) -> Fraction | None:
    """A number in the simplest of its forms, as `records` reads it."""
    if slot.type.kind != "number":
        return None
    kind = value.__class__
    if kind is int:
        return Fraction(cast("int", value))
    if kind is Decimal and cast("Decimal", value).is_finite() and abs(cast("Decimal", value)) < _LARGE:
        return Fraction(cast("Decimal", value))
    if kind is str and _PLAIN.match(cast("str", value)):
        return Fraction(cast("str", value))
    return None


_LARGE = Decimal(10) ** 12
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?\Z")
"""Up to two decimals: with three, a dot may be a mark of thousands."""


class Compiled:
    """A rubric as a function: a mapping or a dataclass in, a result out (see `Rubric.compile`)."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._functions = Functions(rubric.ready.plan) if len(rubric.variants) == 1 else None
        self._call: Callable[[object], Raw | None] = _nothing
        self._made: tuple[Rubric, Function] | None = None

    def __call__(self, record: object) -> Result:
        """The result of a record; `RecordError` where it is refused."""
        try:
            raw = self._call(record)
        except _NOT_TAKEN:
            raw = None
        if raw is not None:
            return Quick(self._made, record.copy() if record.__class__ is dict else record, raw)
        found = self.quick(record)
        return self._rubric._score_or_refuse(_mapping(record)) if found is None else found

    def quick(self, record: object) -> Quick | None:
        """The result of a record that needs nothing but arithmetic; None of any other."""
        found = None if self._functions is None else self._functions.of(record)
        if found is None:
            return None
        try:
            found.learn(record)
            raw = found.call(record)
        except _NOT_TAKEN:
            return None
        self._call, self._made = found.call, (self._rubric, found)
        if raw is None:
            return None
        return Quick(self._made, copy(record), raw)

    def __reduce__(self) -> tuple[Callable[..., Compiled], tuple[object, ...]]:
        return _compiled, (self._rubric.ready, self._rubric.variants)


def _compiled(ready: Ready, variants: tuple[Variant, ...]) -> Compiled:
    """The same function in another process."""
    return Compiled(Rubric(ready, variants))


def _nothing(_record: object) -> Raw | None:
    """No function was made yet."""
    return None


_NOT_TAKEN = (BeyondError, KeyError, AttributeError, TypeError)
"""Another set of keys, a value that needs more than itself to be read, one that has no hash."""


class Quick(Result):
    """A result of which only the numbers are there; all else is found when it is asked for."""

    def __init__(self, made: tuple[Rubric, Function] | None, record: object, raw: Raw) -> None:
        self._made, self._record, self._raw = made, record, raw

    def __reduce__(self) -> tuple[type[Result], tuple[Row]]:
        return Result, (self._row,)

    def __getitem__(self, name: str) -> Plain | None:
        """The value of that name; None where it is not final; `KeyError` else."""
        assert self._made is not None
        return _plain(self._made[1].value(self._raw, name)[1])

    @cached_property
    def _row(self) -> Row:  # type: ignore[override]
        assert self._made is not None
        return self._made[0]._row(_mapping(self._record), 1)


def _mapping(record: object) -> Mapping[str, object]:
    """A record as scoring takes it."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return cast("Mapping[str, object]", record)

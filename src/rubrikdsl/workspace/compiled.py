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
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final
from typing import Union
from typing import cast

from rubrikdsl.engine.result import Status
from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.admit import number
from rubrikdsl.program.lower import UnloweredError
from rubrikdsl.program.lower import lower
from rubrikdsl.program.ops import Program
from rubrikdsl.program.ops import Slot
from rubrikdsl.program.scalar import Function
from rubrikdsl.program.scalar import Layout
from rubrikdsl.program.scalar import Raw
from rubrikdsl.program.scalar import Values
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
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Variant

MOST_LAYOUTS: Final = 32
"""Sets of keys that a rubric keeps a function for."""

MOST_CLASSES: Final = 8
"""Sets of classes of values that have memories of their own."""

Key = Union[tuple[object, ...], type]


class Functions:
    """The functions of one plan, one a set of keys that records come with."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self.plan = rubric.ready.plan
        self._names: Names = names_of(self.plan)
        self._made: dict[Key, dict[frozenset[type], Function] | None] = {}

    def of(self, record: object) -> Function | None:
        """The function for records like this one; None where they are for the reference interpreter."""
        if isinstance(record, dict):
            key: Key = tuple(record)
            classes = frozenset(map(type, record.values()))
        elif dataclasses.is_dataclass(record):
            key = type(record)
            classes = frozenset(type(getattr(record, field.name)) for field in dataclasses.fields(record))
        else:
            return None
        made = self._made.get(key)
        if made is None:
            if key in self._made or len(self._made) >= MOST_LAYOUTS:
                return None
            function = self._make(key)
            made = self._made[key] = None if function is None else {classes: function}
        if made is None or classes in made:
            return None if made is None else made[classes]
        first = next(iter(made.values()))
        if len(made) >= MOST_CLASSES:
            return first
        made[classes] = first.apart()
        return made[classes]

    def _make(self, key: Key) -> Function | None:
        if isinstance(key, type):
            keys = tuple(field.name for field in dataclasses.fields(key))
        elif all(isinstance(name, str) for name in key):
            keys = cast("tuple[str, ...]", key)
        else:
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
        layout = Layout(keys, key if isinstance(key, type) else None)
        read = [
            fields[slot.index] if slot.kind == "field" else nodes[slot.index][1] for slot in program.slots
        ]
        slots = [
            (name, self._read(program, slot, name)) for slot, name in zip(program.slots, read, strict=True)
        ]
        if any(name not in read for _, name in nodes.values()):
            return None  # whether it may be so is not for one value to tell
        # a key that no result reads is checked all the same: its value may be one to refuse
        unread = [(name, self._said(name)) for name in named if name not in read]

        def result(values: Values, raw: Raw) -> Quick:
            quick: Quick = _new(Quick)  # what a class does around its `__init__` takes as long as ten sums
            quick._made, quick._values, quick._raw = made, values, raw
            return quick

        made = self._rubric, function(program, layout, slots, unread, result)
        return made[1]

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


_STATUS: Final[Mapping[str | None, Status]] = {
    None: "final",
    "missing": "unknown",
    "not-applicable": "not-applicable",
}
_new = object.__new__
_LARGE = Decimal(10) ** 12
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?\Z")
"""Up to two decimals: with three, a dot may be a mark of thousands."""


class Compiled:
    """A rubric as a function: a mapping or a dataclass in, a result out (see `Rubric.compile`)."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._functions = Functions(rubric) if len(rubric.variants) == 1 else None
        self._call: Callable[[object], Result] = _nothing

    def __call__(self, record: object) -> Result:
        """The result of a record; `RecordError` where it is refused."""
        try:
            return self._call(record)  # the function of the record before mostly fits
        except _NOT_TAKEN:
            found = self.quick(record)
            return self._rubric._score_or_refuse(_mapping(record)) if found is None else found

    def quick(self, record: object) -> Quick | None:
        """The result of a record that needs nothing but arithmetic; None of any other."""
        if isinstance(record, Mapping) and record.__class__ is not dict:
            record = dict(record)
        found = None if self._functions is None else self._functions.of(record)
        if found is None:
            return None
        call = cast("Callable[[object], Quick]", found.call)
        try:
            found.learn(record)
            result = call(record)
        except _NOT_TAKEN:
            return None
        self._call = call
        return result

    def __reduce__(self) -> tuple[Callable[..., Compiled], tuple[object, ...]]:
        return _compiled, (self._rubric.ready, self._rubric.variants)


def _compiled(ready: Ready, variants: tuple[Variant, ...]) -> Compiled:
    """The same function in another process."""
    return Compiled(Rubric(ready, variants))


def _nothing(_record: object) -> Result:
    """No function was made yet."""
    raise BeyondError


_NOT_TAKEN = (BeyondError, KeyError, AttributeError, TypeError)
"""Another set of keys, a value that needs more than itself to be read, one that has no hash."""


class Quick(Result):
    """A result of which only the numbers are there; all else is found when it is asked for."""

    _made: tuple[Rubric, Function]
    _values: Values
    _raw: Raw

    def __reduce__(self) -> tuple[type[Result], tuple[Row]]:
        return Result, (self._row,)

    def __getitem__(self, name: str) -> Plain | None:
        """The value of that name; None where it is not final; `KeyError` else."""
        return self._made[1].value(self._raw, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._made[1].places)

    def __len__(self) -> int:
        return len(self._made[1].places)

    def __contains__(self, name: object) -> bool:
        return name in self._made[1].places

    def get(self, name: str) -> Plain | None:
        """The value of that name; None where it is not final or there is none."""
        is_there = name in self._made[1].places
        return self[name] if is_there else None

    @property
    def values(self) -> dict[str, Plain | None]:
        """All named values, in the order of the rubric; None where one is not final."""
        return {name: self[name] for name in self}

    @property
    def is_final(self) -> bool:
        """Whether every value is final (or does not apply)."""
        return all(self.status(name) != "unknown" for name in self)

    def status(self, name: str) -> Status:
        """Why the value of that name is there or not; what is refused is not scored here."""
        return _STATUS[self._made[1].state(self._raw, name)]

    @cached_property
    def _row(self) -> Row:  # type: ignore[override]
        rubric, function = self._made
        return rubric._row(function.record(self._values), 1)


def _mapping(record: object) -> Mapping[str, object]:
    """A record as scoring takes it."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return cast("Mapping[str, object]", record)

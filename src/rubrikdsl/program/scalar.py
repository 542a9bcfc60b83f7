"""One record at a time: the Python function of a program, reading its slots itself.

Slots of one kind share a memory of the values that they were given, each with its number, so that a value
is read and checked once however many records repeat it; all values of a kind are looked up in one call. A
value that no memory holds yet ends the function with a `KeyError`; `learn` has it read, and where it has no
number (it is out of its domain, say) the record is one for the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from operator import itemgetter
from typing import Final
from typing import Union
from typing import cast

from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.program import ops
from rubrikdsl.program.admit import BeyondError
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.memory import MOST_KEPT
from rubrikdsl.program.memory import Memory
from rubrikdsl.program.memory import are_numeric
from rubrikdsl.program.memory import asks_classes
from rubrikdsl.program.python import Text
from rubrikdsl.program.values import value_of

TOGETHER: Final = 3
"""From so many slots of one kind on, their values are looked up in one call."""

Read = Callable[[object], Taken]
"""A slot's number of a value; `BeyondError` where it has none."""

Raw = tuple[Union[int, bool, str, None], ...]
Values = tuple[object, ...]
Plain = Union[Number, bool, str, frozenset[str], date]
Keys = Union[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How records hold their values: in a dictionary under these keys, or as attributes of a class."""

    keys: tuple[str, ...]
    of: type | None

    def other(self) -> str:
        """The test of a record `r` for being laid out otherwise."""
        if self.of is None:
            return f"r.__class__ is not dict or len(r) != {len(self.keys)}"
        return "r.__class__ is not _of"

    def value(self, key: str) -> str:
        """The value of a key."""
        return f"r[{key!r}]" if self.of is None else f"r.{key}"

    def values(self, keys: Sequence[str]) -> Callable[[object], Values]:
        """What gives the values of several keys in one call."""
        return cast("Callable[[object], Values]", (itemgetter if self.of is None else attrgetter)(*keys))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output stands in what the function gives.

    `under` is the place of its divisor, `state` that of its state; None where it has none of its own. `known`
    are its values by number and divisor: making a fraction takes as long as scoring a record.
    """

    output: ops.Output
    value: int
    under: int | None
    state: int | None
    always: str | None
    known: dict[tuple[object, object], Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Function:
    """`call` takes a record and gives its result; it raises `BeyondError`, or what Python raises, else.

    The result is what the maker of the function makes of it. `learn` reads the values of a record that no
    memory holds yet. `parts` are the keys, singly or several in one, that the values of a result are of.
    `apart` makes the same function with memories of its own: where records of numbers and records of texts
    share one, it grows beyond what a processor has at hand.
    """

    call: Callable[[object], object]
    learn: Callable[[object], None]
    layout: Layout
    parts: tuple[Keys, ...]
    places: Mapping[str, Place]
    words: tuple[str, ...]
    source: str
    apart: Callable[[], Function]

    def record(self, values: Values) -> dict[str, object]:
        """The record that a result is of."""
        found: dict[str, object] = {}
        for keys, value in zip(self.parts, values, strict=True):
            if isinstance(keys, str):
                found[keys] = value
            else:
                found |= zip(keys, cast("Values", value), strict=True)
        return {key: found[key] for key in self.layout.keys}

    def state(self, raw: Raw, name: str) -> str | None:
        """Why a named result has no value: "missing" or "not-applicable"; None where it has one."""
        place = self.places[name]
        return place.always if place.state is None else cast("str | None", raw[place.state])

    def value(self, raw: Raw, name: str) -> Plain | None:
        """A named result; None where it has no value."""
        if self.state(raw, name) is not None:
            return None
        place = self.places[name]
        under = 1 if place.under is None else raw[place.under]
        key = raw[place.value], under
        try:
            return place.known[key]
        except KeyError:
            assert isinstance(under, int)
        found = value_of(place.output, raw[place.value], place.output.scale * under, self.words)
        if len(place.known) >= MOST_KEPT:
            place.known.clear()
        plain = place.known[key] = Number(found) if isinstance(found, Fraction) else found
        return plain


def function(
    program: ops.Program,
    layout: Layout,
    slots: Sequence[tuple[str, Read]],
    unread: Sequence[tuple[str, Callable[[object], object]]],
    result: Callable[[Values, Raw], object],
) -> Function:
    """The function of a program.

    `slots` is under which key of the layout the value of each slot is, and how it is read; `unread` the same
    of what no result reads. `result` makes the result of a record's values and the numbers of the outputs.
    """
    scope: dict[str, object] = {"_of": layout.of, "_result": result, "_Beyond": BeyondError}
    scope |= {"_map": map, "_type": type, "_are_numeric": are_numeric, "_look": itemgetter}
    lines = [f"if {layout.other()}: raise _Beyond"]
    kinds: dict[tuple[object, ...], list[int]] = {}
    for at, slot in enumerate(program.slots):
        kinds.setdefault(_kind(slot), []).append(at)
    kept: dict[str, tuple[str, ...]] = {}
    for alike in kinds.values():
        lines += _reading(layout, {at: slots[at][0] for at in alike}, program.slots, scope, kept)
    lines += [f"_u{at}[{layout.value(key)}]" for at, (key, _) in enumerate(unread)]
    states: dict[tuple[int, str], str] = {}
    for at in range(len(program.slots)):
        states[at, "missing"] = "False"
        states[at, "not-applicable"] = f"n{at}"
        states[at, "yes"] = f"x{at}"
    text = Text(program, [f"x{at}" for at in range(len(program.slots))], states, ops.results_of(program))
    refer = text.of(program.refer)
    results: list[str] = []
    places: dict[str, Place] = {}
    for output in program.outputs:
        places[output.name] = _place(program, output, text, results)
    lines += text.lines
    if program.ops[program.refer] != ops.Whole(0):
        lines.append(f"if {refer}: raise _Beyond")
    together = {key for keys in kept.values() for key in keys}
    singly = [key for key in layout.keys if key not in together]
    values = _tuple([*kept, *map(layout.value, singly)])
    lines.append(f"return _result({values}, {_tuple(results)})")
    scope |= text.names
    parts: list[Keys] = [*kept.values(), *singly]
    memories = {alike[0]: _asks_classes(program.slots[alike[0]]) for alike in kinds.values()}
    own = [name for at in memories for name in (f"_m{at}", f"_last{at}")]
    own += [f"_u{at}" for at in range(len(unread))]
    source = _source([*scope, *own], lines)
    make = _compiled(source)

    def made() -> Function:
        known: list[tuple[str, Memory, Read]] = []
        given: list[object] = [*scope.values()]
        for alike in kinds.values():
            memory = Memory(classes=memories[alike[0]])
            given += [memory.numbers, []]
            known += [(slots[at][0], memory, slots[at][1]) for at in alike]
        for key, check in unread:
            memory = Memory(classes=False)
            given.append(memory.numbers)
            known.append((key, memory, _checked(check)))
        return Function(
            make(*given), _learner(layout, known), layout, tuple(parts), places, program.words, source, made
        )

    return made()


def _source(names: Sequence[str], lines: Sequence[str]) -> str:
    """What makes a function of all that it names.

    Several are made of one text. As globals, what they name would have to be looked for anew whenever
    another of them is called: Python remembers where it found a global for the text, not the function.
    """
    body = "\n    ".join(lines)
    return f"def make({', '.join(names)}):\n  def score(r):\n    {body}\n  return score\n"


def _compiled(source: str) -> Callable[..., Callable[[object], object]]:
    scope: dict[str, Callable[..., Callable[[object], object]]] = {}
    exec(compile(source, "<program>", "exec"), scope)
    return scope["make"]


def _tuple(parts: Iterable[str]) -> str:
    return f"({''.join(f'{part}, ' for part in parts)})"


def _learner(layout: Layout, known: Sequence[tuple[str, Memory, Read]]) -> Callable[[object], None]:
    """What reads the values of a record that no memory holds."""

    def learn(record: object) -> None:
        for key, memory, read in known:
            value = cast("dict[str, object]", record)[key] if layout.of is None else getattr(record, key)
            try:
                memory.numbers[value]
            except KeyError:
                memory.keep(value, read(value))

    return learn


def _checked(check: Callable[[object], object]) -> Read:
    """What remembers of a value only that nothing is wrong with it."""

    def read(value: object) -> Taken:
        check(value)
        return 0

    return read


def _is_number(slot: ops.Slot) -> bool:
    return slot.type.kind in ("number", "share")


def _asks_classes(slot: ops.Slot) -> bool:
    return _is_number(slot) and asks_classes(slot)


def _kind(slot: ops.Slot) -> tuple[object, ...]:
    """What slots have in common whose values have the same numbers."""
    if _is_number(slot):
        return slot.type.kind, slot.kind, slot.scale, slot.low, slot.high, slot.step, slot.not_applicable
    return slot.kind, slot.index


def _place(program: ops.Program, output: ops.Output, text: Text, results: list[str]) -> Place:
    value = len(results)
    results.append(text.of(output.value))
    under = state = None
    always: str | None = None
    if output.under is not None:
        under = len(results)
        results.append(text.of(output.under))
    settled = [program.ops[each] for each in (output.missing, output.not_applicable)]
    if ops.Whole(1) in settled:
        always = "missing" if settled[0] == ops.Whole(1) else "not-applicable"
    elif settled != [ops.Whole(0), ops.Whole(0)]:
        state = len(results)
        silent = f"'not-applicable' if {text.of(output.not_applicable)} else None"
        results.append(f"'missing' if {text.of(output.missing)} else {silent}")
    return Place(output, value, under, state, always)


def _reading(
    layout: Layout,
    alike: Mapping[int, str],
    slots: Sequence[ops.Slot],
    scope: dict[str, object],
    kept: dict[str, tuple[str, ...]],
) -> list[str]:
    """The lines that give slots of one kind their numbers; `alike` is the key of each.

    Values that are got together are `kept` under a name.
    """
    number = next(iter(alike))
    lines: list[str] = []
    keys = tuple(alike.values())
    values = _tuple(map(layout.value, keys))
    if len(alike) >= TOGETHER:
        scope[f"_get{number}"], values = layout.values(keys), f"g{number}"
        kept[values] = keys
        lines.append(f"{values} = _get{number}(r)")
    if _asks_classes(slots[number]):  # these are mostly the classes of the record before
        lines.append(f"k = [*_map(_type, {values})]")
        lines.append(f"if k != _last{number} and not _are_numeric(k, _last{number}): raise _Beyond")
    if len(alike) >= TOGETHER:
        # what an `itemgetter` gets are the values here: one call looks all of them up
        lines.append(f"{', '.join(f'x{at}' for at in alike)} = _look(*{values})(_m{number})")
    else:
        for at, key in alike.items():
            lines += _one(at, slots[at], f"_m{number}", layout.value(key))
    for at in alike:
        if slots[at].not_applicable:
            lines += [f"n{at} = x{at} is ...", f"if n{at}: x{at} = {slots[at].low}"]
    return lines


def _one(at: int, slot: ops.Slot, memory: str, value: str) -> list[str]:
    """The lines that give a single slot its number."""
    if slot.type.kind != "truth":
        return [f"x{at} = {memory}[{value}]"]
    return [f"v = {value}", f"x{at} = v if v is True or v is False else {memory}[v]"]

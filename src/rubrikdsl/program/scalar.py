"""One record at a time: the Python function of a program, reading its slots itself.

Slots of one kind share a memory of the values that they were given, each with its number, so that a value
is read and checked once however many records repeat it. A value that no memory holds yet ends the function
with a `KeyError`; `learn` has it read, and where it has no number (it is out of its domain, say) the record
is one for the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final
from typing import Union

from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops
from rubrikdsl.program.admit import Taken
from rubrikdsl.program.python import Text
from rubrikdsl.program.values import value_of
from rubrikdsl.semantics.record import Value

MOST_KEPT: Final = 100_000
"""Values that the memory of one slot keeps."""

NUMERIC: Final = frozenset({int, float, Decimal, Fraction, Number, str})
"""What may stand for a number, by its very class: `True` equals 1 in Python, and is no number here."""

Read = Callable[[object], Taken]
"""A slot's number of a value; `BeyondError` where it has none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output stands in what the function gives.

    `under` is the place of its divisor, `state` that of its state; None where it has none of its own.
    """

    output: ops.Output
    value: int
    under: int | None
    state: int | None
    always: str | None


Raw = tuple[Union[int, bool, str, None], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """`call` takes a record and gives the numbers of `places`, or None where it is to be referred."""

    call: Callable[[object], Raw | None]
    learn: Callable[[object], None]
    places: Mapping[str, Place]
    words: tuple[str, ...]
    source: str

    def value(self, raw: Raw, name: str) -> tuple[str | None, Value | None]:
        """The state of a named result (None: it has a value), and its value."""
        place = self.places[name]
        state = place.always if place.state is None else raw[place.state]
        if state is not None:
            return str(state), None
        under = 1 if place.under is None else raw[place.under]
        assert isinstance(under, int)
        output = place.output
        return None, value_of(output, raw[place.value], output.scale * under, self.words)


def function(
    program: ops.Program,
    access: Sequence[str],
    reads: Sequence[Read],
    unread: Sequence[tuple[str, Callable[[object], object]]] = (),
    size: int | None = None,
) -> Function:
    """The function of a program.

    `access` is how the value of each slot is read from the record `r` (`r['a']`, `r.a`), `reads` what it is
    as a number; `unread` is the same of what no result reads. With `size`, a record of another length is
    not taken: it says something else besides.
    """
    kinds = {slot.type.kind for slot in program.slots}
    alike = kinds <= {"number", "share", "code", "text"} and size is not None
    scope: dict[str, object] = {"_NUMERIC": NUMERIC, "_str": str, "_date": date, "_type": type, "_map": map}
    scope |= {"_last": [], "_other": _may_be_known}
    lines = [] if size is None else [f"if len(r) != {size}: return None"]
    if alike:  # the classes of the values are mostly those of the record before
        lines.append("k = [*_map(_type, r.values())]")
        lines.append("if k != _last and not _other(k, _last): return None")
    states: dict[tuple[int, str], str] = {}
    memories: dict[tuple[object, ...], dict[object, Taken]] = {}
    known: list[tuple[str, dict[object, Taken], Read]] = []
    for at, (slot, text) in enumerate(zip(program.slots, access, strict=True)):
        memory = memories.setdefault(_kind(slot), {})
        scope[f"_m{at}"] = memory
        known.append((text, memory, reads[at]))
        lines += _reading(at, slot, text, alike)
        states[at, "missing"] = "False"
        states[at, "not-applicable"] = f"n{at}"
        states[at, "yes"] = f"x{at}"
    for at, (text, check) in enumerate(unread):
        scope[f"_c{at}"] = check
        lines.append(f"_c{at}({text})")
    text_ = Text(program, [f"x{at}" for at in range(len(program.slots))], states, ops.results_of(program))
    refer = text_.of(program.refer)
    results: list[str] = []
    places: dict[str, Place] = {}
    for output in program.outputs:
        places[output.name] = _place(program, output, text_, results)
    lines += text_.lines
    if program.ops[program.refer] != ops.Whole(0):
        lines.append(f"if {refer}: return None")
    lines.append(f"return ({', '.join(results)}{',' if results else ''})")
    source = "def score(r):\n  " + "\n  ".join(lines) + "\n"
    scope |= text_.names
    exec(compile(source, "<program>", "exec"), scope)
    call = scope["score"]
    assert callable(call)
    return Function(call, _learner(known), places, program.words, source)


def _may_be_known(classes: list[type], last: list[type]) -> bool:
    """Whether values of these classes may be asked for in memories; then they are the last ones."""
    if not NUMERIC.issuperset(classes):
        return False
    last[:] = classes
    return True


def _kind(slot: ops.Slot) -> tuple[object, ...]:
    """What slots have in common whose values have the same numbers."""
    if slot.type.kind in ("number", "share"):
        return slot.type.kind, slot.kind, slot.scale, slot.low, slot.high, slot.step, slot.not_applicable
    return slot.kind, slot.index


def _learner(known: Sequence[tuple[str, dict[object, Taken], Read]]) -> Callable[[object], None]:
    """What reads the values of a record that no memory holds."""
    texts = ", ".join(text for text, _, _ in known)
    values = eval(f"lambda r: ({texts}{',' if texts else ''})")

    def learn(record: object) -> None:
        for value, (_, memory, read) in zip(values(record), known, strict=True):
            if value not in memory:
                found = read(value)
                if len(memory) >= MOST_KEPT:
                    memory.clear()
                memory[value] = found

    return learn


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


def _reading(at: int, slot: ops.Slot, access: str, alike: bool) -> list[str]:
    """The lines that give a slot its number, and its state where it may be not applicable.

    The class of a value is asked first: Python has `True == 1`, and a memory would take one for the other.
    """
    if alike:
        return [f"x{at} = _m{at}[{access}]", *_silent(at, slot)]
    match slot.type.kind:
        case "number" | "share":
            test = "v.__class__ in _NUMERIC"
        case "truth":
            lines = [f"v = {access}", f"if v is True or v is False: x{at} = v"]
            return [
                *lines,
                f"elif v.__class__ is _str: x{at} = _m{at}[v]",
                "else: return None",
                *_silent(at, slot),
            ]
        case "date":
            test = "v.__class__ is _str or v.__class__ is _date"
        case _:
            test = "v.__class__ is _str"
    return [f"v = {access}", f"if not ({test}): return None", f"x{at} = _m{at}[v]", *_silent(at, slot)]


def _silent(at: int, slot: ops.Slot) -> list[str]:
    if not slot.not_applicable:
        return []
    return [f"n{at} = x{at} is ...", f"if n{at}: x{at} = {slot.low}"]

"""A program as tables: what it takes in, what it computes with which bounds and bits, what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.program import ops

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The tables of one program: `members` are those of its collections, by name.

    `wide` are the numbers beyond 64 bits, `refer` the truth under which a record is for the reference
    interpreter, None where no rule of the rubric makes it one.
    """

    name: str
    inputs: tuple[Row, ...]
    operations: tuple[Row, ...]
    results: tuple[Row, ...]
    members: tuple[Told, ...]
    bits: int
    wide: tuple[str, ...]
    refer: str | None


INPUTS = (
    say("number", "angka"),
    say("of", "dari"),
    say("one is", "satu ialah"),
    say("from", "mulai"),
    say("to", "sampai"),
    say("may be", "dapat"),
)
OPERATIONS = (
    say("number", "angka"),
    say("from", "mulai"),
    say("to", "sampai"),
    say("bits", "bit"),
    say("is", "ialah"),
)
"""What an operation is stands last: it may be long."""
RESULTS = (say("result", "hasil"), say("is", "ialah"), say("where", "dengan"))

_MISSING = say("missing", "kosong")
_SILENT = say("not applicable", "tidak berlaku")
_STATES = {"missing": _MISSING, "not-applicable": _SILENT, "yes": say("yes", "ya")}
_TRUTH = say("yes or no", "ya atau tidak")
_CODE = say("the place of a code", "urutan kode")
_SET = say("a bit a code", "satu bit tiap kode")
_DAY = say("a day", "satu hari")


_SHORT: dict[ops.TotalKind, str] = {"sum": "Σ", "least": "min", "median": "2 × median"}
_OVER: dict[ops.TotalKind, Words] = {
    "sum": say("total over {name}", "jumlah dari {name}"),
    "least": say("lowest over {name}", "terendah dari {name}"),
    "median": say("twice the median over {name}", "dua kali median dari {name}"),
}


def told(program: ops.Program, name: str, language: Language) -> Told:
    """The tables of a program."""
    members = tuple(_of_members(program, group, language) for group in program.groups)
    inputs = tuple(_input(program, at, slot, language) for at, slot in enumerate(program.slots))
    results = tuple((output.name, _result(output), _meant(program, output)) for output in program.outputs)
    wide = tuple(f"v{at}" for at, bounds in enumerate(program.bounds) if bits(bounds) > 64)
    refer = None if program.ops[program.refer] == ops.Whole(0) else f"v{program.refer}"
    own = max((bits(bounds) for bounds in program.bounds), default=1)
    return Told(
        name,
        inputs,
        tuple(_operations(program, language)),
        results,
        members,
        max(own, *(m.bits for m in members), 1),
        wide,
        refer,
    )


def bits(bounds: ops.Bounds) -> int:
    """The bits of a number within bounds, with its sign: 1 (a truth), 8, 16, 32, 64 or 128, else as many."""
    low, high = bounds
    if low >= 0 and high <= 1:
        return 1
    exact = max(high.bit_length(), (-low - 1).bit_length() if low < 0 else 0) + 1
    return next((width for width in (8, 16, 32, 64, 128) if exact <= width), exact)


def _of_members(program: ops.Program, group: ops.Group, language: Language) -> Told:
    name = next(slot.path[0] for slot in program.slots if slot.kind == "total" and slot.path)
    inner = told(group.program, name, language)
    totals = tuple((_SHORT[total.kind], f"v{total.of}", "") for total in group.totals)
    return replace(inner, results=totals)


def _input(program: ops.Program, at: int, slot: ops.Slot, language: Language) -> Row:
    path = ".".join(slot.path)
    match slot.kind:
        case "total":
            group = program.groups[slot.group]
            over = _OVER[group.totals[slot.index].kind]
            what, unit = over.read(language).format(name=path), "1"
        case "members":
            there = say("whether there are {name}", "ada tidaknya {name}", name=path)
            what, unit = there.read(language), "1"
        case _:
            what = path
            match slot.type.kind:
                case "number" | "share":
                    unit = to_text(Fraction(1, slot.scale))
                case "truth":
                    unit = _TRUTH.read(language)
                case "code" | "text":
                    unit = _CODE.read(language)
                case "set":
                    unit = _SET.read(language)
                case "date":
                    unit = _DAY.read(language)
                case _:
                    assert_never(slot.type.kind)
    states = [_MISSING.read(language)] * slot.missing + [_SILENT.read(language)] * slot.not_applicable
    return f"x{at}", what, unit, str(slot.low), str(slot.high), ", ".join(states)


def _result(output: ops.Output) -> str:
    over = f"v{output.value}"
    under = [] if output.scale == 1 else [str(output.scale)]
    under += [] if output.under is None else [f"v{output.under}"]
    return over + "".join(f" ÷ {each}" for each in under)


def _meant(program: ops.Program, output: ops.Output) -> str:
    """The words that the numbers of a code stand for."""
    if output.type.kind not in ("code", "text"):
        return ""
    low, high = program.bounds[output.value]
    return ", ".join(f"{at} = {program.words[at]}" for at in range(low, high + 1))


def _operations(program: ops.Program, language: Language) -> Iterator[Row]:
    for at, (op, bounds) in enumerate(zip(program.ops, program.bounds, strict=True)):
        low, high = bounds
        yield f"v{at}", str(low), str(high), str(bits(bounds)), _text(op, language)


def _text(op: ops.Op, language: Language) -> str:
    match op:
        case ops.Whole(value):
            return str(value)
        case ops.Input(slot):
            return f"x{slot}"
        case ops.Is(slot, state):
            return f"x{slot} = {_STATES[state].read(language)}"
        case ops.Linear(constant, terms):
            return _sum(constant, terms)
        case ops.Product(left, right):
            return f"v{left} × v{right}"
        case ops.Quotient(over, under):
            return f"⌊v{over} ÷ v{under}⌋"
        case ops.Least(left, right):
            return f"min(v{left}, v{right})"
        case ops.Most(left, right):
            return f"max(v{left}, v{right})"
        case ops.Pick(condition, then, otherwise):
            return f"v{condition} ? v{then} : v{otherwise}"
        case ops.Compare(sign, left, right):
            return f"v{left} {_SIGNS[sign]} v{right}"
        case ops.And(args):
            return " ∧ ".join(f"v{arg}" for arg in args)
        case ops.Or(args):
            return " ∨ ".join(f"v{arg}" for arg in args)
        case ops.Not(arg):
            return f"¬v{arg}"
        case ops.Count(arg):
            return f"v{arg} ? 1 : 0"
        case ops.Lookup(arg, cuts, values):
            steps = "".join(f"; ≥ {cut}: {value}" for cut, value in zip(cuts, values[1:], strict=True))
            return f"v{arg} → {values[0]}{steps}"
        case ops.Bit(arg, bit):
            return f"bit {bit} v{arg}"
        case ops.Size(arg, _):
            return f"#v{arg}"
        case ops.Power(overs, unders, weights, top, places, _):
            parts = " × ".join(
                f"(v{over} ÷ v{under})^v{weight}"
                for over, under, weight in zip(overs, unders, weights, strict=True)
            )
            return f"10^{places} × {to_text(Fraction(*top))} × ({parts})^(1 ÷ Σ)"
        case ops.Log(over, under, base_over, base_under, places, _):
            return f"10^{places} × log(v{over} ÷ v{under}; v{base_over} ÷ v{base_under})"
        case _:
            assert_never(op)


def _sum(constant: int, terms: tuple[tuple[int, int], ...]) -> str:
    parts: list[str] = []
    for factor, arg in terms:
        size = f"v{arg}" if abs(factor) == 1 else f"{abs(factor)}·v{arg}"
        parts.append(f"{'−' if factor < 0 else '+'} {size}")
    if constant:
        parts.append(f"{'−' if constant < 0 else '+'} {abs(constant)}")
    return " ".join(parts).removeprefix("+ ")


_SIGNS = {"lt": "<", "le": "≤", "eq": "="}

"""Functions: of plain values, of sets and checklists, and over the units of a collection."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.collected import Way
from rubrikdsl.semantics.collected import run_over
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import unknown
from rubrikdsl.semantics.mentions import refs_of
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import Branch
from rubrikdsl.semantics.model import Choose
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Fold
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Rounded
from rubrikdsl.semantics.model import StateOf
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.references import refer
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree

if TYPE_CHECKING:
    from rubrikdsl.semantics.expressions import Reader


def call(reader: Reader, e: tree.Call, known: Facts) -> Expression | None:
    """A function with its arguments."""
    if _is_lost(reader, e):
        return None
    over = run_over(reader, e)
    if over is not None and e.function != "abs" and e.function != "round":
        return _fold(reader, e, e.function, over, known)
    if e.where is not None:
        reader.context.add(problems.where_without_collection(e.where.place))
        return None
    match e.function:
        case "count":
            return _count(reader, e, known)
        case "round":
            return _round(reader, e, known)
        case "abs" | "min" | "max" | "median" | "sum" | "mean":
            return _plain(reader, e, e.function, known)


def tally(reader: Reader, node: NodeSymbol, place: Place) -> Operation:
    """How many items of a checklist hold."""
    return Operation("tally", item_truths(reader, node, place), NUMBER, place)


def item_truths(reader: Reader, node: NodeSymbol, place: Place) -> tuple[Expression, ...]:
    """Whether each item holds; one that counts although it is not applicable, as what it counts."""
    reader.reads.extend(Read("field", item.index, place) for item in node.items)
    truths: list[Expression] = []
    for item in node.items:
        answer = AnswerOf(item.index, TRUTH, place)
        if item.counted is None:
            truths.append(answer)
            continue
        applies = StateOf(answer, "applicable", TRUTH, place)
        counted = Constant(item.counted == "full", TRUTH, place)
        truths.append(Choose((Branch(applies, answer),), counted, TRUTH, place))
    return tuple(truths)


def _plain(
    reader: Reader,
    e: tree.Call,
    function: Literal["abs", "min", "max", "median", "sum", "mean"],
    known: Facts,
) -> Expression | None:
    """A function of the values written between its parentheses."""
    args = [reader.amount(arg, known) for arg in e.args]
    least = 1 if function == "abs" else 2
    if len(args) < least or (function == "abs" and len(args) > 1):
        exact = function == "abs"
        reader.context.add(problems.argument_count(_word(reader, e), least, exact, e.place))
        return None
    read = [arg for arg in args if arg is not None]
    if len(read) < len(args):
        return None
    kind = read[0].type
    for arg, written in zip(read, e.args, strict=True):
        if arg.type != kind:
            reader.mismatch(e.args[0], written, kind, arg.type)
            return None
    if function in ("abs", "min", "max", "median"):
        return Operation(function, tuple(read), kind, e.place)
    total = read[0]
    for arg in read[1:]:
        total = Operation("add", (total, arg), kind, e.place)
    if function == "sum":
        return total
    return Operation("div", (total, Constant(Fraction(len(read)), NUMBER)), kind, e.place)


def _round(reader: Reader, e: tree.Call, known: Facts) -> Expression | None:
    if len(e.args) != 2:
        reader.context.add(problems.argument_count(_word(reader, e), 2, True, e.place))
        return None
    arg, places = reader.number(e.args[0], known), e.args[1]
    if not (isinstance(places, tree.Number) and places.value.denominator == 1 and places.value >= 0):
        reader.context.add(problems.not_constant(reader.context.text(places.place), places.place))
        return None
    return arg and Rounded(arg, int(places.value), "half-away", NUMBER, e.place)


def _count(reader: Reader, e: tree.Call, known: Facts) -> Expression | None:
    """The size of a set, or how many items of a checklist hold."""
    if len(e.args) != 1 or not isinstance(e.args[0], tree.Ref):
        reader.context.add(problems.argument_count(_word(reader, e), 1, True, e.place))
        return None
    ref = e.args[0]
    found = reader.names.find(ref.names, reader.within) if reader.site is None else ()
    if len(found) == 1 and isinstance(found[0], NodeSymbol) and ref.reading is None:
        if found[0].counts:
            reader.context.means(reader.names, ref.place, ref.names, found[0].path)
            return tally(reader, found[0], e.place)
        ref = replace(ref, reading="answer")
    arg = refer(reader, ref, known)
    if arg is None:
        return None
    if arg.type.kind != "set":
        reader.context.add(problems.not_counted(reader.context.text(ref.place), ref.place, arg.type))
        return None
    return Operation("size", (arg,), NUMBER, e.place)


# Over the units of a collection


def _is_lost(reader: Reader, e: tree.Call) -> bool:
    """Whether a call runs over what a broken line, or a rubric that was not found, would declare."""
    refs = [ref for arg in e.args for ref in refs_of(arg, calls=False)]
    lost = reader.context.mentioned
    return any(ref.names[0] in lost and not reader.names.find(ref.names[:1]) for ref in refs)


def _fold(
    reader: Reader,
    e: tree.Call,
    function: Literal["count", "sum", "mean", "median", "min", "max"],
    over: Way,
    known: Facts,
) -> Expression | None:
    if len(e.args) != 1:
        reader.context.add(problems.one_argument(_word(reader, e), over.name, e.place))
        return None
    (argument,) = e.args
    kept = over.last.kept
    where: Expression | None = None
    if e.where is not None:
        choosing = reader.inside(over, "where")
        where = choosing.truth(e.where, kept)
        kept = choosing.after(where, kept)
        if where is None:
            return None
    value: Expression | None = None
    if function == "count":
        if not (isinstance(argument, tree.Ref) and argument.names == over.written):
            reader.context.add(problems.count_of_what(over.name, argument.place))
            return None
    else:
        value = reader.inside(over, "value").amount(argument, kept)
        if value is None:
            return None
    first, *below = over.indices
    reader.reads.append(Read("collection", first, e.place))
    empty = over.may_be_empty or where is not None
    some: Facts = frozenset([("some", over.indices, where)])
    if function in ("mean", "median", "min", "max") and empty and unknown(some, known):
        reader.context.add(problems.may_be_empty(_word(reader, e), over.name, e.place))
        return None
    kind = NUMBER if value is None else value.type
    return Fold(function, first, value, where, kind, e.place, tuple(below))


def _word(reader: Reader, e: tree.Call) -> str:
    """The function as its author wrote it."""
    return reader.context.text(e.place).split("(", 1)[0].strip()

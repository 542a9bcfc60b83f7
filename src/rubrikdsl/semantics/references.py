"""References: from a dotted name with a reading to what it reads.

Nearest first; unknown names get a suggestion; what may be missing or not applicable needs a guard.
"""

from __future__ import annotations

import dataclasses
from typing import Literal
from typing import assert_never

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.facts import unknown
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import TRUTH
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import BandAttribute
from rubrikdsl.semantics.model import BandCode
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import LetValue
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import OutcomeTruth
from rubrikdsl.semantics.names import BandsSymbol
from rubrikdsl.semantics.names import CollectionSymbol
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import LetSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.names import OutcomeSymbol
from rubrikdsl.semantics.names import Path
from rubrikdsl.semantics.names import RankingSymbol
from rubrikdsl.semantics.names import Symbol
from rubrikdsl.source import Place
from rubrikdsl.syntax import tree


@dataclass(frozen=True, slots=True)
class Read:
    """That something was read, and where."""

    kind: Literal["field", "node", "let", "bands", "outcome", "collection"]
    index: int
    place: Place


@dataclass(frozen=True, slots=True)
class Site:
    """Inside a fold: the names are those of the collection's members, which outside it is named `prefix`.

    `own`: that begins with a collection of the rubric itself.
    """

    prefix: Path
    part: Literal["where", "value"]
    own: bool


@dataclasses.dataclass(slots=True)
class Viewpoint:
    """Where a reference stands: in which node (`within`), in whose body (`own`), in which fold (`site`)."""

    context: Context
    names: Names
    within: Path = ()
    own: NodeSymbol | None = None
    reads: list[Read] = field(default_factory=list)
    site: Site | None = None
    asked: NodeSymbol | None = None
    """The node that a condition after `has` is asked of."""
    tests: bool = False
    """Whether what is read is only compared with what an example expects, so that it may be anything."""


def refer(view: Viewpoint, ref: tree.Ref, known: Facts | None) -> Expression | None:
    """What a reference reads; `known` None where its state is asked for and needs no guard."""
    inner = of_member(view, ref.names)
    if inner is None:
        assert view.site is not None
        if ref.names == view.site.prefix:
            view.context.add(problems.collection_alone(".".join(ref.names), ref.place))
            return None
        prefix, found = ".".join(view.site.prefix), bool(view.names.find(ref.names))
        view.context.add(problems.outside_fold(".".join(ref.names), prefix, found, ref.place))
        return None
    names = inner
    leads_inside(view, ref.names, ref.place)
    symbol = find(view, names, ref)
    column: str | None = None
    if symbol is None and len(names) > 1:
        above = view.names.find(names[:-1], view.within)
        if len(above) == 1 and isinstance(above[0], BandsSymbol):
            symbol, column = above[0], names[-1]
            view.context.means(view.names, ref.place, names[:-1], symbol.path)
    if symbol is None:
        _unknown(view, names, ref)
        return None
    if isinstance(symbol, BandsSymbol):
        return _band(view, symbol, column, ref, known)
    if ref.reading is not None and not isinstance(symbol, NodeSymbol):
        view.context.add(problems.no_reading(".".join(names), view.context.text(ref.place), ref.place))
        return None
    match symbol:
        case FieldSymbol():
            return _answer(view, symbol, ref, known)
        case NodeSymbol():
            return _node(view, symbol, ref, known)
        case LetSymbol():
            view.reads.append(Read("let", symbol.index, ref.place))
            kind = view.names.let_type(symbol.index, ref.place)
            return LetValue(symbol.index, kind, ref.place) if kind is not None else None
        case OutcomeSymbol():
            view.reads.append(Read("outcome", symbol.index, ref.place))
            return OutcomeTruth(symbol.index, TRUTH, ref.place)
        case CollectionSymbol():
            view.context.add(problems.collection_alone(symbol.path[-1], ref.place))
            return None
        case RankingSymbol():
            view.context.add(problems.rank_not_readable(symbol.path[-1], ref.place))
            return None
        case _:
            assert_never(symbol)


def named(view: Viewpoint, ref: tree.Ref) -> Symbol | None:
    """What a reference names, whatever that is; nothing of it is read."""
    names = of_member(view, ref.names) or ref.names
    leads_inside(view, ref.names, ref.place)
    symbol = find(view, names, ref)
    if symbol is None:
        _unknown(view, names, ref)
    return symbol


def of_member(view: Viewpoint, names: Path) -> Path | None:
    """The names without that of the collection around them; None where a function needs it and it lacks.

    After `where` and `has` it may be left out, wholly or from the left.
    """
    if view.site is None:
        return names
    prefix = view.site.prefix
    for start in range(len(prefix) if view.site.part == "where" else 1):
        part = prefix[start:]
        if len(names) > len(part) and names[: len(part)] == part:
            return names[len(part) :]
    return names if view.site.part == "where" else None


def leads_inside(view: Viewpoint, names: Path, place: Place) -> bool:
    """Whether names inside a fold begin with a collection of the rubric itself, which is remembered."""
    site = view.site
    if site is None or not site.own or names[: len(site.prefix)] != site.prefix:
        return False
    if view.context.own is not None:
        view.context.means(view.context.own, place, names[:1], names[:1])
    return True


def find(view: Viewpoint, names: Path, ref: tree.Ref) -> Symbol | None:
    """The one thing that the names stand for; several are reported."""
    found = view.names.find(names, view.within)
    if len(found) > 1 and names[-1] not in view.context.doubled:
        paths = [".".join(symbol.path) for symbol in found]
        view.context.add(problems.ambiguous_name(".".join(names), ref.place, paths, [s.place for s in found]))
        return found[0]
    if not found:
        return None
    view.context.means(view.names, ref.place, names, found[0].path)
    return found[0]


def _unknown(view: Viewpoint, names: Path, ref: tree.Ref) -> None:
    if view.context.mentioned.intersection(names):
        return
    first = view.names.find(names[:1], view.within)
    if len(first) == 1 and isinstance(first[0], CollectionSymbol):
        view.context.add(problems.collection_alone(names[0], ref.place))
        return
    view.context.add(
        problems.unknown_name(
            ".".join(names), names[-1], ref.place, view.names.words(), view.site is not None
        )
    )


def _band(
    view: Viewpoint, symbol: BandsSymbol, column: str | None, ref: tree.Ref, known: Facts | None
) -> Expression | None:
    if ref.reading is not None:
        view.context.add(problems.no_reading(symbol.path[-1], view.context.text(ref.place), ref.place))
        return None
    view.reads.append(Read("bands", symbol.index, ref.place))
    if not symbol.whole:
        return None
    if known is not None:
        _guard(view, view.names.absent(view.names.classified(symbol.index, ref.place)), known, ref.place)
    if column is None:
        return BandCode(symbol.index, symbol.type, ref.place)
    for i, candidate in enumerate(symbol.columns):
        if candidate.name == column:
            if candidate.empty is not None and not view.tests:
                view.context.add(problems.empty_cell(symbol.path[-1], column, candidate.empty, ref.place))
                return None
            return BandAttribute(symbol.index, i, candidate.type, ref.place)
    view.context.add(
        problems.unknown_column(column, symbol.path[-1], ref.place, [c.name for c in symbol.columns])
    )
    return None


def _answer(view: Viewpoint, symbol: FieldSymbol, ref: tree.Ref, known: Facts | None) -> Expression | None:
    view.reads.append(Read("field", symbol.index, ref.place))
    if known is not None:
        _guard(view, symbol.absent, known, ref.place)
    return AnswerOf(symbol.index, symbol.domain.type, ref.place)


def _node(view: Viewpoint, symbol: NodeSymbol, ref: tree.Ref, known: Facts | None) -> Expression | None:
    own = view.own is not None and view.own.index == symbol.index
    if ref.reading == "answer" or (own and ref.reading is None):
        if symbol.path[-1] in view.context.mentioned:
            return None
        if symbol.answer is None:
            view.context.add(problems.no_answer(symbol.path[-1], symbol.counts, ref.place))
            return None
        view.reads.append(Read("field", symbol.answer.index, ref.place))
        if known is not None and not own:
            _guard(view, symbol.unanswered, known, ref.place)
        return AnswerOf(symbol.answer.index, symbol.answer.domain.type, ref.place)
    if known is None and symbol.state is not None and symbol.answer is None and own:
        return AnswerOf(symbol.state.index, TRUTH, ref.place)
    view.reads.append(Read("node", symbol.index, ref.place))
    if known is not None:
        _guard(view, symbol.absent, known, ref.place)
    reading = ref.reading or "value"
    return NodeReading(symbol.index, reading, SHARE if reading == "share" else NUMBER, ref.place)


def _guard(view: Viewpoint, absent: Facts, known: Facts, place: Place) -> None:
    """Report what may be absent here; the expression is read all the same, so this costs one finding."""
    text = view.context.text(place)
    for fact in sorted(unknown(absent, known), key=str):
        if fact[0] == "present":
            view.context.add(problems.may_be_missing(text, place))
        else:
            view.context.add(problems.may_be_not_applicable(text, place))

"""Goalposts: from where to where a leaf measures (semantics B9).

Numbers of the rubric make arithmetic of it; an input makes a step of its own, since only a record tells
whether its goalposts measure anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Union

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.facts import Facts
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import Constant
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Logarithm
from rubrikdsl.semantics.model import Operation
from rubrikdsl.semantics.model import Places
from rubrikdsl.semantics.model import Reached
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.ranges import amount
from rubrikdsl.semantics.references import named
from rubrikdsl.syntax import tree

if TYPE_CHECKING:
    from rubrikdsl.semantics.expressions import Reader
    from rubrikdsl.semantics.shape import Draft


def goalposts(
    reader: Reader, draft: Draft, posts: tree.Goalposts, subject: Expression, known: Facts
) -> Expression | None:
    """How far between its goalposts a number lies, a share: cut to them first, then mapped."""
    start = _end(reader, draft, posts.start, subject.type, known)
    end = None if start is None else _end(reader, draft, posts.end, subject.type, known)
    if start is None or end is None:
        return None
    place = posts.place
    if isinstance(posts.start, tree.Number) and isinstance(posts.end, tree.Number):
        return _constant(reader, draft, posts, subject)
    if posts.start == posts.end:
        reader.context.add(problems.bad_goalposts(draft.name, place, equal=True))
        return None
    for post in (posts.start, posts.end):
        if isinstance(post, tree.Number) and posts.log is not None and post.value <= 0:
            reader.context.add(problems.bad_goalposts(draft.name, place, equal=False))
            return None
    log = posts.log
    places = None if log is None else Places(log.count, log.rounding, log.place)
    return Reached(subject, start, end, places, SHARE, place)


def _end(
    reader: Reader, draft: Draft, post: Union[tree.Number, tree.Ref], kind: Type, known: Facts
) -> Expression | None:
    """A goalpost: a number or an input, of the kind of what is measured."""
    text = reader.context.text(post.place)
    if isinstance(post, tree.Number):
        value = amount(post)
        assert value is not None
        if post.percent != (kind == SHARE):
            reader.context.add(problems.wrong_value(text, post.place, draft.name, kind))
            return None
        return Constant(value, kind, post.place)
    symbol = named(reader, post)
    if symbol is None:
        return None
    if not isinstance(symbol, FieldSymbol) or symbol.word != "input" or post.reading is not None:
        reader.context.add(problems.goalpost_not_input(text, post.place))
        return None
    read = reader.read(post, known)
    if read is not None and read.type != kind:
        reader.context.add(problems.wrong_value(text, post.place, draft.name, kind))
        return None
    return read


def _constant(reader: Reader, draft: Draft, posts: tree.Goalposts, subject: Expression) -> Expression | None:
    """Both goalposts are numbers of the rubric."""
    assert isinstance(posts.start, tree.Number)
    assert isinstance(posts.end, tree.Number)
    start, end = amount(posts.start), amount(posts.end)
    assert start is not None
    assert end is not None
    if start == end or (posts.log is not None and min(start, end) <= 0):
        reader.context.add(problems.bad_goalposts(draft.name, posts.place, equal=start == end))
        return None
    kind, place = subject.type, posts.place
    reached: Expression = Operation("max", (subject, Constant(min(start, end), kind, place)), kind, place)
    reached = Operation("min", (reached, Constant(max(start, end), kind, place)), kind, place)
    if posts.log is not None:
        ratio = Operation("div", (reached, Constant(start, kind, place)), NUMBER, place)
        return Logarithm(ratio, end / start, posts.log.count, posts.log.rounding, SHARE, place)
    passed = Operation("sub", (reached, Constant(start, kind, place)), kind, place)
    return Operation("div", (passed, Constant(end - start, kind, place)), SHARE, place)

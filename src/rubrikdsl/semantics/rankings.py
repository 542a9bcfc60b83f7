"""Rankings: what orders the records, within which inputs, and what becomes of equals (semantics G4).

A ranking reads results and is read by nothing: no rule can ask for a rank.
"""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.model import NUMBER
from rubrikdsl.semantics.model import SHARE
from rubrikdsl.semantics.model import AnswerOf
from rubrikdsl.semantics.model import BandCode
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Key
from rubrikdsl.semantics.model import Ranking
from rubrikdsl.semantics.names import BandsSymbol
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.references import named
from rubrikdsl.syntax import tree


def rankings(
    context: Context, names: Names, lines: Sequence[tree.Ranking]
) -> tuple[list[Ranking | None], list[Read]]:
    """Every ranking (None where one could not be made), and all that they read."""
    reader = Reader(context, names)
    return [_ranking(reader, line) for line in lines], reader.reads


def _ranking(reader: Reader, line: tree.Ranking) -> Ranking | None:
    by = _key(reader, line.by)
    within = [_input(reader, ref) for ref in line.within]
    keys = [_key(reader, key) for key in line.ties.keys]
    if line.ties.kind == "distinct" and not keys:
        reader.context.add(problems.ties_need_a_key(line.ties.place))
        return None
    before: list[Expression] = [] if by is None else [by.of]
    for key, written in zip(keys, line.ties.keys, strict=True):
        if key is not None and key.of in before:
            reader.context.add(problems.key_tells_nothing(key.text, written.place, line.by.place))
            return None
        before += [] if key is None else [key.of]
    made_within = tuple(found for found in within if found is not None)
    made_keys = tuple(found for found in keys if found is not None)
    if by is None or len(made_within) < len(within) or len(made_keys) < len(keys):
        return None
    return Ranking(
        name=line.name.text,
        label=line.label.text if line.label else line.name.text,
        by=by,
        within=made_within,
        ties=line.ties.kind,
        keys=made_keys,
        clause=reader.context.clause(line.place),
        place=line.name.place,
    )


def _key(reader: Reader, key: tree.Key) -> Key | None:
    """A value that ranks: a number, a share, or a code that has an order."""
    read = reader.unguarded(key.of)
    if read is None:
        return None
    text = reader.context.text(key.of.place)
    if read.type not in (NUMBER, SHARE) and not _has_order(reader, key.of, read):
        reader.context.add(problems.does_not_rank(text, key.of.place, read.type))
        return None
    return Key(read, key.lowest, text)


def _has_order(reader: Reader, ref: tree.Ref, read: Expression) -> bool:
    """Whether this is the code of a band table, or of a decision that lists its codes."""
    symbol = named(reader, ref)
    return isinstance(read, BandCode) and isinstance(symbol, BandsSymbol) and symbol.ranked


def _input(reader: Reader, ref: tree.Ref) -> AnswerOf | None:
    """An input of the rubric: records that answer it alike are ranked among themselves."""
    symbol = named(reader, ref)
    if symbol is None:
        return None
    text = reader.context.text(ref.place)
    if not isinstance(symbol, FieldSymbol) or symbol.word != "input" or ref.reading is not None:
        reader.context.add(problems.not_an_input(text, ref.place))
        return None
    reader.reads.append(Read("field", symbol.index, ref.place))
    return AnswerOf(symbol.index, symbol.domain.type, ref.place)

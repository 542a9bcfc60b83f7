"""Expressions that are asked of results: read with the names of a rubric, outside its text.

They need no guards. A rule must say what becomes of what is missing or does not apply; a question may simply
have no answer there, and says so. Inside a collection the language's own guards stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.examples import given
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.facts import UNREAD
from rubrikdsl.semantics.model import Expression
from rubrikdsl.semantics.model import Field
from rubrikdsl.semantics.model import Let
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.semantics.names import FieldSymbol
from rubrikdsl.semantics.names import LetSymbol
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import NodeSymbol
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree


@dataclass(frozen=True, slots=True)
class Beside:
    """What a question may name besides what the rubric does: columns carried along, values named before.

    Their indices go on where those of the rubric end.
    """

    fields: tuple[Field, ...] = ()
    lets: tuple[Let, ...] = ()


def question(
    rubric: Rubric,
    names: Names,
    beside: Beside,
    source: Source,
    vocabulary: tree.Vocabulary,
    written: tree.Expression,
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """The expression that was asked, typed, or None; and what is wrong with it, in places of `source`."""
    context = Context(source, vocabulary, Report(), {}, frozenset())
    reader = Reader(context, _names(rubric, names, beside))
    reader.tests = True
    read = reader.read(written, UNREAD)
    return read, context.report.sorted()


def assumed(
    names: Names,
    source: Source,
    vocabulary: tree.Vocabulary,
    lines: Sequence[tree.Assignment | tree.Member],
) -> tuple[Record, tuple[Diagnostic, ...]]:
    """What `given` says of a record, and what is wrong with it; options may be named by their labels."""
    context = Context(source, vocabulary, Report(), {}, frozenset())
    return given(context, names, [_coded(names, line) for line in lines]), context.report.sorted()


def _coded(names: Names, line: tree.Assignment | tree.Member) -> tree.Assignment | tree.Member:
    """The line with an option's label replaced by its code."""
    if isinstance(line, tree.Member) or not isinstance(line.value, tree.Quoted):
        return line
    found = names.find(line.ref.names)
    symbol = found[0] if len(found) == 1 else None
    own = symbol.answer if isinstance(symbol, NodeSymbol) else symbol
    if not isinstance(own, FieldSymbol):
        return line
    codes = own.domain.type.codes
    said = line.value.text.casefold()
    labelled = [choice.code for choice in own.domain.choices if choice.label.casefold() == said]
    if line.value.text in codes or len(labelled) != 1:
        return line
    return replace(line, value=replace(line.value, text=labelled[0]))


def _names(rubric: Rubric, names: Names, beside: Beside) -> Names:
    fields = [
        FieldSymbol(field.index, field.path, NOWHERE, "column", field.domain, False)
        for field in beside.fields
    ]
    first = len(rubric.lets)
    lets = [LetSymbol(first + at, (let.name,), NOWHERE) for at, let in enumerate(beside.lets)]
    return names.beside(fields, lets, [let.value.type for let in beside.lets])

"""Expressions that are asked of results: read with the names of a rubric, outside its text.

They need no guards. A rule must say what becomes of what is missing or does not apply; a question may simply
have no answer there, and says so. Inside a collection the language's own guards stand.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    written: Sequence[tree.Assignment],
) -> tuple[Record, tuple[Diagnostic, ...]]:
    """What assignments say of a record, and what is wrong with them."""
    context = Context(source, vocabulary, Report(), {}, frozenset())
    return given(context, names, written), context.report.sorted()


def _names(rubric: Rubric, names: Names, beside: Beside) -> Names:
    fields = [
        FieldSymbol(field.index, field.path, NOWHERE, "column", field.domain, False)
        for field in beside.fields
    ]
    first = len(rubric.lets)
    lets = [LetSymbol(first + at, (let.name,), NOWHERE) for at, let in enumerate(beside.lets)]
    return names.beside(fields, lets, [let.value.type for let in beside.lets])

"""Lines of the language that somebody types outside a file: read in whichever vocabulary they are written.

Questions (`workspace.questions`) and assumptions (`workspace.assumptions`) share this. What is wrong with a
line is told at its place in the text that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from rubrikdsl.engine.result import Choice
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.one_line import read_line
from rubrikdsl.syntax.statement import Statement
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import VOCABULARIES
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.workspace import FaultyError

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.semantics import model
    from rubrikdsl.semantics.names import Names
    from rubrikdsl.syntax.grammar import Grammar
    from rubrikdsl.syntax.parse import Limits

Meaning = TypeVar("Meaning")

NAME = "?"
"""What a typed text is called in the places of its findings."""


class TypedError(Exception):
    """What was typed cannot be read, or means nothing to the rubric; `diagnostics` say what and where."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(text, diagnostics)
        self.text = text
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return self.to_text().rstrip()

    def to_text(self, language: Language = "en", *, color: bool = False) -> str:
        """The findings, drawn under what was typed."""
        from rubrikdsl.diagnostics.render import render

        return render(self.diagnostics, {NAME: Source(NAME, self.text)}, "text", language, color)


@dataclass(frozen=True, slots=True)
class Readable:
    """A text of a rubric that questions are read by: its model and names, under a choice of readings."""

    choice: Choice
    ready: Ready
    model: model.Rubric
    names: Names
    grammar: Grammar
    limits: Limits


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as read, and the vocabulary that it is written in."""

    node: Any
    source: Source
    vocabulary: Vocabulary


def readable(rubric: Rubric) -> tuple[Readable, ...]:
    """The texts of a rubric with their names, under each reading; made when they are first asked for."""
    if rubric._readable is None:
        rubric._readable = _made(rubric)
    return rubric._readable


def _made(rubric: Rubric) -> tuple[Readable, ...]:
    assert rubric._origin is not None, "a rubric that was not loaded"
    space, name, when = rubric._origin
    try:
        found = space.readable(name, rubric.name, when)
    except (FileError, MomentError, FaultyError) as gone:  # it was there when the rubric was loaded
        raise LookupError(str(gone)) from None
    limits = space.limits.of_texts()
    return tuple(
        Readable(variant.choice, variant.ready, resolved.rubric, resolved.names, space.grammar, limits)
        for variant, resolved in found
        if resolved.rubric is not None and resolved.names is not None
    )


def understood(
    one: Readable,
    text: str,
    start: str,
    first: Vocabulary | None,
    means: Callable[[Typed], tuple[Meaning, tuple[Diagnostic, ...]]],
) -> Meaning:
    """What a line from the start symbol of a place means; raises `TypedError`.

    `first` is the vocabulary that is tried first, `means` says what a line that was read means and what is
    wrong with that. Words of both may be mixed where neither reads the line alone. Where nothing reads it,
    the vocabulary that leads further says what is wrong.
    """
    text = " ".join(text.splitlines())  # one line, whatever it was pasted from
    order = sorted(VOCABULARIES, key=lambda each: each != (first or one.model.vocabulary))
    read = [(each, read_line(text, start, each, one.grammar, one.limits, NAME)) for each in order]
    found = [(vocabulary, statement, _errors(text, statement)) for vocabulary, statement in read]
    wrong: list[tuple[Diagnostic, ...]] = []
    for allowed in (frozenset[str](), _MIXED):
        for vocabulary, statement, errors in found:
            if statement is None or statement.broken or not all(e.code in allowed for e in errors):
                continue
            meaning, findings = means(Typed(statement.node, Source(NAME, text), vocabulary))
            if not any(each.severity == "error" for each in findings):
                return meaning
            wrong.append(_spelt(findings, vocabulary))
    if wrong:
        raise TypedError(text, wrong[0])
    vocabulary, _, errors = max(found, key=lambda each: _led(each[2]))
    raise TypedError(text, _spelt(errors, vocabulary))


def _spelt(findings: tuple[Diagnostic, ...], vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    return tuple(found.spelt(vocabulary) for found in findings)


_MIXED = frozenset({"other-vocabulary"})


def _led(errors: tuple[Diagnostic, ...]) -> tuple[bool, int]:
    """How far a vocabulary led; where its only fault is that it is the other one, not at all."""
    return errors[0].code not in _MIXED, errors[0].primary.place.start


def _errors(text: str, statement: Statement | None) -> tuple[Diagnostic, ...]:
    if statement is None:
        return (problems.nothing_written(Place(NAME, 0, len(text))),)
    return tuple(found for found in statement.findings if found.severity == "error")

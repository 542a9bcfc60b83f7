"""The same file in the other vocabulary: keywords and decimal marks change, nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.diagnostics import Words
from rubrikdsl.source import Source
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.format import lay_out
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import Limits
from rubrikdsl.syntax.parse import parse
from rubrikdsl.syntax.spelling import spelling
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import Lexicon


def translate(
    document: Document, to: Vocabulary, grammar: Grammar, limits: Limits | None = None
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The document in the vocabulary `to`, in canonical layout, and what keeps it from meaning the same.

    The text is read again and compared with the original, line by line and tree by tree: where a finding is
    returned, the text must not be used. `grammar` and `limits` are those that the document was read with.
    """
    text = lay_out(document, spelling(grammar.lexicon, document.vocabulary, to))
    again, _ = parse(Source(document.source.name, text), grammar, limits or Limits())
    report = Report()
    told: set[Words] = set()
    for index, (old, new) in enumerate(zip(document.lines, again.lines, strict=False)):
        if not old.broken and _taken(old) != _taken(new):
            # a name that now continues a line stands in the next one, and what follows is out of step
            lines = document.lines[index : index + 2] if new.starts != old.starts else (old,)
            clash = _clash(lines, new, to, grammar.lexicon)
            if clash.message not in told:  # a name is told where it first stands
                report.add(clash)
            told.add(clash.message)
            if len(document.lines) != len(again.lines):
                break
    if not len(report) and replace(again.file, vocabulary=document.vocabulary) != document.file:
        report.add(problems.translation_differs(document.file.place))
    return text, report.sorted()


def _taken(line: Line) -> tuple[object, ...]:
    """What a line was read as."""
    return line.broken, line.depth, line.start, *(token.kind for token in line.tokens)


def _clash(old: Sequence[Line], new: Line, to: Vocabulary, lexicon: Lexicon) -> Diagnostic:
    """The name that is a keyword in the other vocabulary: the first that was taken for something else."""
    words = lexicon.phrases(to)
    tokens = [token for line in old for token in line.tokens]
    suspects = [token for token in tokens if token.kind == "NAME" and token.text in words]
    names = {token.text for token in new.tokens if token.kind == "NAME" and not new.broken}
    culprits = [token for token in suspects if token.text not in names] or suspects
    return (
        problems.name_becomes_keyword(culprits[0].place, culprits[0].text, to)
        if culprits
        else problems.translation_differs(tokens[0].place)
    )

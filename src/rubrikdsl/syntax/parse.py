"""From a text to its document: the one public road into the tree.

Line by line: layout, tokens, the automaton from the start symbol of the place in the outline, nesting. A line
that cannot be read costs one finding and stands in the tree as `Broken`. `parse` never raises on any text.
"""

from __future__ import annotations

from functools import partial

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.exact import MAX_DIGITS
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.lines import first_word
from rubrikdsl.syntax.lines import layout
from rubrikdsl.syntax.lines import pieces
from rubrikdsl.syntax.outline import Outline
from rubrikdsl.syntax.statement import Reader
from rubrikdsl.syntax.vocabulary import VOCABULARIES
from rubrikdsl.syntax.vocabulary import Lexicon
from rubrikdsl.syntax.vocabulary import words_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may ask of the reader; more of it is a finding."""

    max_bytes: int = 2_000_000
    max_line: int = 10_000
    max_depth: int = 60
    max_digits: int = MAX_DIGITS
    max_operations: int = 200
    max_findings: int = 5_000


def parse(
    source: Source, grammar: Grammar, limits: Limits = Limits()
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read a text: its document, and everything that is wrong with its spelling."""
    text, lexicon = source.text, grammar.lexicon
    if len(text) > limits.max_bytes or len(text.encode("utf-8", "surrogatepass")) > limits.max_bytes:
        return _unread(source), (problems.file_too_large(Place(source.name, 0, 0), limits.max_bytes),)
    vocabulary = tell_vocabulary(text, lexicon)
    found = layout(text, lexicon, vocabulary)
    reader = Reader(source, grammar, vocabulary, limits.max_line, limits.max_digits, limits.max_operations)
    header = " ".join(lexicon.spelling(c, vocabulary) for c in ("range", "code", "label"))
    rubric, amendment = (lexicon.spelling(construct, vocabulary) for construct in ("rubric", "amendment"))
    outline = Outline(limits.max_depth, rubric, amendment, header)
    lines: list[Line] = []
    findings: list[Diagnostic] = []
    for logical in found.lines:
        if len(findings) >= limits.max_findings:
            at = Place(source.name, logical.pieces[0].text, logical.pieces[-1].end)
            findings = [*findings[: limits.max_findings], problems.too_many_findings(at, limits.max_findings)]
            break
        scan = reader.scan(logical)
        spot = outline.spot(
            logical.column,
            partial(reader.is_row, scan),
            partial(reader.is_case, scan),
            reader.place(logical, scan),
        )
        outside = outline.is_outside
        statement = reader.read(logical, scan, spot.start)
        if statement.broken and not spot.quiet:
            misspelt = any(finding.fix is not None for finding in statement.findings)
            for start, out in outline.elsewhere(reader.home(scan), logical.column, misspelt):
                other = reader.read(logical, scan, start)
                if not other.broken:
                    spot = outline.move(spot, start, out, logical.column, reader.place(logical, scan))
                    statement = other
                    break
        if spot.quiet or not (statement.broken and statement.findings):
            findings.extend(spot.findings)  # a broken line costs one finding, whatever its indentation
        if not spot.quiet and not (outside and statement.broken):
            findings.extend(statement.findings)
        outline.add(spot, logical.column, statement)
        lines.append(statement.line(logical, spot.depth, scan))
    outline.close()
    findings.extend(outline.findings)
    if not found.lines:
        findings.append(problems.no_rubric(Place(source.name, 0, 0)))
    place = Place(source.name, 0, len(text))
    file = tree.File(
        vocabulary, tuple(outline.rubrics), tuple(outline.broken), place, tuple(outline.amendments)
    )
    document = Document(source, vocabulary, tuple(lines), found.comments, found.blanks, file)
    return document, tuple(sorted(_tabs_once(findings), key=lambda d: (d.primary.place, d.code)))


def _tabs_once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Tabs are a habit of the program that wrote the file: one finding for all lines that have them."""
    tabs = [finding for finding in findings if finding.code == "tab"]
    if len(tabs) < 2:
        return findings
    edits = tuple(edit for finding in tabs if finding.fix is not None for edit in finding.fix.edits)
    once = problems.tab(tabs[0].primary.place, edits, len(tabs))
    return [*(finding for finding in findings if finding.code != "tab"), once]


def tell_vocabulary(text: str, lexicon: Lexicon) -> tree.Vocabulary:
    """The vocabulary of a text: its first word tells, unless nearly all lines begin in another one.

    Where the first word is no word of the language, the lines' first words vote alone. Where it is outvoted,
    it is the one word that has to be changed.
    """
    votes = dict.fromkeys(VOCABULARIES, 0)
    begins = {vocabulary: lexicon.phrases(vocabulary) for vocabulary in VOCABULARIES}
    heads = {
        words_of(lexicon.spelling(construct, vocabulary))[0]: vocabulary
        for construct in ("rubric", "amendment", "ambiguity")
        for vocabulary in VOCABULARIES
    }
    head: tree.Vocabulary | None = None
    first = True
    for piece in pieces(text):
        word = first_word(text, piece)
        if piece.text == piece.end or text[piece.text] == "#":
            continue
        if first:
            head, first = heads.get(word), False
        known = [vocabulary for vocabulary in VOCABULARIES if word in begins[vocabulary]]
        if len(known) == 1:
            votes[known[0]] += 1
            if head is not None and votes[head] > CERTAIN:
                return head
    most = max(VOCABULARIES, key=lambda vocabulary: votes[vocabulary])
    return most if head is None or votes[most] > CERTAIN * votes[head] else head


CERTAIN = 3
"""How many times more lines of another vocabulary outvote the first word; so many of its own settle it."""


def _unread(source: Source) -> Document:
    return Document(source, "en", (), (), frozenset(), tree.File("en", ()))

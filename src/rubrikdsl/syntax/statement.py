"""One logical line: from its characters to its node, or to the one finding that says why not.

Where the automaton is stuck the line is looked at again for the likely reasons, the most helpful first: a
keyword where a name should be, a word of the other vocabulary, then what
`syntax.misfit` knows of misspellings and other notations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import problems
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.automaton import Automaton
from rubrikdsl.syntax.automaton import Phrases
from rubrikdsl.syntax.automaton import Read
from rubrikdsl.syntax.automaton import Stuck
from rubrikdsl.syntax.build import actions
from rubrikdsl.syntax.build_block import below
from rubrikdsl.syntax.build_expression import RefusedError
from rubrikdsl.syntax.document import Line
from rubrikdsl.syntax.document import Token
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.lexer import Scan
from rubrikdsl.syntax.lexer import scan
from rubrikdsl.syntax.lines import Logical
from rubrikdsl.syntax.misfit import misfit
from rubrikdsl.syntax.slips import EDITS
from rubrikdsl.syntax.slips import Slip
from rubrikdsl.syntax.vocabulary import VOCABULARIES
from rubrikdsl.syntax.vocabulary import reserved_words
from rubrikdsl.syntax.vocabulary import words_of

BLOCKS: Mapping[str, str] = {
    "rubric": "rubric_line",
    "inputs": "input_line",
    "score": "group_line",
    "bands": "row_line",
    "decide": "decide_row",
    "outcome": "outcome_line",
    "example": "example_line",
    "given": "given_line",
    "expect": "expect_line",
    "indicator": "leaf_line",
    "item": "leaf_line",
    "question": "leaf_line",
    "dimension": "group_line",
    "aspect": "group_line",
    "component": "group_line",
    "domain": "group_line",
    "variable": "group_line",
    "cluster": "group_line",
    "area": "group_line",
    "element": "group_line",
    "criterion": "group_line",
    "group": "group_line",
    "amendment": "amendment_line",
    "ambiguity": "ambiguity_line",
    "reading": "reading_line",
    "add": "added_line",
}
"""What stands below a line that begins with this construct, as far as its first word tells."""

ADDED = (
    "rubric_line",
    "group_line",
    "leaf_line",
    "input_line",
    "row_line",
    "outcome_line",
    "decide_row",
    "decide_case",
)
"""What a line below `add` may be: the first of these places from which it can be read."""

_NODES = frozenset(c for c, block in BLOCKS.items() if block in ("group_line", "leaf_line") and c != "score")
_STATEMENTS = frozenset(
    {
        "issuer",
        "valid",
        "inputs",
        "score",
        "let",
        "bands",
        "decide",
        "limit",
        "raise",
        "outcome",
        "collect",
        "ranking",
        "assert",
        "example",
        "issued",
        "ambiguity",
    }
)
_ROW_KINDS = frozenset({"NUMBER", "PERCENT", "DOTS", "OPEN", "DASH"})
_ROW_CONSTRUCTS = frozenset({"from", "above", "below"})
_CASES = frozenset({"when", "otherwise"})
_OPERATIONS = frozenset({"PLUS", "MINUS", "NEGATIVE", "STAR", "SLASH", "LPAR", "AND", "OR", "NOT", "IF"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A line as read: `opens` is the start symbol of what stands below it, `skips` leaves that unread."""

    node: Any
    start: str
    tokens: tuple[Token, ...]
    findings: tuple[Diagnostic, ...]
    opens: str = ""
    skips: bool = False

    @property
    def broken(self) -> bool:
        """Whether the line could not be read."""
        return type(self.node) is tree.Broken

    def line(self, logical: Logical, depth: int, scan: Scan) -> Line:
        """The line as the document keeps it."""
        pieces, tokens = logical.pieces, self.tokens
        starts: tuple[int, ...] = ()
        if len(pieces) > 1:
            begins = {piece.text for piece in pieces[1:]}
            starts = tuple(i for i, token in enumerate(tokens) if token.place.start in begins)
        return Line(
            pieces[0].number,
            pieces[-1].number,
            depth,
            self.start,
            tokens,
            starts,
            tuple(scan.comments),
            self.broken,
        )


class Reader:
    """Reads the lines of one file."""

    def __init__(
        self,
        source: Source,
        grammar: Grammar,
        vocabulary: tree.Vocabulary,
        max_line: int,
        max_digits: int,
        max_operations: int,
    ) -> None:
        self._source, self._vocabulary = source, vocabulary
        self._lexicon = grammar.lexicon
        self._limits = max_line, max_digits, max_operations
        self._phrases = self._lexicon.phrases(vocabulary)
        self._other = next(other for other in VOCABULARIES if other != vocabulary)
        self._foreign: Phrases = self._lexicon.phrases(self._other)
        self._automaton = Automaton(
            grammar,
            actions(reserved_words(self._lexicon, vocabulary)),
            source,
            self._phrases,
            self._foreign,
        )

    def place(self, logical: Logical, scan: Scan | None = None) -> Place:
        """Where a line stands, without its indentation and its comments."""
        end = scan.tokens[-1].end if scan is not None and scan.tokens else logical.pieces[-1].end
        return Place(self._source.name, logical.pieces[0].text, end)

    def scan(self, logical: Logical) -> Scan:
        """The raw tokens of a line; none where it is too long."""
        max_line, max_digits, _ = self._limits
        if sum(piece.end - piece.start for piece in logical.pieces) > max_line:
            place = self.place(logical)
            shown = Place(place.file, place.start, min(place.end, place.start + 60))
            return Scan(fault=problems.line_too_long(shown, max_line))
        return scan(self._source.text, self._source.name, logical.pieces, self._vocabulary, max_digits)

    def is_row(self, scan: Scan) -> bool:
        """Whether a line looks like a row of a table: it begins with a range or a number."""
        if not scan.tokens:
            return False
        first = scan.tokens[0]
        if first.kind != "WORD":
            return first.kind in _ROW_KINDS
        return self._construct(scan.tokens, 0, self._phrases) in _ROW_CONSTRUCTS

    def is_case(self, scan: Scan) -> bool:
        """Whether a line begins as a case of a decision does: `when …` or `otherwise …`."""
        return bool(scan.tokens) and self._construct(scan.tokens, 0, self._phrases) in _CASES

    def home(self, scan: Scan) -> str:
        """The place where lines that begin like this one belong; empty where the first word tells none."""
        construct = self._construct(scan.tokens, 0, self._phrases) if scan.tokens else None
        if construct in _NODES:
            return "group_line"
        if construct in EDITS:
            return "amendment_line"
        return "rubric_line" if construct in _STATEMENTS else ""

    def read(self, logical: Logical, scan: Scan, start: str) -> Statement:
        """Read a line from a start symbol; without one it is kept unread."""
        if start == "added_line":
            return self._added(logical, scan)
        if not start:
            return self._broken(logical, scan, start, (), skips=True)
        if scan.fault is not None:
            return self._broken(logical, scan, start, (scan.fault,))
        try:
            found = self._automaton.read(start, scan.tokens, scan.starts)
        except RefusedError as refusal:
            return self._broken(logical, scan, start, (refusal.finding,))
        findings = tuple(scan.remarks)
        if isinstance(found, Stuck):
            other = self._read_mixed(start, scan)
            wrong = self._foreign_words(other.tokens) if other is not None else []
            if other is None or not wrong or (isinstance(other, Stuck) and other.index <= found.index):
                return self._stuck(logical, scan, start, found)
            finding = problems.other_vocabulary(wrong, self._vocabulary)
            if isinstance(other, Stuck):
                return self._broken(logical, scan, start, (finding,))
            found, findings = other, (*findings, finding)
        limit = self._limits[2]
        if len(found.tokens) > limit and sum(t.kind in _OPERATIONS for t in found.tokens) > limit:
            finding = problems.too_many_operations(self.place(logical, scan), limit)
            return self._broken(logical, scan, start, (finding,))
        return Statement(found.value, start, found.tokens, findings, below(found.value))

    def _added(self, logical: Logical, scan: Scan) -> Statement:
        """Read a line below `add`: from the first place that takes it, else where it fits longest."""
        if scan.fault is not None:
            return self._broken(logical, scan, "added_line", (scan.fault,))
        found: dict[str, Read | Stuck | None] = {}
        for start in ADDED:
            try:
                found[start] = self._automaton.read(start, scan.tokens, scan.starts)
            except RefusedError:
                found[start] = None
        for start, way in found.items():
            if isinstance(way, Read):
                return self.read(logical, scan, start)
        for start in ADDED:
            if isinstance(self._read_mixed(start, scan), Read):
                return self.read(logical, scan, start)
        home = self.home(scan)
        refused = [start for start, way in found.items() if way is None]
        if home in ADDED or refused:
            return self.read(logical, scan, home if home in ADDED else refused[0])
        table = any(token.kind == "ARROW" for token in scan.tokens)  # whose cells are any words
        stuck = {
            start: way
            for start, way in found.items()
            if isinstance(way, Stuck) and (table or start != "decide_row")
        }
        furthest = max(stuck, key=lambda start: stuck[start].index)
        first = self._construct(scan.tokens, 0, self._phrases)
        heads = (self._lexicon.spelling(construct, self._vocabulary) for construct in BLOCKS)
        if not stuck[furthest].index or first in EDITS or nearest(scan.tokens[0].text, heads):
            any_of_these = frozenset().union(*(way.expected for way in stuck.values()))
            return self._stuck(logical, scan, "added_line", Stuck(0, any_of_these, ()))
        return self._stuck(logical, scan, furthest, stuck[furthest])

    def _stuck(self, logical: Logical, scan: Scan, start: str, stuck: Stuck) -> Statement:
        raw, index = scan.tokens, stuck.index
        if self._reserved_first(start, scan, stuck):
            finding = problems.reserved_word(stuck.tokens[0].place, stuck.tokens[0].text)
            return self._broken(logical, scan, start, (finding,))
        told = self._slip(start, raw, stuck).finding()
        if told is not None:
            return self._broken(logical, scan, start, (told,))
        home = self.home(scan) if index == 0 and raw else ""
        if home and home != start != "header_line":
            score = self._lexicon.spelling("score", self._vocabulary)
            finding = problems.misplaced(self._raw_place(raw[0]), raw[0].text, home == "group_line", score)
            return self._broken(logical, scan, start, (finding,))
        finding = misfit(self._source.name, raw, stuck, self._lexicon, self._vocabulary)
        return self._broken(logical, scan, start, (finding,))

    def _slip(self, start: str, raw: list[Raw], stuck: Stuck) -> Slip:
        lexicon, vocabulary = self._lexicon, self._vocabulary
        return Slip(
            start,
            raw,
            stuck,
            self._raw_place,
            lambda construct: lexicon.spelling(construct, vocabulary),
            lambda index: self._construct(raw, index, self._phrases),
        )

    def _read_mixed(self, start: str, scan: Scan) -> Read | Stuck | None:
        """The line with the other vocabulary's words too; None where it then says something impossible."""
        try:
            return self._automaton.read(start, scan.tokens, scan.starts, mixed=True)
        except RefusedError:
            return None

    def _reserved_first(self, start: str, scan: Scan, stuck: Stuck) -> bool:
        """Whether the line could be read if its first word were a name."""
        if not stuck.tokens or stuck.tokens[0].construct is None:
            return False
        first = scan.tokens[0]
        renamed = [Raw("NAME", first.text, first.start, first.end), *scan.tokens[1:]]
        try:
            return isinstance(self._automaton.read(start, renamed, scan.starts), Read)
        except RefusedError:
            return False

    def _foreign_words(self, tokens: tuple[Token, ...]) -> list[tuple[Place, str, str]]:
        """Keywords that only the other vocabulary has, with this file's spelling."""
        found: list[tuple[Place, str, str]] = []
        for token in tokens:
            if token.construct is not None:
                own = self._lexicon.spellings[token.construct][self._vocabulary]
                if " ".join(token.text.split()) not in own:
                    found.append((token.place, token.text, own[0]))
        return found

    def _construct(self, raw: list[Raw], index: int, phrases: Phrases) -> str | None:
        """The construct that the words from `index` on spell, wherever they stand."""
        for phrase in phrases.get(raw[index].text, ()):
            if tuple(token.word for token in raw[index : index + len(phrase.words)]) == phrase.words:
                return phrase.construct
        return None

    def _block(self, raw: list[Raw], start: str) -> str:
        """What probably stands below a broken line."""
        if start == "input_line":
            return "option_line"
        if not raw or raw[0].kind != "WORD":
            return ""
        for phrases in (self._phrases, self._foreign):
            construct = self._construct(raw, 0, phrases)
            if construct == "replace" and len(raw) > 1:
                return self._block(raw[1:], start)
            if construct is not None and construct in BLOCKS:
                return BLOCKS[construct]
        said = ((self._lexicon.spelling(construct, self._vocabulary), construct) for construct in BLOCKS)
        heads = {words_of(spelling)[0]: BLOCKS[construct] for spelling, construct in said}
        meant = nearest(raw[0].text, heads)
        return heads[meant] if meant else ""

    def _broken(
        self,
        logical: Logical,
        scan: Scan,
        start: str,
        findings: tuple[Diagnostic, ...],
        skips: bool = False,
    ) -> Statement:
        raw = scan.tokens
        words = frozenset(token.text for token in raw if token.kind == "WORD")
        node = tree.Broken(words, self.place(logical, scan))
        tokens = tuple(Token(token.kind, token.text, self._raw_place(token)) for token in raw)
        opens = "" if skips else self._block(raw, start)
        return Statement(node, start, tokens, findings, opens, skips=not opens)

    def _raw_place(self, token: Raw) -> Place:
        return Place(self._source.name, token.start, token.end)

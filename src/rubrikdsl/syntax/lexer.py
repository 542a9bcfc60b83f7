"""From the characters of a logical line to raw tokens: words, texts, numbers, days, signs.

A raw token's kind is a terminal of the grammar, except `WORD` (a keyword or a name: the parser's state
decides) and `DASH` (a range mark, a minus or a sign: likewise). Numbers keep the text that was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import NamedTuple

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.exact import Mark
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.document import Comment
from rubrikdsl.syntax.lines import SPACES
from rubrikdsl.syntax.lines import Piece
from rubrikdsl.syntax.tree import Vocabulary


class Raw(NamedTuple):
    """A token before the parser has taken it."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The text as a spelling of the vocabulary has it: every dash is one."""
        return "-" if self.kind == "DASH" else self.text


@dataclass(slots=True)
class Scan:
    """What a logical line holds: `fault` makes it unreadable, `remarks` do not; `depth` counts open `(`."""

    tokens: list[Raw] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fault: Diagnostic | None = None
    remarks: list[Diagnostic] = field(default_factory=list)
    depth: int = 0


MARKS: dict[Vocabulary, Mark] = {"en": ".", "id": ","}
"""The decimal mark of each vocabulary."""

# Letters are what Python calls word characters; the vowel signs of many scripts are not among them.
_SIGNS = (
    r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u109f\u1700-\u1cff\ua800-\uabff\u200c\u200d"
)

_KINDS = (
    "",
    "WORD",
    "STRING",
    "DAY",
    "NUMBER",
    "DOTS",
    "ARROW",
    "SIGN",
    "COMMENT",
)

_TOKEN = re.compile(
    rf"""{SPACES}*(?:
      ([^\W\d][\w{_SIGNS}]*)
    | ("[^"]*" | “[^”]*” | ”[^”]*” | „[^“”]*[“”] | "[^"”]*” | “[^”"]*")
    | ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?!\w))
    | ([0-9]+(?:[.,][0-9]+)*(?:{SPACES}*%|\w+)?)
    | (\.\.\.?|…)
    | (->|→)
    | (<=|>=|!=|<>|[-–−—+*×·/÷<>≤≥≠=(),.])
    | (\#.*)
    )""",
    re.VERBOSE,
)

_SPOKEN_RANGE = re.compile(
    rf"""{SPACES}*(
      (?: s\.d\.? | s/d ) (?![\w.])
    | (?: sd | sampai (?: {SPACES}+ dengan )? | hingga ) (?= {SPACES}+ [-–−]? [0-9] )
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_HAS_BOUND = re.compile(rf"{SPACES}*[-–−]?[0-9]")
_TABS = re.compile(r"\t+")

_SIGN_KINDS = {
    "+": "PLUS",
    "*": "STAR",
    "×": "STAR",
    "·": "STAR",
    "/": "SLASH",
    "÷": "SLASH",
    "<": "LT",
    "<=": "LE",
    "≤": "LE",
    ">": "GT",
    ">=": "GE",
    "≥": "GE",
    "!=": "IS_NOT",
    "<>": "IS_NOT",
    "≠": "IS_NOT",
    "=": "EQ",
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ".": "DOT",
    "-": "DASH",
    "–": "DASH",
    "−": "DASH",
    "—": "DASH",
}

_BOUNDS = frozenset({"NUMBER", "PERCENT", "DAY"})


def scan(text: str, file: str, pieces: Sequence[Piece], vocabulary: Vocabulary, max_digits: int) -> Scan:
    """The raw tokens of a logical line, its trailing comments, and what is wrong with its spelling."""
    found = Scan()
    for piece in pieces:
        if found.tokens:
            found.starts.append(len(found.tokens))
        _scan_piece(text, file, piece, vocabulary, max_digits, found)
    return found


def _scan_piece(
    text: str, file: str, piece: Piece, vocabulary: Vocabulary, max_digits: int, found: Scan
) -> None:
    at, end, match, tokens = piece.text, piece.end, _TOKEN.match, found.tokens
    while at < end:
        token = match(text, at, end)
        if token is None:
            at = _unknown(text, file, at, end, found)
            continue
        index = token.lastindex or 0
        start, at = token.span(index)
        kind, word = _KINDS[index], text[start:at]
        if kind == "SIGN":
            kind = _SIGN_KINDS[word]
            found.depth += (kind == "LPAR") - (kind == "RPAR")
            if kind == "COMMA" and at < end and not text[at].isspace() and text[at] not in "#\u200b\ufeff":
                found.remarks.append(problems.comma_space(Place(file, start, at)))
        elif kind == "NUMBER":
            kind = _number(word, Place(file, start, at), vocabulary, max_digits, found)
        elif kind == "DOTS":
            kind = "DOTS" if _HAS_BOUND.match(text, at, end) else "OPEN"
        elif kind == "COMMENT":
            found.comments.append(Comment(piece.number, word.rstrip(), own=False))
            break
        tokens.append(Raw(kind, word, start, at))
        if kind in _BOUNDS:
            spoken = _SPOKEN_RANGE.match(text, at, end)
            if spoken:
                at = spoken.end()
                tokens.append(Raw("DOTS", spoken.group(1), spoken.start(1), at))
    if "\t" in text[piece.start : end]:
        _tabs(text, file, piece, found)


def _unknown(text: str, file: str, at: int, end: int, found: Scan) -> int:
    """Spaces at the end of the line, or a character that begins no token."""
    start = at
    while start < end and (text[start].isspace() or text[start] in "\u200b\u2060\ufeff"):
        start += 1
    if start == end:
        return end
    if text[start] in '"“”„':
        fault = problems.text_without_end(Place(file, start, end))
        found.tokens.append(Raw("STRING", text[start:end], start, end))
        found.fault = found.fault or fault
        return end
    fault = problems.unexpected_character(Place(file, start, start + 1), text[start])
    found.tokens.append(Raw("BAD", text[start], start, start + 1))
    found.fault = found.fault or fault
    return start + 1


def _number(word: str, place: Place, vocabulary: Vocabulary, max_digits: int, found: Scan) -> str:
    """The kind of a number; what is wrong with its spelling goes to `found`."""
    digits = word.rstrip("%").rstrip() if word[-1] == "%" else word
    if not digits.isdigit() or not digits.isascii() or len(digits) > max_digits:
        fault = _number_fault(digits, place, vocabulary, max_digits, found)
        found.fault = found.fault or fault
    return "PERCENT" if word[-1] == "%" else "NUMBER"


_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]+)?")
_EXPONENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)[eE]([0-9]*)")


def _number_fault(
    digits: str, place: Place, vocabulary: Vocabulary, max_digits: int, found: Scan
) -> Diagnostic | None:
    mark = MARKS[vocabulary]
    other = "." if mark == "," else ","
    if len(digits) > max_digits:
        return problems.number_too_long(place, max_digits)
    if _EXPONENT.fullmatch(digits):
        return problems.number_exponent(place, digits)
    if not set(digits) <= set("0123456789.,"):
        return problems.number_and_word(place, digits)
    if _PLAIN.fullmatch(digits):
        if other not in digits:
            return None
        right = digits.replace(other, mark)
        if _GROUPED.fullmatch(digits):
            return problems.two_readings(place, digits, digits.replace(other, ""), right, mark)
        listed = found.depth > 0
        edit = Edit(Place(place.file, place.start, place.start + len(digits)), right)
        found.remarks.append(problems.decimal_mark(place, digits, right, mark, edit, listed))
        return None
    if _GROUPED.fullmatch(digits):
        group = digits[len(re.split(r"[.,]", digits)[0])]
        right = digits.replace(group, "").replace("." if group == "," else ",", mark)
        edit = Edit(Place(place.file, place.start, place.start + len(digits)), right)
        return problems.thousands_mark(place, digits, right, edit)
    return problems.number_marks(place, digits)


def _tabs(text: str, file: str, piece: Piece, found: Scan) -> None:
    """One remark for the tabs of a line: in its indentation and between its words, not in its texts."""
    edits: list[Edit] = []
    if "\t" in text[piece.start : piece.text]:
        edits.append(Edit(Place(file, piece.start, piece.text), " " * piece.column))
    covered = [(token.start, token.end) for token in found.tokens if token.kind == "STRING"]
    comment = text.find(found.comments[-1].text, piece.text, piece.end) if found.comments else -1
    stop = comment if comment >= 0 and found.comments[-1].number == piece.number else piece.end
    for tab in _TABS.finditer(text, piece.text, stop):
        if not any(start <= tab.start() < end for start, end in covered):
            edits.append(Edit(Place(file, *tab.span()), " "))
    if edits:
        found.remarks.append(problems.tab(edits[0].place, tuple(edits)))


def number_value(text: str) -> Fraction:
    """The value of a number token (with or without `%`), whichever decimal mark it was written with."""
    return Fraction(text.rstrip("%").rstrip().replace(",", "."))

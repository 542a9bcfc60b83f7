"""The words of a line as the grammar's own terminals, for colouring it while it is typed.

A line that is being typed is rarely whole, so nothing is parsed: a word is a keyword wherever some place of
the language takes it for one. What a whole line says is for the parser.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from functools import cache
from typing import Literal

from rubrikdsl import assets
from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.lexer import scan
from rubrikdsl.syntax.lines import pieces
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import Lexicon
from rubrikdsl.syntax.vocabulary import Phrase

TokenKind = Literal["keyword", "function", "name", "text", "number", "date", "sign", "remark", "unreadable"]

_KINDS: dict[str, TokenKind] = {
    "WORD": "name",
    "STRING": "text",
    "NUMBER": "number",
    "PERCENT": "number",
    "DAY": "date",
    "BAD": "unreadable",
}
"""Every other terminal is a sign."""

_DIGITS = 1_000
"""Digits of a number, which a colour does not count."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a text that is one word, number, text or sign, and where it stands."""

    kind: TokenKind
    text: str
    start: int
    end: int


def tokens(text: str, vocabulary: Vocabulary = "en", names: Collection[str] = ()) -> tuple[Token, ...]:
    """The tokens of a text in the vocabulary of rubrics in that language; never raises.

    Words among `names` are names, whatever else the language takes them for.

    >>> [(token.kind, token.text) for token in tokens("kategori is C and nilai < 88.5")][:4]
    [('name', 'kategori'), ('keyword', 'is'), ('name', 'C'), ('keyword', 'and')]
    """
    found: list[Token] = []
    for piece in pieces(text):
        read = scan(text, "", (piece,), vocabulary, _DIGITS)
        found += _told(text, read.tokens, vocabulary, names)
        if read.comments:
            remark = read.comments[-1].text
            start = text.rfind(remark, piece.start, piece.end)
            found.append(Token("remark", remark, start, start + len(remark)))
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    """The vocabulary that the package ships."""
    import tomllib

    written = (assets.folder("grammars") / "vocabulary.toml").read_text(encoding="utf-8")
    return Lexicon.from_data(tomllib.loads(written))


def _told(text: str, raw: Sequence[Raw], vocabulary: Vocabulary, names: Collection[str]) -> list[Token]:
    words, found, at = lexicon(), [], 0
    phrases = words.phrases(vocabulary)
    while at < len(raw):
        first, length = raw[at], 1
        kind = _KINDS.get(first.kind, "sign")
        part = at and raw[at - 1].kind == "DOT"  # of a path
        if first.kind == "WORD" and not part and first.text not in names:
            phrase = next((p for p in phrases.get(first.text, ()) if _stands(p, raw, at)), None)
            if phrase is not None:
                kind = "function" if phrase.construct in words.functions else "keyword"
                length = len(phrase.words)
        end = raw[at + length - 1].end
        found.append(Token(kind, text[first.start : end], first.start, end))
        at += length
    return found


def _stands(phrase: Phrase, raw: Sequence[Raw], at: int) -> bool:
    """Whether the words of a phrase stand there, before what it needs behind it."""
    after = at + len(phrase.words)
    if tuple(token.word for token in raw[at:after]) != phrase.words:
        return False
    ahead = [token.text for token in raw[after : after + 2]]
    leads = bool(ahead) and (ahead[0] in phrase.before or ahead[-1] in phrase.beyond)
    return leads or not phrase.before

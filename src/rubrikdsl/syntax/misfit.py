"""Why a line could not be read: the likeliest slip, and what to write instead.

The automaton knows only what would have fitted. Here the line is looked at as its author wrote it: pasted
from a word processor or a spreadsheet, with the signs of other notations. Every case ends in one finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.source import Place
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.automaton import Stuck
from rubrikdsl.syntax.expected import describe
from rubrikdsl.syntax.expected import spellings
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import NODES
from rubrikdsl.syntax.vocabulary import Lexicon

_COMPARISONS = {"=>": ">=", "=<": "<="}
_ROW_SIGNS = {"GE": "from", "GT": "above", "LT": "below"}
_COMMENTS = ("//", "/*", "--")
_PERCENT = ("persen", "percent", "per")
_RANGE_WORDS = ("to", "until", "hingga", "sampai", "sd")
_KIN = (
    ("if", "WHEN"),
    ("kalau", "WHEN"),
    ("else", "OTHERWISE"),
    ("lainnya", "OTHERWISE"),
    ("selain", "OTHERWISE"),
    ("equals", "IS"),
    ("sama", "IS"),
    ("more", "ABOVE"),
    ("more", "GT"),
    ("lebih", "ABOVE"),
    ("lebih", "GT"),
    ("less", "BELOW"),
    ("less", "LT"),
    ("kurang", "BELOW"),
    ("kurang", "LT"),
    ("minimal", "FROM"),
    ("minimal", "GE"),
    ("maksimal", "LE"),
    ("delete", "REMOVE"),
    ("drop", "REMOVE"),
    ("cabut", "REMOVE"),
    ("dihapus", "REMOVE"),
    ("hilangkan", "REMOVE"),
    ("modify", "CHANGE"),
    ("set", "CHANGE"),
    ("diubah", "CHANGE"),
    ("diganti", "REPLACE"),
    ("insert", "ADD"),
    ("sisipkan", "ADD"),
    ("disisipkan", "ADD"),
)
"""Everyday words, and what is meant by them where that can stand."""

_COMPUTED = frozenset({*NODES, "score"})
"""Constructs whose value a formula below them may give."""

_SIGNS = {"GT": ">", "LT": "<", "GE": ">=", "LE": "<="}
_SHOWN = 4
"""Words of an unquoted text that a help repeats."""


def misfit(
    file: str, raw: Sequence[Raw], stuck: Stuck, lexicon: Lexicon, vocabulary: Vocabulary
) -> Diagnostic:
    """The finding of a line that the automaton could not read beyond `stuck`."""
    expected = describe(stuck.expected, lexicon, vocabulary)

    def place(first: int, last: int | None = None) -> Place:
        return Place(file, raw[first].start, raw[first if last is None else last].end)

    def said(construct: str) -> str:
        return lexicon.spelling(construct, vocabulary)

    at = stuck.index
    if stuck.expected == {"PLACES"}:
        help = problems.rounded_where_made(stuck.tokens[-1].text, said("places"))
        if at >= len(raw):
            return problems.unfinished(place(at - 1), help, None)
        return problems.unexpected(place(at), raw[at].text, help, None, begins=False)
    opened = _unclosed(raw) if "RPAR" in stuck.expected else None
    if at >= len(raw):
        if opened is not None:
            return problems.unclosed(place(len(raw) - 1), place(opened), after=True)
        word = stuck.tokens[-1] if stuck.tokens else None
        as_name = word.text if word and word.construct and stuck.expected == {"STRING"} else None
        return problems.unfinished(place(len(raw) - 1), expected, as_name)
    if opened is not None:
        return problems.unclosed(place(at), place(opened), after=False)
    token, before = raw[at], raw[at - 1] if at else None
    first, last, sign = _pair(raw, at)
    begins = at == 0
    taken = stuck.tokens[-1] if stuck.tokens else None
    if token.kind == "LPAR" and taken is not None and taken.kind == "NAME":
        functions = spellings((name.upper() for name in lexicon.functions), lexicon, vocabulary)
        return problems.unknown_function(taken.place, taken.text, nearest(taken.text, functions))
    if taken is not None and taken.construct == "no" and token.kind in ("WORD", "LPAR"):
        return problems.unexpected(taken.place, taken.text, expected, said("not"), begins=False)
    if token.kind == "EQ" and "IS" in stuck.expected:
        if sign in _COMPARISONS:
            return problems.unexpected(place(first, last), sign, None, _COMPARISONS[sign], begins)
        return problems.equality(place(first, last), said("is"))
    if token.kind == "EQ" and stuck.tokens and stuck.tokens[0].construct in _COMPUTED:
        return problems.unexpected(place(at), "=", problems.FORMULA_BELOW, None, begins)
    if begins and "FROM" in stuck.expected and token.kind in _ROW_SIGNS:
        return problems.unexpected(place(at), token.text, None, said(_ROW_SIGNS[token.kind]), begins)
    if begins and "FROM" in stuck.expected and token.kind == "LE":
        return problems.unexpected(place(at), token.text, None, "..", begins)
    if token.kind == "RPAR" and _closes_nothing(raw, at):
        return problems.unopened(place(at))
    if sign in _COMMENTS:
        return problems.unexpected(place(first, last), sign, problems.COMMENT, None, begins)
    if before is not None and token.text.casefold() in _PERCENT and before.kind == "NUMBER":
        return problems.unexpected(
            place(at - 1, at), f"{before.text} {token.text}", None, f"{before.text}%", False
        )
    if _is_list_mark(raw, at):
        return problems.unexpected(place(at), token.text, problems.LIST_MARK, None, begins)
    if "DAY" in stuck.expected and token.kind == "NUMBER" and "NUMBER" not in stuck.expected:
        return problems.unexpected(place(at), token.text, problems.DATE, None, begins)
    if token.kind == "STRING" and stuck.expected == {"NAME"}:
        return problems.unexpected(place(at), token.text, problems.NAME_FIRST, None, begins)
    if token.kind == "WORD":
        return _word(raw, stuck, lexicon, vocabulary, place(at), expected)
    return problems.unexpected(place(at), token.text, expected, None, begins)


def _word(
    raw: Sequence[Raw],
    stuck: Stuck,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    place: Place,
    expected: Words,
) -> Diagnostic:
    """A word that fits nothing: misspelt, a part of a name, or a text without its quotation marks."""
    at, word = stuck.index, raw[stuck.index].text
    candidates = spellings(stuck.expected, lexicon, vocabulary)
    begun = (text for text in candidates if text.split()[0] == word)
    meant = next(begun, None) or nearest(word, candidates)
    if meant is None and at == 0:  # `amandment of`: only the first word of several is compared
        firsts = {text.split()[0]: text for text in candidates}
        meant = firsts.get(nearest(word, firsts) or "")
    kin = next((kind for name, kind in _KIN if name == word.casefold() and kind in stuck.expected), None)
    if kin is not None:
        meant = _SIGNS.get(kin) or lexicon.spelling(kin.lower(), vocabulary)
    only = len(stuck.expected) == len(candidates) == 1
    if only:
        meant = candidates[0]
    if meant is None and at and raw[at - 1].kind in ("NUMBER", "PERCENT") and word.casefold() in _RANGE_WORDS:
        meant = ".." if "DOTS" in stuck.expected or "OPEN" in stuck.expected else None
    if meant is None and at > 1 and raw[at - 1].kind == "DASH" and _adjacent(raw, at - 2, at):
        return problems.unexpected(place, word, problems.one_word((raw[at - 2].text, word)), None, False)
    if meant is None and "STRING" in stuck.expected and at:
        words = _words_from(raw, at, lexicon, vocabulary)
        named = raw[at - 1].kind == "WORD" and raw[at + len(words) : at + len(words) + 1]
        if named and named[0].kind == "STRING":
            help = problems.one_word((raw[at - 1].text, *words))
        else:
            help = problems.quoted(words)
        return problems.unexpected(place, word, help, None, False)
    surely = only or kin is not None or (meant is not None and meant.casefold() == word.casefold())
    return problems.unexpected(place, word, None if surely else expected, meant, at == 0)


def _words_from(raw: Sequence[Raw], at: int, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that look like one text: up to a word of the language or another kind of token."""
    known = lexicon.phrases(vocabulary)
    words = [raw[at].text]
    for token in raw[at + 1 :]:
        if token.kind != "WORD" or token.text in known or len(words) == _SHOWN:
            break
        words.append(token.text)
    return tuple(words)


def _unclosed(raw: Sequence[Raw]) -> int | None:
    """The last parenthesis that nothing on the line closes."""
    opened: list[int] = []
    for index, token in enumerate(raw):
        if token.kind == "LPAR":
            opened.append(index)
        elif token.kind == "RPAR" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _closes_nothing(raw: Sequence[Raw], at: int) -> bool:
    depth = 0
    for token in raw[:at]:
        depth += (token.kind == "LPAR") - (token.kind == "RPAR")
    return depth <= 0


def _adjacent(raw: Sequence[Raw], first: int, last: int) -> bool:
    return all(raw[i].end == raw[i + 1].start for i in range(first, last))


def _pair(raw: Sequence[Raw], at: int) -> tuple[int, int, str]:
    """A sign with the one that touches it, as in `=>` or `//`: its first and last token, and both."""
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(raw) and _adjacent(raw, first, last):
            text = raw[first].text + raw[last].text
            if text in _COMMENTS or (first == at and text in ("==", *_COMPARISONS)):
                return first, last, text
    return at, at, raw[at].text


def _is_list_mark(raw: Sequence[Raw], at: int) -> bool:
    """Whether a line begins with `1.`, `a)` or a dash, as lists in a text do."""
    if at or len(raw) < 2:
        return False
    mark = raw[0].kind in ("NUMBER", "WORD") and len(raw[0].text) <= 3
    return raw[0].kind == "DASH" or (mark and raw[1].kind in ("DOT", "RPAR") and _adjacent(raw, 0, 1))

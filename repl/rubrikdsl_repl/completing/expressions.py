"""What may come next in an expression, and in the assignments of a what-if.

Nothing is parsed, since what is being typed is no expression yet: the last few words tell whether a name, a
comparison, a value or a joint comes next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rubrikdsl import Language
from rubrikdsl import Token
from rubrikdsl import Words
from rubrikdsl import tokens
from rubrikdsl_repl.completing import words
from rubrikdsl_repl.completing.entries import Entries
from rubrikdsl_repl.completing.menu import Candidate
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu


class _Typed(NamedTuple):
    """What stands before the cursor: whole words, and the part of one from `start` on that is being typed."""

    whole: Sequence[Token]
    part: str
    start: int


def _both(*offered: Words) -> frozenset[str]:
    return frozenset(text for word in offered for text in (word.en, word.id))


_EQUALS = {"=", "!=", "<>", "≠", *_both(words.IS, words.IS_NOT)}
_ORDERS = {"<", "<=", "≤", ">", ">=", "≥", *_both(words.BETWEEN)}
_LISTS = {"=", *_both(words.IN)}
"""What a list in parentheses may stand behind."""
_STATES = _both(words.IS_MISSING, words.IS_NOT_MISSING)
_SIGNS = tuple(Words(sign, sign) for sign in ("<", "<=", ">", ">=", "="))


def in_expression(text: str, entries: Entries, language: Language) -> tuple[Candidate, ...]:
    """What may come next in an expression; `start` counts from its beginning."""
    typed = _typed(text, entries, language)
    compared = _compared(typed.whole)
    if compared is not None:
        return entries.answers(compared).matching(typed.part, typed.start)
    if typed.whole and _is_value(typed.whole[-1]):
        return _said(_after(typed.whole[-1], entries), language).matching(typed.part, typed.start)
    return (*_readings(typed, entries, language), *entries.read.matching(typed.part, typed.start))


def in_assignments(text: str, entries: Entries, language: Language) -> tuple[Candidate, ...]:
    """What may come next in `name = answer, name = answer`."""
    typed = _typed(text, entries, language)
    compared = _compared(typed.whole)
    if compared is not None:
        return entries.answers(compared).matching(typed.part, typed.start)
    if not typed.whole or typed.whole[-1].text == ",":
        return (*_readings(typed, entries, language), *entries.asked.matching(typed.part, typed.start))
    named = typed.whole[-1].kind == "name" and (len(typed.whole) == 1 or typed.whole[-2].text == ",")
    return Menu.of((Choice("="),)).matching(typed.part, typed.start) if named else ()


def _typed(text: str, entries: Entries, language: Language) -> _Typed:
    found: list[Token] = []
    for token in tokens(text, language, entries.names):
        last = found[-1] if found else None
        if last and last.end == token.start and (token.text == "." or last.text.endswith(".")):
            found[-1] = Token("name", last.text + token.text, last.start, token.end)  # a path is one name
        else:
            found.append(token)
    if not found or found[-1].end < len(text) or found[-1].kind == "sign":
        return _Typed(found, "", len(text))
    last = found.pop()
    open_quote = last.kind == "text" and last.text.startswith('"')
    return _Typed(found, last.text.strip('"') if open_quote else last.text, last.start)


def _compared(whole: Sequence[Token]) -> str | None:
    """The name that what comes next is compared with; None where nothing is."""
    if len(whole) < 2:
        return None
    if whole[-1].text in _EQUALS or whole[-1].text in _ORDERS:
        return whole[-2].text
    opening = next((at for at in range(len(whole) - 1, -1, -1) if whole[at].text in "()"), -1)
    listed = whole[-1].text in ("(", ",") and opening > 1 and whole[opening].text == "("
    return whole[opening - 2].text if listed and whole[opening - 1].text in _LISTS else None


def _is_value(token: Token) -> bool:
    values = token.kind in ("name", "number", "text", "date") or token.text in ("ya", "tidak", "yes", "no")
    return values or token.text == ")" or token.text in _STATES


def _after(token: Token, entries: Entries) -> tuple[Words, ...]:
    """What may follow a value: comparisons behind a name, and what joins conditions."""
    entry = entries.entry(token.text) if token.kind == "name" else None
    if entry is None:
        return (words.AND, words.OR)
    if entry.type in ("number", "share"):
        return (*_SIGNS, words.BETWEEN, words.IS_MISSING, words.AND, words.OR)
    return (words.IS, words.IS_NOT, words.IN, words.IS_MISSING, words.AND, words.OR)


def _said(offered: Sequence[Words], language: Language) -> Menu:
    return Menu.of(Choice(word.read(language)) for word in offered)


def _readings(typed: _Typed, entries: Entries, language: Language) -> tuple[Candidate, ...]:
    """How else the node before the last dot can be read."""
    head, dot, rest = typed.part.rpartition(".")
    entry = entries.entry(head) if dot else None
    if entry is None or entry.kind != "node":
        return ()
    menu = Menu.of(
        Choice(word.read(language), words.ABOUT_READINGS[name].read(language))
        for name, word in words.READINGS.items()
    )
    return menu.matching(rest, typed.start + len(head) + 1)

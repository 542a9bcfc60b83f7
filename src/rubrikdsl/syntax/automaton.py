"""The walk over the LALR(1) tables, one token at a time, and the choice that needs the parser's state.

A word is a keyword where the parser can take that keyword (the longest spelling first), else a name. A cell
of the table is no proof that a token can be taken, since states are merged: reductions are simulated first.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Token
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.vocabulary import Phrase

Action = Callable[[Sequence[Any], Place], Any]
Phrases = Mapping[str, tuple[Phrase, ...]]

END = "$END"
_BOUNDS = frozenset({"NUMBER", "PERCENT", "DAY"})


@dataclass(frozen=True, slots=True)
class Read:
    """A line that was read: what it says, and its tokens as they were taken."""

    value: Any
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """A line that could not be read beyond raw token `index` (their number where the line ends too early).

    `expected` are the terminals that would have done; `tokens` were taken before.
    """

    index: int
    expected: frozenset[str]
    tokens: tuple[Token, ...]


class Automaton:
    """Reads lines of one file with the tables of a grammar."""

    def __init__(self, grammar: Grammar, actions: Mapping[str, Action], source: Source) -> None:
        self._grammar = grammar
        self._rows = grammar.rows
        self._rules = tuple(
            (
                rule.origin,
                rule.length,
                rule.action,
                actions[rule.action] if rule.action else None,
                rule.picks,
                any(splice for _, splice in rule.picks),
            )
            for rule in grammar.rules
        )
        self._file, self._text = source.name, source.text

    def read(
        self, start: str, raw: Sequence[Raw], breaks: Sequence[int], phrases: Phrases, foreign: Phrases
    ) -> Read | Stuck:
        """Read one logical line from a start symbol; words of `foreign` count where no other one fits."""
        states = [self._grammar.starts[start]]
        values: list[Any] = []
        places: list[Place] = []
        tokens: list[Token] = []
        rows, file = self._rows, self._file
        index, size = 0, len(raw)
        while index < size:
            kind, text, begin, end = raw[index]
            construct: str | None = None
            length = 1
            if kind == "WORD":
                kind = "NAME"
                if text in phrases or text in foreign:
                    phrase = self._keyword(states, raw, index, breaks, phrases) or (
                        self._keyword(states, raw, index, breaks, foreign) if foreign else None
                    )
                    if phrase is not None:
                        kind, construct, length = phrase.kind, phrase.construct, len(phrase.words)
                        if length > 1:
                            end = raw[index + length - 1].end
                            text = self._text[begin:end]
            elif kind == "DASH":
                kind = self._dash(states, raw, index)
            place = Place(file, begin, end)
            token = Token(kind, text, place, construct)
            before = states[:]
            action = rows[states[-1]].get(kind)
            while action is not None and action < 0:
                self._reduce(~action, states, values, places)
                action = rows[states[-1]].get(kind)
            if action is None:
                return Stuck(index, self.expected(before), tuple(tokens))
            states.append(action)
            values.append(token)
            places.append(place)
            tokens.append(token)
            index += length
        before = states[:]
        end_state = self._grammar.ends[start]
        while states[-1] != end_state or len(states) != 2:
            action = rows[states[-1]].get(END)
            if action is None or action >= 0:
                return Stuck(index, self.expected(before), tuple(tokens))
            self._reduce(~action, states, values, places)
        return Read(values[-1], tuple(tokens))

    def accepts(self, states: Sequence[int], kind: str) -> bool:
        """Whether the parser in these states can take a terminal, all reductions done."""
        rows, rules = self._rows, self._rules
        action = rows[states[-1]].get(kind)
        if action is None or action >= 0:
            return action is not None
        stack = list(states)
        while action is not None and action < 0:
            origin, length = rules[~action][0], rules[~action][1]
            del stack[len(stack) - length :]
            stack.append(rows[stack[-1]][origin])
            if kind == END and len(stack) == 2 and stack[-1] in self._grammar.ends.values():
                return True
            action = rows[stack[-1]].get(kind)
        return action is not None

    def expected(self, states: Sequence[int]) -> frozenset[str]:
        """Every terminal that the parser can take in these states."""
        return frozenset(
            kind
            for kind in self._rows[states[-1]]
            if (kind.isupper() or kind == END) and self.accepts(states, kind)
        )

    def _keyword(
        self, states: Sequence[int], raw: Sequence[Raw], index: int, breaks: Sequence[int], phrases: Phrases
    ) -> Phrase | None:
        row = self._rows[states[-1]]
        for phrase in phrases.get(raw[index].text, ()):
            if phrase.kind not in row:
                continue
            length = len(phrase.words)
            if length > 1:
                if tuple(token.text for token in raw[index : index + length]) != phrase.words:
                    continue
                if any(index < at < index + length for at in breaks):
                    continue
            if phrase.function and (index + 1 >= len(raw) or raw[index + 1].kind != "LPAR"):
                continue
            if self.accepts(states, phrase.kind):
                return phrase
        return None

    def _dash(self, states: Sequence[int], raw: Sequence[Raw], index: int) -> str:
        between = (
            0 < index < len(raw) - 1 and raw[index - 1].kind in _BOUNDS and raw[index + 1].kind in _BOUNDS
        )
        if between and self.accepts(states, "DOTS"):
            return "DOTS"
        return "MINUS" if self.accepts(states, "MINUS") else "NEGATIVE"

    def _reduce(self, number: int, states: list[int], values: list[Any], places: list[Place]) -> None:
        origin, length, action, build, picks, splices = self._rules[number]
        if length == 1:
            if action != "":
                children = values[-1] if splices else [values[-1]] if picks else []
                values[-1] = children if build is None else build(children, places[-1])
            states[-1] = self._rows[states[-2]][origin]
            return
        first = len(values) - length
        place = Place(self._file, places[first].start, places[-1].end)
        if action == "":
            value = values[first + picks[0][0]]
        else:
            children = []
            for index, splice in picks:
                if splice:
                    children.extend(values[first + index])
                else:
                    children.append(values[first + index])
            value = children if build is None else build(children, place)
        del states[-length:], values[first:], places[first:]
        states.append(self._rows[states[-1]][origin])
        values.append(value)
        places.append(place)

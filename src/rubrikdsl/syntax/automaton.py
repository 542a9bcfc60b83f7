"""The walk over the LALR(1) tables, one token at a time, and the choice that needs the parser's state.

A word is a keyword where the parser can take that keyword (the longest spelling first), else a name. A cell
of the table is no proof that a token can be taken, since states are merged: reductions are simulated first.

Which way a line goes depends on the kinds of its tokens and on its keywords alone, and a rubric has many
lines of few shapes. So a line is read in two parts: its way through the tables, remembered by shape, and
what its rules build on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from rubrikdsl.frozen import dataclass
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Token
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.grammar import Rule
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.vocabulary import Phrase

Action = Callable[[Sequence[Any], Place], Any]
Phrases = Mapping[str, tuple[Phrase, ...]]
_Build = tuple[int, Action | None, tuple[tuple[int, bool], ...], bool]
"""A rule that builds: how many symbols it takes, what builds (None: a list), what it picks, if it splices."""

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


class _Step(NamedTuple):
    """The rules done before a token is taken, and what it is taken as; `length` counts its raw tokens."""

    rules: tuple[_Build, ...]
    kind: str
    construct: str | None
    length: int


class _Way(NamedTuple):
    """The way of a line through the tables: its tokens, the rules after them, or (`stuck`) what would fit."""

    steps: tuple[_Step, ...]
    last: tuple[_Build, ...]
    stuck: frozenset[str] | None


class Automaton:
    """Reads lines of one file with the tables of a grammar; words of `foreign` count only where asked for."""

    def __init__(
        self,
        grammar: Grammar,
        actions: Mapping[str, Action],
        source: Source,
        phrases: Phrases,
        foreign: Phrases,
    ) -> None:
        self._grammar = grammar
        self._rows = grammar.rows
        self._rules = tuple((rule.origin, rule.length) for rule in grammar.rules)
        self._builds = tuple(_build(rule, actions) for rule in grammar.rules)
        self._file, self._text = source.name, source.text
        self._phrases, self._foreign = phrases, foreign
        self._words = frozenset(
            word
            for index in (phrases, foreign)
            for spelt in index.values()
            for phrase in spelt
            for word in phrase.words
        )
        self._ways: dict[tuple[object, ...], _Way] = {}

    def read(
        self, start: str, raw: Sequence[Raw], breaks: Sequence[int], mixed: bool = False
    ) -> Read | Stuck:
        """Read one logical line from a start symbol; `mixed`: foreign words count where no other fits."""
        words = self._words
        shape = (
            start,
            mixed,
            *breaks,
            *[text if kind == "WORD" and text in words else kind for kind, text, _, _ in raw],
        )
        way = self._ways.get(shape)
        if way is None:
            way = self._ways[shape] = self._way(start, raw, breaks, mixed)
        file = self._file
        values: list[Any] = []
        places: list[Place] = []
        tokens: list[Token] = []
        index = 0
        for rules, kind, construct, length in way.steps:
            if rules:
                self._reduce(rules, values, places)
            _, text, begin, end = raw[index]
            if length > 1:
                end = raw[index + length - 1].end
                text = self._text[begin:end]
            place = Place(file, begin, end)
            token = Token(kind, text, place, construct)
            values.append(token)
            places.append(place)
            tokens.append(token)
            index += length
        self._reduce(way.last, values, places)
        if way.stuck is not None:
            return Stuck(index, way.stuck, tuple(tokens))
        return Read(values[-1], tuple(tokens))

    def _reduce(self, rules: Sequence[_Build], values: list[Any], places: list[Place]) -> None:
        """Build what these rules build from the values on the stack."""
        for length, build, picks, splices in rules:
            if length == 1:
                children = values[-1] if splices else [values[-1]] if picks else []
                values[-1] = children if build is None else build(children, places[-1])
                continue
            first = len(values) - length
            place = Place(self._file, places[first].start, places[-1].end)
            children = []
            for index, splice in picks:
                if splice:
                    children.extend(values[first + index])
                else:
                    children.append(values[first + index])
            values[first:] = [children if build is None else build(children, place)]
            places[first:] = [place]

    def _way(self, start: str, raw: Sequence[Raw], breaks: Sequence[int], mixed: bool) -> _Way:
        """The way of a line through the tables."""
        rows = self._rows
        states = [self._grammar.starts[start]]
        steps: list[_Step] = []
        index, size = 0, len(raw)
        while index < size:
            kind, construct, length = raw[index].kind, None, 1
            if kind == "WORD":
                kind = "NAME"
                phrase = self._keyword(states, raw, index, breaks, self._phrases)
                if phrase is None and mixed:
                    phrase = self._keyword(states, raw, index, breaks, self._foreign)
                if phrase is not None:
                    kind, construct, length = phrase.kind, phrase.construct, len(phrase.words)
            elif kind == "DASH":
                kind = self._dash(states, raw, index)
            before = states[:]
            rules: list[_Build] = []
            action = rows[states[-1]].get(kind)
            while action is not None and action < 0:
                self._goto(~action, states, rules)
                action = rows[states[-1]].get(kind)
            if action is None:
                return _Way(tuple(steps), tuple(rules), self.expected(before))
            states.append(action)
            steps.append(_Step(tuple(rules), kind, construct, length))
            index += length
        before = states[:]
        last: list[_Build] = []
        end_state = self._grammar.ends[start]
        while states[-1] != end_state or len(states) != 2:
            action = rows[states[-1]].get(END)
            if action is None or action >= 0:
                return _Way(tuple(steps), tuple(last), self.expected(before))
            self._goto(~action, states, last)
        return _Way(tuple(steps), tuple(last), None)

    def _goto(self, number: int, states: list[int], rules: list[_Build]) -> None:
        """Reduce by a rule: the states after it, and what it builds."""
        origin, length = self._rules[number]
        del states[-length:]
        states.append(self._rows[states[-1]][origin])
        build = self._builds[number]
        if build is not None:
            rules.append(build)

    def accepts(self, states: Sequence[int], kind: str) -> bool:
        """Whether the parser in these states can take a terminal, all reductions done."""
        rows, rules = self._rows, self._rules
        action = rows[states[-1]].get(kind)
        if action is None or action >= 0:
            return action is not None
        stack = list(states)
        while action is not None and action < 0:
            origin, length = rules[~action]
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
                if tuple(token.word for token in raw[index : index + length]) != phrase.words:
                    continue
                if any(index < at < index + length for at in breaks):
                    continue
            if phrase.before and not _leads(raw[index + length : index + length + 2], phrase):
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


def _leads(ahead: Sequence[Raw], phrase: Phrase) -> bool:
    """Whether what stands behind a word makes it a keyword."""
    if ahead and ahead[0].text in phrase.before:
        return True
    return len(ahead) > 1 and ahead[0].kind == "WORD" and ahead[1].text in phrase.beyond


def _build(rule: Rule, actions: Mapping[str, Action]) -> _Build | None:
    """What a rule builds; None where its one symbol's value is its own."""
    if rule.action == "" and rule.length == 1:
        return None
    action = _hand_on if rule.action == "" else actions[rule.action] if rule.action else None
    return rule.length, action, rule.picks, any(splice for _, splice in rule.picks)


def _hand_on(children: Sequence[Any], _: Place) -> Any:
    return children[0]

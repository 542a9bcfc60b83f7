"""The words of the language, by construct, one column a language.

A `Lexicon` is `vocabulary.toml` as a value. It knows how a construct is spelt and which constructs a word may
begin; it does not know where a construct may stand (the grammar does).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from typing import Literal
from typing import get_args

from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.tree import Vocabulary

Section = Literal["keywords", "functions", "quantifiers"]
_SECTIONS: tuple[Section, ...] = get_args(Section)

VOCABULARIES: tuple[Vocabulary, ...] = get_args(Vocabulary)

RESERVED = ("if", "not", "yes", "no")
"""Constructs whose words can never be read as names: they begin a value or are one."""

NODES = (
    *(
        "dimension",
        "aspect",
        "component",
        "domain",
        "variable",
        "cluster",
        "area",
        "element",
        "criterion",
        "group",
    ),
    *("indicator", "item", "question"),
)
"""Constructs that begin the line of a scored node."""

CONTINUING = ("and", "or", "then", "else")
"""Constructs whose word, first on a physical line, continues the line before."""


def words_of(spelling: str) -> tuple[str, ...]:
    """The tokens of a spelling: words, and the dash of a doubled one.

    >>> words_of("amendment of"), words_of("bobot-bobot")
    (('amendment', 'of'), ('bobot', '-', 'bobot'))
    """
    return tuple(spelling.replace("-", " - ").split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One spelling of a construct, word by word; it is one only before these texts (none: before any).

    So a function is a name unless a parenthesis follows, `every` unless a word of a node does, or any word
    with one of `beyond` behind it: `every unit in …`.
    """

    words: tuple[str, ...]
    construct: str
    kind: str
    before: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Lexicon:
    """The vocabulary: for every construct its spellings in every language, the printed one first."""

    spellings: Mapping[str, Mapping[str, tuple[str, ...]]]
    functions: frozenset[str]
    quantifiers: frozenset[str]

    def spelling(self, construct: str, vocabulary: Vocabulary) -> str:
        """The printed spelling of a construct."""
        return self.spellings[construct][vocabulary][0]

    def phrases(self, vocabulary: Vocabulary) -> Mapping[str, tuple[Phrase, ...]]:
        """What the grammar may take each first word for: longest first, then in the table's order."""
        return self._phrases[vocabulary]

    @cached_property
    def _phrases(self) -> dict[Vocabulary, dict[str, tuple[Phrase, ...]]]:
        return {v: self._index(v) for v in VOCABULARIES}

    def _index(self, vocabulary: Vocabulary) -> dict[str, tuple[Phrase, ...]]:
        found: dict[str, list[Phrase]] = {}
        for construct, columns in self.spellings.items():
            for spelling in columns[vocabulary]:
                words = words_of(spelling)
                before, beyond = self._needs(construct, vocabulary)
                phrase = Phrase(words, construct, construct.upper(), before, beyond)
                found.setdefault(words[0], []).append(phrase)
        return {
            word: tuple(sorted(phrases, key=lambda phrase: -len(phrase.words)))
            for word, phrases in found.items()
        }

    def _needs(self, construct: str, vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
        """What must stand behind a construct, or one word further on."""
        if construct in self.functions:
            return frozenset("("), frozenset()
        if construct in self.quantifiers:
            nodes = frozenset(text for node in NODES for text in self.spellings[node][vocabulary])
            return nodes, frozenset(self.spellings["in_group"][vocabulary])
        return frozenset(), frozenset()

    def to_data(self) -> dict[str, Any]:
        """The table as plain data, in the shape of `vocabulary.toml`."""
        data: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
        for construct, columns in self.spellings.items():
            data[self.section(construct)][construct] = {v: list(texts) for v, texts in columns.items()}
        return data

    def section(self, construct: str) -> Section:
        """Which part of the table a construct stands in."""
        if construct in self.functions:
            return "functions"
        return "quantifiers" if construct in self.quantifiers else "keywords"

    @staticmethod
    def from_data(data: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> Lexicon:
        """The lexicon of a table read from `vocabulary.toml` (or written by `to_data`)."""
        spellings = {
            construct: {vocabulary: tuple(texts) for vocabulary, texts in columns.items()}
            for section in _SECTIONS
            for construct, columns in data[section].items()
        }
        functions, quantifiers = (frozenset(data[section]) for section in _SECTIONS[1:])
        return Lexicon(spellings, functions, quantifiers)


def reserved_words(lexicon: Lexicon, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that cannot be names in a file of this vocabulary."""
    return frozenset(
        text for construct in RESERVED for text in lexicon.spellings[construct][vocabulary] if " " not in text
    )

"""The words of the language: whole columns, no unused row, and the reserved words that the grammar has."""

from __future__ import annotations

import pytest

from rubrikdsl.source import Source
from rubrikdsl.syntax.automaton import Automaton
from rubrikdsl.syntax.automaton import Stuck
from rubrikdsl.syntax.build import actions
from rubrikdsl.syntax.grammar import LITERALS
from rubrikdsl.syntax.grammar import STARTS
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.lexer import Raw
from rubrikdsl.syntax.statement import ADDED
from rubrikdsl.syntax.statement import BLOCKS
from rubrikdsl.syntax.vocabulary import CONTINUING
from rubrikdsl.syntax.vocabulary import RESERVED
from rubrikdsl.syntax.vocabulary import VOCABULARIES
from rubrikdsl.syntax.vocabulary import Lexicon
from rubrikdsl.syntax.vocabulary import reserved_words
from rubrikdsl.syntax.vocabulary import words_of


def terminals(grammar: Grammar) -> frozenset[str]:
    return frozenset(kind for row in grammar.rows for kind in row if kind.isupper() and kind != "$END")


def test_every_construct_is_spelt_in_every_language(grammar: Grammar) -> None:
    for construct, columns in grammar.lexicon.spellings.items():
        assert set(columns) == set(VOCABULARIES), construct
        for texts in columns.values():
            assert texts
            assert all(text == " ".join(text.split()) != "" for text in texts)


def test_every_keyword_is_taken_by_the_grammar(grammar: Grammar) -> None:
    declared = {construct.upper() for construct in grammar.lexicon.spellings}
    assert declared <= terminals(grammar)


def test_every_production_is_built(grammar: Grammar) -> None:
    named = {rule.action for rule in grammar.rules if rule.action}
    assert named == set(actions(frozenset()))


def test_a_printed_word_is_read_back_as_its_construct(grammar: Grammar) -> None:
    for vocabulary in VOCABULARIES:
        phrases = grammar.lexicon.phrases(vocabulary)
        for construct, columns in grammar.lexicon.spellings.items():
            words = words_of(columns[vocabulary][0])
            assert (words, construct) in [(p.words, p.construct) for p in phrases[words[0]]]


def test_the_table_goes_out_and_comes_back(grammar: Grammar) -> None:
    assert Lexicon.from_data(grammar.lexicon.to_data()) == grammar.lexicon


def expected_at(grammar: Grammar, start: str, *raw: tuple[str, str]) -> frozenset[str]:
    """The terminals that fit after these tokens."""
    automaton = Automaton(
        grammar, actions(frozenset()), Source("", " " * 99), grammar.lexicon.phrases("en"), {}
    )
    tokens = [Raw(kind, text, at, at + 1) for at, (kind, text) in enumerate(raw)]
    found = automaton.read(start, tokens, ())
    assert isinstance(found, Stuck)
    return found.expected


def keywords(grammar: Grammar, kinds: frozenset[str]) -> set[str]:
    """The keywords that would be taken before a name; those that need a certain word after them aside."""
    assert "NAME" in kinds
    lexicon = grammar.lexicon
    needy = lexicon.functions | lexicon.quantifiers
    return {c for c in lexicon.spellings if c.upper() in kinds and c not in needy}


def test_the_reserved_words_are_those_that_begin_a_value(grammar: Grammar) -> None:
    operand = expected_at(grammar, "group_line", ("EQ", "="))
    assert keywords(grammar, operand) == set(RESERVED)
    assert reserved_words(grammar.lexicon, "en") == {"if", "not", "yes", "no"}
    assert reserved_words(grammar.lexicon, "id") == {"jika", "bukan", "ya", "tidak"}


@pytest.mark.parametrize("start", STARTS)
def test_a_line_that_may_begin_with_a_name_has_few_keywords(grammar: Grammar, start: str) -> None:
    kinds = expected_at(grammar, start)
    if "NAME" in kinds:
        reserved = {
            "leaf_line": {"requires", "from", "above", "below", "inputs"},
            "asked_line": {"if", "not", "yes", "no"},
            "decide_row": {"from", "above", "below", "missing", "otherwise", "yes", "no"},
        }
        assert keywords(grammar, kinds) == reserved.get(start, set())


def test_the_places_below_a_line_are_places(grammar: Grammar) -> None:
    assert set(BLOCKS.values()) <= {*STARTS, "added_line"}
    assert set(ADDED) <= set(STARTS)
    assert set(BLOCKS) <= set(grammar.lexicon.spellings)
    assert set(CONTINUING) <= set(grammar.lexicon.spellings)
    assert terminals(grammar) >= LITERALS

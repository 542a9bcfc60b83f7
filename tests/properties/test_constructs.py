"""Random rubrics have every construct of the grammar; what they leave out is named, with what has it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import pytest
from tests.properties.scoring import space
from tests.properties.strategies import case
from tests.properties.writing import WORDS

from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax.automaton import Action
from rubrikdsl.syntax.build import actions as all_actions
from rubrikdsl.syntax.parse import parse

SEEDS = 160

AMENDMENTS = """amendment issued valid_from valid_upto valid path target change change_weights weight_row
    replace add_after add_before add_end add_input add_to remove rename"""
READINGS = "ambiguity alternative"
RANKINGS = "ranking key key_highest key_lowest inside ties_share ties_dense ties_by ties_distinct"
EXAMPLES = "example on given member expect assignments assignment not_applicable"
BESIDE = "issuer source_line note_line assumed_line source note assumed shown"
ELSEWHERE = {
    AMENDMENTS: "editions are texts; tests/versions makes these at random",
    READINGS: "each reading is a text of its own; tests/workspace/test_open_tables has them in columns",
    RANKINGS: "no result of a record; test_rankings and test_ranked_tables have them at random",
    EXAMPLES: "records in the rubric's file; test_written has them at random",
    BESIDE: "no result hangs on it",
    "bands_like": "the same table once more; the cases of tests/language go through every engine",
    "weight_bare": "an error, whatever it says",
}
WORDS_ELSEWHERE = """issuer source note assumed shown
    amendment issued valid add after before becomes change input option band scale weights
    rename remove replace ambiguity reading ranking by_value highest_first lowest_first inside ties_by
    ties_dense ties_distinct ties_share example on given expect within as_in"""


def test_every_construct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every production of the grammar and every word of the language, within some seeds."""
    grammar = space().grammar
    open_ = {rule.action for rule in grammar.rules if rule.action} - set(" ".join(ELSEWHERE).split())
    words = WORDS.keys() - set(WORDS_ELSEWHERE.split())

    def counted(name: str, action: Action) -> Action:
        def build(children: Sequence[Any], place: Place) -> Any:
            open_.discard(name)
            return action(children, place)

        return build

    def actions(reserved: frozenset[str]) -> Mapping[str, Action]:
        return {name: counted(name, action) for name, action in all_actions(reserved).items()}

    monkeypatch.setattr("rubrikdsl.syntax.statement.actions", actions)
    for seed in range(SEEDS):
        document, findings = parse(Source("made.rubrik", case(seed, 1 + seed % 4).text), grammar)
        assert not findings
        words -= {token.construct for line in document.lines for token in line.tokens if token.construct}
        if not open_ and not words:
            return
    assert not open_, sorted(open_)
    assert not words, sorted(words)

"""The ledger under aggregates: the weighted mean first, then one line for what the aggregate changes."""

from __future__ import annotations

from fractions import Fraction
from textwrap import dedent

import pytest
from tests.properties.scoring import ready

from rubrikdsl.engine.explanation import Entry


def explained(line: str, weights: tuple[str, str], a: int, b: int) -> Entry:
    """The tree of a score of two leaves."""
    text = dedent(f"""\
        rubric r
          score nilai 0 .. 100 {line}
            indicator a {weights[0]} 0 .. 100
            indicator b {weights[1]} 0 .. 100
        """)
    tree = ready(text).score({"a": a, "b": b}).explain().tree
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("line", "weights", "word", "change"),
    [
        ("by min", ("", ""), "min", "-30"),
        ("by max", ("", ""), "max", "30"),
        ("by best 1", ("", ""), "best", "30"),
        ("by harmonic mean", ("weight 50%", "weight 50%"), "harmonic", "-18"),
        ("by geometric mean places 0", ("weight 50%", "weight 50%"), "geometric", "-10"),
    ],
)
def test_one_line_of_its_own(line: str, weights: tuple[str, str], word: str, change: str) -> None:
    tree = explained(line, weights, 20, 80)
    *leaves, last = tree.entries
    assert [leaf.points for leaf in leaves] == [10, 40]
    assert (last.kind, last.word, last.points) == ("line", word, Fraction(change))
    assert tree.points == 50 + Fraction(change) == tree.value


@pytest.mark.parametrize("line", ["by mean", "by median", "by best 2"])
def test_no_line_where_nothing_changes(line: str) -> None:
    assert [entry.kind for entry in explained(line, ("", ""), 20, 80).entries] == ["leaf", "leaf"]


def test_shown_changes_print_only() -> None:
    text = dedent("""\
        rubric r
          score nilai 0 .. 100 shown 1
            group g weight 60% shown 2
              indicator a weight 100% 0 .. 3
            indicator b weight 40% 0 .. 3
          let n = nilai
        """)
    result = ready(text).score({"a": 1, "b": 2})
    assert result["nilai"] == result["n"] == Fraction(140, 3)
    printed = result.explain_text()
    assert "nilai = 46.7 of 100" in printed
    assert "n = 140/3" in printed
    assert "33.33 " in printed
    assert "nilai = 46,7 dari 100" in result.explain_text("id")
    assert "shown" not in str(result.to_dict())

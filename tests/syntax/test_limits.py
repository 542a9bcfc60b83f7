"""Texts that ask too much end in a clear finding, quickly."""

from __future__ import annotations

import pytest
from tests.work import calls

from rubrikdsl.source import Source
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import Limits
from rubrikdsl.syntax.parse import parse

HEAD = "rubric r\n  score n 0 .. 100\n"

HOSTILE = {
    "a file of 10 MB": ("x" * 10_000_000, "file-too-large"),
    "an endless line": (HEAD + "    cap " + "1 + " * 400_000, "line-too-long"),
    "nesting of thousands": (
        HEAD + "".join(" " * (4 + i) + f"group g{i} weight 100%\n" for i in range(1_800)),
        "too-deep",
    ),
    "ten thousand digits": (HEAD + f"    cap {'9' * 9_900}\n", "number-too-long"),
    "a huge exponent": (HEAD + "    cap 1e999999999\n", "number-exponent"),
    "ten thousand parentheses": (HEAD + f"    cap {'(' * 10_000}1{')' * 10_000}\n", "line-too-long"),
    "thousands of parentheses": (HEAD + f"    cap {'(' * 4_000}1{')' * 4_000}\n", "expression-too-long"),
    "thousands of nots": (HEAD + f"    cap 1 when {'not ' * 2_000}x\n", "expression-too-long"),
    "thousands of terms": (HEAD + f"    cap {'1+' * 3_000}1\n", "expression-too-long"),
    "thousands of continued lines": ("rubric r\n" + "  and x\n" * 20_000, "line-too-long"),
    "thousands of open quotes": (HEAD + "    " + "“" * 9_000, "text-without-end"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text(grammar: Grammar, name: str) -> None:
    text, code = HOSTILE[name]
    (_, findings), work = calls(lambda: parse(Source("a", text), grammar))
    assert [found.code for found in findings] == [code]
    assert work < 1_000_000


def test_limits_are_adjustable(grammar: Grammar) -> None:
    text = HEAD + "    group g weight 100%\n      cap 1000 + 2\n"

    def codes(limits: Limits) -> list[str]:
        return [found.code for found in parse(Source("a", text), grammar, limits)[1]]

    assert codes(Limits()) == []
    assert codes(Limits(max_bytes=10)) == ["file-too-large"]
    assert codes(Limits(max_line=20)) == ["line-too-long"]
    assert codes(Limits(max_depth=2)) == ["too-deep"]
    assert codes(Limits(max_digits=3)) == ["number-too-long"]
    assert codes(Limits(max_operations=1)) == []
    assert codes(Limits(max_operations=0)) == ["expression-too-long"]


def test_reading_stops_after_too_many_findings(grammar: Grammar) -> None:
    text = "rubric r\n" + "  blah\n" * 20 + "  let x = 1\n"
    document, findings = parse(Source("a", text), grammar, Limits(max_findings=10))
    assert [found.code for found in findings] == ["unexpected-word"] * 10 + ["too-many-findings"]
    assert len(document.lines) == 11

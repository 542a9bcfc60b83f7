"""What the README says of its rubric and of Python (its commands are typed by the transcripts)."""

from __future__ import annotations

import re
from pathlib import Path

import rubrikdsl as rb

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def block(words: str) -> str:
    """The first block with these words."""
    found = re.search(rf"^```{words}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_first_rubric_has_fifteen_lines_and_no_finding() -> None:
    assert len(block("rubrik counter.rubrik").splitlines()) == 15
    assert rb.check(block("rubrik counter.rubrik")) == ()


def test_a_gap_is_found_before_anything_is_scored() -> None:
    found = rb.check(block("rubrik counter.rubrik").replace("50.00 ..  79.99", "51.00 ..  79.99"))
    assert [finding.code for finding in found] == ["band-gap"]


def test_the_python_example() -> None:
    names: dict[str, object] = {}
    source = block("python")
    exec(source, names)
    *_, last = source.strip().splitlines()
    expression, _, shown = last.partition("  # ")
    assert repr(eval(expression, names)) == shown

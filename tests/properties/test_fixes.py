"""A safe fix removes its finding, adds none, and changes no score."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.scoring import checked
from tests.properties.scoring import found
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases

from rubrikdsl.diagnostics import fixes
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.checked import Checked

met: Counter[str] = Counter()


def slipped(text: str, vocabulary: str, random: Random) -> str:
    """A text with the slips that people make: tabs, the other decimal mark, capitals, no space in a list."""
    lines = text.split("\n")
    mark, other = (".", ",") if vocabulary == "en" else (",", ".")
    for at in random.sample(range(len(lines)), min(4, len(lines))):
        line = lines[at]
        match random.randrange(4):
            case 0:
                lines[at] = re.sub(r"^    ", "\t", line)
            case 1:
                lines[at] = re.sub(rf'(?<=[0-9]){re.escape(mark)}(?=[0-9])(?=[^"]*$)', other, line)
            case 2:
                lines[at] = re.sub(r"^( +)([a-z])(?=[a-z]+ )", lambda m: m[1] + m[2].upper(), line)
            case _:
                lines[at] = line.replace('", ', '",')
    return "\n".join(lines)


def codes(found: Checked) -> Counter[str]:
    return Counter(finding.code for finding in found.diagnostics)


def mends(case: Case, seed: int) -> None:
    before = checked(slipped(case.text, case.vocabulary, Random(seed)))
    text, applied = fixes.apply(before.source, before.diagnostics)
    after = checked(text)
    if not before.has_errors:
        assert not codes(after) - codes(before)
    met.update(finding.code for finding in applied)
    for _ in range(9):
        text, applied = fixes.apply(after.source, after.diagnostics)
        if not applied:
            break
        after = checked(text)
    met["mended"] += not after.has_errors
    if after.has_errors:  # a slip without a safe fix
        return
    one, other = ready(case.text), Rubric(after.rubrics[-1])
    assert other.digest == one.digest
    for filled in records(case, 2):
        assert found(score(one, case.made, filled)) == found(score(other, case.made, filled))


def test_fixed_seeds() -> None:
    met.clear()
    for seed in range(25):
        mends(case(seed, 1 + seed % 3), seed)
    assert len(met) > 3 and met["mended"] > 10, met


@settings(max_examples=12, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_other_seeds(case: Case, seed: int) -> None:
    mends(case, seed)


@settings(max_examples=15, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_each_safe_fix_by_itself(case: Case, seed: int) -> None:
    """One fix at a time: its finding is gone, and no other code has become more frequent."""
    before = checked(slipped(case.text, case.vocabulary, Random(seed)))
    for finding in before.diagnostics:
        text, applied = fixes.apply(before.source, [finding])
        if applied and all(f.severity == "warning" or f.fix is not None for f in before.diagnostics):
            after = codes(checked(text))
            assert after[finding.code] < codes(before)[finding.code] or finding.code == "tab", text

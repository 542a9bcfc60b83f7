"""What can be gained without merit: exact figures, and the records that gain them."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.source import Source
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.gained import claims
from rubrikdsl.studies.verify.gaming import gain_of
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.workspace.workspace import Workspace

TEXT = """rubric r
  inputs
    juara yes or no
  score nilai 0 .. 100 places 2
    group g weight 80%
      indicator a weight 50% 0 .. 4
      indicator b weight 50% 0 .. 4 may be not applicable
    group h weight 20%
      indicator c weight 50% 0 .. 100 may be not applicable
      indicator d weight 50% one of
        x "X" 0
        y "Y" 100
    bonus e +15 when juara
    cap 100
"""


def study(text: str) -> Study:
    (plan,) = (ready.plan for ready in Workspace().ready(Source("r.rubrik", text)).rubrics)
    return Study(plan)


def found(text: str) -> dict[str, Claim]:
    return {claim.code: claim for claim in claims(study(text))}


def test_what_declaring_gains() -> None:
    claim = found(TEXT)["not-applicable"]
    assert (claim.verdict, claim.required) == ("refuted", False)
    assert "up to 50 before rounding" in str(claim.why)
    before, after = (dict(case.gives)["nilai"] for case in claim.cases)
    assert (before, after) == ("50", "100")


def test_one_must_stay() -> None:
    text = """rubric r
  score nilai 0 .. 100
    indicator a weight 70% 0 .. 4 may be not applicable
    indicator b weight 30% 0 .. 4 may be not applicable
"""
    gain = gain_of(study(text))
    assert gain is not None
    assert (gain.amount, gain.sure, gain.reckoned) == (Fraction(70), True, True)


def test_nothing_is_gained() -> None:
    text = """rubric r
  score nilai 0 .. 100
    indicator a weight 70% 0 .. 4
    indicator b weight 30% 0 .. 4 may be not applicable counts zero
"""
    assert found(text)["not-applicable"].verdict == "proved"
    assert "not-applicable" not in found(text.replace(" may be not applicable counts zero", ""))


def test_a_bonus_above_an_indicator() -> None:
    claim = found(TEXT)["outweighs"]
    assert claim.verdict == "refuted"
    assert "15 points, more than `h.c` (10), `h.d` (10)" in str(claim.why)
    assert [dict(case.gives)["nilai"] for case in claim.cases] == ["10", "15"]
    assert found(TEXT.replace("+15", "+10"))["outweighs"].verdict == "proved"


def test_a_large_rubric() -> None:
    """How long one of this size takes is measured by `make bench`."""
    lines = ["rubric r", "  score nilai 0 .. 100 places 2"]
    for group in range(10):
        lines.append(f"    group g{group} weight 10%")
        for leaf in range(20):
            skips = " may be not applicable" if leaf % 3 else ""
            lines.append(f"      indicator a{group}_{leaf} weight 5% 0 .. 5{skips}")
    lines += [f"    bonus b{n} +1 when a{n}_0 >= 80" for n in range(4)]
    lines += ["    cap 100"]
    one = study("\n".join(lines) + "\n")
    verdicts = [claim.verdict for claim in claims(one)]
    assert verdicts[0] == "refuted"
    assert "proved" not in verdicts


UNITS = """rubric u
  score nilai 0 .. 100
    indicator a weight 60% 0 .. 10{skip}
    indicator b weight 40% 0 .. 10

rubric r
  collect units by u
  score nilai 0 .. 100
    indicator c weight 50% 0 .. 4
    component d weight 50%
      = mean(units.nilai)
"""


def test_what_units_gain() -> None:
    space = Workspace()
    for skip, expected in (("", None), (" may be not applicable", "refuted")):
        ready = space.ready(Source("r.rubrik", UNITS.format(skip=skip))).rubrics[1]
        claim = {one.code: one for one in claims(Study(ready.plan))}.get("not-applicable")
        assert (claim and claim.verdict) == expected
    assert claim is not None
    assert "30 before rounding, by `units.a`; no record gains more than 100" in str(claim.why)
    assert [dict(case.gives)["nilai"] for case in claim.cases] == ["70", "100"]

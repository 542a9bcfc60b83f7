"""What makes up for what: verdicts turn where one weight, edge or limit of a rubric is changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rubrikdsl.engine.interpret import run
from rubrikdsl.plan import ir
from rubrikdsl.records.bind import bind
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.toml import read_toml
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

TEXT = """rubric r
  inputs
    juara yes or no
  score nilai 0 .. 100 places 2
    dimension g weight 60%
      indicator a weight 50% 0 .. 4
      indicator b weight 50% 0 .. 4 may be not applicable
    dimension h weight 40%
      indicator c weight 100% 0 .. 4 as 20 .. 100
    bonus e +5 when juara
    cap 100
  bands k of nilai
    range            code
    80.00 .. 100.00  A
    50.00 ..  79.99  B
     0.00 ..  49.99  C
  outcome lulus
    requires nilai >= 60
    requires h.share >= 40%
"""


def claims(text: str, below: Fraction | None = None) -> dict[tuple[str, str], Claim]:
    (plan,) = (ready.plan for ready in Workspace().ready(Source("r.rubrik", text)).rubrics)
    found = [claim for claim in verify(plan, below).claims if claim.topic == "compensation"]
    for claim in found:
        _confirmed(plan, claim)
    return {(claim.code, claim.subject): claim for claim in found}


def _confirmed(plan: ir.Plan, claim: Claim) -> None:
    """The record that is shown has the class that is claimed."""
    figures = dict(claim.figures)
    for case in claim.cases:
        (bound,) = bind(read_toml("case.toml", case.toml, Limits()).records, plan).records
        values = run(plan, bound.record).values
        steps = {one.name: one.code for one in plan.bands} | {one.name: one.step for one in plan.outcomes}
        assert values[steps[str(figures["of"])]] == figures["best"]


def best(found: dict[tuple[str, str], Claim], code: str, subject: str) -> object:
    claim = found[code, subject]
    assert (claim.verdict, claim.required) == ("proved", False)
    return dict(claim.figures)["best"]


def test_each_part() -> None:
    found = claims(TEXT)
    assert best(found, "part", "k g") == "C"
    assert best(found, "part", "k h") == "B"
    assert best(found, "part", "lulus g") is False
    assert best(found, "part", "lulus h") is False
    assert dict(found["part", "k h"].figures)["lowest"] == 20
    assert "`h` is at its lowest, 20" in str(found["part", "k h"].says)
    assert found["part", "k g"].ways == ("record", "interval")


TURNS = (
    ("k g", "A", "weight 60%", "weight 10%", "weight 40%", "weight 90%"),
    ("k g", "B", "+5 when juara", "+15 when juara", "", ""),
    ("k h", "C", "cap 100", "cap 49 when c < 50\n    cap 100", "", ""),
    ("lulus h", True, "h.share >= 40%", "h.share >= 20%", "", ""),
)


@pytest.mark.parametrize(
    ("subject", "turned", "old", "new", "more", "last"), TURNS, ids=lambda v: str(v)[:12]
)
def test_turns(subject: str, turned: object, old: str, new: str, more: str, last: str) -> None:
    text = TEXT.replace(old, new)
    text = text.replace(more, last) if more else text
    assert best(claims(TEXT), "part", subject) != turned
    assert best(claims(text), "part", subject) == turned


def test_below_a_share() -> None:
    found = claims(TEXT, Fraction(60, 100))
    assert [best(found, "part", f"k {part}") for part in "gh"] == ["B", "A"]
    assert "below 60" in str(found["part", "k h"].says)
    never = claims(TEXT, Fraction(10, 100))["part", "k h"]
    assert (never.verdict, dict(never.figures)["best"]) == ("proved", None)
    assert "no record has it that `h` is below 10" in str(never.says)
    assert "20 at least" in str(never.why)


def test_leaves() -> None:
    found = claims(TEXT)
    assert dict(found["leaf", "k B"].figures)["leaves"] == ("g.a", "g.b", "h.c")
    lighter = TEXT.replace("indicator a weight 50%", "indicator a weight 80%")
    found = claims(lighter.replace("indicator b weight 50%", "indicator b weight 20%"))
    assert dict(found["leaf", "k A"].figures)["leaves"] == ("g.b",)
    assert dict(found["leaf", "k B"].figures)["leaves"] == ("g.a", "h.c")


def test_what_never_changes_anything() -> None:
    assert claims(TEXT)["changes", ""].verdict == "proved"
    light = TEXT.replace(
        "indicator c weight 100%", "indicator d weight 0% 0 .. 4\n      indicator c weight 100%"
    )
    found = claims(light)["changes", ""]
    assert (found.verdict, found.ways, dict(found.figures)["never"]) == ("refuted", ("structure",), ("h.d",))
    assert claims(light.replace("juara\n    cap", "d >= 50\n    cap"))["changes", ""].verdict == "proved"


@pytest.mark.parametrize("by", ["geometric mean places 2", "harmonic mean", "min"])
def test_nothing_makes_up_for_a_part(by: str) -> None:
    """Weights have cases here, so that they are not settled when the part is held at zero."""
    weights = (
        ("", "")
        if by == "min"
        else (" weight 60% when mpp, 40% otherwise", " weight 40% when mpp, 60% otherwise")
    )
    text = f"""rubric r
  inputs
    mpp yes or no
  score nilai 0 .. 100 by {by}
    dimension g{weights[0]} 0 .. 100
    dimension h{weights[1]} 0 .. 100
  bands k of nilai
    range     code
    from 50   A
    from 0    B
"""
    found = claims(text)["part", "k g"]
    assert (dict(found.figures)["best"], found.ways) == ("B", ("record", "interval"))
    if by != "min":
        assert best(claims(text.replace(f" by {by}", "")), "part", "k g") == "A"


def test_too_light_to_tell() -> None:
    text = """rubric r
  score nilai 0 .. 100
    indicator a weight 95% 0 .. 1
    indicator b weight 5% 0 .. 1
  bands k of nilai
    range       code
    from 50     A
    from  0     B
"""
    found = claims(text)["changes", ""]
    assert (found.verdict, found.ways, dict(found.figures)["never"]) == ("refuted", ("enumeration",), ("b",))
    assert claims(text.replace("50", "96"))["changes", ""].verdict == "proved"


def test_lower_is_better() -> None:
    text = """rubric r
  score risiko 0 .. 100
    indicator a weight 60% 0 .. 100
    indicator b weight 40% 0 .. 100
  bands k of risiko lower is better
    range      code
     0 .. 30   rendah
    above 30   sedang
    above 50   tinggi
"""
    found = claims(text)
    assert [best(found, "part", f"k {part}") for part in "ab"] == ["tinggi", "sedang"]
    assert dict(found["part", "k a"].figures)["highest"] == 100
    assert dict(claims(text, Fraction(60, 100))["part", "k a"].figures)["above"] == 40

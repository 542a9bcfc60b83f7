"""Better answers that lower something: each fault planted in a sound rubric is found, with its pair."""

from __future__ import annotations

from time import process_time

import pytest

from rubrikdsl.plan import ir
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harmless import claims
from rubrikdsl.workspace.workspace import Workspace

SOUND = """rubric r
  inputs
    daring yes or no
  score nilai 0 .. 100 places 2
    group g weight 80%
      indicator a weight 50% 0 .. 10
        0 .. 3  -> 0
        4 .. 6  -> 50
        7 .. 10 -> 100
      indicator b weight 50% 0 .. 100
      scale to 85 when not daring
    group h weight 20%
      indicator c weight 50% 0 .. 100 may be not applicable
      indicator d weight 50% one of
        x "X" 0
        y "Y" 100
    bonus e +20 when d.share >= 50%
    cap 100
  bands k of nilai
    range            code  warna
    80.00 .. 100.00  A     hijau
    40.00 ..  79.99  B     hijau
     0.00 ..  39.99  C     merah
  limit k to B when b < 30
  decide tindak one of bina, lanjut
    k  b         -> code
    A  -         -> lanjut
    B  from 50   -> lanjut
    B  below 50  -> bina
    C  -         -> bina
  outcome lulus
    requires nilai >= 50
    requires k.warna is hijau
    requires every indicator in g has share >= 10%
"""

FAULTS = (
    ("no-harm", "nilai", "g.b", "scale to 85 when not daring", "scale to 85 when b >= 90"),
    ("no-harm", "nilai", "h.d", "d.share >= 50%", "d.share < 50%"),
    ("no-harm", "k", "g.b", "limit k to B when b < 30", "limit k to B when b > 70"),
    ("no-harm", "lulus", "g.b", "requires nilai >= 50", "requires nilai >= 50 and b <= 90"),
    ("no-harm", "tindak", "g.b", "lanjut\n    B  below 50  -> bina", "bina\n    B  below 50  -> lanjut"),
    (
        "no-harm-joining",
        "nilai",
        "h.c",
        "bonus e +20",
        "bonus f +5 when c is not applicable\n    bonus e +20",
    ),
    ("one-way", "g.a", "", "7 .. 10 -> 100", "7 .. 10 -> 20"),
)


def plan_of(text: str) -> ir.Plan:
    (plan,) = (ready.plan for ready in Workspace().ready(Source("r.rubrik", text)).rubrics)
    return plan


def found(text: str) -> dict[tuple[str, str], Claim]:
    return {(claim.code, claim.subject): claim for claim in claims(Study(plan_of(text)))}


def test_sound() -> None:
    study = Study(plan_of(SOUND))
    told = {(c.code, c.subject): (c.verdict, c.ways) for c in claims(study)}
    assert set(told.values()) == {("proved", ("structure",))}, told
    assert {code for code, _ in told} == {"no-harm", "no-harm-joining", "one-way"}
    assert {subject for code, subject in told if code == "no-harm"} == {"nilai", "k", "tindak", "lulus"}


@pytest.mark.parametrize(("code", "subject", "part", "old", "new"), FAULTS, ids=lambda value: str(value)[:16])
def test_faults(code: str, subject: str, part: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    claim = found(SOUND.replace(old, new))[code, subject]
    assert claim.verdict == "refuted", str(claim.why)
    assert part in str(claim.why)
    assert len(claim.cases) >= 2
    assert claim.required == (code != "one-way")
    if code == "no-harm":
        before, after = (dict(case.gives)[subject] for case in claim.cases)
        assert before != after
        ones, others = (case.toml.split("\n") for case in claim.cases)
        assert sum(one != other for one, other in zip(ones, others, strict=True)) == 2, "a name and an answer"


def test_lower_is_better() -> None:
    text = """rubric r
  score risiko 0 .. 100
    indicator a weight 100% 0 .. 100
  bands k of risiko lower is better
    range      code
     0 .. 30   rendah
    above 30   tinggi
"""
    assert found(text)["no-harm", "k"].verdict == "proved"
    assert "lower value" in str(found(text)["no-harm", "k"].says)


def test_at_its_best_may_be_below_the_others() -> None:
    text = """rubric r
  score nilai 0 .. 100
    indicator a weight 50% 0 .. 100
    indicator b weight 50% 0 .. 10 may be not applicable
      0 .. 5  -> 0
      6 .. 10 -> {}
"""
    assert found(text.format(100))["no-harm-joining", "nilai"].verdict == "proved"
    assert found(text.format(80))["no-harm-joining", "nilai"].verdict == "refuted"


def test_a_large_rubric() -> None:
    lines = ["rubric r", "  score nilai 0 .. 100 places 2"]
    for group in range(10):
        lines.append(f"    group g{group} weight 10%")
        for leaf in range(20):
            skips = " may be not applicable" if leaf % 3 else ""
            lines.append(f"      indicator a{group}_{leaf} weight 5% 0 .. 5{skips}")
    lines += [f"    bonus b{n} +1 when a{n}_0 >= 80" for n in range(10)]
    lines += ["    cap 100", "  bands k of nilai", "    range code"]
    lines += ["    80.00 .. 100.00 A", "     0.00 .. 79.99  B"]
    lines += [f"  outcome o{n}\n    requires g{n} >= 40\n    requires nilai >= 50" for n in range(10)]
    plan = plan_of("\n".join(lines) + "\n")
    start = process_time()
    told = list(claims(Study(plan)))
    assert process_time() - start < 6
    assert {claim.verdict for claim in told} == {"proved"}


UNITS = """rubric u
  score nilai 0 .. 100
    indicator a weight 60% 0 .. 10
    indicator b weight 40% 0 .. 10{skip}

rubric r
  collect units by u{where}
  score nilai 0 .. 100
    component c weight 80%
      = mean(units.nilai)
    indicator d weight 20% 0 .. 4
    bonus e +10 when {when}
    cap 100
"""


@pytest.mark.parametrize(
    ("code", "skip", "where", "when", "verdict"),
    [
        ("no-harm", "", "", "d >= 50", "proved"),
        ("no-harm", "", "", "min(units.nilai) < 50", "refuted"),
        ("no-harm", "", " where a < 80", "d >= 50", "refuted"),
        ("no-harm-joining", " may be not applicable", "", "d >= 50", "proved"),
        ("no-harm-joining", " may be not applicable", "", "max(units.nilai) < 85", "refuted"),
    ],
)
def test_answers_of_units(code: str, skip: str, where: str, when: str, verdict: str) -> None:
    text = UNITS.format(skip=skip, where=where, when=when)
    plan = next(r.plan for r in Workspace().ready(Source("r.rubrik", text)).rubrics if r.name == "r")
    claim = {(one.code, one.subject): one for one in claims(Study(plan))}[code, "nilai"]
    assert claim.verdict == verdict, str(claim.why)
    if verdict == "refuted":
        assert "`units." in str(claim.why)
        before, after = (dict(case.gives)["nilai"] for case in claim.cases)
        assert isinstance(before, str)
        assert isinstance(after, str)
        assert float(before) > float(after)
        assert all(case.toml.count("[[units]]") == 2 for case in claim.cases)

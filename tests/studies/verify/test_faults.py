"""Faults planted in a sound rubric: each is found by its name, by the check or by verification."""

from __future__ import annotations

import pytest

from rubrikdsl.source import Source
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

SOUND = """rubric r
  inputs
    juara yes or no
    mpp yes or no
    aduan 0 .. 100
  score nilai 0 .. 100 places 2
    indicator waktu weight 60% 0 .. 10
      0 .. 2  -> 100
      3 .. 5  -> 60
      6 .. 8  -> 30
      9 .. 10 -> 0
    indicator sarana weight 30% 0 .. 4
    indicator papan weight 10% when mpp, 10% otherwise 0 .. 4
    bonus e +5 when juara and waktu >= 60
    cap 100
  bands k of nilai
    range            code
    80.00 .. 100.00  A
    50.00 ..  79.99  B
     0.00 ..  49.99  C
  raise k to B when aduan >= 90
  decide tindak first match
    k  aduan     -> code
    A  -         -> lanjut
    -  from 50   -> awasi
    -  -         -> bina
  outcome lulus
    requires nilai >= 40
"""

CHECKED = (
    ("band-gap", "50.00 ..  79.99", "52.00 ..  79.99"),
    ("weights-do-not-sum", "weight 30%", "weight 25%"),
    ("weights-do-not-sum", "10% when mpp, 10% otherwise", "10% when mpp, 20% otherwise"),
    ("leaves-scale", "    cap 100\n", ""),
)
"""What the check of the text finds: there is nothing to verify then."""

VERIFIED = (
    ("one-way", "waktu", "3 .. 5  -> 60", "3 .. 5  -> 20"),
    ("decision-row", "tindak 3", "from 50   -> awasi", "from 0    -> awasi"),
    ("bonus", "nilai: e", "juara and waktu >= 60", "juara and waktu < 0"),
    ("cap", "nilai", "bonus e +5", "bonus e +0"),
    ("raise", "k B", "when aduan >= 90", "when aduan >= 90 and nilai >= 50"),
    ("outweighs", "e", "+5", "+15"),
    ("not-applicable", "nilai", "sarana weight 30% 0 .. 4", "sarana weight 30% 0 .. 4 may be not applicable"),
    ("no-harm", "nilai", "+5 when juara and waktu >= 60", "+10 when juara and sarana <= 50"),
)
"""What verification finds: the claim, its subject, and the fault."""


def claims(text: str) -> dict[tuple[str, str], Claim]:
    (plan,) = (ready.plan for ready in Workspace().ready(Source("r.rubrik", text)).rubrics)
    return {(claim.code, claim.subject): claim for claim in verify(plan).claims}


def test_sound() -> None:
    found = claims(SOUND)
    assert [(code, str(c.why)) for (code, _), c in found.items() if c.verdict != "proved"] == []


@pytest.mark.parametrize(("code", "old", "new"), CHECKED, ids=lambda value: str(value)[:20])
def test_found_by_the_check(code: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    report = Workspace().check(Source("r.rubrik", SOUND.replace(old, new)))
    assert code in {found.code for found in report.diagnostics}


@pytest.mark.parametrize(("code", "subject", "old", "new"), VERIFIED, ids=lambda value: str(value)[:20])
def test_found_by_verification(code: str, subject: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    claim = claims(SOUND.replace(old, new))[code, subject]
    assert claim.verdict == "refuted", str(claim.why)

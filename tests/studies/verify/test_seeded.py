"""Verdicts turn where one bound or value of a rubric is changed: each kind of claim, both ways."""

from __future__ import annotations

import pytest

from rubrikdsl.engine.interpret import run
from rubrikdsl.records.bind import bind
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.toml import read_toml
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

SOUND = """rubric r
  inputs
    aduan 0 .. 100
    lokasi one of mpp, kantor
  score nilai 0 .. 100 places 2
    indicator a weight 60% when lokasi is mpp, 40% otherwise 0 .. 4 may be not applicable
    indicator b weight 40% when lokasi is mpp, 60% otherwise 0 .. 1
      inputs
        jumlah 0 .. 10
      requires b.jumlah > 1 otherwise 0
      1 when b.jumlah >= 5
      0.5 otherwise
    bonus inovasi +5 when aduan >= 90
    penalty denda 3 when aduan < 10
    cap 100
    floor 0
  bands kelas of nilai
    range            code
    80.00 .. 100.00  A
    40.00 ..  79.99  B
     0.00 ..  39.99  C
  limit kelas to B when aduan < 30
  decide tindak
    kelas  aduan     -> code
    A      -        -> lanjut
    B      from 50  -> lanjut
    B      below 50 -> bina
    C      -        -> bina
  outcome lulus
    requires nilai >= 50
    requires aduan >= 20
"""

TURNS = (
    ("band", "kelas A", "cap 100", "cap 70"),
    ("row", "kelas A", "cap 100", "cap 70"),
    ("cap", "nilai", "+5 when aduan >= 90", "+0 when aduan >= 90"),
    ("floor", "nilai", "3 when aduan < 10", "0 when aduan < 10"),
    ("bonus", "nilai: inovasi", "+5 when aduan >= 90", "+5 when aduan > 95 and aduan < 90"),
    ("penalty", "nilai: denda", "3 when aduan < 10", "3 when aduan < 10 and aduan > 20"),
    ("limit", "kelas B", "B when aduan < 30", "B when aduan < 30 and nilai < 80"),
    ("decision-row", "tindak 1", "cap 100", "cap 70"),
    ("outcome-met", "lulus", "requires aduan >= 20", "requires nilai < 50"),
    ("gate-line", "lulus: aduan >= 20", "requires aduan >= 20", "requires aduan >= 0"),
    ("cases", "b", "1 when b.jumlah >= 5", "1 when b.jumlah >= 5 and b.jumlah < 2"),
)


def claims(text: str) -> dict[tuple[str, str], Claim]:
    (plan,) = (ready.plan for ready in Workspace().ready(Source("r.rubrik", text)).rubrics)
    found = {(claim.code, claim.subject): claim for claim in verify(plan).claims}
    for claim in found.values():
        for case in claim.cases:
            sheet = read_toml("case.toml", case.toml, Limits())
            (bound,) = bind(sheet.records, plan).records
            assert not bound.is_refused
            assert run(plan, bound.record).values
    return found


def test_sound() -> None:
    found = claims(SOUND)
    assert {claim.verdict for claim in found.values() if claim.topic != "gaming"} == {"proved"}, [
        str(claim.says) for claim in found.values() if claim.verdict != "proved"
    ]
    assert {code for code, _ in found} >= {turn[0] for turn in TURNS}


@pytest.mark.parametrize(("code", "subject", "old", "new"), TURNS, ids=lambda value: str(value)[:20])
def test_turns(code: str, subject: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    turned = claims(SOUND.replace(old, new))
    found = [claim for (kind, about), claim in turned.items() if kind == code]
    named = [claim for claim in found if claim.subject == subject or code == "gate-line"]
    assert any(claim.verdict == "refuted" for claim in named), [(str(c.says), c.verdict) for c in found]


def test_nothing_may_be_left() -> None:
    text = """rubric r
  score s 0 .. 100
    indicator a weight 50% 0 .. 3 may be not applicable
    indicator b weight 50% 0 .. 3{}
"""
    assert claims(text.format(""))["score-in-scale", "s"].verdict == "proved"
    turned = claims(text.format(" may be not applicable"))["score-in-scale", "s"]
    assert (turned.verdict, turned.cases[0].gives) == ("refuted", (("s", None),))
    assert turned.fails


def test_no_value_no_class() -> None:
    text = """rubric r
  inputs
    lo 0 .. {}
    hi 5 .. 9
  score s 0 .. 1
    indicator a weight 100% 0 .. 9 from lo to hi
  bands k of s
    range     code
    from 0.5  A
    from 0    B
  decide d
    k  -> code
    A  -> ya
    B  -> tidak
  outcome o
    requires s >= 0.5
"""
    sound, turned = claims(text.format(4)), claims(text.format(6))
    for kind in (("one-band", "k"), ("one-row", "d"), ("outcome-settled", "o")):
        assert sound[kind].verdict == "proved"
        assert (turned[kind].verdict, turned[kind].required) == ("refuted", True)
        assert dict(turned[kind].cases[0].gives)[kind[1]] is None


def test_a_scaling_that_changes_nothing() -> None:
    text = """rubric r
  inputs
    x yes or no
  score s 0 .. 100
    indicator a weight 100% 0 .. 3
    scale to {} when x
"""
    assert claims(text.format(80))["scale", "s"].verdict == "proved"
    assert claims(text.format(100))["scale", "s"].verdict == "refuted"


def test_an_outcome_that_everybody_meets() -> None:
    text = """rubric r
  score s 0 .. 100
    indicator a weight 100% 20 .. 30 as 20 .. 100
  outcome lulus
    requires s >= {}
"""
    assert claims(text.format(21))["outcome-missed", "lulus"].verdict == "proved"
    turned = claims(text.format(20))["outcome-missed", "lulus"]
    assert (turned.verdict, turned.required) == ("refuted", True)


def test_goalposts_that_may_meet() -> None:
    text = """rubric r
  inputs
    lo 0 .. {}
    hi 5 .. 9
  score s 0 .. 1
    indicator a weight 100% 0 .. 9 from lo to hi
"""
    assert claims(text.format(4))["score-in-scale", "s"].verdict == "proved"
    turned = claims(text.format(6))["score-in-scale", "s"]
    assert (turned.verdict, turned.cases[0].gives) == ("refuted", (("s", None),))


def test_conditions_are_told_apart() -> None:
    """Where the first share is below 60 % the score is too: a band above it needs the other case."""
    text = """rubric r
  score nilai 0 .. 100
    dimension d weight 85%
      indicator a weight 50% 0 .. 10
      indicator b weight 50% 0 .. 10
    dimension e weight 15% 0 .. 100
    scale to 70 when d.share >= 60%
  bands k of nilai
    range    code
    from {}  A
    from  0  B
"""
    turned = claims(text.format(71))["band", "k A"]
    assert turned.verdict == "refuted"
    assert claims(text.format(64))["band", "k A"].verdict == "proved"

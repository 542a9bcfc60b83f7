"""Better and worse follow the rubric's own order of classes, in whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubrikdsl as rb

LOWER = """rubric r
  score nilai 0 .. 100 places 2
  bands kelas of nilai lower is better
    range           code
    0.00 .. {low}.00    baik
    above {low}.00 buruk
"""
LISTED = """rubric r
  score nilai 0 .. 100 places 2
  decide kelas {order}first match
    when nilai <= {low} -> baik
    otherwise -> buruk
"""


def compared(folder: Path, text: str) -> rb.Impact:
    """The edge moved from 30 down to 20; record `a` lies between the two, `b` below both."""
    sides = []
    for name, low in (("old", "30"), ("new", "20")):
        path = folder / f"{name}.rubrik"
        path.write_text(text.replace("{low}", low), "utf-8")
        sides.append(rb.load(path))
    return rb.impact(sides[0], sides[1], [{"record": "a", "nilai": "25"}, {"record": "b", "nilai": "5"}])


def changes(found: rb.Impact) -> dict[str, int]:
    assert [(each.record, each.old, each.new) for each in found.changed("kelas")] == [("a", "baik", "buruk")]
    told = found.to_dict()["classes"]
    assert isinstance(told, list)
    return {kind: told[0][kind] for kind in ("better", "worse", "other")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LOWER, "worse"),
        (LISTED.replace("{order}", "one of buruk, baik "), "worse"),
        (LISTED.replace("{order}", "one of baik, buruk "), "better"),
        (LISTED.replace("{order}", ""), "other"),
    ],
    ids=["lower is better", "listed", "listed the other way", "not listed"],
)
def test_a_change_is_better_worse_or_neither(text: str, kind: str, tmp_path: Path) -> None:
    assert changes(compared(tmp_path, text)) == {"better": 0, "worse": 0, "other": 0} | {kind: 1}


@pytest.mark.parametrize(("text", "ranks"), [(LOWER, [2, 1]), (LISTED.replace("{order}", ""), [1, 2])])
def test_ranks_by_score_begin_with_the_better_one(text: str, ranks: list[int], tmp_path: Path) -> None:
    found = compared(tmp_path, text)
    assert [unit.ranks for unit in found.study.units] == [((rank, rank),) for rank in ranks]

"""Ranks and `every`/`any` against their definitions, over made records."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Rank
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace

SPACE = Workspace(cache=Cache(None))

RANKED = """rubric r
  inputs
    kelas one of x, y
    kunci 0 .. 3
  score nilai 0 .. 100
    indicator a weight 100% 0 .. 100 step 0.0001
  let k = kunci
  ranking bersama by nilai within kelas ties share
  ranking rapat by nilai lowest first within kelas ties dense
  ranking berkunci by nilai within kelas ties by k lowest first
  ranking beda by nilai within kelas ties distinct by k
"""

RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "kelas": st.sampled_from("xy"),
            "a": st.sampled_from(["77.69", "77.6901", "3", "80", "", "900"]),
            "kunci": st.sampled_from(["0", "1", "2", ""]),
        }
    ),
    max_size=12,
)


def rubric(text: str) -> Rubric:
    checked = SPACE.check(Source("r.rubrik", text))
    assert not [found for found in checked.diagnostics if found.severity == "error"], checked.diagnostics
    return Rubric(checked.rubrics[0])


MADE = rubric(RANKED)


def place(row: Mapping[str, str], name: str) -> tuple[Fraction, ...] | None:
    """What a record is placed by, the first lowest; None where it is not known or not admitted."""
    if row["a"] in ("", "900"):
        return None
    value = Fraction(row["a"])
    if name == "bersama":
        return (-value,)
    if name == "rapat":
        return (value,)
    if row["kunci"] == "":
        return None
    key = Fraction(row["kunci"])
    return (-value, key if name == "berkunci" else -key)


def wanted(rows: list[dict[str, str]], name: str) -> list[int | None]:
    """The rank of each record from the definition: one more than those (or the places) before it."""
    places = [place(row, name) for row in rows]
    found: list[int | None] = []
    for row, mine in zip(rows, places, strict=True):
        others = [
            p for r, p in zip(rows, places, strict=True) if r["kelas"] == row["kelas"] and p is not None
        ]
        if mine is None or (name == "beda" and others.count(mine) > 1):
            found.append(None)
        elif name == "rapat":
            found.append(1 + len({p for p in others if p < mine}))
        else:
            found.append(1 + sum(p < mine for p in others))
    return found


def ranks(rows: list[dict[str, str]], name: str) -> tuple[Rank, ...]:
    records = [{"record": str(n), **{k: v for k, v in row.items() if v}} for n, row in enumerate(rows)]
    return MADE.rank(records, name)


@given(RECORDS, st.sampled_from(MADE.rankings))
def test_ranks_are_those_of_the_definition(rows: list[dict[str, str]], name: str) -> None:
    found = ranks(rows, name)
    assert sorted(int(each.record) for each in found) == list(range(len(rows)))
    by_record = {int(each.record): each for each in found}
    assert [by_record[n].rank for n in range(len(rows))] == wanted(rows, name)
    for each in found:
        assert (each.rank is None) == (each.problem is not None)
        assert each.value is None or each.value == each.result["nilai"]


@given(RECORDS, st.sampled_from(MADE.rankings), st.randoms())
def test_the_order_of_the_rows_changes_no_rank(rows: list[dict[str, str]], name: str, random: Random) -> None:
    numbered = list(enumerate(rows))
    random.shuffle(numbered)
    again = ranks([row for _, row in numbered], name)
    back = {numbered[int(each.record)][0]: each.rank for each in again}
    assert [back[n] for n in range(len(rows))] == wanted(rows, name)


AREAS = st.lists(
    st.tuples(
        st.sampled_from(["0", "25", "60", "100", "not applicable", ""]),  # the answer
        st.booleans(),  # whether it may be not applicable
        st.sampled_from([0, 1, 3]),  # its weight, in points
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(
    AREAS, st.sampled_from(["every", "any"]), st.sampled_from([">=", "<", ">"]), st.sampled_from([0, 60, 100])
)
def test_every_and_any_are_those_of_the_definition(
    areas: list[tuple[str, bool, int]], quantity: str, sign: str, bound: int
) -> None:
    lines = [
        f"    indicator a{n} weight {weight} points 0 .. 100{' may be not applicable' if optional else ''}"
        for n, (_, optional, weight) in enumerate(areas)
    ]
    total = sum(weight for _, _, weight in areas) + 1
    checked = SPACE.check(
        Source(
            "r.rubrik",
            "\n".join(
                [
                    "rubric r",
                    f"  score nilai 0 .. {total}",
                    *lines,
                    "    component lain weight 1 points",
                    "  outcome o",
                    f"    requires {quantity} indicator in nilai has share {sign} {bound}%",
                ]
            )
            + "\n",
        )
    )
    codes = {found.code for found in checked.diagnostics}
    assert codes <= {"always-true", "always-false"}
    record = {
        f"a{n}": answer
        for n, (answer, optional, _) in enumerate(areas)
        if answer and (optional or answer != "not applicable")
    }
    result = Rubric(checked.rubrics[0]).score({"record": "r", "lain": 1, **record})
    compare = {">=": Fraction.__ge__, "<": Fraction.__lt__, ">": Fraction.__gt__}[sign]
    truths = []
    for n, (_, _, weight) in enumerate(areas):
        answer = record.get(f"a{n}")
        if weight == 0 or answer == "not applicable":
            continue
        if answer is None:
            assert result.status("o") == "unknown"
            return
        truths.append(compare(Fraction(answer) / 100, Fraction(bound, 100)))
    assert result["o"] is (all(truths) if quantity == "every" else any(truths))
    assert "always-true" not in codes or result["o"] is True
    assert "always-false" not in codes or result["o"] is False

"""Codes are numbers in a program, also where there are only two of them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

import rubrikdsl as rb
from rubrikdsl.program import ops
from rubrikdsl.program.lower import lower
from rubrikdsl.program.slots import Said

TEXT = """\
rubric dua
  inputs
    a 0 .. 9
    b yes or no default no
  score n 0 .. 9
    = a
  decide ya first match
    when a > 5 -> lulus
    otherwise -> gagal
  decide bukan first match
    when b -> gagal
    otherwise -> lulus
  let tinggi = a > 5 or b
"""


def test_two_codes(tmp_path: Path) -> None:
    (tmp_path / "dua.rubrik").write_text(TEXT, "utf-8")
    rubric = rb.load(str(tmp_path / "dua.rubrik"))
    plan = rubric.ready.plan
    for always in (True, False):
        program = lower(plan, Said(frozenset(range(len(plan.fields))), {}, always=always))
        for output in program.outputs:
            is_truth = isinstance(program.ops[output.value], ops.TRUTHS)
            assert is_truth == (output.type.kind == "truth"), output.name
    rows = [{"a": a, "b": b} for a in (4, 6) for b in (True, False, None)]
    scored = rubric.score_table(pa.Table.from_pylist(rows)).to_pylist()
    assert [(row["ya"], row["bukan"], row["tinggi"]) for row in scored] == [
        ("gagal", "gagal", True), ("gagal", "lulus", False), ("gagal", "lulus", False),
        ("lulus", "gagal", True), ("lulus", "lulus", True), ("lulus", "lulus", True),
    ]  # fmt: skip
    assert [rubric.score(row)["ya"] for row in rows] == [row["ya"] for row in scored]

"""All findings of a file at once: an error in one place does not hide a gap in a table elsewhere."""

from __future__ import annotations

import rubrikdsl as rb

TEXT = """\
rubric a.b "A"
  score nilai "Nilai" 0 .. 100 places 2
    indicator x "X" weight 60% 0 .. 10
      0 .. 4 -> 0
      6 .. 10 -> 100
    indicator y "Y" weight 30% 0 .. 3
    bonus z "Z" +1 when unknown_name
    cap 100
  bands kategori of nilai
    range            code
    80.00 .. 100.00  A
     0.00 ..  79.98  B
"""


def test_a_table_is_checked_beside_other_errors() -> None:
    found = [d.code for d in rb.check(TEXT)]
    assert sorted(found) == sorted(["weights-do-not-sum", "bin-gap", "unknown-name", "band-gap"])


def test_a_table_with_a_row_that_could_not_be_read_is_not() -> None:
    text = TEXT.replace("0.00 ..  79.98  B", "0.00 .. ..  79.98  B")
    assert "band-gap" not in [d.code for d in rb.check(text)]


def test_nothing_is_told_of_a_score_without_a_scale() -> None:
    text = TEXT.replace(" 0 .. 100 places 2", " places 2")
    assert "band-gap" not in [d.code for d in rb.check(text)]


def test_mended_it_has_no_findings() -> None:
    text = TEXT.replace("30%", "40%").replace(" when unknown_name", "").replace("79.98", "79.99")
    assert [d.code for d in rb.check(text.replace("6 .. 10", "5 .. 10"))] == []


def test_a_chain_of_lets_is_bounded_in_either_order() -> None:
    head = 'rubric a.b "A"\n  score s "S" 0 .. 100\n    indicator x "X" weight 100% 0 .. 10\n'
    lets = [f"  let l{i} = l{i + 1} + 1\n" for i in range(600)] + ["  let l600 = s\n"]
    for body in (lets, lets[::-1]):
        assert {d.code for d in rb.check(head + "".join(body))} == {"expression-too-long"}
    assert [d.code for d in rb.check(head + "".join(lets[-40:]))] == []

"""Repairs put into a text."""

from __future__ import annotations

import pytest

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.fixes import apply
from rubrikdsl.diagnostics.fixes import diff
from rubrikdsl.diagnostics.model import Safety
from rubrikdsl.source import Place
from rubrikdsl.source import Source

SOURCE = Source("a", "one two three\n")


def fixing(*edits: tuple[int, int, str], safety: Safety = "safe", file: str = "a") -> Diagnostic:
    made = tuple(Edit(Place(file, start, end), new) for start, end, new in edits)
    words = say("w", "w")
    return Diagnostic("c", "error", words, Label(made[0].place, words), fix=Fix(words, made, safety))


def test_fixes_are_put_in_whatever_their_order() -> None:
    last, first = fixing((8, 13, "3")), fixing((0, 3, "1"), (4, 7, "2"))
    assert apply(SOURCE, [last, first]) == ("1 2 3\n", (first, last))


@pytest.mark.parametrize(
    "second",
    [(2, 5, "x"), (0, 13, "x"), (0, 0, "x"), (1, 1, "x"), (0, 3, "same")],
    ids=["half", "around", "at the start", "within", "the same"],
)
def test_an_overlapping_fix_waits_for_the_next_round(second: tuple[int, int, str]) -> None:
    first = fixing((0, 3, "1"))
    assert len(apply(SOURCE, [first])[1]) == len(apply(SOURCE, [fixing(second)])[1]) == 1
    assert len(apply(SOURCE, [first, fixing(second)])[1]) == 1


def test_a_fix_is_put_in_whole_or_not_at_all() -> None:
    first, both = fixing((4, 7, "2")), fixing((5, 6, "x"), (8, 13, "y"))
    assert apply(SOURCE, [both, first]) == ("one 2 three\n", (first,))


def test_two_insertions_at_one_point_are_not_guessed() -> None:
    text, applied = apply(SOURCE, [fixing((3, 3, " a")), fixing((3, 3, " b"))])
    assert (text, len(applied)) == ("one a two three\n", 1)


def test_neighbours_do_not_overlap() -> None:
    assert apply(SOURCE, [fixing((0, 3, "1")), fixing((3, 4, "-"))])[0] == "1-two three\n"


def test_safety() -> None:
    safe, unsafe, shown = (
        fixing((0, 3, "1")),
        fixing((4, 7, "2"), safety="unsafe"),
        fixing((8, 13, "3"), safety="display"),
    )
    assert apply(SOURCE, [safe, unsafe, shown])[0] == "1 two three\n"
    assert apply(SOURCE, [safe, unsafe, shown], "unsafe")[0] == "1 2 three\n"


def test_another_file_is_left_alone() -> None:
    assert apply(SOURCE, [fixing((0, 3, "1"), file="b")]) == (SOURCE.text, ())


def test_diff() -> None:
    assert diff("a\nb\n", "a\nc\n", "f") == "--- f\n+++ f\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    assert diff("a\n", "a\n", "f") == ""


def test_diff_of_a_text_without_a_last_line_end() -> None:
    assert diff("a", "a\n", "f").splitlines()[3:] == ["-a", "\\ No newline at end of file", "+a"]

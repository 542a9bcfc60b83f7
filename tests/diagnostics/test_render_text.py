"""How findings are drawn for people."""

from __future__ import annotations

import re
from time import process_time

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.model import Edit
from rubrikdsl.diagnostics.render import FORMATS
from rubrikdsl.diagnostics.render import render
from rubrikdsl.diagnostics.render import summary
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.source import Source

BANDS = Source(
    "rubrics/kepatuhan.rubrik",
    "\n" * 40
    + '    88.00 .. 100.00  A     "Kualitas Tertinggi"  hijau\n'
    + '    78.00 ..  87.99  B     "Kualitas Tinggi"     hijau\n',
)


def words(text: str) -> Label:
    return Label(NOWHERE, say(text, text))


def at(source: Source, stretch: str, text: str = "", nth: int = 0) -> Label:
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(stretch, start + 1)
    return Label(Place(source.name, start, start + len(stretch)), say(text, text))


def finding(primary: Label, *secondary: Label, severity: str = "error") -> Diagnostic:
    assert severity in ("error", "warning")
    return Diagnostic("a-code", severity, say("it is wrong", "ini salah"), primary, secondary)  # type: ignore[arg-type]


def drawn(source: Source, diagnostic: Diagnostic, **options: int) -> list[str]:
    return render([diagnostic], {source.name: source}, **options).splitlines()  # type: ignore[arg-type]


def gap() -> Diagnostic:
    return Diagnostic(
        "band-gap",
        "error",
        say(
            "scores between 87.99 and 88.00 belong to no band",
            "skor antara 87,99 dan 88,00 tidak termasuk rentang",
        ),
        at(BANDS, "87.99", "B ends here"),
        (at(BANDS, "88.00", "A starts here"),),
        notes=(say("`nilai` is not rounded", "`nilai` tidak dibulatkan"),),
        helps=(say("round the score (`places 2`)", "bulatkan skor (`desimal 2`)"),),
    )


def test_two_lines_notes_and_helps() -> None:
    assert render([gap()], {BANDS.name: BANDS}) == (
        "error[band-gap]: scores between 87.99 and 88.00 belong to no band\n"
        "  --> rubrics/kepatuhan.rubrik:42:15\n"
        "   |\n"
        '41 |     88.00 .. 100.00  A     "Kualitas Tertinggi"  hijau\n'
        "   |     ----- A starts here\n"
        '42 |     78.00 ..  87.99  B     "Kualitas Tinggi"     hijau\n'
        "   |               ^^^^^ B ends here\n"
        "   |\n"
        "   = note: `nilai` is not rounded\n"
        "   = help: round the score (`places 2`)\n"
        "\n"
    )


def test_indonesian() -> None:
    lines = render([gap()], {BANDS.name: BANDS}, language="id").splitlines()
    assert lines[0] == "kesalahan[band-gap]: skor antara 87,99 dan 88,00 tidak termasuk rentang"
    assert lines[-3:-1] == [
        "   = catatan: `nilai` tidak dibulatkan",
        "   = saran: bulatkan skor (`desimal 2`)",
    ]


def test_colour_changes_nothing_but_colour() -> None:
    plain = render([gap()], {BANDS.name: BANDS})
    painted = render([gap()], {BANDS.name: BANDS}, color=True)
    assert painted != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_a_fix_is_told_as_help() -> None:
    source = Source("a", "21,85%\n")
    primary = at(source, "21,85")
    fix = Fix(say("write `21.85`", "tulis `21,85`"), (Edit(primary.place, "21.85"),), "safe")
    lines = drawn(source, Diagnostic("decimal-mark", "error", say("m", "m"), primary, fix=fix))
    assert lines[-2] == "  = help: write `21.85`"


def test_a_help_that_says_what_the_fix_does_is_told_once() -> None:
    source = Source("a", "21,85%\n")
    primary = at(source, "21,85")
    title = say("write `21.85`", "tulis `21,85`")
    fix = Fix(title, (Edit(primary.place, "21.85"),), "safe")
    made = Diagnostic("decimal-mark", "error", say("m", "m"), primary, helps=(title,), fix=fix)
    assert sum("write `21.85`" in line for line in drawn(source, made)) == 1


def test_several_labels_on_one_line() -> None:
    source = Source("a", "aaa bbb ccc\n")
    lines = drawn(
        source, finding(at(source, "bbb", "second"), at(source, "aaa", "first"), at(source, "ccc", "third"))
    )
    assert lines[1:] == [
        " --> a:1:5",
        "  |",
        "1 | aaa bbb ccc",
        "  | --- ^^^ --- third",
        "  | |   |",
        "  | |   second",
        "  | first",
        "",
    ]


def test_the_primary_mark_covers_one_around_it() -> None:
    source = Source("a", "weight 120% of it\n")
    lines = drawn(
        source, finding(at(source, "120%", "too much"), at(source, "weight 120% of it", "this weight"))
    )
    assert lines[4:] == [
        "  | -------^^^^------",
        "  | |      |",
        "  | |      too much",
        "  | this weight",
        "",
    ]


def test_far_lines_are_cut_and_a_single_one_between_is_shown() -> None:
    source = Source("a", "one\ntwo\nthree\nfour\nfive\nsix\n")
    near = drawn(source, finding(at(source, "one"), at(source, "three")))
    assert "2 | two" in near and "..." not in near
    far = drawn(source, finding(at(source, "one"), at(source, "six")))
    assert far[5] == "..."
    assert not any("four" in line for line in far)


def test_labels_in_another_file() -> None:
    here = Source("here", "name a\n")
    there = Source("there", "x\nname a\n")
    made = finding(at(here, "a", "again", 1), at(there, "a", "first here", 1))
    text = render([made], {"here": here, "there": there})
    assert text.splitlines()[1:] == [
        " --> here:1:6",
        "  |",
        "1 | name a",
        "  |      ^ again",
        " ::: there:2:6",
        "  |",
        "2 | name a",
        "  |      - first here",
        "",
    ]


def test_a_stretch_of_several_lines() -> None:
    source = Source("a", "one two\n  three\n  four five\nsix\n")
    lines = drawn(source, finding(Label(Place("a", 4, source.text.index(" five")), say("all this", "ini"))))
    assert lines[3:] == [
        "1 | one two",
        "  |     ^^^",
        "2 |   three",
        "3 |   four five",
        "  |   ^^^^ all this",
        "",
    ]


def test_wide_characters_and_marks_are_aligned() -> None:
    source = Source("a", 'x "評価" cafe\u0301 end\n')
    lines = drawn(source, finding(at(source, "end", "here"), at(source, "評価")))
    shown, marks = lines[3], lines[4]
    assert marks == "  |    ----       ^^^ here"
    assert width(shown[: shown.index("end")]) == marks.index("^")


def test_tabs_are_expanded() -> None:
    source = Source("a", "\tx\ty\n")
    lines = drawn(source, finding(at(source, "y", "here")))
    assert lines[3:5] == ["1 |     x   y", "  |         ^ here"]


def test_a_long_line_is_shown_around_its_mark() -> None:
    source = Source("a", "x" * 500 + " here " + "y" * 500 + "\n")
    lines = drawn(source, finding(at(source, "here", "this")), width=60)
    assert all(width(line) <= 60 for line in lines)
    shown, marks = lines[3], lines[4]
    assert shown.startswith("1 | …x") and shown.endswith("y…")
    assert shown[marks.index("^") :].startswith("here")
    assert marks.strip().endswith("^^^^ this")


def test_a_huge_line_costs_no_more_than_a_long_one() -> None:
    source = Source("a", "y" * 3_000_000 + " here " + "x" * 3_000_000)
    started = process_time()
    whole = finding(Label(Place("a", 0, len(source.text)), say("all", "semua")), at(source, "here", "this"))
    for made in (whole, finding(at(source, "here", "this"), whole.primary)):
        lines = drawn(source, made)
        assert all(width(line) <= 140 for line in lines)
        assert any("all" in line for line in lines) and any("this" in line for line in lines)
    assert process_time() - started < 0.5


def test_control_characters_reach_no_terminal() -> None:
    source = Source("a\x1b]0;owned\x07", "x \x1b[31mred\u202e\n")
    message = say("`{name}`", "`{name}`", name="\x1b[2J")
    made = Diagnostic("c", "error", message, at(source, "red", "\x07"))
    for form in ("text", "concise"):
        text = render([made], {source.name: source}, form)
        assert not set(text) & set("\x1b\x07\u202e")


def test_an_empty_stretch_at_the_end_of_the_file() -> None:
    source = Source("a", "one\n")
    lines = drawn(source, finding(Label(Place("a", 4, 4), say("something is missing", "ada yang kurang"))))
    assert lines[1:] == [" --> a:2:1", "  |", "2 |", "  | ^ something is missing", ""]


def test_without_the_text_only_the_name_is_told() -> None:
    made = finding(Label(Place("gone.rubrik", 5, 9), say("here", "di sini")))
    assert render([made], {}).splitlines() == ["error[a-code]: it is wrong", " --> gone.rubrik", ""]
    assert render([finding(words("here"))], {}).splitlines() == ["error[a-code]: it is wrong", ""]


def test_summary() -> None:
    source = Source("a", "x\n")
    error, warning = finding(at(source, "x")), finding(at(source, "x"), severity="warning")
    assert summary([error, warning, error], files=3) == "2 errors, 1 warning in 3 files"
    assert summary([error, warning], "id", 3) == "1 kesalahan, 1 peringatan dalam 3 berkas"
    assert summary([], files=1) == "no findings in 1 file"
    assert summary([warning]) == "1 warning in 1 file"


@settings(max_examples=60)
@given(
    st.text(alphabet="ab\t\n\r é評\u0301\x1b", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=4),
    st.integers(10, 60),
)
def test_any_place_can_be_drawn(text: str, ends: list[tuple[int, int]], columns: int) -> None:
    source = Source("a", text)
    labels = [
        Label(Place("a", min(a, b, len(text)), min(max(a, b), len(text))), say("w", "w")) for a, b in ends
    ]
    for form in FORMATS:
        drawing = render([finding(labels[0], *labels[1:])], {"a": source}, form, width=columns)
        assert "a-code" in drawing
        assert not any(line != line.rstrip(" ") for line in drawing.split("\n"))

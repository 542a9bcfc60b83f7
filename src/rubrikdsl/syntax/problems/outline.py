"""Indentation, and lines that stand in no rubric."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding


def tab(place: Place, edits: tuple[Edit, ...], lines: int = 1) -> Diagnostic:
    """A tab among the spaces of a line, or of several: one habit, told once."""
    return finding(
        "tab",
        place,
        say("a tab stands where spaces should", "ada tab di tempat spasi")
        if lines == 1
        else say(
            "tabs stand where spaces should, on {lines} lines",
            "ada tab di tempat spasi, pada {lines} baris",
            lines=lines,
        ),
        say("tab", "tab"),
        severity="warning",
        notes=(
            say(
                "the width of a tab differs between programs, and indentation has meaning",
                "lebar tab berbeda antarprogram, sedangkan indentasi bermakna",
            ),
        ),
        fix=Fix(say("replace tabs by spaces", "ganti tab dengan spasi"), edits, "safe"),
    )


def unexpected_indent(place: Place) -> Diagnostic:
    """A deeper line below a line that holds nothing."""
    return finding(
        "unexpected-indent",
        place,
        say(
            "this line is indented below one that holds no others",
            "baris ini menjorok di bawah baris yang tidak memuat baris lain",
        ),
        say("indented too far", "terlalu menjorok"),
        helps=(say("align it with the lines around it", "sejajarkan dengan baris sekitarnya"),),
    )


def uneven_indent(place: Place) -> Diagnostic:
    """A line between two levels."""
    return finding(
        "uneven-indent",
        place,
        say("this line stands between two levels", "baris ini berada di antara dua tingkat"),
        say("aligned with nothing above", "tidak sejajar dengan yang di atas"),
        helps=(say("align it with the lines around it", "sejajarkan dengan baris sekitarnya"),),
    )


def outside_rubric(place: Place, head: str) -> Diagnostic:
    """A sound line above which no rubric begins; told once a file."""
    return finding(
        "outside-rubric",
        place,
        say("this line stands in no rubric", "baris ini berada di luar rubrik"),
        say("outside of any rubric", "di luar rubrik"),
        helps=(
            say(
                "begin with a line `{head} name` and indent what belongs to it",
                "mulai dengan baris `{head} nama` dan beri indentasi pada isinya",
                head=head,
            ),
        ),
    )


def no_rubric(place: Place) -> Diagnostic:
    """A file without a line."""
    return finding(
        "no-rubric",
        place,
        say("the file holds no rubric", "berkas ini tidak berisi rubrik"),
        say("nothing to read", "tidak ada yang dibaca"),
        helps=(
            say(
                'begin with a line such as `rubric name "Label"`',
                'mulai dengan baris seperti `rubrik nama "Label"`',
            ),
        ),
    )

"""Texts that ask too much of the reader."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding


def file_too_large(place: Place, limit: int) -> Diagnostic:
    """More text than a rubric may have."""
    return finding(
        "file-too-large",
        place,
        say("the file is larger than {limit} bytes", "berkas lebih besar dari {limit} bita", limit=limit),
        say("not read", "tidak dibaca"),
    )


def line_too_long(place: Place, limit: int) -> Diagnostic:
    """More characters than a line may have."""
    return finding(
        "line-too-long",
        place,
        say(
            "this line is longer than {limit} characters",
            "baris ini lebih dari {limit} karakter",
            limit=limit,
        ),
        say("line is too long", "baris terlalu panjang"),
    )


def too_deep(place: Place, limit: int) -> Diagnostic:
    """More levels than an outline may have."""
    return finding(
        "too-deep",
        place,
        say(
            "the outline is deeper than {limit} levels",
            "kerangka lebih dalam dari {limit} tingkat",
            limit=limit,
        ),
        say("too deep; not read", "terlalu dalam; tidak dibaca"),
    )


def too_many_operations(place: Place, limit: int) -> Diagnostic:
    """More operations than one line may have."""
    return finding(
        "expression-too-long",
        place,
        say(
            "this line has more than {limit} operations",
            "baris ini berisi lebih dari {limit} operasi",
            limit=limit,
        ),
        say("too many operations", "terlalu banyak operasi"),
        helps=(say("name parts of it with `let`", "beri nama bagiannya dengan `misal`"),),
    )


def too_many_findings(place: Place, limit: int) -> Diagnostic:
    """The rest of the file is not read."""
    return finding(
        "too-many-findings",
        place,
        say(
            "more than {limit} findings; the rest is not read",
            "lebih dari {limit} temuan; selebihnya tidak dibaca",
            limit=limit,
        ),
        say("reading stops here", "pembacaan berhenti di sini"),
    )

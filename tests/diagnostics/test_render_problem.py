"""How problems of data are told."""

from __future__ import annotations

import re

from rubrikdsl.diagnostics import Problem
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.render.problem import to_dict

PROBLEM = Problem(
    "value-outside-domain",
    "error",
    say("a number from 0 to 100 is needed", "perlu bilangan dari 0 sampai 100"),
    "Kota Batu",
    "data.csv",
    12,
    "proses",
    "1200",
    (say("is a mark missing: `12.00`?", "apakah koma hilang: `12,00`?"),),
)


def test_place_reason_value_and_help() -> None:
    assert render_problem(PROBLEM) == (
        "error[value-outside-domain]: data.csv:12, column `proses`, record `Kota Batu`: "
        "a number from 0 to 100 is needed\n"
        "  = value: `1200`\n"
        "  = help: is a mark missing: `12.00`?\n"
    )


def test_indonesian() -> None:
    first, value, help = render_problem(PROBLEM, "id").splitlines()
    assert first.startswith("kesalahan[value-outside-domain]: data.csv:12, kolom `proses`")
    assert (value, help) == ("  = nilai: `1200`", "  = saran: apakah koma hilang: `12,00`?")


def test_only_what_is_known_is_told() -> None:
    bare = Problem("empty", "warning", say("no records", "tidak ada rekaman"))
    assert render_problem(bare) == "warning[empty]: no records\n"
    rowed = Problem("empty", "incomplete", say("`x` is missing", "`x` kosong"), row=3, value="x")
    assert render_problem(rowed) == "incomplete[empty]: row 3: `x` is missing\n"


def test_no_control_character_is_shown() -> None:
    odd = Problem("c", "error", say("m", "m"), file="f\x1b[2J", column="\x07", value="a\nb")
    assert not set(render_problem(odd)) & set("\x1b\x07")
    assert len(render_problem(odd).splitlines()) == 2


def test_as_an_object() -> None:
    made = to_dict(PROBLEM, "id")
    assert made["row"] == 12 and made["value"] == "1200" and made["column"] == "proses"
    assert made["helps"] == ["apakah koma hilang: `12,00`?"]


def test_lines_end_between_words() -> None:
    """Whatever is one word stays whole, and colours take no room."""
    why = say("not answered: `aduan.selesai-tepat-waktu`", "belum diisi: `aduan.selesai-tepat-waktu`")
    problem = Problem("not-answered", "incomplete", why, "", "data/hasil-2024.csv", 3)
    assert render_problem(problem, width=42).splitlines() == [
        "incomplete[not-answered]:",
        "    data/hasil-2024.csv:3: not answered:",
        "    `aduan.selesai-tepat-waktu`",
    ]
    painted = render_problem(problem, color=True, width=42)
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == render_problem(problem, width=42)

"""How findings are written for editors, scripts and GitHub."""

from __future__ import annotations

import json
from fractions import Fraction

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.render import render
from rubrikdsl.source import Place
from rubrikdsl.source import Source

SOURCE = Source("a,b:c.rubrik", "rubric x\n  weight 21,85%\n")
PLACE = Place(SOURCE.name, 18, 23)
FINDING = Diagnostic(
    "decimal-mark",
    "error",
    say("`{text}` is 100% Indonesian", "`{text}` gaya Inggris", text="21,85"),
    Label(PLACE, say("write {n}", "tulis {n}", n=Fraction("21.85"))),
    (Label(Place(SOURCE.name, 0, 8), say("an English file", "berkas Inggris")),),
    (say("why", "sebab"),),
    (say("what", "apa"),),
    Fix(say("use `.`", "pakai `,`"), (Edit(PLACE, "21.85"),), "safe"),
)
SOURCES = {SOURCE.name: SOURCE}


def test_concise() -> None:
    line = "a,b:c.rubrik:2:10: error[decimal-mark] `21,85` is 100% Indonesian: write 21.85\n"
    assert render([FINDING], SOURCES, "concise") == line
    assert render([FINDING], SOURCES, "concise", "id") == (
        "a,b:c.rubrik:2:10: kesalahan[decimal-mark] `21,85` gaya Inggris: tulis 21,85\n"
    )
    assert render([], SOURCES, "concise") == ""


def test_github_escapes_what_would_end_a_command() -> None:
    assert render([FINDING], SOURCES, "github") == (
        "::error file=a%2Cb%3Ac.rubrik,line=2,endLine=2,col=10,endColumn=15,title=rubrik[decimal-mark]"
        "::`21,85` is 100%25 Indonesian: write 21.85%0Anote: why%0Ahelp: what%0Ahelp: use `.`\n"
    )


def test_json_says_everything() -> None:
    written = json.loads(render([FINDING], SOURCES, "json"))
    place = {
        "file": SOURCE.name,
        "start": {"line": 2, "column": 10, "offset": 18},
        "end": {"line": 2, "column": 15, "offset": 23},
    }
    [found] = written.pop("diagnostics")
    assert written == {
        "schema": "rubrik-diagnostics",
        "version": 1,
        "language": "en",
        "errors": 1,
        "warnings": 0,
    }
    assert found["primary"] == {"place": place, "text": "write 21.85"}
    assert found["secondary"][0]["place"]["end"] == {"line": 1, "column": 9, "offset": 8}
    assert (found["notes"], found["helps"]) == (["why"], ["what"])
    assert found["fix"] == {
        "title": "use `.`",
        "safety": "safe",
        "edits": [{"place": place, "new": "21.85"}],
    }


def test_json_without_findings_or_text() -> None:
    assert json.loads(render([], {}, "json"))["diagnostics"] == []
    [found] = json.loads(render([FINDING], {}, "json", "id"))["diagnostics"]
    assert found["primary"]["place"]["start"] == {"line": None, "column": None, "offset": 18}
    assert found["primary"]["text"] == "tulis 21,85"

"""What is fed with any bytes: the parser, the checker, the formatter, and every reader of data.

A target takes bytes and raises where something is not as it should be: any exception, a finding that cannot
be drawn, an answer that is neither a record nor a problem. `fuzz.py` feeds them by coverage, the tests with
the corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from functools import cache
from typing import Literal

from tests.properties.scoring import FILE
from tests.properties.scoring import checked
from tests.properties.scoring import space
from tests.properties.test_text import ends_in_a_report

from rubrikdsl.records.read import read
from rubrikdsl.records.write import to_csv
from rubrikdsl.records.write import to_json
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.translate import translate
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.scoring import told
from rubrikdsl.workspace.shelf import Ready

Target = Callable[[bytes], None]
Form = Literal["csv", "toml", "json"]

RUBRIC = """rubric village
  score total 0 .. 100
    aspect service weight 60%
      indicator pledge weight 50%
        complete 100
        none       0
      indicator staff weight 50% 0 .. 3 may be not applicable
    aspect premises weight 40%
      indicator rooms weight 100% checklist
        ramp weight 60%
        sign weight 40%
  inputs
    day date
    kinds any of a, b
    online yes or no default no
  bands class of total
    range     code
    from 50   A
    below 50  B

rubric district
  collect villages by village at least 1
  score mean_of 0 .. 100
    = mean(villages.total)
"""


@cache
def rubrics() -> tuple[Ready, Ready]:
    """What data are read for: a rubric, and one that collects units of it."""
    found = checked(RUBRIC)
    assert not found.has_errors, [str(each.message) for each in found.diagnostics]
    one, of_all = found.rubrics
    return one, of_all


def text_of(data: bytes) -> str:
    """Bytes as a text; a lone surrogate is kept, for a text that is handed in may have one."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def parser(data: bytes) -> None:
    """Any text has lines and a tree, and what could not be read is told within it."""
    text = text_of(data)
    document, findings = space().read(Source(FILE, text))
    assert len(document.file.rubrics) <= text.count("\n") + 1
    for found in findings:
        assert 0 <= found.primary.place.start <= found.primary.place.end <= len(text)
        assert found.message.read("en") and found.message.read("id")


def checker(data: bytes) -> None:
    """Any text ends in a report, and laying it out changes no finding."""
    ends_in_a_report(text_of(data))


def formatter(data: bytes) -> None:
    """Laying out twice is once, and a sound text is the same in the other vocabulary and back."""
    document, findings = space().read(Source(FILE, text_of(data)))
    lexicon = space().grammar.lexicon
    laid_out = format_document(document, lexicon)
    again, _ = space().read(Source(FILE, laid_out))
    assert format_document(again, lexicon) == laid_out
    if any(found.severity == "error" for found in findings):
        return
    assert again.file == document.file
    other: tree.Vocabulary = "id" if document.vocabulary == "en" else "en"
    there, clashes = translate(document, other, space().grammar)
    if not clashes:
        assert not [f for f in space().read(Source(FILE, there))[1] if f.severity == "error"]


def _scored(form: Form, data: bytes, flat: bool) -> None:
    one, of_all = rubrics()
    sheet = read(f"data.{form}", data, form)
    assert sheet.records or sheet.problems
    for problem in sheet.problems:
        assert problem.message.read("en") and problem.message.read("id")
    ready, reading = (of_all, Reading(by=("place",))) if flat else (one, Reading())
    rows, problems = score(ready, sheet.records, reading)
    for problem in (*problems, *(p for row in rows for p in row.result.problems)):
        assert problem.message.read("en") and problem.message.read("id")
    scored = [told(row) for row in rows]
    assert to_json(scored)
    assert to_csv(scored) or not rows


def csv(data: bytes) -> None:
    """Any bytes as a table: records of a rubric, or problems."""
    _scored("csv", data, flat=False)


def flat(data: bytes) -> None:
    """Any bytes as a table whose rows are the units of records."""
    _scored("csv", data, flat=True)


def toml(data: bytes) -> None:
    """Any bytes as TOML."""
    _scored("toml", data, flat=False)


def json(data: bytes) -> None:
    """Any bytes as JSON."""
    _scored("json", data, flat=False)


TARGETS: Mapping[str, Target] = {
    "parser": parser,
    "checker": checker,
    "formatter": formatter,
    "csv": csv,
    "flat": flat,
    "toml": toml,
    "json": json,
}

OF_SUFFIX: Mapping[str, tuple[Target, ...]] = {
    ".rubrik": (parser, checker, formatter),
    ".csv": (csv, flat),
    ".toml": (toml,),
    ".json": (json,),
}
"""What a file of the corpus is fed to."""

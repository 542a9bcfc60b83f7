"""Drawing findings: the only place that turns a diagnostic into text.

`render` draws a list of findings in one of the formats; `summary` sums them up in a line. Nothing here
sorts, filters or prints. Each format is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics import problems
from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.render.problem import render_problem as render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import Source

Format = Literal["text", "concise", "json", "github"]
WIDTH = 120
"""The columns that a line of a rubric may take before only a part of it is shown."""

FORMATS: tuple[Format, ...] = ("text", "concise", "json", "github")


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    format: Format = "text",
    language: Language = "en",
    color: bool = False,
    width: int = WIDTH,
) -> str:
    """The findings in a format; `sources` are the texts by name. Colour and width concern `text` only."""
    match format:
        case "text":
            from rubrikdsl.diagnostics.render import text

            return text.render(diagnostics, sources, language, color, width)
        case "concise":
            from rubrikdsl.diagnostics.render import concise

            return concise.render(diagnostics, sources, language)
        case "json":
            from rubrikdsl.diagnostics.render import json

            return json.render(diagnostics, sources, language)
        case "github":
            from rubrikdsl.diagnostics.render import github

            return github.render(diagnostics, sources, language)
        case _:
            assert_never(format)


def summary(diagnostics: Iterable[Diagnostic], language: Language = "en", files: int | None = None) -> str:
    """`2 errors, 1 warning in 3 files`; `files` is how many were read, else those with findings count."""
    found = tuple(diagnostics)
    return problems.counted(
        sum(each.severity == "error" for each in found),
        sum(each.severity == "warning" for each in found),
        len({each.primary.place.file for each in found}) if files is None else files,
        sum(each.fix is not None and each.fix.safety == "safe" for each in found),
    ).read(language)

"""One line a finding: `file:line:col: error[code] message: label`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.problems import SEVERITY
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import Source


def render(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language = "en"
) -> str:
    """All findings, each on a line of its own; empty where there are none."""
    return "".join(f"{clean(_line(each, sources, language))}\n" for each in diagnostics)


def _line(diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language) -> str:
    place = diagnostic.primary.place
    where = place.file
    if source := sources.get(place.file):
        line, column = source.position(place.start)
        where = f"{place.file}:{line}:{column}"
    what = f"{SEVERITY[diagnostic.severity].read(language)}[{diagnostic.code}]"
    said = [diagnostic.message.read(language), diagnostic.primary.text.read(language)]
    return f"{where}: " * bool(where) + f"{what} " + ": ".join(filter(None, said))

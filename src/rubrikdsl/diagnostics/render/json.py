"""Findings for machines: one JSON object, version 1.

```
{"schema": "rubrik-diagnostics", "version": 1, "language": "en", "errors": 1, "warnings": 0,
 "diagnostics": [
   {"code": "band-gap", "severity": "error" | "warning", "message": "…",
    "primary": LABEL, "secondary": [LABEL, …], "notes": ["…", …], "helps": ["…", …],
    "fix": null | {"title": "…", "safety": "safe" | "unsafe" | "display",
                   "edits": [{"place": PLACE, "new": "…"}, …]}}, …]}
LABEL  {"place": PLACE, "text": "…"}
PLACE  {"file": "…", "start": POINT, "end": POINT}; the end is not part of the stretch
POINT  {"line": 41, "column": 5, "offset": 1203}; lines and columns from 1, offsets from 0, all in
       characters (code points), never in bytes; line and column are null where the text is not at hand
```
Fields may be added within a version; none changes its meaning. Sentences are in `language`; everything
else is the same in every language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Fix
from rubrikdsl.diagnostics.model import Label
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import Place
from rubrikdsl.source import Source

VERSION = 1


def render(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language = "en"
) -> str:
    """All findings as one JSON text with a line end."""
    return json.dumps(to_dict(diagnostics, sources, language), ensure_ascii=False, indent=2) + "\n"


def to_dict(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language = "en"
) -> dict[str, object]:
    """The object that `render` writes."""
    found = tuple(diagnostics)
    return {
        "schema": "rubrik-diagnostics",
        "version": VERSION,
        "language": language,
        "errors": sum(each.severity == "error" for each in found),
        "warnings": sum(each.severity == "warning" for each in found),
        "diagnostics": [_diagnostic(each, sources, language) for each in found],
    }


def _diagnostic(
    diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language
) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message.read(language),
        "primary": _label(diagnostic.primary, sources, language),
        "secondary": [_label(label, sources, language) for label in diagnostic.secondary],
        "notes": [note.read(language) for note in diagnostic.notes],
        "helps": [help.read(language) for help in diagnostic.helps],
        "fix": _fix(diagnostic.fix, sources, language) if diagnostic.fix else None,
    }


def _fix(fix: Fix, sources: Mapping[str, Source], language: Language) -> dict[str, object]:
    edits = [{"place": _place(edit.place, sources), "new": edit.new} for edit in fix.edits]
    return {"title": fix.title.read(language), "safety": fix.safety, "edits": edits}


def _label(label: Label, sources: Mapping[str, Source], language: Language) -> dict[str, object]:
    return {"place": _place(label.place, sources), "text": label.text.read(language)}


def _place(place: Place, sources: Mapping[str, Source]) -> dict[str, object]:
    source = sources.get(place.file)
    return {"file": place.file, "start": _point(place.start, source), "end": _point(place.end, source)}


def _point(offset: int, source: Source | None) -> dict[str, int | None]:
    line, column = source.position(offset) if source else (None, None)
    return {"line": line, "column": column, "offset": offset}

"""Findings drawn for people: the lines of the rubric, the places marked, and what to do.

```
error[band-gap]: scores between 87.99 and 88.00 belong to no band
  --> rubrics/ombudsman/kepatuhan_2022.rubrik:42:15
   |
41 |     88.00 .. 100.00  A     "Kualitas Tertinggi"  hijau
   |     ----- A starts here
42 |     78.00 ..  87.99  B     "Kualitas Tinggi"     hijau
   |               ^^^^^ B ends here
   |
   = note: `nilai` is not rounded, so 87.995 is a possible score
   = help: round the score (`places 2`), or write `from 88` and `from 78`
```
The head names the primary place, which is marked `^`; other places are marked `-`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Label
from rubrikdsl.diagnostics.problems import SEVERITY
from rubrikdsl.diagnostics.render.advice import advice
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.excerpt import Mark
from rubrikdsl.diagnostics.render.excerpt import draw
from rubrikdsl.diagnostics.render.paint import Style
from rubrikdsl.diagnostics.render.paint import paint
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import Source


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    language: Language,
    color: bool,
    width: int,
) -> str:
    """All findings, a blank line after each; empty where there are none."""
    return "".join(f"{_drawn(each, sources, language, color, width)}\n\n" for each in diagnostics)


def _drawn(
    diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language, color: bool, width: int
) -> str:
    style: Style = diagnostic.severity
    head = paint(f"{SEVERITY[diagnostic.severity].read(language)}[{diagnostic.code}]", style, color)
    lines = [f"{head}{paint(f': {clean(diagnostic.message.read(language))}', 'bold', color)}"]

    labels = (diagnostic.primary, *diagnostic.secondary)
    files = dict.fromkeys(label.place.file for label in labels if label.place.file)
    known = [label for label in labels if label.place.file in sources]
    last = max((sources[label.place.file].position(label.place.end)[0] for label in known), default=1)
    gutter = len(str(last))
    for index, file in enumerate(files):
        here = [label for label in labels if label.place.file == file]
        arrow = "-->" if index == 0 else ":::"
        where = clean(file)
        source = sources.get(file)
        if source:
            line, column = source.position(here[0].place.start)
            where = f"{where}:{line}:{column}"
        lines.append(f"{' ' * gutter}{paint(arrow, 'gutter', color)} {where}")
        if source:
            marks = [_mark(label, label is diagnostic.primary, style, source, language) for label in here]
            lines += draw(source, marks, gutter, color, width)

    below = advice(diagnostic, language)
    if below and known:
        lines.append(f"{' ' * gutter} {paint('|', 'gutter', color)}")
    for lead, said in below:
        words = f"{paint(lead, 'bold', color)}: {clean(said)}"
        lines.append(f"{' ' * gutter} {paint('=', 'gutter', color)} {words}")
    return "\n".join(lines)


def _mark(label: Label, primary: bool, style: Style, source: Source, language: Language) -> Mark:
    return Mark(
        source.position(label.place.start),
        source.position(max(label.place.start, label.place.end)),
        clean(label.text.read(language)),
        "^" if primary else "-",
        style if primary else "gutter",
    )

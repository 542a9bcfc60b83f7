"""Laws of one text: their editions, consolidated and checked."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cache

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.plan.digest import digest
from rubrikdsl.plan.from_model import lower_placed
from rubrikdsl.semantics import model
from rubrikdsl.semantics.from_tree import resolve
from rubrikdsl.source import Source
from rubrikdsl.versions.consolidate import Consolidated
from rubrikdsl.versions.consolidate import Readings
from rubrikdsl.versions.consolidate import consolidate
from rubrikdsl.versions.law import Edition
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Law
from rubrikdsl.versions.law import edition_on
from rubrikdsl.versions.law import editions
from rubrikdsl.versions.law import instruments
from rubrikdsl.versions.law import law
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace

FILE = "case.rubrik"


@cache
def space() -> Workspace:
    """One workspace for its grammar."""
    return Workspace(cache=Cache(None))


@dataclass(frozen=True)
class Case:
    """A text with its one law."""

    source: Source
    law: Law
    findings: tuple[Diagnostic, ...]

    def editions(self, known: date | None = None) -> tuple[Edition, ...]:
        return editions(self.law, known)

    def on(self, day: str, readings: Readings = (), known: date | None = None) -> Consolidated:
        """The text of a day."""
        found = edition_on(self.editions(known), date.fromisoformat(day))
        assert found is not None, day
        return consolidate(found, readings, space().grammar)


def case(*texts: str) -> Case:
    """Texts whose instruments are all of one law; a file each."""
    found: list[tuple[str, Instrument]] = []
    sources = [Source(f"case{number or ''}.rubrik", text) for number, text in enumerate(texts)]
    for source in sources:
        document, unread = space().read(source)
        assert not [finding for finding in unread if finding.severity == "error"], unread
        found += instruments(source, document)
    (name,) = {name for name, _ in found}
    made, findings = law(name, [instrument for _, instrument in found])
    return Case(sources[0], made, findings)


def lines(text: Consolidated) -> list[str]:
    """What a text says, line by line, without remarks and in single spaces."""
    return [
        " ".join(line.split("  # ")[0].split())
        for line in text.source.text.splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


def modelled(text: Consolidated) -> model.Rubric:
    """The model of a text, which must have no error."""
    found = resolve(text.rubric, text.document.vocabulary, text.source).rubric
    assert found is not None
    return replace(found, former=tuple((one.old, one.new) for one in text.renamed))


def meaning(text: str) -> str:
    """The digest of what a rubric means; it must have no error."""
    source = Source("meant.rubrik", text)
    document, unread = space().read(source)
    assert not unread, unread
    found = resolve(document.file.rubrics[0], document.vocabulary, source)
    assert found.rubric is not None, found.findings
    plan, _ = lower_placed(found.rubric)
    return digest(plan)

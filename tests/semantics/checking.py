"""Text in, findings and model out: what the tests of this room share."""

from __future__ import annotations

from functools import cache

from rubrikdsl import assets
from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.semantics.from_tree import resolve
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.source import Source
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse


@cache
def grammar() -> Grammar:
    """The grammar, built once."""
    folder = assets.folder("grammars")
    return Grammar.build(
        {p.name: p.read_text("utf-8") for p in sorted(folder.iterdir()) if p.suffix in (".lark", ".toml")}
    )


class Checked:
    """A text that was checked: findings of its words, findings of this room, models by name."""

    def __init__(self, text: str) -> None:
        self.source = Source("test.rubrik", text)
        document, self.broken = parse(self.source, grammar())
        self.models: dict[str, Rubric] = {}
        self.findings: list[Diagnostic] = []
        failed: set[str] = set()
        for rubric in document.file.rubrics:
            name = rubric.name.text

            def find(wanted: str, open_: str = name) -> Rubric | Unfound:
                if wanted == open_:
                    return Unfound("circular")
                if wanted in failed:
                    return Unfound("broken")
                return self.models.get(wanted) or Unfound("unknown", tuple(self.models))

            resolved = resolve(rubric, document.file.vocabulary, self.source, find)
            self.findings += resolved.findings
            if resolved.rubric is None:
                failed.add(name)
            else:
                self.models[name] = resolved.rubric

    @property
    def model(self) -> Rubric:
        """The last rubric's model."""
        return list(self.models.values())[-1]

    @property
    def codes(self) -> list[str]:
        """The codes of this room's findings."""
        return [found.code for found in self.findings]

    def at(self, found: Diagnostic) -> str:
        """What a finding points at."""
        return self.source.text[found.primary.place.start : found.primary.place.end]

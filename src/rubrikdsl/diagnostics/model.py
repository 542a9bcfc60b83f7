"""What a finding is made of: code, severity, message, labels, notes, helps, a fix."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.source import Place

Severity = Literal["error", "warning"]
"""An error stops the rubric from being used; a warning does not."""

Safety = Literal["safe", "unsafe", "display"]
"""`safe`: changes no score; `unsafe`: may change meaning; `display`: an idea to show, never applied."""


@dataclass(frozen=True, slots=True)
class Label:
    """A place with what stands there. The primary label makes sense alone, in at most six words."""

    place: Place
    text: Words


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `place` with `new`."""

    place: Place
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One repair: what it does, its edits (sorted, not overlapping) and how safe it is."""

    title: Words
    edits: tuple[Edit, ...]
    safety: Safety


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, told once.

    `code` is a stable name such as `band-gap`; `message` is lower case, without a full stop, at most 72
    characters, and says what is wrong in the rubric's own terms; `notes` say why; `helps` say what to
    do; at most one `fix`.
    """

    code: str
    severity: Severity
    message: Words
    primary: Label
    secondary: tuple[Label, ...] = ()
    notes: tuple[Words, ...] = ()
    helps: tuple[Words, ...] = ()
    fix: Fix | None = None

    def spelt(self, code: Language) -> Diagnostic:
        """The same finding, with the words of the rubric's language in all that is to be written."""

        def label(one: Label) -> Label:
            return dataclasses.replace(one, text=one.text.spelt(code))

        return dataclasses.replace(
            self,
            message=self.message.spelt(code),
            primary=label(self.primary),
            secondary=tuple(map(label, self.secondary)),
            notes=tuple(note.spelt(code) for note in self.notes),
            helps=tuple(help.spelt(code) for help in self.helps),
            fix=self.fix and dataclasses.replace(self.fix, title=self.fix.title.spelt(code)),
        )


@dataclasses.dataclass(slots=True)
class Report:
    """Collects the findings of passes; the same finding at the same place is kept once."""

    _found: dict[tuple[object, ...], Diagnostic] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic) -> None:
        """Add one finding."""
        key = (diagnostic.primary.place, diagnostic.code, diagnostic.message)
        self._found.setdefault(key, diagnostic)

    def extend(self, diagnostics: Iterator[Diagnostic] | tuple[Diagnostic, ...]) -> None:
        """Add several findings."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings by file, place, then code."""
        return tuple(sorted(self._found.values(), key=lambda d: (d.primary.place, d.code)))

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(d.severity == "error" for d in self._found.values())

    def __len__(self) -> int:
        return len(self._found)

"""Where a session stands: what was asked for, never what was answered.

A `State` names a rubric and data files; what these hold is looked up in the `World`. So a state can be
compared, kept for `undo`, and reached again by typing the same lines, whatever the files hold by then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from rubrikdsl import Language
from rubrikdsl.frozen import dataclass

Switch = Literal["auto", "on", "off"]
Keys = Literal["emacs", "vi"]


@dataclass(frozen=True, slots=True)
class WantedRubric:
    """A rubric as it was asked for: a file or a stock name, which of the file, and which text of it."""

    rubric: str
    name: str | None = None
    on: date | None = None
    known: date | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedData:
    """Data files as they were asked for, and how their rows become records (as `rubrik score` has it)."""

    files: tuple[str, ...]
    sheet: str | None = None
    id: str | None = None
    by: tuple[str, ...] = ()
    split: tuple[str, str] | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How replies are said and drawn. `width` None: that of the screen.

    `keys`, `tips` and `pager` are for terminals only.
    """

    language: Language = "en"
    width: int | None = None
    colour: Switch = "auto"
    unicode: Switch = "auto"
    keys: Keys = "emacs"
    tips: Switch = "on"
    pager: Switch = "on"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if that is kept: of which record, and what is assumed, one step after the other."""

    name: str
    unit: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What every command starts from; `unit` is the record that was last spoken of.

    `lets` are names that were given to expressions, each with its text.
    """

    rubric: WantedRubric | None = None
    data: WantedData | None = None
    unit: str | None = None
    settings: Settings = Settings()
    scenarios: tuple[Scenario, ...] = ()
    lets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What a line did to a file."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line that changed something, the state before and after it, and what it did to a file."""

    line: str
    before: State
    after: State
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """The way of a session: where it stands, what can be taken back and done again, what was typed.

    `earlier` is the line that began it and the session before that, where there was one.
    """

    now: State
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    lines: tuple[str, ...] = ()
    earlier: tuple[str, Track] | None = None

    @property
    def first(self) -> State:
        """Where the session began."""
        return self.done[0].before if self.done else self.now

    def stepped(self, line: str, after: State) -> Track:
        """After a line that led to `after`; where nothing changes there is no step."""
        if after == self.now:
            return self
        return replace(self, now=after, done=(*self.done, Step(line, self.now, after)), undone=())

    def edited(self, line: str, edit: Edit) -> Track:
        """After a line that changed a file, and not where the session stands: what was undone stays so.

        So a session without the lines that changed files goes the same way, step by step.
        """
        return replace(self, done=(*self.done, Step(line, self.now, self.now, edit)))

    def typed(self, line: str) -> Track:
        """With a line more among those that were typed."""
        return replace(self, lines=(*self.lines, line))

    def back(self) -> Track:
        """Before the last step; the caller looks whether there is one."""
        *done, last = self.done
        return replace(self, now=last.before, done=tuple(done), undone=(last, *self.undone))

    def forward(self) -> Track:
        """After the step that was last taken back; the caller looks whether there is one."""
        first, *undone = self.undone
        return replace(self, now=first.after, done=(*self.done, first), undone=tuple(undone))

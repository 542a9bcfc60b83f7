"""What the files hold that a state names: opened when it is asked for, kept while they stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic
from typing import TypeVar

from rubrikdsl import Data
from rubrikdsl import FileError
from rubrikdsl import Inspection
from rubrikdsl import Population
from rubrikdsl import Rubric
from rubrikdsl import RubricError
from rubrikdsl import check_file
from rubrikdsl import load
from rubrikdsl import read_data
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.moved import Watch
from rubrikdsl_repl.moved import moved
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import NOT_UNDERSTOOD
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.stamps import Stamp
from rubrikdsl_repl.stamps import rubric_files
from rubrikdsl_repl.stamps import stamp
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import WantedData
from rubrikdsl_repl.state import WantedRubric

MOST, RECORDS = 12, 500_000
"""Populations that are kept, and records in all of them: of undo, of scenarios, of what is compared."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """What was made of files (or why nothing could be), what these were like, and when that was looked at."""

    value: T | CommandError
    stamp: Stamp
    line: int

    def get(self) -> T:
        """The value; raises why there is none."""
        if isinstance(self.value, CommandError):
            raise self.value
        return self.value


class World:
    """Rubrics and data by what was asked for. Every method raises `CommandError` where there is none.

    Files are looked at once a line. One that cannot be used any more is told, and what it said before stays
    in use: an edit that is half done must not end a session. `watch` is told how far long work is.
    """

    def __init__(self, limits: Mapping[str, int] | None = None, watch: Watch | None = None) -> None:
        self.watch = watch
        self._limits = limits
        self._line = 0
        self._news: tuple[Part, ...] = ()
        self._rubrics: dict[WantedRubric, Held[Rubric]] = {}
        self._data: dict[tuple[tuple[str, ...], str | None], Held[Data]] = {}
        self._populations: dict[tuple[int, int, WantedData], Population] = {}

    def begin(self, state: State) -> None:
        """Begin a line: the files of the state are looked at, and what moved with them becomes news.

        A line that changes a file itself begins once more after that.
        """
        self._line += 1
        before = self._known(state)
        try:
            if state.rubric is not None:
                self.opened(state.rubric)
            if state.data is not None:
                self.read(state.data)
            if before is not None and before is not self._known(state):
                self._news = (*self._news, *moved(before, self.population(state), self.watch))
        except CommandError:  # it was never there: the command that needs it will say so
            pass

    def news(self) -> tuple[Part, ...]:
        """What is to be told of changed files, once."""
        told, self._news = self._news, ()
        return told

    def retell(self, news: tuple[Part, ...]) -> None:
        """News that nobody saw after all, since Ctrl-C stopped the line."""
        self._news = (*news, *self._news)

    def rubric(self, state: State) -> Rubric:
        """The rubric of a state."""
        if state.rubric is None:
            raise CommandError(*problems.no_rubric(), code=FAILED)
        return self.opened(state.rubric)

    def data(self, state: State) -> Data:
        """The rows of a state."""
        if state.data is None:
            raise CommandError(*problems.no_data(), code=FAILED)
        return self.read(state.data)

    def population(self, state: State) -> Population:
        """The records of a state: its rows under its rubric, each scored when it is first asked for."""
        rubric = self.rubric(state)
        if state.data is None:
            raise CommandError(*problems.no_data(), code=FAILED)
        return self.together(rubric, state.data)

    def together(self, rubric: Rubric, wanted: WantedData) -> Population:
        """Rows under any rubric; what was scored before is not scored again."""
        data = self.read(wanted)
        key = (id(rubric), id(data), wanted)  # a population holds both: neither number is given anew
        found = self._populations.get(key) or rubric.population(
            data, id_column=wanted.id, by=wanted.by, by_split=wanted.split, collection=wanted.collection
        )
        kept = [(each, people) for each, people in self._populations.items() if each != key]
        while kept and (len(kept) >= MOST or sum(len(one) for _, one in kept) + len(found) > RECORDS):
            del kept[0]
        self._populations = dict([*kept, (key, found)])
        return found

    def inspection(self, state: State) -> Inspection:
        """What the checker finds in the file of a state's rubric."""
        if state.rubric is None:
            raise CommandError(*problems.no_rubric(), code=FAILED)
        try:
            return check_file(state.rubric.rubric, limits=self._limits)
        except FileError as error:
            raise CommandError(error.message, code=UNREADABLE) from error

    def opened(self, wanted: WantedRubric) -> Rubric:
        """The rubric that was asked for."""
        held = self._rubrics.get(wanted)
        if held is None or held.line != self._line:
            now = stamp(rubric_files(wanted.rubric))
            found = self._load(wanted) if held is None or held.stamp != now else held.value
            if held is not None and found is not held.value:
                found = self._told(wanted.rubric, held, found, own=held.stamp[:1] != now[:1])
            held = self._rubrics[wanted] = Held(found, now, self._line)
        return held.get()

    def read(self, wanted: WantedData) -> Data:
        """The rows that were asked for."""
        key = (wanted.files, wanted.sheet)
        held = self._data.get(key)
        if held is None or held.line != self._line:
            now = stamp(wanted.files)
            found = self._read(wanted) if held is None or held.stamp != now else held.value
            if held is not None and found is not held.value:
                found = self._told(", ".join(wanted.files), held, found)
            held = self._data[key] = Held(found, now, self._line)
        return held.get()

    def _told(
        self, name: str, held: Held[T], found: T | CommandError, *, own: bool = False
    ) -> T | CommandError:
        """What to go on with after files changed, and news of it; `own`: the file of that name did."""
        before = held.value
        if isinstance(found, CommandError):
            if isinstance(before, CommandError):
                return found
            self._news = (*self._news, Text(words.kept(name)), *found.parts)
            return before
        same = _digest(before) == _digest(found)
        if own or not same:
            self._news = (*self._news, Text(words.changed(name)))
        return before if same and isinstance(found, Data) else found

    def _load(self, wanted: WantedRubric) -> Rubric | CommandError:
        try:
            return load(
                wanted.rubric,
                wanted.name,
                on=wanted.on,
                known=wanted.known,
                readings=wanted.readings,
                limits=self._limits,
            )
        except RubricError as error:
            return refusal(error)

    def _read(self, wanted: WantedData) -> Data | CommandError:
        try:
            return read_data(*wanted.files, sheet=wanted.sheet, limits=self._limits)
        except FileError as error:
            return CommandError(error.message, code=UNREADABLE)

    def _known(self, state: State) -> Population | None:
        """The population of a state as far as it was made, without a look at any file."""
        rubric = None if state.rubric is None else self._rubrics.get(state.rubric)
        data = None if state.data is None else self._data.get((state.data.files, state.data.sheet))
        if rubric is None or data is None or state.data is None:
            return None
        return self._populations.get((id(rubric.value), id(data.value), state.data))


def _digest(value: object) -> str | None:
    return value.digest if isinstance(value, (Rubric, Data)) else None


def refusal(error: RubricError) -> CommandError:
    """Why a rubric cannot be used: its findings as the checker draws them, or the reason."""
    helps = () if error.help is None else (error.help, problems.choose_text())
    if not error.diagnostics:
        code = NOT_UNDERSTOOD if error.moment else UNREADABLE
        return CommandError(error.message, *helps, code=code, stays=error.moment)
    refused = CommandError(error.message, code=FAILED, stays=True)
    refused.parts = (Findings(error.diagnostics, error.sources),)
    return refused

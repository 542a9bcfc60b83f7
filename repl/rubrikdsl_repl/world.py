"""What the files hold that a state names: opened when it is asked for, kept while they stay the same."""

from __future__ import annotations

from collections.abc import Mapping

from rubrikdsl import Data
from rubrikdsl import FileError
from rubrikdsl import Population
from rubrikdsl import Rubric
from rubrikdsl import RubricError
from rubrikdsl import load
from rubrikdsl import read_data
from rubrikdsl_repl import problems
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import NOT_UNDERSTOOD
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import WantedData
from rubrikdsl_repl.state import WantedRubric

MOST = 12
"""Populations that are kept: those of undo, of scenarios and of what is compared."""


class World:
    """Rubrics and data by what was asked for. Every method raises `CommandError` where there is none."""

    def __init__(self, limits: Mapping[str, int] | None = None) -> None:
        self._limits = limits
        self._rubrics: dict[WantedRubric, Rubric] = {}
        self._data: dict[tuple[str, ...], Data] = {}
        self._populations: dict[tuple[int, int, WantedData], Population] = {}

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
        found = self._populations.pop(key, None) or rubric.population(
            data, id_column=wanted.id, by=wanted.by, by_split=wanted.split, collection=wanted.collection
        )
        self._populations = dict([*self._populations.items(), (key, found)][-MOST:])
        return found

    def opened(self, wanted: WantedRubric) -> Rubric:
        """The rubric that was asked for."""
        if wanted not in self._rubrics:
            try:
                self._rubrics[wanted] = load(
                    wanted.rubric,
                    wanted.name,
                    on=wanted.on,
                    known=wanted.known,
                    readings=wanted.readings,
                    limits=self._limits,
                )
            except RubricError as error:
                raise refusal(error) from error
        return self._rubrics[wanted]

    def read(self, wanted: WantedData) -> Data:
        """The rows that were asked for."""
        if wanted.files not in self._data:
            try:
                self._data[wanted.files] = read_data(*wanted.files, limits=self._limits)
            except FileError as error:
                raise CommandError(error.message, code=UNREADABLE) from error
        return self._data[wanted.files]


def refusal(error: RubricError) -> CommandError:
    """Why a rubric cannot be used: its findings as the checker draws them, or the reason."""
    helps = () if error.help is None else (error.help,)
    if not error.diagnostics:
        return CommandError(error.message, *helps, code=NOT_UNDERSTOOD if error.moment else UNREADABLE)
    refused = CommandError(error.message, code=FAILED)
    refused.parts = (Findings(error.diagnostics, error.sources),)
    return refused

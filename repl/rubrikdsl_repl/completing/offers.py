"""The menus of a session: made once for a rubric and its records, and looked through at every key."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from typing import TypeVar

from rubrikdsl import Language
from rubrikdsl import Population
from rubrikdsl import Rubric
from rubrikdsl import stock_rubrics
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu
from rubrikdsl_repl.state import State
from rubrikdsl_repl.world import World

if TYPE_CHECKING:
    from rubrikdsl_repl.completing.entries import Entries

Held = TypeVar("Held")

NOTHING = Menu.of(())
_SIGNS = re.compile(r"[:,;>=()\[\]]|^\s|\s$")


class Offers:
    """What can be offered where a session stands, without anything that is not there."""

    def __init__(
        self, language: Language, rubric: Rubric | None = None, people: Population | None = None
    ) -> None:
        self.language = language
        self.rubric, self.people = rubric, people
        self._menus: dict[str, Callable[[], Menu]] = {
            "unit": lambda: self.units,
            "name": lambda: self.entries.all,
            "class": lambda: self.entries.classes,
            "ranking": lambda: self.entries.rankings,
            "column": lambda: self.columns,
            "day": lambda: self.days,
            "reading": lambda: self.readings,
            "rubric": lambda: self.rubrics,
        }

    def menu(self, kind: str) -> Menu:
        """The menu for what an argument is completed with."""
        made = self._menus.get(kind)
        return made() if made else NOTHING

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.people.names) if self.people else 0

    @cached_property
    def entries(self) -> Entries:
        """The names of the rubric."""
        from rubrikdsl_repl.completing.entries import entries_of  # with the lexer, which no prompt waits for

        beside = self.people.entries if self.people else ()
        return entries_of((*(self.rubric.entries if self.rubric else ()), *beside), self.language)

    @cached_property
    def units(self) -> Menu:
        """The names of the records."""
        return Menu.of(map(_unit, self.people.names if self.people else ()))

    @cached_property
    def columns(self) -> Menu:
        """The columns of the data."""
        return _plain(self.people.data.columns if self.people else ())

    @cached_property
    def days(self) -> Menu:
        """The first days of the editions, and the last of those that end."""
        found: dict[str, str] = {}
        for edition in self.rubric.editions if self.rubric else ():
            label = "; ".join(edition.instruments)
            for day in (edition.start, edition.end):
                if day is not None:
                    found.setdefault(day.isoformat(), label)
        return Menu.of(Choice(day, label) for day, label in found.items())

    @cached_property
    def readings(self) -> Menu:
        """How what the rubric leaves open can be read."""
        left = self.rubric.readings.items() if self.rubric else ()
        return Menu.of(Choice(reading, ambiguity) for ambiguity, readings in left for reading in readings)

    @cached_property
    def rubrics(self) -> Menu:
        """The stock rubrics."""
        return _plain(stock_rubrics())


def offers_at(world: World, state: State, before: Offers | None) -> Offers:
    """The offers where a session stands; those of `before` while they still hold."""
    rubric, people = _held(world.rubric, state), _held(world.population, state)
    language = state.settings.language
    if before and before.rubric is rubric and before.people is people and before.language == language:
        return before
    return Offers(language, rubric, people)


def _held(of: Callable[[State], Held], state: State) -> Held | None:
    try:
        return of(state)
    except CommandError:
        return None


def _unit(name: str) -> Choice:
    """A record's name, in quotes where a sign of it would end it."""
    return Choice(f'"{name}"', said=name) if _SIGNS.search(name) else Choice(name)


def _plain(names: tuple[str, ...]) -> Menu:
    return Menu.of(Choice(name) for name in names)

"""What a line can name and set side by side: a record, as a scenario supposes it, or on another day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl.frozen import dataclass
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import read
from rubrikdsl_repl.asking import record
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.state import Scenario

if TYPE_CHECKING:
    from rubrikdsl import Population
    from rubrikdsl import Result


@dataclass(frozen=True, slots=True)
class Thing:
    """A record: its place in the data, its result, and what is assumed of it, one after the other."""

    name: str
    at: int
    result: Result
    steps: tuple[str, ...] = ()


def thing(call: Call, people: Population, named: Stretch) -> Thing:
    """The record or the scenario of a name; without one the record that was last spoken of."""
    for scenario in call.state.scenarios:
        if scenario.name == named.text:
            return supposed(call, people, scenario)
    at = record(call, people, named)
    return Thing(people.names[at], at, people[at])


def versioned(call: Call, people: Population, named: Stretch) -> Thing:
    """The same, or a record under another day or reading of the rubric: `Kota Metro@2025-06-30+kepatuhan`."""
    from rubrikdsl import parted

    name, on, readings = parted(named.text)
    wanted = call.state.rubric
    if wanted is None or (on is None and not readings) or people.which(named.text):
        return thing(call, people, named)
    at = record(call, people, Stretch(name, named.start))
    then = replace(wanted, on=on or wanted.on, readings=readings or wanted.readings)
    other = call.world.population(replace(call.state, rubric=then))
    return Thing(f"{people.names[at]}{named.text[len(name) :]}", at, other[at])


def supposed(call: Call, people: Population, scenario: Scenario) -> Thing:
    """A record as a scenario supposes it."""
    at = record(call, people, Stretch(scenario.unit, 0))
    result = people[at]
    for step in scenario.steps:
        assumption = read(Stretch(step, 0), lambda text: people.rubric.assume(text, first=call.language))
        result = assumption.of(result).result
    return Thing(scenario.name, at, result, scenario.steps)

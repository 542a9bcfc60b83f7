"""What a line can name and set side by side: a record, or one as a scenario supposes it."""

from __future__ import annotations

from rubrikdsl import Population
from rubrikdsl import Result
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import read
from rubrikdsl_repl.asking import record
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.state import Scenario


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


def supposed(call: Call, people: Population, scenario: Scenario) -> Thing:
    """A record as a scenario supposes it."""
    at = record(call, people, Stretch(scenario.unit, 0))
    result = people[at]
    for step in scenario.steps:
        result = (
            read(Stretch(step, 0), lambda t: people.rubric.assume(t, first=call.language)).of(result).result
        )
    return Thing(scenario.name, at, result, scenario.steps)

"""The score of one record."""

from __future__ import annotations

from dataclasses import replace

from rubrikdsl import Population
from rubrikdsl import Result
from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.moved import cell
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table


def score(call: Call) -> Done:
    """The values of a record."""
    people = call.world.population(call.state)
    at = _named(call, people)
    result = people[at]
    parts: tuple[Part, ...] = (_table(result),)
    if result.problems:
        parts = (*parts, Findings(result.problems))
    state = replace(call.state, unit=result.record)
    return Done(parts, state, CLEAN if result.is_final else FAILED)


def _named(call: Call, people: Population) -> int:
    """The place of the record that is named."""
    name = call.rest.strip()
    if not name:
        raise call.wrong(*problems.missing(UNIT.name, call.command.form))
    found = people.which(name)
    if not found:
        raise call.wrong(*problems.no_unit(name, people.nearest(name)), code=FAILED)
    if len(found) > 1:
        names = ", ".join(people.names[at] for at in found[:8])
        raise call.wrong(*problems.several_units(name, names), code=FAILED)
    return found[0]


def _table(result: Result) -> Table:
    rows = tuple((key, cell(result, key)) for key in result)
    return Table(result.record, (Column(""), Column(words.VALUE, "number")), rows)


UNIT = Argument(say("NAME", "NAMA"), "unit")

COMMANDS = (
    Command(
        say("score", "skor"),
        say("the values of a record", "nilai sebuah rekaman"),
        score,
        (UNIT,),
        examples=(say("score Kota Metro", "skor Kota Metro"),),
    ),
)

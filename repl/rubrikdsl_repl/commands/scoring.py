"""The score of one record."""

from __future__ import annotations

from dataclasses import replace

from rubrikdsl import RecordError
from rubrikdsl import Result
from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table


def score(call: Call) -> Done:
    """The values of a record."""
    name = call.rest.strip()
    rubric, data = call.world.rubric(call.state), call.world.data(call.state)
    if not name:
        raise call.wrong(*problems.missing(UNIT.name, call.command.form))
    id_column = call.state.data.id if call.state.data and call.state.data.id else "record"
    rows = {str(row.get(id_column, f"#{at}")): row for at, row in enumerate(data.rows, 1)}
    found = _named(call, name, tuple(rows))
    try:
        result = rubric.score(rows[found])
    except RecordError as error:
        refused = CommandError(problems.no_rubric()[0], code=FAILED)
        refused.parts = (Findings(error.problems),)
        raise refused from None
    parts: tuple[Part, ...] = (_table(found, result),)
    if result.problems:
        parts = (*parts, Findings(result.problems))
    state = replace(call.state, unit=found)
    return Done(parts, state, CLEAN if result.is_final else FAILED)


def _named(call: Call, name: str, known: tuple[str, ...]) -> str:
    folded = name.casefold()
    exact = [each for each in known if each.casefold() == folded]
    near = exact or [each for each in known if folded in each.casefold()]
    if len(near) > 1:
        raise call.wrong(*problems.several_units(name, ", ".join(near[:8])), code=FAILED)
    if not near:
        raise call.wrong(*problems.no_unit(name, known), code=FAILED)
    return near[0]


def _table(name: str, result: Result) -> Table:
    rows = tuple((key, _cell(result, key)) for key in result)
    return Table(name, (Column(""), Column(words.VALUE, "number")), rows)


def _cell(result: Result, name: str) -> Cell:
    value = result[name]
    if value is None:
        status = result.status(name)
        return None if status == "final" else Absent(status)
    return value


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

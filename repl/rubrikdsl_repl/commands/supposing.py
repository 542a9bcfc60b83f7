"""What if: a record with other answers, kept as a scenario that later commands can name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl import Number
from rubrikdsl import say
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import cell
from rubrikdsl_repl.asking import cells
from rubrikdsl_repl.asking import column
from rubrikdsl_repl.asking import cut
from rubrikdsl_repl.asking import main_names
from rubrikdsl_repl.asking import number
from rubrikdsl_repl.asking import parted
from rubrikdsl_repl.asking import read
from rubrikdsl_repl.asking import score_name
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import Scenario
from rubrikdsl_repl.things import Thing
from rubrikdsl_repl.things import supposed
from rubrikdsl_repl.things import thing

if TYPE_CHECKING:
    from rubrikdsl import Population
    from rubrikdsl import Result

AS, DROP = ("as", "sebagai"), ("drop", "hapus")
_UNMARKED = re.compile(r"(?P<name>.*\S)\s+\S+\s*=")
_NAME = re.compile(r"[^\W\d]\w*")


def what_if(call: Call) -> Done:
    """A record with other answers, before and after."""
    people = call.world.population(call.state)
    rest, wanted = cut(call.rest, *AS)
    parts = parted(rest, ":", most=2)
    named, text = parts if len(parts) == 2 else (Stretch("", 0), parts[0])
    if not text.text:
        raise call.wrong(*question_problems.no_assignment())
    without = _UNMARKED.match(text.text) if not named.text else None
    if without is not None and people.which(without["name"]):
        end = text.start + without.end("name")
        raise call.wrong(*question_problems.no_colon(without["name"]), start=text.start, end=end)
    name = _name(call, people, wanted)
    base = thing(call, people, named)
    assumption = read(text, lambda t: people.rubric.assume(t, first=call.language))
    found = assumption.of(base.result)
    after = found.result
    scenario = Scenario(name, people.names[base.at], (*base.steps, text.text))
    refused = any(problem.severity == "error" for problem in after.problems)
    told: list[Part] = []
    if refused:
        return Done((Findings(after.problems),), code=FAILED)
    told.append(_before_after(base, after, text.text))
    ranks = _ranks(call, people, base, after)
    if ranks is not None:
        told.append(Text(phrases.ranks(*ranks)))
    if found.aside:
        told.append(Text(phrases.set_aside(", ".join(found.aside)), "note"))
    told.append(Text(phrases.kept_as(name), "note"))
    if after.problems:
        told.append(Findings(after.problems))
    kept = (*(each for each in call.state.scenarios if each.name != name), scenario)
    state = replace(call.state, unit=people.names[base.at], scenarios=kept)
    return Done(tuple(told), state, CLEAN if after.is_final else FAILED)


def scenarios(call: Call) -> Done:
    """The scenarios that are kept, side by side, or one less."""
    words = call.rest.split()
    if words and words[0].casefold() in DROP:
        return _dropped(call, stretch(call.rest[len(words[0]) :], len(words[0])))
    if words:
        raise call.wrong(*problems.surplus(call.command.form))
    if not call.state.scenarios:
        return Done((Text(phrases.NO_SCENARIOS, "note"),))
    people = call.world.population(call.state)
    main = main_names(people.rubric)
    rows: list[tuple[Cell, ...]] = []
    for each in call.state.scenarios:
        head = (each.name, each.unit, "; ".join(each.steps))
        try:
            found = supposed(call, people, each).result
        except CommandError:  # it was made of another rubric, or of other data
            rows.append((*head, *(phrases.NO_FIT for _ in main)))
        else:
            rows.append((*head, *(cell(found, name) for name in main)))
    scored = (column(people.rubric, people, name) for name in main)
    columns = (Column(phrases.SCENARIO), Column(phrases.RECORD), Column(phrases.ASSUMED), *scored)
    return Done((Table("", columns, tuple(rows)),))


def _dropped(call: Call, name: Stretch) -> Done:
    known = tuple(each.name for each in call.state.scenarios)
    if name.text not in known:
        wrong = question_problems.no_scenario(name.text, known)
        raise call.wrong(*wrong, start=name.start, end=name.end)
    kept = tuple(each for each in call.state.scenarios if each.name != name.text)
    return Done((Text(phrases.dropped(name.text), "note"),), replace(call.state, scenarios=kept))


def _name(call: Call, people: Population, wanted: Stretch | None) -> str:
    """The name of a scenario: the one that is asked for, else the next number."""
    if wanted is None:
        taken = {each.name for each in call.state.scenarios}
        return next(name for at in range(1, len(taken) + 2) if (name := f"s{at}") not in taken)
    if not _NAME.fullmatch(wanted.text):
        raise call.wrong(*question_problems.bad_name(wanted.text), start=wanted.start, end=wanted.end)
    if wanted.text in people.names:
        raise call.wrong(*question_problems.taken_name(wanted.text), start=wanted.start, end=wanted.end)
    return wanted.text


def _before_after(base: Thing, after: Result, text: str) -> Table:
    before = base.result
    rows: list[tuple[Cell, ...]] = []
    for name in before:
        was, now = number(before.get(name)), number(after.get(name))
        move = None if was is None or now is None else Number(now - was)
        rows.append((name, cell(before, name), cell(after, name), move))
    columns = (
        Column(""),
        Column(phrases.BEFORE, "number"),
        Column(phrases.AFTER, "number"),
        Column(phrases.MOVE, "number"),
    )
    return Table(f"{before.record}: {text}", columns, tuple(rows))


def _ranks(call: Call, people: Population, base: Thing, after: Result) -> tuple[int, int, int] | None:
    """The rank by score before and after, the other records as they are, and how many there are with one."""
    score = score_name(people.rubric)
    if score is None:
        return None
    old, new = number(base.result.get(score)), number(after.get(score))
    if old is None or new is None:
        return None
    values = [number(value) for at, value in enumerate(cells(call, people, score)) if at != base.at]
    others = [value for value in values if value is not None]
    before, then = (1 + sum(value > own for value in others) for own in (old, new))
    return before, then, len(others) + 1


COMMANDS = (
    Command(
        say("what if", "andai"),
        say(
            "a record with other answers: before and after",
            "rekaman dengan jawaban lain: sebelum dan sesudah",
        ),
        what_if,
        (
            Argument(say("NAME:", "NAMA:"), "unit", optional=True),
            Argument(say("ANSWER = VALUE, …", "JAWABAN = NILAI, …"), "assumption"),
            Argument(say("SCENARIO", "SKENARIO"), keyword=say("as", "sebagai"), optional=True),
        ),
        say(
            "Answers are written as an example's `given` has them; options by their code, or by their label"
            " in"
            " quotes. A scenario may be the NAME of a further what-if.",
            "Jawaban ditulis seperti `diketahui` pada contoh; pilihan dengan kode, atau dengan label dalam"
            " tanda"
            " kutip. Skenario dapat menjadi NAMA pengandaian berikutnya.",
        ),
        (
            say(
                "what if Puskesmas Watdek: pengaduan.points = 20",
                "andai Puskesmas Watdek: pengaduan.poin = 20",
            ),
            say(
                "what if Kota Metro 2023: nilai = 88 as target",
                "andai Kota Metro 2023: nilai = 88 sebagai target",
            ),
        ),
    ),
    Command(
        say("scenario", "skenario"),
        say("the what-ifs that are kept, side by side", "semua pengandaian yang disimpan, berdampingan"),
        scenarios,
        (Argument(say("SCENARIO", "SKENARIO"), "scenario", say("drop", "hapus"), optional=True),),
        examples=(say("scenario", "skenario"), say("scenario drop s1", "skenario hapus s1")),
    ),
)

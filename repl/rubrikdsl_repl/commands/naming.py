"""Free expressions on the record that is spoken of, and names for expressions."""

from __future__ import annotations

import re
from dataclasses import replace

from rubrikdsl import say
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import answered
from rubrikdsl_repl.asking import asked
from rubrikdsl_repl.asking import kind_of
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.commands.supposing import DROP
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import State
from rubrikdsl_repl.things import thing
from rubrikdsl_repl.world import World

_NAMED = re.compile(r"\s*(?P<name>\S+)\s*=(?P<text>.*)", re.DOTALL)
_FIRST = re.compile(r"[\s(-]*(?P<number>\d)?(?P<name>[^\W\d]\w*)?")
_NAME = re.compile(r"[^\W\d]\w*")


def value(call: Call) -> Done:
    """An expression of the record that was last spoken of."""
    people = call.world.population(call.state)
    text = stretch(call.rest)
    if not text.text:
        raise call.wrong(*problems.missing(EXPRESSION.name, call.command.form))
    one = thing(call, people, Stretch("", 0))
    expression = asked(call, people, text)
    answer = expression.of(one.result)
    rows: list[tuple[Cell, ...]] = [(one.name, answered(answer))]
    rows += ((f"  {_titled(choice)}", answered(each)) for choice, each in answer.under)
    columns = (Column(""), Column(text.text, kind_of(expression)))
    parts: list[Part] = [Table("", columns, tuple(rows))]
    if answer.status != "final":
        parts.append(Text(phrases.why(answer.status, answer.waiting), "note"))
    return Done(tuple(parts), code=CLEAN if answer.status in ("final", "not-applicable") else FAILED)


def _titled(choice: tuple[tuple[str, str], ...]) -> str:
    """The readings of a choice."""
    return " + ".join(reading for _, reading in choice)


def let(call: Call) -> Done:
    """A name for an expression, or all names."""
    words = call.rest.split()
    if not words:
        if not call.state.lets:
            return Done((Text(phrases.NO_LETS, "note"),))
        columns = (Column(phrases.NAME), Column(phrases.MEANS))
        return Done((Table("", columns, call.state.lets),))
    if words[0].casefold() in DROP and len(words) == 2:
        return _dropped(call, words[1])
    found = _NAMED.fullmatch(call.rest)
    if found is None:
        raise call.wrong(*problems.missing(EXPRESSION.name, call.command.form))
    name, text = found["name"], stretch(found["text"], found.start("text"))
    start, end = found.span("name")
    if not _NAME.fullmatch(name):
        raise call.wrong(*question_problems.bad_name(name), start=start, end=end)
    people = call.world.population(call.state)
    if name in people.columns or any(name in (entry.name, entry.path) for entry in people.rubric.entries):
        raise call.wrong(*question_problems.taken_name(name), start=start, end=end)
    asked(call, people, text)  # it is read now, so that its faults are told now
    kept = (*((each, said) for each, said in call.state.lets if each != name), (name, text.text))
    return Done((Text(phrases.named_value(name, text.text), "note"),), replace(call.state, lets=kept))


def _dropped(call: Call, name: str) -> Done:
    known = tuple(each for each, _ in call.state.lets)
    if name not in known:
        start = call.rest.rindex(name)
        raise call.wrong(*question_problems.no_let(name, known), start=start, end=start + len(name))
    kept = tuple((each, said) for each, said in call.state.lets if each != name)
    return Done((Text(phrases.dropped(name), "note"),), replace(call.state, lets=kept))


EXPRESSION = Argument(say("EXPRESSION", "UNGKAPAN"), "expression")

VALUE = Command(
    say("=", "="),
    say("an expression of the record last spoken of", "ungkapan untuk rekaman yang terakhir disebut"),
    value,
    (EXPRESSION,),
    say(
        "In the rubric's own language. A line that begins with no command is read as an expression too.",
        "Dalam bahasa rubrik sendiri. Baris yang tidak diawali perintah juga dibaca sebagai ungkapan.",
    ),
    (
        say("= 88 - nilai", "= 88 - nilai"),
        say("= pengaduan.points + proses.points", "= pengaduan.poin + proses.poin"),
    ),
)

COMMANDS = (
    VALUE,
    Command(
        say("let", "misal"),
        say(
            "a name for an expression, for later questions", "nama bagi ungkapan, untuk pertanyaan berikutnya"
        ),
        let,
        (Argument(say("NAME = EXPRESSION", "NAMA = UNGKAPAN"), "expression", optional=True),),
        say(
            "`let` lists the names, `let drop NAME` forgets one.",
            "`misal` menampilkan semua nama, `misal hapus NAMA` menghapusnya.",
        ),
        (say("let gap = 88 - nilai", "misal jarak = 88 - nilai"), say("let drop gap", "misal hapus jarak")),
    ),
)


def is_value(line: str, state: State, world: World) -> bool:
    """Whether a line that is no command begins with a number, or a name of the rubric, data or session."""
    found = _FIRST.match(line)
    if found is None or state.rubric is None or state.data is None:
        return False
    if found["number"] is not None:
        return True
    try:
        people = world.population(state)
    except CommandError:
        return False
    names = {part for entry in people.rubric.entries for part in (entry.name, entry.path.partition(".")[0])}
    return found["name"] in {*names, *people.columns, *(name for name, _ in state.lets)}

"""Why not another class: the distance, single answers that would be enough, what can be had at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl import say
from rubrikdsl.pictures.figures import figure
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.asking import cell
from rubrikdsl_repl.asking import column
from rubrikdsl_repl.asking import cut
from rubrikdsl_repl.asking import main_names
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.things import thing

if TYPE_CHECKING:
    from rubrikdsl import Language
    from rubrikdsl import Rubric
    from rubrikdsl import WhyNot

FOR, OF = ("for", "untuk"), ("of", "pada")


def why_not(call: Call) -> Done:
    """What stands between a record and a class."""
    people = call.world.population(call.state)
    rest, named = cut(call.rest, *FOR)
    before, of = cut(rest, *OF)
    code = stretch(before)
    if not code.text:
        raise call.wrong(*problems.missing(CLASS.name, call.command.form))
    one = thing(call, people, named or stretch("", len(call.rest)))
    known = {scale.name: tuple(row.code for row in scale.rows) for scale in people.rubric.scales}
    known |= {e.name: tuple(c.code for c in e.choices) for e in people.rubric.entries if e.kind == "class"}
    if not any(code.text in codes for name, codes in known.items() if of is None or name == of.text):
        every = tuple(dict.fromkeys(each for codes in known.values() for each in codes))
        raise call.wrong(*question_problems.no_class(code.text, every), start=code.start, end=code.end)
    parts: list[Part] = []
    for reading, result in one.result.under.items() or {"": one.result}.items():
        if reading:
            parts.append(Text(phrases.under(reading), "heading"))
        found = result.why_not(code.text, of.text if of is not None else None)
        parts += _told(call, people.rubric, one.name, found)
    return Done(tuple(parts), replace(call.state, unit=people.names[one.at]))


def _told(call: Call, rubric: Rubric, name: str, found: WhyNot) -> Iterator[Part]:
    language = call.language
    order = [choice.code for e in rubric.entries if e.name == found.name for choice in e.choices]
    if found.now is not None and found.now in order and order.index(found.now) >= order.index(found.code):
        yield Text(phrases.has_it(name, found.name, found.now))
        return
    now = found.now or phrases.NOT_FINAL.read(language)
    yield Text(phrases.not_it(name, found.name, now))
    if found.edge is not None and found.short is not None:
        yield Text(phrases.from_best(figure(found.short, language), found.code, figure(found.edge, language)))
    main = main_names(rubric)
    rows: list[tuple[Cell, ...]] = []
    for way in found.ways:
        was: Cell = Absent("unknown") if way.before is None else way.before
        rows.append((_called(way.name, language), was, way.after, *(cell(way.result, each) for each in main)))
    if rows:
        yield Text(phrases.ENOUGH)
        columns = (
            Column(phrases.ANSWER),
            Column(phrases.NOW, "number"),
            Column(phrases.ENOUGH_IS, "number"),
            *(column(rubric, None, each) for each in main),
        )
        yield Table("", columns, tuple(rows))
    else:
        yield Text(phrases.NONE_ENOUGH)
    if found.possible:
        ends = tuple("" if end is None else figure(end, language) for end in (found.worst, found.best))
        yield Text(phrases.in_all(" .. ".join(ends), ", ".join(found.possible)), "note")


def _called(name: str, language: Language) -> str:
    """An answer with its reading in the words of a language."""
    path, dot, reading = name.rpartition(".")
    return f"{path}.{READINGS[reading].read(language)}" if dot and reading in READINGS else name


READINGS = {"points": say("points", "poin"), "share": say("share", "capaian")}
CLASS = Argument(say("CLASS", "KATEGORI"), "class")

COMMANDS = (
    Command(
        say("why not", "mengapa bukan"),
        say("what stands between a record and a class", "apa yang kurang untuk suatu kategori"),
        why_not,
        (
            CLASS,
            Argument(say("NAME", "NAMA"), "name", say("of", "pada"), optional=True),
            Argument(say("NAME", "NAMA"), "unit", say("for", "untuk"), optional=True),
        ),
        say(
            "How far the class is, and every answer that alone would be enough, all others as they are: a"
            " choice is"
            " tried in all its options, a number towards both ends of its range. Each was scored.",
            "Jarak ke kategori itu, dan setiap jawaban yang sendirian sudah cukup bila yang lain tetap:"
            " pilihan dicoba"
            " seluruhnya, angka dicoba ke kedua ujung rentangnya. Masing-masing benar-benar dinilai.",
        ),
        (
            say("why not A", "mengapa bukan A"),
            say("why not C for Puskesmas Watdek", "mengapa bukan C untuk Puskesmas Watdek"),
        ),
    ),
)

"""What is wrong with the rubric that is open, and its repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl import FileError
from rubrikdsl import Repair
from rubrikdsl import read_text
from rubrikdsl import say
from rubrikdsl import write_text
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.arguments import given
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import Edit

if TYPE_CHECKING:
    from rubrikdsl import Inspection

ALL = say("all", "semua")
WHICH = Argument(say("NUMBER", "NOMOR"), optional=True, choices=(ALL,))


def check(call: Call) -> Done:
    """The findings of the file that is open, as the checker draws them."""
    given(call)
    found = call.world.inspection(call.state)
    parts: list[Part] = [Findings(found.diagnostics, found.sources)] if found.diagnostics else []
    if not parts:
        parts.append(Text(words.no_findings(found.file), "note"))
    if found.repairs:
        parts += _listed(found)
    return Done(tuple(parts), code=FAILED if found.has_errors else CLEAN)


def fix(call: Call) -> Done:
    """Put a repair in."""
    asked = given(call).one(WHICH)
    found = call.world.inspection(call.state)
    if asked is None:
        if not found.repairs:
            return Done((Text(words.nothing_to_fix(found.file), "note"),))
        return Done(_listed(found))
    repair = _chosen(call, found, asked)
    edit = Edit(repair.file, repair.before, repair.after)
    rewrite(call, edit)
    return Done((Text(repair.diff, "verbatim"),), edit=edit)


def rewrite(call: Call, edit: Edit) -> None:
    """Edit a file, and look at it again; raises `CommandError`, where it says something else by now too."""
    try:
        if read_text(edit.file) != edit.before:
            raise CommandError(*problems.edited_since(edit.file), code=FAILED)
        write_text(edit.file, edit.after)
    except FileError as fault:
        raise CommandError(fault.message, code=UNREADABLE) from fault
    call.world.begin(call.state)


def _chosen(call: Call, found: Inspection, asked: str) -> Repair:
    if asked.casefold() in (ALL.en, ALL.id):
        safe = tuple(repair for repair in found.repairs if repair.safe)
        if not safe:
            raise call.wrong(*problems.nothing_safe(found.file), code=FAILED)
        before = safe[0].before
        return Repair(words.ALL_SAFE, found.diagnostics, True, found.file, before, found.mended)
    if not asked.isdecimal() or not 0 < int(asked) <= len(found.repairs):
        raise call.wrong(*problems.no_such_fix(asked, len(found.repairs)), code=FAILED)
    return found.repairs[int(asked) - 1]


def _listed(found: Inspection) -> tuple[Part, ...]:
    """The repairs by number."""
    rows = tuple(
        (
            str(number),
            str(found.sources[found.file].position(repair.findings[0].primary.place.start)[0]),
            repair.findings[0].code,
            repair.title,
            words.SAFE if repair.safe else words.UNSAFE,
        )
        for number, repair in enumerate(found.repairs, 1)
    )
    columns = (
        Column("#", "number"),
        Column(words.LINE, "number"),
        Column(words.FINDING),
        Column(words.REPAIR),
        Column(""),
    )
    return Table(words.REPAIRS, columns, rows), Text(words.HOW_TO_FIX, "note")


COMMANDS = (
    Command(
        say("check", "periksa"),
        say("show what is wrong with the rubric that is open", "tampilkan kesalahan rubrik yang dibuka"),
        check,
        examples=(say("check", "periksa"),),
    ),
    Command(
        say("fix", "perbaiki"),
        say("list the repairs of the rubric's file, or put one in", "tampilkan perbaikan, atau terapkan"),
        fix,
        (WHICH,),
        say(
            "Shows the difference and writes the file; `undo` takes it back. `fix all` puts in the safe ones,"
            " which change no score.",
            "Menampilkan bedanya dan menulis berkasnya; `batal` mengembalikannya. `perbaiki semua` menerapkan"
            " yang aman, yang tidak mengubah nilai.",
        ),
        (say("fix", "perbaiki"), say("fix 1", "perbaiki 1"), say("fix all", "perbaiki semua")),
        acts=True,
        kept=False,  # what was mended then is not to be mended by whoever opens the session
    ),
)

"""Going back and forth in a session, and out of it: undo, redo, history, quit."""

from __future__ import annotations

from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.arguments import given
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.commands.mending import rewrite
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import Edit


def undo(call: Call) -> Done:
    """Take back the last line that changed something."""
    given(call)
    if call.track.done:
        last = call.track.done[-1]
        if last.edit is not None:
            rewrite(call, Edit(last.edit.file, last.edit.after, last.edit.before))
        return Done((Text(words.undone(last.line)),), track=call.track.back(), kept=last.edit is None)
    if call.track.earlier is not None and not call.replaying:
        line, earlier = call.track.earlier
        return Done((Text(words.undone(line)),), track=earlier, kept=False)
    raise CommandError(*problems.nothing_to_undo(), code=FAILED)


def redo(call: Call) -> Done:
    """Do again what was taken back last."""
    given(call)
    if not call.track.undone:
        raise CommandError(*problems.nothing_to_redo(), code=FAILED)
    first = call.track.undone[0]
    if first.edit is not None:
        rewrite(call, first.edit)
    return Done((Text(words.redone(first.line)),), track=call.track.forward(), kept=first.edit is None)


def history(call: Call) -> Done:
    """What was typed."""
    given(call)
    lines = call.track.lines
    if not lines:
        return Done((Text(words.NOTHING_TYPED, "note"),))
    wide = len(str(len(lines)))
    return Done((Text("\n".join(f"{at:>{wide}}  {line}" for at, line in enumerate(lines, 1))),))


def leave(call: Call) -> Done:
    """End the session."""
    given(call)
    return Done(ended=True)


COMMANDS = (
    Command(
        say("undo", "batal"),
        say("take back the last change of the session", "batalkan perubahan terakhir dalam sesi"),
        undo,
        details=say(
            "Takes back what opened a rubric or data, chose a day, a reading or a unit, or changed a setting;"
            " questions change nothing. `redo` does it again.",
            "Membatalkan pembukaan rubrik atau data, pilihan tanggal, tafsir, atau unit, dan perubahan"
            " pengaturan; pertanyaan tidak mengubah apa pun. `ulangi` melakukannya kembali.",
        ),
        examples=(say("undo", "batal"),),
        acts=True,
    ),
    Command(
        say("redo", "ulangi"),
        say("do again what was undone", "lakukan kembali yang dibatalkan"),
        redo,
        examples=(say("redo", "ulangi"),),
        acts=True,
    ),
    Command(
        say("history", "riwayat"),
        say("list what was typed in this session", "tampilkan yang sudah diketik dalam sesi ini"),
        history,
        examples=(say("history", "riwayat"),),
    ),
    Command(
        say("quit", "keluar"),
        say("end the session", "akhiri sesi"),
        leave,
        examples=(say("quit", "keluar"),),
        kept=False,
        acts=True,
    ),
)

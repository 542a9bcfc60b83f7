"""Going back and forth in a session, and out of it: undo, redo, history, quit."""

from __future__ import annotations

from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Text


def undo(call: Call) -> Done:
    """Take back the last line that changed where the session stands."""
    if not call.track.done:
        raise CommandError(*problems.nothing_to_undo(), code=FAILED)
    return Done((Text(words.undone(call.track.done[-1].line)),), track=call.track.back())


def redo(call: Call) -> Done:
    """Do again what was taken back last."""
    if not call.track.undone:
        raise CommandError(*problems.nothing_to_redo(), code=FAILED)
    return Done((Text(words.redone(call.track.undone[0].line)),), track=call.track.forward())


def history(call: Call) -> Done:
    """What was typed."""
    lines = call.track.lines
    if not lines:
        return Done((Text(words.NOTHING_TYPED, "note"),))
    wide = len(str(len(lines)))
    return Done((Text("\n".join(f"{at:>{wide}}  {line}" for at, line in enumerate(lines, 1))),))


def leave(_: Call) -> Done:
    """End the session."""
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
    ),
    Command(
        say("redo", "ulangi"),
        say("do again what was undone", "lakukan kembali yang dibatalkan"),
        redo,
        examples=(say("redo", "ulangi"),),
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
    ),
)

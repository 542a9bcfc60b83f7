"""Keeping a session, opening one that was kept, beginning anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rubrikdsl import FileError
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
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.session import from_text
from rubrikdsl_repl.session import to_text
from rubrikdsl_repl.state import Settings
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import Track

FILE = Argument(say("FILE", "BERKAS"), "session")


def save(call: Call) -> Done:
    """Write what was asked to a file."""
    file = given(call).all(FILE)[0]
    try:
        if Path(file).is_file() and from_text(read_text(file)) is None:
            raise call.wrong(*problems.no_session_there(file), code=FAILED)
        write_text(file, to_text(call.track.lines, call.track.first.settings.language))
    except FileError as fault:
        raise CommandError(fault.message, code=UNREADABLE) from fault
    return Done((Text(words.saved(file, len(call.track.lines))),))


def open_session(call: Call) -> Done:
    """Ask again what was asked in a session."""
    if call.replaying:
        raise call.wrong(*problems.session_in_session(), code=FAILED)
    file = given(call).all(FILE)[0]
    try:
        found = from_text(read_text(file))
    except FileError as fault:
        raise CommandError(fault.message, code=UNREADABLE) from fault
    if found is None:
        raise call.wrong(*problems.no_session(file), code=FAILED)
    language, lines = found
    settings = replace(call.state.settings, language=language)
    return Done((), track=_anew(call, settings), lines=lines)


def new(call: Call) -> Done:
    """Begin anew."""
    given(call)
    return Done((Text(words.NEW_SESSION, "note"),), track=_anew(call, call.state.settings))


def _anew(call: Call, settings: Settings) -> Track:
    return Track(State(settings=settings), earlier=(call.line, call.track))


COMMANDS = (
    Command(
        say("session save", "sesi simpan"),
        say("write what was asked to a file", "tulis yang ditanyakan ke sebuah berkas"),
        save,
        (FILE,),
        say(
            "A text of the lines that were typed, to be opened, piped or edited; no answers are stored.",
            "Teks berisi baris yang diketik, untuk dibuka, dialirkan, atau disunting, tanpa jawabannya.",
        ),
        (say("session save metro.session", "sesi simpan metro.sesi"),),
        kept=False,
        acts=True,
    ),
    Command(
        say("session open", "sesi buka"),
        say("ask again what was asked in a session", "tanyakan lagi yang ditanyakan dalam sebuah sesi"),
        open_session,
        (FILE,),
        say(
            "Every line is asked anew, so that changed rubrics and data give changed answers. What it wrote"
            " to files is not written again. `undo` at its start returns to the session before it.",
            "Setiap baris ditanyakan lagi, sehingga rubrik dan data yang berubah memberi jawaban baru."
            " Yang ditulisnya ke berkas tidak ditulis lagi. `batal` di awalnya kembali ke sesi sebelumnya.",
        ),
        (say("session open metro.session", "sesi buka metro.sesi"),),
        kept=False,
        acts=True,
    ),
    Command(
        say("session new", "sesi baru"),
        say("begin anew, with nothing open", "mulai baru, tanpa ada yang dibuka"),
        new,
        examples=(say("session new", "sesi baru"),),
        kept=False,
        acts=True,
    ),
)

"""What a reply says, written to a file by its ending: its tables, its pictures, or all of it as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rubrikdsl import ExtraError
from rubrikdsl import FileError
from rubrikdsl import same_file
from rubrikdsl import write_bytes
from rubrikdsl.tables.files import TableError
from rubrikdsl.tables.files import encode
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.redirect import PICTURE
from rubrikdsl_repl.redirect import TEXT
from rubrikdsl_repl.redirect import ending
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.state import State
from rubrikdsl_repl.tabling import for_people
from rubrikdsl_repl.tabling import for_programs

WIDTH = 96
"""Of a text file."""

_FOR_PEOPLE = ("xlsx", "md")


def write(parts: Sequence[Part], file: str, state: State) -> tuple[Part, ...]:
    """Write a reply to a file, whole or not at all; what is wrong is told all the same.

    A file that is there is replaced, as a shell does, and that is said; one that is open in the session is
    not. Raises `CommandError`.
    """
    if any(same_file(file, other) for other in _open(state)):
        raise CommandError(*problems.file_is_open(file), code=FAILED)
    content = _content(parts, file, state)
    there = Path(file).exists()
    try:
        write_bytes(file, content)
    except FileError as fault:
        raise CommandError(fault.message, code=UNREADABLE) from fault
    rows = sum(len(part.rows) for part in parts if isinstance(part, Table))
    if ending(file) == PICTURE or not rows:
        said = words.replaced_whole(file) if there else words.written_whole(file)
    else:
        said = words.replaced(file, rows) if there else words.written(file, rows)
    return (*(part for part in parts if isinstance(part, Findings)), Text(said, "note"))


def _content(parts: Sequence[Part], file: str, state: State) -> bytes:
    language, form = state.settings.language, ending(file)
    if form == TEXT:
        canvas = Canvas(language, WIDTH)
        drawn = "".join(draw(part, canvas) for part in parts if not isinstance(part, Findings))
        return drawn.encode("utf-8", "backslashreplace")
    pictures = [part for part in parts if not isinstance(part, (Text, Table, Findings))]
    if form == PICTURE:
        from rubrikdsl.pictures.svg import to_svg

        if not pictures:
            raise CommandError(*problems.no_picture())
        return to_svg(pictures, language).encode()
    made = for_people if form in _FOR_PEOPLE else for_programs
    tables = [made(part, language) for part in parts if isinstance(part, Table)]
    if not tables:
        from rubrikdsl.tables.pictured import tabled

        tables = [tabled(picture, language) for picture in pictures]
    try:
        return encode(tables, file, language)
    except (TableError, ExtraError) as wrong:
        raise CommandError(wrong.message, wrong.help, code=UNREADABLE) from wrong


def _open(state: State) -> tuple[str, ...]:
    """The files that the session reads."""
    rubric = () if state.rubric is None else (state.rubric.rubric,)
    return (*rubric, *(() if state.data is None else state.data.files))

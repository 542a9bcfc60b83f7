"""A session with streams around it: commands of the options, of a file, of a pipe, or of a person."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from shutil import get_terminal_size
from typing import TextIO

from rubrikdsl import FileError
from rubrikdsl import read_text
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import words
from rubrikdsl_repl.draw import Canvas
from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.pieces import whole
from rubrikdsl_repl.reply import UNREADABLE
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Reply
from rubrikdsl_repl.reply import Trouble
from rubrikdsl_repl.shell import Shell
from rubrikdsl_repl.state import Settings

WIDTH = 96
"""Of what no terminal shows: as wide as the help of `rubrik`."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where results go, and where whatever is wrong; whether each shows colour."""

    out: TextIO
    err: TextIO
    out_colour: bool = False
    err_colour: bool = False


def converse(
    shell: Shell,
    opening: Iterable[str],
    streams: Streams,
    commands: tuple[str, ...] | None,
    file: str | None,
) -> int:
    """The session that was asked for; returns its exit code.

    What the options open must be there; after that every line is answered, whatever became of the others.
    """
    asked = commands is None and file is None and sys.stdin is not None and sys.stdin.isatty()
    if asked and streams.out.isatty():
        from rubrikdsl_repl.terminal.talk import Talk  # with prompt-toolkit, which nothing else needs

        return Talk(shell, streams).run(opening)
    for line in opening:
        reply = shell.handle(line)
        if not asked:  # what is open is told to people only; what is wrong, to everybody
            reply = replace(reply, parts=tuple(part for part in reply.parts if isinstance(part, Findings)))
        code = _show(reply, shell, streams)
        if code:
            return code
    if commands is not None:
        return _all(commands, shell, streams)
    if file is not None:
        try:
            return _all(read_text(file).splitlines(), shell, streams)
        except FileError as fault:
            return _show(Reply((Findings((Trouble(fault.message),)),), UNREADABLE), shell, streams)
    if asked:
        return _ask(shell, streams)
    return _all(_piped(), shell, streams)


def _all(lines: Iterable[str], shell: Shell, streams: Streams) -> int:
    """Every line answered; the worst exit code."""
    code = 0
    for line in whole(lines):
        reply = shell.handle(line)
        code = max(code, _show(reply, shell, streams))
        if reply.ended:
            break
    return code


def _ask(shell: Shell, streams: Streams) -> int:
    """Lines from a person, until there are no more; Ctrl-C ends a command, never the session."""
    while True:
        try:
            line = input(words.PROMPT)
            while shell.unfinished(line):
                line = f"{line}\n{input(words.CONTINUED)}"
            reply = shell.handle(line)
        except KeyboardInterrupt:
            streams.out.write("\n")
            reply = shell.cancelled()
        except EOFError:
            streams.out.write("\n")
            return 0
        _show(reply, shell, streams)
        if reply.ended:
            return 0


def _piped() -> Iterator[str]:
    """The lines of standard input, as they come."""
    if sys.stdin is not None:
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "backslashreplace").removeprefix("\ufeff")


def _show(reply: Reply, shell: Shell, streams: Streams) -> int:
    """Results to where results go, whatever is wrong to the other; returns the code of the reply."""
    for part in reply.parts:
        wrong = isinstance(part, Findings)
        stream, colour = (streams.err, streams.err_colour) if wrong else (streams.out, streams.out_colour)
        drawn = draw(part, canvas(shell.state.settings, stream, colour))
        if wrong:
            streams.out.flush()
        stream.write(drawn)
    streams.out.flush()
    return reply.code


def canvas(settings: Settings, stream: TextIO, colour: bool) -> Canvas:
    """What a stream shows, as far as no setting says otherwise."""
    terminal = stream.isatty()
    width = settings.width or (get_terminal_size().columns if terminal else WIDTH)
    encoding = (stream.encoding or "utf-8").lower().replace("-", "")
    return Canvas(
        settings.language,
        width,
        colour if settings.colour == "auto" else settings.colour == "on",
        encoding.startswith("utf") if settings.unicode == "auto" else settings.unicode == "on",
        terminal,
    )

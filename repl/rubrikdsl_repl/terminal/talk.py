"""A session on a terminal: asks, answers, and goes on whatever happens, until Ctrl-D or `quit`."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from time import perf_counter
from typing import TYPE_CHECKING

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from rubrikdsl_repl.draw import draw
from rubrikdsl_repl.journal import Journal
from rubrikdsl_repl.main import canvas
from rubrikdsl_repl.places import state_folder
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Reply
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.table import find
from rubrikdsl_repl.terminal import words
from rubrikdsl_repl.terminal.asking import Asker
from rubrikdsl_repl.terminal.echo import unechoed
from rubrikdsl_repl.terminal.pager import is_long
from rubrikdsl_repl.terminal.pager import page
from rubrikdsl_repl.terminal.preferences import remember
from rubrikdsl_repl.terminal.preferences import remembered
from rubrikdsl_repl.terminal.toolbar import Standing
from rubrikdsl_repl.terminal.toolbar import told
from rubrikdsl_repl.terminal.working import working

if TYPE_CHECKING:
    from rubrikdsl_repl.main import Streams
    from rubrikdsl_repl.shell import Shell


class Talk:
    """One session. `input` and `output` are other terminals than the process's own."""

    def __init__(
        self, shell: Shell, streams: Streams, input: Input | None = None, output: Output | None = None
    ) -> None:
        self._shell, self._streams = shell, streams
        self._folder = state_folder(os.environ)
        self._journal = Journal(self._folder)
        shell.keep = self._journal.keep
        self._seconds: float | None = None
        preferred = remembered(self._folder, shell.state.settings)
        shell.track = replace(shell.track, now=replace(shell.state, settings=preferred))
        self.asker = Asker(
            shell,
            self._folder,
            self._status,
            self._help,
            colour=streams.out_colour,
            input=input,
            output=output,
        )

    def run(self, opening: Iterable[str] = ()) -> int:
        """What opens it, then lines until it is ended; the exit code is that of what could not be opened.

        What is there and needs mending, or a day, is open all the same: the session is where that is done.
        """
        for line in opening:
            before = self._shell.state
            reply = self._handled(line)
            self._show(reply)
            if reply.failed and self._shell.state == before:
                self._end()
                return reply.code
        self._greet()
        gc.freeze()  # what is there now stays; the command line starts without a collector
        gc.enable()
        with unechoed():
            while self._goes_on():
                pass
        self._end()
        return 0

    def _goes_on(self) -> bool:
        """Ask for a line and answer it; whether the session goes on."""
        try:
            line = self.asker.ask()
        except KeyboardInterrupt:
            return True
        except EOFError:
            return False
        return not self._answer(line)

    def _end(self) -> None:
        """The session ends well: nothing is left to keep."""
        self.asker.draft.drop()
        self._journal.drop()

    def _answer(self, line: str) -> bool:
        """Answer a line; whether the session is over. Ctrl-C stops the work, and a fault ends nothing."""
        shell, begun = self._shell, perf_counter()
        settings = shell.state.settings
        try:
            reply = self._handled(line)
        except KeyboardInterrupt:
            reply = shell.cancelled()
        except Exception as fault:
            if os.environ.get("RUBRIK_DEBUG"):
                raise
            reply = _faulty(fault)
        self._seconds = perf_counter() - begun if line.strip() else None
        if shell.state.settings != settings:
            remember(self._folder, shell.state.settings)
        self._show(reply)
        return reply.ended

    def _handled(self, line: str) -> Reply:
        """The reply to a line; what takes long says so while it does."""
        with working(self._streams.err, self._shell.state.settings.language) as watch:
            self._shell.world.watch = watch
            return self._shell.handle(line)

    def _show(self, reply: Reply) -> None:
        """The parts of a reply, in a pager where they are long."""
        settings, stream = self._shell.state.settings, self._streams.out
        surface = canvas(settings, stream, self._streams.out_colour)
        text = "".join(draw(part, surface) for part in reply.parts)
        columns, rows = get_terminal_size()
        long = settings.pager != "off" and stream.isatty() and is_long(text, rows, columns)
        try:
            if not (long and page(text)):
                stream.write(text)
            stream.flush()
        except KeyboardInterrupt:  # enough was seen
            stream.write("\n")

    def _greet(self) -> None:
        """The tip, unless tips are off, and what became of an unsent line."""
        language, settings = self._shell.state.settings.language, self._shell.state.settings
        if settings.tips != "off":
            self._streams.out.write(words.tip(random.randrange(1000)).read(language) + "\n")
        cut_off = self._journal.left()
        if cut_off is not None:
            self._streams.out.write(words.cut_off(str(cut_off)).read(language) + "\n")
        if self.asker.restored:
            self._streams.out.write(words.RESTORED.read(language) + "\n")
        self._streams.out.flush()

    def _help(self, line: str) -> None:
        """The help of the command that is being typed, else of all."""
        found = find(line)
        language = self._shell.state.settings.language
        about = f" {found[0].words.read(language)}" if found else ""
        track = self._shell.track
        reply = self._shell.handle(words.HELP.read(language) + about)
        self._shell.track = track  # it was not typed
        self._show(reply)

    def _status(self, width: int) -> str:
        """The toolbar."""
        state = self._shell.state
        rubric, data = state.rubric, state.data
        version = " + ".join(
            (*((str(rubric.on),) if rubric and rubric.on else ()), *(rubric.readings if rubric else ()))
        )
        standing = Standing(
            self._shell.offers.rubric.name if self._shell.offers.rubric else None,
            version or None,
            ", ".join(Path(file).name for file in data.files) if data else None,
            self._shell.offers.records,
            len(state.scenarios),
            self._seconds,
        )
        unicode = canvas(state.settings, self._streams.out, False).unicode
        return told(standing, state.settings.language, width, unicode)


def _faulty(fault: Exception) -> Reply:
    """A fault of ours, told where it is; the line changed nothing."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?"
    if trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return Reply((Text(words.fault(type(fault).__name__, place), "note"),), FAILED)

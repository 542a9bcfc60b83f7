"""One prompt of a session: what asks for a line, on whatever terminal.

prompt-toolkit's session is the whole of it but the panel, which floats above its layout.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.layout import Float
from prompt_toolkit.layout import FloatContainer
from prompt_toolkit.layout import walk
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output import Output

from rubrikdsl_repl import words
from rubrikdsl_repl.terminal.colours import STYLE
from rubrikdsl_repl.terminal.colours import LineLexer
from rubrikdsl_repl.terminal.completer import ShellCompleter
from rubrikdsl_repl.terminal.draft import Draft
from rubrikdsl_repl.terminal.history import history_of
from rubrikdsl_repl.terminal.keys import bindings
from rubrikdsl_repl.terminal.panel import panel

if TYPE_CHECKING:
    from rubrikdsl_repl.shell import Shell

ROOM_FOR_MENU = 10
"""Lines that the menu may have below the prompt."""

WIDE = 100
"""A terminal with so many columns has room for menu and panel side by side, and the panel at once."""


class Asker:
    """Asks for lines, one session long. `status` is the text of the toolbar, `help` explains a line.

    `restored` is what the last session could not send: it stands in the first line.
    """

    def __init__(
        self,
        shell: Shell,
        folder: Path | None,
        status: Callable[[int], str],
        help: Callable[[str], None],
        *,
        colour: bool = True,
        input: Input | None = None,
        output: Output | None = None,
    ) -> None:
        self._shell, self._folder = shell, folder
        self.draft = Draft(folder)
        self.restored = self.draft.left()
        self._rubric = self._named()
        self._session: PromptSession[str] = PromptSession(
            message=[("class:prompt", words.PROMPT)],
            prompt_continuation=_continued,
            multiline=True,
            history=history_of(folder, self._rubric),
            completer=ShellCompleter(shell, lambda: self._panel and self._columns() < WIDE),
            complete_while_typing=True,
            complete_in_thread=True,
            auto_suggest=AutoSuggestFromHistory(),
            lexer=LineLexer(shell),
            style=STYLE,
            include_default_pygments_style=False,
            color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
            key_bindings=bindings(shell.unfinished, help, self._toggle),
            bottom_toolbar=lambda: status(self._columns()),
            enable_open_in_editor=True,
            tempfile_suffix=".rubrik",
            search_ignore_case=True,
            reserve_space_for_menu=ROOM_FOR_MENU,
            input=input,
            output=output,
        )
        self._panel = self._columns() >= WIDE
        self._float(panel(lambda: self._panel))
        self._session.default_buffer.on_text_changed += lambda buffer: self.draft.keep(buffer.text)

    @property
    def app(self) -> Application[str]:
        """What draws the line and takes its keys."""
        return self._session.app

    def ask(self) -> str:
        """The next line, or lines, of a person; `KeyboardInterrupt` where dropped, `EOFError` at the end."""
        if self._named() != self._rubric:
            self._rubric = self._named()
            history = history_of(self._folder, self._rubric)
            self._session.history = self._session.default_buffer.history = history
        restored, self.restored = self.restored, ""
        vi = self._shell.state.settings.keys == "vi"
        line = self._session.prompt(
            default=restored, editing_mode=EditingMode.VI if vi else EditingMode.EMACS
        )
        self.draft.keep("")
        return line

    def _float(self, panel: Float) -> None:
        """Put the panel where the menu floats: over the input, not over the toolbar."""
        inside = next(
            each for each in walk(self._session.layout.container) if isinstance(each, FloatContainer)
        )
        inside.floats.append(panel)

    def _columns(self) -> int:
        return self._session.app.output.get_size().columns

    def _named(self) -> str:
        """The rubric whose history it is."""
        rubric = self._shell.offers.rubric
        return rubric.name if rubric else ""

    def _toggle(self) -> None:
        """Show or hide the panel; where there is no menu yet that it could stand beside, open one."""
        buffer = self._session.default_buffer
        self._panel = not self._panel or buffer.complete_state is None
        buffer.start_completion()


def _continued(width: int, *_: object) -> StyleAndTextTuples:
    return [("class:continued", words.CONTINUED.ljust(width))]

"""The shell's candidates as prompt-toolkit takes them, found in a thread so that typing never waits."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.completion import Completer
from prompt_toolkit.completion import Completion
from prompt_toolkit.document import Document

if TYPE_CHECKING:
    from rubrikdsl_repl.completing.menu import Candidate
    from rubrikdsl_repl.shell import Shell


class Told(Completion):
    """A candidate with what the panel tells of it."""

    def __init__(self, found: Candidate, at: int, label: str) -> None:
        super().__init__(found.text, found.start - at, found.shown or None, display_meta=label)
        self.detail = found.detail


class ShellCompleter(Completer):
    """Asks the shell. A `brief` menu leaves its labels to the panel beside it."""

    def __init__(self, shell: Shell, brief: Callable[[], bool]) -> None:
        self._shell, self._brief = shell, brief

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The candidates at the cursor."""
        del complete_event  # whether Tab or typing asked makes no difference
        at, brief = document.cursor_position, self._brief()
        for found in self._shell.complete(document.text, at):
            yield Told(found, at, "" if brief else found.label)

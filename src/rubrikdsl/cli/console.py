"""Where a command's words go: standard output and error, the reader's language, colour, output files.

Results go to standard output, whatever is wrong to standard error. Colour is for terminals only, and
never where `NO_COLOR` is set.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import TextIO

from rubrikdsl.diagnostics.problems import HELP
from rubrikdsl.diagnostics.problems import SEVERITY
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words

CLEAN, FINDINGS, USAGE, UNREADABLE, FAULT = 0, 1, 2, 3, 70
"""Exit codes. Where several apply the highest wins."""


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of the locale: the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "id" if value.split("_")[0].split(".")[0].lower() in ("id", "in") else "en"
    return "en"


@dataclass(slots=True)
class Console:
    """What a command writes to. `code` is the worst exit code so far."""

    language: Language
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    code: int = CLEAN

    def __post_init__(self) -> None:
        for stream in (self.out, self.err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:  # a name or text that the terminal cannot show must not stop the work
                reconfigure(errors="backslashreplace")

    def colour(self, stream: TextIO) -> bool:
        """Whether to colour what goes to `stream`."""
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return stream.isatty()

    @property
    def width(self) -> int | None:
        """The columns of the terminal that results go to; None where they go elsewhere."""
        if not self.out.isatty():
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    def write(self, text: str, *, exact: bool = False) -> None:
        """Write a result to standard output; an `exact` one, for programs and files, in UTF-8 everywhere.

        Any other is for people, and in the encoding of their locale, as is all that a terminal shows.
        """
        reconfigure = getattr(self.out, "reconfigure", None)
        if exact and reconfigure and not self.out.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        self.out.write(text)

    def write_bytes(self, content: bytes) -> None:
        """Write a result that is no text to standard output."""
        self.out.flush()
        self.out.buffer.write(content)

    def line(self, words: Words) -> None:
        """Write a sentence to standard output."""
        self.out.write(words.read(self.language) + "\n")

    def note(self, text: str) -> None:
        """Write what is wrong to standard error (after what was written before)."""
        self.out.flush()
        self.err.write(text)

    def say(self, text: str) -> None:
        """Write sentences to standard error; on a terminal their lines end between words."""
        if self.err.isatty():
            from shutil import get_terminal_size

            from rubrikdsl.diagnostics.render.filled import on_screen

            text = on_screen(text, get_terminal_size().columns)
        self.note(text)

    def trouble(self, message: Words, help: Words | None, code: int) -> None:
        """Report one error of the command line or of files."""
        text = f"{SEVERITY['error'].read(self.language)}: {message.read(self.language)}\n"
        if help:
            text += f"  = {HELP.read(self.language)}: {help.read(self.language)}\n"
        self.say(text)
        self.worse(code)

    def worse(self, code: int) -> None:
        """Remember an exit code if it is worse than those before."""
        self.code = max(self.code, code)

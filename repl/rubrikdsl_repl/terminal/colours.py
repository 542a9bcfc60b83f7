"""Colours: of the line by the terminals of the grammar, of menus, panel and toolbar.

Every colour lies halfway between black and white, so that it can be read on a light and on a dark terminal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from rubrikdsl_repl.table import find

if TYPE_CHECKING:
    from rubrikdsl_repl.shell import Shell

STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "continued": "#878787",
        "command": "bold #0087af",
        "keyword": "#af5faf",
        "function": "#0087af",
        "text": "#5f8700",
        "number": "#af5f00",
        "date": "#af5f00",
        "remark": "italic #878787",
        "unreadable": "underline #d70000",
        "auto-suggestion": "#878787",
        "completion-menu": "noinherit reverse",
        "completion-menu.completion": "noinherit bg:#d0d0d0 #262626",
        "completion-menu.completion.current": "noinherit bg:#005f87 #ffffff bold",
        "completion-menu.meta.completion": "noinherit bg:#c0c0c0 #4e4e4e",
        "completion-menu.meta.completion.current": "noinherit bg:#005f87 #ffffff",
        "panel": "bg:#d0d0d0 #262626",
        "panel.title": "bold",
        "panel.name": "#005f87",
        "bottom-toolbar": "noinherit reverse",
        "bottom-toolbar.text": "noinherit reverse",
    }
)


class LineLexer(Lexer):
    """The command's words, then the words of the language."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """A function from the number of a line to its fragments."""
        lines = document.lines
        return lambda number: self._coloured(lines[number], first=number == 0)

    def _coloured(self, text: str, *, first: bool) -> StyleAndTextTuples:
        if not text:  # before the first key nothing is loaded
            return []
        from rubrikdsl import tokens

        found = find(text) if first else None
        begin = at = found[1] if found else 0
        fragments: StyleAndTextTuples = [("class:command", text[:at])]
        language, names = self._shell.state.settings.language, self._shell.offers.entries.names
        for token in tokens(text[begin:], language, names):
            fragments.append(("", text[at : begin + token.start]))
            fragments.append(("" if token.kind in ("name", "sign") else f"class:{token.kind}", token.text))
            at = begin + token.end
        return [*fragments, ("", text[at:])]

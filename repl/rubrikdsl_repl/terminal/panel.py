"""The panel beside the menu: what the rubric says of the candidate that is chosen, or of the first one."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.filters import has_completions
from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer
from prompt_toolkit.layout import Float
from prompt_toolkit.layout import FormattedTextControl
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.dimension import Dimension

from rubrikdsl_repl.terminal.completer import Told

LEAST, MOST = 28, 46
"""Columns of the panel."""

HEIGHT = 12


def detail() -> str:
    """What is told of the candidate; empty where there is nothing to tell."""
    state = get_app().current_buffer.complete_state
    if state is None or not state.completions:
        return ""
    chosen = state.current_completion or state.completions[0]
    return chosen.detail if isinstance(chosen, Told) else ""


def panel(shown: Callable[[], bool]) -> Float:
    """The panel, at the right edge below the line that is typed."""
    window = Window(
        FormattedTextControl(_text),
        width=lambda: Dimension.exact(columns()),
        height=Dimension(max=HEIGHT),
        dont_extend_height=True,
        style="class:panel",
    )
    visible = Condition(shown) & Condition(lambda: bool(detail())) & has_completions & ~is_done
    return Float(ConditionalContainer(window, visible), right=0, ycursor=True)


def columns() -> int:
    """How wide the panel is."""
    return max(LEAST, min(MOST, get_app().output.get_size().columns * 2 // 5))


def _pieces(line: str, indent: int) -> list[str]:
    """A line in the panel's width; only a word that is wider is cut."""
    return wrap(line, columns() - 2, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]


def _text() -> StyleAndTextTuples:
    """The detail in lines of the panel's width; what goes on in a further line is indented."""
    fragments: StyleAndTextTuples = []
    for number, line in enumerate(detail().split("\n")):
        indent = len(line) - len(line.lstrip()) + 2 if number else 0
        for piece in _pieces(line, indent):
            fragments.append(("class:panel.title" if number == 0 else "", f" {piece}\n"))
    return fragments

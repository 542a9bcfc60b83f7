"""Somebody at a terminal, for tests: keys are sent when what they wait for is there, not after a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from rubrikdsl_repl.main import Streams
from rubrikdsl_repl.shell import Shell
from rubrikdsl_repl.terminal.talk import Talk

ENTER, ESC, TAB = "\r", "\x1b", "\t"
CTRL_C, CTRL_D, CTRL_R, CTRL_X_CTRL_E, CTRL_Y = "\x03", "\x04", "\x12", "\x18\x05", "\x19"
UP, RIGHT, F1, F2 = "\x1b[A", "\x1b[C", "\x1bOP", "\x1bOQ"

Ready = Callable[[Application[Any]], bool]


def line_is(text: str) -> Ready:
    """Ready when the line holds this text."""
    return lambda app: app.current_buffer.text == text


def menu_has(text: str) -> Ready:
    """Ready when the menu offers this."""
    return lambda app: text in offered(app)


def no_menu(app: Application[Any]) -> bool:
    """Ready when no menu is open."""
    return app.current_buffer.complete_state is None


def offered(app: Application[Any]) -> list[str]:
    """What the menu offers."""
    state = app.current_buffer.complete_state
    return [each.text for each in state.completions] if state else []


@dataclass
class Typist:
    """Runs a session: `steps` are what is waited for and what is typed then."""

    shell: Shell
    columns: int = 80

    def __call__(
        self, *steps: tuple[Ready | None, str], opening: tuple[str, ...] = (), ends: bool = True
    ) -> str:
        """Type all of it, then Ctrl-D at an empty line; returns what was printed."""
        out = io.StringIO()
        left = [*steps, (line_is(""), CTRL_D)]
        with create_pipe_input() as keys:
            talk = Talk(self.shell, Streams(out, out), input=keys, output=DummyOutput())
            app = talk.asker.app

            def rendered(_: object) -> None:
                while left and (left[0][0] is None or left[0][0](app)):
                    keys.send_text(left.pop(0)[1])
                    if left and left[0][0] is not None:
                        break

            app.after_render += rendered
            talk.run(opening)
        assert not (left and ends), left
        return out.getvalue()

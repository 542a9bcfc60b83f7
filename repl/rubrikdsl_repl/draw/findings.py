"""What is wrong: findings as the checker draws them, and troubles with a caret under the place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from rubrikdsl import Diagnostic
from rubrikdsl import Problem
from rubrikdsl import render
from rubrikdsl import render_problem
from rubrikdsl import say
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Trouble

if TYPE_CHECKING:
    from rubrikdsl_repl.draw import Canvas

_ERROR, _HELP = say("error", "kesalahan"), say("help", "saran")


def draw_findings(part: Findings, canvas: Canvas) -> str:
    """Every finding, in order."""
    drawn = []
    for found in part.found:
        match found:
            case Diagnostic():
                drawn.append(
                    render([found], part.sources, "text", canvas.language, canvas.colour, canvas.width)
                )
            case Problem():
                wide = canvas.width if canvas.screen else None
                drawn.append(render_problem(found, canvas.language, canvas.colour, wide))
            case Trouble():
                drawn.append(_trouble(found, canvas))
            case _:
                assert_never(found)
    return "".join(drawn)


def _trouble(found: Trouble, canvas: Canvas) -> str:
    language = canvas.language
    lines = [f"{_ERROR.read(language)}: {found.message.read(language)}"]
    if found.line:
        lines.append(f"  {found.line}")
        lines.append(f"  {' ' * found.start}{'^' * max(1, found.end - found.start)}")
    lines += [f"  = {_HELP.read(language)}: {help.read(language)}" for help in found.helps]
    return "".join(f"{line}\n" for line in lines)

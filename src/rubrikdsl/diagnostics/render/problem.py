"""Problems of data: drawn for people, and as objects for machines."""

from __future__ import annotations

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.problems import HELP
from rubrikdsl.diagnostics.problems import SEVERITY
from rubrikdsl.diagnostics.problems import VALUE
from rubrikdsl.diagnostics.problems import column
from rubrikdsl.diagnostics.problems import record
from rubrikdsl.diagnostics.problems import row
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.filled import on_screen
from rubrikdsl.diagnostics.render.paint import Style
from rubrikdsl.diagnostics.render.paint import paint
from rubrikdsl.diagnostics.wording import Language


def render_problem(
    problem: Problem, language: Language = "en", color: bool = False, width: int | None = None
) -> str:
    """One problem: where it is and what is wrong, then what was found and what to write instead.

    With a width lines end there, between words.

    >>> from rubrikdsl.diagnostics.wording import say
    >>> why = say("a number from 0 to 100 is needed", "perlu bilangan dari 0 sampai 100")
    >>> print(render_problem(Problem("not-a-number", "error", why, "", "d.csv", 12, "proses", "x")), end="")
    error[not-a-number]: d.csv:12, column `proses`: a number from 0 to 100 is needed
      = value: `x`
    """
    style: Style = "warning" if problem.severity == "warning" else "error"
    head = paint(f"{SEVERITY[problem.severity].read(language)}[{problem.code}]", style, color)
    where = [
        _place(problem, language),
        column(problem.column).read(language) if problem.column else "",
        record(problem.record).read(language) if problem.record else "",
    ]
    message = problem.message.read(language)
    said = [", ".join(filter(None, where)), message]
    lines = [f"{head}: {clean(': '.join(filter(None, said)))}"]
    mark = paint("=", "gutter", color)
    if problem.value is not None and f"`{problem.value}`" not in message:
        lines.append(f"  {mark} {VALUE.read(language)}: {clean(f'`{problem.value}`')}")
    lines += [f"  {mark} {HELP.read(language)}: {clean(help.read(language))}" for help in problem.helps]
    text = "".join(f"{line}\n" for line in lines)
    return text if width is None else on_screen(text, width)


def _place(problem: Problem, language: Language) -> str:
    """The file with its line, or the cell of its sheet."""
    if problem.cell is not None:
        return ", ".join(filter(None, (problem.file, problem.cell)))
    if problem.row is None:
        return problem.file
    return f"{problem.file}:{problem.row}" if problem.file else row(problem.row).read(language)


def to_dict(problem: Problem, language: Language = "en") -> dict[str, object]:
    """The problem as an object; `row`, `column` and `value` are None where there is none.

    `cell` is there only where the problem is one of a sheet.
    """
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message.read(language),
        "record": problem.record,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "helps": [help.read(language) for help in problem.helps],
        **({} if problem.cell is None else {"cell": problem.cell}),
    }

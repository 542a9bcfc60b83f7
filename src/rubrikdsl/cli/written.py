"""`rubrik test --write`: examples for a person to confirm, shown, added to the file, or put into a copy."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.progress import Progress
from rubrikdsl.cli.reading import apart
from rubrikdsl.cli.reading import emit
from rubrikdsl.cli.reading import write as put
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import rubric_files

if TYPE_CHECKING:
    from rubrikdsl.workspace.checked import Checked
    from rubrikdsl.workspace.workspace import Workspace
    from rubrikdsl.workspace.written import Writing
    from rubrikdsl.workspace.written import Written


def run(arguments: Namespace, console: Console) -> int:
    """Write examples for the files."""
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.test import meant

    _understood(arguments)
    space = workspace(arguments, arguments.file_)
    made: list[Writing] = []
    for checked in meant(arguments, space, console):
        if _fails(checked, arguments.rubric, space, console):
            continue
        found = _written(arguments, checked, space, console)
        made.append(found)
        if arguments.format == "text":
            _shown(found, arguments, console)
            _told(found.written, console)
    if arguments.format == "json":
        from rubrikdsl.workspace.tested_write import written_to_json

        emit(written_to_json(made, console.language), arguments.output, console)
    return console.code


def _understood(arguments: Namespace) -> None:
    """Raises `UsageError` for what does not go together, before anything long is begun."""
    files = [file for name in arguments.file_ for file in rubric_files(name)]
    if not arguments.write:
        raise UsageError(*problems.goes_with("--append", "--write"))
    others = {"--coverage": arguments.coverage, "--min": arguments.min, "--mutate": arguments.mutate}
    for name, given in others.items():
        if given:
            raise UsageError(*problems.exclude_each_other("--write", name))
    if arguments.format == "junit":
        raise UsageError(*problems.exclude_each_other("--write", "--format junit"))
    apart(files, arguments.output)
    if arguments.append and (arguments.output is not None or arguments.format != "text"):
        other = "-o" if arguments.output is not None else f"--format {arguments.format}"
        raise UsageError(*problems.exclude_each_other("--append", other))
    if arguments.append and STDIN in arguments.file_:
        raise UsageError(*problems.exclude_each_other("--append", STDIN))
    if arguments.output not in (None, STDIN) and arguments.format == "text":
        if len(files) > 1:
            raise UsageError(*problems.one_copy())
        if Path(arguments.output).exists():
            raise UsageError(*problems.is_there(arguments.output))


def _fails(checked: Checked, only: str | None, space: Workspace, console: Console) -> bool:
    """Whether an example of the file fails already, after telling which."""
    from rubrikdsl.cli.reading import stop_for

    failing = [one for one in checked.outcomes if only in (None, one.rubric) and not one.passed]
    return stop_for([finding for one in failing for finding in one.findings], space, console)


def _written(arguments: Namespace, checked: Checked, space: Workspace, console: Console) -> Writing:
    from rubrikdsl.workspace.written import write

    shown = Progress(console, problems.changes_tried)
    try:
        return write(space, checked, arguments.rubric, shown)
    finally:
        shown.end()


def _shown(found: Writing, arguments: Namespace, console: Console) -> None:
    """The examples on standard output, or the whole file with them in a new one."""
    if arguments.output not in (None, STDIN):
        put(arguments.output, found.after.text, console)
        return
    several = sum(bool(one.lines) for one in found.written) > 1
    for one in found.written:
        if one.lines:
            head = (f"# {one.text}",) if several else ()
            console.write("".join(f"{line}\n" for line in (*head, *one.lines)))
    if arguments.append and found.after != found.before and put(found.before.name, found.after.text, console):
        count = sum(one.count for one in found.written)
        console.say(problems.examples_added(found.before.name, count).read(console.language) + "\n")


def _told(written: Sequence[Written], console: Console) -> None:
    """How many changes the examples notice, what they do not, and why there are none."""
    for one in written:
        for line in _lines(one, console):
            console.say(line + "\n")


def _lines(one: Written, console: Console) -> Iterator[str]:
    if one.refused is not None:
        console.worse(FINDINGS if one.unsound else 0)
        yield problems.not_written(one.text, one.refused).read(console.language)
        return
    if one.count:
        yield problems.examples_written(one.text, one.count, one.changes).read(console.language)
    elif not one.left:
        yield problems.nothing_to_write(one.text).read(console.language)
    if one.left:
        yield problems.still_unnoticed(one.text, len(one.left)).read(console.language)
        yield from (f"  {judged.mutant.what.read(console.language)}" for judged in one.left)

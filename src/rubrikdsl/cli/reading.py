"""What the commands share: opening files through the workspace, and telling what went wrong.

A file that cannot be read or written is told (exit code 3) and the others are still worked on.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import UNREADABLE
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.exact import read
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import holds_other
from rubrikdsl.workspace.files import rubric_files
from rubrikdsl.workspace.files import same_file
from rubrikdsl.workspace.files import write_text
from rubrikdsl.workspace.limits import NAMES
from rubrikdsl.workspace.limits import LimitError
from rubrikdsl.workspace.limits import limits
from rubrikdsl.workspace.problems import IS_FULL
from rubrikdsl.workspace.problems import NO_ACCESS
from rubrikdsl.workspace.problems import NO_FOLDER
from rubrikdsl.workspace.problems import NOT_FOUND
from rubrikdsl.workspace.problems import READ_ONLY
from rubrikdsl.workspace.workspace import Workspace


def workspace(arguments: Namespace, given: Sequence[str] = ()) -> Workspace:
    """A workspace with the limits of the environment and of `--limit`; `given` are files named."""
    files = [file for name in given if name != STDIN for file in rubric_files(name)]
    try:
        return Workspace(limits(os.environ, arguments.limit), given=files)
    except LimitError as wrong:
        raise UsageError(*problems.bad_limit(wrong.text, NAMES)) from None


def each_source(names: Sequence[str], space: Workspace, console: Console) -> Iterator[Source]:
    """The rubric files named, folders opened up; what cannot be read is told."""
    once_stdin(names)
    for name in names:
        files = rubric_files(name)
        if not files:
            tell(console, FileError(name, problems.no_rubric_files()))
        for file in files:
            try:
                yield space.open(file)
            except FileError as fault:
                tell(console, fault)


def once_stdin(names: Sequence[str]) -> None:
    """Standard input can be read only once."""
    if names.count(STDIN) > 1:
        raise UsageError(*problems.only_one_stdin())


def line_of(space: Workspace, place: Place) -> str:
    """The file and the line that a place of a rubric comes from; empty where no text says it."""
    from rubrikdsl.workspace.library import stock_name

    place = space.origin(place)
    source = space.sources.get(place.file)
    if place == NOWHERE or source is None:
        return ""
    return f"{stock_name(source.name)}:{source.position(place.start)[0]}"


def apart(read: Sequence[str], output: str | None) -> None:
    """A result never takes the place of what it is made from."""
    for name in read:
        if output is not None and same_file(name, output):
            raise UsageError(*problems.output_is_input(output))


def unfilled(output: str | None, content: bytes) -> None:
    """A form never takes the place of a file that says something else: it may have been filled in."""
    if output is not None and holds_other(output, content):
        raise UsageError(*problems.may_be_filled(output))


def percentage(option: str, text: str) -> Fraction:
    """The number of an option that takes one from 0 to 100, with or without the sign."""
    number = read(text.removesuffix("%").replace(",", "."))
    if number is None or not 0 <= number <= 100:
        raise UsageError(*problems.not_a_percentage(option, text))
    return number


def tell(console: Console, fault: FileError) -> None:
    """Report a file that could not be read or written."""
    console.trouble(problems.unreadable(fault.file, fault.reason), _way_out(fault), UNREADABLE)


def _way_out(fault: FileError) -> Words | None:
    """What to do instead, where that is known."""
    if fault.reason is NO_FOLDER:
        return problems.MAKE_FOLDER
    if fault.reason is NO_ACCESS:
        return problems.ASK_ACCESS
    if fault.reason in (IS_FULL, READ_ONLY):
        return problems.ELSEWHERE
    if fault.reason is not NOT_FOUND:
        return None
    path = Path(fault.file)
    try:
        near = nearest(path.name, sorted(each.name for each in path.parent.iterdir()))
    except OSError:
        return None
    return problems.meant_file(str(path.with_name(near))) if near else None


def write(name: str, text: str, console: Console) -> bool:
    """Write a file, whole or not at all; whether it was written."""
    try:
        write_text(name, text)
    except FileError as fault:
        tell(console, fault)
        return False
    return True


def emit(text: str, output: str | None, console: Console, *, exact: bool = True) -> None:
    """Write a result where the user wants it; not `exact`: for people only."""
    if output is None or output == STDIN:
        console.write(text, exact=exact)
    else:
        write(output, text, console)


def stop_for(diagnostics: Iterable[Diagnostic], space: Workspace, console: Console) -> bool:
    """Draw the errors, if there are any, and say whether there were."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    if not errors:
        return False
    from rubrikdsl.diagnostics.render import render
    from rubrikdsl.diagnostics.render import summary

    colour = console.colour(console.err)
    console.note(render(errors, space.sources, "text", console.language, colour))
    console.note(summary(errors, console.language) + "\n")
    console.worse(FINDINGS)
    return True

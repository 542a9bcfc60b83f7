"""What the commands share that write tables in formats that are no text: Excel, Parquet, Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import UNREADABLE
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.reading import tell
from rubrikdsl.workspace.files import STDIN
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import can_be_written
from rubrikdsl.workspace.files import write_bytes

if TYPE_CHECKING:
    from rubrikdsl.tables import Table

BINARY = ("xlsx", "parquet", "arrow")


def is_ready(form: str, output: str | None, console: Console) -> bool:
    """Whether a format can be written there, told before any work; `UsageError` where it is a screen."""
    try:
        if output not in (None, STDIN):
            can_be_written(output)
    except FileError as fault:
        tell(console, fault)
        return False
    if form not in BINARY:
        return True
    from rubrikdsl.diagnostics.extras import ExtraError
    from rubrikdsl.tables.files import installed

    if output in (None, STDIN) and console.out.isatty():
        raise UsageError(*problems.not_for_a_screen(form))
    try:
        installed(form)
    except ExtraError as missing:
        console.trouble(missing.message, missing.help, UNREADABLE)
        return False
    return True


def emit_table(table: Table, form: str, output: str | None, console: Console) -> None:
    """Write a table to a file, whole or not at all, or to standard output."""
    from rubrikdsl.tables.files import TableError
    from rubrikdsl.tables.files import encode

    try:
        emit_bytes(encode([table], f".{form}", console.language), output, console)
    except TableError as fault:
        console.trouble(fault.message, fault.help, UNREADABLE)


def emit_bytes(content: bytes, output: str | None, console: Console) -> None:
    """Write what is no text to a file, whole or not at all, or to standard output."""
    try:
        if output is None or output == STDIN:
            console.write_bytes(content)
        else:
            write_bytes(output, content)
    except FileError as fault:
        tell(console, fault)

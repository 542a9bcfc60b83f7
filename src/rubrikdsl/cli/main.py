"""The entry point `rubrik`: finds the command, and turns whatever happens into an exit code.

Every import that a bare `rubrik --version` does not need stands inside a function.
"""

from __future__ import annotations

import gc
import os
import sys

from rubrikdsl.version import __version__

UNWRITABLE, FAULT, INTERRUPTED, PIPE_CLOSED = 3, 70, 130, 141


def run() -> None:
    """The console script."""
    # A command ends soon and makes no cycles worth collecting; looking for them costs a quarter of the
    # time that a large rubric takes.
    gc.disable()
    if sys.argv[1:] != ["--version"]:
        _unwind_when_told_to_end()
    if os.environ.get("PYTHONUNBUFFERED") and sys.stdout is not None:
        _buffer_output()
    code = main(sys.argv[1:])
    gc.freeze()  # nor does the interpreter then look for them at its end
    sys.exit(code)


def main(argv: list[str]) -> int:
    """Run one command line; returns the exit code and never raises (unless RUBRIK_DEBUG is set)."""
    if sys.stdout is None:  # closed by whoever started us: to write to it is an error, not our fault
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    try:
        if argv == ["--version"]:
            sys.stdout.write(f"rubrik {__version__}\n")
            code = 0
        else:
            from rubrikdsl.cli.dispatch import dispatch

            code = dispatch(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; point stdout elsewhere so that the final flush has somewhere to go.
        _discard_output()
        code = PIPE_CLOSED
    except OSError as fault:  # files have errors of their own, so this is standard output
        if os.environ.get("RUBRIK_DEBUG"):
            raise
        _discard_output()
        _unwritable(fault, argv)
        code = UNWRITABLE
    except Exception as fault:
        if os.environ.get("RUBRIK_DEBUG"):
            raise
        _own_fault(fault, argv)
        code = FAULT
    return code


def _unwind_when_told_to_end() -> None:
    """SIGTERM, and SIGHUP of a terminal that went away, end work as Ctrl-C does: nothing is left behind."""
    import signal

    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    usual = [one for one in numbers if one is not None and signal.getsignal(one) == signal.SIG_DFL]

    def end(number: int, _frame: object) -> None:
        for one in usual:  # tidying up is not stopped by being told again
            signal.signal(one, signal.SIG_IGN)
        sys.exit(128 + number)

    for one in usual:
        signal.signal(one, end)


def _buffer_output() -> None:
    """Without a buffer Python drops what a full disk or a closed pipe did not take, and says nothing."""
    import io
    from typing import cast

    bare = sys.stdout
    if isinstance(bare, io.TextIOWrapper) and isinstance(bare.buffer, io.RawIOBase):
        encoding, errors = bare.encoding, bare.errors
        buffered = io.BufferedWriter(cast("io.RawIOBase", bare.detach()))
        sys.stdout = io.TextIOWrapper(buffered, encoding=encoding, errors=errors)


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritable(fault: OSError, argv: list[str]) -> None:
    from rubrikdsl.cli.console import Console
    from rubrikdsl.cli.dispatch import language
    from rubrikdsl.cli.problems import STANDARD_OUTPUT
    from rubrikdsl.cli.problems import unreadable
    from rubrikdsl.workspace.files import reason

    speech = language(argv)
    Console(speech).trouble(unreadable(STANDARD_OUTPUT.read(speech), reason(fault)), None, UNWRITABLE)


def _own_fault(fault: Exception, argv: list[str]) -> None:
    from shlex import join

    from rubrikdsl.cli import problems
    from rubrikdsl.cli.dispatch import language

    trace, where = fault.__traceback__, "?"
    while trace is not None:  # the innermost place of our own
        code = trace.tb_frame.f_code
        if "rubrikdsl" in code.co_filename:
            room, file = code.co_filename.replace(os.sep, "/").split("/")[-2:]
            where = f"{room}/{file}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    words = problems.own_fault(
        what=f"{type(fault).__name__}: {fault}"[:300],
        where=where,
        version=__version__,
        python=f"{sys.version.split()[0]} {sys.platform}",
        command=join(["rubrik", *argv]),
    )
    sys.stderr.write(words.read(language(argv)) + "\n")

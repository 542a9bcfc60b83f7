"""The entry point `rubrik`: finds the command, and turns whatever happens into an exit code.

Every import that a bare `rubrik --version` does not need stands inside a function.
"""

from __future__ import annotations

import gc
import os
import sys

from rubrikdsl.version import __version__

INTERRUPTED, PIPE_CLOSED, FAULT = 130, 141, 70


def run() -> None:
    """The console script."""
    # A command ends soon and makes no cycles worth collecting; looking for them costs a quarter of the
    # time that a large rubric takes.
    gc.disable()
    sys.exit(main(sys.argv[1:]))


def main(argv: list[str]) -> int:
    """Run one command line; returns the exit code and never raises (unless RUBRIK_DEBUG is set)."""
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    except Exception as fault:
        if os.environ.get("RUBRIK_DEBUG"):
            raise
        _own_fault(fault, argv)
        code = FAULT
    return code


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

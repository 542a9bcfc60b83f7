"""What needs a package that only an extra brings: said with the line that installs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say


class ExtraError(Exception):
    """A package is missing; `message` says what for, `help` what to install."""

    def __init__(self, what: Words, package: str, extra: str) -> None:
        self.message = say(
            "{what} needs the package `{package}`, which is not installed",
            "{what} memerlukan paket `{package}`, yang belum terpasang",
            what=what,
            package=package,
        )
        self.help = say(
            "install it: pip install 'rubrikdsl[{extra}]'",
            "pasang dengan: pip install 'rubrikdsl[{extra}]'",
            extra=extra,
        )
        super().__init__(f"{self.message}; {self.help}")


@contextmanager
def needed(what: Words, package: str, extra: str) -> Iterator[None]:
    """Imports stand in this block; `ExtraError` where the package is not there."""
    try:
        yield
    except ImportError as missing:
        raise ExtraError(what, package, extra) from missing

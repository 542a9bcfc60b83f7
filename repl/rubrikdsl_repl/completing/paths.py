"""Files and folders that a line may name."""

from __future__ import annotations

from pathlib import Path

from rubrikdsl_repl.completing.menu import Candidate
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu

MOST_LOOKED_AT = 5_000
"""Files of a folder; a menu of more helps nobody."""


def paths(typed: str, suffixes: tuple[str, ...], start: int) -> tuple[Candidate, ...]:
    """The folders, and the files of these suffixes (none: of any), that begin as what is typed.

    A name with spaces comes in quotes; a hidden file only where its dot was typed.
    """
    head, slash, tail = typed.rpartition("/")
    folder = Path(head + slash).expanduser() if slash else Path()
    found: list[Choice] = []
    try:
        for at, path in enumerate(folder.iterdir()):
            if at == MOST_LOOKED_AT:
                break
            if path.name.startswith(".") and not tail.startswith("."):
                continue
            if path.is_dir():
                found.append(_choice(head + slash + path.name + "/", path.name))
            elif not suffixes or path.suffix.lower() in suffixes:
                found.append(_choice(head + slash + path.name, path.name))
    except OSError:
        return ()
    found.sort(key=lambda choice: (choice.text.endswith("/"), choice.text))
    return Menu.of(found).matching(tail, start)


def _choice(path: str, name: str) -> Choice:
    return Choice(f'"{path}"' if " " in path else path, said=name)

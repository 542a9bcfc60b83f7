"""A real terminal for tests: tmux, with keys sent and the screen read back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rubrikdsl
import rubrikdsl_repl

PATIENCE = 30.0
"""Seconds that a busy machine may take for one screen."""

_SECONDS = re.compile(r"\d+[.,]\d\d (s|dtk)\b")


class Screen:
    """`rubrik repl` with some arguments on a terminal of so many columns and lines."""

    def __init__(self, folder: Path, size: tuple[int, int], *arguments: str, **environment: str) -> None:
        tmux = shutil.which("tmux")
        assert tmux is not None
        columns, lines = size
        packages = [rubrikdsl.__file__, rubrikdsl_repl.__file__]
        paths = os.pathsep.join(str(Path(str(file)).parent.parent) for file in packages)
        surroundings = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": paths,
            "RUBRIK_CACHE": os.environ["RUBRIK_CACHE"],
            "RUBRIK_STATE": str(folder / "state"),
            "LANG": "C.UTF-8",
            "TERM": "tmux-256color",
            **environment,
        }
        given = shlex.join(f"{name}={value}" for name, value in surroundings.items())
        command = shlex.join([sys.executable, "-m", "rubrikdsl", "repl", *arguments])
        self._socket = tempfile.TemporaryDirectory(prefix="tmux")  # whose path may not be long
        self._tmux = [tmux, "-S", f"{self._socket.name}/tmux"]
        self._run(
            "-f", os.devnull, "new-session", "-d", "-x", str(columns), "-y", str(lines), "-c", str(folder)
        )
        self._run("set-option", "-g", "remain-on-exit", "on")
        self._run("respawn-pane", "-k", "-c", str(folder), f"exec env -i {given} {command}")

    def type(self, text: str) -> Screen:
        """Type a text."""
        self._run("send-keys", "-l", text)
        return self

    def press(self, *keys: str) -> Screen:
        """Press keys by the names that tmux has for them."""
        self._run("send-keys", *keys)
        return self

    def text(self, *, colours: bool = False) -> str:
        """What stands on it; how long a command took is `0.00`."""
        shown = self._run("capture-pane", "-p", *(["-e"] if colours else []))
        return _SECONDS.sub(r"0.00 \1", shown.rstrip("\n")) + "\n"

    def wait(self, until: str | Callable[[str], bool]) -> Screen:
        """Wait until it shows a text, or until something holds of what it shows."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.text()
            if until in shown if isinstance(until, str) else until(shown):
                break
            time.sleep(0.02)
        return self

    def close(self) -> None:
        """End the session and the terminal."""
        self._run("kill-server")
        self._socket.cleanup()

    def _run(self, *arguments: str) -> str:
        run = subprocess.run(
            [*self._tmux, *arguments], capture_output=True, text=True, encoding="utf-8", check=True
        )
        return run.stdout

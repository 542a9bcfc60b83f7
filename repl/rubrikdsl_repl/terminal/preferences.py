"""How a person likes the terminal, kept from session to session: keys, tips, the pager."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rubrikdsl_repl.places import private_file
from rubrikdsl_repl.state import Settings

FILE = "preferences.toml"


def remembered(folder: Path | None, settings: Settings) -> Settings:
    """The settings with what was preferred last time; what cannot be read is as if it were not there."""
    if folder is None:
        return settings
    with suppress(OSError, ValueError):
        text = (folder / FILE).read_text(encoding="utf-8")
        import tomllib  # where there is something to read

        kept = tomllib.loads(text)
        if kept.get("keys") in ("emacs", "vi"):
            settings = replace(settings, keys=kept["keys"])
        for name in ("tips", "pager"):
            if kept.get(name) in ("on", "off"):
                settings = replace(settings, **{name: kept[name]})
    return settings


def remember(folder: Path | None, settings: Settings) -> None:
    """Keep what is preferred."""
    import tomli_w

    path = private_file(folder, FILE)
    if path is not None:
        kept = {name: getattr(settings, name) for name in ("keys", "tips", "pager")}
        with suppress(OSError):
            path.write_text(tomli_w.dumps(kept), encoding="utf-8")

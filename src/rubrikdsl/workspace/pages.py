"""The pages behind `rubrik codes`: one file per finding, in both languages, with an example that has it.

A page is Markdown: `# code`, `## en`, `## id` (what it means and why it matters), `## example` and
`## repaired`, each of the last two with one ```rubrik block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubrikdsl import diagnostics
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

_HEADING = re.compile(r"^##? +(.+?) *$", re.MULTILINE)
_BLOCK = re.compile(r"^```rubrik\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about a code."""

    code: str
    about: Words
    example: str
    repaired: str


def folder() -> Path:
    """Where the pages lie."""
    return Path(diagnostics.__file__).parent / "pages"


@cache
def codes() -> tuple[str, ...]:
    """All codes that have a page."""
    return tuple(sorted(path.stem for path in folder().glob("*.md")))


def read(code: str) -> Page:
    """The page of a code."""
    return parse((folder() / f"{code}.md").read_text("utf-8"))


def parse(text: str) -> Page:
    """A page from its Markdown; `ValueError` where a part is missing."""
    pieces = _HEADING.split(_hidden(text))
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    code = pieces[1] if len(pieces) > 1 else ""
    missing = [name for name in ("en", "id", "example", "repaired") if name not in parts]
    if missing:
        raise ValueError(f"page `{code}` has no part `{missing[0]}`")
    return Page(
        code,
        say(parts["en"].strip(), parts["id"].strip()),
        _block(code, parts["example"]),
        _block(code, parts["repaired"]),
    )


_SHIELD = "\0"


def _hidden(text: str) -> str:
    """The text with the `#` of comments inside blocks shielded from the headings."""
    return _BLOCK.sub(lambda found: found.group(0).replace("\n#", f"\n{_SHIELD}"), text)


def _block(code: str, part: str) -> str:
    found = _BLOCK.search(part)
    if found is None:
        raise ValueError(f"page `{code}` lacks a ```rubrik block")
    return found.group(1).replace(_SHIELD, "#")

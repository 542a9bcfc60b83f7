"""The reference of the language for readers: the pages of the specification, put into words.

Each page of the specification becomes one of `docs/language/`. The comments that announce findings become
what `rubrik check` says, blocks get a heading, and every rubric that can be read is there in the other
vocabulary too. Nothing here is a test of the language: the specification is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rubrikdsl.source import Source
from rubrikdsl.syntax.translate import translate
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.workspace import Workspace

_FENCED = re.compile(r"^```(\w+)(?: +([^\n]+))?\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
_CASE = re.compile(r"^## +(.+)$", re.MULTILINE)
_ANNOUNCED = re.compile(r" *# (?:error|warning): \[[a-z0-9-]+\]")
_FOUND = re.compile(r"# (error|warning): \[([a-z0-9-]+)\]")

GENERATED = "<!-- made from the executable specification by `pytest --accept tests/language` -->\n"
LEADS = {
    "data": "With these data",
    "scores": "the results are",
    "ranks": "the ranks are",
    "bounds": "what is open can still become",
    "verdicts": "`rubrik verify` says of what is asserted",
    "text": "The text in force",
    "diagnostics": "`rubrik check` says",
}
"""The words before a block."""


def reference(pages: list[Path]) -> dict[str, str]:
    """The texts of `docs/language/` by file name."""
    space = Workspace(cache=Cache(None))
    texts = {page.name: page.read_text("utf-8") for page in pages}
    found = {name: GENERATED + _FENCED.sub(lambda m: _block(m, space), text) for name, text in texts.items()}
    return {"README.md": "".join(_index(texts)), **found}


def _index(texts: dict[str, str]) -> Iterator[str]:
    yield GENERATED
    yield "# The language, form by form\n\n"
    yield (
        "Each form with rubrics that can be copied, in both vocabularies, with data and results. Everything"
        " here is run as a test.\n\n"
        "Setiap bentuk dengan rubrik yang dapat disalin, dalam kedua kosakata, beserta data dan hasilnya."
        " Semuanya dijalankan sebagai uji.\n"
    )
    for name, text in texts.items():
        title = _TITLE.search(text)
        assert title is not None, f"{name} has no title"
        yield f"\n## [{title[1]}]({name})\n"
        yield from (f"- [{case}]({name}#{_anchor(case)})\n" for case in _CASE.findall(text))


def _anchor(title: str) -> str:
    """The anchor that Markdown readers give a heading."""
    kept = "".join(sign for sign in title.lower() if sign.isalnum() or sign in " -_")
    return kept.replace(" ", "-")


def _block(match: re.Match[str], space: Workspace) -> str:
    kind, word, text = match[1], match[2] or "", match[3]
    if kind != "rubrik":
        lead = f"{LEADS[kind]}{'' if kind in ('data', 'diagnostics', 'verdicts') else _when(word)}:\n"
        language = "toml" if kind == "data" and text.lstrip().startswith("[") else "text"
        return f"{lead}```{'rubrik' if kind == 'text' else language}\n{text}```\n"
    plain = _ANNOUNCED.sub("", text)
    shown = f"`{word}`:\n" if word else ""
    shown += f"```rubrik\n{plain}```\n"
    other = _translated(plain, space)
    if other is not None:
        summary, words = other
        shown += f"<details><summary>{summary}</summary>\n\n```rubrik\n{words}```\n</details>\n"
    return shown + _announced(text)


def _when(word: str) -> str:
    """On which day, or by which column of days, and under which readings."""
    day, *readings = word.split("+")
    when = f", each on the day in `{day[:-1]}`" if day.endswith(":") else f" on {day}" if day else ""
    return when + "".join(f", reading `{reading}`" for reading in readings)


def _announced(text: str) -> str:
    found = [
        f"- line {number}: {severity} [`{code}`](../../src/rubrikdsl/diagnostics/pages/{code}.md)\n"
        for number, line in enumerate(text.splitlines(), 1)
        for severity, code in _FOUND.findall(line)
    ]
    return "\n`rubrik check` finds:\n" + "".join(found) if found else ""


def _translated(text: str, space: Workspace) -> tuple[str, str] | None:
    """The same rubric in the other vocabulary, under its name; None where the text cannot be read."""
    document, unread = space.read(Source("case.rubrik", text))
    if any(finding.severity == "error" for finding in unread):
        return None
    other: Vocabulary = "en" if document.vocabulary == "id" else "id"
    words, clashes = translate(document, other, space.grammar)
    return None if clashes else ({"en": "In English", "id": "Bahasa Indonesia"}[other], words)

"""The pages behind `rubrik codes`: one file per finding, in both languages, with an example that has it.

A page is Markdown: `# code`, `## en` and `## id` (a title, then what it means and what to do), `## example`
and `## repaired`. The last two hold fenced blocks: ```rubrik, ```csv, ```toml, ```json or ```sql is a file,
named after its kind or by the second word (`csv data.csv windows-1252`: in another encoding); ```console is
what is typed and printed. `## example, found as CODE` stands where another finding always comes first.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl import diagnostics
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.diagnostics.wording import Language
    from rubrikdsl.source import Source
    from rubrikdsl.workspace.workspace import Workspace

Kind = Literal["rubric", "data", "sql", "command"]
"""What a finding is about: shown by what its example needs."""

KINDS: tuple[Kind, ...] = ("rubric", "data", "sql", "command")

_HEADING = re.compile(r"^##? +(.+?) *$", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)(?: +(\S+))?(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHIELD = "\0"


@dataclass(frozen=True, slots=True)
class Block:
    """A file, or what is typed and printed (`form` is `console`)."""

    form: str
    name: str
    encoding: str
    text: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode(self.encoding)


@dataclass(frozen=True, slots=True)
class Sample:
    """An example, or its repair."""

    blocks: tuple[Block, ...]

    @property
    def rubric(self) -> Block:
        """The rubric."""
        return next(block for block in self.blocks if block.form == "rubrik")

    @property
    def data(self) -> Block | None:
        """The data that the rubric scores, if the example is about data."""
        return next((block for block in self.blocks if block.form in ("csv", "toml", "json")), None)

    @property
    def transcript(self) -> str | None:
        """What is typed and printed, if it takes a command of its own to see the finding."""
        return next((block.text for block in self.blocks if block.form == "console"), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about a code. `found_as` is the code that the example has, usually the same."""

    code: str
    title: Words
    about: Words
    example: Sample
    repaired: Sample
    found_as: str

    @property
    def kind(self) -> Kind:
        """What the finding is about."""
        if self.example.data is not None:
            return "data"
        if any(block.form == "sql" for block in self.example.blocks):
            return "sql"
        return "rubric" if self.example.transcript is None else "command"


@dataclass(frozen=True, slots=True)
class Found:
    """What a sample gives: findings of the rubric (with the texts they point into), problems of the data."""

    diagnostics: tuple[Diagnostic, ...]
    problems: tuple[Problem, ...]
    sources: dict[str, Source]

    @property
    def codes(self) -> set[str]:
        """The codes of all of them."""
        return {one.code for one in self.diagnostics} | {one.code for one in self.problems}

    def drawn(self, language: Language, color: bool = False) -> str:
        """All of them as the commands print them."""
        from rubrikdsl.diagnostics.render import render
        from rubrikdsl.diagnostics.render import render_problem

        return render(self.diagnostics, self.sources, "text", language, color) + "".join(
            render_problem(problem, language, color) for problem in self.problems
        )


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
    shielded = _BLOCK.sub(lambda found: found[0].replace("\n#", f"\n{_SHIELD}"), text)
    pieces = _HEADING.split(shielded)
    code = pieces[1] if len(pieces) > 1 else ""
    parts = {name.partition(",")[0]: part for name, part in zip(pieces[1::2], pieces[2::2], strict=True)}
    missing = [name for name in ("en", "id", "example", "repaired") if name not in parts]
    if missing:
        raise ValueError(f"page `{code}` has no part `{missing[0]}`")
    en, id = (parts[name].strip().partition("\n\n") for name in ("en", "id"))
    instead = re.search(r"^## example, found as (\S+)$", shielded, re.MULTILINE)
    return Page(
        code,
        say(en[0], id[0]),
        say(en[2], id[2]),
        _sample(code, parts["example"]),
        _sample(code, parts["repaired"]),
        instead[1] if instead else code,
    )


def find(sample: Sample, space: Workspace) -> Found:
    """Check the rubric of a sample, and score its data with the last rubric of it."""
    from rubrikdsl.records.read import read as read_data
    from rubrikdsl.source import Source
    from rubrikdsl.workspace.scoring import score_under

    source = Source(sample.rubric.name, sample.rubric.text)
    checked = space.check(source)
    data = sample.data
    if data is None or checked.has_errors:
        return Found(checked.diagnostics, (), space.sources)
    sheet = read_data(data.name, data.content, limits=space.limits.of_data())
    rows, loose = score_under(checked.offers[-1].usable[-1].variants, sheet.records)
    of_rows = tuple(problem for row in rows for problem in row.result.problems)
    return Found(checked.diagnostics, (*sheet.problems, *loose, *of_rows), space.sources)


def _sample(code: str, part: str) -> Sample:
    blocks = tuple(
        Block(
            form,
            name or {"rubrik": "contoh.rubrik"}.get(form, f"data.{form}"),
            encoding or "utf-8",
            text.replace(_SHIELD, "#"),
        )
        for form, name, encoding, text in _BLOCK.findall(part)
    )
    if not any(block.form == "rubrik" for block in blocks):
        raise ValueError(f"page `{code}` lacks a ```rubrik block")
    return Sample(blocks)

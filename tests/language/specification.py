"""Runs the specification: Markdown pages in which each heading is a case.

A case has prose and blocks. ```rubrik is a file, checked as the command line would: `# error: [code]` or
`# warning: [code]` at the end of a line says that exactly this is found on that line, and nothing else
anywhere. ```rubrik unit.rubrik is one of several files, all given together; the last is the one asked.
```diagnostics (or ```diagnostics id) is the drawing of the findings. ```data holds records as CSV
or TOML for the last rubric of the block above, ```scores what they score, exactly (`2025-01-01`: on that day;
`+lampiran`: under that reading; `tanggal:`: each on the day in that column); ```ranks how its rankings order
them; ```bounds what of them is open can still become. ```verdicts is what `rubrik verify` says of what the
last rubric asserts. ```text 2025-01-01 is the text of the rubric on that day (`2025-01-01+a.b`: under the
reading `b` of `a`), consolidated from the amendments of the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from rubrikdsl.diagnostics import Language
from rubrikdsl.diagnostics.render import render
from rubrikdsl.engine.partial.result import Anything
from rubrikdsl.engine.partial.result import Between
from rubrikdsl.engine.partial.result import Bounds
from rubrikdsl.engine.partial.result import OneOf
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import titled
from rubrikdsl.exact import to_text
from rubrikdsl.records.read import read
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import Source
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.versions.consolidate import consolidate
from rubrikdsl.versions.consolidate import printed
from rubrikdsl.versions.law import edition_on
from rubrikdsl.versions.law import editions
from rubrikdsl.versions.law import instruments
from rubrikdsl.versions.law import law
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.checked import Checked
from rubrikdsl.workspace.days import score_by_day
from rubrikdsl.workspace.days import score_on_day
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.scoring import bounds
from rubrikdsl.workspace.scoring import joined
from rubrikdsl.workspace.scoring import ranked
from rubrikdsl.workspace.scoring import score
from rubrikdsl.workspace.workspace import Workspace

_BLOCK = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{2,} +(.+?) *$", re.MULTILINE)
_WANTED = re.compile(r"# (error|warning): \[([a-z0-9-]+)\]")

FILE = "case.rubrik"


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, the word after it, its text, and where the text stands in the page."""

    kind: str
    word: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A heading with the blocks below it."""

    page: Path
    title: str
    blocks: tuple[Block, ...]


class MismatchError(AssertionError):
    """A case that does not hold, told in its own terms."""


def cases(page: Path) -> tuple[Case, ...]:
    """The cases of a page: its headings that have a block."""
    text = page.read_text("utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [h.start() for h in headings[1:]] + [len(text)]
    found = []
    for heading, end in zip(headings, ends, strict=True):
        blocks = tuple(
            Block(m.group(1), m.group(2) or "", m.group(3), m.start(3), m.end(3))
            for m in _BLOCK.finditer(text, heading.end(), end)
        )
        if blocks:
            found.append(Case(page, heading.group(1), blocks))
    return tuple(found)


def run(case: Case, accept: bool = False) -> None:
    """Check a case; with `accept`, write what was found into its diagnostics and scores."""
    for number, shown in _shown(case):
        block = case.blocks[number]
        if shown == block.text:
            continue
        if not accept:
            raise MismatchError(f"{block.kind} differ\n--- expected\n{block.text}--- found\n{shown}")
        text = case.page.read_text("utf-8")
        (now,) = (c.blocks[number] for c in cases(case.page) if c.title == case.title)
        case.page.write_text(text[: now.start] + shown + text[now.end :], "utf-8")


def _shown(case: Case) -> Iterator[tuple[int, str]]:
    """Each block that is an expectation, by its number, with what there is instead."""
    several = [block for block in case.blocks if block.kind == "rubrik" and block.word]
    workspace = _together(several) if several else _workspace()
    checked: Checked | None = None
    data: Block | None = None
    if not any(block.kind == "rubrik" for block in case.blocks):
        raise MismatchError("a case without a ```rubrik block")
    for number, block in enumerate(case.blocks):
        match block.kind:
            case "rubrik":
                source = Source(block.word or FILE, block.text)
                checked = workspace.check(source)
                _compare(source, checked)
            case "diagnostics":
                language: Language = "id" if block.word == "id" else "en"
                assert checked is not None
                yield number, _drawing(checked, workspace.sources, language)
            case "data":
                data = block
            case "scores":
                if checked is None or data is None or not checked.rubrics:
                    raise MismatchError("scores need a rubric without errors and a ```data block")
                yield number, _scores(checked, data, block.word)
                data = None
            case "text":
                assert checked is not None
                yield number, _text(checked, block.word, workspace)
            case "bounds":
                if checked is None or data is None or not checked.rubrics:
                    raise MismatchError("bounds need a rubric without errors and a ```data block")
                yield number, _bounds(checked, data)
                data = None
            case "verdicts":
                if checked is None or not checked.rubrics:
                    raise MismatchError("verdicts need a rubric without errors")
                yield number, _verdicts(checked)
            case "ranks":
                if checked is None or data is None or not checked.rubrics:
                    raise MismatchError("ranks need a rubric without errors and a ```data block")
                yield number, _ranks(checked, data)
                data = None
            case _:
                raise MismatchError(f"a ```{block.kind} block is no part of the specification")
    if data is not None:
        raise MismatchError("a ```data block without ```scores")


@cache
def _workspace() -> Workspace:
    """One workspace for all cases, so that the grammar is built once; its cache is never the user's."""
    return Workspace(cache=Cache(Path(mkdtemp(prefix="rubrik-"))))


def _together(blocks: Sequence[Block]) -> Workspace:
    """A workspace in which these files are given; nothing of them is on a disk."""
    made = Workspace(cache=_workspace().cache, given=[block.word for block in blocks])
    made.library.hold(Source(block.word, block.text) for block in blocks)
    return made


def _compare(source: Source, checked: Checked) -> None:
    """The findings are those that the comments announce, on their lines, and no others."""
    wanted = [
        (number, *found)
        for number, line in enumerate(source.text.splitlines(), 1)
        for found in _WANTED.findall(line)
    ]
    found = [(source.position(d.primary.place.start)[0], d.severity, d.code) for d in checked.diagnostics]
    if sorted(wanted) != sorted(found):
        drawn = render(checked.diagnostics, {source.name: source})
        raise MismatchError(f"findings differ\n--- expected\n{sorted(wanted)}\n--- found\n{drawn}")


def _drawing(checked: Checked, sources: Mapping[str, Source], language: Language) -> str:
    """The findings as the command line draws them, without the announcing comments."""
    plain = {
        name: replace(source, text=_WANTED.sub(lambda m: " " * len(m.group()), source.text))
        for name, source in sources.items()
    }
    lines = render(checked.diagnostics, plain, language=language).rstrip().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _scores(checked: Checked, data: Block, how: str) -> str:
    """A line a record: every named result, and below it what was wrong."""
    sheet = read("-", data.text.encode("utf-8"))
    offer = next((each for each in checked.offers if each.name == data.word), checked.offers[-1])
    day, *readings = how.split("+")
    try:
        if day.endswith(":"):
            rows, problems = score_by_day(offer, readings, day[:-1], sheet.records, Reading())
        else:
            one = dated(offer, date.fromisoformat(day) if day else None)
            rows, problems = score_on_day(one, chosen(one, readings), sheet.records, Reading())
    except MomentError as refused:
        return f"! {refused.message}\n"
    lines = [f"! {p.code}: {p.message}" for p in (*sheet.problems, *problems)]
    for row in rows:
        lines += _row(joined(row.rows))
    return "".join(f"{line}\n" for line in lines)


def _ranks(checked: Checked, data: Block) -> str:
    """A line a ranking: rank and record, in order; those without a rank last, each with the reason below."""
    sheet = read("-", data.text.encode("utf-8"))
    ready = checked.rubrics[-1]
    rows, _ = score(ready, sheet.records)
    lines = []
    for ranking in ready.plan.rankings:
        found = ranked(ranking, rows)
        lines.append(f"{ranking.name}: " + ", ".join(f"{row.rank or '-'} {row.record}" for row in found))
        lines += [f"  ! {row.record} {row.problem.message}" for row in found if row.problem is not None]
    return "".join(f"{line}\n" for line in lines)


def _verdicts(checked: Checked) -> str:
    """A line a claim of what is asserted; the answers of a record that breaks it, and what they give."""
    lines = []
    for claim in verify(checked.rubrics[-1].plan).claims:
        if claim.topic == "assert":
            lines.append(f"{claim.verdict}: {claim.says.read('en')}")
            for case in claim.cases if claim.verdict == "refuted" else ():
                answers = ", ".join(line.partition("  #")[0] for line in case.toml.splitlines()[1:])
                lines.append(f"  {answers}: " + ", ".join(f"{name} = {value}" for name, value in case.gives))
    return "".join(f"{line}\n" for line in lines)


def _text(checked: Checked, asked: str, workspace: Workspace) -> str:
    """The text of the first rubric of a file on a day, under readings."""
    day, *chosen = asked.split("+")
    named = instruments(checked.source, checked.document)
    made, _ = law(named[0][0], [instrument for name, instrument in named if name == named[0][0]])
    edition = edition_on(editions(made), date.fromisoformat(day))
    if edition is None:
        raise MismatchError(f"nothing is in force on {day}")
    readings = tuple((name, reading) for name, _, reading in (each.partition(".") for each in chosen))
    return printed(consolidate(edition, readings, workspace.grammar), workspace.grammar)


def _bounds(checked: Checked, data: Block) -> str:
    """A line a record, and one for each open value: what it can be, and what decides; `~`: not exact."""
    sheet = read("-", data.text.encode("utf-8"))
    rows, _ = score(checked.rubrics[-1], sheet.records)
    lines = []
    for row in rows:
        lines.append(f"{row.result.record}: {', '.join(_named(value) for value in row.result.values)}")
        for one in bounds(row):
            certain = " certainly" if one.is_certain else ""
            decided = f"; decided by {', '.join(one.deciding)}" if one.deciding else ""
            lines.append(f"  {'' if one.exact else '~'}{one.name} is{certain} {_possible(one)}{decided}")
    return "".join(f"{line}\n" for line in lines)


def _possible(one: Bounds) -> str:
    match one.can_be:
        case Between(low, high):
            ends = ("" if low is None else to_text(low), "" if high is None else to_text(high))
            told = [ends[0] if low is not None and low == high else f"{ends[0]} .. {ends[1]}".strip()]
        case OneOf(values):
            told = [_value(value) for value in values]
        case Anything():
            told = ["anything"]
    return " or ".join([*told, *["not applicable"] * one.not_applicable])


def _row(row: Row) -> Iterator[str]:
    values = ", ".join(_named(value) for value in row.result.values)
    yield f"{row.result.record}: {values}"
    yield from (f"  ! {p.code}: {p.message}" for p in row.result.problems)
    yield from (f"  assumed: {clause.title} ({clause.assumed})" for clause in row.result.assumed)


def _named(named: Named) -> str:
    match named.status:
        case "final":
            assert named.value is not None
            return f"{named.name} = {_value(named.value)}"
        case "unknown":
            return f"{named.name} waits for {' and '.join(named.waiting)}"
        case "not-applicable":
            return f"{named.name} is not applicable"
        case "differs":
            readings = ", ".join(f"{titled(a.choice)}: {_under(a.named)}" for a in named.alternatives)
            return f"{named.name} differs ({readings})"
        case "refused":
            return f"{named.name} is refused"


def _under(named: Named | None) -> str:
    if named is None:
        return "none"
    return named.status if named.value is None else _value(named.value)


def _value(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return to_text(value)
        case date():
            return value.isoformat()
        case frozenset():
            return ", ".join(sorted(value))
        case str():
            return value

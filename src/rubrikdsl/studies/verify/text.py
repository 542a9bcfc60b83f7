"""The verification of a rubric for people: each claim with its verdict, its argument, its case."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from textwrap import wrap

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.source import Place
from rubrikdsl.studies.verify import speech
from rubrikdsl.studies.verify.claims import TOPICS
from rubrikdsl.studies.verify.claims import Case
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Verified
from rubrikdsl.studies.verify.compensation_text import in_table
from rubrikdsl.studies.verify.compensation_text import tables

WIDTH = 110

Where = Callable[[Place], str]
"""A place as `file:line`; nothing where it is not known."""


def nowhere(place: Place) -> str:  # noqa: ARG001 - it stands for a place that cannot be told
    """Tells no place."""
    return ""


def to_text(texts: tuple[Verified, ...], language: Language = "en", where: Where = nowhere) -> str:
    """The report of every text of a rubric."""
    return "\n".join("".join(f"{line}\n" for line in _once(_one(each, language, where))) for each in texts)


def _once(lines: Iterator[str]) -> Iterator[str]:
    """Never two empty lines after each other."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def _one(found: Verified, language: Language, where: Where) -> Iterator[str]:
    label = f"  {' '.join(found.label.split())}" if found.label else ""
    yield clean(found.name + label)
    for line in (speech.days(found.start, found.end), speech.readings(found.choice)):
        if line is not None:
            yield line.read(language)
    wide = max(len(word.read(language)) for word in speech.VERDICTS.values()) + 4
    for topic in TOPICS:
        claims = [claim for claim in found.claims if claim.topic == topic]
        if claims:
            yield ""
            yield speech.TITLES[topic].read(language)
            yield from tables(claims, language)
            for claim in claims:
                if not in_table(claim):
                    yield from _claim(claim, language, wide, where)
    yield ""
    yield speech.summed(found.count("proved"), found.count("refuted"), found.count("undecided")).read(
        language
    )


def _claim(claim: Claim, language: Language, wide: int, where: Where) -> Iterator[str]:
    verdict = speech.VERDICTS[claim.verdict].read(language)
    place = where(claim.place) if claim.verdict != "proved" else ""
    says = claim.says.read(language) + (f"  ({place})" if place else "")
    by = ", ".join(speech.WAYS[way].read(language) for way in claim.ways)
    why = claim.why.read(language) + (f" [{by}]" if by else "")
    indent = " " * wide
    if claim.verdict == "proved" and claim.ways == ("record",):
        yield from _wrapped(f"  {verdict:{wide - 2}}{says} [{by}]", indent)
        return
    yield from _wrapped(f"  {verdict:{wide - 2}}{says}", indent)
    yield from _wrapped(indent + why, indent)
    if claim.verdict == "refuted" and not claim.required:
        yield from _wrapped(indent + speech.NOT_REQUIRED.read(language), indent)
    if claim.verdict == "refuted":
        for case in claim.cases:
            yield from _case(case, language, indent)


def _case(case: Case, language: Language, indent: str) -> Iterator[str]:
    yield ""
    for line in case.toml.rstrip("\n").split("\n"):
        yield (indent + "| " + line).rstrip()
    gives = ", ".join(f"{name} = {_given(value, language)}" for name, value in case.gives)
    if gives:
        yield from _wrapped(f"{indent}{speech.GIVES.read(language)}: {gives}", indent)
    yield ""


def _given(value: str | bool | list[str] | None, language: Language) -> str:
    match value:
        case None:
            return speech.NO_VALUE.read(language)
        case bool():
            return _truth(value).read(language)
        case str():
            return value
        case _:
            return "; ".join(value)


def _truth(value: bool) -> Words:
    return speech.YES if value else speech.NO


def _wrapped(line: str, indent: str) -> list[str]:
    return wrap(
        clean(line), WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False,
        replace_whitespace=False, drop_whitespace=True,
    ) or [""]  # fmt: skip

"""What a consolidated text says of itself, in the language of its vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.versions.problems.wording import day_text
from rubrikdsl.versions.problems.wording import kind_words


def period_words(start: date | None, end: date | None) -> str:
    """A period as a rubric writes it."""
    return " ".join(filter(None, (start.isoformat() if start else "", "..", end.isoformat() if end else "")))


def consolidated(name: str, start: date | None, end: date | None) -> Words:
    """The first line of a consolidated text."""
    return say(
        "The text of {name} for {period}, made of",
        "Teks {name} untuk {period}, disusun dari",
        name=name,
        period=period_words(start, end),
    )


def instrument_line(
    base: bool, title: str, start: date | None, end: date | None, known: date | None
) -> Words:
    """An instrument that went into the text."""
    what = say("rubric", "rubrik") if base else say("amendment", "perubahan")
    issued = (
        say(", issued {day}", ", ditetapkan {day}", day=known.isoformat())
        if known is not None and known != start
        else say("", "")
    )
    return say(
        '{what} "{title}", valid {period}{issued}',
        '{what} "{title}", berlaku {period}{issued}',
        what=what,
        title=title,
        period=period_words(start, end),
        issued=issued,
    )


def chosen(ambiguity: str, reading: str) -> Words:
    """A reading that was chosen."""
    return say("read as {a}.{r}", "dibaca menurut {a}.{r}", a=ambiguity, r=reading)


def removed(kind: str, path: Sequence[str]) -> Words:
    """Something that was removed."""
    name = ".".join(filter(None, path))
    return say("removed: {kind} {name}", "dihapus: {kind} {name}", kind=kind_words(kind), name=name)


def renamed(old: Sequence[str], new: Sequence[str]) -> Words:
    """Something that has another name."""
    facts = {"old": ".".join(old), "new": ".".join(new)}
    return say("renamed: {old} to {new}", "dinamai ulang: {old} menjadi {new}", **facts)


def reading_title(ambiguity: str, reading: str) -> Words:
    """Whose a line is that a reading changed."""
    return say("reading {a}.{r}", "tafsir {a}.{r}", a=ambiguity, r=reading)


def untitled(start: date | None) -> Words:
    """An amendment without a label."""
    return say("amendment of {day}", "perubahan per {day}", day=day_text(start))

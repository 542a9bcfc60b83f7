"""The menus of one rubric: the names in it, and what each of them can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass as plain
from dataclasses import field as plain_field
from fractions import Fraction

from rubrikdsl import Entry
from rubrikdsl import Language
from rubrikdsl import Number
from rubrikdsl import tokens
from rubrikdsl_repl.completing import words
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu

FEW_NUMBERS = 21
"""A range with no more numbers than this is listed."""


@plain(frozen=True)
class Entries:
    """What the entries of a rubric offer, in one language; made by `entries_of`."""

    asked: Menu
    """What a record answers or may state."""
    read: Menu
    """What has a value, to be read in an expression."""
    all: Menu
    classes: Menu
    """The codes that classes give."""
    rankings: Menu
    names: frozenset[str]
    """Every part of a name, so that it is no keyword."""
    _by_name: dict[str, Entry]
    _language: Language
    _answers: dict[str, Menu] = plain_field(default_factory=dict)

    def entry(self, name: str) -> Entry | None:
        """The entry of a name or path, in whatever case."""
        return self._by_name.get(name.casefold())

    def answers(self, name: str) -> Menu:
        """What the thing of this name can be; nothing where it is unknown or has too many values."""
        if name not in self._answers:
            entry = self.entry(name)
            self._answers[name] = Menu.of(_values(entry, self._language) if entry else ())
        return self._answers[name]


def entries_of(entries: tuple[Entry, ...], language: Language) -> Entries:
    """The menus of a rubric's entries."""
    choices = [(entry, _named(entry, language)) for entry in entries]
    by_name: dict[str, Entry] = {}
    for entry in entries:
        by_name.setdefault(entry.path.casefold(), entry)
    for entry in entries:
        by_name.setdefault(entry.name.casefold(), entry)
    codes = (code for entry in entries if entry.kind == "class" for code in _values(entry, language))
    return Entries(
        Menu.of(choice for entry, choice in choices if entry.asked or entry.given),
        Menu.of(choice for entry, choice in choices if entry.type is not None),
        Menu.of(choice for _, choice in choices),
        Menu.of(dict.fromkeys(codes)),
        Menu.of(choice for entry, choice in choices if entry.kind == "ranking"),
        frozenset(part for entry in entries for part in entry.path.split(".")),
        by_name,
        language,
    )


def quoted(text: str) -> str:
    """A code, label or name as it is written in a line of the language: in quotes where it is no word."""
    found = tokens(text)
    whole = len(found) == 1 and found[0].kind == "name" and found[0].text == text
    return text if whole else f'"{text}"'


def _named(entry: Entry, language: Language) -> Choice:
    label = entry.label if entry.label not in ("", entry.name) else entry.word.read(language)
    return Choice(entry.name, label, _detail(entry, language))


def _detail(entry: Entry, language: Language) -> str:
    """What a panel tells of an entry, a line a fact."""
    return "\n".join(_facts(entry, language))


def _facts(entry: Entry, language: Language) -> Iterator[str]:
    yield entry.label or entry.name
    yield f"{entry.word.read(language)} {entry.path}"
    told = words.ANSWERS if entry.asked else words.VALUES
    yield f"{told.read(language)}: {entry.about.read(language)}"
    yield from (f"  {choice.code}  {choice.label}" for choice in entry.choices if choice.label)
    if entry.weight is not None:
        yield f"{words.WEIGHT.read(language)}: {entry.weight.read(language)}"
    yield from (f"{words.SOURCE.read(language)}: {source}" for source in entry.sources)
    if entry.assumed is not None:
        yield f"{words.ASSUMED.read(language)}: {entry.assumed}"
    yield from (f"{words.NOTE.read(language)}: {note}" for note in entry.notes)


def _values(entry: Entry, language: Language) -> Iterator[Choice]:
    """What an entry can be, where that can be listed."""
    detail = _detail(entry, language)
    for choice in entry.choices:
        yield Choice(quoted(choice.code), choice.label, detail, choice.code)
    if entry.type == "truth":
        yield from (Choice(word.read(language), "", detail) for word in (words.YES, words.NO))
    for number in _numbers(entry):
        mark = str(number * 100 if entry.type == "share" else number)
        text = mark.replace(".", ",") if language == "id" else mark
        yield Choice(f"{text}%" if entry.type == "share" else text, "", detail)
    if entry.may_not_apply:
        yield Choice(words.NOT_APPLICABLE.read(language), "", detail)


def _numbers(entry: Entry) -> Iterator[Number]:
    low, high, step = entry.low, entry.high, entry.step
    if low is None or high is None or not step or (high - low) / step >= FEW_NUMBERS:
        return
    at: Fraction = low
    while at <= high:
        yield Number(at)
        at += step

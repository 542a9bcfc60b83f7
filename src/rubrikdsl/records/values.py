"""One cell to the answer that it gives, or the problem with it.

A problem made here has no place yet; whoever knows the record adds it.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import Mark
from rubrikdsl.exact import read
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import problems
from rubrikdsl.records.numerals import numeral
from rubrikdsl.records.rows import Broken
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.rows import shown
from rubrikdsl.records.sheets import problems as of_sheets
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.terms import Choice
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field

TRUE = frozenset({"yes", "ya", "true", "benar"})
FALSE = frozenset({"no", "tidak", "false", "salah"})
# `NA` is none of these: statistics programs write it for what is missing.
NOT_APPLICABLE_WORDS = frozenset(
    {"not applicable", "tidak berlaku", "n/a", "not_applicable", "tidak_berlaku"}
)
NONE_WORDS = frozenset({"none", "tidak ada", "nihil"})
_SPLITTERS = (r"[;|]", r",", r"\s+")
_OTHER_DATE = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})\Z")


@dataclass(frozen=True, slots=True)
class Choices:
    """Options by how a cell may name them: the code, else the code or label in any case where unique."""

    options: tuple[Choice, ...]

    def find(self, text: str) -> str | None:
        """The code that a text names."""
        if any(option.code == text for option in self.options):
            return text
        wanted = fold(text)
        codes = {o.code for o in self.options if wanted in (fold(o.code), fold(o.label))}
        return codes.pop() if len(codes) == 1 else None

    def near(self, text: str) -> str | None:
        """The code whose name or label is nearest."""
        names = {name: o.code for o in self.options for name in (o.label, o.code) if name}
        found = nearest(text, names)
        return None if found is None else names[found]


def fold(text: str) -> str:
    """A text for comparing labels: in one case, runs of white space as one space."""
    return " ".join(text.split()).casefold()


def is_missing(raw: Raw) -> bool:
    """Whether a cell gives no answer at all."""
    return isinstance(raw, str) and not raw.strip()


def answer(raw: Raw, field: Field, mark: Mark | None) -> Answer | Problem:
    """The answer of a cell that is not missing."""
    domain = field.domain
    if isinstance(raw, str) and fold(raw) in NOT_APPLICABLE_WORDS and not _named(raw, domain):
        if field.not_applicable:
            return NOT_APPLICABLE
        if domain.type.kind != "text":
            return problems.not_applicable_refused()
    match domain.type.kind:
        case "number" | "share":
            return _number(raw, domain, mark)
        case "truth":
            return truth(raw)
        case "code":
            return _code(raw, domain)
        case "set":
            return members(raw, domain)
        case "date":
            return read_day(raw)
        case "text":
            return shown(raw)
        case _:
            assert_never(domain.type.kind)


def exact_number(raw: Raw, mark: Mark | None, *, share: bool) -> Fraction | Problem:
    """A plain number, or a share with its `%`, of any size."""
    match raw:
        case bool() | date() | tuple():
            return problems.not_a_number(shown(raw))
        case Broken():
            return raw.problem
        case Figure() if raw.percent:
            return raw if share else problems.percent_without_share(f"{to_text(raw * 100)}%", raw * 100)
        case Fraction():
            return problems.share_without_percent(raw, typed=True) if share else raw
        case str():
            found = numeral(raw, mark)
            if isinstance(found, Problem):
                return found
            if share:
                return (
                    found.value / 100
                    if found.percent
                    else problems.share_without_percent(found.value, typed=False)
                )
            return problems.percent_without_share(raw, found.value) if found.percent else found.value


def truth(raw: Raw) -> bool | Problem:
    """A yes or a no."""
    if isinstance(raw, bool):
        return raw
    word = fold(raw) if isinstance(raw, str) else shown(raw)
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    return problems.not_a_truth(word)


def members(raw: Raw, domain: Domain) -> frozenset[str] | Problem:
    """Codes from a list, or from a text split on `;`, `|`, `,` or white space."""
    choices = Choices(domain.choices)
    if isinstance(raw, tuple):
        return _all(tuple(shown(part) for part in raw), choices, domain)
    text = shown(raw)
    whole = choices.find(text)
    if whole is not None:
        return frozenset({whole})
    if fold(text) in NONE_WORDS:
        return frozenset()
    splits = [_parts(text, splitter) for splitter in _SPLITTERS]
    for parts in splits:
        if all(choices.find(part) is not None for part in parts):
            return _all(parts, choices, domain)
    return _all(next((parts for parts in splits if len(parts) > 1), (text,)), choices, domain)


def _all(parts: tuple[str, ...], choices: Choices, domain: Domain) -> frozenset[str] | Problem:
    found = set()
    for part in parts:
        code = choices.find(part)
        if code is None:
            return problems.not_an_option(part, domain, choices.near(part))
        found.add(code)
    return frozenset(found)


def _parts(text: str, splitter: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(splitter, text) if part.strip())


def _named(text: str, domain: Domain) -> bool:
    return bool(domain.choices) and Choices(domain.choices).find(text) is not None


def _number(raw: Raw, domain: Domain, mark: Mark | None) -> Fraction | Problem:
    value = exact_number(raw, mark, share=domain.type.kind == "share")
    if isinstance(value, Problem):
        return value
    low, high, step = domain.low, domain.high, domain.step
    if (low is not None and value < low) or (high is not None and value > high):
        return problems.outside(value, domain)
    if step is not None:
        start = low if low is not None else Fraction(0)
        beyond = (value - start) % step
        if beyond:
            above = value - beyond + step
            return problems.off_grid(
                value, domain, value - beyond, above if high is None or above <= high else None
            )
    return value


def _code(raw: Raw, domain: Domain) -> str | Problem:
    text = shown(raw)
    choices = Choices(domain.choices)
    if isinstance(raw, Figure) and raw.shown is None:
        names = [name for option in domain.choices for name in (option.code, option.label)]
        alike = [name for name in names if read(name) == raw]
        if len(alike) > 1:
            return of_sheets.code_as_number(text, alike)
    found = choices.find(text)
    return problems.not_an_option(text, domain, choices.near(text)) if found is None else found


def read_day(raw: Raw) -> date | Problem:
    """The date of a cell."""
    if isinstance(raw, date):
        return raw
    text = shown(raw)
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    other = _OTHER_DATE.match(text)
    readings = []
    if other:
        first, second, year = int(other[1]), int(other[2]), int(other[3])
        for month, day in ((second, first), (first, second)):
            try:
                readings.append(date(year, month, day).isoformat())
            except ValueError:
                continue
    return problems.not_a_date(text, tuple(dict.fromkeys(readings)))

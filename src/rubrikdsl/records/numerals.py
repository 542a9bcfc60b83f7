"""Numbers in texts: which readings a text has, and which decimal mark a file shows that it uses.

`49,85` and `49.85` have one reading each, whatever the file. `75.000` has two (seventy-five, or
seventy-five thousand): it is read only where the file shows its decimal mark elsewhere. A number with
thousands marks is never read; its reading is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.exact import MAX_DIGITS
from rubrikdsl.exact import Mark
from rubrikdsl.exact import read
from rubrikdsl.frozen import dataclass
from rubrikdsl.records import problems

_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,' \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*(?:([.,])[0-9]+)?\Z")
_MARKED = re.compile(r"[+-]?[0-9]+([.,])[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: without its `%`, if it had one."""

    value: Fraction
    percent: bool


def numeral(text: str, mark: Mark | None) -> Numeral | Problem:
    """The number that a text writes, `mark` being the one that its file shows it uses.

    >>> numeral("49,85", None), numeral("80 %", None)
    (Numeral(value=Fraction(997, 20), percent=False), Numeral(value=Fraction(80, 1), percent=True))
    >>> numeral("75.000", None).code, numeral("75.000", ".")
    ('two-readings', Numeral(value=Fraction(75, 1), percent=False))
    """
    body, percent = _split(text)
    if len(body) > MAX_DIGITS:
        return problems.number_too_long(MAX_DIGITS)
    match _single(body, mark):
        case Fraction() as value:
            return Numeral(value, percent)
        case None:
            pass
    grouped = _GROUPED.match(body)
    if grouped is None:
        return problems.not_a_number(text)
    sign = "%" if percent else ""
    whole = _ungrouped(body, grouped)
    plain = _MARKED.match(body)
    if plain:
        return problems.two_readings(text, _plain(body), whole, sign)
    return problems.thousands(text, whole, sign)


def shown_mark(texts: Iterable[str]) -> Mark | None:
    """The decimal mark that these numbers show; None where they show none, or both.

    >>> shown_mark(["75.000", "49,85"]), shown_mark(["75.000"]), shown_mark(["1.234,5"])
    (',', None, ',')
    """
    marks: set[Mark] = set()
    for text in texts:
        body, _ = _split(text)
        grouped = _GROUPED.match(body)
        single = _MARKED.match(body)
        if single and not grouped:
            marks.add("," if single[1] == "," else ".")
        elif grouped and grouped[2] and grouped[2] != grouped[1]:
            marks.add("," if grouped[2] == "," else ".")
    return marks.pop() if len(marks) == 1 else None


def _split(text: str) -> tuple[str, bool]:
    body = text.strip().replace("\u2212", "-")
    return (body[:-1].rstrip(), True) if body.endswith("%") else (body, False)


def _single(body: str, mark: Mark | None) -> Fraction | None:
    """The value where the text has one reading only, or the file's mark decides."""
    marked = _MARKED.match(body)
    if marked and _GROUPED.match(body) and marked[1] != mark:
        return None
    found = read(body, ".")
    return read(body, ",") if found is None else found


def _plain(body: str) -> Fraction:
    value = _single(body, "." if "." in body else ",")
    assert value is not None
    return value


def _ungrouped(body: str, grouped: re.Match[str]) -> Fraction:
    """The value with its thousands marks taken as such."""
    group, decimal = grouped[1], grouped[2]
    if decimal == group:
        decimal = None
    value = read(body.replace(group, ""), "," if decimal == "," else ".")
    assert value is not None
    return value

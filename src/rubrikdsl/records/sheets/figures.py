"""A number of a spreadsheet: what its cell holds, and what the cell shows by its number format."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.rows import Figure
from rubrikdsl.records.rows import Raw
from rubrikdsl.records.tree import number

DIGITS = 15
"""What Excel shows of a number at most; it holds up to 17."""

_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_PLAIN = re.compile(r"[#0,]*[#0](?:\.(0*)(#*))?(%?)\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """A number format: at least and at most so many decimals, and whether it shows a share."""

    least: int
    most: int
    percent: bool


@cache
def form_of(number_format: str) -> Form | None:
    """What a number format shows, where it is a plain one.

    >>> form_of("0.00"), form_of('#,##0.0#" poin"'), form_of("General"), form_of("0.0,")
    (Form(least=2, most=2, percent=False), Form(least=1, most=2, percent=False), None, None)
    """
    found = _PLAIN.match(_ASIDE.sub("", number_format.split(";")[0]).strip().replace(" ", ""))
    if found is None:
        return None
    least, optional, percent = found.groups("")
    return Form(len(least), len(least) + len(optional), bool(percent))


def figure(value: float, number_format: str) -> Raw:
    """The number that a cell holds, by its shortest decimal, with what the cell shows.

    >>> figure(0.1 + 0.2, "General").shown, figure(14.1, "0.00").shown, figure(0.8, "0%").shown
    ('0.3', '14.10', '80%')
    """
    held = number(repr(value))
    if not isinstance(held, Fraction):  # not a finite number
        return held
    form = form_of(number_format)
    if form is None:
        digits = repr(value).partition("e")[0].lstrip("-").replace(".", "").strip("0")
        return Figure(held, _rounded(held) if len(digits) > DIGITS else None)
    if form.least == form.most == 0 and held.denominator == 1 and not form.percent:
        return Figure(held)  # as most cells do
    sign = "%" if form.percent else ""
    text = fixed(held * 100 if form.percent else held, form.most)
    for _ in range(form.most - form.least):
        text = text.removesuffix("0")
    return Figure(held, text.removesuffix(".") + sign, form.percent)


def _rounded(value: Fraction) -> str:
    """A number in the digits that Excel shows."""
    whole = to_text(abs(value)).partition(".")[0].lstrip("0")
    places = DIGITS - len(whole)
    if not whole:
        decimals = to_text(abs(value)).partition(".")[2]
        places += len(decimals) - len(decimals.lstrip("0"))
    text = fixed(value, max(places, 0))
    return text.rstrip("0").rstrip(".") if "." in text else text

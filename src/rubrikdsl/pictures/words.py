"""The words of pictures."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

NOTHING = say("(nothing to draw)", "(tidak ada yang dapat digambar)")
OF = say("of", "dari")
OUTSIDE = say("outside the scale", "di luar skala")


def without(count: int) -> Words:
    """Records that have no final value."""
    if count == 1:
        return say("1 more has no final value", "1 lagi belum punya nilai final")
    return say("{n} more have no final value", "{n} lagi belum punya nilai final", n=count)


def several(few: str, some: str, many: str) -> Words:
    """What the signs of a scatter plot stand for."""
    return say(
        "{few} 1 record, {some} 2 to 4, {many} 5 or more",
        "{few} 1 rekaman, {some} 2 sampai 4, {many} 5 atau lebih",
        few=few,
        some=some,
        many=many,
    )


def up(label: str) -> Words:
    """The axis that goes upwards."""
    return say("upwards: {label}", "ke atas: {label}", label=label)


def to_the_right(label: str) -> Words:
    """The axis that goes to the right."""
    return say("to the right: {label}", "ke kanan: {label}", label=label)


def between(low: Fraction, high: Fraction, closed: bool) -> Words:
    """The values of one bar of a histogram."""
    if closed:
        return say("{low} to {high}", "{low} s.d. {high}", low=low, high=high)
    return say("{low} to <{high}", "{low} s.d. <{high}", low=low, high=high)

"""Problems of points and shares that a record gives for a node."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Fact
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import round_to
from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Given


def points_without_weight(record: str, node: ir.Node, amount: Fraction) -> Problem:
    """Points for a node that adds nothing to the total."""
    return Problem(
        "points-without-weight",
        "error",
        say(
            "`{node}` adds nothing here, so it has no points",
            "`{node}` tidak menambah nilai di sini, jadi tidak punya poin",
            node=".".join(node.path),
        ),
        record=record,
        column=_column(node, "points"),
        value=to_text(amount),
        helps=(
            say(
                "its weight is 0 or it is not applicable; leave it out",
                "bobotnya 0 atau unsur ini tidak berlaku; kosongkan saja",
            ),
        ),
    )


def given_outside(record: str, node: ir.Node, given: Given, low: Fraction, high: Fraction) -> Problem:
    """A given number that the node can never have; the bounds are in the reading given."""
    reading, amount = given
    unit = 100 if reading == "share" else 1
    facts: dict[str, Fact] = {
        "node": ".".join(node.path),
        "amount": amount * unit,
        "low": low * unit,
        "high": high * unit,
    }
    message = {
        "value": say(
            "the value {amount} of `{node}` is outside {low} .. {high}",
            "nilai {amount} untuk `{node}` di luar {low} .. {high}",
            **facts,
        ),
        "share": say(
            "the share {amount}% of `{node}` is outside {low}% .. {high}%",
            "capaian {amount}% untuk `{node}` di luar {low}% .. {high}%",
            **facts,
        ),
        "points": say(
            "{amount} points of `{node}` are outside {low} .. {high}",
            "{amount} poin untuk `{node}` di luar {low} .. {high}",
            **facts,
        ),
    }[reading]
    return Problem(
        "given-outside-scale",
        "error",
        message,
        record=record,
        column=_column(node, reading),
        value=_written(given),
        helps=(
            say(
                "points of the total are given as `{path}.points`",
                "poin dari nilai total ditulis `{path}.poin`",
                path=".".join(node.path),
            ),
        )
        if reading == "value"
        else (),
    )


def given_not_rounded(
    record: str, node: ir.Node, given: Given, value: Fraction, factor: Fraction, places: int
) -> Problem:
    """A number given between two values of a rounded node: `value` on its scale, × `factor` as given."""
    reading, amount = given
    shown = 100 if reading == "share" else 1
    low = Fraction(floor(value * 10**places), 10**places)
    high = low + Fraction(1, 10**places)
    facts: dict[str, Fact] = {
        "node": ".".join(node.path),
        "amount": amount * shown,
        "places": places,
        "rounded": round_to(value, places),
        "low": low,
        "high": high,
        "less": low * factor * shown,
        "more": high * factor * shown,
    }
    message, help = {
        "value": (
            say(
                "{amount} for `{node}` has more than its {places} decimals",
                "{amount} untuk `{node}` melebihi {places} desimalnya",
                **facts,
            ),
            say(
                "a given value is final and is not rounded again; give {rounded} if that was published",
                "nilai yang diberikan tidak dibulatkan lagi; isi {rounded} bila itu yang diterbitkan",
                **facts,
            ),
        ),
        "share": (
            say(
                "{amount}% of `{node}` lies between its values {low} and {high}",
                "capaian {amount}% untuk `{node}` ada di antara nilai {low} dan {high}",
                **facts,
            ),
            say(
                "{low} is {less}% and {high} is {more}%; give `{node}` itself, as it was published",
                "{low} sama dengan {less}% dan {high} sama dengan {more}%; isi `{node}` sendiri, "
                "seperti yang diterbitkan",
                **facts,
            ),
        ),
        "points": (
            say(
                "{amount} points of `{node}` lie between its values {low} and {high}",
                "{amount} poin untuk `{node}` ada di antara nilai {low} dan {high}",
                **facts,
            ),
            say(
                "{low} makes {less} points and {high} makes {more}; "
                "give `{node}` itself, as it was published",
                "{low} setara {less} poin dan {high} setara {more} poin; isi `{node}` sendiri, "
                "seperti yang diterbitkan",
                **facts,
            ),
        ),
    }[reading]
    return Problem(
        "given-not-rounded",
        "error",
        message,
        record=record,
        column=_column(node, reading),
        value=_written(given),
        helps=(help,),
    )


def given_not_used(record: str, node: ir.Node, given: Given) -> Problem:
    """A node is given that a rule makes not applicable."""
    reading, _ = given
    return Problem(
        "given-not-used",
        "warning",
        say(
            "`{node}` is given, though it does not apply here",
            "`{node}` diisi, padahal tidak berlaku di sini",
            node=".".join(node.path),
        ),
        record=record,
        column=_column(node, reading),
        value=_written(given),
        helps=(say("leave it out", "kosongkan saja"),),
    )


def _column(node: ir.Node, reading: str) -> str:
    path = ".".join(node.path)
    return path if reading == "value" else f"{path}.{reading}"


def _written(given: Given) -> str:
    reading, amount = given
    return f"{to_text(amount * 100)}%" if reading == "share" else to_text(amount)

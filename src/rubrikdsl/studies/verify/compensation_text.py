"""What makes up for what as tables for people: the best class by part, and by leaf."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.studies.verify import compensation_words as words
from rubrikdsl.studies.verify import speech
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Figure
from rubrikdsl.studies.verify.harm_words import listed

WIDE = 60
"""Columns of the names of leaves."""


def tables(claims: Sequence[Claim], language: Language) -> Iterator[str]:
    """A table of the parts for each class or outcome, and one of the leaves, of what is settled."""
    for code in ("part", "leaf"):
        told = [(claim, dict(claim.figures)) for claim in claims if in_table(claim) and claim.code == code]
        for name in dict.fromkeys(str(figures["of"]) for _, figures in told):
            rows = [(claim, figures) for claim, figures in told if figures["of"] == name]
            make = _of_parts if code == "part" else _of_leaves
            lines = make(name, [(figures, _by(claim)) for claim, figures in rows])
            drawn = [[Text(cell.read(language), right) for cell, right in line] for line in lines]
            yield from (f"  {line}" for line in aligned(drawn, {0: WIDE}))
            yield ""


def in_table(claim: Claim) -> bool:
    """Whether a claim is a row of a table."""
    return claim.verdict == "proved" and dict(claim.figures).get("best") is not None


Line = list[tuple[Words, bool]]


def _of_parts(name: str, rows: Sequence[tuple[dict[str, Figure], Words]]) -> Iterator[Line]:
    (kind,) = rows[0][0].keys() & words.HOW.keys()
    yield [
        (words.PART, False), (words.HOW[kind], True), (words.best_of(name), False), (words.DECIDED, False)
    ]  # fmt: skip
    for figures, by in rows:
        amount = figures[kind]
        number = say("{n}", "{n}", n=amount) if isinstance(amount, Fraction) else say("", "")
        part = say("{n}", "{n}", n=str(figures["part"]))
        yield [(part, False), (number, True), (_best(figures["best"]), False), (by, False)]


def _of_leaves(name: str, rows: Sequence[tuple[dict[str, Figure], Words]]) -> Iterator[Line]:
    yield [(words.LEAF, False), (words.best_of(name), False), (words.DECIDED, False)]
    for figures, by in rows:
        leaves = figures["leaves"]
        assert isinstance(leaves, tuple)
        yield [(listed(leaves), False), (_best(figures["best"]), False), (by, False)]


def _best(best: Figure) -> Words:
    assert isinstance(best, (str, bool))
    return words.named(best)


def _by(claim: Claim) -> Words:
    return words.joined([speech.WAYS[way] for way in claim.ways])

"""One record: the scheme from whole numbers, decimals and texts, beside straight Python and peers."""

from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from benchmarks import peers
from benchmarks import scheme
from benchmarks.measure import Case
from benchmarks.measure import timed
from benchmarks.peers import straight
from benchmarks.results import Found

COUNT = 300
FEW = 10
"""Records for engines that take a hundred times as long, so that many rounds can be run."""
STRAIGHT = "straight-line Python on hundredths, no checks"
INTS = "rubrikdsl, from int"
DECIMALS = "rubrikdsl, from Decimal"
TEXTS = "rubrikdsl, from text"
NEW_DECIMALS = "rubrikdsl, from Decimal, every object new"
NEW_TEXTS = "rubrikdsl, from text, every object new"
READ = "rubrikdsl, from int, score and class read"


def run(found: Found, seconds: float) -> None:
    """All of them in turn, over the same few hundred records."""
    rubric = scheme.rubric(scheme.text())
    compiled = rubric.compile()
    exact = list(scheme.data(COUNT).records())
    units = [straight.units(record) for record in exact]
    whole = [{n: v if n == "lokasi" else v // 100 for n, v in record.items()} for record in units]
    texts = [{name: str(value) for name, value in record.items()} for record in exact]

    def read(record: Any) -> object:
        result = compiled(record)
        return result["nilai"], result["kategori"]

    cases = [
        _each(STRAIGHT, straight.straight(checked=False), units, 5),
        _each(
            "straight-line Python on hundredths, ranges checked", straight.straight(checked=True), units, 10
        ),
        _each(INTS, compiled, whole, 5),
        _each(DECIMALS, compiled, exact, 5),
        _each(TEXTS, compiled, texts, 5),
        _new(NEW_DECIMALS, compiled, exact, Decimal),
        _new(NEW_TEXTS, compiled, exact, str),
        _each(READ, read, whole, 5),
        _each("rubrikdsl, explained in full by the reference interpreter", _explained(compiled), exact[:3]),
    ]
    agree: dict[str, int] = {}
    classes = [compiled(record)["kategori"] for record in exact]
    for peer in peers.one(found.absent):
        given = [peer.given(record) for record in exact]
        agree[peer.title] = sum(peer.score(one) == code for one, code in zip(given, classes, strict=True))
        cases.append(_each(peer.title, peer.score, given[:FEW]))
    found.rows += timed(cases, seconds, found.failed, 200, time.process_time)
    found.facts = {"records": COUNT, "classes that agree": agree}


def _each(title: str, call: Callable[[Any], object], records: Sequence[Any], times: int = 1) -> Case:
    """A call of every record, so many times that a clock can tell."""
    records = [*records] * times

    def every() -> None:
        for record in records:
            call(record)

    return Case(title, every, len(records))


def _new(
    title: str, call: Callable[[Any], object], records: Sequence[Any], form: Callable[[str], object]
) -> Case:
    """A call of every record, none of whose values was ever looked up or even had its hash taken."""
    given: list[dict[str, object]] = []

    def before() -> None:
        given[:] = [
            {name: value if name == "lokasi" else form(str(value)) for name, value in record.items()}
            for record in records
        ]

    def every() -> None:
        for record in given:
            call(record)

    return Case(title, every, len(records), before)


def _explained(compiled: Callable[[Any], Any]) -> Callable[[Any], object]:
    return lambda record: compiled(record).explain()

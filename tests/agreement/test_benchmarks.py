"""What docs/performance.md says is what `make bench` measured, and what it measures is right."""

from __future__ import annotations

from fractions import Fraction

from benchmarks import page
from benchmarks import results
from benchmarks import scheme
from benchmarks.__main__ import SUITES
from benchmarks.peers import straight


def test_the_page_has_the_figures() -> None:
    machine, suites = results.read()
    text = page.PAGE.read_text(encoding="utf-8")
    marked = {match[1]: match[0].splitlines()[1:-1] for match in page.MARKED.finditer(text)}
    assert set(marked) == {*SUITES, "goals", "machine"}
    assert marked["machine"] == [page.named(machine)]
    for name, found in suites.items():
        assert marked[name] == page.section(name, found), name


def test_ties_lie_half_way_and_are_lifted() -> None:
    data = scheme.ties(40)
    compiled = scheme.rubric(scheme.text()).compile()
    plain = straight.straight(checked=True)
    for record, right in zip(data.records(), data.expected(), strict=True):
        score, code = right
        assert score in scheme.EDGES
        assert plain(straight.units(record)) == right
        found = compiled(record)
        assert (found["nilai"], found["kategori"]) == (Fraction(score, 100), scheme.CODES[code])

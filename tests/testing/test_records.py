"""Records for Hypothesis: sound ones, of every shipped rubric and of made ones, complete and not."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.scoring import ready
from tests.properties.scoring import space
from tests.properties.strategies import Case
from tests.properties.strategies import cases

import rubrikdsl.testing
from rubrikdsl import assets
from rubrikdsl.source import Source
from rubrikdsl.testing import near_edges
from rubrikdsl.testing import records
from rubrikdsl.workspace.api import Rubric

SHIPPED = sorted(Path(str(assets.folder("rubrics"))).glob("*/*.rubrik"))
EVERY = """\
rubric every
  inputs
    code    one of x, y
    several any of p, q, r
    truth   yes or no
    day     date
    share   0% .. 100% step 0.5%
    open    0 ..
    extra   0 .. 3 optional
  score s 0 .. 100 places 2
    group g weight 50% may be not applicable
      indicator a weight 60% 0 .. 4
      indicator b weight 40% checklist
        one
        two
    indicator c weight 50% 0 .. 100 step 0.01 may be not applicable
  bands k of s
    range            code
    50.00 .. 100.00  high
     0.00 ..  49.99  low
  outcome o
    requires code is x and p in several and truth and day >= 2024-01-01
    requires share >= 40% and open >= 12
    requires extra is missing or extra >= 2
"""


def sound(rubric: Rubric, record: dict[str, object], complete: bool) -> None:
    """The record is not refused, and complete if it is to be."""
    result = next(iter(rubric.score_many([record])))
    wrong = [problem for problem in result.problems if problem.severity == "error"]
    assert not [problem for problem in wrong if problem.code != "too-few-members"], (record, wrong)
    assert not any(problem.code in ("unknown-column", "columns-not-read") for problem in result.problems)
    if complete and not wrong:
        assert result.is_final, (record, [(name, result.waiting(name)) for name in result])


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rubrics(path: Path, complete: bool) -> None:
    for one in space().ready(Source(str(path), path.read_text("utf-8"))).rubrics:
        tried(Rubric(one), complete)


def tried(rubric: Rubric, complete: bool) -> None:
    """A few records of a rubric."""

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(records(rubric, complete))
    def each(record: dict[str, object]) -> None:
        sound(rubric, record, complete)

    each()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases, data=st.data())
def test_made_rubrics(case: Case, data: st.DataObject) -> None:
    rubric = ready(case.text)
    for complete in (True, False):
        sound(rubric, data.draw(records(rubric, complete)), complete)


def test_everything_is_met() -> None:
    """Values, edges, silence: whatever a domain allows is drawn."""
    met: set[str] = set()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(records(ready(EVERY)))
    def each(record: dict[str, object]) -> None:
        met.update(f"{key} {value}" for key, value in record.items())
        met.update(f"no {key}" for key in ("extra", "g.a", "c") if key not in record)

    each()
    assert not {
        "code x", "code y", "several []", "truth True", "truth False", "share 40%", "share 39.5%",
        "open 11", "open 12", "extra 2", "no extra", "g not applicable", "no g.a", "g.a 0", "g.a 4",
        "g.b.two False", "c not applicable", "c 0", "c 0.01", "c 99.99", "c 100",
    } - met  # fmt: skip


def test_near_edges_lies_at_edges() -> None:
    rubric = ready(EVERY)
    met = set()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(near_edges(rubric, "k"))
    def each(record: dict[str, object]) -> None:
        result = rubric.score(record)
        met.add(str(result["s"]))
        assert result.is_final and "s" not in record

    each()
    assert met == {"0", "0.01", "49.98", "49.99", "50", "50.01", "99.99", "100"}


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="the rubric has: k"):
        near_edges(ready(EVERY), "kategori")


def test_docstrings() -> None:
    failed, tried = doctest.testmod(rubrikdsl.testing)
    assert (failed, tried > 8) == (0, True)


def test_without_hypothesis() -> None:
    """The package is there without it, and says what to install when it is needed."""
    code = (
        "import sys; from importlib.abc import MetaPathFinder\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'hypothesis' else find(name, *a)\n"
        "import rubrikdsl as rb, rubrikdsl.testing as t\n"
        "assert 'hypothesis' not in sys.modules\n"
        "try: t.records(rb.load('kepatuhan.unit', on='2024-12-31'))\n"
        "except ImportError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "rubrikdsl[testing]"' in done.stdout

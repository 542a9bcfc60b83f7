"""Tests of rubrics and of programs that use them: records for Hypothesis, and a plugin for pytest.

`records` and `near_edges` are strategies of Hypothesis, which is imported when one of them is first called;
`rubrikdsl.testing.plugin` lets pytest collect `*.rubrik` files. `docs/policy-repository.md` shows both.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from rubrikdsl.workspace.api import Rubric

__all__ = ["near_edges", "records"]


def records(rubric: Rubric, complete: bool = True) -> SearchStrategy[dict[str, object]]:
    """Records of a rubric, as `rubric.score` takes them.

    Keys are those of data files, by path; a number is a `Number`, a share a text with `%`, a set a list, a
    collection a list of such mappings, the fewest it asks for or a few more. Every answer is one of its
    domain; the ends of a domain, and what lies at an edge of a rule and a step beside it, come often. What
    may be not applicable is so at times.

    `complete` records answer all that is asked, what is optional aside. Otherwise answers are left out too.

    >>> import rubrikdsl as rb
    >>> from hypothesis import given, settings
    >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
    >>> @settings(max_examples=20)
    ... @given(records(unit))
    ... def test_within_the_scale(record):
    ...     assert 0 <= unit.score(record)["nilai"] <= 100
    >>> test_within_the_scale()
    """
    _need_hypothesis()
    from rubrikdsl.testing.filled import of_plan

    return of_plan(rubric.ready.plan, complete)


def near_edges(rubric: Rubric, name: str) -> SearchStrategy[dict[str, object]]:
    """Complete records whose value lies at an edge of the band table `name`, or one grid step beside one.

    The grid is that of the value (`places 2`: 0.01), else that of the decimals in which the table is printed.
    Answers that give the value exactly are looked for once, when this is called; where none are found, the
    node that the table reads is given instead. What has no part in the value is any answer.

    Raises `KeyError` where the rubric has no band table of that name.

    >>> import rubrikdsl as rb
    >>> from hypothesis import given, settings
    >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
    >>> @settings(max_examples=20)
    ... @given(near_edges(unit, "kategori"))
    ... def test_the_best_begins_at_88(record):
    ...     result = unit.score(record)
    ...     assert (result["kategori"] == "A") == (result["nilai"] >= 88)
    >>> test_the_best_begins_at_88()
    """
    _need_hypothesis()
    from rubrikdsl.testing.edges import near

    return near(rubric.ready.plan, name)


def _need_hypothesis() -> None:
    if find_spec("hypothesis") is None:
        from rubrikdsl.testing import problems

        raise ImportError(str(problems.no_hypothesis()))

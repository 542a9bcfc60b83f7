"""A table of decisions means the same in any order of its rows, for incomplete records too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.source import Source
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.workspace import Workspace

HEAD = """\
rubric a
  inputs
    n 0 .. 10
    k one of a, b, c
    t yes or no
  decide x{first}
    n        k       t    -> code  zone
"""
ROWS = (
    "from 8   a or b  -    -> x     red",
    "from 8   c       yes  -> y     blue",
    "from 8   c       no   -> z     green",
    "3 .. 7   -       yes  -> y     blue",
    "3 .. 7   -       no   -> x     red",
    "below 3  a       -    -> z     green",
    "below 3  b or c  -    -> x     red",
)
SPACE = Workspace()


def rubric(rows: tuple[str, ...] | list[str], first: str = "") -> Rubric:
    """The decision with its rows in this order."""
    text = HEAD.format(first=first) + "".join(f"    {row}\n" for row in rows)
    (ready,) = SPACE.ready(Source("a.rubrik", text)).rubrics
    return Rubric(ready)


PLAIN = rubric(ROWS)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "n": st.integers(0, 10),
        "k": st.sampled_from(("a", "b", "c")),
        "t": st.sampled_from(("yes", "no")),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.permutations(ROWS), st.lists(RECORDS, min_size=1, max_size=8))
def test_the_order_of_rows_does_not_matter(rows: list[str], records: list[dict[str, object]]) -> None:
    other = rubric(rows)
    assert other.digest == PLAIN.digest
    for record in records:
        one, two = PLAIN.score(record), other.score(record)
        assert one.values == two.values
        assert [one.status(name) for name in one] == [two.status(name) for name in two]


def test_it_does_where_the_first_match_decides() -> None:
    first = rubric(ROWS, " first match")
    assert first.digest != PLAIN.digest
    assert rubric(ROWS[::-1], " first match").digest != first.digest


def test_a_row_that_is_out_asks_nothing_more() -> None:
    assert PLAIN.score({"n": 2, "k": "a"})["x"] == "z"
    assert PLAIN.score({"n": 9, "k": "a"})["x.zone"] == "red"
    assert PLAIN.score({"n": 9, "k": "c"})["x"] is None
    assert PLAIN.score({"n": 5, "t": "no"})["x"] == "x"

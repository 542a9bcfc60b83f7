"""Which instruments make the text of which days (semantics H1), and which do not go together."""

from __future__ import annotations

from datetime import date

import pytest
from tests.versions.texts import FILE
from tests.versions.texts import case

from rubrikdsl.versions.law import Period
from rubrikdsl.workspace import pages

BASE = """rubric layanan "Dasar"
  valid {valid}
  score nilai 0 .. 100 places 2
"""


def amendment(label: str, valid: str, issued: str = "") -> str:
    said = f"  issued {issued}\n" if issued else ""
    return f'amendment of layanan "{label}" valid {valid}\n{said}  change label of nilai to "{label}"\n'


def told(text: str, known: date | None = None) -> list[tuple[str, str, list[str]]]:
    """The editions: first and last day, and what they are made of."""
    return [
        (str(e.period.start or ""), str(e.period.end or ""), [i.label for i in e.instruments])
        for e in case(text).editions(known)
    ]


def test_a_base_alone_is_one_edition() -> None:
    assert told(BASE.format(valid="2022-01-01 .. 2024-12-31")) == [("2022-01-01", "2024-12-31", ["Dasar"])]
    assert told(BASE.replace("  valid {valid}\n", "")) == [("", "", ["Dasar"])]


def test_an_amendment_carries_an_ended_base_on() -> None:
    text = BASE.format(valid="2022-01-01 .. 2024-12-31") + amendment("A", "2025-01-01 ..")
    assert told(text) == [("2022-01-01", "2024-12-31", ["Dasar"]), ("2025-01-01", "", ["Dasar", "A"])]


def test_a_closed_amendment_lapses() -> None:
    text = BASE.format(valid="2022-01-01 ..") + amendment("A", "2023-01-01 .. 2023-12-31")
    assert told(text) == [
        ("2022-01-01", "2022-12-31", ["Dasar"]),
        ("2023-01-01", "2023-12-31", ["Dasar", "A"]),
        ("2024-01-01", "", ["Dasar"]),
    ]


def test_between_two_periods_nothing_is_in_force() -> None:
    text = BASE.format(valid="2022-01-01 .. 2022-12-31") + amendment("A", "2024-01-01 .. 2024-12-31")
    assert [e[:2] for e in told(text)] == [("2022-01-01", "2022-12-31"), ("2024-01-01", "2024-12-31")]


def test_the_end_of_a_base_that_is_amended_changes_nothing() -> None:
    text = BASE.format(valid="2022-01-01 .. 2024-12-31") + amendment("A", "2024-07-01 ..")
    assert told(text) == [("2022-01-01", "2024-06-30", ["Dasar"]), ("2024-07-01", "", ["Dasar", "A"])]


def test_amendments_apply_by_start_then_by_issue_and_end_with_the_next_base() -> None:
    text = (
        BASE.format(valid="2020-01-01 .. 2021-12-31")
        + amendment("B", "2021-01-01 ..", "2021-06-01")
        + amendment("A", "2021-01-01 ..", "2020-12-01")
        + BASE.format(valid="2022-01-01 ..").replace("Dasar", "Baru")
    )
    assert told(text) == [
        ("2020-01-01", "2020-12-31", ["Dasar"]),
        ("2021-01-01", "2021-12-31", ["Dasar", "A", "B"]),
        ("2022-01-01", "", ["Baru"]),
    ]


def test_what_was_not_issued_yet_was_not_known() -> None:
    text = BASE.format(valid="2022-01-01 ..") + amendment("A", "2022-07-01 ..", "2023-03-01")
    assert told(text, date(2023, 2, 28)) == [("2022-01-01", "", ["Dasar"])]
    assert len(told(text, date(2023, 3, 1))) == 2
    assert told(text, date(2021, 1, 1)) == []


def test_the_last_day_of_the_calendar_is_a_day() -> None:
    text = BASE.format(valid="0001-01-01 .. 9999-12-31") + amendment("A", "2022-01-01 .. 9999-12-31")
    assert [e[2] for e in told(text)] == [["Dasar"], ["Dasar", "A"]]


def test_periods() -> None:
    year = Period(date(2024, 1, 1), date(2024, 12, 31))
    assert date(2024, 1, 1) in year
    assert date(2025, 1, 1) not in year
    assert date(1, 1, 1) in Period(None, date(2024, 1, 1))
    assert year.meets(Period(date(2024, 12, 31), None))
    assert not year.meets(Period(date(2025, 1, 1), None))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (BASE.format(valid="2022-01-01 ..") + amendment("A", "2021-01-01 .."), ["amendment-before-base"]),
        (
            BASE.format(valid="2022-01-01 ..") + amendment("A", "2023-01-01 ..", "2021-01-01"),
            ["amendment-before-base"],
        ),
        (BASE.format(valid="2022-01-01 ..") + amendment("A", "2024-01-01 .. 2023-01-01"), ["bad-range"]),
        (
            BASE.format(valid="2020-01-01 ..") + BASE.format(valid="2022-01-01 .."),
            ["duplicate-name"],
        ),
        (
            BASE.format(valid="2020-01-01 ..") + amendment("A", "2022-01-01 ..") * 2,
            ["amendments-unordered"],
        ),
        (
            BASE.format(valid="2020-01-01 ..") + "  ambiguity x\n    reading a\n    reading a\n",
            ["duplicate-name"],
        ),
    ],
)
def test_instruments_that_do_not_go_together(text: str, codes: list[str]) -> None:
    found = case(text).findings
    assert [d.code for d in found] == codes
    assert all(d.primary.place.file == FILE and d.primary.place.start > 0 for d in found)


@pytest.mark.parametrize(
    "code",
    [
        "amendment-before-base",
        "amendments-unordered",
        "nothing-edited",
    ],
)
def test_the_pages_of_these_findings(code: str) -> None:
    page = pages.read(code)
    assert [d.code for d in case(page.example.rubric.text).findings] == [code]
    assert case(page.repaired.rubric.text).findings == ()

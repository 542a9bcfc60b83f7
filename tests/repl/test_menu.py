"""Which of many names somebody means who has typed a few letters, and in what order they are offered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rubrikdsl_repl.completing.menu import MOST
from rubrikdsl_repl.completing.menu import Choice
from rubrikdsl_repl.completing.menu import Menu

MENU = Menu.of(
    (
        Choice("kebijakan.maklumat", "Maklumat pelayanan"),
        Choice("maklumat", "Lama"),
        Choice("media", "Saluran publikasi"),
        Choice('"A-"', "Sangat baik", said="A-"),
    )
)


def texts(typed: str) -> list[str]:
    return [found.text for found in MENU.matching(typed)]


def test_exact_then_prefix_then_a_word_then_inside() -> None:
    assert texts("maklumat") == ["maklumat", "kebijakan.maklumat"]
    assert texts("mak") == ["maklumat", "kebijakan.maklumat"]
    assert texts("lumat") == ["kebijakan.maklumat", "maklumat"]  # in the order of the rubric


def test_letters_in_order_and_labels() -> None:
    assert texts("mdi") == ["media"]
    assert texts("publ") == ["media"]
    assert texts("blikasi") == []  # a label is found by the beginnings of its words


def test_case_does_not_matter_and_quotes_need_not_be_typed() -> None:
    assert texts("MEDIA") == ["media"]
    assert texts("a-")[0] == '"A-"'


def test_nothing_typed_offers_everything_and_a_menu_has_an_end() -> None:
    assert texts("") == [choice.text for choice in MENU.choices]
    assert len(Menu.of(Choice(str(n)) for n in range(5000)).matching("1")) == MOST


@given(st.lists(st.text(min_size=1, max_size=6), max_size=20, unique=True), st.text(max_size=4))
def test_whatever_begins_with_it_comes_first(names: list[str], typed: str) -> None:
    found = [one.text for one in Menu.of(map(Choice, names)).matching(typed)]
    begin = [name.casefold().startswith(typed.casefold()) for name in found]
    assert begin == sorted(begin, reverse=True)
    assert {name for name in names if name.casefold().startswith(typed.casefold())} <= set(found)

"""Pictures as SVG: sound, self-contained, heard as well as seen, and nothing stands out of the page."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from tests.pictures.samples import PICTURES

from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.pictures import Bar
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Picture
from rubrikdsl.pictures.svg import to_svg
from rubrikdsl.pictures.svg.page import LETTER
from rubrikdsl.pictures.svg.page import SIZE
from rubrikdsl.pictures.svg.page import WIDTH

NAMES = {"svg": "http://www.w3.org/2000/svg"}


def parsed(*pictures: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(pictures, "id", "Semua"))


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_sound_and_can_be_heard(name: str) -> None:
    """A title, what is in it in words, and nothing fetched from elsewhere."""
    page = parsed(PICTURES[name])
    assert page.get("role") == "img"
    assert page.findtext("svg:title", namespaces=NAMES) == "Semua"
    text = to_svg([PICTURES[name]])
    assert not re.search(r"href|url\(|@import|<script", text)


def test_what_is_heard_has_the_numbers() -> None:
    """In the reader's language."""
    heard = parsed(PICTURES["waterfall"]).findtext("svg:desc", namespaces=NAMES)
    assert heard == (
        "Input: +8,72 8,72; Proses: +30,10 38,82; Output: +24,24 63,06; Bonus lokasi: +5,00 68,06;"
        " Potongan: -2,50 65,56; nilai: 65,56 dari 100;"
    )


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_stands_out_of_the_page(name: str) -> None:
    """As wide as texts are reckoned to be."""
    page = parsed(PICTURES[name])
    high = float(page.get("height", "0"))
    for text in page.iterfind("svg:text", NAMES):
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        shown = "".join(part for part in (text.text, *(inner.tail for inner in text)) if part)
        room = width(shown) * SIZE * float(LETTER)
        left = {"start": x, "middle": x - room / 2, "end": x - room}[text.get("text-anchor", "start")]
        assert left >= 0, shown
        assert left + room <= WIDTH + 1, shown
        assert 0 < y < high


def test_names_from_data_are_only_text() -> None:
    """Markup, control characters, right-to-left marks."""
    text = to_svg([Bars("a & <b>", (Bar("</text><script>\x00\x1b\u202e", Fraction(1)),))])
    ElementTree.fromstring(text)
    assert "<script" not in text
    assert "\u202e" not in text

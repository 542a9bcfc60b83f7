"""`docs/language/` says what the specification says; `pytest --accept` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from tests.language import reference

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs" / "language"
_LINK = re.compile(r"\]\(([^)#\s]+)")


def test_the_reference_is_made_from_the_specification(accept: bool) -> None:
    wanted = reference.reference(sorted(HERE.glob("*.md")))
    if accept:
        DOCS.mkdir(exist_ok=True)
        for page in DOCS.glob("*.md"):
            page.unlink()
        for name, text in wanted.items():
            (DOCS / name).write_text(text, "utf-8")
    found = {page.name: page.read_text("utf-8") for page in DOCS.glob("*.md")}
    assert set(found) == set(wanted), "run `pytest --accept tests/language`"
    for name, text in wanted.items():
        assert found[name] == text, f"docs/language/{name} is old: run `pytest --accept tests/language`"


def test_its_links_lead_somewhere() -> None:
    links = [(page, link) for page in DOCS.glob("*.md") for link in _LINK.findall(page.read_text("utf-8"))]
    assert len(links) > 100
    assert [link for page, link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_nearly_every_rubric_stands_there_in_both_vocabularies() -> None:
    text = "".join(page.read_text("utf-8") for page in DOCS.glob("*.md"))
    both = text.count("<details>")
    assert both > 0.8 * (text.count("```rubrik") - both)

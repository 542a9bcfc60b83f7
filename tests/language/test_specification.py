"""The runner of the specification looks at every page, and fails where a page is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.language import specification

PAGES = sorted(Path(__file__).parent.glob("*.md"))

RIGHT = """# A page

## A score

```rubrik
rubric r
  score nilai 0 .. 100 places 2
    indicator a weight 100% 0 .. 100
```

```data
record,a
one,80
```

```scores
one: nilai = 80
```
"""


def page(tmp_path: Path, text: str) -> Path:
    found = tmp_path / "page.md"
    found.write_text(text, "utf-8")
    return found


def test_there_are_pages_and_cases() -> None:
    assert len(PAGES) >= 10
    assert sum(len(specification.cases(found)) for found in PAGES) >= 60


def test_a_right_case_passes(tmp_path: Path) -> None:
    (case,) = specification.cases(page(tmp_path, RIGHT))
    specification.run(case)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nilai = 80", "nilai = 81"),
        ("one,80", "one,81"),
        ("weight 100%", "weight 90%"),
        ("0 .. 100\n```", "0 .. 100 # error: [weights-do-not-sum]\n```"),
        ("```scores\none: nilai = 80\n```", ""),
        ("```scores", "```outcome"),
    ],
)
def test_a_wrong_case_fails(tmp_path: Path, old: str, new: str) -> None:
    assert old in RIGHT
    (case,) = specification.cases(page(tmp_path, RIGHT.replace(old, new)))
    with pytest.raises(specification.MismatchError):
        specification.run(case)


def test_accept_writes_what_was_found(tmp_path: Path) -> None:
    wrong = page(tmp_path, RIGHT.replace("nilai = 80", "nilai = 81"))
    (case,) = specification.cases(wrong)
    specification.run(case, accept=True)
    assert wrong.read_text("utf-8") == RIGHT

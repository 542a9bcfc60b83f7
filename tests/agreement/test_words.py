"""`docs/words.md` lists the words of the language, all of them and no others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from rubrikdsl.assets import folder
from rubrikdsl.syntax.vocabulary import Lexicon

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "words.md"


def test_the_page_lists_every_word_and_its_other_spellings() -> None:
    lexicon = Lexicon.from_data(tomllib.loads((folder("grammars") / "vocabulary.toml").read_text("utf-8")))
    wanted = {
        (words["id"][0], words["en"][0], *words["id"][1:], *words["en"][1:])
        for words in lexicon.spellings.values()
    }
    tables, _, _ = PAGE.read_text("utf-8").partition("\n## Tanda")
    rows = [tuple(re.findall(r"`([^`]+)`", line)) for line in tables.splitlines() if line.startswith("| `")]
    assert len(rows) == len(set(rows))
    assert set(rows) == wanted

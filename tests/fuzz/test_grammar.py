"""Lines and whole files that the shipped grammar itself makes, in either vocabulary: read, checked, laid out.

`RUBRIK_FUZZ` is how many are tried (`make fuzz` tries many). What breaks goes to `tests/corpus`, as a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import lark
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark.lexer import Lexer
from tests.fuzz.targets import OF_SUFFIX
from tests.properties.scoring import space
from tests.properties.test_text import ends_in_a_report

from rubrikdsl import assets
from rubrikdsl.records.read import read
from rubrikdsl.syntax.build_block import below
from rubrikdsl.syntax.grammar import STARTS
from rubrikdsl.syntax.one_line import read_line
from rubrikdsl.syntax.parse import Limits

TRIED = int(os.environ.get("RUBRIK_FUZZ", "3"))
CORPUS = sorted((Path(__file__).resolve().parents[1] / "corpus").glob("*.[!m]*"))
Vocabulary = Literal["en", "id"]

SIGNS = {
    "PLUS": "+", "MINUS": "-", "NEGATIVE": "-", "STAR": "*", "SLASH": "/", "LT": "<", "LE": "<=", "GT": ">",
    "GE": ">=", "EQ": "=", "LPAR": "(", "RPAR": ")", "COMMA": ",", "DOT": ".", "ARROW": "->", "DOTS": "..",
    "OPEN": "..",
}  # fmt: skip
LITERALS = {
    "NAME": ["a", "b", "nilai", "k", "hasil"],
    "STRING": ['"x"', '""', '"a # b"'],
    "NUMBER": ["0", "1", "3", "100", "75"],
    "PERCENT": ["0%", "40%", "100%"],
    "DAY": ["2024-12-31", "2025-01-01"],
}
ABOVE = {
    "en": ["rubric r", "  inputs", "  score nilai 0 .. 100", "    group a weight 100%", "  outcome o"],
    "id": ["rubrik r", "  isian", "  skor nilai 0 .. 100", "    kelompok a bobot 100%", "  hasil o"],
}


class NoLexer(Lexer):
    """Lark never sees a text here: only its rules are asked for."""

    def __init__(self, conf: object) -> None: ...

    def lex(self, *_: object) -> Iterator[lark.Token]:
        """Nothing."""
        return iter(())


@cache
def rules() -> lark.Lark:
    """The shipped grammar."""
    folder = assets.folder("grammars")
    texts = [path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".lark")]
    declared = " ".join(construct.upper() for construct in space().grammar.lexicon.spellings)
    text = "\n".join([*texts, f"%declare {declared}"])
    return lark.Lark(text, start=list(STARTS), parser="lalr", lexer=NoLexer)


@cache
def lines(start: str, vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    """Lines that may stand in a place of the outline."""
    words = {name: [sign] for name, sign in SIGNS.items()} | LITERALS
    for construct, columns in space().grammar.lexicon.spellings.items():
        words[construct.upper()] = list(columns[vocabulary]) or ["x"]
    _, used, _ = rules().grammar.compile([start], ())
    names = {symbol.name for rule in used for symbol in rule.expansion if symbol.is_term}
    explicit = {name: st.sampled_from([f" {word} " for word in words[name]]) for name in names & {*words}}
    return from_lark(rules(), start=start, explicit=explicit)


@pytest.mark.parametrize("vocabulary", ["en", "id"])
@pytest.mark.parametrize("start", STARTS)
def test_lines_of_the_grammar(start: str, vocabulary: Vocabulary) -> None:
    @settings(max_examples=TRIED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(lines(start, vocabulary), st.integers(1, 5))
    def each(line: str, depth: int) -> None:
        above = ABOVE[vocabulary][:depth]
        ends_in_a_report("\n".join([*above, " " * 2 * depth + " ".join(line.split())]) + "\n")

    each()


HEADED = {"row_line": "header_line", "decide_row": "decide_header"}
"""Blocks whose first line is another than the rest."""


@st.composite
def blocks(draw: st.DrawFn, start: str, vocabulary: Vocabulary, depth: int = 0) -> list[str]:
    """Lines of one place of the outline, each with a block of what may stand below it."""
    found: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        of = HEADED.get(start, start) if number == 0 else start
        line = " ".join(draw(lines(of, vocabulary)).split())
        found.append("  " * depth + line)
        read_ = read_line(line, of, vocabulary, space().grammar, Limits())
        opens = "" if read_ is None else below(read_.node)
        if opens and depth < DEEPEST:
            found += draw(blocks(ADDED if opens == "added_line" else opens, vocabulary, depth + 1))
    return found


DEEPEST = 5
ADDED = "rubric_line"
"""What is tried below an `add`: any clause of a rubric."""


@pytest.mark.parametrize("vocabulary", ["en", "id"])
def test_files_of_the_grammar(vocabulary: Vocabulary) -> None:
    @settings(max_examples=2 * TRIED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(blocks("file_line", vocabulary))
    def each(found: list[str]) -> None:
        ends_in_a_report("\n".join(found) + "\n")

    each()


@pytest.mark.parametrize("form", ["csv", "toml", "json"])
def test_readers_of_data(form: Literal["csv", "toml", "json"]) -> None:
    """Any bytes end in records or in problems that both languages tell."""
    pieces = [b"record", b"a", b",", b";", b"\t", b'"', b"=", b"[", b"]", b"{", b"}", b":", b"\n", b"\r\n"]
    pieces += [b"1,5", b"[[record]]\n", b"1e999", b"nan", b"\xef\xbb\xbf", b"\xff", b"\x00", b"# ", b"null"]
    likely = st.lists(st.sampled_from(pieces), max_size=30).map(b"".join)

    @settings(max_examples=10 * TRIED, deadline=None, database=None)
    @given(st.one_of(likely, st.binary(max_size=200)))
    def each(data: bytes) -> None:
        sheet = read(f"d.{form}", data, form)
        assert sheet.records or sheet.problems
        for problem in sheet.problems:
            assert problem.message.read("id") and problem.message.read("en")

    each()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_broke_once(path: Path) -> None:
    data = path.read_bytes()
    for target in OF_SUFFIX[path.suffix]:
        target(data)

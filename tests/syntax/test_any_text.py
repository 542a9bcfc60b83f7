"""Any text ends in a document and findings, never in an exception."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.grammar import Grammar

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]

SIGNS = [
    *[
        "..",
        "->",
        "=",
        "(",
        ")",
        ",",
        ".",
        "-",
        "–",
        "%",
        "+",
        "*",
        "/",
        "<",
        ">=",
        "≠",
        "“",
        "”",
        "#",
        "0",
        "1",
        "3.5",
        "2,5",
        "75.000",
        "30%",
        "2024-12-31",
        "1e5",
        "3x",
    ],
    *["nilai", "s.d.", "'x'", "²", "٣", '"', ";"],
    *("\t", "\n", "\n\n", "\r", "\u00a0", "\ufeff", "\x00", "\ud800"),
]


RUBRIC = """\
rubric r
  inputs
    a "A" one of x, y
    b 0 .. 5 step 0.5
  score s 0 .. 100 places 2
    dimension d weight 100%
      indicator i "I" weight 100% 0 .. 3
    bonus m +2 when a is x and b > 3
  bands k of s
    range code label
    50 .. 100 A "x"
    below 50 B "y"
  limit k to B when b < 1
"""

AMENDMENT = """\
amendment of r "Change" valid 2025-01-01 ..
  issued 2024-12-01
  change weights
    d 40%
    e.f 60%
  change bonus m to 3
  change band A of k to 60 .. 100
  replace bands k of s
    range code label
    60 .. 100 A "x"
    below 60 B "y"
  add to i
    cukup "Cukup" 70
  remove limit k to B
  rename d to e
  ambiguity u "Unclear"
    reading x "X" source "S"
      change places of s to 0
    reading y
  note "last"
"""


def sound(document: Document, findings: tuple[Diagnostic, ...], text: str) -> None:
    """What holds of every document."""
    for found in findings:
        for label in (found.primary, *found.secondary):
            assert 0 <= label.place.start <= label.place.end <= len(text)
        assert found.message.read("id") and found.message.read("en")
    covered = -1
    for line in document.lines:
        for token in line.tokens:
            assert covered <= token.place.start < token.place.end
            covered = token.place.end
            if not line.broken:
                assert text[token.place.start : token.place.end] == token.text
    assert any(line.broken for line in document.lines) <= any(f.severity == "error" for f in findings)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_characters(read: Read, text: str) -> None:
    for head in ("", "rubric r\n", "rubrik r\n  skor s\n"):
        sound(*read(head + text), head + text)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), vocabulary=st.sampled_from(["en", "id"]))
def test_any_words_of_the_language(read: Read, grammar: Grammar, seed: int, vocabulary: str) -> None:
    random = Random(seed)
    words = [text for columns in grammar.lexicon.spellings.values() for text in columns[vocabulary]]
    heads = {
        "en": ["rubric r\n", "amendment of r\n", "amendment of r\n  add to x\n"],
        "id": ["rubrik r\n", "perubahan atas r\n", "perubahan atas r\n  tambah ke x\n"],
    }
    parts = [random.choice(heads[vocabulary])]
    for _ in range(random.randrange(60)):
        parts.append(random.choice(random.choice((words, SIGNS, ["\n" + " " * random.randrange(9)]))))
    text = " ".join(parts)
    sound(*read(text), text)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_line_costs_itself(read: Read, seed: int) -> None:
    """A word is lost or added in a sound text: one finding at most, and the lines around are read."""
    random = Random(seed)
    lines = random.choice([RUBRIC, AMENDMENT]).splitlines()
    assert read("\n".join(lines))[1] == ()
    at = random.randrange(2, len(lines))
    indent = len(lines[at]) - len(lines[at].lstrip())
    words = lines[at].split()
    if random.randrange(2):
        words.insert(0, ")")
    else:
        words.pop(random.randrange(len(words)))
    lines[at] = " " * indent + " ".join(words)
    document, findings = read("\n".join(lines))
    if words[:1] != ["range"]:  # a header that has lost a column does not fit its rows
        assert len(findings) <= 1
    depths = {line.number: line.depth for line in document.lines}
    for line in document.lines:
        if line.broken and line.number != at + 1:  # unread: below a line that tells nothing
            assert line.number > at + 1
            assert line.depth > depths[at + 1]

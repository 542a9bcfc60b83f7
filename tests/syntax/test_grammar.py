"""The tables go out and come back as data, and reading needs no Lark."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rubrikdsl.source import Source
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse


def test_a_dump_comes_back(grammar: Grammar) -> None:
    data = grammar.dump()
    again = Grammar.restore(data)
    assert again == grammar
    assert again.dump() == data


def test_a_restored_grammar_reads_without_lark(grammar: Grammar, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.write_bytes(grammar.dump())
    program = (
        "import sys; from pathlib import Path\n"
        "from rubrikdsl.source import Source\n"
        "from rubrikdsl.syntax.grammar import Grammar\n"
        "from rubrikdsl.syntax.parse import parse\n"
        "grammar = Grammar.restore(Path(sys.argv[1]).read_bytes())\n"
        "document, findings = parse(Source('a', 'rubric r\\n  let x = 1\\n'), grammar)\n"
        "print(len(document.file.rubrics), len(findings), 'lark' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tables)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "0", "False"]


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"rows": [{"NAME": 10**6}]},
        {"rows": [{"NAME": "0"}]},
        {"rows": 3},
        {"rules": [["x"]]},
        {"starts": {}},
        {"vocabulary": {}},
    ],
    ids=str,
)
def test_a_foreign_dump_is_refused(grammar: Grammar, change: dict[str, object]) -> None:
    data = json.loads(grammar.dump())
    with pytest.raises(ValueError, match="not a dump"):
        Grammar.restore(json.dumps({**data, **change}).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\x80\x04.", b"[" * 100_000], ids=lambda d: repr(d[:9])
)
def test_bytes_that_are_no_dump_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a dump"):
        Grammar.restore(data)


def test_the_grammar_decides(grammar: Grammar) -> None:
    """Another spelling in the table is another language: nothing knows the words but the table."""
    data = json.loads(grammar.dump())
    data["vocabulary"]["keywords"]["let"]["en"] = ["define"]
    other = Grammar.restore(json.dumps(data).encode())
    text = "rubric r\n  define x = 1\n"
    assert parse(Source("a", text), other)[1] == ()
    assert len(parse(Source("a", text), grammar)[1]) == 1

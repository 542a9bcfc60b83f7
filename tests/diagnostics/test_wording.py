"""Sentences in two languages, and the language of the code in them."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path

from rubrikdsl.diagnostics.wording import say

ROOT = Path(__file__).resolve().parent.parent.parent


def test_code_is_in_the_words_of_the_rubric_whoever_reads() -> None:
    row = say("`above {at}`", "`di atas {at}`", at=Fraction("2.5"))
    words = say("{n} rows: write {row} or `from {at}`", "{n} baris: tulis {row} atau `mulai {at}`",
                n=Fraction("1.5"), row=row, at=Fraction("0.5"))  # fmt: skip
    assert words.read("en") == "1.5 rows: write `above 2.5` or `from 0.5`"
    assert words.spelt("id").read("en") == "1.5 rows: write `di atas 2,5` or `mulai 0,5`"
    assert words.spelt("en").read("id") == "1,5 baris: tulis `above 2.5` atau `from 0.5`"
    assert words.spelt("id").read("id") == words.read("id")


def test_both_templates_have_the_same_code_in_the_same_order() -> None:
    """Each stretch between backticks names the same facts in both languages."""
    checked = 0
    for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("repl/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"):
                continue
            said = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            templates = [each for each in said if isinstance(each, str)]
            if len(templates) < 2:
                continue
            code = [re.findall("`[^`]*`", each) for each in templates]
            facts = [[set(re.findall(r"{(\w+)}", span)) for span in spans] for spans in code]
            assert facts[0] == facts[1], (path.name, node.lineno, *code)
            checked += any(code)
    assert checked > 500

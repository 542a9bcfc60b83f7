"""What expressions mean as trees, in both vocabularies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.tree import Among
from rubrikdsl.syntax.tree import Arith
from rubrikdsl.syntax.tree import Between
from rubrikdsl.syntax.tree import Call
from rubrikdsl.syntax.tree import Compare
from rubrikdsl.syntax.tree import Contains
from rubrikdsl.syntax.tree import Day
from rubrikdsl.syntax.tree import Expression
from rubrikdsl.syntax.tree import If
from rubrikdsl.syntax.tree import Is
from rubrikdsl.syntax.tree import Let
from rubrikdsl.syntax.tree import Logic
from rubrikdsl.syntax.tree import Negative
from rubrikdsl.syntax.tree import Not
from rubrikdsl.syntax.tree import Number
from rubrikdsl.syntax.tree import Quoted
from rubrikdsl.syntax.tree import Ref
from rubrikdsl.syntax.tree import State
from rubrikdsl.syntax.tree import Truth

Read = Callable[[str], tuple[Document, tuple[Diagnostic, ...]]]


def ref(*names: str) -> Ref:
    return Ref(names)


def num(text: str) -> Number:
    return Number(Fraction(text.rstrip("%")), text.endswith("%"))


A, B, C = ref("a"), ref("b"), ref("c")

CASES: list[tuple[str, str, Expression]] = [
    ("1 + 2 * 3", "1 + 2 * 3", Arith("+", num("1"), Arith("*", num("2"), num("3")))),
    ("(1 + 2) * 3", "(1 + 2) * 3", Arith("*", Arith("+", num("1"), num("2")), num("3"))),
    ("a - b - c", "a - b - c", Arith("-", Arith("-", A, B), C)),
    ("a-1", "a-1", Arith("-", A, num("1"))),
    ("1-3", "1-3", Arith("-", num("1"), num("3"))),
    ("-a / 2.5", "-a / 2,5", Arith("/", Negative(A), num("2.5"))),
    ("a – b", "a − b", Arith("-", A, B)),
    ("2 × a ÷ b", "2 × a ÷ b", Arith("/", Arith("*", num("2"), A), B)),
    ("60% * 8", "60 % * 8", Arith("*", num("60%"), num("8"))),
    ("a >= 30", "a ≥ 30", Compare(">=", A, num("30"))),
    ("a <= b", "a ≤ b", Compare("<=", A, B)),
    ("a is b", "a adalah b", Is(A, B)),
    ("a is not b", "a bukan b", Is(A, B, negated=True)),
    ("a ≠ b", "a != b", Is(A, B, negated=True)),
    ('a is "A-"', 'a adalah "A-"', Is(A, Quoted("A-"))),
    ("a is yes", "a adalah ya", Is(A, Truth(True))),
    ("a is not no", "a adalah bukan tidak", Is(A, Truth(False), negated=True)),
    ('a in (b, "A-", 3)', 'a termasuk (b, "A-", 3)', Among(A, (B, Quoted("A-"), num("3")))),
    ("a not in (b)", "a tidak termasuk (b)", Among(A, (B,), negated=True)),
    ("b in media.x", "b termasuk media.x", Contains(B, ref("media", "x"))),
    ("b not in media", "b bukan termasuk media", Contains(B, ref("media"), negated=True)),
    ("a between 3 and 5 and b", "a antara 3 dan 5 dan b", Logic("and", Between(A, num("3"), num("5")), B)),
    ("a is missing", "a kosong", State(A, "missing")),
    ("a is not missing", "a tidak kosong", State(A, "missing", negated=True)),
    ("a is applicable", "a berlaku", State(A, "applicable")),
    ("a.b is not applicable", "a.b tidak berlaku", State(ref("a", "b"), "applicable", negated=True)),
    ("not a and b or c", "bukan a dan b atau c", Logic("or", Logic("and", Not(A), B), C)),
    ("not (a or b)", "bukan (a atau b)", Not(Logic("or", A, B))),
    ("not a > 3", "bukan a > 3", Not(Compare(">", A, num("3")))),
    ("if a then 1 else 0", "jika a maka 1 selain itu 0", If(A, num("1"), num("0"))),
    (
        "max(10, count(units))",
        "maks(10, banyak(units))",
        Call("max", (num("10"), Call("count", (ref("units"),)))),
    ),
    (
        "mean(units.nilai where jenis is puskesmas)",
        "rerata(units.nilai yang jenis adalah puskesmas)",
        Call("mean", (ref("units", "nilai"),), Is(ref("jenis"), ref("puskesmas"))),
    ),
    ("round(a, 2)", "bulatkan(a, 2)", Call("round", (A, num("2")))),
    ("a.points + a.share", "a.poin + a.capaian", Arith("+", Ref(("a",), "points"), Ref(("a",), "share"))),
    ("a.b.unrounded", "a.b.utuh", Ref(("a", "b"), "unrounded")),
    ("a.answer", "a.jawaban", Ref(("a",), "answer")),
    ("a >= 2024-12-31", "a >= 2024-12-31", Compare(">=", A, Day(date(2024, 12, 31)))),
]


@pytest.mark.parametrize(("english", "indonesian", "expected"), CASES, ids=[case[0] for case in CASES])
def test_an_expression(read: Read, english: str, indonesian: str, expected: Expression) -> None:
    for text in (f"rubric r\n  let x = {english}\n", f"rubrik r\n  misal x = {indonesian}\n"):
        document, findings = read(text)
        assert findings == ()
        let = document.file.rubrics[0].body[0]
        assert isinstance(let, Let)
        assert let.expression == expected


@pytest.mark.parametrize("name", ["mean", "count", "points", "when", "label", "then", "of", "text", "in"])
def test_keywords_are_names_where_only_a_name_fits(read: Read, name: str) -> None:
    document, findings = read(f"rubric r\n  let {name} = 1\n  let y = a.{name} + 1\n")
    let = document.file.rubrics[0].body[0]
    assert isinstance(let, Let)
    assert let.name.text == name
    assert findings == () or name == "points"


def test_functions_are_names_without_a_parenthesis(read: Read) -> None:
    document, findings = read("rubric r\n  let x = mean + max(count, 2)\n")
    let = document.file.rubrics[0].body[0]
    assert isinstance(let, Let)
    assert findings == ()
    assert let.expression == Arith("+", ref("mean"), Call("max", (ref("count"), num("2"))))


def test_equal_looks_are_equal_names(read: Read) -> None:
    document, _ = read("rubric r\n  let e\u0301 = 1\n  let x = \u00e9\n")
    first, second = document.file.rubrics[0].body
    assert isinstance(first, Let)
    assert isinstance(second, Let)
    assert second.expression == Ref((first.name.text,))


def test_places_cover_what_was_written(read: Read) -> None:
    text = "rubric r\n  let x = (a + b) * 2 > 30%\n"
    document, _ = read(text)
    let = document.file.rubrics[0].body[0]
    assert isinstance(let, Let)
    compare = let.expression
    assert isinstance(compare, Compare)
    assert text[compare.place.start : compare.place.end] == "(a + b) * 2 > 30%"
    assert text[compare.left.place.start : compare.left.place.end] == "(a + b) * 2"
    assert text[compare.right.place.start : compare.right.place.end] == "30%"
    assert text[let.place.start : let.place.end] == "let x = (a + b) * 2 > 30%"

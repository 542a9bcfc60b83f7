"""Problems of a record while it is scored: too few members, no logarithm, answers that are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value


def too_few(record: str, collection: ir.Collection, count: int) -> Problem:
    """Fewer members than the collection asks for."""
    return Problem(
        "too-few-members",
        "error",
        say(
            "`{name}` needs at least {least} members to score; here: {count}",
            "`{name}` memerlukan sedikitnya {least} anggota; di sini: {count}",
            name=collection.name,
            count=count,
            least=collection.at_least,
        ),
        record=record,
        column=collection.name,
    )


def goalposts_equal(record: str, asked: Sequence[tuple[str, Fraction]], at: Fraction, share: bool) -> Problem:
    """Goalposts that are equal; `asked` are the inputs that say them."""
    names = [path for path, _ in asked]
    return Problem(
        "goalposts-equal",
        "error",
        say(
            "both goalposts are {at}, so nothing lies between them",
            "kedua patok bernilai {at}, jadi tidak ada yang di antaranya",
            at=_amount(at, share),
        ),
        record=record,
        column=names[0],
        value=_amount(at, share),
        helps=(
            say(
                "one of them is wrong: {names}" if len(names) > 1 else "`{first}` must be another number",
                "salah satunya keliru: {names}" if len(names) > 1 else "`{first}` harus bilangan lain",
                names=", ".join(f"`{name}`" for name in names),
                first=names[0],
            ),
        ),
    )


def no_logarithm(record: str, path: str, at: Fraction, share: bool) -> Problem:
    """A goalpost of 0 or below it under `log`."""
    return Problem(
        "goalpost-without-logarithm",
        "error",
        say(
            "a goalpost of {at} has no logarithm",
            "patok {at} tidak punya logaritma",
            at=_amount(at, share),
        ),
        record=record,
        column=path,
        value=_amount(at, share),
        helps=(say("give a number above 0", "isi bilangan di atas 0"),),
    )


def _amount(number: Fraction, share: bool) -> str:
    return f"{to_text(number * 100)}%" if share else to_text(number)


def nothing_to_fold(record: str, collection: ir.Collection) -> Problem:
    """A mean, minimum or maximum of no members."""
    return Problem(
        "no-members-left",
        "error",
        say(
            "no member of `{name}` is left by the condition",
            "tidak ada anggota `{name}` yang memenuhi syarat",
            name=collection.name,
        ),
        record=record,
        column=collection.name,
    )


def member_not_applicable(record: str, collection: ir.Collection, member: str) -> Problem:
    """A member that is not applicable as a whole."""
    return Problem(
        "member-not-applicable",
        "error",
        say(
            "`{member}` in `{name}` has no value: nothing in it applies",
            "`{member}` dalam `{name}` tanpa nilai: tidak ada isinya yang berlaku",
            member=member,
            name=collection.name,
        ),
        record=record,
        column=f"{member}: {collection.name}",
        helps=(
            say(
                "leave such members out in the rubric, with `where`",
                "kecualikan anggota seperti itu di rubrik dengan `yang`",
            ),
        ),
    )


def division_by_zero(record: str) -> Problem:
    """A division that the data make impossible."""
    return Problem(
        "division-by-zero",
        "error",
        say(
            "these answers make the rubric divide by zero",
            "jawaban ini membuat rubrik membagi dengan nol",
        ),
        record=record,
    )


def number_too_long(record: str) -> Problem:
    """A product of products, say, that grows beyond what can be computed with and printed."""
    return Problem(
        "number-too-long",
        "error",
        say(
            "these answers lead to a number of thousands of digits",
            "jawaban ini menghasilkan bilangan dengan ribuan angka",
        ),
        record=record,
        helps=(say("round on the way: `round(x, 6)`", "bulatkan sebelumnya: `bulatkan(x, 6)`"),),
    )


def no_row(record: str, value: Value) -> Problem:
    """A value that no row of a table holds."""
    return Problem(
        "no-row",
        "error",
        say(
            "no row of the rubric's table holds {value}",
            "tidak ada baris tabel rubrik yang memuat {value}",
            value=value if isinstance(value, Fraction) else str(value),
        ),
        record=record,
        value=to_text(value) if isinstance(value, Fraction) else str(value),
    )


def not_answered(record: str, waiting: tuple[str, ...], values: tuple[str, ...]) -> Problem:
    """What the record lacks, told once, and what is not final for it."""
    return Problem(
        "not-answered",
        "incomplete",
        say(
            "not answered: {waiting}",
            "belum diisi: {waiting}",
            waiting=", ".join(f"`{path}`" for path in waiting),
        ),
        record=record,
        helps=(
            say(
                "not final without it: {values}",
                "belum final tanpa itu: {values}",
                values=", ".join(f"`{name}`" for name in values),
            ),
        ),
    )


def ladder_skips(record: str, path: str, first: str) -> Problem:
    """A step of a ladder that holds after one that does not."""
    return Problem(
        "ladder-skips",
        "warning",
        say(
            "`{path}` does not count: `{first}` is no",
            "`{path}` tidak dihitung: `{first}` dijawab tidak",
            path=path,
            first=first,
        ),
        record=record,
        column=path,
        helps=(say("look at the answer of `{first}`", "periksa jawaban `{first}`", first=first),),
    )


def assertion_broken(record: str, assertion: ir.Assertion) -> Problem:
    """A record that does not keep what the rubric's author asserts of it."""
    says = say("it says `{text}`", "isinya `{text}`", text=assertion.text)
    return Problem(
        "assertion-broken",
        "warning",
        say(
            "`{name}` is asserted and does not hold",
            "`{name}` dipastikan, tetapi tidak terpenuhi",
            name=assertion.name,
        ),
        record=record,
        helps=(
            *([says] if assertion.label else []),
            say(
                "look at the answers; `rubrik verify` tells whether the rubric allows this",
                "periksa jawabannya; `rubrik verify` menunjukkan apakah rubriknya memungkinkan ini",
            ),
        ),
    )


def default_used(record: str, path: str, default: Words) -> Problem:
    """A default stood in for an answer."""
    return Problem(
        "default-used",
        "warning",
        say(
            "`{path}` is not answered; its default {default} was used",
            "`{path}` belum diisi; dipakai nilai baku {default}",
            path=path,
            default=default,
        ),
        record=record,
        column=path,
    )


def in_member(problem: Problem, record: str, member: str) -> Problem:
    """A member's problem as one of the record that holds it; the column names the member."""
    column = member if problem.column is None else f"{member}: {problem.column}"
    return replace(problem, record=record, column=column)

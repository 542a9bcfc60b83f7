"""What can be wrong with a record once it is scored, and how an explanation speaks, in both languages.

Problems of reading and binding data (a value outside its domain, an unknown column) belong to `records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import assert_never

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Fact
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import titled
from rubrikdsl.engine.result import value_under
from rubrikdsl.exact import round_to
from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Value


def points_without_weight(record: str, node: ir.Node, amount: Fraction) -> Problem:
    """Points for a node that adds nothing to the total."""
    return Problem(
        "points-without-weight",
        "error",
        say(
            "`{node}` adds nothing here, so it has no points",
            "`{node}` tidak menambah nilai di sini, jadi tidak punya poin",
            node=".".join(node.path),
        ),
        record=record,
        column=_column(node, "points"),
        value=to_text(amount),
        helps=(
            say(
                "its weight is 0 or it is not applicable; leave it out",
                "bobotnya 0 atau unsur ini tidak berlaku; kosongkan saja",
            ),
        ),
    )


def given_outside(record: str, node: ir.Node, given: Given, low: Fraction, high: Fraction) -> Problem:
    """A given number that the node can never have; the bounds are in the reading given."""
    reading, amount = given
    unit = 100 if reading == "share" else 1
    facts: dict[str, Fact] = {
        "node": ".".join(node.path),
        "amount": amount * unit,
        "low": low * unit,
        "high": high * unit,
    }
    message = {
        "value": say(
            "the value {amount} of `{node}` is outside {low} .. {high}",
            "nilai {amount} untuk `{node}` di luar {low} .. {high}",
            **facts,
        ),
        "share": say(
            "the share {amount}% of `{node}` is outside {low}% .. {high}%",
            "capaian {amount}% untuk `{node}` di luar {low}% .. {high}%",
            **facts,
        ),
        "points": say(
            "{amount} points of `{node}` are outside {low} .. {high}",
            "{amount} poin untuk `{node}` di luar {low} .. {high}",
            **facts,
        ),
    }[reading]
    return Problem(
        "given-outside-scale",
        "error",
        message,
        record=record,
        column=_column(node, reading),
        value=to_text(amount),
        helps=(
            say(
                "points of the total are given as `{path}.points`",
                "poin dari nilai total ditulis `{path}.poin`",
                path=".".join(node.path),
            ),
        )
        if reading == "value"
        else (),
    )


def given_not_rounded(record: str, node: ir.Node, amount: Fraction, places: int) -> Problem:
    """A given value with more decimals than the node is rounded to."""
    return Problem(
        "given-not-rounded",
        "error",
        say(
            "{amount} for `{node}` has more than its {places} decimals",
            "{amount} untuk `{node}` melebihi {places} desimalnya",
            amount=amount,
            node=".".join(node.path),
            places=places,
        ),
        record=record,
        column=_column(node, "value"),
        value=to_text(amount),
        helps=(
            say(
                "a given value is final and is not rounded again; give {rounded} if that was published",
                "nilai yang diberikan tidak dibulatkan lagi; isi {rounded} bila itu yang diterbitkan",
                rounded=round_to(amount, places),
            ),
        ),
    )


def given_not_used(record: str, node: ir.Node, given: Given) -> Problem:
    """A node is given that a rule makes not applicable."""
    reading, amount = given
    return Problem(
        "given-not-used",
        "warning",
        say(
            "`{node}` is given, though it does not apply here",
            "`{node}` diisi, padahal tidak berlaku di sini",
            node=".".join(node.path),
        ),
        record=record,
        column=_column(node, reading),
        value=to_text(amount),
        helps=(say("leave it out", "kosongkan saja"),),
    )


def _column(node: ir.Node, reading: str) -> str:
    path = ".".join(node.path)
    return path if reading == "value" else f"{path}.{reading}"


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


# Words of an explanation

YES = say("yes", "ya")
NO = say("no", "tidak")
NOT_APPLICABLE_ANSWER = say("not applicable", "tidak berlaku")
NONE = say("none", "tidak ada")


def under_reading(problem: Problem, reading: str) -> Problem:
    """A problem that a record has under one reading of its rubric, and not under all."""
    return replace(
        problem,
        message=say(
            "under `{reading}`: {message}",
            "menurut tafsir `{reading}`: {message}",
            reading=reading,
            message=problem.message,
        ),
    )


def reading_differs(record: str, values: tuple[Named, ...], choices: tuple[Choice, ...]) -> Problem:
    """Values that depend on the reading: what each reading that decides gives."""
    told = _joined(", ", [_given_by(choice, values) for choice in choices[:MOST_TOLD]])
    return Problem(
        "reading-differs",
        "incomplete",
        say("depends on the reading: {told}", "bergantung pada tafsir: {told}", told=told),
        record=record,
        helps=(
            say(
                "choose one with `--reading NAME`, or get a result each with `--all-readings`",
                "pilih satu dengan `--reading NAMA`, atau lihat semuanya dengan `--all-readings`",
            ),
        ),
    )


MOST_TOLD = 8
"""Readings, and values of each, that one sentence tells."""


def _given_by(choice: Choice, values: tuple[Named, ...]) -> Words:
    names = {value.name for value in values}
    telling = [v for v in values if v.kind != "attribute" or v.name.rpartition(".")[0] not in names]
    said = [_said(value, value_under(value, choice)) for value in telling[:MOST_TOLD]]
    return say(
        "{reading} ({values})",
        "{reading} ({values})",
        reading=titled(choice),
        values=_joined(", ", said),
    )


def _said(named: Named, under: Named | None) -> Words:
    """A value by its name, or why there is none."""
    if under is None:
        return say("no {name}", "tanpa {name}", name=named.name)
    match under.status:
        case "final":
            assert under.value is not None
            value = plain_words(under.value, share=under.type.kind == "share")
            return say("{name} {value}", "{name} {value}", name=named.name, value=value)
        case "not-applicable":
            return say("{name} not applicable", "{name} tidak berlaku", name=named.name)
        case "refused":
            return say("{name} refused", "{name} ditolak", name=named.name)
        case "unknown" | "differs":
            return say("{name} open", "{name} belum final", name=named.name)
        case _:
            assert_never(under.status)


def plain_words(value: Value, *, share: bool = False) -> Words:
    """A value as its author would write it."""
    match value:
        case bool():
            return YES if value else NO
        case Fraction():
            return say("{n}%", "{n}%", n=value * 100) if share else say("{n}", "{n}", n=value)
        case str():
            return say("{text}", "{text}", text=value)
        case frozenset():
            return say("{text}", "{text}", text=", ".join(sorted(value)))
        case date():
            return say("{text}", "{text}", text=value.isoformat())
        case _:
            assert_never(value)


def _joined(between: str, parts: list[Words]) -> Words:
    """Sentences one after another."""
    form = between.join(f"{{part{n}}}" for n in range(len(parts)))
    return Words(form, form, tuple((f"part{n}", part) for n, part in enumerate(parts)))


def held(names: list[str], count: int) -> Words:
    """Which items of a checklist, or steps of a ladder, hold."""
    return say(
        "{held} of {count}: {names}" if names else "{held} of {count}",
        "{held} dari {count}: {names}" if names else "{held} dari {count}",
        held=len(names),
        count=count,
        names=", ".join(names),
    )


def labelled(label: str, answer: Words) -> Words:
    """An answer with the label of what was asked."""
    return say("{label}: {answer}", "{label}: {answer}", label=label, answer=answer)


def given_as(given: Given) -> Words:
    """A node given in place of what lies below it."""
    reading, amount = given
    match reading:
        case "value":
            return say("given as {amount}", "diisi {amount}", amount=amount)
        case "share":
            return say("given as {amount}%", "diisi {amount}%", amount=amount * 100)
        case "points":
            return say("given as {amount} points", "diisi {amount} poin", amount=amount)
        case _:
            assert_never(reading)


def added(amount: Fraction) -> Words:
    """What a bonus does."""
    return say("+{amount}", "+{amount}", amount=amount)


def subtracted(amount: Fraction) -> Words:
    """What a penalty does."""
    return say("−{amount}", "−{amount}", amount=amount)


def capped(amount: Fraction) -> Words:
    """What a cap does."""
    return say("cut to {amount}", "dipotong ke {amount}", amount=amount)


def raised(amount: Fraction) -> Words:
    """What a floor does."""
    return say("raised to {amount}", "dinaikkan ke {amount}", amount=amount)


def rescaled(factor: Fraction) -> Words:
    """What `scale to` does."""
    return say("rescaled × {factor}", "diskalakan × {factor}", factor=factor)


def rounded_to(places: int) -> Words:
    """What `places` does."""
    return say("rounded to {places} decimal places", "dibulatkan ke {places} desimal", places=places)


def best_of(count: int) -> Words:
    """What `by best n` does."""
    return say("the mean of the best {count}", "rerata {count} terbaik", count=count)


# Records without a rank


def refused_unranked(record: str) -> Problem:
    """A record that was refused."""
    return _unranked(record, say("not ranked: it was refused", "tanpa peringkat: rekaman ini ditolak"))


def inapplicable_unranked(record: str) -> Problem:
    """A record of which what is ranked does not apply."""
    return _unranked(
        record, say("not ranked: nothing to rank applies", "tanpa peringkat: tidak ada yang berlaku")
    )


def open_unranked(record: str, waiting: tuple[str, ...]) -> Problem:
    """A record that lacks answers."""
    shown = ", ".join(f"`{path}`" for path in waiting[:5]) + (", …" if len(waiting) > 5 else "")
    return _unranked(
        record,
        say("not ranked: it waits for {paths}", "tanpa peringkat: menunggu {paths}", paths=shown),
        say("an open value has no rank; answer it", "nilai yang belum ada tidak diperingkat; jawablah"),
    )


def tied_unranked(record: str, others: tuple[str, ...]) -> Problem:
    """Records that nothing tells apart, where ties are distinct."""
    shown = ", ".join(f"`{other}`" for other in others[:3]) + (", …" if len(others) > 3 else "")
    return _unranked(
        record,
        say("not ranked: equal to {others}", "tanpa peringkat: sama dengan {others}", others=shown),
        say(
            "name a further key after `ties distinct by`, or write `ties share`",
            "sebutkan kunci lain sesudah `seri dibedakan menurut`, atau tulis `seri bersama`",
        ),
    )


def reading_unranked(record: str) -> Problem:
    """A record whose place depends on the reading."""
    return _unranked(
        record,
        say("not ranked: it depends on the reading", "tanpa peringkat: bergantung pada tafsir"),
        say(
            "choose a reading with `--reading NAME`",
            "pilih tafsir dengan `--reading NAMA`",
        ),
    )


def _unranked(record: str, message: Words, *helps: Words) -> Problem:
    return Problem("no-rank", "incomplete", message, record=record, helps=helps)

"""Findings about the rows of bands and bins: gaps, overlaps, rows that take nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.coverage import Gap
from rubrikdsl.plan.coverage import Outside
from rubrikdsl.plan.coverage import Overlap
from rubrikdsl.plan.numbers import Numbers
from rubrikdsl.plan.numbers import Span
from rubrikdsl.plan.numbers import bounds
from rubrikdsl.semantics.terms import Interval
from rubrikdsl.source import Place


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as findings speak of it: its code (a bin has none), its range, and where that is written."""

    code: str | None
    interval: Interval
    place: Place
    ends: tuple[Place | None, Place | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a table classifies: its rows, what is read (as the author would call it), how it is written."""

    what: Literal["band", "bin"]
    name: str | None
    rows: tuple[TableRow, ...]
    share: bool
    places: int
    numbers: Numbers

    def number(self, value: Fraction) -> Words:
        """A number as the table writes them."""
        shown = value * 100 if self.share else value
        exact = decimal_places(shown)
        sign = "%" if self.share else ""
        if exact is None:
            text = str(shown)
            return say(text + sign, text + sign)
        places = max(exact, self.places)
        return say(fixed(shown, places) + sign, fixed(shown, places, ",") + sign)

    @property
    def is_unrounded(self) -> bool:
        """Whether any real number of its range is possible."""
        return isinstance(self.numbers, Span) and self.numbers.unit is None

    @property
    def read(self) -> Words:
        """What is read, for a sentence."""
        if self.name is not None:
            return say(f"`{self.name}`", f"`{self.name}`")
        return say("the value", "nilainya")


def gap(subject: Subject, found: Gap, further: tuple[Gap, ...]) -> Diagnostic:
    """Possible values that no row takes; `further` gaps have the same cause."""
    hole, number = found.hole, subject.number
    if hole.low is not None and hole.high is not None and hole.low != hole.high:
        which = say(
            "between {low} and {high}",
            "antara {low} dan {high}",
            low=number(hole.low),
            high=number(hole.high),
        )
    elif hole.low is not None and hole.high is not None:
        which = say("of exactly {at}", "tepat {at}", at=number(hole.low))
    elif hole.high is not None:
        which = say("below {at}", "di bawah {at}", at=number(hole.high))
        if not hole.high_open:
            which = say("up to {at}", "sampai {at}", at=number(hole.high))
    else:
        low = hole.low if hole.low is not None else Fraction(0)
        which = say("above {at}", "di atas {at}", at=number(low))
        if not hole.low_open:
            which = say("from {at} up", "mulai {at} ke atas", at=number(low))
    message = (
        say("scores {which} belong to no band", "skor {which} tidak masuk rentang mana pun", which=which)
        if subject.what == "band"
        else say("values {which} have no score", "nilai {which} tidak punya skor", which=which)
    )
    labels = [
        *(() if found.below is None else (_ends(subject, found.below),)),
        *(() if found.above is None else (_starts(subject, found.above),)),
    ]
    helps: tuple[Words, ...]
    notes: list[Words] = []
    if found.touching:
        notes.append(
            say(
                "{read} is not rounded, so {at} is a possible {kind}",
                "{read} tidak dibulatkan, jadi {at} adalah {kind} yang mungkin",
                read=subject.read,
                at=number(found.witness),
                kind=_kind(subject),
            )
            if subject.is_unrounded
            else say(
                "{read} is finer than the table: {at} is a possible {kind}",
                "{read} lebih halus daripada tabelnya: {at} adalah {kind} yang mungkin",
                read=subject.read,
                at=number(found.witness),
                kind=_kind(subject),
            )
        )
        if further:
            notes.append(
                say(
                    "the same holds between {where}",
                    "hal yang sama berlaku antara {where}",
                    where=_pairs(subject, further),
                )
            )
        helps = (_touching_help(subject, found),)
    else:
        notes.append(
            say(
                "{at} is a possible {kind}",
                "{at} adalah {kind} yang mungkin",
                at=number(found.witness),
                kind=_kind(subject),
            )
        )
        helps = (_open_help(found),)
    return Diagnostic(
        f"{subject.what}-gap", "error", message, labels[0], tuple(labels[1:]), tuple(notes), helps
    )


def overlap(subject: Subject, found: Overlap) -> Diagnostic:
    """Possible values that two rows take."""
    both, number = found.both, subject.number
    if both.low is not None and both.low == both.high:
        message = (
            say(
                "a score of {at} belongs to both `{one}` and `{two}`",
                "skor {at} masuk `{one}` dan juga `{two}`",
                at=number(both.low),
                one=subject.rows[found.first].code or "",
                two=subject.rows[found.second].code or "",
            )
            if subject.what == "band"
            else say("a value of {at} has two scores", "nilai {at} punya dua skor", at=number(both.low))
        )
        helps = say(
            "write `above {at}` or `below {at}` in one of them",
            "tulis `di atas {at}` atau `di bawah {at}` pada salah satunya",
            at=number(both.low),
        )
    else:
        message = (
            say(
                "some scores belong to both `{one}` and `{two}`",
                "sebagian skor masuk `{one}` dan juga `{two}`",
                one=subject.rows[found.first].code or "",
                two=subject.rows[found.second].code or "",
            )
            if subject.what == "band"
            else say("some values have two scores", "sebagian nilai punya dua skor")
        )
        helps = say(
            "let one row end where the other starts",
            "akhiri satu baris di tempat baris lainnya mulai",
        )
    return Diagnostic(
        f"{subject.what}-overlap",
        "error",
        message,
        _starts(subject, found.second),
        (_ends(subject, found.first),),
        (_stretch(subject, both),) if both.low != both.high else (),
        (helps,),
    )


_AGREE = say("correct this row, or the scale that it reads", "perbaiki baris ini, atau skala yang dibacanya")


def outside(subject: Subject, found: Outside) -> Diagnostic:
    """A row beyond what is possible."""
    row = subject.rows[found.row]
    reach = bounds(subject.numbers)
    note = _reach(subject, reach)
    if found.end is None:
        message = (
            say(
                "no score can fall in band `{code}`",
                "tak ada skor yang bisa masuk `{code}`",
                code=row.code or "",
            )
            if row.code is not None
            else say("no value can fall in this row", "tak ada nilai yang bisa masuk baris ini")
        )
        label = Label(row.place, say("never reached", "tidak pernah tercapai"))
    else:
        at = subject.number(found.end)
        message = (
            say(
                "band `{code}` goes to {at}, which no score reaches",
                "`{code}` sampai {at}, padahal tak ada skor di situ",
                code=row.code,
                at=at,
            )
            if row.code is not None
            else say(
                "this row goes to {at}, which no value reaches",
                "baris ini sampai {at}, padahal tak ada nilai di situ",
                at=at,
            )
        )
        place = row.ends[1] if found.end == row.interval.high else row.ends[0]
        label = Label(place or row.place, say("out of reach", "di luar jangkauan"))
    return Diagnostic(f"{subject.what}-outside", "warning", message, label, (), (note,), (_AGREE,))


def _kind(subject: Subject) -> Words:
    return say("score", "skor") if subject.what == "band" else say("value", "nilai")


def _ends(subject: Subject, index: int) -> Label:
    row = subject.rows[index]
    place = row.ends[1] or row.place
    if row.code is None:
        return Label(place, say("this row ends here", "baris ini berakhir di sini"))
    return Label(place, say("{code} ends here", "{code} berakhir di sini", code=row.code))


def _starts(subject: Subject, index: int) -> Label:
    row = subject.rows[index]
    place = row.ends[0] or row.place
    if row.code is None:
        return Label(place, say("this row starts here", "baris ini mulai di sini"))
    return Label(place, say("{code} starts here", "{code} mulai di sini", code=row.code))


def _pairs(subject: Subject, gaps: tuple[Gap, ...]) -> Words:
    """`77.99 and 78.00, 53.99 and 54.00`."""
    number = subject.number
    pairs = [
        say("{low} and {high}", "{low} dan {high}", low=number(g.hole.low), high=number(g.hole.high))
        for g in gaps
        if g.hole.low is not None and g.hole.high is not None
    ]
    listed = pairs[0]
    for pair in pairs[1:]:
        listed = say("{listed}, {pair}", "{listed}, {pair}", listed=listed, pair=pair)
    return listed


def _plain(subject: Subject, value: Fraction) -> Words:
    """A number as short as it can be written."""
    return replace(subject, places=0).number(value)


def _touching_help(subject: Subject, found: Gap) -> Words:
    """Rounding, or rows that run on to the next one."""
    rows = [subject.rows[i].interval for i in (found.above, found.below) if i is not None]
    lows = [_plain(subject, row.low) for row in rows if row.low is not None]
    run = say("`from {at}`", "`mulai {at}`", at=lows[0])
    if len(lows) > 1:
        run = say("{run} and `from {at}`", "{run} dan `mulai {at}`", run=run, at=lows[1])
    if subject.what == "bin" or subject.share:
        return say("write {run}", "tulis {run}", run=run)
    return say(
        "round the score (`places {n}`), or write {run}",
        "bulatkan skornya (`desimal {n}`), atau tulis {run}",
        n=subject.places,
        run=run,
    )


def _open_help(found: Gap) -> Words:
    if found.below is not None and found.above is not None:
        return say(
            "let one of the two rows take it, or add a row between them",
            "perluas salah satu baris itu, atau tambah baris di antaranya",
        )
    return say("extend the row, or add one", "perluas baris itu, atau tambah satu baris")


def _stretch(subject: Subject, both: Interval) -> Words:
    number = subject.number
    if both.low is None or both.high is None:
        return say("both are open on the same side", "keduanya terbuka di sisi yang sama")
    return say(
        "{low} .. {high} lies in both",
        "{low} .. {high} ada di keduanya",
        low=number(both.low),
        high=number(both.high),
    )


def _reach(subject: Subject, reach: Interval) -> Words:
    number = subject.number
    if reach.low is not None and reach.high is not None:
        return say(
            "{read} lies in {low} .. {high}",
            "{read} ada dalam {low} .. {high}",
            read=subject.read,
            low=number(reach.low),
            high=number(reach.high),
        )
    if reach.low is not None:
        return say(
            "{read} is at least {at}", "{read} paling rendah {at}", read=subject.read, at=number(reach.low)
        )
    high = reach.high if reach.high is not None else Fraction(0)
    return say("{read} is at most {at}", "{read} paling tinggi {at}", read=subject.read, at=number(high))

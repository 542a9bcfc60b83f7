"""The wording of findings that need ranges, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
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
from rubrikdsl.plan.decided import Box
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


def constant_condition(place: Place, truth: bool) -> Diagnostic:
    """A condition that is the same for every record."""
    if truth:
        return Diagnostic(
            "always-true",
            "warning",
            say("this condition always holds", "syarat ini selalu terpenuhi"),
            Label(place, say("always true", "selalu benar")),
            helps=(
                say(
                    "drop the condition, or compare with another value",
                    "hapus syarat ini, atau bandingkan dengan nilai lain",
                ),
            ),
        )
    return Diagnostic(
        "always-false",
        "warning",
        say("this condition never holds", "syarat ini tidak pernah terpenuhi"),
        Label(place, say("always false", "selalu salah")),
        helps=(
            say(
                "drop what depends on it, or compare with another value",
                "hapus yang bergantung padanya, atau bandingkan dengan nilai lain",
            ),
        ),
    )


def unreachable(place: Place, before: Place) -> Diagnostic:
    """A case that those before it leave nothing for."""
    return Diagnostic(
        "unreachable",
        "warning",
        say("this case is never reached", "kasus ini tidak pernah tercapai"),
        Label(place, say("nothing is left for it", "tak ada yang tersisa untuknya")),
        ()
        if before == place
        else (Label(before, say("by here all is taken", "di sini semua sudah terambil")),),
        (
            say(
                "cases are read from the top; the first that holds decides",
                "kasus dibaca dari atas; yang pertama terpenuhi menentukan",
            ),
        ),
        (
            say(
                "move the narrower case up, or drop this one",
                "naikkan kasus yang lebih sempit, atau hapus yang ini",
            ),
        ),
    )


def exhausted(place: Place) -> Diagnostic:
    """A case that leaves nothing for those after it, `otherwise` included."""
    return Diagnostic(
        "unreachable",
        "warning",
        say("what stands below this case is never reached", "yang di bawah kasus ini tidak pernah tercapai"),
        Label(place, say("always holds when reached", "selalu benar saat dibaca")),
        (),
        (
            say(
                "cases are read from the top; the first that holds decides",
                "kasus dibaca dari atas; yang pertama terpenuhi menentukan",
            ),
        ),
        (
            say(
                "write `otherwise` here and drop the rest, or narrow the condition",
                "tulis `selainnya` di sini dan hapus sisanya, atau persempit syaratnya",
            ),
        ),
    )


def may_divide_by_zero(divisor: Place, division: Place, always: bool) -> Diagnostic:
    """A division whose divisor may be zero for some record; a named divisor may be written elsewhere."""
    told = Label(divisor, say("the divisor may be 0", "pembaginya bisa 0"))
    within = division.covers(divisor)
    return Diagnostic(
        "may-divide-by-zero",
        "error",
        say("this divides by zero", "ini membagi dengan nol")
        if always
        else say("this may divide by zero", "ini bisa membagi dengan nol"),
        told if within else Label(division, say("divides by what may be 0", "membagi dengan yang bisa 0")),
        () if within else (told,),
        (say("a score must have a value for every record", "skor harus punya nilai untuk setiap catatan"),),
        (
            say(
                "write `/ max(1, …)`, or `if … > 0 then … else …`",
                "tulis `/ maks(1, …)`, atau `jika … > 0 maka … selain itu …`",
            ),
        ),
    )


def share_below_zero(name: str, place: Place) -> Diagnostic:
    """A part that may fall below 0 in a mean that has no meaning there."""
    return Diagnostic(
        "share-below-zero",
        "error",
        say("`{n}` can fall below 0 in this mean", "`{n}` bisa di bawah 0 dalam rerata ini", n=name),
        Label(place, say("can fall below 0", "bisa di bawah 0")),
        (),
        (
            say(
                "a geometric or harmonic mean needs values from 0",
                "rerata geometrik atau harmonik perlu nilai mulai 0",
            ),
        ),
        (say("end its adjustments with `floor 0`", "akhiri penyesuaiannya dengan `batas bawah 0`"),),
    )


def leaves_scale(
    name: str, place: Place, scale: Interval, low: Fraction | None, high: Fraction | None, reach: Interval
) -> Diagnostic:
    """A node that can leave its scale (below where `low`, above where `high` names the end to keep)."""
    notes: list[Words] = []
    helps: list[Words] = []
    if high is not None:
        notes.append(
            say("it can grow without limit", "nilainya dapat tumbuh tanpa batas")
            if reach.high is None
            else say("it can reach {at}", "nilainya dapat mencapai {at}", at=reach.high)
        )
        helps.append(say("add `cap {at}` after it", "tambahkan `batas atas {at}` sesudahnya", at=high))
    if low is not None:
        notes.append(
            say("it can fall without limit", "nilainya dapat turun tanpa batas")
            if reach.low is None
            else say("it can fall to {at}", "nilainya dapat turun sampai {at}", at=reach.low)
        )
        helps.append(say("add `floor {at}` after it", "tambahkan `batas bawah {at}` sesudahnya", at=low))
    return Diagnostic(
        "leaves-scale",
        "error",
        say(
            "`{name}` can leave its scale {low} .. {high}",
            "`{name}` bisa keluar dari skalanya {low} .. {high}",
            name=name,
            low=scale.low if scale.low is not None else Fraction(0),
            high=scale.high if scale.high is not None else Fraction(0),
        ),
        Label(place, say("takes it off the scale", "membawanya keluar skala")),
        (),
        tuple(notes),
        tuple(helps),
    )


_DROP = say("drop it, or correct its number", "hapus, atau perbaiki angkanya")


def never_acts(kind: Literal["cap", "floor"], name: str, place: Place, reach: Fraction) -> Diagnostic:
    """A cap or floor that no value reaches."""
    if kind == "cap":
        return Diagnostic(
            "never-acts",
            "warning",
            say("this cap never acts", "batas atas ini tidak pernah berlaku"),
            Label(place, say("nothing exceeds it", "tak ada yang melampauinya")),
            (),
            (
                say(
                    "`{name}` is at most {at} here",
                    "`{name}` paling tinggi {at} di sini",
                    name=name,
                    at=reach,
                ),
            ),
            (_DROP,),
        )
    return Diagnostic(
        "never-acts",
        "warning",
        say("this floor never acts", "batas bawah ini tidak pernah berlaku"),
        Label(place, say("nothing is below it", "tak ada yang di bawahnya")),
        (),
        (say("`{name}` is at least {at} here", "`{name}` paling rendah {at} di sini", name=name, at=reach),),
        (_DROP,),
    )


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


# Decisions


def case_words(box: Box, columns: Sequence[tuple[str, bool]]) -> Words:
    """A case in the author's words: the columns that matter, with values; `columns`: name, share or not."""
    said = say("", "")
    for at, (kind, value) in box.items():
        name, share = columns[at]
        match value:
            case _ if kind == "missing":
                word = say("missing", "kosong")
            case bool():
                word = say("yes", "ya") if value else say("no", "tidak")
            case Fraction():
                word = amount_words(value, share)
            case _:
                word = say("{v}", "{v}", v=str(value))
        one = say("{n} {w}", "{n} {w}", n=name, w=word)
        said = say("{a}, {b}", "{a}, {b}", a=said, b=one) if said.en else one
    return said


def amount_words(value: Fraction, share: bool) -> Words:
    """A number or a share as a rubric writes it."""
    sign = "%" if share else ""
    return say("{n}" + sign, "{n}" + sign, n=value * 100 if share else value)


def _short(specific: Words, general: Words) -> Words:
    """The specific message where it is short enough in both languages."""
    return specific if max(len(specific.read("en")), len(specific.read("id"))) <= 72 else general


def decision_gap(
    name: str, place: Place, boxes: Sequence[Box], columns: Sequence[tuple[str, bool]]
) -> Diagnostic:
    """A decision without a row for some case; `boxes` are such cases, none where that cannot be told."""
    general = say("`{n}` leaves a case without a row", "`{n}` menyisakan kasus tanpa baris", n=name)
    cases = [case_words(box, columns) for box in boxes]
    helps = (
        say(
            "add a row for it, or a last line `otherwise -> …`",
            "tambahkan barisnya, atau baris terakhir `selainnya -> …`",
        ),
    )
    if not cases or not boxes[0]:
        message = (
            general
            if cases
            else say(
                "whether `{n}` covers every case cannot be told",
                "tidak dapat dipastikan `{n}` mencakup semua kasus",
                n=name,
            )
        )
        label = say("some case may be left out", "mungkin ada kasus terlewat")
        return Diagnostic("decision-gap", "error", message, Label(place, label), (), (), helps)
    first, *others = cases
    message = _short(
        say("no row of `{n}` takes {c}", "tidak ada baris `{n}` untuk {c}", n=name, c=first), general
    )
    notes = [] if message is not general else [say("no row takes: {c}", "tanpa baris: {c}", c=first)]
    notes += [say("nor: {c}", "juga: {c}", c=other) for other in others]
    label = say("a case is left out", "ada kasus yang terlewat")
    return Diagnostic("decision-gap", "error", message, Label(place, label), (), tuple(notes), helps)


def decision_overlap(
    name: str, places: tuple[Place, Place], box: Box, columns: Sequence[tuple[str, bool]]
) -> Diagnostic:
    """Two rows of a decision that take the same case."""
    case = case_words(box, columns)
    general = say("two rows of `{n}` take the same case", "dua baris `{n}` mengambil kasus yang sama", n=name)
    message = general
    if box:
        message = _short(
            say("two rows of `{n}` take {c}", "dua baris `{n}` mengambil {c}", n=name, c=case), general
        )
    notes = (say("both take: {c}", "keduanya mengambil: {c}", c=case),) if box and message is general else ()
    return Diagnostic(
        "decision-overlap",
        "error",
        message,
        Label(places[1], say("takes it too", "mengambilnya juga")),
        (Label(places[0], say("takes it", "mengambilnya")),),
        notes,
        (
            say(
                "narrow one of the rows, or write `first match` after the name",
                "persempit salah satunya, atau tulis `cocok pertama` setelah nama",
            ),
        ),
    )


def idle_row(place: Place, first: bool) -> Diagnostic:
    """A row of a decision that no case reaches."""
    note = say(
        "rows are read from the top; the first that holds decides",
        "baris dibaca dari atas; yang pertama terpenuhi menentukan",
    )
    return Diagnostic(
        "unreachable",
        "warning",
        say("no case reaches this row", "tidak ada kasus yang sampai ke baris ini"),
        Label(place, say("nothing is left for it", "tak ada yang tersisa untuknya")),
        (),
        (note,) if first else (),
        (say("correct this row, or drop it", "perbaiki baris ini, atau hapus"),),
    )

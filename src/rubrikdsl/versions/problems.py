"""Everything that amendments and readings can find wrong, in both languages. All wording of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Severity
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.source import Place


def _finding(
    code: str,
    place: Place,
    message: Words,
    label: Words,
    *,
    secondary: Sequence[Label] = (),
    notes: Sequence[Words] = (),
    helps: Sequence[Words] = (),
    severity: Severity = "error",
) -> Diagnostic:
    return Diagnostic(
        code, severity, message, Label(place, label), tuple(secondary), tuple(notes), tuple(helps)
    )


# Instruments that do not go together


def starts_before_base(place: Place, base: Place, base_start: date | None) -> Diagnostic:
    """An amendment that starts before everything that it could amend."""
    return _finding(
        "amendment-before-base",
        place,
        say(
            "nothing is in force yet when this amendment starts",
            "belum ada yang berlaku ketika perubahan ini mulai berlaku",
        ),
        say("starts too early", "mulai terlalu awal"),
        secondary=[Label(base, say("starts on {day}", "mulai {day}", day=_day(base_start)))],
        helps=[
            say(
                "an amendment starts on {day} or later; change its `valid`",
                "perubahan mulai paling awal {day}; ubah `berlaku`-nya",
                day=_day(base_start),
            )
        ],
    )


def issued_before_base(place: Place, issued: date, base: Place, base_issued: date) -> Diagnostic:
    """An amendment that was issued before what it amends."""
    return _finding(
        "amendment-before-base",
        place,
        say(
            "this amendment was issued before what it amends",
            "perubahan ini ditetapkan sebelum yang diubahnya",
        ),
        say("issued {day}", "ditetapkan {day}", day=issued.isoformat()),
        secondary=[Label(base, say("issued {day}", "ditetapkan {day}", day=base_issued.isoformat()))],
        notes=[
            say(
                "without `issued`, an instrument counts as issued on the first day of its `valid`",
                "tanpa `ditetapkan`, suatu aturan dianggap ditetapkan pada hari pertama `berlaku`-nya",
            )
        ],
        helps=[say("state the day of issue with `issued`", "tulis hari penetapannya dengan `ditetapkan`")],
    )


def reversed_period(place: Place, start: date, end: date) -> Diagnostic:
    """A period that ends before it starts."""
    return _finding(
        "bad-range",
        place,
        say("the period ends before it starts", "masa berlaku berakhir sebelum dimulai"),
        say("ends {end}, starts {start}", "berakhir {end}, mulai {start}", end=str(end), start=str(start)),
        helps=[say("the earlier day stands first", "hari yang lebih awal ditulis lebih dahulu")],
    )


def same_order(place: Place, other: Place, start: date | None) -> Diagnostic:
    """Two amendments that start and were issued on the same days."""
    return _finding(
        "amendments-unordered",
        place,
        say(
            "two amendments start and were issued on the same days",
            "dua perubahan mulai dan ditetapkan pada hari yang sama",
        ),
        say("comes neither first nor second", "urutannya tidak jelas"),
        secondary=[
            Label(
                other,
                say("starts {start} too", "juga mulai {start}", start=_day(start)),
            )
        ],
        notes=[
            say(
                "amendments follow each other by the start of `valid`, then by `issued`",
                "perubahan berurutan menurut mulai `berlaku`, lalu menurut `ditetapkan`",
            )
        ],
        helps=[
            say(
                "state different days with `issued`, or make one amendment of the two",
                "tulis hari `ditetapkan` yang berbeda, atau gabungkan keduanya menjadi satu perubahan",
            )
        ],
    )


def overlapping(place: Place, other: Place, name: str, day: date | None) -> Diagnostic:
    """Two versions of a rubric that are in force on the same day."""
    return _finding(
        "duplicate-name",
        place,
        say(
            "two versions of `{name}` are in force at once", "dua versi `{name}` berlaku bersamaan", name=name
        ),
        say("in force from {day}", "berlaku sejak {day}", day=_day(day)),
        secondary=[Label(other, say("still in force then", "saat itu masih berlaku"))],
        helps=[
            say(
                "end the earlier version on the day before, with `valid … .. …`",
                "akhiri versi yang lebih dahulu sehari sebelumnya, dengan `berlaku … .. …`",
            )
        ],
    )


def nothing_edited(place: Place) -> Diagnostic:
    """An amendment that changes nothing."""
    return _finding(
        "nothing-edited",
        place,
        say("this amendment changes nothing", "perubahan ini tidak mengubah apa pun"),
        say("no edit below", "tidak ada ubahan di bawahnya"),
        helps=[
            say(
                "write what it changes below it: `change`, `replace`, `add`, `remove` or `rename`",
                "tulis yang diubahnya di bawahnya: `ubah`, `ganti`, `tambah`, `hapus` atau `namai ulang`",
            )
        ],
        severity="warning",
    )


def twice(kind: str, name: str, place: Place, other: Place) -> Diagnostic:
    """Two ambiguities of a law, or two readings of one, with the same name."""
    return _finding(
        "duplicate-name",
        place,
        say("`{name}` is there twice", "`{name}` ada dua kali", name=name),
        say("second {kind} of this name", "{kind} kedua bernama ini", kind=kind_words(kind)),
        secondary=[Label(other, say("first one", "yang pertama"))],
        helps=[say("give one of them another name", "beri salah satunya nama lain")],
    )


# Edits that do not fit the text


def unknown_target(
    names: Sequence[str],
    place: Place,
    kind: str,
    known: Sequence[str],
    gone: Place | None,
) -> Diagnostic:
    """An edit of something that the text does not have (any more: `gone`)."""
    name = ".".join(names)
    near = nearest(names[-1], known)
    helps = [say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near)] if near else []
    if not helps:
        helps = [
            say("there are {names}", "yang ada {names}", names=_listed(known))
            if known and len(known) <= _FEW
            else say(
                "an amendment names what is in the text on the day that it starts",
                "perubahan menyebut yang ada dalam teks pada hari perubahan itu mulai berlaku",
            )
        ]
    what = kind_words(kind)
    message = (
        say("there is no {kind} `{name}`", "tidak ada {kind} `{name}`", kind=what, name=name)
        if kind
        else say("there is nothing called `{name}`", "tidak ada yang bernama `{name}`", name=name)
    )
    return _finding(
        "unknown-target",
        place,
        message,
        say("not in the text", "tidak ada dalam teks"),
        secondary=[] if gone is None else [Label(gone, say("taken away here", "dihilangkan di sini"))],
        helps=helps,
    )


def no_part(
    kind: str, name: str, of: Sequence[str], place: Place, clause: Place, known: Sequence[str]
) -> Diagnostic:
    """An edit of a part that a clause does not have: its cap, a band, an option."""
    near = nearest(name, known) if name else None
    if near:
        helps = [say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near)]
    elif known:
        helps = [say("it has {names}", "yang ada {names}", names=_listed(known))]
    else:
        helps = [
            say(
                "to add one, write `add to {of}`",
                "untuk menambahkannya, tulis `tambah ke {of}`",
                of=".".join(of),
            )
        ]
    return _finding(
        "unknown-target",
        place,
        say(
            "`{of}` has no {kind} `{name}`",
            "`{of}` tidak punya {kind} `{name}`",
            of=".".join(of),
            kind=kind_words(kind),
            name=name,
        )
        if name
        else say("`{of}` has no {kind}", "`{of}` tidak punya {kind}", of=".".join(of), kind=kind_words(kind)),
        say("not in the text", "tidak ada dalam teks"),
        secondary=[Label(clause, say("this one", "yang ini"))],
        helps=helps,
    )


def ambiguous_target(
    names: Sequence[str], place: Place, paths: Sequence[str], places: Sequence[Place]
) -> Diagnostic:
    """An edit that may mean several clauses."""
    differ = len(set(paths)) == len(paths)
    return _finding(
        "ambiguous-target",
        place,
        say(
            "`{name}` may be {count} different clauses",
            "`{name}` dapat berarti {count} ketentuan berbeda",
            name=".".join(names),
            count=len(paths),
        ),
        say("which one?", "yang mana?"),
        secondary=[Label(at, say("this one", "yang ini")) for at in places[:_FEW]],
        helps=[
            say("write the path: {paths}", "tulis jalurnya: {paths}", paths=_listed(paths))
            if differ
            else say(
                "replace the clause around them, as a whole",
                "ganti ketentuan yang memuatnya secara utuh",
            )
        ],
    )


def wrong_kind(names: Sequence[str], place: Place, said: str, kind: str, clause: Place) -> Diagnostic:
    """An edit that calls a clause something else than it is."""
    name = ".".join(names)
    message = (
        say(
            "`{name}` is not called {said} but {kind}",
            "`{name}` bukan {said} melainkan {kind}",
            name=name,
            said=kind_words(said),
            kind=kind_words(kind),
        )
        if said
        else say(
            "`{name}` is a clause of another kind: {kind}",
            "`{name}` adalah ketentuan jenis lain: {kind}",
            name=name,
            kind=kind_words(kind),
        )
    )
    return _finding(
        "wrong-kind",
        place,
        message,
        say("does not fit that clause", "tidak cocok dengan ketentuan itu"),
        secondary=[Label(clause, say("{kind}", "{kind}", kind=kind_words(kind)))],
        helps=[
            say(
                "an edit names a clause with the word that the clause begins with",
                "ubahan menyebut ketentuan dengan kata pembuka ketentuan itu",
            )
        ],
    )


def already_there(name: str, place: Place, clause: Place) -> Diagnostic:
    """Something added that is there already."""
    return _finding(
        "already-there",
        place,
        say("`{name}` is there already", "`{name}` sudah ada", name=name),
        say("added a second time", "ditambahkan lagi"),
        secondary=[Label(clause, say("it is here", "ada di sini"))],
        helps=[
            say(
                "write `replace` to exchange the clause, or give the new one another name",
                "tulis `ganti` untuk menukar ketentuannya, atau beri yang baru nama lain",
            )
        ],
    )


def changed_twice(place: Place, first: Place) -> Diagnostic:
    """One instrument that changes the same thing twice."""
    return _finding(
        "changed-twice",
        place,
        say("this changes the same thing again", "ini mengubah hal yang sama sekali lagi"),
        say("changed before", "sudah diubah"),
        secondary=[Label(first, say("changed here first", "pertama diubah di sini"))],
        notes=[
            say(
                "one amendment, or one reading, says once what becomes of a clause",
                "satu perubahan, atau satu tafsir, menyebut sekali saja menjadi apa suatu ketentuan",
            )
        ],
        helps=[say("keep the edit that is meant", "pertahankan ubahan yang dimaksud")],
    )


def name_taken(name: str, place: Place, kind: str, clause: Place) -> Diagnostic:
    """A new name that something else has."""
    return _finding(
        "name-taken",
        place,
        say("the name `{name}` is taken", "nama `{name}` sudah dipakai", name=name),
        say("not free", "tidak bebas"),
        secondary=[Label(clause, say("{kind} of this name", "{kind} bernama ini", kind=kind_words(kind)))],
        notes=[
            say(
                "a rename must not change what other references read",
                "pergantian nama tidak boleh mengubah yang dibaca acuan lain",
            )
        ],
        helps=[say("choose a name that nothing has", "pilih nama yang belum dipakai")],
    )


def code_renamed(name: str, place: Place, clause: Place) -> Diagnostic:
    """A code that is to get another name: data holds it."""
    return _finding(
        "wrong-kind",
        place,
        say(
            "`{name}` is a code that data holds, not a name",
            "`{name}` adalah kode dalam data, bukan nama",
            name=name,
        ),
        say("a code stays", "kode tetap"),
        secondary=[Label(clause, say("option", "pilihan"))],
        helps=[
            say(
                "remove the option and add another one; records then answer with the new code",
                "hapus pilihan itu dan tambahkan yang lain; data lalu menjawab dengan kode baru",
            )
        ],
    )


def caused_here() -> Words:
    """The label of the edit that a finding is due to."""
    return say("caused by this change", "akibat ubahan ini")


# Words

_FEW = 6


def kind_words(kind: str) -> Words:
    """What a clause is, in a sentence."""
    known = {
        "score": say("score", "skor"),
        "dimension": say("dimension", "dimensi"),
        "aspect": say("aspect", "aspek"),
        "component": say("component", "komponen"),
        "domain": say("domain", "domain"),
        "variable": say("variable", "variabel"),
        "cluster": say("cluster", "klaster"),
        "area": say("area", "area"),
        "element": say("element", "unsur"),
        "criterion": say("criterion", "kriteria"),
        "group": say("group", "kelompok"),
        "indicator": say("indicator", "indikator"),
        "item": say("item", "butir"),
        "question": say("question", "pertanyaan"),
        "input": say("input", "isian"),
        "option": say("option", "pilihan"),
        "step": say("step", "langkah"),
        "bonus": say("bonus", "bonus"),
        "penalty": say("penalty", "pengurang"),
        "cap": say("cap", "batas atas"),
        "floor": say("floor", "batas bawah"),
        "scale": say("`scale to`", "`skalakan ke`"),
        "let": say("named value", "nilai bernama"),
        "bands": say("band table", "tabel rentang"),
        "band": say("band", "kelas"),
        "row": say("row", "baris"),
        "decide": say("decision", "putusan"),
        "limit": say("limit", "batasan"),
        "raise": say("raise", "kenaikan"),
        "outcome": say("outcome", "hasil"),
        "collect": say("collection", "kumpulan"),
        "ranking": say("ranking", "peringkat"),
        "example": say("example", "contoh"),
        "ambiguity": say("ambiguity", "ketidakjelasan"),
        "reading": say("reading", "tafsir"),
    }
    return known.get(kind, say("{kind}", "{kind}", kind=kind))


def _day(day: date | None) -> Words:
    return say("{day}", "{day}", day=day.isoformat()) if day else say("the beginning", "awal")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_FEW])
    return f"{shown}, …" if len(names) > _FEW else shown


# What a consolidated text says of itself, in the language of its vocabulary


def period_words(start: date | None, end: date | None) -> str:
    """A period as a rubric writes it."""
    return " ".join(filter(None, (start.isoformat() if start else "", "..", end.isoformat() if end else "")))


def consolidated(name: str, start: date | None, end: date | None) -> Words:
    """The first line of a consolidated text."""
    return say(
        "The text of {name} for {period}, made of",
        "Teks {name} untuk {period}, disusun dari",
        name=name,
        period=period_words(start, end),
    )


def instrument_line(
    base: bool, title: str, start: date | None, end: date | None, known: date | None
) -> Words:
    """An instrument that went into the text."""
    what = say("rubric", "rubrik") if base else say("amendment", "perubahan")
    issued = (
        say(", issued {day}", ", ditetapkan {day}", day=known.isoformat())
        if known is not None and known != start
        else say("", "")
    )
    return say(
        '{what} "{title}", valid {period}{issued}',
        '{what} "{title}", berlaku {period}{issued}',
        what=what,
        title=title,
        period=period_words(start, end),
        issued=issued,
    )


def chosen(ambiguity: str, reading: str) -> Words:
    """A reading that was chosen."""
    return say("read as {a}.{r}", "dibaca menurut {a}.{r}", a=ambiguity, r=reading)


def removed(kind: str, path: Sequence[str]) -> Words:
    """Something that was removed."""
    name = ".".join(filter(None, path))
    return say("removed: {kind} {name}", "dihapus: {kind} {name}", kind=kind_words(kind), name=name)


def renamed(old: Sequence[str], new: Sequence[str]) -> Words:
    """Something that has another name."""
    facts = {"old": ".".join(old), "new": ".".join(new)}
    return say("renamed: {old} to {new}", "dinamai ulang: {old} menjadi {new}", **facts)


def reading_title(ambiguity: str, reading: str) -> Words:
    """Whose a line is that a reading changed."""
    return say("reading {a}.{r}", "tafsir {a}.{r}", a=ambiguity, r=reading)


def untitled(start: date | None) -> Words:
    """An amendment without a label."""
    return say("amendment of {day}", "perubahan per {day}", day=_day(start))

"""Findings about edits that do not fit the text."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.source import Place
from rubrikdsl.versions.problems.wording import FEW
from rubrikdsl.versions.problems.wording import finding
from rubrikdsl.versions.problems.wording import kind_words
from rubrikdsl.versions.problems.wording import listed


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
            say("there are {names}", "yang ada {names}", names=listed(known))
            if known and len(known) <= FEW
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
    return finding(
        "unknown-target",
        place,
        message,
        say("not in the text", "tidak ada dalam teks"),
        secondary=[] if gone is None else [Label(gone, say("taken away here", "dihilangkan di sini"))],
        helps=helps,
    )


def nameless_assertion(place: Place) -> Diagnostic:
    """An assertion without a label in place of another: nothing tells of which."""
    return finding(
        "unknown-target",
        place,
        say(
            "this `assert` does not say which one it replaces",
            "`pastikan` ini tidak menyebut yang digantinya",
        ),
        say("no label", "tanpa label"),
        notes=[say("only a label names an `assert`", "hanya label yang menyebut sebuah `pastikan`")],
        helps=[
            say(
                'write the label of the other one after the word: `replace assert "…" …`',
                'tulis label yang digantinya sesudah kata itu: `ganti pastikan "…" …`',
            )
        ],
    )


def no_part(
    kind: str, name: str, of: Sequence[str], place: Place, clause: Place, known: Sequence[str]
) -> Diagnostic:
    """An edit of a part that a clause does not have: its cap, a band, an option."""
    near = nearest(name, known) if name else None
    if near:
        helps = [say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near)]
    elif known:
        helps = [say("it has {names}", "yang ada {names}", names=listed(known))]
    else:
        helps = [
            say(
                "to add one, write `add to {of}`",
                "untuk menambahkannya, tulis `tambah ke {of}`",
                of=".".join(of),
            )
        ]
    return finding(
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
    return finding(
        "ambiguous-target",
        place,
        say(
            "`{name}` may be {count} different clauses",
            "`{name}` dapat berarti {count} ketentuan berbeda",
            name=".".join(names),
            count=len(paths),
        ),
        say("which one?", "yang mana?"),
        secondary=[Label(at, say("this one", "yang ini")) for at in places[:FEW]],
        helps=[
            say("write the path: {paths}", "tulis jalurnya: {paths}", paths=listed(paths))
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
    return finding(
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
    return finding(
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
    return finding(
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
    return finding(
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
    return finding(
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

"""Findings about rankings, and about conditions on several nodes."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import short
from rubrikdsl.semantics.problems.wording import word
from rubrikdsl.source import Place

# Rankings


def does_not_rank(text: str, place: Place, kind: Type) -> Diagnostic:
    """A ranking by something that has no order."""
    return finding(
        "ranking-by",
        say("`{t}` has no order to rank by", "`{t}` tidak punya urutan untuk diperingkat", t=text),
        place,
        say("this is {k}", "ini {k}", k=short(kind)),
        helps=[
            say(
                "rank by a number, a share or the class of a band table",
                "peringkatkan menurut bilangan, persentase, atau kelas dari tabel rentang",
            )
        ],
    )


def not_an_input(text: str, place: Place) -> Diagnostic:
    """Ranked within something that is no input."""
    return finding(
        "ranking-within",
        say("`{t}` is not an input", "`{t}` bukan isian", t=text),
        place,
        say("an input is needed", "perlu isian"),
        notes=[
            say(
                "records with the same answers are ranked among themselves",
                "rekaman dengan jawaban yang sama diperingkat di antara sesamanya",
            )
        ],
        helps=[say("declare it under `inputs`", "nyatakan di bawah `isian`")],
    )


def ties_need_a_key(place: Place) -> Diagnostic:
    """Distinct ranks without anything that tells equals apart."""
    return finding(
        "ranking-ties",
        say("nothing here tells equals apart", "tidak ada yang membedakan nilai yang sama"),
        place,
        say("a key is missing", "kuncinya tidak ada"),
        helps=[
            say(
                "name a value: `ties distinct by …`; or write `ties share`",
                "sebutkan nilainya: `seri dibedakan menurut …`; atau tulis `seri bersama`",
            )
        ],
    )


def key_tells_nothing(text: str, place: Place, first: Place) -> Diagnostic:
    """A key that is what the records are ranked by already."""
    return finding(
        "ranking-ties",
        say("`{t}` tells no equals apart", "`{t}` tidak membedakan nilai yang sama", t=text),
        place,
        say("ranked by this already", "sudah menjadi urutan"),
        secondary=[Label(first, say("ranked by this", "urutan menurut ini"))],
        helps=[say("name another value", "sebutkan nilai lain")],
    )


def rank_not_readable(name: str, place: Place) -> Diagnostic:
    """A rule that asks for a rank."""
    return finding(
        "rank-unreadable",
        say("the ranking `{n}` cannot be read here", "peringkat `{n}` tidak dapat dibaca di sini", n=name),
        place,
        say("this is a ranking", "ini peringkat"),
        notes=[
            say(
                "a rank depends on all records, a score on its own only",
                "peringkat bergantung pada semua rekaman, nilai hanya pada rekamannya sendiri",
            )
        ],
        helps=[say("read the value that it ranks by", "baca nilai yang diperingkat")],
    )


# Conditions on several nodes


def not_a_node(text: str, place: Place) -> Diagnostic:
    """Nodes looked for below something that has none."""
    return finding(
        "not-a-group",
        say("`{t}` is not a part of the score", "`{t}` bukan bagian dari skor", t=text),
        place,
        say("nothing stands below it", "tidak ada apa pun di bawahnya"),
        helps=[
            say("name the score or a group of it", "sebutkan skor atau salah satu kelompoknya"),
        ],
    )


def no_such_nodes(wanted: str, text: str, words: Sequence[str], place: Place) -> Diagnostic:
    """No node of that word below the one named."""
    held = say("{words}", "{words}", words=", ".join(f"`{w}`" for w in words))
    return finding(
        "no-such-nodes",
        say("there is no {w} below `{t}`", "tidak ada {w} di bawah `{t}`", w=word(wanted), t=text),
        place,
        say("nothing to ask", "tidak ada yang ditanya"),
        notes=[say("below it stand: {held}", "di bawahnya: {held}", held=held)] if words else (),
        helps=[
            say("name a word that stands below it", "sebutkan kata yang ada di bawahnya"),
        ],
    )

"""What keeps a file from being told in the other vocabulary."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding
from rubrikdsl.syntax.problems.wording import short
from rubrikdsl.syntax.tree import Vocabulary


def name_becomes_keyword(place: Place, name: str, to: Vocabulary) -> Diagnostic:
    """A name that the vocabulary which is translated to takes for a word of the language."""
    language = {"en": say("English", "Inggris"), "id": say("Indonesian", "Indonesia")}[to]
    return finding(
        "name-becomes-keyword",
        place,
        say(
            "`{name}` is a word of the language in {language}",
            "`{name}` adalah kata kunci dalam kosakata {language}",
            name=short(name),
            language=language,
        ),
        say("a name here", "di sini sebuah nama"),
        notes=(
            say(
                "translated, this line would mean something else",
                "setelah dialihkan, baris ini akan bermakna lain",
            ),
        ),
        helps=(
            say(
                "give `{name}` another name everywhere, then translate again",
                "ganti nama `{name}` di semua tempat, lalu alihkan lagi",
                name=short(name),
            ),
        ),
    )


def translation_differs(place: Place) -> Diagnostic:
    """A translation that would be read as another tree, for a reason that no single name tells."""
    return finding(
        "translation-differs",
        place,
        say("the translation would mean something else", "hasil alih kosakata akan bermakna lain"),
        say("read differently once translated", "terbaca lain setelah dialihkan"),
        helps=(
            say(
                "rename what is spelt like a word of the other vocabulary",
                "ganti nama yang ejaannya sama dengan kata kunci kosakata tujuan",
            ),
        ),
    )

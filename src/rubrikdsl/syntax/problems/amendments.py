"""Edits that stand where nothing is edited, amendments without a time, blocks without lines."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Edit
from rubrikdsl.diagnostics import Fix
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.source import Place
from rubrikdsl.syntax.problems.wording import finding
from rubrikdsl.syntax.problems.wording import short

# Where a line stands


def misplaced_edit(place: Place, word: str, help: Words) -> Diagnostic:
    """An edit in a rubric, in an ambiguity without a reading, or below `add`."""
    return finding(
        "misplaced-edit",
        place,
        say(
            "`{word}` stands in an amendment or a reading",
            "tempat `{word}` adalah dalam perubahan atau tafsir",
            word=short(word),
        ),
        say("edits nothing here", "tidak menyunting apa pun"),
        helps=(help,),
    )


def edit_in_rubric(amendment: str) -> Words:
    """What to write in a rubric in place of an edit."""
    return say(
        "in a rubric write the clause as it is to be; `{amendment} NAME` begins an amendment",
        "dalam rubrik tulislah bunyi akhirnya; perubahan dimulai dengan `{amendment} NAMA`",
        amendment=amendment,
    )


def edit_in_ambiguity(reading: str) -> Words:
    """Where the edits of an ambiguity stand."""
    return say(
        "put it below a line `{reading} NAME`, indented further",
        "letakkan di bawah baris `{reading} NAMA`, lebih menjorok",
        reading=reading,
    )


def edit_below_add(add: str) -> Words:
    """Where an edit after `add` stands."""
    return say(
        "align it with `{add}`: below that stand the clauses that are added",
        "sejajarkan dengan `{add}`: di bawahnya hanya klausul yang ditambahkan",
        add=add,
    )


def misplaced_reading(place: Place, ambiguity: str) -> Diagnostic:
    """A reading that stands in no ambiguity."""
    return finding(
        "misplaced-reading",
        place,
        say("a reading stands in an ambiguity", "tafsir berada di dalam ketidakjelasan"),
        say("in no ambiguity", "di luar ketidakjelasan"),
        helps=(
            say(
                "write `{ambiguity} NAME` above it and indent its readings",
                "tulis `{ambiguity} NAMA` di atasnya dan jorokkan tafsir-tafsirnya",
                ambiguity=ambiguity,
            ),
        ),
    )


def clause_in_amendment(place: Place, word: str, how: tuple[Words, ...]) -> Diagnostic:
    """A clause of a rubric among edits; `how` it is replaced or added."""
    return finding(
        "clause-in-amendment",
        place,
        say(
            "an amendment must say what to do with this `{word}`",
            "perubahan harus menyebut mau diapakan `{word}` ini",
            word=short(word),
        ),
        say("replaced or added?", "diganti atau ditambah?"),
        helps=how,
    )


def replaced(replace: str, word: str) -> Words:
    """How a whole clause is exchanged."""
    return say(
        "`{replace} {word} …` exchanges the clause of that name",
        "`{replace} {word} …` mengganti klausul dengan nama itu",
        replace=replace,
        word=word,
    )


def added(add: str, after: str, to: str) -> Words:
    """How a clause is added."""
    return say(
        "to add it, write `{add}`, `{add} {after} NAME` or `{add} {to} NAME` above and indent this line",
        "untuk menambahkan, tulis `{add}`, `{add} {after} NAMA` atau `{add} {to} NAMA` di atasnya dan"
        " jorokkan baris ini",
        add=add,
        after=after,
        to=to,
    )


def added_inputs(add: str, to: str, inputs: str) -> Words:
    """How inputs are added."""
    return say(
        "write `{add} {to} {inputs}` in place of `{inputs}` to add the lines below it",
        "tulis `{add} {to} {inputs}` menggantikan `{inputs}` untuk menambahkan baris di bawahnya",
        add=add,
        to=to,
        inputs=inputs,
    )


def unrooted(place: Place, head: str) -> Diagnostic:
    """A sound edit above which no amendment begins; told once a file."""
    return finding(
        "outside-rubric",
        place,
        say("this line stands in no amendment", "baris ini berada di luar perubahan"),
        say("outside of any amendment", "di luar perubahan"),
        helps=(
            say(
                "begin with a line `{head} NAME` and indent what belongs to it",
                "mulai dengan baris `{head} NAMA` dan beri indentasi pada isinya",
                head=head,
            ),
        ),
    )


# What a block lacks


def missing_valid(place: Place) -> Diagnostic:
    """An amendment that does not say from when it counts."""
    return finding(
        "missing-valid",
        place,
        say(
            "this amendment does not say from when it is valid",
            "perubahan ini tidak menyebut mulai kapan berlaku",
        ),
        say("no day on which it begins", "tanpa hari mulai berlaku"),
        helps=(
            say(
                "add `valid 2025-01-01 ..` to this line, or a line of its own below it",
                "tambahkan `berlaku 2025-01-01 ..` pada baris ini, atau sebagai baris di bawahnya",
            ),
        ),
    )


def nothing_below(place: Place, help: Words) -> Diagnostic:
    """A line that only heads others, without any."""
    return finding(
        "nothing-below",
        place,
        say("nothing stands below this line", "tidak ada isi di bawah baris ini"),
        say("needs lines below it", "perlu baris di bawahnya"),
        helps=(help,),
    )


WEIGHT_ROWS = say(
    "a line is a node and its new weight: `input 20%`",
    "satu baris berisi satu simpul dan bobot barunya: `input 20%`",
)
ADDED_LINES = say(
    "write what is added on the lines below, indented",
    "tulis yang ditambahkan pada baris-baris di bawahnya, menjorok",
)
READINGS = say(
    'each way to read it is a line `reading NAME "…"` with the edits that it makes below',
    'tiap cara membacanya adalah baris `tafsir NAMA "…"` dengan suntingannya di bawahnya',
)


def one_reading(place: Place, reading: Place) -> Diagnostic:
    """An ambiguity that leaves nothing to choose."""
    return finding(
        "one-reading",
        place,
        say("an ambiguity has at least two readings", "ketidakjelasan mempunyai sedikitnya dua tafsir"),
        say("only one reading below it", "hanya satu tafsir di bawahnya"),
        secondary=(Label(reading, say("the only reading", "satu-satunya tafsir")),),
        helps=(
            say(
                "a reading that leaves the text as it is stands without edits",
                "tafsir yang membiarkan bunyi aslinya ditulis tanpa suntingan",
            ),
        ),
    )


# How an edit is written


def missing_word(place: Place, found: str, word: str) -> Diagnostic:
    """A small word left out: `change weight input …`."""
    at = Place(place.file, place.start, place.start)
    return finding(
        "unexpected-word",
        place,
        say(
            "`{word}` is missing before `{found}`",
            "kurang `{word}` sebelum `{found}`",
            word=word,
            found=short(found),
        ),
        say("`{word}` belongs before this", "di depannya perlu `{word}`", word=word),
        fix=Fix(say("write `{word}`", "tulis `{word}`", word=word), (Edit(at, f"{word} "),), "unsafe"),
    )


def change_what(change: str, weight: str, of: str, to: str, replace: str) -> Words:
    """That a change names a part."""
    return say(
        "say what changes, as `{change} {weight} {of} NAME {to} 20%`; `{replace}` exchanges a whole clause",
        "sebut bagiannya: `{change} {weight} {of} NAMA {to} 20%`; `{replace}` mengganti seluruh klausul",
        change=change,
        weight=weight,
        of=of,
        to=to,
        replace=replace,
    )


def several_weights(change: str, weights: str) -> Words:
    """How several weights change at once."""
    return say(
        "for several: `{change} {weights}`, then a line a node, as `input 20%`",
        "untuk beberapa: `{change} {weights}`, lalu satu baris tiap simpul: `input 20%`",
        change=change,
        weights=weights,
    )


def only_the_new(to: str) -> Words:
    """That the old value is not written."""
    return say(
        "only the new value is written, after `{to}`",
        "cukup tulis nilai barunya, setelah `{to}`",
        to=to,
    )


def whole_clause(replace: str) -> Words:
    """How a condition changes."""
    return say(
        "only the amount changes here; `{replace}` exchanges the clause with its condition",
        "di sini hanya besarannya yang berubah; `{replace}` mengganti klausul beserta syaratnya",
        replace=replace,
    )


def kind_first(edit: str, kind: str) -> Words:
    """That a clause is named with what it is."""
    return say(
        "say what it is before its name, as `{edit} {kind} NAME`",
        "sebut jenisnya sebelum namanya: `{edit} {kind} NAMA`",
        edit=edit,
        kind=kind,
    )


def only_a_part(change: str, part: str) -> Words:
    """That a part is changed, not replaced or removed."""
    return say(
        "a part is exchanged with `{change} {part} …`",
        "bagian klausul disunting dengan `{change} {part} …`",
        change=change,
        part=part,
    )


def inputs_singly(edit: str, input: str) -> Words:
    """That inputs are named one by one."""
    return say(
        "inputs are edited one by one: `{edit} {input} NAME`",
        "isian disunting satu per satu: `{edit} {input} NAMA`",
        edit=edit,
        input=input,
    )


def bare_name(edit: str, name: str) -> Words:
    """That a name stands alone here."""
    return say(
        "without the kind: `{edit} {name}`", "tanpa jenisnya: `{edit} {name}`", edit=edit, name=short(name)
    )

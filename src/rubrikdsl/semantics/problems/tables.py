"""Findings about band tables, limits, outcomes and validity."""

from __future__ import annotations

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Label
from rubrikdsl.diagnostics import say
from rubrikdsl.semantics.model import Type
from rubrikdsl.semantics.problems.wording import finding
from rubrikdsl.semantics.problems.wording import short
from rubrikdsl.source import Place

# Bands and outcomes


def no_code_column(name: str, place: Place) -> Diagnostic:
    """A band table without codes."""
    return finding(
        "band-code",
        say("the bands `{n}` have no column `code`", "rentang `{n}` tidak punya kolom `kode`", n=name),
        place,
        say("codes are missing", "kodenya tidak ada"),
        helps=[say("begin the header with `range  code`", "mulai kepala tabel dengan `interval  kode`")],
    )


def no_decision_code(name: str, place: Place) -> Diagnostic:
    """A decision whose header gives no codes."""
    return finding(
        "band-code",
        say("the decision `{n}` has no column `code`", "putusan `{n}` tidak punya kolom `kode`", n=name),
        place,
        say("codes are missing", "kodenya tidak ada"),
        helps=[
            say("write `-> code` in the header", "tulis `-> kode` pada kepala tabel"),
        ],
    )


def no_bands(name: str, place: Place) -> Diagnostic:
    """A band table without rows."""
    return finding(
        "nothing-listed",
        say("the bands `{n}` have no rows", "rentang `{n}` tidak punya baris", n=name),
        place,
        say("rows are missing", "barisnya tidak ada"),
    )


def bad_code(text: str, place: Place) -> Diagnostic:
    """A cell that is no code."""
    return finding(
        "band-code",
        say("`{t}` is no code of a band", "`{t}` bukan kode rentang", t=text),
        place,
        say("a code is needed", "perlu kode"),
        helps=[say('write a name, or quote it: `"A-"`', 'tulis nama, atau beri kutip: `"A-"`')],
    )


def mixed_column(name: str, place: Place) -> Diagnostic:
    """A column with values of several types."""
    return finding(
        "mixed-column",
        say(
            "the column `{n}` holds several kinds of value", "kolom `{n}` berisi beberapa jenis nilai", n=name
        ),
        place,
        say("names, numbers, or yes and no?", "nama, bilangan, atau ya/tidak?"),
        helps=[say("use one kind in every row", "pakai satu jenis pada setiap baris")],
    )


def no_decisions(name: str, place: Place) -> Diagnostic:
    """A decision without rows."""
    return finding(
        "nothing-listed",
        say("the decision `{n}` has no rows", "putusan `{n}` tidak punya baris", n=name),
        place,
        say("rows are missing", "barisnya tidak ada"),
        helps=[
            say(
                "below it write a table `a  b -> code`, or lines `when … -> code`",
                "tulis di bawahnya tabel `a  b -> kode`, atau baris `bila … -> kode`",
            )
        ],
    )


def code_differs(code: str, name: str, place: Place) -> Diagnostic:
    """Two rows with one code and other values in the columns beside it."""
    return finding(
        "duplicate-name",
        say(
            "the rows of `{n}` for `{c}` differ in a column",
            "baris `{n}` untuk `{c}` berbeda pada sebuah kolom",
            n=name,
            c=code,
        ),
        place,
        say("differs from the first such row", "berbeda dari baris pertamanya"),
        helps=[
            say(
                "leave the cell empty (`-`), or give this row a code of its own",
                "kosongkan selnya (`-`), atau beri baris ini kode sendiri",
            )
        ],
    )


def cases_open(name: str, place: Place) -> Diagnostic:
    """Cases of a decision without `otherwise`."""
    return finding(
        "otherwise-last",
        say(
            "the cases of `{n}` do not end with `otherwise`", "kasus `{n}` tidak diakhiri `selainnya`", n=name
        ),
        place,
        say("may find no case", "mungkin tanpa kasus"),
        helps=[say("add a line `otherwise -> …`", "tambahkan baris `selainnya -> …`")],
    )


def cases_overlap(name: str, place: Place) -> Diagnostic:
    """Cases of a decision that do not say that the first one decides."""
    return finding(
        "decision-overlap",
        say(
            "several cases of `{n}` may hold at once",
            "beberapa kasus `{n}` dapat berlaku bersamaan",
            n=name,
        ),
        place,
        say("which one decides?", "mana yang menentukan?"),
        helps=[
            say(
                "let the first decide: `decide {n} first match`",
                "biarkan yang pertama menentukan: `putuskan {n} cocok pertama`",
                n=name,
            )
        ],
    )


def not_decided(text: str, place: Place, kind: Type) -> Diagnostic:
    """A column that asks for something that no cell can say."""
    return finding(
        "type-mismatch",
        say(
            "a table cannot ask `{t}`: it is {k}",
            "tabel tidak dapat menanyakan `{t}`: {k}",
            t=text,
            k=short(kind),
        ),
        place,
        say("number, choice or truth needed", "perlu bilangan, pilihan, atau ya/tidak"),
        helps=[
            say(
                "ask it in lines `when … -> code` of a decision `first match`",
                "tanyakan dengan baris `bila … -> kode` pada putusan `cocok pertama`",
            )
        ],
    )


def never_missing(text: str, place: Place) -> Diagnostic:
    """`missing` in a column that is never missing."""
    return finding(
        "no-such-reading",
        say("`{t}` is never missing here", "`{t}` tidak pernah kosong di sini", t=text),
        place,
        say("not optional", "tidak opsional"),
        helps=[
            say(
                "drop this row, or let the input be `optional`",
                "hapus baris ini, atau jadikan isiannya `opsional`",
            )
        ],
    )


def not_ranked(name: str, place: Place, declared: Place) -> Diagnostic:
    """A limit on a decision whose codes have no order."""
    return finding(
        "not-ranked",
        say(
            "the codes of `{n}` have no order to limit or raise in",
            "kode `{n}` tidak berurutan, jadi tidak dapat dibatasi",
            n=name,
        ),
        place,
        say("lower or higher than what?", "lebih rendah dari apa?"),
        secondary=[Label(declared, say("the codes are not listed", "kodenya tidak didaftar"))],
        helps=[
            say(
                "list the codes, lowest first: `decide {n} one of …, …`",
                "daftarkan kodenya, terendah dahulu: `putuskan {n} salah satu …, …`",
                n=name,
            )
        ],
    )


def limit_reads_itself(bands: str, place: Place) -> Diagnostic:
    """A limit whose condition reads the class that it changes."""
    return finding(
        "limit-reads-itself",
        say(
            "this limit reads the class `{b}` that it changes",
            "batas ini membaca kelas `{b}` yang diubahnya",
            b=bands,
        ),
        place,
        say("changed by this line", "diubah oleh baris ini"),
        helps=[say("ask for the score that is classified instead", "tanyakan skor yang dikelompokkan")],
    )


def no_requirements(name: str, place: Place) -> Diagnostic:
    """An outcome that asks nothing."""
    return finding(
        "nothing-listed",
        say("the outcome `{n}` requires nothing", "hasil `{n}` tidak mensyaratkan apa pun", n=name),
        place,
        say("always holds", "selalu terpenuhi"),
        helps=[say("add a line `requires …`", "tambahkan baris `syarat …`")],
    )


def valid_reversed(place: Place) -> Diagnostic:
    """A validity that ends before it starts."""
    return finding(
        "bad-range",
        say("the validity ends before it starts", "masa berlaku berakhir sebelum mulai"),
        place,
        say("upside down", "terbalik"),
    )

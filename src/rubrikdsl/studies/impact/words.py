"""The words of the report of an impact, in both languages."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

RECORD = say("record", "rekaman")
RECORDS = say("records", "rekaman")
OLD = say("old", "lama")
NEW = say("new", "baru")
BOTH = say("both", "keduanya")
MOVE = say("move", "beda")
MEAN_OLD = say("mean old", "rerata lama")
MEAN_NEW = say("mean new", "rerata baru")
MOVES = say("up, down", "naik, turun")
SUM = say("sum", "jumlah")
MATRIX = say("old \\ new", "lama \\ baru")
RUBRIC = say("rubric", "rubrik")
CLASS = say("class", "kelas")
NEIGHBOUR = say("next to", "di sebelah")
AWAY = say("away", "jarak")
ON_EDGE = say("on the edge", "di batas")
OF = say("of", "pada")
SCORE = say("value", "nilai")
NOT_APPLICABLE = say("n/a", "t/b")
YES = say("yes", "ya")
NO = say("no", "tidak")
EMPTY = say("(empty)", "(kosong)")
MEAN = say("mean", "rerata")
ROUNDED = say(
    "(means are rounded for print only; `--format json` has them exactly)",
    "(rerata dibulatkan untuk cetak saja; `--format json` memuat yang tepat)",
)
PICTURE = say("# as many   + more   - fewer", "# sama banyak   + bertambah   - berkurang")
NOBODY = say(
    "No record changes: scores, classes and ranks are the same under both rubrics.",
    "Tidak ada rekaman yang berubah: nilai, kelas, dan peringkat sama menurut keduanya.",
)
NOTHING_SHARED = say(
    "The rubrics share no score and no classification: there is nothing to compare.",
    "Kedua rubrik tidak punya nilai atau kelas yang sama: tidak ada yang dapat dibandingkan.",
)
ALL_HOLD = say("all lines hold", "semua syarat terpenuhi")
DIFFERENT_NAMES = say(
    "Two different rubrics are compared, not two versions of one.",
    "Yang dibandingkan dua rubrik yang berbeda, bukan dua versi dari satu rubrik.",
)
SIDES: dict[str, Words] = {"old": OLD, "new": NEW, "both": BOTH}
"""Which of the rubrics something is said of."""


def counted(records: int, both: int, old: int, new: int, final: int) -> Words:
    """How many records there are, how many each rubric can score, of how many everything is known."""
    parts = [say("records: {n}", "rekaman: {n}", n=records)]
    if both == final == records:
        parts.append(say("all scored under both", "semua dinilai menurut keduanya"))
        return _joined(parts, "; ")
    parts.append(say("scored under both: {n}", "dinilai menurut keduanya: {n}", n=both))
    if final < both:
        parts.append(say("final under both: {n}", "final menurut keduanya: {n}", n=final))
    if old:
        parts.append(say("under the old one only: {n}", "menurut yang lama saja: {n}", n=old))
    if new:
        parts.append(say("under the new one only: {n}", "menurut yang baru saja: {n}", n=new))
    if records > both + old + new:
        neither = records - both - old - new
        parts.append(say("under neither: {n}", "menurut keduanya ditolak: {n}", n=neither))
    return _joined(parts, "; ")


def changed(name: str, label: str, changes: int, settled: int, better: int, worse: int, other: int) -> Words:
    """The headline of one classification."""
    title = titled(name, label)
    if not settled:
        return say(
            "{title}: settled for no record under both rubrics",
            "{title}: belum pasti menurut kedua rubrik",
            title=title,
        )
    if not changes:
        return say(
            "{title}: none of {settled} changes",
            "{title}: tidak ada yang berubah dari {settled}",
            title=title,
            settled=settled,
        )
    parts = []
    if better:
        parts.append(say("{n} up", "{n} naik", n=better))
    if worse:
        parts.append(say("{n} down", "{n} turun", n=worse))
    if other:
        parts.append(say("{n} to another class", "{n} pindah kelas", n=other))
    return say(
        "{title}: {changes} of {settled} change: {how}",
        "{title}: {changes} dari {settled} berubah: {how}",
        title=title,
        changes=changes,
        settled=settled,
        how=_joined(parts, ", "),
    )


def moved(label: str, names: str, moves: int, scored: int, up: int, down: int) -> Words:
    """The headline of the score."""
    title = titled(names, label)
    if not scored:
        return say(
            "{title}: final for no record under both rubrics",
            "{title}: belum final menurut kedua rubrik",
            title=title,
        )
    if not moves:
        return say(
            "{title}: none of {scored} moves", "{title}: tidak ada yang bergerak dari {scored}",
            title=title, scored=scored,
        )  # fmt: skip
    return say(
        "{title}: {moves} of {scored} move: {up} up, {down} down",
        "{title}: {moves} dari {scored} bergerak: {up} naik, {down} turun",
        title=title,
        moves=moves,
        scored=scored,
        up=up,
        down=down,
    )


def mean(old: str, new: str, move: str) -> Words:
    """The means before and after."""
    return say("mean {old} -> {new} ({move})", "rerata {old} -> {new} ({move})", old=old, new=new, move=move)


def ranks_moved(name: str | None, label: str, moves: int, ranked: int) -> Words:
    """The headline of a ranking."""
    if name is None:
        title = say(
            "rank by {label} (the rubrics share no ranking)",
            "peringkat menurut {label} (tanpa peringkat bersama)",
            label=label,
        )
    else:
        title = say("{title}", "{title}", title=titled(name, label))
    if not moves:
        return say(
            "{title}: no rank of {n} changes", "{title}: tidak ada peringkat yang berubah dari {n}",
            title=title, n=ranked,
        )  # fmt: skip
    return say(
        "{title}: {moves} of {n} ranks change",
        "{title}: {moves} dari {n} peringkat berubah",
        title=title,
        moves=moves,
        n=ranked,
    )


def columns(named: str) -> Words:
    """What numbered columns of a matrix stand for."""
    return say("(columns: {named})", "(kolom: {named})", named=named)


def row(side: str, lines: str) -> Words:
    """The row of a rubric that decided."""
    return say("{side}: {lines}", "{side}: {lines}", side=SIDES[side], lines=lines)


def fails(lines: str) -> Words:
    """The requirements that a record does not meet."""
    return say("fails {lines}", "tidak memenuhi {lines}", lines=lines)


def limited(lines: str, limits: str) -> Words:
    """A row, and the limits that moved the class away from it."""
    return say("{lines}; limit: {limits}", "{lines}; batasan: {limits}", lines=lines, limits=limits)


def rest(count: int, all_: int) -> Words:
    """What a list leaves out."""
    return say(
        "… and {n} more (`--top {all}` shows all)", "… dan {n} lagi (`--top {all}` menampilkan semua)",
        n=count, all=all_,
    )  # fmt: skip


def edges(count: int, near: str | None) -> Words:
    """The headline of the values on edges."""
    if near is None:
        return say(
            "On an edge of a class: {n} (`--near 0.5` shows those near one)",
            "Tepat di batas kelas: {n} (`--near 0,5` menampilkan yang dekat batas)",
            n=count,
        )
    return say(
        "On an edge of a class, or at most {near} from the next: {n}",
        "Di batas kelas, atau paling jauh {near} dari kelas sebelah: {n}",
        near=near,
        n=count,
    )


def largest(count: int) -> Words:
    """The headline of the largest moves."""
    return say("largest moves, {n} shown", "beda terbesar, {n} ditampilkan", n=count)


def groups(columns: str) -> Words:
    """The headline of the groups."""
    return say("By {columns}", "Menurut {columns}", columns=columns)


def scales(old: str, new: str) -> Words:
    """Scores that cannot be subtracted."""
    return say(
        "The scales differ, {old} and {new}: moves are in shares of the top.",
        "Skalanya berbeda, {old} dan {new}: beda dihitung dalam persen nilai tertinggi.",
        old=old,
        new=new,
    )


def in_points(names: str) -> Words:
    """Parts whose weight the data does not need."""
    return say(
        "The data states {names} in points: whatever their weights are, they add the same.",
        "Data menyatakan {names} dalam poin: berapa pun bobotnya, sumbangannya tetap sama.",
        names=names,
    )


def only_in(side: str, names: str) -> Words:
    """What one rubric has and the other lacks."""
    return say(
        "Only the {side} rubric has {names}.", "Hanya rubrik {side} yang punya {names}.",
        side=SIDES[side], names=names,
    )  # fmt: skip


def only_reads(side: str, columns: str) -> Words:
    """Columns of the data that mean something to one rubric only."""
    return say(
        "Only the {side} rubric reads {columns}.", "Hanya rubrik {side} yang membaca {columns}.",
        side=SIDES[side], columns=columns,
    )  # fmt: skip


def told(side: str, count: int) -> Words:
    """The headline of what is wrong under one rubric or both."""
    if side == "both":
        return say("Told under both rubrics: {n}", "Menurut kedua rubrik: {n}", n=count)
    return say(
        "Told under the {side} rubric only: {n}",
        "Menurut rubrik {side} saja: {n}",
        side=SIDES[side],
        n=count,
    )


def titled(name: str, label: str) -> str:
    """A name with its label, where that says more.

    >>> titled("kategori", "Kategori mutu"), titled("kategori", "Kategori")
    ('kategori (Kategori mutu)', 'kategori')
    """
    return name if not label or label.casefold() == name.casefold() else f"{name} ({label})"


def _joined(parts: list[Words], between: str) -> Words:
    return say(
        between.join(part.read("en") for part in parts), between.join(part.read("id") for part in parts)
    )

"""What the shell says of its own accord, English and Indonesian side by side. Errors are in `problems`."""

from __future__ import annotations

from rubrikdsl import Words
from rubrikdsl import say

PROMPT, CONTINUED, AGAIN = "> ", ". ", ">> "
"""What stands before a line: one that is typed, one that goes on, one of a session that is opened."""
CANCELLED = say("cancelled", "dihentikan")
COMMANDS = say("Commands", "Perintah")
MORE = say("`help COMMAND` tells more.", "`bantuan PERINTAH` menjelaskan lebih lanjut.")
EXAMPLES = say("examples", "contoh")
ALSO = say("also", "juga")
SETTINGS = say("Settings", "Pengaturan")
VALUE = say("value", "nilai")
NAME = say("name", "nama")
NOTHING_TYPED = say("nothing was typed yet", "belum ada yang diketik")


def undone(line: str) -> Words:
    """A step that was taken back."""
    return say("undone: {line}", "dibatalkan: {line}", line=line)


def redone(line: str) -> Words:
    """A step that was done again."""
    return say("done again: {line}", "diulangi: {line}", line=line)


def opened(name: str, label: str) -> Words:
    """The rubric that is open now."""
    return say("{name}: {label}", "{name}: {label}", name=name, label=label)


def in_force(start: str, end: str) -> Words:
    """The days on which it is in force."""
    return say("in force {start} .. {end}", "berlaku {start} .. {end}", start=start, end=end)


def left_open(ambiguity: str, readings: str) -> Words:
    """An ambiguity that no reading was chosen for."""
    return say(
        "not settled: {ambiguity} ({readings}); `reading NAME` chooses",
        "belum ditentukan: {ambiguity} ({readings}); `tafsir NAMA` memilih",
        ambiguity=ambiguity,
        readings=readings,
    )


def loaded(files: str, rows: int) -> Words:
    """The data that are open now."""
    return say("{files}; rows: {rows}", "{files}; baris: {rows}", files=files, rows=rows)


RECORD = say("record", "rekaman")
BEFORE, AFTER = say("before", "sebelum"), say("after", "sesudah")


def changed(file: str) -> Words:
    """A file that was changed since it was read."""
    return say("{file} was changed and read again", "{file} berubah dan dibaca ulang", file=file)


def kept(file: str) -> Words:
    """A file that was changed and cannot be used as it is now."""
    return say(
        "{file} was changed and cannot be used; its last sound text stays",
        "{file} berubah dan tidak dapat dipakai; isinya yang terakhir benar tetap dipakai",
        file=file,
    )


def came(count: int, names: str) -> Words:
    """Records that are new."""
    return say("new records: {n} ({names})", "rekaman baru: {n} ({names})", n=count, names=names)


def went(count: int, names: str) -> Words:
    """Records that are gone."""
    return say("records gone: {n} ({names})", "rekaman hilang: {n} ({names})", n=count, names=names)


def moving(name: str, count: int, all: int) -> Words:
    """How many records have another value."""
    return say(
        "{name}: {n} of {all} records change",
        "{name}: {n} dari {all} rekaman berubah",
        name=name,
        n=count,
        all=all,
    )


def more(count: int) -> Words:
    """What a table leaves out."""
    return say("… and {n} more", "… dan {n} lagi", n=count)


def nothing_moved(all: int) -> Words:
    """An edit without effect on the data."""
    return say(
        "the results of all {all} records stay as they are",
        "hasil semua {all} rekaman tetap sama",
        all=all,
    )


SAFE, UNSAFE = say("safe", "aman"), say("may change the meaning", "dapat mengubah makna")
LINE, FINDING, REPAIR = say("line", "baris"), say("finding", "temuan"), say("repair", "perbaikan")
REPAIRS = say("Repairs", "Perbaikan")
ALL_SAFE = say("all safe repairs", "semua perbaikan yang aman")
HOW_TO_FIX = say(
    "`fix NUMBER` puts one in, `fix all` the safe ones; `undo` takes it back.",
    "`perbaiki NOMOR` menerapkan satu, `perbaiki semua` yang aman; `batal` mengembalikannya.",
)
NEW_SESSION = say(
    "a new session; `undo` returns to the one before", "sesi baru; `batal` kembali ke sesi sebelumnya"
)


def no_findings(file: str) -> Words:
    """A file that nothing is wrong with."""
    return say("{file}: no findings", "{file}: tidak ada temuan", file=file)


def nothing_to_fix(file: str) -> Words:
    """A file without repairs."""
    return say("{file}: there is nothing to fix", "{file}: tidak ada yang perlu diperbaiki", file=file)


def saved(file: str, lines: int) -> Words:
    """A session that was kept."""
    return say("{file}; lines: {lines}", "{file}; baris: {lines}", file=file, lines=lines)


def written(file: str, rows: int) -> Words:
    """A reply that went to a file."""
    return say("written to {file}; rows: {rows}", "ditulis ke {file}; baris: {rows}", file=file, rows=rows)


def replaced(file: str, rows: int) -> Words:
    """A reply that went to a file that was there."""
    return say(
        "written to {file} in place of what it held; rows: {rows}",
        "ditulis ke {file}, menggantikan isinya; baris: {rows}",
        file=file,
        rows=rows,
    )


def written_whole(file: str) -> Words:
    """A picture, or a text, that went to a file."""
    return say("written to {file}", "ditulis ke {file}", file=file)


def replaced_whole(file: str) -> Words:
    """The same to a file that was there."""
    return say(
        "written to {file} in place of what it held", "ditulis ke {file}, menggantikan isinya", file=file
    )


def not_again(file: str) -> Words:
    """A line of a session that is opened wrote to a file."""
    return say("{file} is not written again", "{file} tidak ditulis lagi", file=file)

"""All wording of what can be wrong with a line, English and Indonesian side by side."""

from __future__ import annotations

from rubrikdsl import Words
from rubrikdsl import nearest
from rubrikdsl import say

Said = tuple[Words, ...]
"""What is wrong, and then what to do."""


def _meant(word: str, known: tuple[str, ...], otherwise: Words | None = None) -> Said:
    meant = nearest(word, known)
    if meant is not None:
        return (say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant),)
    return () if otherwise is None else (otherwise,)


def unknown_command(word: str, known: tuple[str, ...]) -> Said:
    """A line that begins with no command, or with a part of one."""
    longer = [each for each in known if each.split()[0] == word.casefold()]
    if longer:
        return (
            say("`{word}` is only a part of a command", "`{word}` baru sebagian perintah", word=word),
            say("write `{all}`", "tulis `{all}`", all="`, `".join(longer)),
        )
    return (
        say("there is no command `{word}`", "tidak ada perintah `{word}`", word=word),
        *_meant(word, known, say("`help` lists them", "`bantuan` menampilkan semuanya")),
    )


def missing(name: Words, form: Words) -> Said:
    """A command without what it needs."""
    return (
        say("{name} is missing", "{name} belum disebut", name=name),
        say("write `{form}`", "tulis `{form}`", form=form),
    )


def surplus(form: Words) -> Said:
    """More than a command takes."""
    return (
        say("this is more than the command takes", "bagian ini tidak dipakai perintah ini"),
        say("write `{form}`", "tulis `{form}`", form=form),
    )


def twice(keyword: str) -> Said:
    """A keyword that stands twice."""
    return (say("`{keyword}` stands here twice", "`{keyword}` tertulis dua kali", keyword=keyword),)


def no_day(text: str) -> Said:
    """Not a date."""
    return (
        say("`{text}` is not a date", "`{text}` bukan tanggal", text=text),
        say("write year-month-day, as in 2024-12-31", "tulis tahun-bulan-tanggal, misalnya 2024-12-31"),
    )


def no_rubric() -> Said:
    """A question before any rubric is open."""
    return (
        say("no rubric is open", "belum ada rubrik yang dibuka"),
        say(
            "write `open FILE`, or the name of a stock rubric: `open kepatuhan.unit`",
            "tulis `buka BERKAS`, atau nama rubrik bawaan: `buka kepatuhan.unit`",
        ),
    )


def choose_text() -> Words:
    """What chooses among the texts of a rubric here."""
    return say("here `on DATE` and `reading NAME` choose", "di sini `pada TANGGAL` dan `tafsir NAMA` memilih")


def no_data() -> Said:
    """A question about records before there are any."""
    return (
        say("no data is open", "belum ada data yang dibuka"),
        say("write `data FILE`, as in `data units.csv`", "tulis `data BERKAS`, misalnya `data unit.csv`"),
    )


def no_unit(name: str, meant: str | None) -> Said:
    """No record of that name."""
    wrong = say("there is no record `{name}`", "tidak ada rekaman bernama `{name}`", name=name)
    if meant is None:
        return (wrong,)
    return wrong, say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant)


def nothing_to_undo() -> Said:
    """`undo` at the start."""
    return (say("there is nothing to undo", "tidak ada yang dapat dibatalkan"),)


def nothing_to_redo() -> Said:
    """`redo` where nothing was taken back."""
    return (say("there is nothing to redo", "tidak ada yang dapat diulangi"),)


def unknown_setting(word: str, known: tuple[str, ...]) -> Said:
    """`set` of something that is no setting."""
    return (
        say("there is no setting `{word}`", "tidak ada pengaturan `{word}`", word=word),
        *_meant(word, known, say("the settings: {all}", "pengaturannya: {all}", all=", ".join(known))),
    )


def bad_setting(name: str, value: str, choices: str) -> Said:
    """A setting with a value that it cannot have."""
    return (
        say("`{name}` cannot be `{value}`", "`{name}` tidak dapat berupa `{value}`", name=name, value=value),
        say("choose from: {all}", "pilihannya: {all}", all=choices),
    )


def no_width(text: str, least: int) -> Said:
    """A width that is none."""
    return (
        say(
            "`{text}` is not a number of columns from {least}",
            "`{text}` bukan jumlah kolom mulai {least}",
            text=text,
            least=least,
        ),
    )


def two_days(one: str, other: str) -> Said:
    """`NAME@DATE` and another `on`."""
    return (
        say("two days: {one} and {other}", "dua tanggal: {one} dan {other}", one=one, other=other),
        say("leave one of them out", "sebutkan salah satu saja"),
    )


def several_units(name: str, known: str) -> Said:
    """A part of a name that several records share."""
    return (
        say("`{name}` may be several records", "`{name}` dapat berarti beberapa rekaman", name=name),
        say("write one of: {known}", "tulis salah satu: {known}", known=known),
    )


def units_of_one_name(name: str) -> Said:
    """A name that several records have."""
    return (
        say("several records are called `{name}`", "beberapa rekaman bernama `{name}`", name=name),
        say(
            "`data FILE id COLUMN` takes the names from another column",
            "`data BERKAS pengenal KOLOM` memakai nama dari kolom lain",
        ),
    )


def edited_since(file: str) -> Said:
    """A file that says something else than when it was looked at."""
    return (
        say("{file} was changed meanwhile", "{file} sudah berubah sementara itu", file=file),
        say(
            "it stays as it is; mend it in your editor", "isinya dibiarkan; perbaiki di penyunting teks Anda"
        ),
    )


def nothing_safe(file: str) -> Said:
    """`fix all` where no repair is safe."""
    return (
        say("{file} has no safe repair", "{file} tidak punya perbaikan yang aman", file=file),
        say("`fix` lists the others", "`perbaiki` menampilkan yang lain"),
    )


def no_such_fix(text: str, count: int) -> Said:
    """`fix N` of a number that no repair has."""
    return (
        say("there is no repair `{text}`", "tidak ada perbaikan `{text}`", text=text),
        say("`fix` lists them: {n}", "`perbaiki` menampilkan semuanya: {n}", n=count),
    )


def no_session(file: str) -> Said:
    """A file that is no session."""
    return (
        say("{file} is not a session", "{file} bukan sesi", file=file),
        say(
            "its first line would be `# rubrik session en`; lines of commands run by `rubrik repl -f {file}`",
            "baris pertamanya `# rubrik session id`; perintah biasa dijalankan `rubrik repl -f {file}`",
            file=file,
        ),
    )


def no_session_there(file: str) -> Said:
    """`session save` over something else."""
    return (
        say("{file} is there and is not a session", "{file} sudah ada dan bukan sesi", file=file),
        say("give another name", "beri nama lain"),
    )


def session_in_session() -> Said:
    """A session with a line that opens one."""
    return (say("a session opens no other session", "sebuah sesi tidak membuka sesi lain"),)


def file_is_open(file: str) -> Said:
    """A reply that would take the place of what it is made from."""
    return (
        say("{file} is open here; it would be lost", "{file} dibuka di sini; isinya akan hilang", file=file),
        say("give another name", "beri nama lain"),
    )


def no_picture() -> Said:
    """A reply without any, and a file for pictures."""
    return (
        say("there is no picture to write", "tidak ada gambar untuk ditulis"),
        say("tables go to `.xlsx`, any reply to `.txt`", "tabel ke `.xlsx`, jawaban apa pun ke `.txt`"),
    )

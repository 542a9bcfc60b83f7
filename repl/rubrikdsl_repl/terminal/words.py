"""Wording of the terminal, in both languages."""

from __future__ import annotations

from rubrikdsl import Language
from rubrikdsl import Words
from rubrikdsl import say

NO_RUBRIC = say("no rubric open", "belum ada rubrik")
KEYS = say("F1 help  F2 panel", "F1 bantuan  F2 panel")


def told(
    version: str | None, data: str | None, records: int, scenarios: int
) -> tuple[Words | None, Words | None, Words | None]:
    """What the toolbar says of the text of a rubric, of the data and of the scenarios."""
    return (
        say("on {version}", "pada {version}", version=version) if version else None,
        say("{data}: {n}", "{data}: {n}", data=data, n=_count("record", "rekaman", records))
        if data
        else None,
        _count("scenario", "skenario", scenarios) if scenarios else None,
    )


def _count(en: str, id: str, n: int) -> Words:
    return Words(f"{n} {en}" if n == 1 else f"{n} {en}s", f"{n} {id}")


def took(seconds: float, language: Language) -> str:
    """How long a command took, as read at a glance: no result, so no exact number."""
    text = f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"
    return f"{text} s" if language == "en" else f"{text.replace('.', ',')} dtk"


def working(seconds: int, done: int, all: int) -> Words:
    """What stands on the screen while a command takes long; `all` 0: nobody knows how far it is."""
    if not all:
        return say("working, {s} s; Ctrl-C stops", "bekerja, {s} dtk; Ctrl-C menghentikan", s=seconds)
    return say(
        "working, {s} s: {done} of {all}; Ctrl-C stops",
        "bekerja, {s} dtk: {done} dari {all}; Ctrl-C menghentikan",
        s=seconds,
        done=done,
        all=all,
    )


def fault(name: str, place: str) -> Words:
    """A fault of the program; the session goes on."""
    return say(
        "a fault of rubrik itself, not of your work ({name} at {place}); the session is as it was before the"
        " line",
        "kesalahan pada rubrik sendiri, bukan pada pekerjaan Anda ({name} di {place}); sesi tetap seperti"
        " sebelum baris itu",
        name=name,
        place=place,
    )


RESTORED = say(
    "The line that the last session could not send stands here again.",
    "Baris yang belum sempat terkirim pada sesi terakhir ditampilkan kembali di sini.",
)


def cut_off(file: str) -> Words:
    """A session that did not end well."""
    return say(
        'The last session was cut off. `session open "{file}"` asks again what it asked.',
        'Sesi terakhir terputus. `sesi buka "{file}"` menanyakan lagi isinya.',
        file=file,
    )


HELP = say("help", "bantuan")

TIP = say("Tip: {tip}. `set tips off` hides tips.", "Kiat: {tip}. `atur kiat tidak` menyembunyikan kiat.")
TIPS: tuple[Words, ...] = (
    say("Tab opens the menu", "Tab membuka menu"),
    say("F2 shows what the rubric says", "F2 menampilkan isi rubrik"),
    say("F1 explains the command", "F1 menerangkan perintah"),
    say("→ takes the grey suggestion", "→ menerima saran abu-abu"),
    say("Ctrl-R finds earlier lines", "Ctrl-R mencari baris terdahulu"),
    say("Ctrl-X Ctrl-E opens your editor", "Ctrl-X Ctrl-E membuka penyunting"),
    say("Ctrl-Y brings back a dropped line", "Ctrl-Y mengembalikan baris"),
)
"""Short, so that the sentence fits into 80 columns."""


def tip(number: int) -> Words:
    """One of the tips, whatever the number."""
    chosen = TIPS[number % len(TIPS)]
    return Words(TIP.en.format(tip=chosen.en), TIP.id.format(tip=chosen.id))

"""`rubrik verify`: what a rubric can and cannot do, proved before it is used."""

from __future__ import annotations

from argparse import Namespace

from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.cli.moments import MOMENT
from rubrikdsl.cli.score import CHOOSE
from rubrikdsl.cli.score import RUBRIC
from rubrikdsl.cli.score import form_of
from rubrikdsl.diagnostics.wording import say

COMMAND = Command(
    "verify",
    say("prove what a rubric can and cannot do", "buktikan apa yang dapat dan tidak dapat terjadi"),
    (RUBRIC,),
    (
        Option(
            ("--format",),
            say(
                "text or json (default: by the output file's name, else text)",
                "text atau json (bawaan: menurut nama berkas keluaran, selain itu text)",
            ),
            ("FORMAT",),
            ("text", "json"),
        ),
        Option(
            ("--below",),
            say(
                "ask what makes up for a part whose share is below this (of 100), not for one at its lowest",
                "tanyakan apa yang dapat menutupi bagian yang bernilai di bawah ini (dari 100), bukan yang"
                " bernilai terendah",
            ),
            ("PERCENT",),
        ),
        CHOOSE,
        *MOMENT,
        OUTPUT,
    ),
    say(
        "Every complete record gets a score on the scale, one band and one row; every band, row, gate, bonus"
        " and limit can happen, else what makes it dead; a better answer never lowers the score, a class or"
        " an outcome; weights add up in every case; what the best class still is with one part or one leaf at"
        " its lowest; what the rubric says by `assert`. Each claim is proved, refuted by an assessment that"
        " `rubrik score` takes, or not decided, with what was covered. All editions and readings, unless a"
        " day or a reading is chosen. Exit code 1 if a required claim is refuted.",
        "Setiap rekaman lengkap mendapat nilai dalam skala, satu rentang, dan satu baris; setiap rentang,"
        " baris, syarat, bonus, dan pembatasan dapat terjadi, atau apa yang mematikannya; jawaban yang lebih"
        " baik tidak pernah menurunkan nilai, kategori, atau hasil; bobot berjumlah tepat dalam setiap"
        " kasus; kategori terbaik yang masih mungkin bila satu bagian atau satu butir pada nilai terendahnya;"
        " yang ditulis dengan `pastikan`."
        " Tiap pernyataan terbukti, terbantah dengan contoh penilaian yang diterima `rubrik score`,"
        " atau belum diputus, beserta yang sudah dicakup. Semua edisi dan tafsir, kecuali tanggal atau"
        " tafsirnya dipilih."
        " Kode keluar 1 bila pernyataan wajib terbantah.",
    ),
    (
        "rubrik verify kepatuhan.unit",
        "rubrik verify unit.rubrik --below 60%",
        "rubrik verify unit.rubrik --format json -o bukti.json",
    ),
)


def run(arguments: Namespace, console: Console) -> int:
    """Verify every text that is meant."""
    from rubrikdsl.cli.moments import meant
    from rubrikdsl.cli.moments import moment
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import percentage
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.cli.scoring import absent
    from rubrikdsl.cli.scoring import held_by
    from rubrikdsl.cli.scoring import pick_offer
    from rubrikdsl.source import NOWHERE
    from rubrikdsl.source import Place
    from rubrikdsl.workspace.moments import MomentError
    from rubrikdsl.workspace.verify import texts_of
    from rubrikdsl.workspace.verify import verified

    below = None if arguments.below is None else percentage("--below", arguments.below) / 100
    apart([arguments.rubric_], arguments.output)
    space, when = workspace(arguments), moment(arguments)
    held = held_by(arguments.rubric_, space, console, when)
    if held is None:
        return console.code
    offer = pick_offer(held, arguments.rubric)
    try:
        texts = texts_of(offer, meant(held, when))
    except MomentError as wrong:
        absent(wrong, console)
        return console.code
    found = verified(texts, below)
    if found.fails:
        console.worse(FINDINGS)

    def where(place: Place) -> str:
        place = space.origin(place)
        source = space.sources.get(place.file)
        if place == NOWHERE or source is None:
            return ""
        return f"{source.name}:{source.position(place.start)[0]}"

    form = arguments.format or form_of(arguments.output, ("json",), "text")
    if form == "json":
        from rubrikdsl.studies.verify.machine import to_json

        emit(to_json(found.texts, console.language, where), arguments.output, console)
    else:
        from rubrikdsl.studies.verify.text import to_text

        text = to_text(tuple(each for each, _ in found.texts), console.language, where)
        emit(text, arguments.output, console, exact=False)
    return console.code

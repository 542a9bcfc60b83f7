"""All wording of the command line's own messages, English and Indonesian side by side.

Usage errors are pairs: what is wrong, and what to do (or None).
"""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

Said = tuple[Words, Words | None]


def no_command() -> Said:
    """Nothing but options before the end."""
    return say("no command given", "perintah belum disebut"), None


def unknown_command(word: str, commands: tuple[str, ...]) -> Said:
    """A first word that is no command."""
    meant = nearest(word, commands)
    return (
        say("there is no command `{word}`", "tidak ada perintah `{word}`", word=word),
        say("did you mean `rubrik {meant}`?", "mungkin maksudnya `rubrik {meant}`?", meant=meant)
        if meant
        else say("the commands are: {all}", "perintah yang ada: {all}", all=", ".join(commands)),
    )


def unknown_option(flag: str, flags: tuple[str, ...], command: str = "") -> Said:
    """An option that the command does not take."""
    meant = nearest(flag, flags)
    of = f"rubrik {command}".strip()
    return (
        say("`{of}` has no option `{flag}`", "`{of}` tidak punya opsi `{flag}`", of=of, flag=flag),
        say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant) if meant else None,
    )


def misused_option(flag: str, values: tuple[str, ...]) -> Said:
    """A value missing after an option, or one given to a switch."""
    if not values:
        return say("`{flag}` takes no value", "`{flag}` tidak memakai nilai", flag=flag), None
    form = " ".join((flag, *values))
    return (
        say("`{flag}` lacks its value", "nilai untuk `{flag}` belum diberikan", flag=flag),
        say("write `{form}`", "tulis `{form}`", form=form),
    )


def missing_option(flag: str, values: tuple[str, ...], help: Words) -> Said:
    """An option that the command cannot do without."""
    return (
        say("`{flag}` is missing", "`{flag}` belum diberikan", flag=flag),
        say("{form}: {help}", "{form}: {help}", form=" ".join((flag, *values)), help=help),
    )


def misread() -> Said:
    """Anything else that argparse does not take."""
    return say("the arguments cannot be understood", "argumen perintah ini tidak dapat dipahami"), None


def unknown_choice(flag: str, value: str, choices: tuple[str, ...]) -> Said:
    """A value that is none of the choices."""
    meant = nearest(value, choices)
    return (
        say("`{flag}` cannot be `{value}`", "`{flag}` tidak dapat berupa `{value}`", flag=flag, value=value),
        say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant)
        if meant
        else say("choose from: {all}", "pilihannya: {all}", all=", ".join(choices)),
    )


def missing_argument(name: str, help: Words) -> Said:
    """A required argument is not there."""
    return (
        say("{name} is missing", "{name} belum diberikan", name=name),
        say("{name}: {help}", "{name}: {help}", name=name, help=help),
    )


def surplus_argument(value: str) -> Said:
    """One argument more than the command takes."""
    return say("`{value}` is one argument too many", "argumen `{value}` berlebih", value=value), None


def bad_date(value: str) -> Said:
    """`--on` is no date."""
    return (
        say("`{value}` is not a date", "`{value}` bukan tanggal", value=value),
        say(
            "write year-month-day, as in 2024-12-31",
            "tulis tahun-bulan-tanggal, misalnya 2024-12-31",
        ),
    )


def bad_limit(value: str, names: tuple[str, ...]) -> Said:
    """`--limit` or a variable of the environment is not NAME=N of a limit."""
    return (
        say("`{value}` is not a limit", "`{value}` bukan batas yang dikenal", value=value),
        say(
            "write NAME=N with a whole number above zero; the names are: {all}",
            "tulis NAMA=N dengan bilangan bulat di atas nol; namanya: {all}",
            all=", ".join(names),
        ),
    )


def only_one_stdin() -> Said:
    """`-` stands twice."""
    return say(
        "`-` (standard input) can be read only once", "`-` (masukan baku) hanya dapat dibaca sekali"
    ), None


def output_is_input(name: str) -> Said:
    """`-o` names the rubric or the data."""
    return (
        say("{name} is read here; it would be lost", "{name} dibaca di sini; isinya akan hilang", name=name),
        say("give `-o` another name", "beri `-o` nama lain"),
    )


def may_be_filled(name: str) -> Said:
    """`new -o` names a file that says something else."""
    return (
        say(
            "{name} is there already and may be filled in",
            "{name} sudah ada dan mungkin sudah diisi",
            name=name,
        ),
        say("give `-o` another name, or remove it", "beri `-o` nama lain, atau hapus berkas itu"),
    )


def exclude_each_other(one: str, other: str) -> Said:
    """Two options that cannot be given together."""
    return (
        say(
            "`{one}` and `{other}` exclude each other",
            "`{one}` dan `{other}` tidak dapat bersama",
            one=one,
            other=other,
        ),
        None,
    )


def collection_alone() -> Said:
    """`--collection` where no rows are put together."""
    return (
        say(
            "`--collection` says where rows belong that `--by` or `--by-split` puts together",
            "`--collection` menyebut kumpulan bagi baris yang digabung `--by` atau `--by-split`",
        ),
        say("add `--by COLUMN`", "tambahkan `--by KOLOM`"),
    )


def two_days(one: str, other: str) -> Said:
    """`NAME@DATE` and another `--on`."""
    return (
        say("two days: {one} and {other}", "dua tanggal: {one} dan {other}", one=one, other=other),
        say("leave one of them out", "sebutkan salah satu saja"),
    )


def other_format(ending: str, known: tuple[str, ...]) -> Said:
    """`-o` names a format that the command does not write."""
    listed = " ".join(f"`.{each}`" for each in known)
    return (
        say("`.{ending}` is not written here", "`.{ending}` tidak ditulis di sini", ending=ending),
        say(
            "end the name with one of {known}; `.txt` for a text",
            "akhiri namanya dengan {known}; `.txt` untuk teks",
            known=listed,
        ),
    )


def not_for_a_screen(form: str) -> Said:
    """A workbook, say, would go to the terminal."""
    return (
        say(
            "a terminal cannot show the format {form}",
            "terminal tidak dapat menampilkan format {form}",
            form=form,
        ),
        say("name a file: -o results.{form}", "sebutkan berkas: -o hasil.{form}", form=form),
    )


def stdin_cannot_be_mended() -> Said:
    """`check --fix -`."""
    return (
        say("standard input cannot be mended in place", "masukan baku tidak dapat diperbaiki di tempat"),
        say("name a file, or use `--diff`", "sebutkan berkas, atau pakai `--diff`"),
    )


def repaired(file: str, count: int) -> Words:
    """What `check --fix` did to a file."""
    return say("{file}: repaired: {count}", "{file}: diperbaiki: {count}", file=file, count=count)


def assertions_typed(count: int) -> Words:
    """What `check` does not do with assertions."""
    return say(
        "{n} `assert` typed, not proved: that is what `rubrik verify` does",
        "{n} `pastikan` diperiksa jenisnya, belum dibuktikan: itu tugas `rubrik verify`",
        n=count,
    )


def several_rubrics(file: str, names: tuple[str, ...]) -> Said:
    """A file with several rubrics, and none chosen."""
    return (
        say("{file} holds {n} rubrics", "{file} memuat {n} rubrik", file=file, n=len(names)),
        say(
            "choose one with `--rubric NAME`: {all}",
            "pilih salah satu dengan `--rubric NAMA`: {all}",
            all=", ".join(names),
        ),
    )


def no_such_rubric(file: str, name: str, names: tuple[str, ...]) -> Said:
    """`--rubric NAME` names none of the file."""
    meant = nearest(name, names)
    return (
        say("{file} has no rubric `{name}`", "{file} tidak memuat rubrik `{name}`", file=file, name=name),
        say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant)
        if meant
        else say("it holds: {all}", "isinya: {all}", all=", ".join(names)),
    )


def no_rubrics(file: str) -> Said:
    """A file without any rubric."""
    return say("{file} holds no rubric", "{file} tidak memuat rubrik", file=file), None


def no_such_record(name: str, names: tuple[str, ...]) -> Said:
    """`explain --record NAME` names none of the data."""
    meant = nearest(name, names)
    return (
        say("there is no record `{name}`", "tidak ada rekaman bernama `{name}`", name=name),
        say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant) if meant else None,
    )


def no_such_ranking(rubric: str, name: str | None, names: tuple[str, ...]) -> Said:
    """`rank` of a rubric without rankings, or `--ranking NAME` that is none of them."""
    if not names:
        return (
            say("{rubric} has no ranking", "{rubric} tidak punya peringkat", rubric=rubric),
            say(
                "add one to the rubric: `ranking NAME by VALUE ties share`",
                "tambahkan ke rubriknya: `peringkat NAMA menurut NILAI seri bersama`",
            ),
        )
    return (
        say(
            "{rubric} has no ranking `{name}`",
            "{rubric} tidak punya peringkat `{name}`",
            rubric=rubric,
            name=name or "",
        ),
        say("its rankings: {all}", "peringkatnya: {all}", all=", ".join(names)),
    )


def not_a_count(option: str, text: str) -> Said:
    """A number of things that is none."""
    return (
        say(
            "`{option}` takes a whole number from 1, not `{text}`",
            "`{option}` memerlukan bilangan bulat mulai 1, bukan `{text}`",
            option=option,
            text=text,
        ),
        None,
    )


def not_a_distance(option: str, text: str) -> Said:
    """A distance that is no number, or below zero."""
    return (
        say(
            "`{option}` takes a number from 0, not `{text}`",
            "`{option}` memerlukan bilangan mulai 0, bukan `{text}`",
            option=option,
            text=text,
        ),
        say("write it as 0.5", "tulis misalnya 0,5"),
    )


def not_a_percentage(option: str, text: str) -> Said:
    """A percentage that is none, or beyond 0 to 100."""
    return (
        say(
            "`{option}` takes a number from 0 to 100, not `{text}`",
            "`{option}` memerlukan bilangan 0 sampai 100, bukan `{text}`",
            option=option,
            text=text,
        ),
        say("write it as 80", "tulis misalnya 80"),
    )


def below_least(rubric: str, least: Fraction, found: Fraction) -> Words:
    """The examples of a rubric exercise less than `--min` asks."""
    return say(
        "the examples of {rubric} exercise {found}%, less than {least}%",
        "contoh {rubric} mencoba {found}%, kurang dari {least}%",
        rubric=rubric,
        found=found,
        least=least,
    )


def progress(done: int, all: int) -> Words:
    """How far long work is."""
    return say("scored {done} of {all} records", "dinilai {done} dari {all} rekaman", done=done, all=all)


def rows_scored(done: int, all: int, seconds: float) -> Words:
    """How far scoring from file to file is: rows, how fast, and how long the others will take."""
    speed = int(done / seconds) if seconds > 0 else 0
    left = round((all - done) / speed) if speed else 0
    return say(
        "scored {done} of about {all} rows · {speed} rows/s · {minutes}:{seconds} left",
        "dinilai {done} dari sekitar {all} baris · {speed} baris/dtk · sisa {minutes}:{seconds}",
        done=_grouped(done),
        all=_grouped(max(all, done)),
        speed=_grouped(speed),
        minutes=str(left // 60),
        seconds=f"{left % 60:02}",
    )


def _grouped(number: int) -> str:
    """A whole number in groups of three, as both languages read it."""
    return f"{number:,}".replace(",", " ")


def meant_file(near: str) -> Words:
    """A file that is not there, and one that may have been meant."""
    return say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near)


def nothing_written(output: str) -> Words:
    """Data that could not be read to their end."""
    return say(
        "nothing was written to {file}: results of a part of the data would look like all of them",
        "tidak ada yang ditulis ke {file}: hasil dari sebagian data akan tampak seperti seluruhnya",
        file=output,
    )


MAKE_FOLDER = say(
    "make it first, or name one that is there", "buat dahulu foldernya, atau sebut yang sudah ada"
)
ASK_ACCESS = say("ask for access, or name another file", "minta akses, atau sebut berkas lain")
ELSEWHERE = say("name another place", "sebut tempat lain")
ANY_SIZE = say(
    "data of any size go into a file: `-o results.csv` (or .parquet, .arrow, .json)",
    "data sebesar apa pun dapat ditulis ke berkas: `-o hasil.csv` (atau .parquet, .arrow, .json)",
)
PART_WRITTEN = say(
    "what stands on standard output are results of a part of the data only: do not use them",
    "yang ada di keluaran baku hanyalah hasil dari sebagian data: jangan dipakai",
)


def more_problems(rows: int, all: int, output: str | None) -> Words:
    """Records with problems, of which only the first were told; no output is standard output."""
    if output is None:
        return say(
            "{rows} of {all} records have problems; `problems` of each result has all of them:",
            "{rows} dari {all} rekaman bermasalah; `problems` pada tiap hasil memuat semuanya:",
            rows=_grouped(rows),
            all=_grouped(all),
        )
    return say(
        "{rows} of {all} records have problems; the column `problems` of {file} has all of them:",
        "{rows} dari {all} rekaman bermasalah; kolom `problems` di {file} memuat semuanya:",
        rows=_grouped(rows),
        all=_grouped(all),
        file=output,
    )


def other_problems(count: int) -> Words:
    """Problems beyond those that were told in full."""
    return say(
        "{count} further problems; the column `problems` has all of them:",
        "{count} masalah lain; kolom `problems` memuat semuanya:",
        count=_grouped(count),
    )


def so_many(code: str, count: int) -> Words:
    """How many records have a problem."""
    return say("  {count}  {code}", "  {count}  {code}", count=_grouped(count).rjust(11), code=code)


def scored_slowly(count: int, all: int) -> Words:
    """Records that columns do not take."""
    return say(
        "{count} of {all} records were scored one by one, which takes longer; their results are the same",
        "{count} dari {all} rekaman dinilai satu per satu, yang lebih lama; hasilnya sama",
        count=_grouped(count),
        all=_grouped(all),
    )


WITHOUT_WARNINGS = say(
    "warnings of single records (a default that was used, an assertion that does not hold, a name that stands"
    " twice) are told of small data only",
    "peringatan atas satu rekaman (nilai baku yang dipakai, pernyataan yang tidak terpenuhi, nama yang muncul"
    " dua kali) hanya disebut untuk data kecil",
)


def changes_tried(done: int, all: int) -> Words:
    """How far `test --mutate` is."""
    return say("tried {done} of {all} changes", "dicoba {done} dari {all} perubahan", done=done, all=all)


def goes_with(one: str, other: str) -> Said:
    """An option that says something only together with another."""
    return (
        say("`{one}` goes with `{other}`", "`{one}` dipakai bersama `{other}`", one=one, other=other),
        say("write both", "tulis keduanya"),
    )


def one_copy() -> Said:
    """`test --write -o` with several files."""
    return (
        say("`-o` takes a copy of one file, not of several", "`-o` menyalin satu berkas, bukan beberapa"),
        say("test one file at a time, or use `--append`", "uji satu per satu, atau pakai `--append`"),
    )


def is_there(name: str) -> Said:
    """`test --write -o` names a file that exists."""
    return (
        say("{name} is there already", "{name} sudah ada", name=name),
        say("give `-o` another name, or remove it", "beri `-o` nama lain, atau hapus berkas itu"),
    )


def examples_written(name: str, count: int, changes: int) -> Words:
    """What proposed examples notice."""
    return say(
        "examples for {name}: {count}, for {changes} changes that went unnoticed; confirm each of them",
        "contoh untuk {name}: {count}, bagi {changes} perubahan yang tadinya lolos; pastikan satu per satu",
        name=name,
        count=count,
        changes=changes,
    )


def nothing_to_write(name: str) -> Words:
    """All changes are noticed already."""
    return say(
        "no more examples for {name}: they would notice nothing more",
        "tidak perlu contoh lagi untuk {name}: tidak ada perubahan lain yang akan ketahuan",
        name=name,
    )


def not_written(name: str, why: Words) -> Words:
    """Why there are no examples for a text."""
    return say("no examples for {name}: {why}", "tidak ada contoh untuk {name}: {why}", name=name, why=why)


def still_unnoticed(name: str, count: int) -> Words:
    """Changes that no example was found for."""
    return say(
        "changes of {name} for which neither an example nor a proof was found: {count}",
        "perubahan {name} yang belum ada contohnya dan belum terbukti tidak mengubah apa pun: {count}",
        name=name,
        count=count,
    )


def examples_added(file: str, count: int) -> Words:
    """Examples that were added to a file."""
    return say("added to {file}: {count}", "ditambahkan ke {file}: {count}", file=file, count=count)


def no_such_code(code: str, codes: tuple[str, ...]) -> Said:
    """`codes CODE` is no code."""
    meant = nearest(code, codes)
    return (
        say("there is no finding `{code}`", "tidak ada temuan `{code}`", code=code),
        say("did you mean `{meant}`?", "mungkin maksudnya `{meant}`?", meant=meant)
        if meant
        else say("`rubrik codes` lists them all", "`rubrik codes` menampilkan semuanya"),
    )


def usage_line(command: str) -> Words:
    """Where to read on."""
    call = f"rubrik {command} --help" if command else "rubrik --help"
    return say("see `{call}`", "lihat `{call}`", call=call)


STANDARD_OUTPUT = say("standard output", "keluaran baku")


def unreadable(file: str, reason: Words) -> Words:
    """A file that could not be read or written."""
    return say("{file}: {reason}", "{file}: {reason}", file=file, reason=reason)


def own_fault(what: str, where: str, version: str, python: str, command: str) -> Words:
    """The program itself failed."""
    return say(
        "rubrik failed; this is our fault, not that of your rubric or data.\n"
        "Please report these lines (and the files, if you may share them):\n"
        "  version  {version}\n"
        "  python   {python}\n"
        "  command  {command}\n"
        "  where    {where}\n"
        "  what     {what}\n"
        "Set RUBRIK_DEBUG=1 to see the whole trace.",
        "rubrik gagal; ini kesalahan program, bukan kesalahan rubrik atau data Anda.\n"
        "Mohon laporkan baris berikut (beserta berkasnya, bila boleh dibagikan):\n"
        "  versi    {version}\n"
        "  python   {python}\n"
        "  perintah {command}\n"
        "  letak    {where}\n"
        "  sebab    {what}\n"
        "Atur RUBRIK_DEBUG=1 untuk melihat jejak lengkapnya.",
        what=what,
        where=where,
        version=version,
        python=python,
        command=command,
    )


def no_rubric_files() -> Words:
    """A folder without rubrics."""
    return say("this folder has no `.rubrik` file", "folder ini tidak memuat berkas `.rubrik`")


def example_outcome(passed: bool, rubric: str, title: str) -> Words:
    """One line per example."""
    if passed:
        return say("passed  {rubric}: {title}", "lulus   {rubric}: {title}", rubric=rubric, title=title)
    return say("FAILED  {rubric}: {title}", "GAGAL   {rubric}: {title}", rubric=rubric, title=title)


def examples_run(passed: int, failed: int) -> Words:
    """The sum of all examples."""
    return say(
        "{passed} passed, {failed} failed",
        "{passed} lulus, {failed} gagal",
        passed=passed,
        failed=failed,
    )

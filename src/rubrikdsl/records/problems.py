"""All wording about data: files, columns, cells. A problem of a cell is completed with its place by `at`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import to_text
from rubrikdsl.records.domains import describe
from rubrikdsl.records.domains import written
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import SHARE
from rubrikdsl.semantics.terms import Domain

_LONGEST = 60


def at(problem: Problem, record: str, file: str, row: int | None, column: str, value: str) -> Problem:
    """The problem with the place of its cell."""
    return replace(problem, record=record, file=file, row=row, column=column, value=_cut(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _error(code: str, message: Words, *helps: Words) -> Problem:
    return Problem(code, "error", message, helps=helps)


def _of_file(code: str, file: str, row: int | None, message: Words, *helps: Words) -> Problem:
    return Problem(code, "error", message, file=file, row=row, helps=helps)


# Files


def empty_file(file: str) -> Problem:
    """Nothing in it."""
    return _of_file(
        "data-empty",
        file,
        None,
        say("the file is empty", "berkas ini kosong"),
        say(
            "`rubrik new` writes an assessment to fill in",
            "`rubrik new` menulis lembar penilaian untuk diisi",
        ),
    )


def no_rows(file: str) -> Problem:
    """A header and nothing below it."""
    return _of_file(
        "data-empty",
        file,
        1,
        say("there is a header but no row below it", "ada kepala kolom, tetapi tidak ada baris di bawahnya"),
        say("write one row for each record", "tulis satu baris untuk tiap rekaman"),
    )


def no_records(file: str) -> Problem:
    """JSON that is neither an object nor a list of objects."""
    return _of_file(
        "data-shape",
        file,
        None,
        say("the file holds no records", "berkas ini tidak memuat rekaman"),
        say("write one object, or a list of objects", "tulis satu objek, atau senarai objek"),
    )


def no_record(file: str, row: int | None) -> Problem:
    """Among records something that has no names and values."""
    return _of_file(
        "data-shape",
        file,
        row,
        say("this is no record of names and values", "ini bukan rekaman berisi nama dan nilai"),
        say("write it as an object", "tulis sebagai objek"),
    )


def too_large(file: str, size: int, most: int) -> Problem:
    """More bytes than the limit."""
    return _of_file(
        "data-too-large",
        file,
        None,
        say(
            "the file has {size} bytes; the limit is {most}",
            "berkas ini {size} bita; batasnya {most}",
            size=size,
            most=most,
        ),
        say("split it, or raise the limit", "pecah berkasnya, atau naikkan batasnya"),
    )


def too_many_rows(file: str, row: int | None, most: int) -> Problem:
    """More rows than the limit."""
    return _of_file(
        "data-too-large",
        file,
        row,
        say(
            "more than {most} rows; the rest is not read",
            "lebih dari {most} baris; sisanya tidak dibaca",
            most=most,
        ),
        say("split the file, or raise the limit", "pecah berkasnya, atau naikkan batasnya"),
    )


def too_deep(file: str) -> Problem:
    """Nested beyond the limit."""
    return _of_file(
        "data-too-deep",
        file,
        None,
        say("values are nested too deeply", "nilai bersarang terlalu dalam"),
        say("write names and values, units as lists", "tulis nama dan nilai, unit sebagai senarai"),
    )


def too_long(file: str) -> Problem:
    """A number of too many digits."""
    return _of_file(
        "number-too-long",
        file,
        None,
        say("a number has too many digits", "ada bilangan dengan terlalu banyak angka"),
    )


def not_utf8(file: str, row: int) -> Problem:
    """Bytes of another encoding."""
    return _of_file(
        "data-encoding",
        file,
        row,
        say("the file is not written in UTF-8", "berkas ini tidak ditulis dalam UTF-8"),
        say(
            "save it again as `CSV UTF-8`; it may be Windows-1252 now",
            "simpan ulang sebagai `CSV UTF-8`; sekarang mungkin Windows-1252",
        ),
    )


def not_text(file: str, row: int) -> Problem:
    """A zero byte: a spreadsheet or another binary file."""
    return _of_file(
        "data-encoding",
        file,
        row,
        say("the file is not text", "berkas ini bukan teks"),
        say("export the sheet as `CSV UTF-8`", "ekspor lembarnya sebagai `CSV UTF-8`"),
    )


# TOML and JSON


def not_toml(file: str, row: int, line: str) -> Problem:
    """A line that TOML cannot read, with what people most often mean."""
    return _of_file(
        "data-unreadable",
        file,
        row,
        say("this line cannot be read as TOML", "baris ini tidak dapat dibaca sebagai TOML"),
        *_toml_help(line),
    )


def _toml_help(line: str) -> tuple[Words, ...]:
    key, equals, value = (part.strip() for part in line.partition("="))
    if not equals or not key:
        return (say("write `name = value`, one a line", "tulis `nama = nilai`, satu per baris"),)
    if " " in key and '"' not in key:
        return (
            say('put the name in quotes: `"{key}"`', 'beri tanda kutip pada namanya: `"{key}"`', key=key),
        )
    if value.replace(",", "", 1).isdigit():
        better = value.replace(",", ".")
        return (say("write `{key} = {v}`", "tulis `{key} = {v}`", key=key, v=better),)
    if value and value[0] not in "\"'[{":
        return (
            say(
                'put the value in quotes: `{key} = "{v}"`',
                'beri tanda kutip: `{key} = "{v}"`',
                key=key,
                v=_cut(value),
            ),
        )
    return (
        say(
            "look for a quote or bracket that is not closed",
            "periksa tanda kutip atau kurung yang belum ditutup",
        ),
    )


def not_json(file: str, row: int, column: int) -> Problem:
    """Text that JSON cannot read."""
    return _of_file(
        "data-unreadable",
        file,
        row,
        say(
            "this cannot be read as JSON, from character {n} of the line",
            "ini tidak dapat dibaca sebagai JSON, mulai karakter ke-{n} baris ini",
            n=column,
        ),
    )


def mixed_list(file: str, row: int | None, key: str) -> Problem:
    """A list of tables and of plain values."""
    return _of_file(
        "data-shape",
        file,
        row,
        say("`{key}` mixes records and values", "`{key}` mencampur rekaman dan nilai", key=_cut(key)),
    )


def key_twice(file: str, row: int | None, key: str) -> Problem:
    """A key that stands twice in one record."""
    return _of_file(
        "column-twice",
        file,
        row,
        say("`{key}` stands twice", "`{key}` ditulis dua kali", key=_cut(key)),
        say("keep one of the two", "pertahankan salah satu"),
    )


def beside_records(file: str, key: str) -> Problem:
    """A key beside `[[record]]`, which would belong to no record."""
    return _of_file(
        "data-shape",
        file,
        None,
        say("`{key}` stands outside the records", "`{key}` berada di luar semua rekaman", key=_cut(key)),
        say("write it inside each `[[record]]`", "tulis di dalam tiap `[[record]]`"),
    )


# CSV


def separator_unknown(file: str, found: str) -> Problem:
    """A `sep=` line with something else."""
    return _of_file(
        "separator-unclear",
        file,
        1,
        say(
            "`sep={found}` names no separator", "`sep={found}` bukan pemisah yang dikenal", found=_cut(found)
        ),
        say("use `,`, `;` or a tab", "gunakan `,`, `;` atau tab"),
    )


def separator_unclear(file: str, fitting: Sequence[str]) -> Problem:
    """Several separators fit every row."""
    shown = ", ".join("tab" if s == "\t" else f"`{s}`" for s in fitting)
    return _of_file(
        "separator-unclear",
        file,
        1,
        say("several separators fit: {list}", "beberapa pemisah cocok: {list}", list=shown),
        say("write `sep={s}` on the first line", "tulis `sep={s}` pada baris pertama", s=fitting[-1]),
    )


def quoting(file: str, row: int) -> Problem:
    """A quoted cell that does not end as one."""
    return _of_file(
        "quote-unclosed",
        file,
        row,
        say("a quoted cell does not end properly", "sel bertanda kutip tidak ditutup dengan benar"),
        say(
            'close it with `"`, and write `""` for a quote inside; nothing after it was read',
            'tutup dengan `"`, dan tulis `""` untuk kutip di dalamnya; sesudahnya tidak dibaca',
        ),
    )


def cell_too_long(file: str, row: int) -> Problem:
    """A cell beyond what the reader takes."""
    return _of_file(
        "data-too-large",
        file,
        row,
        say(
            "a cell of this row is too long; nothing after it was read",
            "satu sel di baris ini terlalu panjang; sesudahnya tidak dibaca",
        ),
        say("look for a quote that is not closed", "periksa tanda kutip yang belum ditutup"),
    )


def empty_header(file: str, row: int) -> Problem:
    """A first row without names."""
    return _of_file(
        "header-empty",
        file,
        row,
        say("the first row names no column", "baris pertama tidak menamai satu kolom pun"),
        say("begin with the names of the columns", "mulai dengan nama-nama kolom"),
    )


def title_above(file: str, row: int, names: int) -> Problem:
    """A title where the names of the columns belong."""
    return _of_file(
        "header-empty",
        file,
        row,
        say(
            "the first row names one column only; row {n} seems to name them",
            "baris pertama hanya menamai satu kolom; tampaknya baris {n} yang menamai",
            n=names,
        ),
        say("remove what stands above the names", "hapus yang ada di atas nama-nama kolom"),
    )


def column_twice(file: str, row: int, name: str) -> Problem:
    """Two columns of one name."""
    return _of_file(
        "column-twice",
        file,
        row,
        say("two columns are named `{name}`", "dua kolom bernama `{name}`", name=_cut(name)),
        say("rename or remove one", "ganti nama atau hapus salah satu"),
    )


def nameless_column(file: str, row: int, number: int) -> Problem:
    """A column with cells and no name."""
    return Problem(
        "header-empty",
        "warning",
        say("column {n} has no name and is not read", "kolom {n} tidak bernama dan tidak dibaca", n=number),
        file=file,
        row=row,
        helps=(say("name it, or remove it", "beri nama, atau hapus"),),
    )


def uneven_row(file: str, row: int, found: int, wanted: int, separator: str) -> Problem:
    """A row with more or fewer cells than the header."""
    helps = (
        (
            say(
                'put a number with a decimal comma in quotes: `"49,85"`',
                'beri tanda kutip pada bilangan berkoma desimal: `"49,85"`',
            ),
        )
        if separator == "," and found > wanted
        else ()
    )
    return _of_file(
        "row-uneven",
        file,
        row,
        say(
            "the row has {found} cells, the header {wanted}",
            "baris ini {found} sel, kepala kolomnya {wanted}",
            found=found,
            wanted=wanted,
        ),
        *helps,
    )


# Columns


def unknown_column(file: str, row: int | None, column: str, near: str) -> Problem:
    """A column that nothing has the name of, though something nearly has."""
    return Problem(
        "column-unknown",
        "warning",
        say(
            "`{column}` names nothing here and is not read",
            "`{column}` tidak dikenal dan tidak dibaca",
            column=_cut(column),
        ),
        file=file,
        row=row,
        column=column,
        helps=(say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),),
    )


def columns_not_read(file: str, columns: Sequence[str]) -> Problem:
    """The other columns, told once, the first of them by name."""
    listed = ", ".join(f"`{_cut(c)}`" for c in columns[:20])
    if len(columns) > 20:
        listed += f", … ({len(columns)})"
    return Problem(
        "column-unused",
        "warning",
        say("not read: {list}", "tidak dibaca: {list}", list=listed),
        file=file,
        helps=(say("`--keep COLUMN` carries a column along", "`--keep KOLOM` membawa serta sebuah kolom"),),
    )


def no_column_read(file: str, columns: Sequence[str]) -> Problem:
    """Rows of which nothing is read: another file, or the data of another rubric."""
    return _of_file(
        "no-column-read",
        file,
        None,
        say(
            "no column names anything in the rubric: {list}",
            "tidak ada kolom yang dikenal rubrik: {list}",
            list=", ".join(f"`{_cut(column)}`" for column in columns[:5]),
        ),
        say(
            "`rubrik new RUBRIC` writes the columns that it reads",
            "`rubrik new RUBRIK` menulis kolom yang dibacanya",
        ),
    )


def rows_of_members(file: str, rubric: str, collection: str) -> Problem:
    """Rows that are members of what the rubric collects, and nothing says of which record."""
    return _of_file(
        "rows-of-members",
        file,
        None,
        say(
            "the rows look like members of `{collection}`, which `{rubric}` collects",
            "baris tampaknya anggota `{collection}` yang dikumpulkan `{rubric}`",
            collection=collection,
            rubric=rubric,
        ),
        say(
            "say which column tells what a row belongs to: `--by COLUMN`",
            "sebutkan kolom yang menyatakan induk tiap baris: `--by KOLOM`",
        ),
    )


def column_absent(file: str, column: str, near: str | None) -> Problem:
    """A column that was asked for and is not there."""
    helps = () if near is None else (say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),)
    return _of_file(
        "column-absent",
        file,
        None,
        say("there is no column `{column}`", "tidak ada kolom `{column}`", column=_cut(column)),
        *helps,
    )


def ambiguous_column(paths: Sequence[str]) -> Problem:
    """A name of several things."""
    return _error(
        "column-ambiguous",
        say("several things have this name", "beberapa hal bernama ini"),
        say("write {list}", "tulis {list}", list=_either(paths)),
    )


def said_twice(other: str) -> Problem:
    """Two columns that mean one thing."""
    return _error(
        "answer-twice",
        say("`{other}` already says this", "`{other}` sudah menyatakan ini", other=_cut(other)),
        say("keep one of the two", "pertahankan salah satu"),
    )


def node_and_below(below: Sequence[str]) -> Problem:
    """A node given together with an answer below it."""
    return _error(
        "given-twice",
        say(
            "given, though answered below it: {list}",
            "diberikan, padahal di bawahnya dijawab: {list}",
            list=", ".join(f"`{_cut(b)}`" for b in below),
        ),
        say("give the whole, or what lies below it", "berikan keseluruhannya, atau yang ada di bawahnya"),
    )


def not_a_group() -> Problem:
    """A list of tables where no collection is."""
    return _error(
        "column-unknown", say("this is not a collection of the rubric", "ini bukan kumpulan pada rubrik ini")
    )


def not_tables() -> Problem:
    """A collection given by a plain value."""
    return _error(
        "data-shape",
        say("a collection wants records, not a value", "kumpulan memerlukan rekaman, bukan nilai"),
        say("write them as `[[name]]`, or use `--by`", "tulis sebagai `[[nama]]`, atau gunakan `--by`"),
    )


# Collections from flat rows


def no_collection(name: str) -> Problem:
    """Grouping asked of a rubric that collects nothing."""
    return _error(
        "collection-unclear",
        say(
            "`{name}` collects no units, so rows cannot be grouped",
            "`{name}` tidak mengumpulkan unit; baris tidak dapat dikelompokkan",
            name=name,
        ),
    )


def several_collections(names: Sequence[str]) -> Problem:
    """Grouping asked of a rubric with several collections, and nobody says which."""
    return _error(
        "collection-unclear",
        say(
            "rows may belong to several collections: {list}",
            "baris dapat menjadi anggota beberapa kumpulan: {list}",
            list=_either(names),
        ),
        say(
            "choose one for all rows: `--collection {first}`",
            "pilih satu untuk semua baris: `--collection {first}`",
            first=names[0],
        ),
        say(
            "or name it in each row, in a column `collection`",
            "atau sebutkan di tiap baris, dalam kolom `kumpulan`",
        ),
    )


def other_collection(text: str, names: Sequence[str]) -> Problem:
    """A collection that does not lead to the rows, or several that do."""
    return replace(
        _error(
            "collection-unclear",
            say(
                "the rows belong to {list}",
                "baris ini anggota {list}",
                list=_either(names),
            )
            if text
            else say(
                "the row does not say to which collection it belongs",
                "baris ini tidak menyebut kumpulannya",
            ),
            say("write {list}", "tulis {list}", list=_either(names)),
        ),
        value=text or None,
    )


def too_many_levels(columns: Sequence[str], deepest: str) -> Problem:
    """More columns that name parents than the rubric has levels."""
    return _error(
        "collection-unclear",
        say(
            "{n} columns name levels ({columns}), and the rubric has {most}: `{deepest}`",
            "{n} kolom menyebut tingkat ({columns}), sedangkan rubrik ini punya {most}: `{deepest}`",
            n=len(columns),
            columns=", ".join(columns),
            most=deepest.count(".") + 1,
            deepest=deepest,
        ),
        say(
            "name one column a level, the outermost first",
            "sebutkan satu kolom tiap tingkat, yang terluar dahulu",
        ),
    )


def not_split(separator: str) -> Problem:
    """A key without the mark that divides entity from unit."""
    return _error(
        "key-undivided",
        say(
            "the key has no `{s}` between entity and unit",
            "kuncinya tanpa `{s}` antara entitas dan unit",
            s=separator,
        ),
    )


def of_no_member(full: str) -> Problem:
    """A row about a record that says something of a member of it."""
    return _error(
        "key-undivided",
        say(
            "this is asked of a member of `{full}`, and the row names none",
            "ini ditanyakan kepada anggota `{full}`, dan baris ini tidak menyebutnya",
            full=full,
        ),
        say("add the member's name to the key", "tambahkan nama anggotanya pada kunci"),
    )


def no_divider() -> Problem:
    """`--by-split COLUMN ''`."""
    return _error(
        "key-undivided",
        say(
            "nothing is given that divides entity from unit",
            "pemisah antara entitas dan unit tidak diberikan",
        ),
        say("such as `--by-split record ' :: '`", "misalnya `--by-split record ' :: '`"),
    )


def no_group_key() -> Problem:
    """A row without its parent's name."""
    return _error(
        "key-undivided", say("the row does not say what it belongs to", "baris ini tidak menyebut induknya")
    )


def rows_unread(parent: str, file: str) -> Problem:
    """Rows put together though a part of the data could not be read."""
    problem = _of_file(
        "rows-unread",
        file,
        None,
        say(
            "rows of it may be among those that could not be read",
            "barisnya mungkin ada di antara yang tidak terbaca",
        ),
        say("repair the data, then score again", "perbaiki datanya, lalu nilai lagi"),
    )
    return replace(problem, record=parent)


def disagrees(first: str, row: int | None) -> Problem:
    """Rows of one parent that say different things of it."""
    where = say("row {n}", "baris {n}", n=row) if row is not None else say("another row", "baris lain")
    return _error(
        "group-disagrees",
        say(
            "{where} says `{first}` of the same parent",
            "{where} menyebut `{first}` untuk induk yang sama",
            where=where,
            first=_cut(first),
        ),
        say("correct the row that is wrong", "perbaiki baris yang keliru"),
    )


def duplicate_record(record: str, file: str, row: int | None) -> Problem:
    """A name that an earlier record has."""
    return Problem(
        "record-twice",
        "warning",
        say("an earlier record has the same name", "rekaman sebelumnya bernama sama"),
        record=record,
        file=file,
        row=row,
        helps=(
            say(
                "`--id COLUMN` takes the names from another column",
                "`--id KOLOM` memakai nama dari kolom lain",
            ),
        ),
    )


def unit_twice(record: str, file: str, row: int | None) -> Problem:
    """A unit that its parent has already: counted twice it would weigh twice."""
    return Problem(
        "unit-twice",
        "error",
        say("an earlier unit of the same parent has this name", "unit bernama sama sudah ada pada induk ini"),
        record=record,
        file=file,
        row=row,
        helps=(
            say(
                "drop one of the two, or give them different names",
                "hapus salah satunya, atau bedakan namanya",
            ),
        ),
    )


# Cells


def number_too_long(most: int) -> Problem:
    """A number of more digits than are read."""
    return _error(
        "number-too-long",
        say("a number may have {most} digits at most", "bilangan paling banyak {most} angka", most=most),
    )


def not_a_number(text: str) -> Problem:
    """Text where a number is wanted."""
    return _error("value-unreadable", say("`{t}` is not a number", "`{t}` bukan bilangan", t=_cut(text)))


def two_readings(text: str, small: Fraction, large: Fraction, sign: str) -> Problem:
    """`75.000`: decimal or thousands. With three decimals the small number needs a fourth to be clear."""
    decimal = to_text(small)
    return _error(
        "two-readings",
        say("`{t}` has two readings", "`{t}` dapat dibaca dua cara", t=_cut(text)),
        say(
            "write `{a}` or `{b}`, whichever is meant; one clear number in the file settles the others",
            "tulis `{a}` atau `{b}`, sesuai maksudnya; satu bilangan yang jelas di berkas menentukan sisanya",
            a=decimal + ("0" if decimal[-4:-3] == "." else "") + sign,
            b=to_text(large) + sign,
        ),
    )


def thousands(text: str, value: Fraction, sign: str) -> Problem:
    """Thousands marks, which are never read."""
    return _error(
        "thousands-mark",
        say("`{t}` has thousands marks", "`{t}` memakai tanda ribuan", t=_cut(text)),
        say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=to_text(value) + sign),
    )


def share_without_percent(value: Fraction, *, typed: bool) -> Problem:
    """`80` or `0.8` where `80%` is wanted."""
    quote = '"' if typed else ""
    readings = [f"{quote}{to_text(value)}%{quote}"]
    if abs(value) <= 1:
        readings.insert(0, f"{quote}{to_text(value * 100)}%{quote}")
    return _error(
        "share-without-percent",
        say("a share is written with `%`", "persentase ditulis dengan `%`"),
        say("write {list}, whichever is meant", "tulis {list}, sesuai maksudnya", list=_either(readings))
        if len(readings) > 1
        else say("write {v} if that is meant", "tulis {v} bila itu maksudnya", v=_either(readings)),
    )


def percent_without_share(text: str, value: Fraction) -> Problem:
    """`80%` where a number is wanted."""
    return _error(
        "percent-without-share",
        say(
            "a number is wanted here, `{t}` is a share",
            "di sini diperlukan bilangan, `{t}` adalah persentase",
            t=_cut(text),
        ),
        say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=value),
    )


def outside(value: Fraction, domain: Domain) -> Problem:
    """A number beyond its ends."""
    return _error(
        "value-outside-domain",
        say(
            "`{v}` is not {domain}",
            "`{v}` bukan {domain}",
            v=written(value, domain.type),
            domain=describe(domain),
        ),
    )


def off_grid(value: Fraction, domain: Domain, below: Fraction, above: Fraction | None) -> Problem:
    """A number between the steps."""
    low = written(below, domain.type)
    near = low if above is None else say("{a} or {b}", "{a} atau {b}", a=low, b=written(above, domain.type))
    return _error(
        "value-outside-domain",
        say(
            "`{v}` is not {domain}",
            "`{v}` bukan {domain}",
            v=written(value, domain.type),
            domain=describe(domain),
        ),
        say("the nearest are {near}", "yang terdekat: {near}", near=near),
        *(_WHOLE if domain.step == 1 else ()),
    )


_WHOLE = (
    say(
        "a range takes whole numbers; for decimals the rubric says `step 0.01` after it",
        "interval menerima bilangan bulat; untuk desimal rubrik menyebut `langkah 0,01` sesudahnya",
    ),
)


def not_an_option(text: str, domain: Domain, near: str | None) -> Problem:
    """A word that names no option."""
    helps = () if near is None else (say("did you mean `{near}`?", "mungkin maksudnya `{near}`?", near=near),)
    return _error(
        "value-outside-domain",
        say("`{t}` is not {domain}", "`{t}` bukan {domain}", t=_cut(text), domain=describe(domain)),
        *helps,
    )


def not_a_truth(text: str) -> Problem:
    """Anything but yes and no; `1` and `0` are told apart from counts by refusing them."""
    likely = {"1": say("yes", "ya"), "0": say("no", "tidak")}.get(text)
    helps = (
        (say("write yes or no", "tulis ya atau tidak"),)
        if likely is None
        else (say("write `{v}` if that is meant", "tulis `{v}` bila itu maksudnya", v=likely),)
    )
    return _error(
        "value-outside-domain",
        say("`{t}` is not yes or no", "`{t}` bukan ya atau tidak", t=_cut(text)),
        *helps,
    )


def not_a_date(text: str, readings: Sequence[str]) -> Problem:
    """A date in another form."""
    help_ = (
        say("write {list}", "tulis {list}", list=_either(readings))
        if readings
        else say("write year-month-day: `2024-12-31`", "tulis tahun-bulan-tanggal: `2024-12-31`")
    )
    return _error(
        "value-unreadable",
        say("`{t}` is not a date such as 2024-12-31", "`{t}` bukan tanggal seperti 2024-12-31", t=_cut(text)),
        help_,
    )


def not_applicable_refused() -> Problem:
    """`not applicable` where the rubric does not allow it."""
    return _error(
        "not-applicable-refused",
        say("the rubric does not let this be not applicable", "rubrik tidak mengizinkan ini tidak berlaku"),
        say(
            "answer it, or leave it empty while it is not known",
            "jawablah, atau kosongkan selama belum diketahui",
        ),
    )


def given_outside(value: Fraction, low: Fraction, high: Fraction, *, share: bool) -> Problem:
    """A given node beyond its scale."""
    type = SHARE if share else NUMBER
    return _error(
        "given-outside-scale",
        say(
            "`{v}` is not from {low} to {high}",
            "`{v}` tidak berada di antara {low} dan {high}",
            v=written(value, type),
            low=written(low, type),
            high=written(high, type),
        ),
    )


def item_leaf_number(path: str) -> Problem:
    """A number for a checklist or ladder, which is answered item by item."""
    return _error(
        "value-unreadable",
        say("this is answered item by item", "ini dijawab butir demi butir"),
        say(
            "list the items that hold, or give `{path}.points`",
            "sebutkan butir yang terpenuhi, atau nyatakan `{path}.poin`",
            path=path,
        ),
    )


def _either(options: Sequence[str]) -> Words:
    ticked = [f"`{option}`" for option in options]
    if len(ticked) == 1:
        return say("{a}", "{a}", a=ticked[0])
    return say("{a} or {b}", "{a} atau {b}", a=", ".join(ticked[:-1]), b=ticked[-1])

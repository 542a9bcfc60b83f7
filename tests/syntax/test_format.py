"""The canonical layout: what it looks like, and that it changes nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from random import Random
from textwrap import dedent
from textwrap import indent

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.syntax.test_amendments import AMENDMENT

from rubrikdsl import assets
from rubrikdsl.source import Source
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.format import format_document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse


@cache
def grammar() -> Grammar:
    folder = assets.folder("grammars")
    return Grammar.build({path.name: path.read_text("utf-8") for path in folder.iterdir()})


def read(text: str) -> Document:
    document, _ = parse(Source("a.rubrik", text), grammar())
    return document


def formatted(text: str) -> str:
    """The layout of a text without lines that cannot be read."""
    document = read(text)
    assert [line for line in document.lines if line.broken] == []
    return format_document(document, grammar().lexicon)


EVERYTHING = dedent(
    """\
    # about this file
    rubric kepatuhan.unit "Penilaian kepatuhan unit layanan"
      issuer "Ombudsman Republik Indonesia"
      valid  2022-01-01 .. 2024-12-31
      source "Paparan 2023"
      note "a note" # said twice
      inputs
        jenis "Jenis unit" one of dinas, puskesmas optional
        lokasi "Tempat layanan" one of
          kantor_sendiri "Kantor sendiri"
          mpp "Mal Pelayanan Publik"
        media any of web "Web", sippn "SIPPN"
        produk_ori_selesai "Produk ORI" yes or no default no
        sejak "Sejak" date
        nama text
        rasio "Rasio" 0% .. 100% step 0.01%
      let besar = if count(media) >= 2
        and not (produk_ori_selesai) # between
        # alone between
        then 1 else - 2
      score nilai "Nilai kepatuhan" 0 .. 100 places 2 half even
        dimension input "Input" weight 21.85%
          variable sarana "Sarana" weight 60% assumed "none"
            indicator loket "Loket" weight 100% checklist
              ruang_tunggu "Ruang tunggu" weight 30%
              laktasi "Ruang laktasi" weight 70% may be not applicable
          indicator standar "Standar" weight 15% 0 .. 3
          indicator tugas weight 5% 1 .. 5 as 0 .. 100
          indicator tangga_ini weight 20% ladder from 1
            satu "Satu"
            dua
        dimension proses "Proses" weight 32.37%
          indicator maklumat "Maklumat" weight 100%
            lengkap "Lengkap dan dipublikasikan" 100
            sebagian "Sebagian" 50
            nihil 0
        dimension output "Output" weight 24.24% 0 .. 100 step 0.01
        dimension pengaduan "Pengaduan" weight 21.54% when jenis is dinas, 20% otherwise
          indicator kelola weight equal of count(media)
            requires produk_ori_selesai otherwise 0
            0 -> 0
            1 .. 3 -> 1
            12.5 .. -> 5 assumed "guess"
            above 3 -> 2
          indicator kasus weight equal
            5 when media.share >= 60 % and sippn in media
            0 otherwise source "s"
        bonus di_mpp "Layanan di MPP" +2.50 when lokasi is mpp assumed "x"
        bonus lain +1.5*2 when lokasi in (mpp,kantor_sendiri)
        penalty telat "Telat" 10 when sejak is missing
        cap 100
        scale to 85 when not produk_ori_selesai
      bands kategori "Kategori" of nilai
        range code label zona
        88.00 .. 100.00 A "Kualitas Tertinggi" hijau
        78.00 – 87.99 B “Kualitas Tinggi” hijau source "t"

        54.00 s.d. 77.99 "C-" "Kualitas \u201crata\u201d" - # c
        below 54 E "Rendah" 7
      limit kategori to E when pengaduan<30 because "unmanaged"
      outcome sertifikat "Layak"
        requires kategori in (A, "C-")
        requires nilai.points between 1 and 2 or - nilai < 0
      example "Watdek" source "s"
        given
          input.points = 8.72
          media = (web, sippn)
        expect nilai = 49.85 within 0.01, kategori.zona = merah
        # the end of the example
    # about the next
    rubric other
      collect units by kepatuhan.unit at least 6 where jenis is dinas
      score n 0 .. 100
        = round(mean(units.nilai), 2)
      bands k of n as in kepatuhan.unit
    """
)


@cache
def texts() -> tuple[str, ...]:
    shipped = sorted(assets.folder("rubrics").rglob("*.rubrik"))
    return (
        EVERYTHING,
        AMENDMENT,
        *(path.read_text("utf-8") for path in shipped if path.stat().st_size < 8_000),
    )


def test_the_texts_are_sound() -> None:
    assert len(texts()) > 1
    for text in texts():
        assert [line for line in read(text).lines if line.broken] == []


def untidy(text: str, random: Random) -> tuple[str, list[str]]:
    """The text with comments, blank lines and spaces put everywhere, and the comments in order."""
    comments: list[str] = []

    def comment() -> str:
        comments.append(
            f"# {len(comments)} " + random.choice(["", "a", '"half', "# twice", "評価", "rubric x"])
        )
        comments[-1] = comments[-1].rstrip()
        return comments[-1]

    lines: list[str] = []
    for line in text.split("\n"):
        while random.random() < 0.25:
            lines.append(" " * random.randrange(9) + (comment() if random.random() < 0.5 else ""))
        indent = len(line) - len(line.lstrip())
        said = line.strip()
        if "#" in said:
            comments.append(said[said.index("#") :])
        elif said:
            parts = re.split(r'("[^"]*"|“[^”]*”)', said)
            parts[::2] = [
                re.sub(" ", lambda _: random.choice([" ", "  ", "\u00a0 "]), part) for part in parts[::2]
            ]
            said = "".join(parts) + random.choice(["", "", " ", "\t"])
            if random.random() < 0.3:
                said += random.choice(["", " ", "     "]) + comment()
        lines.append(" " * (indent * 2) + said)
    return random.choice(["\n", "\r\n", "\r"]).join(lines), comments


def comments_of(document: Document) -> list[tuple[str, int]]:
    """Every comment with the number of statements that begin before it, in the order of the file."""
    trailing = [comment for line in document.lines for comment in line.trailing]
    every = sorted((*document.comments, *trailing), key=lambda comment: comment.number)
    starts = [line.number for line in document.lines]
    return [(comment.text, bisect_right(starts, comment.number)) for comment in every]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10), st.integers(0, 2**32))
def test_formatting_changes_no_meaning_and_loses_no_comment(which: int, seed: int) -> None:
    text = texts()[which % len(texts())]
    mixed, comments = untidy(text, Random(seed))
    before = read(mixed)
    assert before.file == read(text).file
    once = format_document(before, grammar().lexicon)
    after = read(once)
    assert after.file == before.file
    assert comments_of(after) == comments_of(before)
    assert [text for text, _ in comments_of(after)] == comments
    assert format_document(after, grammar().lexicon) == once
    plain = once.replace("\r\n", "\n")
    assert once.count("\r\n") in (0, once.count("\n")) and ("\r\n" in once) == ("\r\n" in mixed)
    assert not re.search(r"[ \t\r\u00a0]\n|\n\n\n|\A\n|\n\n\Z", plain) and plain.endswith("\n")


def test_the_whole_layout() -> None:
    assert formatted(EVERYTHING) == CANONICAL
    assert formatted(CANONICAL) == CANONICAL


CANONICAL = dedent(
    """\
    # about this file
    rubric kepatuhan.unit "Penilaian kepatuhan unit layanan"
      issuer "Ombudsman Republik Indonesia"
      valid  2022-01-01 .. 2024-12-31
      source "Paparan 2023"
      note   "a note"  # said twice
      inputs
        jenis  "Jenis unit"     one of dinas, puskesmas optional
        lokasi "Tempat layanan" one of
          kantor_sendiri "Kantor sendiri"
          mpp            "Mal Pelayanan Publik"
        media                           any of web "Web", sippn "SIPPN"
        produk_ori_selesai "Produk ORI" yes or no default no
        sejak              "Sejak"      date
        nama                            text
        rasio              "Rasio"      0% .. 100% step 0.01%
      let besar = if count(media) >= 2
        and not (produk_ori_selesai)  # between
        # alone between
        then 1 else -2
      score nilai "Nilai kepatuhan" 0 .. 100 places 2 half even
        dimension input "Input" weight 21.85%
          variable sarana "Sarana" weight 60% assumed "none"
            indicator loket "Loket" weight 100% checklist
              ruang_tunggu "Ruang tunggu"  weight 30%
              laktasi      "Ruang laktasi" weight 70% may be not applicable
          indicator standar    "Standar" weight 15% 0 .. 3
          indicator tugas                weight 5%  1 .. 5 as 0 .. 100
          indicator tangga_ini           weight 20% ladder from 1
            satu "Satu"
            dua
        dimension proses "Proses" weight 32.37%
          indicator maklumat "Maklumat" weight 100%
            lengkap  "Lengkap dan dipublikasikan" 100
            sebagian "Sebagian"                    50
            nihil                                   0
        dimension output    "Output"    weight 24.24% 0 .. 100 step 0.01
        dimension pengaduan "Pengaduan" weight 21.54% when jenis is dinas, 20% otherwise
          indicator kelola weight equal of count(media)
            requires produk_ori_selesai otherwise 0
               0      -> 0
               1 .. 3 -> 1
            12.5 ..   -> 5 assumed "guess"
            above 3   -> 2
          indicator kasus weight equal
            5 when media.share >= 60% and sippn in media
            0 otherwise source "s"
        bonus di_mpp "Layanan di MPP" +2.50    when lokasi is mpp assumed "x"
        bonus lain                    +1.5 * 2 when lokasi in (mpp, kantor_sendiri)
        penalty telat "Telat" 10 when sejak is missing
        cap 100
        scale to 85 when not produk_ori_selesai
      bands kategori "Kategori" of nilai
        range            code  label                 zona
        88.00 .. 100.00  A     "Kualitas Tertinggi"  hijau
        78.00 ..  87.99  B     "Kualitas Tinggi"     hijau  source "t"

        54.00 ..  77.99  "C-"  "Kualitas “rata”"     -  # c
        below 54         E     "Rendah"              7
      limit kategori to E when pengaduan < 30 because "unmanaged"
      outcome sertifikat "Layak"
        requires kategori in (A, "C-")
        requires nilai.points between 1 and 2 or -nilai < 0
      example "Watdek" source "s"
        given
          input.points = 8.72
          media = (web, sippn)
        expect nilai = 49.85 within 0.01, kategori.zona = merah
        # the end of the example

    # about the next
    rubric other
      collect units by kepatuhan.unit at least 6 where jenis is dinas
      score n 0 .. 100
        = round(mean(units.nilai), 2)
      bands k of n as in kepatuhan.unit
    """
)


def within(body: str, *, head: str = "rubric r") -> str:
    """The layout of lines below a head line, one step taken off."""
    text = formatted(head + "\n" + indent(dedent(body).lstrip("\n"), "  "))
    first, *lines = text.splitlines()
    assert first == head
    return dedent("".join(f"{line}\n" for line in lines))


def test_ends_of_ranges_stand_to_the_right_also_in_the_first_row() -> None:
    assert within(
        """
        score n 0 .. 10
          indicator a weight 100% 0 .. step 0.1
            .. 1 -> 10
            1.1 .. 3 -> 4
            9.1 .. 12 -> 1
            above 12 -> 0
        """
    ) == dedent(
        """\
        score n 0 .. 10
          indicator a weight 100% 0 .. step 0.1
                ..  1 -> 10
            1.1 ..  3 -> 4
            9.1 .. 12 -> 1
            above 12  -> 0
        """
    )


def test_a_blank_line_or_a_deeper_one_ends_columns_and_a_comment_does_not() -> None:
    assert within(
        """
        inputs
          a "A" text
          # about the next
          long_name "A long label" text

          b "B" one of
            x "X"
          longer "Longer" text
        """
    ) == dedent(
        """\
        inputs
          a         "A"            text
          # about the next
          long_name "A long label" text

          b "B" one of
            x "X"
          longer "Longer" text
        """
    )


def test_wide_letters_are_two_columns() -> None:
    assert within('inputs\n  a "評価" text\n  b "abcde" text\n') == (
        'inputs\n  a "評価"  text\n  b "abcde" text\n'
    )


def test_a_very_wide_cell_does_not_widen_its_column() -> None:
    label = "x" * 200
    assert within(f'inputs\n  a "{label}" text\n  bcd "B" date\n  e "Ee" text\n') == (
        f'inputs\n  a   "{label}" text\n  bcd "B"  date\n  e   "Ee" text\n'
    )


def test_numbers_keep_their_digits() -> None:
    text = within("score n 0.0 .. 100.00 places 2\n  group g weight 100.0 %  0 .. 007\n")
    assert text == "score n 0.0 .. 100.00 places 2\n  group g weight 100.0% 0 .. 007\n"


def test_signs_and_quotes_get_one_spelling() -> None:
    assert within(
        """
        let a = 2×3÷4 − 1
        let b = if a ≥ 1 then – 1 else 2
        let c = max( 1 ,2 )*( 3+ 4)
        note “he said "no"”
        """
    ) == dedent(
        """\
        let a = 2 * 3 / 4 - 1
        let b = if a >= 1 then -1 else 2
        let c = max(1, 2) * (3 + 4)
        note “he said "no"”
        """
    )


def test_a_comment_stands_like_what_follows_or_ends_the_block_before() -> None:
    text = """
        inputs
          a text
      # one
          b text
          # two
        # three
        score n 0 .. 1
          group g weight 100% 0 .. 1
            # four
        """
    assert within(text) == dedent(
        """\
        inputs
          a text
          # one
          b text
          # two
        # three
        score n 0 .. 1
          group g weight 100% 0 .. 1
          # four
        """
    )


def test_rubrics_stand_apart_and_blank_lines_alone() -> None:
    assert formatted("\n\nrubric a\n\n\n  note 'x'\n# b\nrubric b\n# c\n\nrubric c".replace("'", '"')) == (
        'rubric a\n\n  note "x"\n\n# b\nrubric b\n# c\n\nrubric c\n'
    )


def test_texts_of_nothing() -> None:
    grammar_words = grammar().lexicon
    assert format_document(read(""), grammar_words) == ""
    assert format_document(read("\ufeff\n\n"), grammar_words) == ""
    assert format_document(read("# only\n\n\n  # comments"), grammar_words) == "# only\n\n# comments\n"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='ab01 \t\r\n"#.,-%()\u00a0\ufeff“評', max_size=60), st.integers(0, 3))
def test_no_text_breaks_the_formatter(text: str, depth: int) -> None:
    for whole in (
        text,
        "rubric a\n" + " " * depth + text,
        text.replace("a", "rubric a\n  score n 0 .. 1\n    "),
    ):
        once = format_document(read(whole), grammar().lexicon)
        assert once == "" or once.endswith("\n")


def test_a_comment_after_a_block_stays_at_the_level_that_it_stands_at() -> None:
    text = dedent(
        """\
        rubric a
           score n 0 .. 100
              indicator x weight 50% checklist
                 p
                 # of the items
              # of the indicators
              indicator y weight 50% checklist
                 q
                 # of the items
              # of the indicators
           # of the rubric
           outcome o
              requires n > 1
              # of the outcome
           # of the rubric
        # of the file
        """
    )
    assert format_document(read(text), grammar().lexicon) == text.replace("   ", "  ")


def test_the_line_ends_of_a_file_stay() -> None:
    text = "rubric  r\r\n  score n 0 .. 100\r\n"
    assert formatted(text) == "rubric r\r\n  score n 0 .. 100\r\n"
    assert formatted(text.replace("\r\n", "\n")) == "rubric r\n  score n 0 .. 100\n"


def test_what_is_left_stands_before_the_arrow_of_its_table() -> None:
    text = dedent(
        """\
        rubric r
          inputs
            n 0 .. 10
            daring yes or no
          decide k
            n daring -> code label
            0 .. 2 yes -> A "a"
            otherwise -> B "b" because "rest"
        """
    )
    wanted = dedent(
        """\
        rubric r
          inputs
            n      0 .. 10
            daring yes or no
          decide k
            n          daring  -> code  label
            0 .. 2     yes     -> A     "a"
            otherwise          -> B     "b"    because "rest"
        """
    )
    assert formatted(text) == wanted
    assert formatted(wanted) == wanted

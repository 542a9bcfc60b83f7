"""All wording of the workspace: files that cannot be opened, limits, examples that fail."""

from __future__ import annotations

from rubrikdsl.diagnostics.nearest import nearest
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

NOT_FOUND = say("there is no such file", "berkas ini tidak ada")
NO_ACCESS = say("access denied", "akses ditolak")
IS_FOLDER = say("this is a folder", "ini sebuah folder")
IS_NO_FOLDER = say("a part of its path is not a folder", "ada bagian jalurnya yang bukan folder")
IS_FULL = say("no space left", "ruang penyimpanan habis")
READ_ONLY = say("this place is read-only", "tempat ini hanya dapat dibaca")
BAD_NAME = say("this cannot be the name of a file", "ini tidak dapat menjadi nama berkas")


def other_reason(detail: str) -> Words:
    """A reason that the operating system words itself."""
    return say("{detail}", "{detail}", detail=detail)


def not_utf8(line: int, byte: int) -> Words:
    """The text is in another encoding."""
    return say(
        "line {line} is not UTF-8 (byte {byte}); save the file as UTF-8",
        "baris {line} bukan UTF-8 (bita {byte}); simpan berkasnya sebagai UTF-8",
        line=line,
        byte=f"0x{byte:02x}",
    )


def too_large(limit: int) -> Words:
    """A data file above the limit."""
    return say(
        "larger than {limit} bytes; raise the limit with `--limit data=N`",
        "lebih besar dari {limit} bita; naikkan batasnya dengan `--limit data=N`",
        limit=limit,
    )


def no_rubric_called(name: str, known: tuple[str, ...]) -> Words:
    """Neither a file nor a rubric of the stock library."""
    meant = nearest(name, known)
    if meant:
        return say(
            "neither a file nor a stock rubric; did you mean `{meant}`?",
            "bukan berkas dan bukan rubrik bawaan; mungkin maksudnya `{meant}`?",
            meant=meant,
        )
    return say("neither a file nor a stock rubric", "bukan berkas dan bukan rubrik bawaan")

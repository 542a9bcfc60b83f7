"""A rubric's file in another format is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import read_source

TEXT = 'rubrik r "Penilaian – pelayanan"\n  skor s 0 .. 100\n'
OTHERS = [
    (TEXT.encode("utf-16"), "UTF-16"),
    (TEXT.encode("utf-16-le"), "UTF-16"),
    (TEXT.encode("utf-16-be"), "UTF-16"),
    (TEXT.encode("cp1252"), "line 1 is not UTF-8 (byte 0x96)"),
    (b"PK\x03\x04\x14\x00\x06\x00", "Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    (b"%PDF-1.7\n", "PDF"),
    (b"{\\rtf1\\ansi", "Word"),
]


@pytest.mark.parametrize(("content", "told"), OTHERS)
def test_another_format_is_refused_by_name(content: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "r.rubrik"
    file.write_bytes(content)
    with pytest.raises(FileError) as caught:
        read_source(str(file), 1000)
    assert told in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_plain_text_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "r.rubrik"
    file.write_bytes(TEXT.encode(encoding))
    assert read_source(str(file), 1000).text.lstrip("\ufeff") == TEXT

"""Files of CSV, part by part, with the cells that `records.csv` would read.

Plain lines are cut by Arrow. Where a part has anything else in it (a quotation mark, a hint, an empty line, a
row of another length), it goes through the reader of small files, which tells what is wrong in which line.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

from rubrikdsl.records import problems
from rubrikdsl.records.csv import Head
from rubrikdsl.records.csv import Lines
from rubrikdsl.records.csv import read_head
from rubrikdsl.records.csv import uneven
from rubrikdsl.records.csv import unreadable
from rubrikdsl.records.header import COMMENT
from rubrikdsl.workspace.files import FileError
from rubrikdsl.workspace.files import reason
from rubrikdsl.workspace.streams.batches import Batch
from rubrikdsl.workspace.streams.batches import BrokenError
from rubrikdsl.workspace.streams.batches import Opened

if TYPE_CHECKING:
    import pyarrow as pa

PART = 16 * 2**20
"""Bytes of a part; as many more as its last row takes."""

SAMPLE: Final = 2**18
"""Bytes that are looked at for the header and the separator."""

LONGEST: Final = 2**28
"""Bytes without the end of a row (after a quotation mark that is never closed, say) that refuse a file."""

FEW: Final = 32_768
"""Rows of a part that goes through the reader of small files."""


class Csv(Opened):
    """A file of CSV; raises `BrokenError` and `FileError` where it cannot be opened."""

    def __init__(self, file: str) -> None:
        self.file = file
        try:
            self.size = Path(file).stat().st_size
            with Path(file).open("rb") as opened:
                sample = opened.read(SAMPLE)
        except OSError as fault:
            raise FileError(file, reason(fault)) from fault
        self._wide = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = sample.decode("utf-16" if self._wide else "utf-8-sig", "replace")
        if len(sample) == SAMPLE and "\n" in text:
            text = text[: text.rindex("\n") + 1]
        head, self.problems = read_head(file, text)
        if head is None:
            raise BrokenError(self.problems[0])
        self.head = head
        self.columns = tuple(name for name in head.names if name)

    def batches(self, wanted: Collection[str], names: Collection[str] = ()) -> Iterator[Batch]:
        """All rows."""
        asked = [name for name in self.columns if name in wanted]
        any_row = False
        for text, lines, read in self._parts():
            done = min(1.0, read / (self.size or 1))
            plain = self._plain(text, lines, asked, names, done)
            for batch in self._slow(text, lines, asked, done) if plain is None else (plain,):
                any_row = True
                yield batch
        if not any_row:
            raise BrokenError(problems.no_rows(self.file))

    def _parts(self) -> Iterator[tuple[bytes, int, int]]:
        """The file in UTF-8, in parts that end where a row does; the lines before, and the bytes read."""
        lines = read = 0
        rest = b""
        decode = codecs.getincrementaldecoder("utf-16")() if self._wide else None
        try:
            with Path(self.file).open("rb") as opened:
                while part := opened.read(PART):
                    if decode is not None:
                        rest += decode.decode(part).encode()
                    else:
                        rest += part if read else part.removeprefix(codecs.BOM_UTF8)
                    read += len(part)
                    end = _end(rest)
                    if not end and len(rest) > LONGEST:
                        raise BrokenError(problems.quoting(self.file, lines + 1))
                    if end:
                        yield rest[:end], lines, read
                        lines += rest.count(b"\n", 0, end)
                        rest = rest[end:]
            if rest:
                yield rest, lines, read
        except OSError as fault:
            raise FileError(self.file, reason(fault)) from fault
        except UnicodeDecodeError as fault:
            raise BrokenError(problems.not_utf8(self.file, lines + 1)) from fault

    def _plain(
        self, text: bytes, lines: int, names: list[str], plain: Collection[str], done: float
    ) -> Batch | None:
        """A part of plain lines, one a row; None where it has anything else."""
        import numpy as np
        import pyarrow as pa
        from pyarrow import compute
        from pyarrow import csv as arrow

        if b'"' in text or b"\0" in text:
            return None
        if not lines:
            lines = self.head.start
            text = text.split(b"\n", lines)[-1]
            if not text:
                return None
        count = text.count(b"\n") + (not text.endswith(b"\n"))
        first = self.head.names[0]
        asked = names if first in names else [first, *names]
        coded = pa.dictionary(pa.int32(), pa.string())
        try:
            table = arrow.read_csv(
                pa.py_buffer(text),
                arrow.ReadOptions(column_names=_names(self.head)),
                arrow.ParseOptions(delimiter=self.head.separator, quote_char=False, ignore_empty_lines=False),
                arrow.ConvertOptions(
                    column_types={name: pa.string() if name in plain else coded for name in asked},
                    include_columns=asked,
                ),
            )
        except pa.ArrowInvalid:
            return None
        if table.num_rows != count:
            return None
        for at, name in enumerate(asked):
            table = table.set_column(at, name, _stripped(table.column(at)))
        blank = compute.equal(table.column(0).cast(pa.string()), "")
        if compute.any(blank).as_py() and _any_blank(table.filter(blank)):
            return None
        starts = compute.starts_with(table.column(0).cast(pa.string()), COMMENT)
        if compute.any(starts).as_py():
            return None
        return Batch(self.file, table.select(names), np.arange(lines + 1, lines + 1 + count), done)

    def _slow(self, text: bytes, lines: int, names: list[str], done: float) -> Iterator[Batch]:
        """A part of any lines."""
        try:
            decoded = text.decode()
        except UnicodeDecodeError as fault:
            row = lines + 1 + text.count(b"\n", 0, fault.start)
            raise BrokenError(problems.not_utf8(self.file, row)) from fault
        if "\0" in decoded:
            row = lines + 1 + decoded.count("\n", 0, decoded.index("\0"))
            raise BrokenError(problems.not_text(self.file, row))
        before = lines
        if not lines and self.head.before:
            decoded, before = decoded.partition("\n")[2], 1
        read = Lines(decoded, self.head.separator, before)
        try:
            if not lines:
                next(read, None)
            while rows := list(islice(read, FEW)):
                yield self._batch(rows, names, done)
        except csv.Error as error:
            raise BrokenError(unreadable(self.file, read.start, error)) from error

    def _batch(self, rows: list[tuple[int, list[str]]], names: list[str], done: float) -> Batch:
        import numpy as np
        import pyarrow as pa

        held = [[cell.strip() for cell in cells] for _, cells in rows]
        faults = {
            at: fault
            for at, ((row, _), cells) in enumerate(zip(rows, held, strict=True))
            if (fault := uneven(self.file, row, self.head, cells))
        }
        places = [(name, self.head.names.index(name)) for name in names]
        columns = {
            name: pa.array([cells[at] if at < len(cells) else "" for cells in held], pa.string())
            for name, at in places
        }
        table = pa.table({name: column.dictionary_encode() for name, column in columns.items()})
        return Batch(self.file, table, np.array([row for row, _ in rows]), done, faults)


def _names(head: Head) -> list[str]:
    """The names of all columns, those without one included."""
    return [name or f"\0{at}" for at, name in enumerate(head.names)]


def _end(text: bytes) -> int:
    """Behind the last end of a line that is one of a row: not within quotation marks."""
    end = text.rfind(b"\n") + 1
    while end and text.count(b'"', 0, end) % 2:
        end = text.rfind(b"\n", 0, text.rfind(b'"', 0, end)) + 1
    return end


def _stripped(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without the space around them."""
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_dictionary(column.type):
        return compute.utf8_trim_whitespace(column)
    chunks = [
        pa.DictionaryArray.from_arrays(chunk.indices, compute.utf8_trim_whitespace(chunk.dictionary))
        for chunk in column.chunks
    ]
    return pa.chunked_array(chunks, column.type)


def _any_blank(table: pa.Table) -> bool:
    """Whether a row has nothing at all in these columns."""
    from pyarrow import compute

    blank = compute.equal(table.column(0).cast("string"), "")
    for column in table.columns[1:]:
        blank = compute.and_(blank, compute.equal(column.cast("string"), ""))
    return bool(compute.any(blank).as_py())

"""The words that frame a finding: what it is called, and the line that sums findings up."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

SEVERITY = {
    "error": say("error", "kesalahan"),
    "warning": say("warning", "peringatan"),
    "incomplete": say("incomplete", "belum lengkap"),
}
NOTE = say("note", "catatan")
HELP = say("help", "saran")
VALUE = say("value", "nilai")


def column(name: str) -> Words:
    """Where in a row a problem of data stands."""
    return say("column `{name}`", "kolom `{name}`", name=name)


def record(name: str) -> Words:
    """Whose problem it is."""
    return say("record `{name}`", "rekaman `{name}`", name=name)


def row(number: int) -> Words:
    """The line of a table that has no name."""
    return say("row {number}", "baris {number}", number=number)


def counted(errors: int, warnings: int, files: int, fixable: int) -> Words:
    """`2 errors, 1 warning in 3 files; --fix repairs 1`."""
    parts = [
        _plural(count, en, id)
        for count, en, id in ((errors, "error", "kesalahan"), (warnings, "warning", "peringatan"))
        if count
    ]
    found = say("no findings", "tidak ada temuan")
    if parts:
        found = say(", ".join(part.en for part in parts), ", ".join(part.id for part in parts))
    where = _plural(files, "file", "berkas")
    if not fixable:
        return say("{found} in {where}", "{found} dalam {where}", found=found, where=where)
    return say(
        "{found} in {where}; `--fix` repairs {fixable}",
        "{found} dalam {where}; `--fix` memperbaiki {fixable}",
        found=found,
        where=where,
        fixable=fixable,
    )


def _plural(count: int, en: str, id: str) -> Words:
    return say(f"{count} {en}" if count == 1 else f"{count} {en}s", f"{count} {id}")

"""Questions whose replies are other doors' reports, and the cost of the others."""

from __future__ import annotations

import rubrikdsl as rb
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.shell import Shell


def test_verify_is_the_report_of_the_rubric_that_is_open() -> None:
    shell = Shell("id")
    shell.handle("buka lokasi.bobot")
    (part,) = shell.handle("verifikasi").parts
    assert isinstance(part, Text)
    assert part.text == rb.verify(rb.load("lokasi.bobot")).to_text("id").rstrip()

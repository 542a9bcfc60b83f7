"""What is proved of the rubric, and what became of its examples."""

from __future__ import annotations

from rubrikdsl import say
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text


def verified(call: Call) -> Done:
    """What the rubric can and cannot do."""
    _alone(call)
    from rubrikdsl import verify

    found = verify(call.world.rubric(call.state))
    text = found.to_text(call.language).rstrip()
    return Done((Text(text, "verbatim"),), code=FAILED if found.fails else CLEAN)


def tested(call: Call) -> Done:
    """The examples of the rubric."""
    _alone(call)
    from rubrikdsl import examples

    found = examples(call.world.rubric(call.state))
    if not found:
        return Done((Text(phrases.NO_EXAMPLES, "note"),))
    rows = tuple((each.title, each.passed) for each in found)
    parts: list[Part] = [Table("", (Column(phrases.EXAMPLE), Column(phrases.PASSES, "truth")), rows)]
    wrong = tuple(finding for each in found for finding in each.findings)
    if wrong:
        sources = {name: source for each in found for name, source in each.sources.items()}
        parts.append(Findings(wrong, sources))
    failed = sum(not each.passed for each in found)
    parts.append(Text(phrases.passed(len(found) - failed, len(found)), "note"))
    return Done(tuple(parts), code=FAILED if failed else CLEAN)


def _alone(call: Call) -> None:
    if call.rest.strip():
        raise call.wrong(*problems.surplus(call.command.form))


COMMANDS = (
    Command(
        say("verify", "verifikasi"),
        say("prove what the rubric can and cannot do", "buktikan apa yang dapat terjadi dalam rubrik"),
        verified,
        details=say(
            "As `rubrik verify` does, for the text that is open.",
            "Seperti `rubrik verify`, untuk teks yang dibuka.",
        ),
        examples=(say("verify", "verifikasi"),),
    ),
    Command(
        say("test", "uji"),
        say("run the rubric's own examples", "jalankan contoh-contoh dalam rubrik"),
        tested,
        details=say(
            "Each on its own day, as `rubrik test` does.",
            "Masing-masing pada tanggalnya sendiri, seperti `rubrik test`.",
        ),
        examples=(say("test", "uji"),),
    ),
)

"""What stands below a finding: why, and what to do."""

from __future__ import annotations

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.problems import HELP
from rubrikdsl.diagnostics.problems import NOTE
from rubrikdsl.diagnostics.wording import Language


def advice(diagnostic: Diagnostic, language: Language) -> tuple[tuple[str, str], ...]:
    """Notes, then helps, each with the word that leads it; a fix is one more help, if none says the same."""
    fix = (diagnostic.fix.title,) if diagnostic.fix else ()
    said = [(NOTE, words) for words in diagnostic.notes]
    said += [(HELP, words) for words in (*diagnostic.helps, *fix)]
    return tuple(dict.fromkeys((lead.read(language), words.read(language)) for lead, words in said))

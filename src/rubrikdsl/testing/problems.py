"""All wording of what tests are told, English and Indonesian side by side."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

WARNINGS = say("warnings of rubrics", "peringatan rubrik")


def unknown_language(value: str) -> Words:
    """The setting names no language that we speak."""
    return say(
        "`rubrik_lang` is `en` or `id`, not `{value}`",
        "`rubrik_lang` berisi `en` atau `id`, bukan `{value}`",
        value=value,
    )

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


def no_hypothesis() -> Words:
    """The strategies are asked for, and what they are made of is not installed."""
    return say(
        'records for tests need Hypothesis: pip install "rubrikdsl[testing]"',
        'rekaman untuk pengujian memerlukan Hypothesis: pip install "rubrikdsl[testing]"',
    )


def no_bands(name: str, names: tuple[str, ...]) -> Words:
    """No band table of the rubric has this name."""
    if not names:
        return say("the rubric has no bands", "rubrik ini tidak mempunyai rentang")
    return say(
        "there are no bands `{name}`; the rubric has: {all}",
        "tidak ada rentang `{name}`; yang ada: {all}",
        name=name,
        all=", ".join(names),
    )

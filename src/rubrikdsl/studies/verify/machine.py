"""The verification of a rubric for machines: JSON (`docs/schema/verify-1.md`)."""

from __future__ import annotations

from collections.abc import Sequence

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.records.plain import machine
from rubrikdsl.records.write import About
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Figure
from rubrikdsl.studies.verify.claims import Verified
from rubrikdsl.studies.verify.text import Where
from rubrikdsl.studies.verify.text import nowhere

SCHEMA = "verify-1"

Told = tuple[Verified, About]
"""A verification and the text that it is of."""


def to_object(texts: Sequence[Told], language: Language = "en", where: Where = nowhere) -> dict[str, object]:
    """Every text of a rubric, each with all its claims (`language` is that of the sentences only)."""
    return {
        "schema": SCHEMA,
        "fails": any(found.fails for found, _ in texts),
        "texts": [_text(found, about, language, where) for found, about in texts],
    }


def to_json(texts: Sequence[Told], language: Language = "en", where: Where = nowhere) -> str:
    """The same as text."""
    import json

    return json.dumps(to_object(texts, language, where), ensure_ascii=False, indent=2) + "\n"


def _text(found: Verified, about: About, language: Language, where: Where) -> dict[str, object]:
    return {
        "rubric": about.rubric,
        "label": found.label,
        "version": about.version,
        "digest": about.digest,
        "from": None if found.start is None else found.start.isoformat(),
        "to": None if found.end is None else found.end.isoformat(),
        "readings": dict(found.choice),
        "proved": found.count("proved"),
        "refuted": found.count("refuted"),
        "undecided": found.count("undecided"),
        "claims": [_claim(claim, language, where) for claim in found.claims],
    }


def _claim(claim: Claim, language: Language, where: Where) -> dict[str, object]:
    return {
        "topic": claim.topic,
        "code": claim.code,
        "subject": claim.subject,
        "claim": claim.says.read(language),
        "verdict": claim.verdict,
        "by": list(claim.ways),
        "why": claim.why.read(language),
        "required": claim.required,
        "place": where(claim.place) or None,
        "figures": {name: _figure(value) for name, value in claim.figures},
        "cases": [{"name": case.name, "toml": case.toml, "gives": dict(case.gives)} for case in claim.cases],
    }


def _figure(value: Figure) -> object:
    return list(value) if isinstance(value, tuple) else None if value is None else machine(value)

"""Findings as workflow commands, which GitHub shows as annotations at their lines."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.render.advice import advice
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import Source


def render(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], language: Language = "en"
) -> str:
    """All findings, each a command on a line of its own; empty where there are none."""
    return "".join(f"{_command(each, sources, language)}\n" for each in diagnostics)


def _command(diagnostic: Diagnostic, sources: Mapping[str, Source], language: Language) -> str:
    place = diagnostic.primary.place
    properties = {"file": place.file} if place.file else {}
    if source := sources.get(place.file):
        line, column = source.position(place.start)
        last, end = source.position(place.end)
        properties |= {"line": str(line), "endLine": str(last)}
        if line == last:  # columns are taken only for an annotation of one line
            properties |= {"col": str(column), "endColumn": str(end)}
    properties["title"] = f"rubrik[{diagnostic.code}]"
    first = [diagnostic.message.read(language), diagnostic.primary.text.read(language)]
    said = [
        ": ".join(filter(None, first)),
        *(f"{lead}: {words}" for lead, words in advice(diagnostic, language)),
    ]
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity} {written}::{_data(chr(10).join(said))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""Sentences in two languages.

`say(english, indonesian, **facts)` holds both templates and the facts; the reader's language is chosen
when the sentence is drawn. Numbers among the facts are written with that language's decimal mark.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass

Language = Literal["en", "id"]

Fact = Union[str, int, Fraction, "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence that can be read in either language. Make one with `say`."""

    en: str
    id: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def read(self, language: Language = "en") -> str:
        """The sentence in one language."""
        template = self.id if language == "id" else self.en
        if not self.facts:
            return template
        return template.format(**{name: _read(fact, language) for name, fact in self.facts})

    def __str__(self) -> str:
        return self.read("en")


def say(en: str, id: str, **facts: Fact) -> Words:
    """A sentence in both languages; `{name}` in the templates takes the fact of that name.

    Without facts the templates are taken literally (braces included).

    >>> w = say("`{name}` is {n}", "`{name}` bernilai {n}", name="nilai", n=Fraction("49.85"))
    >>> w.read("en"), w.read("id")
    ('`nilai` is 49.85', '`nilai` bernilai 49,85')
    """
    return Words(en, id, tuple(facts.items()))


def _read(fact: Fact, language: Language) -> str:
    if isinstance(fact, Words):
        return fact.read(language)
    if isinstance(fact, Fraction):
        return to_text(fact, "," if language == "id" else ".")
    return str(fact)

"""Sentences in two languages.

`say(english, indonesian, **facts)` holds both templates and the facts; the reader's language is chosen
when the sentence is drawn. Numbers among the facts are written with that language's decimal mark.

What stands between backticks is code: a reader of English whose rubric is in Indonesian is told to write
Indonesian words. So both templates have the same stretches of code in the same order, and `Words.spelt` says
which language these are in.
"""

from __future__ import annotations

import re
from dataclasses import replace
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
    code: Language | None = None

    def read(self, language: Language = "en") -> str:
        """The sentence in one language."""
        return self._read(language, self.code or language)

    def spelt(self, code: Language) -> Words:
        """The same sentence with its code in the words of a language, whoever reads it.

        >>> say("write `{n} points`", "tulis `{n} poin`", n=3).spelt("id").read("en")
        'write `3 poin`'
        """
        return replace(self, code=code)

    def _read(self, language: Language, code: Language) -> str:
        said = self._template(language)
        if code == language:
            return self._filled(said, language, code)
        prose, spelt = _CODE.split(said), _CODE.split(self._template(code))
        if len(prose) != len(spelt):
            return self._filled(said, language, language)
        return "".join(
            self._filled(spelt[at], code, code) if at % 2 else self._filled(part, language, code)
            for at, part in enumerate(prose)
        )

    def _template(self, language: Language) -> str:
        return self.id if language == "id" else self.en

    def _filled(self, template: str, language: Language, code: Language) -> str:
        if not self.facts:
            return template
        return template.format(**{name: _read(fact, language, code) for name, fact in self.facts})

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


_CODE = re.compile(r"(`[^`]*`)")


def _read(fact: Fact, language: Language, code: Language) -> str:
    if isinstance(fact, Words):
        return fact._read(language, fact.code or code)
    if isinstance(fact, Fraction):
        return to_text(fact, "," if language == "id" else ".")
    return str(fact)

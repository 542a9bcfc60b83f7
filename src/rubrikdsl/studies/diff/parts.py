"""A rubric laid out for comparing: parts with facets, and what they say as forms.

A part is anything that can be named or counted in a rubric: a node, an option, a bonus, a row of bands. Its
facets are what it says of itself, one a line of the differences. A form is a value that two rubrics can be
compared by: all that is resolved stands in it as a `Ref`, by the path of the part meant, so that neither the
order of a file nor its words count. What says nothing (no rounding, no condition) has no facet.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal
from typing import Union

from rubrikdsl.frozen import dataclass
from rubrikdsl.frozen import field
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place

Kind = Literal[
    "rubric", "input", "option", "node", "item", "step", "bin", "case", "prerequisite",
    "bonus", "penalty", "cap", "floor", "scale", "let", "bands", "decide", "code", "row",
    "limit", "raise", "outcome", "requirement", "collect", "member", "ranking", "assert",
]  # fmt: skip

About = Literal["meaning", "description", "citation"]
"""What a facet is about: what is scored; how it is called, printed and in force; what it cites."""

Aspect = Literal[
    "name", "label", "issuer", "valid", "word", "shown", "source", "assumed", "because", "note",
    "domain", "need", "applicable", "rule", "counted",
    "weight", "scale", "method", "subject", "goalposts", "base", "formula", "onto", "stated",
    "aggregate", "places", "amount", "condition", "value", "range",
    "of", "better", "lower", "upper", "attribute", "asks", "code", "columns", "first", "ranks",
    "least", "where", "by", "within", "ties", "keys", "asserts",
]  # fmt: skip

Path = tuple[tuple[Kind, str], ...]
"""Where a named part is: kinds and names from the rubric down."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A part that is meant, wherever it stands; `name` is how readers call it."""

    path: Path
    name: str = field(default="", compare=False)


Form = Union[None, bool, int, Fraction, str, date, Ref, tuple["Form", ...], frozenset["Form"]]
"""What a facet says. A tuple begins with a word that tells what the rest is."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a part says.

    `of` tells facets of one aspect apart (the column of an attribute). Two are the same where their values
    are, or where both have the same `alike`. `told` is what is printed where that is not the value itself;
    `decimals` are those that its numbers are printed with at least.
    """

    aspect: Aspect
    value: Form
    about: About = "meaning"
    of: str = ""
    alike: Form = None
    told: Form = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rubric. One without a name is known by what it says only; `path` is that of a named one.

    `label` is None where none is written. `word` is the author's word for a node, and a rubric's name.
    """

    kind: Kind
    name: str
    path: Path
    label: str | None
    facets: tuple[Facet, ...]
    parts: tuple[Part, ...] = ()
    word: str = ""
    place: Place = field(default=NOWHERE, compare=False, repr=False)


ORDERED: tuple[frozenset[Kind], ...] = (
    frozenset({"bonus", "penalty", "cap", "floor", "scale"}),
    frozenset({"step"}),
    frozenset({"case"}),
    frozenset({"prerequisite"}),
    frozenset({"limit", "raise"}),
)
"""Kinds of parts whose order beside each other counts; that of rows does where the first match decides."""

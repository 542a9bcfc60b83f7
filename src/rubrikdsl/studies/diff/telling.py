"""Differences in words: what a facet says, what a part is called, one line a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.semantics.problems.wording import word
from rubrikdsl.studies.diff import problems as words
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.formulas import Telling
from rubrikdsl.studies.diff.parts import Aspect
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Part

HEADINGS = frozenset(
    {"rubric", "member", "input", "node", "bands", "decide", "outcome", "collect", "ranking", "let"}
)
"""Parts under whose title their differences stand; any other is told under the one that it belongs to."""


def line(change: Change, language: Language) -> str:
    """A change as one line below the title of its subject."""
    part = change.subject[-1]
    match change.what:
        case "changed":
            return _changed(change, language)
        case "added" | "removed":
            said = words.ADDED if change.what == "added" else words.REMOVED
            return say(said.en, said.id, part=whole(part, language)).read(language)
        case "renamed":
            assert change.before is not None and change.after is not None
            name = change.after.name
            kind = kind_of(part, language)
            old = f"`{change.before.name}`" if part.kind in HEADINGS else f"{kind} `{change.before.name}`"
            return say(words.RENAMED.en, words.RENAMED.id, old=old, new=f"`{name}`").read(language)
        case "moved":
            assert change.before is not None and change.after is not None
            old, new = _place(change.before, language), _place(change.after, language)
            return say(words.MOVED.en, words.MOVED.id, old=old, new=new).read(language)
        case "reordered":
            old, new = (", ".join(title(each, language) for each in order) for order in change.orders)
            return say(words.REORDERED.en, words.REORDERED.id, old=old, new=new).read(language)
        case "inside":
            return say(words.INSIDE.en, words.INSIDE.id, name=part.word).read(language)


def _changed(change: Change, language: Language) -> str:
    part = change.subject[-1]
    facet = change.new or change.old
    assert facet is not None
    aspect = aspect_of(facet, language)
    what = aspect
    if part.kind not in HEADINGS:
        named = title(part, language, facet.aspect)
        what = (
            named
            if named == aspect
            else say(words.OF.en, words.OF.id, aspect=aspect, part=named).read(language)
        )
    sides = (change.old, change.new)
    decimals = max(each.decimals for each in sides if each is not None)
    old, new = (value(facet.aspect, each, language, decimals) for each in sides)
    return say(words.FROM_OLD.en, words.FROM_OLD.id, what=what, old=old, new=new).read(language)


def _place(part: Part, language: Language) -> str:
    above = [name for kind, name in part.path[:-1] if kind in ("node", "collect", "input")]
    return f"`{'.'.join(above)}`" if above else words.KINDS["rubric"].read(language)


# Parts


def kind_of(part: Part, language: Language) -> str:
    """What a part is: the author's word for a node."""
    return (word(part.word) if part.kind == "node" else words.KINDS[part.kind]).read(language)


def heading(part: Part, language: Language) -> str:
    """The title above the differences of a part."""
    kind = kind_of(part, language)
    if part.kind == "member":
        return f"{kind} {part.word}"
    if part.label is not None:
        return say(words.LABELLED.en, words.LABELLED.id, kind=kind, label=part.label, name=part.name).read(
            language
        )
    return f"{kind} `{part.name}`"


def title(part: Part, language: Language, but: Aspect | None = None) -> str:
    """A part in a line: by its name, else by what it says (but for the aspect that differs)."""
    kind = kind_of(part, language)
    if part.name:
        return part.name if part.kind == "code" else f"{kind} {part.name}"
    said = {facet.aspect: facet for facet in part.facets if facet.about == "meaning"}
    telling = _TELLING.get(part.kind, ())
    for aspect in telling:
        if aspect != but and aspect in said:
            text = value(aspect, said[aspect], language)
            if part.kind in ("limit", "raise") and aspect == "code":
                return say(words.LIMIT.en, words.LIMIT.id, kind=kind, code=text).read(language)
            if aspect == "condition" and text != words.WORDS["otherwise"].read(language):
                text = f"{words.WORDS['when'].read(language)} {text}"
            return f"{kind} {text}"
    return kind


_TELLING: dict[str, tuple[Aspect, ...]] = {
    "bin": ("range", "value"),
    "case": ("condition", "value"),
    "prerequisite": ("condition", "value"),
    "row": ("asks", "code"),
    "limit": ("code", "condition"),
    "raise": ("code", "condition"),
    "assert": ("asserts", "condition"),
    "cap": ("amount",),
    "floor": ("amount",),
    "scale": ("amount",),
}
"""What a part without a name is called by, the most telling first."""


def whole(part: Part, language: Language) -> str:
    """A part that is new or gone, with what it says."""
    named = heading(part, language) if part.kind in HEADINGS else title(part, language)
    if part.label is not None and part.kind not in HEADINGS:
        named = f'{named} "{part.label}"'
    told = {_TELLING[part.kind][0]} if part.kind in _TELLING and not part.name else set()
    said = ", ".join(
        f"{aspect_of(facet, language)} {value(facet.aspect, facet, language)}"
        for facet in part.facets
        if facet.about == "meaning" and facet.aspect not in told | {"name", "method"}
    )
    return f"{named}: {said}" if said else named


# Facets


def aspect_of(facet: Facet, language: Language) -> str:
    """What a facet is about, in a word."""
    said = words.ASPECTS[facet.aspect]
    return say(said.en, said.id, of=facet.of).read(language)


def value(aspect: Aspect, facet: Facet | None, language: Language, decimals: int = 0) -> str:
    """What a facet says, or what it means that there is none."""
    if facet is None:
        return words.ABSENT.get(aspect, words.WORDS["none"]).read(language)
    form = facet.value if facet.told is None else facet.told
    return _Facets(language, max(decimals, facet.decimals)).said(aspect, form)


class _Facets(Telling):
    """Writes what facets say that are no expressions."""

    def said(self, aspect: Aspect, form: Form) -> str:
        match form:
            case True:
                return words.FLAGS[aspect].read(self.language)
            case ("name" | "word" as kind, str() as text):
                return word(text).read(self.language) if kind == "word" else f"`{text}`"
            case ("span", low, high):
                return f"{self.tell(low)} .. {self.tell(high)}"
            case ("weight", kind, tuple() as cases):
                return self._weight(kind, cases)
            case ("domain", *parts):
                return self._domain(*parts)
            case ("choices", kind, *codes):
                return f"{self._domain(kind)} {', '.join(map(self.tell, codes))}"
            case ("optional",):
                return self.word("optional")
            case ("default", given):
                return f"{self.word('default')} {self.tell(given)}"
            case ("places", int() as count, mode):
                return self._places(count, mode)
            case ("counted", str() as counted):
                return words.COUNTED[counted].read(self.language)
            case ("decimals", int() as count):
                return self._digits(count)
            case ("method", str() as method):
                return words.METHODS[method].read(self.language)
            case ("posts", start, end, log):
                return self._posts(start, end, log)
            case ("period", start, end):
                return self._period(start, end)
            case ("otherwise",):
                return self.word("otherwise")
            case ("from" | "to" | "above" | "below" as way, Fraction() as edge, bool() as share):
                text = self.number(edge, share)
                return text if way in ("from", "to") else f"{self.word(str(way))} {text}"
            case (("range", *_) as stretch, bool() as share):
                return self.stretch(stretch, share)
            case ("attribute", told):
                return f'"{told}"' if isinstance(told, str) else self.tell(told)
            case ("value", kind, of):
                return self.tell((kind, of) if isinstance(of, (Fraction, bool, date)) else of)
            case ("when", condition):
                return f"{self.word('when')} {self.tell(condition)}"
            case ("tests", frozenset() as tests):
                return "; ".join(sorted(self._tests(tests))) or self.word("otherwise")
            case ("order", *codes):
                return " < ".join(map(self.tell, codes))
            case ("key", of, lowest):
                return f"{self.tell(of)} ({self.word('lowest' if lowest else 'highest')})"
            case ("keys", *keys):
                return ", ".join(self.said(aspect, key) for key in keys)
            case ("ties", str() as ties):
                return self.word(f"{ties}_ties")
            case (str() as kind, best, places) if aspect == "aggregate":
                return self._aggregate(kind, best, places)
            case _:
                return self.tell(form)

    def _weight(self, kind: Form, cases: tuple[Form, ...]) -> str:
        said = []
        for case in cases:
            assert isinstance(case, tuple)
            amount, when = case
            assert isinstance(amount, Fraction)
            text = self.number(amount, share=kind != "points")
            if kind == "points":
                text = say(words.POINTS.en, words.POINTS.id, n=self.number(amount)).read(self.language)
            elif kind == "total":
                text = f"{text} {self.word('total')}"
            elif kind == "equal":
                text = say(
                    words.EQUAL.en, words.EQUAL.id, share=f"{amount.numerator}/{amount.denominator}"
                ).read(self.language)
            if when is not None:
                text += f" {self.word('when')} {self.tell(when)}"
            elif len(cases) > 1:
                text += f" {self.word('otherwise')}"
            said.append(text)
        return ", ".join(said)

    def _domain(
        self, kind: Form, low: Form = None, high: Form = None, step: Form = None, share: Form = None
    ) -> str:
        match kind:
            case "number" | "share":
                assert isinstance(low, Fraction) and isinstance(step, Fraction)
                percent = bool(share)
                last = "" if high is None else f" {self.end(high, percent)}"
                text = f"{self.number(low, percent)} ..{last}"
                usual = Fraction(1, 100) if percent else Fraction(1)
                return text if step == usual else f"{text} {self.word('step')} {self.number(step, percent)}"
            case "truth":
                return self.word("yes_or_no")
            case "code":
                return self.word("one_of")
            case "set":
                return self.word("any_of")
            case _:
                return self.word(str(kind))

    def _digits(self, count: int) -> str:
        if count == 1:
            return words.DIGIT.read(self.language)
        return say(words.DIGITS.en, words.DIGITS.id, n=count).read(self.language)

    def _places(self, count: int, mode: Form) -> str:
        text = self._digits(count)
        return text if mode == "half-away" else f"{text} {self.word(str(mode))}"

    def _posts(self, start: Form, end: Form, log: Form) -> str:
        text = say(words.FROM_TO.en, words.FROM_TO.id, start=self.tell(start), end=self.tell(end)).read(
            self.language
        )
        match log:
            case ("places", int() as count, mode):
                return f"{text} {self.word('log')} {self._places(count, mode)}"
            case _:
                return text

    def _period(self, start: Form, end: Form) -> str:
        return (
            f"{'' if start is None else self.tell(start)} .. {'' if end is None else self.tell(end)}".strip()
        )

    def _tests(self, tests: frozenset[Form]) -> Iterator[str]:
        for test in tests:
            match test:
                case (
                    column,
                    (
                        "takes",
                        frozenset() as stretches,
                        frozenset() as values,
                        bool() as missing,
                        bool() as share,
                    ),
                ):
                    taken = sorted(self.stretch(stretch, share) for stretch in stretches)
                    taken += sorted(map(self.tell, values))
                    taken += [words.MISSING.read(self.language)] if missing else []
                    joint = f" {self.word('or')} "
                    yield f"{self._counted(column)}: {joint.join(taken)}"
                case _:
                    raise AssertionError(test)

    def _aggregate(self, kind: str, best: Form, places: Form) -> str:
        said = words.AGGREGATES[kind]
        text = say(said.en, said.id, n=str(best)).read(self.language)
        match places:
            case ("places", int() as count, mode):
                return f"{text}, {self._places(count, mode)}"
            case _:
                return text

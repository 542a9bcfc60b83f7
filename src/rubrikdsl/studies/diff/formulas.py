"""Forms as people read them: conditions and formulas in the words of the language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.exact import to_text
from rubrikdsl.studies.diff import problems as words
from rubrikdsl.studies.diff.parts import Form
from rubrikdsl.studies.diff.parts import Ref

_LEVELS = {
    "if": 0, "or": 1, "and": 2, "not": 3, "lt": 4, "le": 4, "gt": 4, "ge": 4, "eq": 4, "ne": 4, "has": 4,
    "in": 4, "is": 4, "every": 4, "any": 4, "add": 5, "sub": 5, "mul": 6, "div": 6, "neg": 7,
}  # fmt: skip
_SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*", "div": "/"}


def number(value: Fraction, language: Language, decimals: int = 0) -> str:
    """A number with at least so many decimals, where it ends."""
    mark: Mark = "," if language == "id" else "."
    own = decimal_places(value)
    return to_text(value, mark) if own is None else fixed(value, max(own, decimals), mark)


def percent(value: Fraction, language: Language) -> str:
    """A share."""
    return f"{number(value * 100, language)}%"


class Telling:
    """Writes forms in one language; `decimals` are those that numbers have at least."""

    def __init__(self, language: Language, decimals: int = 0) -> None:
        self.language: Language = language
        self.decimals = decimals

    def word(self, key: str) -> str:
        """A word of the language."""
        return words.WORDS[key].read(self.language)

    def number(self, value: Fraction, share: bool = False) -> str:
        """A number, or a share."""
        if share:
            return percent(value, self.language)
        return number(value, self.language, self.decimals)

    def listed(self, parts: Iterable[Form], joint: str = ", ") -> str:
        """Forms in an order of their own."""
        return joint.join(sorted(self.tell(part) for part in parts))

    # Expressions

    def tell(self, form: Form, level: int = 0) -> str:
        """A form, in parentheses where its surroundings bind more tightly."""
        if isinstance(form, tuple) and isinstance(form[0], str):
            own = _LEVELS.get(form[0], 8)
            text = self._tagged(form, own)
            return f"({text})" if own < level else text
        return self._plain(form)

    def _plain(self, form: Form) -> str:
        match form:
            case Ref(name=name):
                return name
            case bool():
                return self.word("yes" if form else "no")
            case Fraction() | int():
                return self.number(Fraction(form))
            case date():
                return form.isoformat()
            case frozenset():
                return self.listed(form)
            case None:
                return self.word("none")
            case str():
                return form
            case tuple():
                return " ".join(map(self.tell, form))

    def _tagged(self, form: tuple[Form, ...], own: int) -> str:
        match form:
            case ("number", Fraction() | int() as value):
                return self.number(Fraction(value))
            case ("share", Fraction() as value):
                return self.number(value, share=True)
            case ("truth", bool() as value):
                return self.word("yes" if value else "no")
            case ("date", date() as value):
                return value.isoformat()
            case ("text", str() as value):
                return f'"{value}"'
            case ("texts", *values):
                return "; ".join(f'"{value}"' for value in values)
            case ("code", str() as value):
                return value
            case ("itself",):
                return self.word("value")
            case ("answer", Ref(name=name)):
                return f"{name}.{self.word('answer')}"
            case ("state", Ref(name=name)):
                return name
            case ("reading", of, str() as reading):
                return f"{self.tell(of)}.{self.word(reading)}"
            case ("column", of, str() as column):
                return f"{self.tell(of)}.{column}"
            case ("size" | "tally", of):
                return f"{self.word('count')}({self._counted(of)})"
            case ("streak", of):
                return f"{self.word('ladder')} {self.tell(of)}"
            case ("round", arg, int() as places, _):
                return f"{self.word('round')}({self.tell(arg)}, {places})"
            case ("if", tuple() as branches, otherwise):
                return self._choice(branches, otherwise)
            case ("in", arg, frozenset() as values):
                return f"{self.tell(arg, 5)} {self.word('in')} ({self.listed(values)})"
            case ("is", arg, str() as state):
                return f"{self._counted(arg)} {self.word(state)}"
            case ("fold", "every" | "any" as kind, of, value, where, Ref(name=word)):
                chosen = "" if where is None else f" {self.word('where')} {self.tell(where)}"
                said = f"{self.word(str(kind))} {word} {self.word('in_group')} {self.tell(of)}{chosen}"
                return f"{said} {self.word('has')} {self.tell(value)}"
            case ("fold", str() as kind, of, value, where, _):
                return self._fold(kind, of, value, where)
            case ("every" | "any" as kind, str() as word, group, frozenset() as conditions):
                return self._quantified(str(kind), word, group, conditions)
            case _:
                return self._operation(form, own)

    def _operation(self, form: tuple[Form, ...], own: int) -> str:
        match form:
            case ("not", inner):
                return self._negated(inner)
            case ("neg", inner):
                return f"-{self.tell(inner, own)}"
            case ("eq" | "ne" as op, left, right):
                return f"{self.tell(left, 5)} {self.word(str(op))} {self.tell(right, 5)}"
            case ("has", container, code):
                return f"{self.tell(code)} {self.word('in')} {self._counted(container)}"
            case ("and" | "or" as op, left, right):
                return f"{self.tell(left, own)} {self.word(str(op))} {self.tell(right, own + 1)}"
            case ("add" | "sub" | "mul" | "div" as op, left, right):
                return f"{self.tell(left, own)} {_SIGNS[str(op)]} {self.tell(right, own + 1)}"
            case ("lt" | "le" | "gt" | "ge" as op, left, right):
                return f"{self.tell(left, 5)} {_SIGNS[str(op)]} {self.tell(right, 5)}"
            case (str() as function, *args):
                return f"{self.word(function)}({', '.join(map(self.tell, args))})"
            case _:
                raise AssertionError(form)

    def _counted(self, form: Form) -> str:
        """The name of what is asked of itself, its answer included."""
        match form:
            case ("answer" | "state", Ref(name=name)):
                return name
            case _:
                return self.tell(form)

    def _negated(self, inner: Form) -> str:
        match inner:
            case ("in", arg, frozenset() as values):
                return f"{self.tell(arg, 5)} {self.word('not_in')} ({self.listed(values)})"
            case ("has", container, code):
                return f"{self.tell(code)} {self.word('not_in')} {self._counted(container)}"
            case ("is", arg, str() as state):
                return f"{self._counted(arg)} {self.word(f'not_{state}')}"
            case _:
                return f"{self.word('not')} {self.tell(inner, 3)}"

    def _choice(self, branches: tuple[Form, ...], otherwise: Form) -> str:
        said = ""
        for branch in branches:
            assert isinstance(branch, tuple)
            condition, value = branch
            said += f"{self.word('if')} {self.tell(condition)} {self.word('then')} {self.tell(value)} "
            said += f"{self.word('else')} "
        return said + self.tell(otherwise)

    def _fold(self, kind: str, of: Form, value: Form, where: Form) -> str:
        inner = self.tell(of) if value is None else f"{self.tell(of)}: {self.tell(value)}"
        if isinstance(value, Ref):
            inner = f"{self.tell(of)}.{value.name}"
        chosen = "" if where is None else f" {self.word('where')} {self.tell(where)}"
        return f"{self.word(kind)}({inner}{chosen})"

    def _quantified(self, kind: str, word: str, group: Form, conditions: frozenset[Form]) -> str:
        from rubrikdsl.semantics.problems.wording import word as named

        asked = f" {self.word('or')} ".join(sorted(map(self._has, conditions)))
        of = named(word).read(self.language)
        return f"{self.word(kind)} {of} {self.word('in_group')} {self.tell(group)} {self.word('has')} {asked}"

    def _has(self, condition: Form) -> str:
        match condition:
            case (str() as op, ("reading", ("itself",), str() as reading), right) if op in _SIGNS:
                return f"{self.word(reading)} {_SIGNS[op]} {self.tell(right)}"
            case _:
                return self.tell(condition)

    # Ranges

    def stretch(self, form: Form, share: bool = False) -> str:
        """A stretch of numbers, as a table of the language writes it."""
        match form:
            case ("range", low, high, bool() as low_open, bool() as high_open):
                start = "" if low is None else self.end(low, share)
                stop = "" if high is None else self.end(high, share)
                if low == high and low is not None:
                    return start
                if low_open or high_open:
                    left = f"{self.word('above' if low_open else 'from')} {start}" if start else ""
                    right = f"{self.word('below') if high_open else '..'} {stop}" if stop else ""
                    joint = f" {self.word('and')} " if left and high_open and right else " "
                    return f"{left}{joint}{right}".strip()
                return f"{start} .. {stop}".strip()
            case _:
                raise AssertionError(form)

    def end(self, value: Form, share: bool = False) -> str:
        """A number at the end of a range."""
        assert isinstance(value, Fraction)
        return self.number(value, share)

"""Columns of a table as the whole numbers of a program's slots, by the rules of the readers of data.

What a column holds becomes, stage by stage, a number of the slot, or the code of what is wrong with it. A
stage reads names of earlier stages only, so that nothing is written out twice.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from math import floor
from typing import Final

from sqlglot import exp

from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.program.ops import Slot
from rubrikdsl.records.values import FALSE
from rubrikdsl.records.values import NONE_WORDS
from rubrikdsl.records.values import NOT_APPLICABLE_WORDS
from rubrikdsl.records.values import TRUE
from rubrikdsl.records.values import Choices
from rubrikdsl.records.values import fold
from rubrikdsl.semantics.terms import Choice
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.sql.dialects import Dialect
from rubrikdsl.sql.problems import ITEMS
from rubrikdsl.sql.problems import NUMBER
from rubrikdsl.sql.problems import Obstacle
from rubrikdsl.sql.problems import ObstacleError
from rubrikdsl.sql.problems import What
from rubrikdsl.sql.tree import Node
from rubrikdsl.sql.tree import among
from rubrikdsl.sql.tree import binary
from rubrikdsl.sql.tree import call
from rubrikdsl.sql.tree import case
from rubrikdsl.sql.tree import cast_to
from rubrikdsl.sql.tree import column
from rubrikdsl.sql.tree import equal
from rubrikdsl.sql.tree import every
from rubrikdsl.sql.tree import is_null
from rubrikdsl.sql.tree import joined
from rubrikdsl.sql.tree import negated
from rubrikdsl.sql.tree import number
from rubrikdsl.sql.tree import some
from rubrikdsl.sql.tree import text
from rubrikdsl.sql.tree import truth

EXACT: Final = 10**15
"""Up to so many units a float tells neighbouring numbers of a grid apart."""

LONGEST: Final = 16
"""Characters of a text that SQLite reads as a number without rounding it."""

PLAIN: Final = r"^[+-]?[0-9]{1,18}([.][0-9]{1,18})?$"
PERCENT: Final = r"^[+-]?[0-9]{1,18}([.][0-9]{1,18})? ?%$"

UNREADABLE: Final = "value-unreadable"
OUTSIDE: Final = "value-outside-domain"


@dataclass(frozen=True, slots=True)
class Read:
    """What one column says: its stages (names with expressions), then its number, states and problem.

    The last four stand in a stage after all others; None: never. `raw` is what the column holds, as it is
    written, null where that is nothing.
    """

    slot: Slot
    raw: Node
    stages: tuple[tuple[str, Node], ...]
    value: Node
    missing: Node
    silent: Node | None
    problem: Node | None
    state: str | None = None
    """Of a node that may be not applicable: the name of the slot that says so, by the same column."""
    is_state: bool = False
    """It says no more than whether a node is not applicable."""

    @property
    def is_truth(self) -> bool:
        """Whether it is a yes or a no."""
        return self.slot.kind == "field" and self.slot.type.kind == "truth"


def read(
    at: str,
    slot: Slot,
    source: str,
    plan: ir.Plan,
    words: dict[str, int],
    dialect: Dialect,
    state: str | None = None,
) -> Read:
    """The reading of a slot's column, whose own names end in `at`.

    The column of a node may also say `state`: that it is not applicable.
    """
    reader = _Reader(at, slot, source, plan, words, dialect)
    if slot.kind == "node":
        return replace(reader.number(state is not None), state=state)
    match slot.type.kind:
        case "number" | "share":
            return reader.number()
        case "truth":
            return reader.truth()
        case "code":
            return reader.code()
        case "set":
            return reader.set()
        case "date":
            return reader.date()
        case "text":
            return reader.text()


def state_beside(slot: Slot, node: str, given: Read) -> Read:
    """Whether a node is not applicable, by the column that else gives it."""
    silent = column(f"s{node}")
    return Read(slot, given.raw, (), truth(False), negated(silent), silent, None, is_state=True)


def state_alone(at: str, slot: Slot, source: str, plan: ir.Plan, dialect: Dialect) -> Read:
    """Whether a checklist is not applicable, by a column that says nothing else here."""
    return _Reader(at, slot, source, plan, {}, dialect).state()


class _Reader:
    def __init__(
        self, at: str, slot: Slot, source: str, plan: ir.Plan, words: dict[str, int], dialect: Dialect
    ) -> None:
        self.at, self.slot, self.plan, self.words, self.dialect = at, slot, plan, words, dialect
        self.source = column(dialect.spelt(source), quoted=True)
        self.is_sqlite = dialect.name == "sqlite"
        field = plan.fields[slot.index] if slot.kind == "field" else None
        self.domain: Domain | None = None if field is None else field.domain
        self.clause = plan.nodes[slot.index].clause if field is None else field.clause

    def name(self, letter: str) -> str:
        return f"{letter}{self.at}"

    def col(self, letter: str) -> Node:
        return column(self.name(letter))

    def obstacle(self, what: What, bits: int = 0) -> ObstacleError:
        return ObstacleError(Obstacle(what, self.plan.clauses[self.clause], bits))

    def stored(self) -> Node:
        """The column as a text without blanks around it; null where there is none."""
        return call("NULLIF", exp.Trim(this=cast_to(self.source, "TEXT")), text(""))

    def raw(self) -> Node:
        """What the column holds, as it is written; null where it is blank."""
        if self.is_sqlite:
            blank = equal(call("TRIM", self.source), text(""))
            return case([(blank, exp.Null())], self.source)
        return case([(negated(is_null(self.stored())), cast_to(self.source, "TEXT"))])

    def folded(self, usual: Iterable[str] = ()) -> Node:
        """The text for comparing labels: in lower case, runs of white space as one space.

        Texts that are as `usual` stay as they are: most are, and folding costs more than all else.
        """
        found = self.col("r")
        known = [text(word) for word in usual]
        for blank in ("\t", "\n", "\r", "\N{NO-BREAK SPACE}"):
            found = call("REPLACE", found, text(blank), text(" "))
        found = call("REPLACE", found, text(" "), text("\x02\x03"))
        found = call("REPLACE", found, text("\x03\x02"), text(""))
        folded = exp.Lower(this=call("REPLACE", found, text("\x02\x03"), text(" ")))
        return case([(among(self.col("r"), known), self.col("r"))], folded) if known else folded

    def silent(self) -> Node:
        """Whether it says not applicable; such words may name an option, which comes first."""
        taken = Choices(() if self.domain is None else self.domain.choices)
        known = sorted(word for word in NOT_APPLICABLE_WORDS if taken.find(word) is None)
        said = among(self.col("f"), [text(word) for word in known])
        if self.is_sqlite:  # which looks nothing up where a number stands
            said = every([negated(is_null(self.col("f"))), said])
        return case([(said, truth(True))], truth(False))

    def made(
        self,
        stages: Sequence[tuple[str, Node]],
        sound: Node,
        value: Node,
        faults: Sequence[tuple[Node, str]],
        code: str,
        words: bool = True,
        may_skip: bool = False,
    ) -> Read:
        """A reading: the value where it is sound, else the first fault, else `code`.

        Where it `may_skip`, a word for that is none for the value.
        """
        silent = self.col("s") if words else None
        allowed = self.slot.not_applicable or may_skip
        is_truth = self.slot.kind == "field" and self.slot.type.kind == "truth"
        low: Node = truth(False) if is_truth else number(self.slot.low)
        branches: list[tuple[Node, Node]] = [(is_null(self.col("r")), exp.Null())]
        if silent is not None:
            branches.append((silent, exp.Null() if allowed else text("not-applicable-refused")))
        branches.append((sound, exp.Null()))
        faults = list(faults)
        while faults and faults[-1][1] == code:
            del faults[-1]
        branches += [(condition, text(fault)) for condition, fault in faults]
        return Read(
            self.slot,
            self.raw(),
            tuple(stages),
            case([(sound, value)], low),
            some([is_null(self.col("r")), self.col("s")]) if may_skip else is_null(self.col("r")),
            case([(silent, truth(True))], truth(False))
            if silent is not None and self.slot.not_applicable
            else None,
            case(branches, text(code)),
        )

    def _worded(self, usual: Iterable[str] = ()) -> list[tuple[str, Node]]:
        """The stages of a text."""
        return [
            (self.name("r"), self.stored()),
            (self.name("f"), self.folded(usual)),
            (self.name("s"), self.silent()),
        ]

    # Numbers

    def state(self) -> Read:
        """Whether the column says that a checklist is not applicable; a list of its items is not taken."""
        owner = self.plan.fields[self.slot.index].owner
        items = [field for field in self.plan.fields if field.owner == owner and field.kind == "item"]
        known = some([is_null(self.col("r")), self.col("s")])
        digit: Node = exp.RegexpLike(this=self.col("f"), expression=text("^[0-9]"))
        if self.is_sqlite:
            digit = exp.Glob(this=self.col("f"), expression=text("[0-9]*"))
        listed, parts = self._listed(tuple(Choice(item.name, item.label) for item in items))
        problem = case(
            [
                (known, exp.Null()),
                (digit, text(UNREADABLE)),
                (equal(self._left(parts), text("")), text(ITEMS)),
            ],
            text(OUTSIDE),
        )
        stages = (*self._worded(), (self.name("l"), listed))
        silent = self.col("s")
        missing = negated(silent)
        return Read(self.slot, self.raw(), stages, truth(False), missing, silent, problem, is_state=True)

    def number(self, may_skip: bool = False) -> Read:
        slot = self.slot
        share = slot.type.kind == "share"
        per = 100 if share else 1
        places = decimal_places(Fraction(1, _ending(Fraction(per, slot.scale).denominator))) or 0
        unit = 10**places
        ratio = Fraction(slot.scale, per * unit)
        low, high = ceil(slot.low / ratio), floor(slot.high / ratio)
        digits = max(len(str(max(abs(low), abs(high)))), places + 1)
        biggest = max(abs(low), abs(high), 1) * ratio.numerator
        if biggest >= 2**63:
            raise self.obstacle("wide", biggest.bit_length() + 1)
        # of a number of units, and of all that is computed from it on the way to one of the slot
        wide = min((biggest + abs(slot.low) * ratio.denominator).bit_length() + 1, 64)
        stages: list[tuple[str, Node]] = []
        worded = share or slot.not_applicable or may_skip or self.is_sqlite
        if self.is_sqlite:
            if max(abs(low), abs(high)) > EXACT:
                raise self.obstacle("wide", max(abs(low), abs(high)).bit_length() + 1)
            stages = self._sqlite_number(share, low, high, unit)
        else:
            if digits > self.dialect.digits or places > self.dialect.places:
                raise self.obstacle("decimals")
            kind = self.dialect.type_of(wide)
            stages = self._number(worded, share, low, high, unit, places, digits, kind)
        units = self.col("u")
        sides = [negated(is_null(units))]
        if self.is_sqlite:  # else they are looked at before
            sides = [binary(exp.GTE, units, number(low)), binary(exp.LTE, units, number(high))]
        scaled = units if ratio.numerator == 1 else binary(exp.Mul, number(ratio.numerator), units)
        step = slot.step * ratio.denominator
        if step != 1:
            start = slot.low * ratio.denominator
            moved = scaled if start == 0 else binary(exp.Sub, scaled, number(start))
            sides.append(equal(exp.Mod(this=exp.Paren(this=moved), expression=number(step)), number(0)))
        value = scaled
        if ratio.denominator != 1:
            value = self.dialect.quotient(scaled, number(ratio.denominator), wide, negative=slot.low < 0)
        bits = max(abs(slot.low), abs(slot.high)).bit_length() + 1
        if self.dialect.type_of(bits) != self.dialect.type_of(wide):
            value = self.dialect.cast(value, bits)
        faults = self._faults(share, worded)
        return self.made(stages, every(sides), value, faults, self._beyond(), worded, may_skip)

    def _beyond(self) -> str:
        """The code of a number that lies off the slot's grid, though within its ends."""
        if self.slot.kind == "node":
            return NUMBER if self.slot.open_ else "given-not-rounded"
        assert self.domain is not None
        return NUMBER if self.domain.step is None else OUTSIDE

    def _faults(self, share: bool, worded: bool) -> list[tuple[Node, str]]:
        faults: list[tuple[Node, str]] = []
        held = self.col("y" if worded else "r")
        per = 100 if share else 1
        if worded:
            other = number(0 if share else 1), "share-without-percent" if share else "percent-without-share"
            faults.append((equal(self.col("p"), other[0]), other[1]))
            faults.append((is_null(held), UNREADABLE))
        last = Fraction(self.slot.low, self.slot.scale), Fraction(self.slot.high, self.slot.scale)
        known: tuple[Fraction | None, Fraction | None] = last
        outside = "given-outside-scale"
        if self.slot.kind == "field":
            assert self.domain is not None
            known, outside = (self.domain.low, self.domain.high), OUTSIDE
        for kind, end, own in ((exp.LT, known[0], last[0]), (exp.GT, known[1], last[1])):
            limit = _decimal((own if end is None else end) * per, up=kind is exp.LT)
            faults.append((binary(kind, held, limit), NUMBER if end is None else outside))
        return faults

    def _number(
        self, worded: bool, share: bool, low: int, high: int, unit: int, places: int, digits: int, kind: str
    ) -> list[tuple[str, Node]]:
        stages: list[tuple[str, Node]] = []
        source = "r"
        if worded:
            plain = exp.RegexpLike(this=self.col("f"), expression=text(PLAIN))
            percent = exp.RegexpLike(this=self.col("f"), expression=text(PERCENT))
            digits_only = exp.Trim(this=call("REPLACE", self.col("f"), text("%"), text("")))
            wanted = cast_to(digits_only, self.dialect.decimal(36 if self.dialect.digits > 36 else 38, 18))
            if self.dialect.name == "bigquery":
                wanted = cast_to(digits_only, "BIGDECIMAL")
            stages = [
                *self._worded(),
                (self.name("p"), case([(percent, number(1)), (plain, number(0))])),
                (self.name("y"), case([(equal(self.col("p"), number(1 if share else 0)), wanted)])),
            ]
            source = "y"
        else:
            stages = [(self.name("r"), self.source)]
        held = self.col(source)
        near = cast_to(held, self.dialect.decimal(max(digits, 1), places))
        if self.dialect.name == "bigquery":  # its decimals have no places of their own
            near = call("ROUND", cast_to(held, "BIGDECIMAL"), number(places))
        whole = near if unit == 1 else binary(exp.Mul, near, number(unit))
        within = every(
            [
                binary(exp.GTE, held, _decimal(Fraction(low, unit), up=False)),
                binary(exp.LTE, held, _decimal(Fraction(high, unit), up=True)),
            ]
        )
        exactly = case([(equal(held, near), cast_to(whole, kind))])
        return [*stages, (self.name("u"), case([(within, exactly)]))]

    def _sqlite_number(self, share: bool, low: int, high: int, unit: int) -> list[tuple[str, Node]]:
        """SQLite has a type for each value: whole numbers, floats and texts stand in one column."""
        blank = call("NULLIF", call("TRIM", self.source), text(""))
        # numbers sort before all texts; asking this costs less than asking for the type
        stored = case(
            [
                (binary(exp.LT, self.source, text("")), self.source),
                (equal(call("TYPEOF", self.source), text("text")), blank),
            ],
            self.source,
        )
        typed = binary(exp.LT, self.col("r"), text(""))
        is_text = equal(call("TYPEOF", self.col("r")), text("text"))
        bare = call("TRIM", call("REPLACE", self.col("f"), text("%"), text("")))
        body = call("LTRIM", self.col("b"), text("+-"))
        signs = call("LENGTH", self.col("b"))
        dots = binary(
            exp.Sub,
            call("LENGTH", self.col("b")),
            call("LENGTH", call("REPLACE", self.col("b"), text("."), text(""))),
        )
        plain = every(
            [
                is_text,
                binary(exp.LTE, signs, number(LONGEST)),
                binary(exp.GTE, call("LENGTH", body), binary(exp.Sub, signs, number(1))),
                negated(exp.Glob(this=body, expression=text("*[^0-9.]*"))),
                exp.Glob(this=body, expression=text("[0-9]*")),
                exp.Glob(this=body, expression=text("*[0-9]")),
                binary(exp.LTE, dots, number(1)),
            ]
        )
        marked = exp.Glob(this=self.col("f"), expression=text("*[0-9 ]%"))
        worth: Node = exp.Cast(this=self.col("b"), to=_NUMERIC)
        asked = [(equal(self.col("p"), number(1)), worth)]
        if not share:
            asked = [
                (typed, self.col("r")),
                (equal(self.col("p"), number(0)), worth),
            ]
        y, near = self.col("y"), self.col("h")
        nearest = cast_to(call("ROUND", binary(exp.Mul, y, number(unit))), "BIGINT")
        far_low, far_high = floor(Fraction(low, unit)), ceil(Fraction(high, unit))
        within = every([binary(exp.GTE, y, number(far_low)), binary(exp.LTE, y, number(far_high))])
        again = binary(exp.Div, binary(exp.Mul, near, number("1.0")), number(unit))
        exactly = case(
            [
                (equal(again, y), near),
            ]
        )
        return [
            (self.name("r"), stored),
            (self.name("f"), case([(typed, exp.Null())], self.folded())),
            (self.name("s"), self.silent()),
            (self.name("b"), case([(negated(is_null(self.col("f"))), bare)])),
            (
                self.name("p"),
                case(
                    [
                        (typed, number(0)),
                        (every([plain, marked]), number(1)),
                        (plain, number(0)),
                    ]
                ),
            ),
            (self.name("y"), case(asked)),
            (self.name("h"), case([(within, nearest)])),
            (self.name("u"), exactly),
        ]

    # Words

    def truth(self) -> Read:
        yes, no = ([text(word) for word in sorted(words)] for words in (TRUE, FALSE))
        said = case([(among(self.col("f"), yes), number(1)), (among(self.col("f"), no), number(0))])
        stages = [*self._worded(), (self.name("u"), said)]
        if self.is_sqlite:  # has no other yes and no than numbers; as texts, these are neither
            typed = equal(call("TYPEOF", self.source), text("integer"))
            words = ((1, "yes"), (0, "no"))
            known = [(every([typed, equal(self.source, number(n))]), text(word)) for n, word in words]
            stages[0] = (self.name("r"), case(known, self.stored()))
        sound = negated(is_null(self.col("u")))
        return self.made(stages, sound, equal(self.col("u"), number(1)), (), OUTSIDE)

    def _found(self, of: Callable[[str], Node]) -> list[tuple[Node, Node]]:
        """A branch for each way to write an option: its code, else its code or label in any case."""
        assert self.domain is not None
        choices = self.domain.choices
        find = Choices(choices).find
        exact = {choice.code: choice.code for choice in choices}
        loose: dict[str, str] = {}
        for choice in choices:
            for word in (choice.code, choice.label):
                found = find(word)
                if found is None:
                    continue
                exact.setdefault(word, found)
                if fold(word).isascii():
                    loose.setdefault(fold(word), find(fold(word)) or "")
        branches = [(equal(self.col("r"), text(word)), of(code)) for word, code in exact.items() if word]
        return branches + [
            (equal(self.col("f"), text(word)), of(code)) for word, code in loose.items() if word and code
        ]

    def code(self) -> Read:
        assert self.domain is not None
        found = case(self._found(lambda code: number(self.words[code])))
        usual = [choice.code for choice in self.domain.choices]
        stages = [*self._worded(usual), (self.name("u"), found)]
        sound = negated(is_null(self.col("u")))
        return self.made(stages, sound, self.col("u"), (), OUTSIDE)

    def text(self) -> Read:
        stages = [
            (self.name("r"), case([(negated(is_null(self.stored())), cast_to(self.source, "TEXT"))])),
            (self.name("f"), self.folded()),
            (self.name("s"), self.silent() if self.slot.not_applicable else truth(False)),
        ]
        known = [(equal(self.col("r"), text(word)), number(at)) for word, at in self.words.items()]
        value = case(known, number(-1)) if known else number(-1)
        return self.made(stages, negated(self.col("s")), value, (), OUTSIDE)

    def date(self) -> Read:
        first = cast_to(text("0001-01-01"), "DATE")
        name = self.dialect.name
        day = self.col("d")
        if self.is_sqlite:
            made: Node = case([(equal(call("DATE", self.col("r")), self.col("r")), self.col("r"))])
            ordinal: Node = cast_to(binary(exp.Sub, call("JULIANDAY", day), number("1721424.5")), "BIGINT")
        else:
            like = exp.RegexpLike(this=self.col("r"), expression=text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
            day_type = exp.DataType.build("DATE")
            cast: Node = exp.Cast(this=self.col("r"), to=day_type)
            if name in ("duckdb", "spark", "bigquery"):  # a day that there is not must not stop the query
                cast = exp.TryCast(this=self.col("r"), to=day_type, safe=name == "spark")
            made = case([(like, cast)])
            if name in ("duckdb", "postgres"):
                ordinal = cast_to(binary(exp.Add, binary(exp.Sub, day, first), number(1)), "INT")
            else:
                args = [day, first] if name == "spark" else [day, first, exp.var("DAY")]
                ordinal = binary(
                    exp.Add, call("DATEDIFF" if name == "spark" else "DATE_DIFF", *args), number(1)
                )
        stages = [*self._worded(), (self.name("d"), made), (self.name("u"), ordinal)]
        return self.made(stages, binary(exp.GTE, self.col("u"), number(1)), self.col("u"), (), UNREADABLE)

    def set(self) -> Read:
        """A set of options, a bit each."""
        assert self.domain is not None
        if len(self.slot.codes) > 62:
            raise self.obstacle("codes")
        listed, ways = self._listed(self.domain.choices)
        total: list[Node] = []
        for bit, code in enumerate(self.slot.codes):
            hits: list[Node] = [
                binary(exp.GT, exp.StrPosition(this=self.col("l"), substr=text(f";{word};")), number(0))
                for word in ways[code]
            ]
            total.append(case([(some(hits), number(1 << bit))], number(0)))
        stages = [
            *self._worded(),
            (self.name("l"), listed),
            (self.name("u"), case([(equal(self._left(ways), text("")), joined(exp.Add, total))])),
        ]
        sound = negated(is_null(self.col("u")))
        bits = len(self.slot.codes) + 1
        return self.made(stages, sound, self.dialect.cast(self.col("u"), bits), (), OUTSIDE)

    def _listed(self, choices: tuple[Choice, ...]) -> tuple[Node, dict[str, list[str]]]:
        """Codes or labels as `;code;;code;`, and the ways to write each.

        Between them stand `;` or `|`, else `,`, else blanks, as for the readers of data.
        """
        find = Choices(choices).find
        ways: dict[str, list[str]] = {choice.code: [] for choice in choices}
        for choice in choices:
            for word in sorted({fold(choice.code), fold(choice.label)}):
                if word and (code := find(word)) is not None:
                    ways[code].append(word)
        held = self.col("f")
        whole = among(held, [text(word) for words in ways.values() for word in words])
        none = among(held, [text(word) for word in sorted(NONE_WORDS)])
        split = [self._split(marks) for marks in (";|", ",", " ")]
        forms = [(none, text("")), (whole, _between(held)), *split[:2]]
        return case(forms, split[2][1]), ways

    def _split(self, marks: str) -> tuple[Node, Node]:
        """Whether a list has one of these marks, and its parts, split there."""
        parts = self.col("f")
        for mark in marks:
            parts = call("REPLACE", parts, text(mark), text(";"))
        for spaced in ("; ", " ;"):
            parts = call("REPLACE", parts, text(spaced), text(";"))
        has: list[Node] = [
            binary(exp.GT, exp.StrPosition(this=self.col("f"), substr=text(mark)), number(0))
            for mark in marks
        ]
        return some(has), _between(call("REPLACE", parts, text(";"), text(";;")))

    def _left(self, ways: Mapping[str, Sequence[str]]) -> Node:
        """What is left of a list without the codes and labels that it may name: nothing of a sound one."""
        rest = self.col("l")
        for word in (word for words in ways.values() for word in words):
            rest = call("REPLACE", rest, text(f";{word};"), text(""))
        return call("REPLACE", rest, text(";"), text(""))


def _between(parts: Node) -> Node:
    """The text with a `;` on either side."""
    return exp.DPipe(this=exp.DPipe(this=text(";"), expression=parts), expression=text(";"))


_NUMERIC = exp.DataType(this=exp.DataType.Type.USERDEFINED, kind="NUMERIC")


def _ending(denominator: int) -> int:
    """The part of a denominator that decimals can have."""
    found = 1
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator, found = denominator // prime, found * prime
    return found


def _decimal(value: Fraction, *, up: bool) -> Node:
    """A number as a decimal; one that does not end is rounded to the outside of nothing."""
    places = decimal_places(value)
    if places is None:
        unit = 10**18
        value = Fraction(ceil(value * unit) if up else floor(value * unit), unit)
        places = 18
    return number(fixed(value, places))

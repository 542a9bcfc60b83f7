"""The one place that makes rubrics and records: everything that the language has, at random, and sound.

A `Maker` is driven by a seed and a size, which is what Hypothesis draws: a failing case is two numbers, and
a smaller size is a smaller rubric.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Literal
from typing import TypeVar

from hypothesis import strategies as st
from tests.properties.made import SKIP
from tests.properties.made import Asked
from tests.properties.made import Asserted
from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Change
from tests.properties.made import Checklist
from tests.properties.made import Decision
from tests.properties.made import Filled
from tests.properties.made import Gate
from tests.properties.made import Group
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Let
from tests.properties.made import Made
from tests.properties.made import Named
from tests.properties.made import Node
from tests.properties.made import Onto
from tests.properties.made import Options
from tests.properties.made import Posts
from tests.properties.made import Row
from tests.properties.made import Skip
from tests.properties.made import Table
from tests.properties.made import Term
from tests.properties.made import Test
from tests.properties.made import Value
from tests.properties.made import Weight
from tests.properties.made import Whole
from tests.properties.made import below
from tests.properties.made import items_of
from tests.properties.oracle import Scorer
from tests.properties.oracle import nearest
from tests.properties.writing import Vocabulary
from tests.properties.writing import Writer

GROUPS = (
    "dimension",
    "aspect",
    "component",
    "domain",
    "variable",
    "cluster",
    "area",
    "element",
    "criterion",
    "group",
)
LEAVES = ("indicator", "item", "question")
MODES = ("", "", "half_even", "down", "up")
COLOURS = ("hijau", "kuning", "merah")
TEXTS = ("satu", "dua kata", "Tiga", "nomor 4/2020")
DAY = date(2020, 1, 31)
One = TypeVar("One", Leaf, Group)

WORDS_AS_NAMES = ("hasil", "nilai_akhir", "kode", "range", "label", "poin", "weight", "é_1", "dari")


def const(value: Fraction | int, percent: bool = False) -> Term:
    """A written number."""
    return Term("const", value=Fraction(value), percent=percent)


def op(name: str, *parts: Term) -> Term:
    """An operator."""
    return Term(name, parts)


@dataclass(frozen=True, slots=True)
class Case:
    """A rubric with its text."""

    made: Made
    text: str
    vocabulary: Vocabulary
    seed: int


class Maker:
    """Makes one rubric."""

    def __init__(self, random: Random, size: int, prefix: str = "") -> None:
        self.random, self.size, self.prefix = random, size, prefix
        self.count = 0
        self.inputs: list[Asked] = []
        self.floor, self.top = Fraction(0), Fraction(100)

    # Small choices

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def name(self, start: str) -> str:
        self.count += 1
        return f"{self.prefix}{start}{self.count}"

    def among(self, low: Fraction, high: Fraction, step: Fraction) -> Fraction:
        """A number on a grid."""
        return low + step * self.random.randrange(int((high - low) / step) + 1)

    def parts(self, count: int, total: Fraction, step: Fraction, zero: bool = True) -> list[Fraction]:
        """Amounts on a grid that add up; the first is above 0."""
        units = int(total / step)
        if units < count:
            return [total, *[Fraction(0)] * (count - 1)]
        cuts = sorted(self.random.sample(range(1, units), count - 1))
        found = [step * (b - a) for a, b in zip([0, *cuts], [*cuts, units], strict=True)]
        if zero and count > 1 and self.chance(15):
            found = [found[0] + found[-1], *found[1:-1], Fraction(0)]
        return found

    # Questions

    def asked(self, kind: str = "", *, loose: bool = False) -> Asked:
        """A new question; `loose` ones may be optional or have a default."""
        name = self.name("i")
        kind = kind or self.random.choice(["number", "truth", "code", "set", "share"])
        found: Asked
        if kind == "number":
            step = self.random.choice([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(1, 100)])
            low = self.random.choice([0, 0, 0, 0, 1, 1, -3 * loose])
            high = None if self.chance(30) else Fraction(low + self.random.choice([3, 5, 20]))
            found = Asked(name, "number", Fraction(low), high, step)
        elif kind == "share":
            found = Asked(name, "number", Fraction(0), Fraction(1), Fraction(1, 100), True)
        elif kind in ("truth", "text", "date"):
            found = Asked(name, kind)  # type: ignore[arg-type]
        else:
            start = "1." if kind == "code" and self.chance(15) else name
            ends = ("1", "10", "2", "3") if start == "1." else "abcd"
            codes = tuple(f"{start}{end}" for end in ends[: self.random.randint(2, 4)])
            found = Asked(name, "code" if kind == "code" else "set", codes=codes)
        if loose and self.chance(15):
            return replace(found, need="default", default=self.answer(found))
        return found

    def answer(self, asked: Asked) -> Value:
        """A value of a domain."""
        match asked.kind:
            case "number":
                high = asked.low + 40 * asked.step if asked.high is None else asked.high
                return self.random.choice([asked.low, high, self.among(asked.low, high, asked.step)])
            case "truth":
                return self.chance(60)
            case "text":
                return self.random.choice((*TEXTS, "lain"))
            case "date":
                return DAY + timedelta(self.random.choice([0, 0, 1, -1, -400, 3000]))
            case "code":
                return self.random.choice(asked.codes)
            case "set":
                return frozenset(code for code in asked.codes if self.chance(50))

    def input(self, kind: str) -> Asked:
        """An input of the rubric, new or known."""
        known = [
            asked for asked in self.inputs
            if asked.need != "optional" and kind == ("share" if asked.percent else asked.kind)
        ]  # fmt: skip
        if known and self.chance(50):
            return self.random.choice(known)
        self.inputs.append(self.asked(kind, loose=True))
        return self.inputs[-1]

    # Conditions: every atom reads another question, so that none is settled by another

    def condition(self, depth: int = 1, used: set[str] | None = None, own: Sequence[Asked] = ()) -> Term:
        """A truth over inputs."""
        used = set() if used is None else used
        if depth and self.chance(35):
            word = self.random.choice(["and", "or"])
            return op(word, self.condition(depth - 1, used, own), self.condition(depth - 1, used, own))
        if self.chance(10):
            return op("not", self.condition(0, used, own))
        fresh = [asked for asked in own if asked.name not in used]
        if fresh and self.chance(70):
            asked = self.random.choice(fresh)
        elif self.chance(12):
            kinds = ["truth", "code", "number", "date", "text"]
            asked = replace(self.asked(self.random.choice(kinds)), need="optional")
            self.inputs.append(asked)
            used.add(asked.name)
            if asked.kind == "text":
                return self.atom(asked)
            if self.chance(50):
                return op("and", Term("present", name=asked.name), self.atom(asked))
            return op("or", Term("missing", name=asked.name), self.atom(asked))
        else:
            kinds = ["truth", "truth", "code", "number", "set", "share", "date"]
            asked = self.input(self.random.choice(kinds))
            if asked.name in used:
                self.inputs.append(self.asked())
                asked = self.inputs[-1]
        used.add(asked.name)
        return self.atom(asked)

    def atom(self, asked: Asked, way: str = "read") -> Term:
        """A condition on one question that may hold and may not."""
        read = Term(way, name=asked.name)
        match asked.kind:
            case "truth":
                return op("not", read) if self.chance(20) else read
            case "code":
                if len(asked.codes) > 2 and self.chance(40):
                    return Term(self.random.choice(["in", "not_in"]), (read,), codes=asked.codes[:2])
                return Term(self.random.choice(["is", "is_not"]), (read,), codes=asked.codes[:1])
            case "text":  # rules read of it whether it is there
                return Term(self.random.choice(["present", "missing"]), name=asked.name)
            case "date":
                if self.chance(25):
                    ends = (Term("day", day=DAY), Term("day", day=DAY + timedelta(1)))
                    return op("between", read, *ends)
                return op(self.random.choice(["lt", "le", "gt", "ge"]), read, Term("day", day=DAY))
            case "set":
                if self.chance(30):
                    return op("ge", Term("count", name=asked.name), const(1))
                word = self.random.choice(["has", "has_not"])
                return Term(word, name=asked.name, codes=asked.codes[:1])
            case "number":
                high = asked.low + 20 * asked.step if asked.high is None else asked.high
                if high - asked.low < 2 * asked.step:
                    return op("gt", read, const(asked.low, asked.percent))
                at = self.among(asked.low + asked.step, high - asked.step, asked.step)
                if self.chance(15) and at + asked.step < high:
                    ends = const(at, asked.percent), const(at + asked.step, asked.percent)
                    return op("between", read, *ends)
                return op(self.random.choice(["lt", "le", "gt", "ge"]), read, const(at, asked.percent))

    # The score

    def rubric(self, name: str, *, collects: int = 0) -> Made:
        """A whole rubric; `collects` is how many levels of collections it has below it."""
        self.floor, self.top = self.random.choice(
            [(Fraction(0), Fraction(t)) for t in (100, 100, 5, 10, 1000)] + [(Fraction(1), Fraction(5))]
        )
        member, at_least, where = None, 1, None
        if collects:
            inner = Maker(self.random, max(self.size // 2, 1), f"{self.prefix}u")
            member = inner.rubric(f"{name}.unit", collects=collects - 1)
            at_least = self.random.choice([1, 1, 2])
            sound = [asked for asked in member.inputs if asked.need != "optional"]
            if self.chance(30) and sound:
                where = self.atom(self.random.choice(sound))
            root = self.over_members(member)
        else:
            root = self.group("score", Weight("percent", ((Fraction(1), None),)), self.top, 2, True)
            root = replace(root, rule=None, may_skip=False)
        made = Made(name, (), root, (), member, at_least, where)
        named = (*self.named(made), *self.of_members(made, collects))
        read = read_by(replace(made, named=named))
        return replace(made, inputs=tuple(a for a in self.inputs if a.name in read), named=named)

    def of_members(self, made: Made, levels: int) -> Iterator[Let | Gate]:
        """Values and gates over members, those of members too."""
        deep, member = made.member, made.member
        for level in range(1, levels + 1):
            assert deep is not None
            member, deep = deep, deep.member
            value, depth = Term("read", name=member.root.name), Fraction(level)
            sound = [each for each in member.inputs if each.need != "optional"]
            where = self.atom(self.random.choice(sound)) if sound and self.chance(30) else None
            if self.chance(50):
                kind = self.random.choice(["mean", "sum", "min", "max", "median", "count"])
                yield Let(self.name("d"), self.fold(kind, value, depth, where))
            if self.chance(50):
                bound = self.among(member.root.floor, member.root.top, member.root.top / 20)
                condition = op(self.random.choice(["ge", "lt"]), value, const(bound))
                kind = self.random.choice(["every", "any"])
                asked = Term(f"fold_{kind}", (condition,), value=depth, where=where)
                yield Gate(self.name("e"), (asked if where is None else op("and", some(asked), asked),))

    def fold(self, kind: str, value: Term, depth: Fraction, where: Term | None) -> Term:
        """A value over members, 0 where a condition leaves none of them that it could be of."""
        found = Term(f"fold_{kind}", () if kind == "count" else (value,), value=depth, where=where)
        if where is None or kind in ("count", "sum"):
            return found
        return op("if", some(found), found, const(0))

    def over_members(self, member: Made) -> Group:
        """A score that is a formula over units, or a group of which one part is."""
        depth = 1
        while member.member and self.chance(40):
            member, depth = member.member, depth + 1
        self.floor, self.top = Fraction(0), member.root.top
        value = Term("read", name=member.root.name)
        weighed = ["weighed"] if depth == 1 else []
        kind = self.random.choice(["mean", "mean", "min", "max", "median", "sum", *weighed])
        numbers = [a for a in member.inputs if a.kind == "number" and not a.percent and a.need == "required"]
        formula = Term(f"fold_{kind}", (value,), value=Fraction(depth))
        if kind == "sum":
            count = Term("fold_count", value=Fraction(depth))
            formula = op("div", formula, op("max", const(3), count))
        elif kind == "weighed":
            positive = [a for a in numbers if a.low > 0]
            weight = Term("read", name=self.random.choice(positive).name) if positive else None
            formula = op("fold_weighed", value, weight) if weight else op("fold_mean", value)
        hold = (Change("cap", const(self.top), None), Change("floor", const(0), None))
        places = self.random.choice([None, 1, 2])
        whole = Weight("percent", ((Fraction(1), None),))
        root = Group(
            self.name("s"),
            "score",
            whole,
            self.floor,
            self.top,
            (),
            formula,
            hold,
            places,
            "",
            (),
            False,
            None,
        )
        if self.chance(50):
            return root
        parts = self.parts(2, Fraction(1), Fraction(1, 100), zero=False)
        weights = [Weight("percent", ((part, None),)) for part in parts]
        folded = replace(root, name=self.name("g"), word="component", weight=weights[0])
        own = self.leaf(weights[1], self.top, solid=True)
        return replace(root, children=(folded, own), formula=None, changes=())

    def weights(
        self, count: int, points: Fraction | None, solid: bool, part: Fraction | None
    ) -> list[Weight]:
        """The weights of siblings. `points`: what points must add up to, None where any sum will do.

        `part` of the total is their group, where that is certain.
        """
        kind = self.random.choice(["percent", "percent", "equal"] + ["points"] * (self.floor == 0))
        if part and (part * 10**12).denominator == 1 and self.chance(20):
            parts = self.parts(count, Fraction(1), Fraction(1, 100))
            return [Weight("total", ((one * part, None),)) for one in parts]
        if kind == "equal":
            return [Weight("equal", ((Fraction(1, count), None),))] * count
        if kind == "points":
            total = Fraction(self.random.randint(count, 60)) if points is None else points
            return [Weight("points", ((p, None),)) for p in self.parts(count, total, Fraction(1, 2))]
        parts = self.parts(count, Fraction(1), self.random.choice([Fraction(1, 100), Fraction(1, 10000)]))
        if self.chance(25):
            other = self.parts(count, Fraction(1), Fraction(1, 100), zero=not solid)
            when = self.condition()
            return [
                Weight("percent", ((a, None),) if a == b else ((a, when), (b, None)))
                for a, b in zip(parts, other, strict=True)
            ]
        return [Weight("percent", ((part, None),)) for part in parts]

    def scale(self, weight: Weight) -> Fraction:
        points = weight.kind == "points" and weight.cases[0][0] > 0
        return weight.cases[0][0] if points else self.top

    def group(
        self,
        word: str,
        weight: Weight,
        top: Fraction,
        depth: int,
        solid: bool,
        part: Fraction | None = Fraction(1),
    ) -> Group:
        """A group; a solid one is applicable whatever the record says. `part` of the total it is."""
        name = self.name("s" if word == "score" else "g")
        count = self.random.randint(1, 1 + min(self.size, 4))
        sums = top if word == "score" or (weight.kind == "points" and weight.cases[0][0] > 0) else None
        children: list[Node] = []
        weights = self.weights(count, sums, solid, part)
        whole = sum((w.cases[0][0] for w in weights), Fraction(0))
        fixed = part is not None and all(len(w.cases) == 1 for w in weights)
        for at, each in enumerate(weights):
            firm = solid and at == 0
            of = part * each.cases[0][0] / whole if part is not None and fixed else None
            if depth and self.size > 1 and self.chance(45):
                inner = self.random.choice(GROUPS)
                children.append(self.group(inner, each, self.scale(each), depth - 1, firm, of))
            elif self.chance(7):
                children.append(self.bare_group(each, self.scale(each)))
            else:
                children.append(self.leaf(each, self.scale(each), solid=firm))
        floor = self.floor if top == self.top and weight.kind != "points" else Fraction(0)
        fine = [places for places in range(4) if (top * 10**places).denominator == 1]
        places = self.random.choice([None, *fine])
        mode = self.random.choice(MODES)
        changes = self.changes(floor, top, children) if self.chance(40) else ()
        rule = self.condition(0) if not solid and self.chance(15) else None
        made = Group(name, word, weight, floor, top, tuple(children), None, changes, places, mode, (),
                     not solid and rule is None and self.chance(10), rule)  # fmt: skip
        made = self.counted(made)
        return self.aggregated(made, fine) if self.chance(40) else made

    def aggregated(self, group: Group, fine: Sequence[int]) -> Group:
        """The group with an aggregate that takes the weights of its children."""
        kinds = {child.weight.kind for child in group.children}
        ways = ["harmonic_mean", *["geometric_mean"] * bool(fine)]
        if kinds == {"equal"}:
            ways += ["mean", "min", "max", "median", "best"] * 2
        elif kinds == {"points"} and all(child.weight.cases[0][0] for child in group.children):
            ways += ["sum"]
        digits = self.random.choice(fine) if fine else 0
        best = self.random.randint(1, 4)
        return replace(group, aggregate=self.random.choice(ways), best=best, digits=digits)

    def counted(self, node: One) -> One:
        """The node, which may count although it is not applicable."""
        if not (node.may_skip or node.rule is not None) or self.chance(60):
            return node
        return replace(node, counted=self.random.choice(["full", "zero"] if node.floor == 0 else ["full"]))

    def bare_group(self, weight: Weight, top: Fraction) -> Group:
        """A group with nothing below it: it can only be given."""
        floor = Fraction(0) if weight.kind == "points" else self.floor
        word = self.random.choice(GROUPS)
        return Group(self.name("g"), word, weight, floor, top, (), None, (), None, "", (), False, None)

    def changes(self, floor: Fraction, top: Fraction, children: Sequence[Node]) -> tuple[Change, ...]:
        """Some adjustments, and a cap and a floor that hold the scale."""
        made: list[Change] = []
        for _ in range(self.random.randint(1, 2)):
            kind: Literal["bonus", "penalty", "scale"]
            kind = self.random.choice(["bonus", "penalty", "scale"] if floor == 0 else ["bonus", "penalty"])
            amount = const(top * self.random.randint(1, 19) / 20)
            if kind != "scale" and self.chance(30):
                asked = self.input("number")
                amount = op("mul", Term("read", name=asked.name), const(Fraction(1, 4)))
            when = self.condition() if self.chance(70) else None
            solid = [child for child in children if self.is_solid(child)]
            if solid and self.chance(25):
                when = self.on_node(self.random.choice(solid))
            made.append(Change(kind, amount, when))
        return (*made, Change("cap", const(top), None), Change("floor", const(floor), None))

    def is_solid(self, node: Node) -> bool:
        """Whether a node is applicable whatever the record says: nothing below it may be otherwise."""
        return not any(map(may_be_absent, below(node)))

    def on_node(self, node: Node) -> Term:
        """A condition on a scored node, by value or by share."""
        word = self.random.choice(["lt", "le", "gt", "ge"])
        share = Fraction(self.random.randint(30, 80), 100)
        if self.chance(40):
            return op(word, Term("share", name=node.name), const(share, True))
        return op(word, Term("read", name=node.name), const(share * node.top))

    def asserted(self, made: Made) -> Iterator[Asserted]:
        """What might be said of every record; it asks nothing that the rubric does not."""
        solid = [node for node in made.nodes() if self.is_solid(node) or node is made.root]
        tables = [one for one in made.named if isinstance(one, Table)]
        gates = [Term("read", name=one.name) for one in made.named if isinstance(one, Gate)]

        def line() -> Term:
            way = self.random.randrange(5)
            if way == 0 and tables:
                table = self.random.choice(tables)
                return Term("is_not", (Term("read", name=table.name),), codes=table.codes[:1])
            if way == 1 and gates:
                gate = self.random.choice(gates)
                return op("not", gate) if self.chance(50) else gate
            return self.on_node(self.random.choice(solid))

        for at in range(self.random.randrange(3)):
            condition = op("or", line(), line()) if self.chance(30) else line()
            yield Asserted(
                f"P{at}" if self.chance(50) else "", condition, line() if self.chance(60) else None
            )

    # Leaves

    def leaf(self, weight: Weight, top: Fraction, *, solid: bool) -> Leaf:
        """A leaf, scored in one of the ways."""
        name = self.name("q")
        floor = Fraction(0) if weight.kind == "points" and weight.cases[0][0] > 0 else self.floor
        ways = [
            self.whole,
            self.options,
            self.checklist,
            self.ladder,
            self.bins,
            self.cases,
            self.shares,
            self.posts,
        ]
        scoring, asked, stated = self.random.choice(ways)(name, floor, top)
        word = self.random.choice((*LEAVES, *GROUPS))
        leaf = Leaf(name, word, weight, floor, top, scoring, asked, (), (), stated,
                    None, False, None)  # fmt: skip
        if self.chance(25):
            leaf = self.with_prerequisites(leaf)
        span = Scorer.span(None, leaf)  # type: ignore[arg-type]
        if span is not None and (span[0] * top != span[1] * floor or self.chance(15)):
            low = self.random.choice([floor, floor + (top - floor) / 5])
            ends = floor, top
            fine = [n for n in range(3) if all((end * 10**n).denominator == 1 for end in ends)]
            places = self.random.choice([None, None, *fine])
            high = self.random.choice([top, top, top - (top - floor) / 10])
            leaf = replace(leaf, onto=Onto(low, high, places, self.random.choice(MODES)))
        if not solid and self.chance(15):
            leaf = replace(leaf, may_skip=True)
        elif not solid and self.chance(15):
            leaf = replace(leaf, rule=self.condition(0))
        if asked is not None and not leaf.may_skip:
            if weight.cases == ((Fraction(0), None),) and self.chance(50):
                leaf = replace(leaf, asked=replace(asked, need="optional"))
            elif self.chance(10):
                leaf = replace(leaf, asked=replace(asked, need="default", default=self.answer(asked)))
        return self.counted(leaf)

    def values(self, count: int, low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
        """Values in a range, its ends among them."""
        found = [self.among(low, high, (high - low) / 20) for _ in range(count)]
        return (low, *found[1:-1], high)[:count] if count > 1 else (high,)

    def with_prerequisites(self, leaf: Leaf) -> Leaf:
        """The leaf with prerequisites on inputs of its own."""
        own = tuple(self.asked("truth") for _ in range(self.random.randint(1, 2)))
        low, high = Scorer.span(None, leaf) or (leaf.floor, leaf.top)  # type: ignore[arg-type]
        if isinstance(leaf.scoring, Checklist | Posts) or (
            leaf.asked and leaf.asked.percent and not isinstance(leaf.scoring, Bins)
        ):
            low, high = leaf.floor, leaf.top
        before = tuple((Term("read", name=a.name), self.random.choice([low, high])) for a in own)
        return replace(leaf, inputs=own, before=before)

    def whole(self, name: str, _floor: Fraction, _top: Fraction):  # type: ignore[no-untyped-def]
        low, high, step = self.random.choice(
            [(0, 3, "1"), (1, 4, "1"), (0, 100, "0.01"), (1, 5, "0.5"), (0, 10, "0.1")]
        )
        return Whole(), Asked(name, "number", Fraction(low), Fraction(high), Fraction(step)), None

    def shares(self, name: str, _floor: Fraction, _top: Fraction):  # type: ignore[no-untyped-def]
        return Whole(), Asked(name, "number", Fraction(0), Fraction(1), Fraction(1, 100), True), None

    def posts(self, name: str, _floor: Fraction, _top: Fraction):  # type: ignore[no-untyped-def]
        asked = Asked(name, "number", Fraction(0), None, self.random.choice([Fraction(1), Fraction(1, 100)]))
        low, high = Fraction(self.random.choice([1, 2, 5])), Fraction(self.random.choice([8, 32, 20]))
        places = self.random.choice([None, 0, 1, 4]) if self.chance(70) else None
        ends = (low, high) if self.chance(75) else (high, low)
        posts = Posts(*ends, places, self.random.choice(MODES) if places is not None else "")
        return self.asked_posts(posts), asked, None

    def asked_posts(self, posts: Posts) -> Posts:
        """The goalposts, some of which the record says."""
        names = []
        for _ in range(2):
            asks = self.chance(20)
            names.append(self.name("p") if asks else "")
            if asks:
                self.inputs.append(Asked(names[-1], "number", Fraction(1), Fraction(40), Fraction(1)))
        return replace(posts, start_of=names[0], end_of=names[1])

    def options(self, name: str, floor: Fraction, top: Fraction):  # type: ignore[no-untyped-def]
        codes = tuple(f"{name}{letter}" for letter in "abcd"[: self.random.randint(2, 4)])
        stated = (Fraction(0), Fraction(50)) if self.chance(30) else None
        low, high = stated or (floor, top)
        return Options(self.values(len(codes), low, high)), Asked(name, "code", codes=codes), stated

    def checklist(self, name: str, _floor: Fraction, _top: Fraction):  # type: ignore[no-untyped-def]
        items = tuple(f"{name}{letter}" for letter in "abcde"[: self.random.randint(2, 5)])
        equal = self.chance(60)
        count = len(items)
        weights = [Fraction(1, count)] * count
        if not equal:
            weights = self.parts(count, Fraction(1), Fraction(1, 100), zero=False)
        optional = frozenset(item for item in items[1:] if self.chance(15))
        return Checklist(items, tuple(weights), equal, optional), None, None

    def ladder(self, name: str, _floor: Fraction, _top: Fraction):  # type: ignore[no-untyped-def]
        items = tuple(f"{name}{letter}" for letter in "abcde"[: self.random.randint(2, 5)])
        return Ladder(items, self.random.choice([0, 0, 1])), None, None

    def bins(self, name: str, floor: Fraction, top: Fraction):  # type: ignore[no-untyped-def]
        kind = self.random.choice(["number", "share", "set", "items", "of"])
        asked: Asked | None = None
        items: tuple[str, ...] = ()
        of: Term | None = None
        low, high, step = Fraction(0), Fraction(4), Fraction(1)
        if kind in ("number", "share"):
            asked = replace(self.asked(kind), name=name)
            low, step = asked.low, asked.step
            high = low + 20 * step if asked.high is None else asked.high
        elif kind == "set":
            asked = replace(self.asked("set"), name=name)
            high = Fraction(len(asked.codes))
        elif kind == "items":
            items = tuple(f"{name}{letter}" for letter in "abcd")
        else:
            of = Term("count", name=self.input("set").name)
            high = Fraction(2)
        units = int((high - low) / step)
        count = self.random.randint(1, min(3, units - 1)) if units > 1 else 1
        cuts = tuple(low + step * at for at in sorted(self.random.sample(range(1, units), count)))
        above = self.chance(30)
        stated = (Fraction(0), Fraction(10)) if kind == "of" and self.chance(50) else None
        span = stated or (floor, top)
        scoring = Bins(of, cuts, above, self.chance(50), self.values(len(cuts) + 1, *span), items)
        return scoring, asked, stated

    def cases(self, name: str, floor: Fraction, top: Fraction):  # type: ignore[no-untyped-def]
        asked = None
        used: set[str] = set()
        conditions = [self.condition(1, used) for _ in range(self.random.randint(1, 3))]
        stated = None
        if self.chance(50):
            asked = replace(self.asked("number"), name=name)
            conditions.insert(0, self.atom(asked, "own"))
        elif self.chance(40):
            stated = (Fraction(0), Fraction(8))
        values = self.values(len(conditions) + 1, *(stated or (floor, top)))
        return Cases(tuple(zip(conditions, values[1:], strict=True)), values[0]), asked, stated

    # Around it

    def named(self, made: Made) -> tuple[Named, ...]:
        """Band tables, decisions, values and outcomes."""
        solid = [n for n in made.nodes() if self.is_solid(n) or n is made.root]
        loose = [n for n in made.nodes() if n not in solid and not beyond_guards(n)]
        parents = [n for n in made.nodes() if isinstance(n, Group) and n.children]
        found: list[Named] = []
        lets: list[str] = []
        for _ in range(self.random.randint(0, 2)):
            let = Let(self.name("v"), self.amount(solid, lets))
            lets.append(let.name)
            found.append(let)
        tables = [self.table(made.root)] if self.chance(85) else []
        groups = [n for n in solid if isinstance(n, Group) and n is not made.root]
        if groups and self.chance(30):
            tables.append(self.table(self.random.choice(groups)))
        for table in tables:
            limits, raises = self.moves(table.codes[:-1], solid), self.moves(table.codes[1:], solid)
            found.append(replace(table, limits=limits, raises=raises, lower=self.chance(25)))
        decisions = [self.decision(solid, tables) for _ in range(self.random.choice([0, 0, 1]))]
        found += decisions
        for _ in range(self.random.randint(0, 2)):
            classes: list[Table | Decision] = [*tables, *decisions]
            lines = [self.gate_line(solid, classes) for _ in range(self.random.randint(1, 3))]
            if loose and self.chance(30):
                lines.append(self.guarded(self.random.choice(loose)))
            if parents and self.chance(40):
                lines.append(self.of_nodes(self.random.choice(parents)))
            found.append(Gate(self.name("o"), tuple(lines)))
        self.random.shuffle(found)
        return tuple(found)

    def moves(self, codes: Sequence[str], solid: Sequence[Node]) -> tuple[tuple[str, Term], ...]:
        """Limits of a class, or raises: to which code, when."""
        count = self.random.choice([0, 0, 1, 1, 2]) if codes else 0
        return tuple((self.random.choice(codes), self.gate_line(solid, [])) for _ in range(count))

    def guarded(self, node: Node) -> Term:
        """A condition on a node that may be not applicable."""
        if self.chance(50):
            return op("and", Term("applicable", name=node.name), self.on_node(node))
        return op("or", Term("inapplicable", name=node.name), self.on_node(node))

    def of_nodes(self, group: Group) -> Term:
        """A condition of every or any of the nearest nodes of a word."""
        word = self.random.choice([child.word for child in group.children])
        nodes = list(nearest(group, word))
        share = Fraction(self.random.randint(30, 80), 100)
        tops, groups = {node.top for node in nodes}, all(isinstance(node, Group) for node in nodes)
        ways = ["share", *["read"] * (len(tops) == 1), *["unrounded"] * (len(tops) == 1 and groups)]
        way = self.random.choice(ways)
        read = Term(way, name=nodes[0].name)
        low, high = (const(at if way == "share" else at * nodes[0].top, way == "share")
                     for at in (share, share + Fraction(1, 10)))  # fmt: skip
        sign = self.random.choice(["lt", "le", "gt", "ge", "between"])
        condition = op(sign, read, low, *[high] * (sign == "between"))
        kind = self.random.choice(["node_every", "node_any"])
        return Term(kind, (condition,), name=group.name, codes=(word,))

    # Decisions

    def decision(self, solid: Sequence[Node], tables: Sequence[Table]) -> Decision:
        """A table of rows that take every case once, or rows or cases read from the top."""
        name = self.name("c")
        codes = [f"{name}_{letter}" for letter in "PQRS"[: self.random.randint(2, 4)]]
        if self.chance(30):
            used: set[str] = set()
            rows = tuple(Row((), self.condition(1, used), (code,)) for code in codes[1:])
            return Decision(name, (), rows, (codes[0],), True, ())
        columns = ("label", "zona")[: self.random.randint(0, 2)]
        asked, parts = zip(*self.columns(solid, tables), strict=True)
        rows = tuple(Row(tests, None, (self.random.choice(codes),)) for tests in product(*parts))
        if len(asked) > 1 and self.chance(40):  # the last column says nothing beside some of the others
            first = rows[0].tests[:-1]
            kept = [row for row in rows if row.tests[:-1] != first]
            rows = (Row((*first, None), None, rows[0].cells), *kept)
        first_decides, otherwise = self.chance(35), None
        if len(rows) > 1 and (first_decides or self.chance(30)):
            if first_decides:
                rows = tuple(self.random.sample(rows, len(rows)))
            rows, otherwise = rows[: self.random.randint(1, len(rows) - 1)], (self.random.choice(codes),)
        met: dict[str | None, tuple[str | None, ...]] = {}

        def cells(code: str | None) -> tuple[str | None, ...]:
            if code in met:
                return (code, *met[code]) if self.chance(50) else (code, *[None] * len(columns))
            met[code] = tuple(
                f'"Keputusan {code}"' if c == "label" else self.random.choice(COLOURS) for c in columns
            )
            return (code, *met[code])

        rows = tuple(replace(row, cells=cells(row.cells[0])) for row in rows)
        made = Decision(name, asked, rows, otherwise and cells(otherwise[0]), first_decides, columns)
        if not self.chance(40) or len(made.codes) < 2:
            return made
        ranks = tuple(sorted(made.codes))
        limits, raises = self.moves(ranks[:-1], solid), self.moves(ranks[1:], solid)
        return replace(made, ranks=ranks, limits=limits, raises=raises)

    def columns(
        self, solid: Sequence[Node], tables: Sequence[Table]
    ) -> Iterator[tuple[tuple[Term, Asked | None], list[tuple[Test, ...]]]]:
        """What a decision reads, and the tests of each that take every value once."""
        met: set[str] = set()
        for _ in range(self.random.randint(1, 3)):
            way = self.random.choice(["truth", "code", "number", "share", "optional", "node", "table"])
            asked: Asked | None = None
            parts: list[tuple[Test, ...]]
            if way == "table" and tables:
                table = self.random.choice(tables)
                name, parts = table.name, self.groups(table.codes)
            elif way in ("node", "table"):
                node = self.random.choice(list(solid))
                name, parts = node.name, [(limit("below", node.top / 2),), (limit("from", node.top / 2),)]
            elif way == "optional":
                asked = replace(self.asked("code"), need="optional")
                self.inputs.append(asked)
                name, parts = asked.name, [*self.groups(asked.codes), (limit("missing"),)]
            else:
                asked = self.input(way)
                name, parts = asked.name, self.splits(asked)
            if name not in met:
                met.add(name)
                yield (Term("read", name=name), asked), parts

    def splits(self, asked: Asked) -> list[tuple[Test, ...]]:
        """Tests that take every answer once."""
        if asked.kind == "truth":
            return [(limit("yes"),), (limit("no"),)]
        if asked.kind == "code":
            return self.groups(asked.codes)
        low, high = asked.low, asked.low + 20 * asked.step if asked.high is None else asked.high
        cut = self.among(low + asked.step, high - asked.step, asked.step)
        if self.chance(50) or low < 0:  # beside other cells a dash is an empty one
            return [(limit("below", cut),), (limit("from", cut),)]
        if self.chance(50) or cut == low + asked.step:
            return [(("span", low, cut),), (limit("above", cut),)]
        return [(limit("value", low), limit("above", cut)), (("span", low + asked.step, cut),)]

    def groups(self, codes: Sequence[str]) -> list[tuple[Test, ...]]:
        """The codes in two parts."""
        at = self.random.randint(1, len(codes) - 1)
        each = self.random.sample(codes, len(codes))
        return [tuple(limit("code", code) for code in part) for part in (each[:at], each[at:])]

    def gate_line(self, solid: Sequence[Node], tables: Sequence[Table | Decision]) -> Term:
        way = self.random.randrange(5)
        if way == 0 and tables:
            table = self.random.choice(tables)
            read = Term("read", name=table.name)
            if len(table.codes) > 2 and self.chance(50):
                return Term("in", (read,), codes=table.codes[-2:])
            return Term("is", (read,), codes=table.codes[-1:])
        if way == 1:
            return self.condition()
        node = self.random.choice(list(solid))
        if way == 2 and isinstance(node, Leaf) and node.asked is not None and isinstance(node.scoring, Whole):
            return self.atom(node.asked, "answer")
        return self.on_node(node)

    def amount(self, solid: Sequence[Node], lets: Sequence[str], depth: int = 2) -> Term:
        """A number over scored nodes, inputs and other values."""
        if depth == 0 or self.chance(25):
            node = self.random.choice(list(solid))
            way = self.random.randrange(7)
            if way == 0 and lets:
                return Term("read", name=self.random.choice(list(lets)))
            if way == 1:
                return Term("read", name=self.input("number").name)
            if way == 2:
                return op("mul", Term("share", name=node.name), const(8))
            if way == 3 and isinstance(node, Group) and node.places is not None:
                return Term("unrounded", name=node.name)
            return Term("points" if way == 4 else "read", name=node.name)
        one, two = (self.amount(solid, lets, depth - 1) for _ in range(2))
        match self.random.randrange(9):
            case 0:
                return op("div", one, const(self.random.choice([3, 7, 8])))
            case 1:
                return op("if", self.condition(), one, two)
            case 2:
                return op(self.random.choice(["min", "max", "median", "sum", "mean"]), one, two)
            case 3:
                return Term("round", (one,), value=Fraction(self.random.randint(0, 3)))
            case 4:
                return op("abs", op("sub", one, two))
            case 5:
                return op("neg", one)
            case 6:
                return op("mul", one, const(Fraction(self.random.randint(1, 30), 10)))
            case _:
                return op(self.random.choice(["add", "sub"]), one, two)

    def table(self, node: Group) -> Table:
        """Bands of a group, on its grid where it has one."""
        step = Fraction(1, 10**node.ends) if node.ends is not None else (node.top - node.floor) / 100
        units = int((node.top - node.floor) / step)
        count = self.random.randint(1, min(4, units - 1)) if units > 2 else 1
        at = sorted(self.random.sample(range(1, max(units, 2)), count))
        cuts = tuple(node.floor + step * unit for unit in at)
        styles: list[Literal["closed", "from", "above"]] = ["from", "above"]
        if node.ends is not None and node.floor.denominator == 1:
            styles += ["closed", "closed"]
        columns = ("label", "zona")[: self.random.randint(0, 2)]
        name = self.name("b")
        codes = tuple(f"{name}_{letter}" for letter in "EDCBA"[-count - 1 :])
        cells = tuple(
            tuple(f'"Kualitas {code}"' if c == "label" else self.random.choice(COLOURS) for c in columns)
            for code in codes
        )
        return Table(name, node.name, step, node.floor, node.top, cuts, self.random.choice(styles), codes,
                     columns, cells, self.chance(60), ())  # fmt: skip


def limit(kind: str, at: Fraction | str = "") -> Test:
    """A test of a decision that one number or code says."""
    return kind, at, Fraction(0)


def some(fold: Term) -> Term:
    """Whether there are members that a fold is over."""
    return op("gt", Term("fold_count", value=fold.value, where=fold.where), const(0))


def beyond_guards(node: Node) -> bool:
    """Whether a condition on a node could not be guarded: something stays optional, or it counts anyway."""
    optional = any(isinstance(n, Leaf) and n.asked and n.asked.need == "optional" for n in below(node))
    return optional or bool(node.counted) or not (node.may_skip or node.rule is not None)


def may_be_absent(node: Node) -> bool:
    """Whether a node by itself may be not applicable, or without an answer."""
    if node.may_skip or node.rule is not None:
        return True
    if not isinstance(node, Leaf):
        return False
    loose = isinstance(node.scoring, Checklist) and bool(node.scoring.optional)
    return loose or (node.asked is not None and node.asked.need == "optional")


def read_by(made: Made) -> frozenset[str]:
    """Every name that an expression of a rubric reads."""
    terms: list[Term] = [made.where] if made.where else []
    for node in made.nodes():
        terms += [when for _, when in node.weight.cases if when is not None]
        terms += [node.rule] if node.rule is not None else []
        if isinstance(node, Group):
            terms += [node.formula] if node.formula is not None else []
            terms += [t for change in node.changes for t in (change.amount, change.when) if t is not None]
            continue
        terms += [condition for condition, _ in node.before]
        match node.scoring:
            case Cases(cases):
                terms += [condition for condition, _ in cases]
            case Bins(of=of) if of is not None:
                terms.append(of)
            case Posts(start_of=start, end_of=end):
                terms += [Term("read", name=name) for name in (start, end) if name]
            case _:
                pass
    for named in made.named:
        match named:
            case Let(value=value):
                terms.append(value)
            case Table(limits=limits, raises=raises):
                terms += [when for _, when in (*limits, *raises)]
            case Decision(limits=limits, raises=raises):
                terms += [when for _, when in (*limits, *raises)]
                terms += [term for term, _ in named.asked]
                terms += [row.when for row in named.rows if row.when is not None]
            case Gate(requires=requires):
                terms += requires
    names: set[str] = set()
    while terms:
        term = terms.pop()
        names.add(term.name)
        terms += term.parts
    return frozenset(names)


# Records


class Filler:
    """Fills records of a rubric."""

    def __init__(self, random: Random, made: Made) -> None:
        self.random, self.made = random, made
        self.maker = Maker(random, 1)

    def filled(self, complete: int = 100, given: int = 20) -> Filled:
        """A record: each answer there in `complete` of a hundred cases, some nodes given instead."""
        answers: dict[str, Value | Skip] = {}
        for asked in self.made.inputs:
            self.put(answers, asked.name, asked, False, complete)
        stated = self.given() if self.maker.chance(given) else {}
        self.below(self.made.root, answers, complete, set(stated))
        members: tuple[Filled, ...] = ()
        if self.made.member and self.made.root.name not in stated:
            inner = Filler(self.random, self.made.member)
            count = self.random.randint(self.made.at_least, self.made.at_least + 2)
            members = tuple(inner.filled(complete, given) for _ in range(count))
        filled = Filled(answers, {}, members)
        scorer = Scorer(self.made, filled)
        numbers: dict[str, tuple[str, Fraction]] = {}
        for name, share in stated.items():
            numbers[name] = self.stated(scorer, scorer.by_name[name], share)
        return replace(filled, given=numbers)

    def stated(self, scorer: Scorer, node: Node, share: Fraction) -> tuple[str, Fraction]:
        """A number for a node so far up its scale, in any reading: mostly one that it can have."""
        weight = scorer.settle(lambda: scorer.product(node))
        loose = node.ends is None or self.maker.chance(6)
        unit = Fraction(1, 10 ** (4 if node.ends is None else node.ends + loose))
        value = (node.floor + (node.top - node.floor) * share) // unit * unit
        wholes = {"value": node.top, "share": Fraction(1)}
        if isinstance(weight, Fraction) and weight:
            wholes["points"] = weight * self.made.root.top
        if isinstance(node, Leaf):
            del wholes["value"]  # that is its answer
        ways = []
        for reading, whole in wholes.items():
            exact = value / node.top * whole
            amount = Fraction(int(exact * 10000), 10000) if loose else exact
            if node.floor <= amount / whole * node.top <= node.top and (amount * 10000).denominator == 1:
                ways.append((reading, amount))
        return self.random.choice(ways or [("share", Fraction(1))])

    def given(self) -> dict[str, Fraction]:
        """Nodes that do not lie below one another, each with a share of its scale."""
        found: dict[str, Fraction] = {}
        nodes = [node for node in self.made.nodes() if not isinstance(node, Leaf) or node.asked is not None]
        for _ in range(self.random.randint(1, 3)):
            node = self.random.choice(nodes)
            taken = {n.name for n in below(node)}
            above = {n.name for n in self.made.nodes() if node.name in {m.name for m in below(n)}}
            if not found.keys() & (taken | above):
                found[node.name] = Fraction(self.random.choice([0, 100, self.random.randrange(101)]), 100)
        return found

    def below(self, node: Node, answers: dict[str, Value | Skip], complete: int, stated: set[str]) -> None:
        if node.name in stated:
            return
        for asked in node.inputs:
            self.put(answers, asked.name, asked, False, complete)
        if isinstance(node, Group):
            if node.may_skip and not stated & {n.name for n in below(node)} and self.maker.chance(30):
                for asked in node.inputs:
                    answers.pop(asked.name, None)
                answers[node.name] = SKIP
                return
            for child in node.children:
                self.below(child, answers, complete, stated)
            return
        if node.asked is not None:
            self.put(answers, node.name, node.asked, node.may_skip, complete)
        elif node.may_skip and self.maker.chance(30):
            for asked in node.inputs:
                answers.pop(asked.name, None)
            answers[node.name] = SKIP
            return
        optional = node.scoring.optional if isinstance(node.scoring, Checklist) else frozenset()
        for item in items_of(node):
            if self.maker.chance(complete):
                skip = item in optional and self.maker.chance(40)
                answers[f"{node.name}.{item}"] = SKIP if skip else self.maker.chance(70)

    def put(
        self, answers: dict[str, Value | Skip], name: str, asked: Asked, skip: bool, complete: int
    ) -> None:
        rarely = asked.need != "required"
        if not self.maker.chance(50 if rarely else complete):
            return
        answers[name] = SKIP if skip and self.maker.chance(40) else self.maker.answer(asked)


def case(seed: int, size: int, *, collects: int | None = None, plain: bool = False) -> Case:
    """The rubric of a seed and a size; `collects` is how many levels of collections it has."""
    random = Random(f"{seed} {size}")
    levels = random.choice([1, 1, 2, 3]) if random.random() < 0.2 else 0
    chosen = levels if collects is None else collects
    made = Maker(random, size).rubric("made.rubric", collects=chosen)
    made = replace(made, asserted=tuple(Maker(Random(f"{seed} asserted"), size).asserted(made)))
    vocabulary: Vocabulary = random.choice(["en", "id"])
    return Case(made, Writer(vocabulary, None if plain else random).rubric(made), vocabulary, seed)


nested = st.builds(
    lambda seed, size, levels: case(seed, size, collects=levels),
    st.integers(0, 2**32),
    st.integers(1, 3),
    st.integers(2, 3),
)
"""Rubrics that collect what collects."""

cases = st.builds(case, st.integers(0, 2**32), st.integers(1, 4))
"""Rubrics of every size."""

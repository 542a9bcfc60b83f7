"""Made rubrics as text, in either vocabulary; each keyword in any spelling that the language accepts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Literal

from tests.properties.made import Asked
from tests.properties.made import Bins
from tests.properties.made import Cases
from tests.properties.made import Change
from tests.properties.made import Checklist
from tests.properties.made import Decision
from tests.properties.made import Filled
from tests.properties.made import Gate
from tests.properties.made import Ladder
from tests.properties.made import Leaf
from tests.properties.made import Let
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Options
from tests.properties.made import Posts
from tests.properties.made import Skip
from tests.properties.made import Table
from tests.properties.made import Term
from tests.properties.made import Test
from tests.properties.made import Value
from tests.properties.made import Weight
from tests.properties.made import Whole

from rubrikdsl import assets

Vocabulary = Literal["en", "id"]

_FILE = tomllib.loads((assets.folder("grammars") / "vocabulary.toml").read_text("utf-8"))
WORDS: dict[str, dict[str, list[str]]] = {
    **_FILE["keywords"],
    **_FILE["functions"],
    **_FILE["quantifiers"],
}
LEVELS = {
    "if": 0,
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(["lt", "le", "gt", "ge", "is", "is_not", "in", "not_in", "has", "has_not", "between"], 4),
    **dict.fromkeys(["missing", "present", "applicable", "inapplicable"], 4),
    **dict.fromkeys(["node_every", "node_any"], 4),
    "add": 5,
    "sub": 5,
    "mul": 6,
    "div": 6,
    "neg": 7,
}
STATES = {
    "missing": "is_missing",
    "present": "is_not_missing",
    "applicable": "is_applicable",
    "inapplicable": "is_not_applicable",
}
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*", "div": "/"}


def decimal(value: Fraction) -> str:
    """A number that terminates, with a point."""
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(whole) == value, value
    text = f"{whole:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spelt(code: str) -> str:
    """A code; one that is no name stands in quotes."""
    return code if code.isidentifier() else f'"{code}"'


class Writer:
    """Writes one rubric; `random` None gives the printed spellings and no comments."""

    def __init__(self, vocabulary: Vocabulary, random: Random | None = None) -> None:
        self.vocabulary: Vocabulary = vocabulary
        self.random = random
        self.before = ""  # what stands before a name: `units.` inside a fold

    def k(self, construct: str) -> str:
        """A keyword."""
        spellings = WORDS[construct][self.vocabulary]
        return self.random.choice(spellings) if self.random else spellings[0]

    def n(self, value: Fraction, percent: bool = False) -> str:
        """A number."""
        text = decimal(value * 100 if percent else value)
        return text.replace(".", "," if self.vocabulary == "id" else ".") + "%" * percent

    def rubric(self, made: Made) -> str:
        """The whole file, the rubric of a collection first."""
        before = self.rubric(made.member) + "\n" if made.member else ""
        lines = [f'{self.k("rubric")} {made.name} "Title of {made.name}"', *self.body(made)]
        return before + "\n".join(self.commented(lines)) + "\n"

    def commented(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines with comments here and there."""
        for line in lines:
            if self.random and self.random.random() < 0.05:
                yield " " * self.random.randrange(8) + "# a remark: 1,5 .. 2"
            yield line + ("  # said" if self.random and self.random.random() < 0.05 else "")

    def body(self, made: Made) -> Iterator[str]:
        if made.inputs:
            yield f"  {self.k('inputs')}"
            for asked in made.inputs:
                yield f"    {self.asked(asked)}"
        if made.member:
            least = f" {self.k('at_least')} {made.at_least}" if made.at_least != 1 else ""
            where = f" {self.k('where')} {self.term(made.where)}" if made.where else ""
            chosen = f"{where}{least}" if made.at_least == 2 else f"{least}{where}"
            yield f'  {self.k("collect")} units "Units" {self.k("by")} {made.member.name}{chosen}'
        yield from self.node(made.root, "  ")
        for named in made.named:
            match named:
                case Let(name, value):
                    yield f'  {self.k("let")} {name} "Value {name}" = {self.term(value)}'
                case Table():
                    yield from self.table(named)
                case Decision():
                    yield from self.decision(named)
                case Gate(name, requires):
                    yield f'  {self.k("outcome")} {name} "Outcome {name}"'
                    for term in requires:
                        yield f'    {self.k("requires")} {self.term(term)} {self.k("because")} "it must"'
        for one in made.asserted:
            label = f' "{one.label}"' if one.label else ""
            when = f"{self.k('when')} {self.term(one.when)}" if one.when else self.k("for_every_record")
            yield f"  {self.k('assert')}{label} {self.term(one.condition)} {when}"

    def asked(self, asked: Asked) -> str:
        text = f'{asked.name} "Question {asked.name}" {self.domain(asked)}'
        if asked.need == "optional":
            return f"{text} {self.k('optional')}"
        if asked.need == "default" and asked.default is not None:
            return f"{text} {self.k('default')} {self.value(asked.default, asked.percent, asked.kind)}"
        return text

    def domain(self, asked: Asked) -> str:
        match asked.kind:
            case "number":
                ends = [self.n(asked.low, asked.percent), ".."]
                ends += [] if asked.high is None else [self.n(asked.high, asked.percent)]
                step = f" {self.k('step')} {self.n(asked.step, asked.percent)}"
                return " ".join(ends) + ("" if asked.step == 1 and not asked.percent else step)
            case "truth":
                return self.k("yes_or_no")
            case "text" | "date":
                return self.k(asked.kind)
            case "code" | "set":
                word = self.k("one_of" if asked.kind == "code" else "any_of")
                return f"{word} " + ", ".join(f'{spelt(code)} "Option {code}"' for code in asked.codes)

    def value(self, value: Value, percent: bool, kind: str = "") -> str:
        match value:
            case date():
                return value.isoformat()
            case str() if kind == "text":
                return f'"{value}"'
            case bool():
                return self.k("yes" if value else "no")
            case Fraction():
                return self.n(value, percent)
            case str():
                return spelt(value)
            case frozenset():
                return f"({', '.join(map(spelt, sorted(value)))})"

    # The score

    def node(self, node: Node, indent: str) -> Iterator[str]:
        head = [self.k(node.word), node.name, f'"Node {node.name}"']
        if node.word == "score":
            head.append(f"{self.n(node.floor)} .. {self.n(node.top)}")
        else:
            head.append(self.weight(node.weight))
        body: list[str] = []
        if isinstance(node, Leaf):
            head += self.leaf_head(node)
        elif node.aggregate:
            head.append(self.k(f"by_{node.aggregate}"))
            head += [str(node.best)] if node.aggregate == "best" else []
            if node.aggregate == "geometric_mean":
                head += [self.k("places"), str(node.digits)]
        if not isinstance(node, Leaf) and node.places is not None:
            head += [self.k("places"), str(node.places), *([self.k(node.mode)] if node.mode else [])]
        if node.may_skip:
            head.append(self.k("may_be_not_applicable"))
        if node.rule is not None:
            head += [self.k("not_applicable"), self.k("when"), self.term(node.rule)]
        if node.counted:
            head.append(self.k(f"counts_{node.counted}"))
        yield indent + " ".join(head)
        if node.inputs:
            yield f"{indent}  {self.k('inputs')}"
            body += [f"  {self.asked(asked)}" for asked in node.inputs]
        if isinstance(node, Leaf):
            for condition, value in node.before:
                body.append(
                    f"{self.k('requires')} {self.term(condition)} {self.k('otherwise')} {self.n(value)}"
                )
            body += self.leaf_body(node)
            yield from (f"{indent}  {line}" for line in body)
            return
        yield from (f"{indent}  {line}" for line in body)
        for child in node.children:
            yield from self.node(child, indent + "  ")
        if node.formula is not None:
            yield f"{indent}  = {self.term(node.formula)}"
        for number, change in enumerate(node.changes):
            yield f"{indent}  {self.change(change, f'{node.name}_{number}')}"

    def weight(self, weight: Weight) -> str:
        cases = []
        for amount, when in weight.cases:
            match weight.kind:
                case "percent":
                    text = self.n(amount, True)
                case "points":
                    text = f"{self.n(amount)} {self.k('points')}"
                case "total":
                    text = f"{self.n(amount, True)} {self.k('of_total')}"
                case "equal":
                    text = self.k("equal")
            if when is not None:
                text += f" {self.k('when')} {self.term(when)}"
            elif len(weight.cases) > 1:
                text += f" {self.k('otherwise')}"
            cases.append(text)
        return f"{self.k('weight')} " + ", ".join(cases)

    def leaf_head(self, leaf: Leaf) -> list[str]:
        head: list[str] = []
        match leaf.scoring:
            case Checklist():
                head.append(self.k("checklist"))
            case Ladder(base=base):
                head.append(f"{self.k('ladder_from')} {base}" if base else self.k("ladder"))
            case Bins(of=None, items=items) if items:
                head.append(self.k("checklist"))
            case Bins(of=of) if of is not None:
                head += [self.k("of"), self.term(of)]
            case _:
                pass
        if leaf.asked is not None and not isinstance(leaf.scoring, Options):
            head.append(self.domain(leaf.asked))
        if isinstance(leaf.scoring, Posts):
            posts = leaf.scoring
            ends = posts.start_of or self.n(posts.start), posts.end_of or self.n(posts.end)
            head += [self.k("from"), ends[0], self.k("to"), ends[1]]
            if posts.places is not None:
                head += [self.k("log"), self.k("places"), str(posts.places)]
                head += [self.k(posts.mode)] if posts.mode else []
        if leaf.stated is not None:
            head.append(f"{self.n(leaf.stated[0])} .. {self.n(leaf.stated[1])}")
        if leaf.onto is not None:
            head.append(f"{self.k('as')} {self.n(leaf.onto.low)} .. {self.n(leaf.onto.high)}")
            if leaf.onto.places is not None:
                head += [self.k("places"), str(leaf.onto.places)]
                head += [self.k(leaf.onto.mode)] if leaf.onto.mode else []
        if leaf.asked is not None and leaf.asked.need == "default" and leaf.asked.default is not None:
            head += [self.k("default"), self.value(leaf.asked.default, leaf.asked.percent)]
        elif leaf.asked is not None and leaf.asked.need == "optional":
            head.append(self.k("optional"))
        return head

    def leaf_body(self, leaf: Leaf) -> Iterator[str]:
        match leaf.scoring:
            case Whole() | Posts():
                pass
            case Options(values):
                assert leaf.asked is not None
                for code, value in zip(leaf.asked.codes, values, strict=True):
                    yield f'{code} "Option {code}" {self.n(value)}'
            case Checklist(items, weights, equal, optional):
                for item, weight in zip(items, weights, strict=True):
                    part = "" if equal else f" {self.k('weight')} {self.n(weight, True)}"
                    skip = f" {self.k('may_be_not_applicable')}" if item in optional else ""
                    yield f'{item} "Item {item}"{part}{skip}'
            case Ladder(items):
                yield from (f'{item} "Step {item}"' for item in items)
            case Bins() as bins:
                yield from (f'{item} "Item {item}"' for item in bins.items)
                yield from self.bins(leaf, bins)
            case Cases(cases, otherwise):
                for condition, value in cases:
                    yield f"{self.n(value)} {self.k('when')} {self.term(condition)}"
                yield f"{self.n(otherwise)} {self.k('otherwise')}"

    def bins(self, leaf: Leaf, bins: Bins) -> Iterator[str]:
        percent = leaf.asked is not None and leaf.asked.percent and bins.of is None
        step = leaf.asked.step if leaf.asked is not None and bins.of is None else Fraction(1)
        for at, value in enumerate(bins.values):
            start = bins.cuts[at - 1] if at else None
            end = bins.cuts[at] if at < len(bins.cuts) else None
            if bins.above:
                text = f".. {self.n(end, percent)}" if start is None and end is not None else ""
                text = text or f"{self.k('above')} {self.n(start or Fraction(0), percent)}"
            elif start is None and end is not None:
                text = f"{self.k('below')} {self.n(end, percent)}"
            elif bins.closed and end is not None and start is not None:
                last = end - step
                both = f"{self.n(start, percent)} .. {self.n(last, percent)}"
                text = self.n(start, percent) if last == start else both
            else:
                text = f"{self.k('from')} {self.n(start or Fraction(0), percent)}"
            yield f"{text} -> {self.n(value)}"

    def change(self, change: Change, name: str) -> str:
        when = f" {self.k('when')} {self.term(change.when)}" if change.when is not None else ""
        amount = self.term(change.amount)
        match change.kind:
            case "bonus" | "penalty":
                plus = "+" if change.kind == "bonus" and change.amount.op == "const" else ""
                return f'{self.k(change.kind)} {name} "Change {name}" {plus}{amount}{when}'
            case "cap" | "floor":
                return f"{self.k(change.kind)} {amount}{when}"
            case "scale":
                return f"{self.k('scale_to')} {amount}{when}"

    # Around it

    def table(self, table: Table) -> Iterator[str]:
        yield f'  {self.k("bands")} {table.name} "Bands {table.name}" {self.k("of")} {table.of}' + (
            f" {self.k('lower_is_better')}" if table.lower else ""
        )
        names = [self.k("label") if column == "label" else column for column in table.columns]
        yield "    " + " ".join([self.k("range"), self.k("code"), *names])
        rows = []
        for at, code in enumerate(table.codes):
            start = table.cuts[at - 1] if at else None
            end = table.cuts[at] if at < len(table.cuts) else None
            if table.style == "closed":
                low = table.low if start is None else start
                high = table.high if end is None else end - table.step
                text = self.n(low) if low == high else f"{self.n(low)} .. {self.n(high)}"
            elif table.style == "above":
                text = (
                    f".. {self.n(end or table.high)}"
                    if start is None
                    else f"{self.k('above')} {self.n(start)}"
                )
            elif start is None:
                text = (
                    f"{self.k('below')} {self.n(end)}"
                    if end is not None
                    else f"{self.k('from')} {self.n(table.low)}"
                )
            else:
                text = f"{self.k('from')} {self.n(start)}"
            cells = ["-" if cell is None else cell for cell in table.cells[at]]
            rows.append("    " + " ".join([text, code, *cells]))
        yield from (reversed(rows) if table.falling else rows)
        yield from self.limits(table)

    def limits(self, table: Table | Decision) -> Iterator[str]:
        """What keeps a class down, then what lifts it."""
        for word, each in (("limit", table.limits), ("raise", table.raises)):
            for code, when in each:
                to = f"{self.k('to')} {code} {self.k('when')} {self.term(when)}"
                yield f"  {self.k(word)} {table.name} {to}"

    def decision(self, decision: Decision) -> Iterator[str]:
        """A table of rows, or cases."""
        head = [self.k("decide"), decision.name, f'"Decision {decision.name}"']
        head += [f"{self.k('one_of')} {', '.join(decision.ranks)}"] if decision.ranks else []
        head += [self.k("first_match")] if decision.first else []
        yield "  " + " ".join(head)
        if decision.asked:
            names = [self.k("label") if column == "label" else column for column in decision.columns]
            asked = [self.term(term) for term, _ in decision.asked]
            yield "    " + " ".join([*asked, "->", self.k("code"), *names])
        for row in decision.rows:
            tests = [
                "-" if tests is None else f" {self.k('or')} ".join(self.test(test, asked) for test in tests)
                for tests, (_, asked) in zip(row.tests, decision.asked, strict=True)
            ]
            when = [] if row.when is None else [f"{self.k('when')} {self.term(row.when)}"]
            yield "    " + " ".join([*tests, *when, "->", *self.row(row.cells)])
        if decision.otherwise is not None:
            yield "    " + " ".join([self.k("otherwise"), "->", *self.row(decision.otherwise)])
        yield from self.limits(decision)

    def row(self, cells: tuple[str | None, ...]) -> list[str]:
        return ["-" if cell is None else cell for cell in cells]

    def test(self, test: Test, asked: Asked | None) -> str:
        """What a cell of a decision takes."""
        kind, first, last = test
        match kind:
            case "yes" | "no" | "missing":
                return self.k(kind)
            case "code":
                return spelt(str(first))
            case _:
                pass
        assert isinstance(first, Fraction)
        percent = asked is not None and asked.percent
        start = self.n(first, percent)
        match kind:
            case "value":
                return start
            case "span":
                return f"{start} .. {self.n(last, percent)}"
            case _:
                return f"{self.k(kind)} {start}"

    # Expressions

    def term(self, term: Term, level: int = 0) -> str:
        """An expression, in parentheses where its surroundings bind more tightly."""
        own = LEVELS.get(term.op, 8)
        text = self.bare(term, own)
        return f"({text})" if own < level else text

    def folded(self, term: Term, level: int = 0, depth: int = 1) -> str:
        """An expression of a member, or of one so many levels down."""
        self.before = "units." * depth
        text = self.term(term, level)
        self.before = ""
        return text

    def bare(self, term: Term, own: int) -> str:
        parts = term.parts
        codes = ", ".join(map(spelt, term.codes))
        match term.op:
            case "const":
                return self.n(term.value, term.percent)
            case "day":
                return term.day.isoformat()
            case "read" | "own":
                return self.before + term.name
            case "share" | "points" | "unrounded" | "answer":
                return f"{self.before}{term.name}.{self.k(term.op)}"
            case "add" | "sub" | "mul" | "div":
                return f"{self.term(parts[0], own)} {SIGNS[term.op]} {self.term(parts[1], own + 1)}"
            case "lt" | "le" | "gt" | "ge":
                return f"{self.term(parts[0], 5)} {SIGNS[term.op]} {self.term(parts[1], 5)}"
            case "and" | "or":
                return f"{self.term(parts[0], own)} {self.k(term.op)} {self.term(parts[1], own + 1)}"
            case "not":
                return f"{self.k('not')} {self.term(parts[0], own)}"
            case "neg":
                return f"-{self.term(parts[0], own)}"
            case "is" | "is_not":
                return f"{self.term(parts[0], 5)} {self.k(term.op)} {codes}"
            case "in" | "not_in":
                return f"{self.term(parts[0], 5)} {self.k(term.op)} ({codes})"
            case "has" | "has_not":
                return f"{codes} {self.k('in' if term.op == 'has' else 'not_in')} {term.name}"
            case "between":
                low, high = self.term(parts[1], 5), self.term(parts[2], 5)
                return f"{self.term(parts[0], 5)} {self.k('between')} {low} {self.k('and')} {high}"
            case "missing" | "present" | "applicable" | "inapplicable":
                return f"{term.name} {self.k(STATES[term.op])}"
            case "node_every" | "node_any":
                return self.of_nodes(term)
            case "if":
                one, two, three = (self.term(part) for part in parts)
                return f"{self.k('if')} {one} {self.k('then')} {two} {self.k('else')} {three}"
            case "round":
                return f"{self.k('round')}({self.term(parts[0])}, {decimal(term.value)})"
            case "fold_count":
                return f"{self.k('count')}({collections(term)}{self.filter(term)})"
            case "fold_every" | "fold_any":
                quantity = self.k(term.op.removeprefix("fold_"))
                condition = self.term(parts[0], 4)
                asked = f"{self.k('in_group')} {collections(term)}{self.filter(term)}"
                return f"{quantity} unit {asked} {self.k('has')} {condition}"
            case "fold_weighed":
                value, weight = self.folded(parts[0], 7), self.folded(parts[1], 7)
                return f"{self.k('sum')}({value} * {weight}) / {self.k('sum')}({weight})"
            case "fold_mean" | "fold_sum" | "fold_min" | "fold_max" | "fold_median":
                value = self.folded(parts[0], depth=int(term.value) or 1)
                return f"{self.k(term.op.removeprefix('fold_'))}({value}{self.filter(term)})"
            case "count" | "sum" | "mean" | "median" | "min" | "max" | "abs":
                inner = [self.term(part) for part in parts] or [term.name]
                return f"{self.k(term.op)}({', '.join(inner)})"
            case _:
                raise AssertionError(term.op)

    def of_nodes(self, term: Term) -> str:
        """A condition of every or any node of a word: its own value is read by a word."""
        (condition,), (word,) = term.parts, term.codes
        own = self.k({"read": "value"}.get(condition.parts[0].op, condition.parts[0].op))
        low, *high = (self.term(part, 5) for part in condition.parts[1:])
        said = f"{own} {self.k('between')} {low} {self.k('and')} {high[0]}" if high else ""
        said = said or f"{own} {SIGNS[condition.op]} {low}"
        quantity = self.k(term.op.removeprefix("node_"))
        return f"{quantity} {self.k(word)} {self.k('in_group')} {term.name} {self.k('has')} {said}"

    def filter(self, term: Term) -> str:
        """Which members a fold is over."""
        if term.where is None:
            return ""
        before, self.before = self.before, ""
        where = self.term(term.where)
        self.before = before
        return f" {self.k('where')} {where}"


def collections(term: Term) -> str:
    """The collection that a fold runs over, through its levels."""
    return ".".join(["units"] * (int(term.value) or 1))


# Records


def cells(made: Made, filled: Filled) -> dict[str, object]:
    """A record as a mapping that the Python API takes."""
    found: dict[str, object] = {}
    for path, answer in filled.answers.items():
        found[path] = "not applicable" if isinstance(answer, Skip) else answer
    for name, (reading, amount) in filled.given.items():
        if reading == "share":
            found[f"{name}.share"] = f"{decimal(amount * 100)}%"
        else:
            found[name if reading == "value" else f"{name}.{reading}"] = amount
    for asked in asked_of(made):
        if asked.percent and isinstance(found.get(asked.name), Fraction):
            said = filled.answers[asked.name]
            assert isinstance(said, Fraction)
            found[asked.name] = f"{decimal(said * 100)}%"
    if made.member and filled.members:
        found["units"] = [
            {"record": f"unit {at}", **cells(made.member, one)} for at, one in enumerate(filled.members)
        ]
    return found


def asked_of(made: Made) -> Iterator[Asked]:
    """Everything that is asked with a domain, items aside."""
    yield from made.inputs
    for node in made.nodes():
        yield from node.inputs
        if isinstance(node, Leaf) and node.asked is not None:
            yield node.asked

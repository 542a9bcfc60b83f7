"""What a rubric has names for: what it asks, scores and decides, with what one should know of each.

For menus, panels and forms of other programs: in the order of the rubric, with words in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Literal
from typing import Union

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.exact import Number
from rubrikdsl.exact import round_to
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records.domains import describe
from rubrikdsl.records.headings import CLAUSES
from rubrikdsl.records.names import names_of
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import TEXT
from rubrikdsl.semantics.terms import TRUTH
from rubrikdsl.semantics.terms import Choice
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field

if TYPE_CHECKING:
    from rubrikdsl.workspace.columns import Column

EntryKind = Literal[
    "input", "node", "item", "value", "class", "attribute", "outcome", "collection", "ranking", "column"
]
ValueKind = Literal["number", "share", "truth", "code", "set", "date", "text"]
_Titled = Union[ir.Let, ir.Bands, ir.Decision, ir.Outcome, ir.Collection, ir.Ranking]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of a rubric with a name.

    `name` is the shortest form of `path` that names nothing else; `word` is what the language calls it
    (`dimension`, `dimensi`). `type` is the kind of its values (None: it has none), `about` says which they
    are, `choices` lists codes with their labels, numbers go from `low` to `high` in steps of `step` (each
    None: open; a share is a fraction of one). `asked`: a record answers it; `given`: a record may
    state it in place of what lies below it; `may_not_apply`: a record may say so. `weight` is its part of
    the group and of the whole, None where these depend on the record. `sources` are those that it cites,
    itself or through what is around it.
    """

    name: str
    path: str
    kind: EntryKind
    word: Words
    label: str
    type: ValueKind | None
    about: Words
    choices: tuple[Choice, ...] = ()
    low: Number | None = None
    high: Number | None = None
    step: Number | None = None
    asked: bool = False
    given: bool = False
    may_not_apply: bool = False
    weight: Words | None = None
    sources: tuple[str, ...] = ()
    assumed: str | None = None
    notes: tuple[str, ...] = ()


def outline(plan: ir.Plan) -> tuple[Entry, ...]:
    """The entries of a plan: its inputs, its score, then what comes after it as written."""
    return tuple(_Outline(plan).entries())


def of_columns(columns: Iterable[Column]) -> tuple[Entry, ...]:
    """The entries of columns that data carry along beside what the rubric reads."""
    return tuple(
        Entry(
            column.field.name,
            column.field.name,
            "column",
            say("column", "kolom"),
            column.heading,
            column.field.domain.type.kind,
            describe(column.field.domain),
            tuple(Choice(code, "") for code in column.field.domain.type.codes),
        )
        for column in columns
    )


class _Outline:
    def __init__(self, plan: ir.Plan) -> None:
        self._plan = plan
        self._ends = names_of(plan).ends
        self._weights = dict(_weights(plan))

    def entries(self) -> Iterator[Entry]:
        plan = self._plan
        for field in plan.fields:
            if field.owner is None and field.kind == "input":
                yield self._field(field)
        for node in plan.nodes:
            yield self._node(node)
            for field in plan.fields:
                if field.owner == node.index and field.kind in ("input", "item"):
                    yield self._field(field)
        for kind, at in plan.order:
            match kind:
                case "let":
                    let = plan.lets[at]
                    yield self._titled("value", let, Domain(plan.types[let.step]))
                case "bands":
                    yield from self._classes(plan.bands[at])
                case "outcome":
                    yield self._titled("outcome", plan.outcomes[at], Domain(TRUTH))
        for collection in plan.collections:
            about = say("scored by `{name}`", "dinilai dengan `{name}`", name=collection.plan.name)
            yield self._titled("collection", collection, None, about)
        for ranking in plan.rankings:
            about = say("an order by {key}", "urutan menurut {key}", key=ranking.by.text)
            yield self._titled("ranking", ranking, None, about)

    def _field(self, field: Field) -> Entry:
        kind: EntryKind = "item" if field.kind == "item" else "input"
        clause = self._plan.clauses[field.clause]
        return self._entry(
            field.path,
            kind,
            field.label,
            clause,
            field.domain,
            asked=True,
            may_not_apply=field.not_applicable,
        )

    def _node(self, node: ir.Node) -> Entry:
        own = [self._plan.fields[index] for index in node.fields]
        answer = next((field for field in own if field.kind == "answer"), None)
        return self._entry(
            node.path,
            "node",
            node.label,
            self._plan.clauses[node.clause],
            answer.domain if answer else Domain(NUMBER, node.scale.floor, node.scale.top),
            asked=answer is not None,
            given=answer is None and node.kind in ("group", "given"),
            may_not_apply=any(f.not_applicable for f in own if f.kind in ("answer", "state")),
            weight=self._weights.get(node.index),
        )

    def _classes(self, classes: ir.Classes) -> Iterator[Entry]:
        plan = self._plan
        type = plan.types[classes.code]
        labels = _column(plan, classes, type.codes, "label")
        choices = tuple(Choice(code, labels.get(code, "")) for code in type.codes)
        yield self._titled("class", classes, Domain(type, choices=choices))
        for name, step in zip(classes.columns, classes.attributes, strict=True):
            values = dict.fromkeys(_column(plan, classes, type.codes, name).values())
            domain = Domain(plan.types[step], choices=tuple(Choice(value, "") for value in values))
            clause = plan.clauses[classes.clause]
            yield self._entry((classes.name, name), "attribute", "", clause, domain)

    def _titled(
        self, kind: EntryKind, what: _Titled, domain: Domain | None, about: Words | None = None
    ) -> Entry:
        return self._entry((what.name,), kind, what.label, self._plan.clauses[what.clause], domain, about)

    def _entry(
        self,
        path: tuple[str, ...],
        kind: EntryKind,
        label: str,
        clause: Clause,
        domain: Domain | None,
        about: Words | None = None,
        *,
        asked: bool = False,
        given: bool = False,
        may_not_apply: bool = False,
        weight: Words | None = None,
    ) -> Entry:
        values = domain or Domain(TEXT)
        return Entry(
            self._shortest(path),
            ".".join(path),
            kind,
            CLAUSES[clause.kind],
            label,
            domain.type.kind if domain else None,
            about or describe(values),
            values.choices or tuple(Choice(code, "") for code in values.type.codes),
            _public(values.low),
            _public(values.high),
            _public(values.step),
            asked,
            given,
            may_not_apply,
            weight,
            clause.sources or clause.inherited,
            clause.assumed,
            clause.notes,
        )

    def _shortest(self, path: tuple[str, ...]) -> str:
        ends = (".".join(path[start:]) for start in range(len(path) - 1, -1, -1))
        return next((end for end in ends if len(self._ends.get(end, ())) == 1), ".".join(path))


def _public(number: Fraction | None) -> Number | None:
    return None if number is None else Number(number)


def _column(plan: ir.Plan, classes: ir.Classes, codes: tuple[str, ...], name: str) -> dict[str, str]:
    """What a column of a table of classes says of each code, where these are texts or codes."""
    if name not in classes.columns:
        return {}
    step = plan.steps[classes.attributes[classes.columns.index(name)]]
    if not isinstance(step, ir.Table):
        return {}
    return {
        code: row.value
        for code in codes
        for row in step.rows
        if isinstance(row.key, frozenset) and code in row.key and isinstance(row.value, str)
    }


def _weights(plan: ir.Plan) -> Iterator[tuple[int, Words]]:
    """What part each node is of its group and of the whole, where no condition decides either."""
    whole = {0: Fraction(1)}
    for group in plan.nodes:
        steps = [plan.steps[plan.nodes[child].own_weight] for child in group.children]
        amounts = [step.value for step in steps if isinstance(step, ir.Constant)]
        numbers = [amount for amount in amounts if isinstance(amount, Fraction)]
        if len(numbers) < len(steps) or not sum(numbers):
            continue
        for child, amount in zip(group.children, numbers, strict=True):
            part = amount / sum(numbers)
            if not part:
                yield child, say("not scored", "tanpa nilai")
            elif group.index not in whole:
                yield child, say("{part}% of its group", "{part}% dari kelompoknya", part=_percent(part))
            else:
                whole[child] = part * whole[group.index]
                yield child, _of_both(part, whole[child], root=group.parent is None)


def _of_both(part: Fraction, whole: Fraction, *, root: bool) -> Words:
    if root:
        return say("{whole}% of the total", "{whole}% dari jumlah", whole=_percent(whole))
    return say(
        "{part}% of its group, {whole}% of the total",
        "{part}% dari kelompoknya, {whole}% dari jumlah",
        part=_percent(part),
        whole=_percent(whole),
    )


def _percent(part: Fraction) -> Fraction:
    """A part in percent as it is printed: with two decimals where more would be needed."""
    return round_to(part * 100, 2)

"""Expressions of the rubric's own language, asked of results: `kategori is C and pengaduan < 30`.

The text is read by the language's own parser and checker, in whichever vocabulary it is written, and lowered
behind the rubric's own plan; so a question means exactly what the same words mean in a rule. Where something
that it reads is missing or does not apply there is no answer, and the answer says why.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Literal
from typing import cast

from rubrikdsl.engine.interpret import continued
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.result import Status
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.exact import Number
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.plan.from_model import begins_with
from rubrikdsl.plan.from_model import lower_asked
from rubrikdsl.plan.growing import NO_CLAUSE
from rubrikdsl.program.many import Key
from rubrikdsl.program.many import Known
from rubrikdsl.records.bind import Bound
from rubrikdsl.semantics.asked import Beside
from rubrikdsl.semantics.asked import question
from rubrikdsl.semantics.model import Let
from rubrikdsl.semantics.record import Answer as Said
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.record import Silence
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Type
from rubrikdsl.syntax import tree
from rubrikdsl.workspace.columns import Column
from rubrikdsl.workspace.scoring import EVERY
from rubrikdsl.workspace.scoring import Row
from rubrikdsl.workspace.typed import Readable
from rubrikdsl.workspace.typed import Typed
from rubrikdsl.workspace.typed import readable
from rubrikdsl.workspace.typed import understood

if TYPE_CHECKING:
    from rubrikdsl.diagnostics.model import Diagnostic
    from rubrikdsl.diagnostics.problem import Problem
    from rubrikdsl.engine.result import Choice
    from rubrikdsl.program.runners import Runners
    from rubrikdsl.semantics import model
    from rubrikdsl.workspace.api import Plain
    from rubrikdsl.workspace.api import Result
    from rubrikdsl.workspace.api import Rubric
    from rubrikdsl.workspace.population import Population
    from rubrikdsl.workspace.population import Watch

Kind = Literal["number", "share", "truth", "code", "set", "date", "text"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gives for one record; `value` is None unless it is `final`.

    `status` says why, as that of a result's value does: `waiting` are the missing answers that it reads,
    `under` what it is under each reading where that differs, `problems` what forbids it.
    """

    value: Plain | None
    status: Status
    waiting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    under: tuple[tuple[Choice, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A question under one choice of readings: the longer plan, the step that answers, the columns read."""

    choice: Choice
    digest: str
    plan: ir.Plan
    step: int
    columns: tuple[Column, ...]


class Expression:
    """A question to the results of a rubric. Make one with `Rubric.expression` or `Population.expression`.

    >>> import rubrikdsl as rb
    >>> unit = rb.load("kepatuhan.unit", on="2024-12-31")
    >>> low = unit.expression("kategori is D and nilai < 50")
    >>> low.kind, low.of(unit.score({"nilai": "49.85"})).value, low.of(unit.score({})).status
    ('truth', True, 'unknown')
    """

    def __init__(self, text: str, type: Type, texts: tuple[_Text, ...]) -> None:
        self.text = text
        self.type = type
        self._texts = {one.choice: one for one in texts}
        self._goes_on: dict[int, bool] = {}
        self._runners: Runners | None = None
        self._name = _named(texts[0]) if len(texts) == 1 else None
        self._said: dict[tuple[str, str], Value | None] = {}

    def __repr__(self) -> str:
        return f"<Expression {self.text!r}: {self.kind}>"

    @property
    def kind(self) -> Kind:
        """What its values are; records can be found by a `truth`."""
        return self.type.kind

    def of(self, result: Result) -> Answer:
        """The answer for a record; `ValueError` where another rubric scored it."""
        quick = self._quick(result)
        if quick is not None:
            return quick
        found = [(row.choice, self._answer(row)) for row in result._row.under or (result._row,)]
        first = found[0][1]
        if all(answer == first for _, answer in found):
            return first
        refused = [answer for _, answer in found if answer.status == "refused"]
        return refused[0] if refused else Answer(None, "differs", under=tuple(found))

    def over(
        self, people: Population, places: Sequence[int] | None = None, watch: Watch | None = None
    ) -> tuple[Answer, ...]:
        """The answers for the records of a population, or for those at `places`, as `of` gives each.

        `watch` is told now and then how many are done, of how many. Raises `ValueError` where another rubric
        scored them.

        >>> import rubrikdsl as rb
        >>> people = rb.load("kepatuhan.unit", on="2024-12-31").population([{"nilai": 80}, {"nilai": 20}])
        >>> [answer.value for answer in people.expression("kategori is B").over(people)]
        [True, False]
        """
        every = range(len(people)) if places is None else places
        quick = answers_of(self._known(people, places), len(every))
        return completed(quick, lambda at: self.of(people[every[at]]), watch)

    def _known(self, people: Population, places: Sequence[int] | None) -> Known | None:
        """The answers that take no more than arithmetic; None where all do."""
        text, held = self._texts.get(()), people._held
        if text is None or held is None or len(self._texts) > 1 or text.digest != people.rubric.ready.digest:
            return None
        if self._name is not None:
            named = held.known(self._name)
            return named if named is None or places is None else named.of(places)
        known: dict[Key, Known] = {
            ("field", column.field.index): people._said(column) for column in text.columns
        }
        many = replace(held.many, known={**held.many.known, **known})
        many = many if places is None else many.of(places)
        step = text.plan.steps[text.step]
        if isinstance(step, ir.Answer):
            return many.answers(text.plan.fields[step.field])
        from rubrikdsl.program.waiting import told

        def record(at: int) -> Record:
            bound = people._bindings[0].records[at if places is None else places[at]]
            return self._record(bound, text)

        found = told(text.plan, many, record, (text.step,))
        return None if found is None else found[0]

    def _quick(self, result: Result) -> Answer | None:
        """The answer for a record of a population that has one; None where it takes more than arithmetic."""
        text = self._texts.get(())
        if text is None or result._bound is None or len(self._texts) > 1:
            return None
        bound, digest = result._bound
        if text.digest != digest:
            return None
        value: Value | Silence | None
        if self._name is not None:
            named = result[self._name]
            return None if named is None else Answer(named, "final")
        record, step = self._record(bound, text), text.plan.steps[text.step]
        if isinstance(step, ir.Answer):
            value = record.answers.get(step.field)
        else:
            if self._runners is None:
                from rubrikdsl.program.runners import Runners

                self._runners = Runners(text.plan, text.step)
            (value,) = self._runners(record) or (None,)
        if value is None or isinstance(value, Silence):
            return None
        return Answer(Number(value) if isinstance(value, Fraction) else value, "final")

    def _answer(self, row: Row) -> Answer:
        text = self._texts.get(row.choice)
        if text is None or text.digest != row.ready.digest:
            raise ValueError(f"{row.result.record}: another rubric's result")
        if row.bound.is_refused:
            return Answer(None, "refused", problems=row.result.problems)
        found = self._run(row, text).values[text.step]
        match found:
            case Missing(waiting):
                return Answer(None, "unknown", waiting=tuple(sorted(waiting)))
            case Fault(problems):
                return Answer(None, "refused", problems=problems)
            case Silence.NOT_APPLICABLE:
                return Answer(None, "not-applicable")
            case _:
                return Answer(Number(found) if isinstance(found, Fraction) else found, "final")

    def _run(self, row: Row, text: _Text) -> Run:
        record = self._record(row.bound, text)
        goes_on = self._goes_on.get(id(row.run.plan))
        if goes_on is None:
            goes_on = self._goes_on[id(row.run.plan)] = begins_with(text.plan, row.run.plan)
        return continued(row.run, text.plan, record) if goes_on else run(text.plan, record)

    def _record(self, bound: Bound, text: _Text) -> Record:
        """A record with the columns carried along that the question reads."""
        said = {
            column.field.index: value
            for column in text.columns
            if (value := self._value(column, bound.kept.get(column.heading, ""))) is not None
        }
        if not said:
            return bound.record
        return replace(bound.record, answers={**bound.record.answers, **said})

    def _value(self, column: Column, text: str) -> Value | None:
        key = (column.heading, text)
        if key not in self._said:
            self._said[key] = column.answer(text)
        return self._said[key]


def completed(
    quick: list[Answer | None], each: Callable[[int], Answer], watch: Watch | None
) -> tuple[Answer, ...]:
    """Answers with those that are not there yet; `each` gives the one at a place."""
    open_ = [at for at, answer in enumerate(quick) if answer is None]
    for done, at in enumerate(open_):
        if watch is not None and done % EVERY == 0:
            watch(at, len(quick))
        quick[at] = each(at)
    return tuple(cast("list[Answer]", quick))


def answers_of(known: Known | None, count: int) -> list[Answer | None]:
    """The answers that so many records have; None where that takes more than what is known."""
    if known is None:
        return [None] * count
    different = [None if value is None else _answer_of(value) for value in known.different]
    for place, paths in known.waiting.items():
        different[place] = Answer(None, "unknown", waiting=paths)
    return [*map(different.__getitem__, known.at)]


def _answer_of(value: Said) -> Answer:
    if isinstance(value, Silence):
        return Answer(None, "not-applicable")
    return Answer(Number(value) if isinstance(value, Fraction) else value, "final")


def _named(text: _Text) -> str | None:
    """The name of the result that a question is, if it is one."""
    at = text.step
    while isinstance(step := text.plan.steps[at], ir.Choose) and not step.branches:
        at = step.otherwise
    return next((named.name for named, step in named_steps(text.plan) if step == at), None)


def expression(
    rubric: Rubric,
    text: str,
    *,
    columns: Callable[[int], Sequence[Column]] | None = None,
    values: Mapping[str, str] | None = None,
    first: tree.Vocabulary | None = None,
) -> Expression:
    """A question to results of a rubric; raises `TypedError` with what is wrong with it.

    `columns` gives the answers that the rubric does not ask, from an index on; `values` are texts of further
    names (`let`), `first` is the vocabulary that is tried first.
    """
    texts: list[_Text] = []
    kinds: list[Type] = []
    for one in readable(rubric):
        beside = tuple(columns(len(one.model.fields))) if columns is not None else ()
        fields = tuple(column.field for column in beside)
        lets: list[Let] = []
        for name, written in (values or {}).items():
            lets.append(Let(name, name, _read(one, written, Beside(fields, tuple(lets)), first), NO_CLAUSE))
        asked = _read(one, text, Beside(fields, tuple(lets)), first)
        plan, step = lower_asked(one.model, asked, fields, lets)
        read = {each.field for each in plan.steps if isinstance(each, ir.Answer)}
        used = tuple(column for column in beside if column.field.index in read)
        texts.append(_Text(one.choice, one.ready.digest, plan, step, used))
        kinds.append(asked.type)
    return Expression(text, kinds[0], tuple(texts))


def _read(one: Readable, text: str, beside: Beside, first: tree.Vocabulary | None) -> model.Expression:
    def means(typed: Typed) -> tuple[model.Expression | None, tuple[Diagnostic, ...]]:
        return question(one.model, one.names, beside, typed.source, typed.vocabulary, typed.node)

    found = understood(one, text, "asked_line", first, means)
    assert found is not None, "what could not be read has a finding"
    return found

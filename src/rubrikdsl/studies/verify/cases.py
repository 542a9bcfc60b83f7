"""A completion of a search as an assessment that a person can read and `rubrik score` takes.

What is written is read back and run by the reference interpreter; only what then does what it is said to do
becomes a case.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.engine.interpret import run
from rubrikdsl.engine.partial.graph import Graph
from rubrikdsl.engine.partial.unknowns import Unknown
from rubrikdsl.engine.results import named_steps
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.engine.run import Run
from rubrikdsl.engine.run import is_known
from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.records.bind import bind
from rubrikdsl.records.plain import machine
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.toml import read_toml
from rubrikdsl.records.values import Choices
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.studies.verify.claims import Case

FILE = "case.toml"


def record_of(graph: Graph, completion: Sequence[Found]) -> Record:
    """The record that answers what is open in this way."""
    numbers = {id(one): at for at, one in enumerate(graph.runs)}
    answers: dict[int, list[tuple[Unknown, Found]]] = {}
    for unknown, found in zip(graph.unknowns, completion, strict=True):
        answers.setdefault(unknown.record, []).append((unknown, found))
    return _record(graph.run, numbers, answers)


def _record(of: Run, numbers: Mapping[int, int], found: Mapping[int, list[tuple[Unknown, Found]]]) -> Record:
    answers: dict[int, Answer] = dict(of.record.answers)
    given: dict[int, Given] = dict(of.record.given)
    for unknown, value in found.get(numbers[id(of)], ()):
        match unknown.kind:
            case "field" if value is NOT_APPLICABLE:
                answers[unknown.index] = NOT_APPLICABLE
            case "field" if is_known(value):
                if of.plan.fields[unknown.index].kind != "state":
                    answers[unknown.index] = value
            case "node" if isinstance(value, Fraction):
                given[unknown.index] = ("value", value)
            case "node" if value is NOT_APPLICABLE and unknown.state is not None:
                answers[unknown.state] = NOT_APPLICABLE
            case _:
                assert isinstance(value, Missing) or unknown.kind == "members"
    gone = _below_nothing(of.plan, answers)
    fields = of.plan.fields
    kept = {
        index: answer
        for index, answer in answers.items()
        if fields[index].owner not in gone or (answer is NOT_APPLICABLE and _is_own(of.plan, index, gone))
    }
    members = {
        index: tuple(_record(member, numbers, found) for member in inner)
        for index, inner in enumerate(of.members)
        if inner is not None
    }
    return Record(of.record.name, kept, {n: g for n, g in given.items() if n not in gone}, members)


def _below_nothing(plan: ir.Plan, answers: Mapping[int, Answer]) -> set[int]:
    """The nodes that do not apply by the record's word, with all below them: nothing is answered there."""
    gone = {
        owner
        for index, answer in answers.items()
        if answer is NOT_APPLICABLE
        and plan.fields[index].kind in ("answer", "state")
        and (owner := plan.fields[index].owner) is not None
    }
    for node in plan.nodes:
        if node.parent in gone:
            gone.add(node.index)
    return gone


def _is_own(plan: ir.Plan, index: int, gone: set[int]) -> bool:
    """Whether an answer says itself that its node does not apply, and nothing above has said so."""
    field = plan.fields[index]
    if field.owner is None or field.kind not in ("answer", "state"):
        return False
    return plan.nodes[field.owner].parent not in gone


def case_of(plan: ir.Plan, record: Record, name: str, shows: Callable[[Run], bool]) -> Case | None:
    """The record as a case; None where the text read back does not show what it should."""
    text = "\n".join((f"record = {_quoted(name)}", *_block(plan, record, ""))) + "\n"
    sheet = read_toml(FILE, text, Limits())
    binding = bind(sheet.records, plan)
    problems = (*sheet.problems, *binding.problems, *(p for one in binding.records for p in one.problems))
    if any(problem.severity == "error" for problem in problems) or len(binding.records) != 1:
        return None
    found = run(plan, binding.records[0].record)
    if not shows(found):
        return None
    gives = tuple(
        (named.name, machine(value) if is_known(value := found.values[step]) else None)
        for named, step in named_steps(found.plan)
    )
    return Case(name, text, gives)


def _block(plan: ir.Plan, record: Record, prefix: str) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for field in plan.fields:
        answer = record.answers.get(field.index)
        if answer is not None:
            own = field.kind == "answer" and field.owner is not None
            owner = plan.nodes[field.owner].parent if own and field.owner is not None else field.owner
            yield from _heading(above, above := _above(plan, owner))
            yield f"{_key(field.path)} = {_value(answer, field.domain)}{_comment(field.label)}"
    for index, (_, amount) in sorted(record.given.items()):
        node = plan.nodes[index]
        yield from _heading(above, above := _above(plan, node.parent))
        yield f"{_key(node.path)} = {_number(amount)}{_comment(node.label)}"
    for number, collection in enumerate(plan.collections):
        for member in record.members.get(number, ()):
            name = prefix + _key((collection.name,))
            yield ""
            yield f"[[{name}]]"
            yield f"record = {_quoted(member.name)}"
            yield from _block(collection.plan, member, f"{name}.")


def _above(plan: ir.Plan, owner: int | None) -> tuple[str, ...]:
    """The labels of the groups around, from the top; not of the whole score."""
    labels: list[str] = []
    while owner is not None and plan.nodes[owner].parent is not None:
        labels.append(plan.nodes[owner].label or plan.nodes[owner].name)
        owner = plan.nodes[owner].parent
    return tuple(reversed(labels))


def _heading(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    if now != before and now:
        yield clean(f"# {' / '.join(' '.join(label.split()) for label in now)}")


def _comment(label: str) -> str:
    return clean(f"  # {' '.join(label.split())}") if label else ""


def _value(answer: Answer, domain: Domain) -> str:
    match answer:
        case bool():
            return "true" if answer else "false"
        case Fraction():
            share = domain.type.kind == "share"
            return f'"{to_text(answer * 100)}%"' if share else _number(answer)
        case str() if domain.type.kind == "code":
            return _quoted(_label(answer, domain))
        case str():
            return _quoted(answer)
        case frozenset():
            return "[" + ", ".join(_quoted(_label(code, domain)) for code in _ordered(answer, domain)) + "]"
        case date():
            return answer.isoformat()
        case _:
            return '"not applicable"'


def _ordered(codes: frozenset[str], domain: Domain) -> list[str]:
    return [choice.code for choice in domain.choices if choice.code in codes]


def _label(code: str, domain: Domain) -> str:
    """The option's label, where it can be told from the others by it."""
    choices = Choices(domain.choices)
    for choice in domain.choices:
        if choice.code == code and choice.label and choices.find(choice.label) == code:
            return choice.label
    return code


def _number(value: Fraction) -> str:
    text = to_text(value)
    return f'"{text}"' if "/" in text else text


def _key(path: tuple[str, ...]) -> str:
    key = ".".join(path)
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else _quoted(key)


def _quoted(text: str) -> str:
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'

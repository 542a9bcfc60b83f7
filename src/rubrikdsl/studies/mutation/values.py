"""Values and records in the author's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Missing
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import Type

SKIPPED = say("not applicable", "tidak berlaku")
UNKNOWN = say("unknown", "belum diketahui")
REFUSED = say("refused", "ditolak")
YES = say("yes", "ya")
NO = say("no", "tidak")


def value(found: Found, type: Type) -> Words:
    """A value as the author writes it."""
    match found:
        case Missing():
            return UNKNOWN
        case Fault():
            return REFUSED
        case bool():
            return YES if found else NO
        case Fraction() if type.kind == "share":
            return say("{n}%", "{n}%", n=found * 100)
        case Fraction():
            return say("{n}", "{n}", n=found)
        case date():
            return say("{day}", "{day}", day=found.isoformat())
        case frozenset():
            return say("{all}", "{all}", all=f"({', '.join(sorted(found))})")
        case str():
            text = found if found.isidentifier() else f'"{found}"'
            return say("{text}", "{text}", text=text)
        case _:
            return SKIPPED


def given(plan: ir.Plan, record: Record) -> Iterator[tuple[str, Words]]:
    """What a record says of itself, by the names of the rubric, in the rubric's order."""
    states = {field.index for field in plan.fields if field.kind == "state"}
    lists: dict[int, dict[str, bool]] = {}
    for index in sorted(record.answers):
        field, answer = plan.fields[index], record.answers[index]
        if field.kind == "item" and field.owner is not None and answer is not NOT_APPLICABLE:
            lists.setdefault(field.owner, {})[field.path[-1]] = answer is True
    listed = {owner for owner in lists if _may_be_listed(plan, record, owner)}
    for index in sorted(record.answers):
        field, answer = plan.fields[index], record.answers[index]
        if field.owner in listed and field.kind == "item":
            if field.owner in lists and field.owner is not None:
                held = [name for name, holds in lists.pop(field.owner).items() if holds]
                yield _name(plan, field.owner), say("{all}", "{all}", all=f"({', '.join(held)})")
            continue
        if index in states and field.owner is not None:
            yield _name(plan, field.owner), SKIPPED
        else:
            yield _field(plan, index), value(answer, field.domain.type)
    for node, (_, number) in sorted(record.given.items()):
        yield _name(plan, node), value(number, NUMBER)


def _may_be_listed(plan: ir.Plan, record: Record, owner: int) -> bool:
    """Whether all items are answered, so that those that hold can stand in one list."""
    items = [field for field in plan.fields if field.owner == owner and field.kind == "item"]
    answers = [record.answers.get(field.index) for field in items]
    return any(a is True for a in answers) and all(isinstance(answer, bool) for answer in answers)


def _name(plan: ir.Plan, node: int) -> str:
    one = plan.nodes[node]
    same = sum(other.name == one.name for other in plan.nodes)
    taken = any(field.path[-1] == one.name and field.owner != node for field in plan.fields)
    return one.name if same == 1 and not taken else ".".join(one.path)


def _field(plan: ir.Plan, index: int) -> str:
    field = plan.fields[index]
    if field.owner is None:
        return ".".join(field.path)
    if field.kind == "answer":
        return _name(plan, field.owner)
    return f"{_name(plan, field.owner)}.{field.path[-1]}"


def sentence(plan: ir.Plan, record: Record, most: int = 6) -> Words:
    """A record in one line, its members by the name of their collection."""
    said = [say("{name} = {value}", "{name} = {value}", name=n, value=v) for n, v in given(plan, record)]
    for index, members in record.members.items():
        collection = plan.collections[index]
        for member in members:
            parts = ", ".join(
                f"{name} = {found.read('en')}" for name, found in given(collection.plan, member)
            )
            parts_id = ", ".join(
                f"{name} = {found.read('id')}" for name, found in given(collection.plan, member)
            )
            said.append(say("{n}: {p}", "{n}: {i}", n=collection.name, p=parts, i=parts_id))
    return joined(said, most)


def joined(several: list[Words], most: int) -> Words:
    """Phrases with commas between them; what is too much is counted."""
    kept, rest = several[:most], len(several) - most
    english = ", ".join(one.read("en") for one in kept)
    indonesian = ", ".join(one.read("id") for one in kept)
    if rest > 0:
        return say("{e}, … ({n} more)", "{i}, … ({n} lagi)", e=english, i=indonesian, n=rest)
    return say("{e}", "{i}", e=english, i=indonesian)
